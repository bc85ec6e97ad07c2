package copyfmt

import (
	"encoding/binary"
	"fmt"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// signature begins binary data.
const signature = "PGCOPY\n\xff\r\n\x00"

func badFile(format string, args ...any) *pgerr.Error {
	return pgerr.New(pgerr.BadCopyFileFormat, format, args...)
}

// nextBinary reads rows of the binary format.
func (d *Decoder) nextBinary() (*vec.Batch, error) {
	if d.head {
		if ok, err := d.binaryHeader(); !ok || err != nil {
			return nil, err
		}
		d.head = false
	}
	for c := range d.cols {
		d.read[c].reset(&d.vecs[c], d.cols[c].Type, vec.Size)
	}
	nulls := make([][]uint64, len(d.cols))
	for d.rows < vec.Size && !d.ended {
		ok, err := d.binaryRow(nulls)
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
	}
	if d.rows == 0 {
		if d.extra {
			return nil, d.where(badFile("received copy data after EOF marker"), d.line+1, "")
		}
		if d.last && !d.ended {
			if d.at < len(d.buf) {
				return nil, d.where(badFile("unexpected EOF in COPY data"), d.line+1, "")
			}
		}
		return nil, nil
	}
	d.batch.N = d.rows
	return &d.batch, nil
}

// binaryHeader reads what stands before the rows; ok is false when it is not all there.
func (d *Decoder) binaryHeader() (ok bool, err error) {
	b := d.buf[d.at:]
	bad := func(text string) (bool, error) { return false, badFile("%s", text) }
	n := min(len(b), len(signature))
	if string(b[:n]) != signature[:n] || d.last && n < len(signature) {
		return bad("COPY file signature not recognized")
	}
	if len(b) < len(signature)+8 {
		if d.last {
			return bad("invalid COPY file header (missing flags)")
		}
		return false, nil
	}
	flags := binary.BigEndian.Uint32(b[len(signature):])
	if flags&(1<<16) != 0 {
		return bad("invalid COPY file header (WITH OIDS)")
	}
	if flags&^uint32(0xffff)&^uint32(1<<16) != 0 {
		return bad("unrecognized critical flags in COPY file header")
	}
	ext := int32(binary.BigEndian.Uint32(b[len(signature)+4:]))
	if ext < 0 || ext > 1<<20 {
		return bad("invalid COPY file header (missing length)")
	}
	if len(b) < len(signature)+8+int(ext) {
		if d.last {
			return bad("invalid COPY file header (wrong length)")
		}
		return false, nil
	}
	d.at += len(signature) + 8 + int(ext)
	return true, nil
}

// binaryRow reads one row; ok is false when it is not all there, or at the end marker.
func (d *Decoder) binaryRow(nulls [][]uint64) (ok bool, err error) {
	b := d.buf[d.at:]
	if len(b) < 2 {
		return false, nil
	}
	n := int16(binary.BigEndian.Uint16(b))
	line := d.line + 1
	if n == -1 {
		d.ended, d.extra, d.at = true, len(b) > 2, len(d.buf)
		return false, nil
	}
	if int(n) != len(d.cols) {
		return false, d.where(badFile("row field count is %d, expected %d", n, len(d.cols)), line, "")
	}
	i := 2
	spans := make([][]byte, len(d.cols))
	for c := range d.cols {
		if len(b)-i < 4 {
			return false, nil
		}
		size := int32(binary.BigEndian.Uint32(b[i:]))
		i += 4
		switch {
		case size == -1:
			continue
		case size < 0:
			return false, d.where(badFile("invalid field size"), line, fmt.Sprintf(", column %s", d.cols[c].Name))
		case int64(size) > rowBytesMax:
			return false, d.tooLong()
		case len(b)-i < int(size):
			return false, nil
		}
		spans[c] = b[i : i+int(size) : i+int(size)]
		i += int(size)
	}
	for c, raw := range spans {
		v := &d.vecs[c]
		if raw == nil {
			if nulls[c] == nil {
				nulls[c] = v.AllValid(vec.Size)
			}
			vec.ClearValid(nulls[c], d.rows)
			continue
		}
		if err := d.binaryValue(v, c, raw); err != nil {
			return false, d.where(pgerr.From(err), line, fmt.Sprintf(", column %s", d.cols[c].Name))
		}
	}
	d.line = line
	d.starts = append(d.starts, lineAt{line: line})
	d.at += i
	d.rows++
	return true, nil
}

func (d *Decoder) binaryValue(v *vec.Vec, c int, raw []byte) error {
	p := &d.read[c]
	x, err := types.ParseBinary(p.t, raw)
	if err == nil && p.length != nil {
		x, err = p.length.Apply(&builtin.Session{}, x)
	}
	if err != nil {
		return err
	}
	if p.scale >= 0 { // the binary form knows no precision
		if path, e := builtin.FindCast(types.T(types.Numeric), p.t, builtin.CastAssignment); e == nil && !path.Noop() {
			if x, err = path.Apply(&builtin.Session{}, x); err != nil {
				return err
			}
		}
	}
	p.put(v, d.rows, x)
	return nil
}
