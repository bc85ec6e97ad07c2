package copyfmt

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
)

// cutCSV finds the fields of rows of the csv format.
func (d *Decoder) cutCSV() error {
	for d.rows < vec.Size && !d.ended && d.at < len(d.buf) {
		first, escMark, line := len(d.fields), len(d.esc), d.line
		off := d.at
		end, next, ok, err := d.csvRow(off)
		if err == nil && !ok {
			d.fields, d.esc, d.line = d.fields[:first], d.esc[:escMark], line
			return nil
		}
		if err != nil {
			d.fields = d.fields[:first]
			return err
		}
		if end-off == 2 && d.buf[off] == '\\' && d.buf[off+1] == '.' {
			d.fields = d.fields[:first]
			d.ended, d.at = true, len(d.buf)
			return nil
		}
		d.line++
		d.at = next
		if _, err := d.endRow(first, off, end); err != nil {
			return err
		}
	}
	return nil
}

// csvRow cuts the row at i; ok is false when its end is not there yet.
func (d *Decoder) csvRow(i int) (end, next int, ok bool, err error) {
	for {
		j, raw, f, ok, err := d.csvField(i)
		if err != nil || !ok {
			return 0, 0, ok, err
		}
		d.fields = append(d.fields, d.finishField(f, raw))
		switch {
		case j >= len(d.buf):
			return j, j, true, nil
		case d.buf[j] == d.opt.Delimiter:
			i = j + 1
			if i == len(d.buf) && !d.last {
				return 0, 0, false, nil
			}
		default:
			n, err := d.lineEnd(j)
			return j, j + n, err == nil, err
		}
	}
}

// csvField cuts the field at i and gives where it ends: at a delimiter, an end of line or
// the end of the data.
func (d *Decoder) csvField(i int) (end int, raw []byte, f field, ok bool, err error) {
	b := d.buf
	j := i
	for j < len(b) && !d.special[b[j]] {
		j++
	}
	if j < len(b) && b[j] == d.opt.Quote {
		return d.quoted(i, j)
	}
	if j == len(b) && !d.last || j+1 == len(b) && b[j] == '\r' && !d.last {
		return 0, nil, f, false, nil
	}
	return j, b[i:j], field{off: int32(i), n: int32(j - i)}, true, nil
}

// quoted reads a field with quotes, which may be in its middle; j is at the first one.
func (d *Decoder) quoted(i, j int) (end int, raw []byte, f field, ok bool, err error) {
	b := d.buf
	mark := len(d.esc)
	d.esc = append(d.esc, b[i:j]...)
	in := false
	for ; j < len(b); j++ {
		c := b[j]
		switch {
		case !in && c == d.opt.Quote:
			in = true
		case !in && (c == d.opt.Delimiter || c == '\n' || c == '\r'):
			if c == '\r' && j+1 == len(b) && !d.last {
				return 0, nil, f, false, nil
			}
			f = field{off: int32(mark), n: int32(len(d.esc) - mark), escaped: true, quoted: true}
			return j, d.esc[mark:], f, true, nil
		case !in:
			d.esc = append(d.esc, c)
		case c == d.opt.Escape:
			if j+1 == len(b) && !d.last {
				return 0, nil, f, false, nil
			}
			switch {
			case j+1 < len(b) && (b[j+1] == d.opt.Quote || b[j+1] == d.opt.Escape):
				d.esc = append(d.esc, b[j+1])
				j++
			case c == d.opt.Quote:
				in = false
			default:
				d.esc = append(d.esc, c)
			}
		case c == d.opt.Quote:
			in = false
		default:
			if c == '\n' && d.eol == eolLF || c == '\r' && d.eol != eolLF {
				d.line++
			}
			d.esc = append(d.esc, c)
		}
	}
	if !d.last {
		return 0, nil, f, false, nil
	}
	if in {
		d.line++
		return 0, nil, f, false, d.lineError(pgerr.New(pgerr.BadCopyFileFormat, "unterminated CSV quoted field"), d.at, len(b))
	}
	f = field{off: int32(mark), n: int32(len(d.esc) - mark), escaped: true, quoted: true}
	return j, d.esc[mark:], f, true, nil
}
