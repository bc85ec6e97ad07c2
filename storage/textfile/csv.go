package textfile

import (
	"bytes"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// csv is a dialect of delimited text.
type csv struct {
	delim   byte
	quote   byte // 0: none
	escape  byte // within quotes; the quote itself unless told otherwise
	comment byte // 0: none
	null    string
	pad     bool // short rows have NULLs at the end
	skipBad bool
}

func (d *csv) parser(t types.Type) cellParser { return valueParser(t) }

func (d *csv) aliases(t types.Type) bool { return t.OID == types.Text }

func (d *csv) quoted() byte { return d.quote }

func (d *csv) lines() bool { return d.quote == 0 || d.escape == d.quote }

// cut implements format.
func (d *csv) cut(buf []byte, last bool, c *cells) (used int, err error) {
	i := 0
	for c.rows < vec.Size && i < len(buf) {
		if buf[i] == '\n' && c.width > 1 || buf[i] == '\r' && c.width > 1 || d.comment != 0 && buf[i] == d.comment {
			j := bytes.IndexByte(buf[i:], '\n')
			if j < 0 && !last {
				break
			}
			if j < 0 || i+j+1 >= len(buf) {
				i = len(buf)
				break
			}
			i += j + 1
			continue
		}
		next, n, done := d.row(buf, i, last, c)
		if !done {
			break
		}
		if n != c.width && !(n < c.width && d.pad) {
			if !d.skipBad {
				if c.rows > 0 {
					return i, nil // the rows before are good; the next call reports this one
				}
				return i, &rowError{i, wrongWidth(c.width, n)}
			}
			c.bad = append(c.bad, rowError{i, wrongWidth(c.width, n)})
			i = next
			continue
		}
		for k := n; k < c.width; k++ {
			c.start[c.rows*c.width+k] = -1
		}
		c.rows++
		i = next
	}
	return i, nil
}

func wrongWidth(want, got int) string {
	if got < 0 {
		return "unterminated quoted value"
	}
	if got > want {
		return "extra data after last expected column"
	}
	return "missing data for a column"
}

// row cuts the row at i. It gives where the next one begins and the number of cells
// found, and answers false when the row does not end in buf.
func (d *csv) row(buf []byte, i int, last bool, c *cells) (next, n int, done bool) {
	base := c.rows * c.width
	for {
		var from, to int32
		if d.quote != 0 && i < len(buf) && buf[i] == d.quote {
			end, shrunk, ok := d.quotedCell(buf, i, last, c)
			if !ok {
				if last {
					return len(buf), -1, true
				}
				return 0, 0, false
			}
			from, to = int32(i+1), int32(i+1+shrunk)
			i = end
		} else {
			j := i
			for j < len(buf) && buf[j] != d.delim && buf[j] != '\n' && buf[j] != '\r' {
				j++
			}
			from, to = int32(i), int32(j)
			if str(buf[i:j]) == d.null {
				from = -1
			}
			i = j
		}
		if n < c.width {
			c.start[base+n], c.end[base+n] = from, to
		}
		n++
		switch {
		case i >= len(buf):
			return i, n, last
		case buf[i] == d.delim:
			i++
		case buf[i] == '\n':
			return i + 1, n, true
		case buf[i] == '\r':
			if i+1 == len(buf) && !last {
				return 0, 0, false
			}
			if i+1 < len(buf) && buf[i+1] == '\n' {
				i++
			}
			return i + 1, n, true
		default: // text behind a closing quote belongs to nothing
			return d.rest(buf, i), -2, true
		}
	}
}

// rest finds the end of a broken row.
func (d *csv) rest(buf []byte, i int) int {
	if j := bytes.IndexByte(buf[i:], '\n'); j >= 0 {
		return i + j + 1
	}
	return len(buf)
}

// quotedCell finds the end of the quoted cell at i: where the text goes on behind the
// closing quote, and the length of the value. Escapes are taken out in place; what this
// leaves over is filled with blanks, so that newlines still count.
func (d *csv) quotedCell(buf []byte, i int, last bool, c *cells) (end, length int, ok bool) {
	from := i + 1
	first := -1 // first escape
	for j := from; j < len(buf); j++ {
		b := buf[j]
		if b != d.quote && b != d.escape {
			continue
		}
		if b == d.escape && j+1 < len(buf) && (buf[j+1] == d.quote || buf[j+1] == d.escape && d.escape != d.quote) {
			if first < 0 {
				first = j
			}
			j++
			continue
		}
		if b == d.escape && j+1 == len(buf) && !last {
			return 0, 0, false // the next byte decides
		}
		if b != d.quote {
			continue
		}
		if j+1 == len(buf) && !last {
			return 0, 0, false
		}
		if first < 0 {
			return j + 1, j - from, true
		}
		if !d.rowEnds(buf, j+1, last, c) {
			return 0, 0, false // do not rewrite a row that will be cut again
		}
		return j + 1, d.unescape(buf, from, first, j), true
	}
	return 0, 0, false
}

// rowEnds tells whether the row certainly ends in buf, looking from i outside quotes.
func (d *csv) rowEnds(buf []byte, i int, last bool, c *cells) bool {
	if last || i <= c.rowEnd {
		return true
	}
	inside := false
	for ; i < len(buf); i++ {
		switch b := buf[i]; {
		case b == d.quote:
			inside = !inside
		case b == '\n' && !inside:
			c.rowEnd = i
			return true
		}
	}
	return false
}

func (d *csv) unescape(buf []byte, from, first, end int) (length int) {
	w := first
	for r := first; r < end; r++ {
		if buf[r] == d.escape && r+1 < end && (buf[r+1] == d.quote || buf[r+1] == d.escape) {
			r++
		}
		buf[w] = buf[r]
		w++
	}
	for k := w; k < end; k++ {
		buf[k] = ' '
	}
	return w - from
}
