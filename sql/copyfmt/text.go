package copyfmt

import (
	"bytes"
	"unicode/utf8"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
)

// cutText finds the fields of rows of the text format.
func (d *Decoder) cutText() error {
	for d.rows < vec.Size && !d.ended {
		end, next, ok, err := d.textLine()
		if err != nil {
			return err
		}
		if !ok {
			return nil
		}
		off := d.at
		if end-off == 2 && d.buf[off] == '\\' && d.buf[off+1] == '.' {
			d.ended, d.at = true, len(d.buf)
			return nil
		}
		d.line++
		first := len(d.fields)
		if err := d.textFields(off, end); err != nil {
			d.fields = d.fields[:first]
			return err
		}
		d.at = next
		if _, err := d.endRow(first, off, end); err != nil {
			return err
		}
	}
	return nil
}

// textLine finds the end of the line at d.at and where the next one begins. A backslash
// takes the meaning from an end of line.
func (d *Decoder) textLine() (end, next int, ok bool, err error) {
	b := d.buf
	for i := d.at; ; {
		j := indexEOL(b[i:])
		if j < 0 {
			if d.last && d.at < len(b) {
				return len(b), len(b), true, nil
			}
			return 0, 0, false, nil
		}
		j += i
		slashes := 0
		for k := j - 1; k >= d.at && b[k] == '\\'; k-- {
			slashes++
		}
		if slashes%2 == 1 {
			i = j + 1
			continue
		}
		if b[j] == '\r' && j+1 == len(b) && !d.last {
			return 0, 0, false, nil
		}
		n, err := d.lineEnd(j)
		if err != nil || n > 0 {
			return j, j + n, err == nil, err
		}
		i = j + 1
	}
}

// indexEOL finds the first LF or CR.
func indexEOL(b []byte) int {
	i := bytes.IndexByte(b, '\n')
	part := b
	if i >= 0 {
		part = b[:i]
	}
	if r := bytes.IndexByte(part, '\r'); r >= 0 {
		return r
	}
	return i
}

// lineEnd tells how long the end of line at j is. All lines must end as the first does.
func (d *Decoder) lineEnd(j int) (int, error) {
	kind, n := eolLF, 1
	if d.buf[j] == '\r' {
		kind = eolCR
		if j+1 < len(d.buf) && d.buf[j+1] == '\n' {
			kind, n = eolCRLF, 2
		}
	}
	if d.eol == eolUnknown {
		d.eol = kind
	}
	if kind == d.eol {
		return n, nil
	}
	what, code := "newline", `\n`
	if d.buf[j] == '\r' {
		what, code = "carriage return", `\r`
	}
	d.line++
	if d.opt.Format == CSV {
		return 0, d.where(pgerr.New(pgerr.BadCopyFileFormat, "unquoted %s found in data", what).
			WithHint("Use quoted CSV field to represent %s.", what), d.line, "")
	}
	return 0, d.where(pgerr.New(pgerr.BadCopyFileFormat, "literal %s found in data", what).
		WithHint("Use \"%s\" to represent %s.", code, what), d.line, "")
}

// textFields cuts a line into fields.
func (d *Decoder) textFields(off, end int) error {
	b, delim := d.buf[:end], d.opt.Delimiter
	for i := off; ; {
		j, slash := i, false
		for j < end && b[j] != delim {
			if b[j] == '\\' {
				slash = true
				j++
				if j >= end {
					break
				}
			}
			j++
		}
		j = min(j, end)
		f := field{off: int32(i), n: int32(j - i)}
		raw := b[i:j]
		null := d.finishField(f, raw)
		switch {
		case null.n < 0:
			d.fields = append(d.fields, null)
		case slash:
			f = d.unescape(raw)
			if v := d.value(&f); bytes.IndexByte(v, 0) >= 0 || !utf8.Valid(v) {
				return d.lineError(badUTF8(v), off, end)
			}
			d.fields = append(d.fields, f)
		default:
			d.fields = append(d.fields, f)
		}
		if j >= end {
			return nil
		}
		i = j + 1
	}
}

// unescape reads backslash sequences.
func (d *Decoder) unescape(raw []byte) field {
	f := field{off: int32(len(d.esc)), escaped: true}
	for i := 0; i < len(raw); i++ {
		c := raw[i]
		if c != '\\' || i+1 == len(raw) {
			d.esc = append(d.esc, c)
			continue
		}
		i++
		switch c = raw[i]; c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'v':
			c = '\v'
		case 'x':
			if v, n := digits(raw[i+1:], 16, 2); n > 0 {
				c = v
				i += n
			}
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v, n := digits(raw[i:], 8, 3)
			c = v
			i += n - 1
		}
		d.esc = append(d.esc, c)
	}
	f.n = int32(len(d.esc)) - f.off
	return f
}

// digits reads up to most digits of a base.
func digits(b []byte, base, most int) (v byte, n int) {
	for n < most && n < len(b) {
		x := int(b[n])
		switch {
		case x >= '0' && x <= '9':
			x -= '0'
		case x >= 'a' && x <= 'f':
			x -= 'a' - 10
		case x >= 'A' && x <= 'F':
			x -= 'A' - 10
		default:
			return v, n
		}
		if x >= base {
			return v, n
		}
		v = v*byte(base) + byte(x)
		n++
	}
	return v, n
}
