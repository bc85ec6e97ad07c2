package pgwire

import (
	"encoding/binary"
	"math"
	"strconv"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
)

// op says how the values of a column are written. It is chosen once per result, and
// refined once per batch where a vector's form matters.
type op uint8

// Ways to write a value: t… are text, b… binary.
const (
	opGenericText op = iota
	opGenericBinary
	tBool
	tInt32
	tUint32
	tInt64
	tScaled
	tDate
	tTimestamp
	opBytes
	bBool
	bInt16
	bInt32
	bInt64
	bFloat32
	bFloat64
	bDate
	bTimestamp
	bScaled
)

// Distances between the epochs of vectors (1970) and of the binary format (2000).
const (
	epochDays   = 10957
	epochMicros = int64(epochDays) * 86400 * 1e6
)

// encoder writes batches of one result as DataRow messages.
type encoder struct {
	typs  []types.Type
	ops   []op
	style *types.Style
	cells []cell // per column, for the batch at hand
}

// cell is a column of the batch being written, reduced to a flat vector.
type cell struct {
	v      *vec.Vec // as delivered, for NULLs
	flat   *vec.Vec // flat values behind it
	codes  []uint16 // of a dictionary
	isOne  bool     // constant
	nulls  bool
	op     op
	typ    types.Type
	nulOne bool // constant NULL
}

func newEncoder(cols []session.Column, formats []int16, style *types.Style) *encoder {
	e := &encoder{typs: make([]types.Type, len(cols)), ops: make([]op, len(cols)), style: style,
		cells: make([]cell, len(cols))}
	for i := range cols {
		t := cols[i].Type
		e.typs[i] = t
		if formatOf(formats, i) == 0 {
			e.ops[i] = textOp(t, style)
		} else {
			e.ops[i] = binaryOp(t)
		}
	}
	return e
}

// textOp picks how to write a type as text.
func textOp(t types.Type, st *types.Style) op {
	if t.Ext != nil {
		return opGenericText
	}
	switch t.OID {
	case types.Bool:
		return tBool
	case types.Int2, types.Int4:
		return tInt32
	case types.Oid, types.Xid, types.Cid:
		return tUint32
	case types.Int8:
		return tInt64
	case types.Date:
		if st.Date == types.DateISO {
			return tDate
		}
	case types.Timestamp:
		if st.Date == types.DateISO {
			return tTimestamp
		}
	case types.Text, types.VarChar, types.BPChar, types.Name, types.JSON, types.Unknown, types.XML:
		return opBytes
	}
	return opGenericText
}

// binaryOp picks how to write a type in binary.
func binaryOp(t types.Type) op {
	if t.Ext != nil {
		return opGenericBinary
	}
	switch t.OID {
	case types.Bool:
		return bBool
	case types.Int2:
		return bInt16
	case types.Int4, types.Oid, types.Xid, types.Cid:
		return bInt32
	case types.Int8, types.Time:
		return bInt64
	case types.Float4:
		return bFloat32
	case types.Float8:
		return bFloat64
	case types.Date:
		return bDate
	case types.Timestamp, types.TimestampTZ:
		return bTimestamp
	case types.Text, types.VarChar, types.BPChar, types.Name, types.JSON, types.Unknown, types.XML, types.Bytea:
		return opBytes
	}
	return opGenericBinary
}

// bind prepares the cells for a batch.
func (e *encoder) bind(b *vec.Batch) {
	for i, v := range b.Cols {
		c := cell{v: v, flat: v, op: e.ops[i], typ: e.typs[i], nulls: v.MayHaveNulls()}
		switch v.Form {
		case vec.Const:
			c.isOne, c.nulOne = true, v.IsNull(0)
		case vec.Dict:
			c.flat, c.codes = v.Values, v.Codes
		}
		if c.flat.Type.OID == types.Numeric && c.flat.Phys == types.PI64 {
			switch {
			case c.op == opGenericText:
				c.op = tScaled
			case c.op == opGenericBinary && c.flat.Scale <= 16:
				c.op = bScaled
			}
		}
		e.cells[i] = c
	}
}

// rowAt gives the stored row of the k-th live row.
func rowAt(b *vec.Batch, k int) int {
	if b.Sel != nil {
		return int(b.Sel[k])
	}
	return k
}

// dataRow appends row i of the bound batch as one DataRow.
func (e *encoder) dataRow(buf []byte, i int) []byte {
	start := len(buf)
	buf = append(buf, 'D', 0, 0, 0, 0, byte(len(e.cells)>>8), byte(len(e.cells)))
	for k := range e.cells {
		c := &e.cells[k]
		j, null := c.index(i)
		if null {
			buf = append(buf, 0xff, 0xff, 0xff, 0xff)
			continue
		}
		at := len(buf)
		buf = append(buf, 0, 0, 0, 0)
		buf = e.value(buf, c, j)
		binary.BigEndian.PutUint32(buf[at:], uint32(len(buf)-at-4))
	}
	binary.BigEndian.PutUint32(buf[start+1:], uint32(len(buf)-start-1))
	return buf
}

// index maps a row to the place of its value in the flat vector.
func (c *cell) index(i int) (j int, null bool) {
	switch {
	case c.isOne:
		return 0, c.nulOne
	case c.nulls && c.v.IsNull(i):
		return 0, true
	case c.codes != nil:
		return int(c.codes[i]), false
	}
	return i, false
}

// value appends the value at place j of c's flat vector.
func (e *encoder) value(buf []byte, c *cell, j int) []byte {
	v := c.flat
	switch c.op {
	case tBool:
		return append(buf, "ft"[v.B[j]&1])
	case tInt32:
		return strconv.AppendInt(buf, int64(v.I32[j]), 10)
	case tUint32:
		return strconv.AppendUint(buf, uint64(uint32(v.I32[j])), 10)
	case tInt64:
		return strconv.AppendInt(buf, v.I64[j], 10)
	case tScaled:
		return types.AppendScaled(buf, v.I64[j], int(v.Scale))
	case tDate:
		return e.textDate(buf, c, j)
	case tTimestamp:
		return e.textTimestamp(buf, c, j)
	case opBytes:
		return append(buf, v.Bytes(j)...)
	case bBool:
		return append(buf, v.B[j]&1)
	case bInt16:
		return binary.BigEndian.AppendUint16(buf, uint16(v.I32[j]))
	case bInt32:
		return binary.BigEndian.AppendUint32(buf, uint32(v.I32[j]))
	case bInt64:
		return binary.BigEndian.AppendUint64(buf, uint64(v.I64[j]))
	case bFloat32:
		return appendFloat32(buf, v.F64[j])
	case bFloat64:
		return appendFloat64(buf, v.F64[j])
	case bDate:
		d := v.I32[j]
		if d != math.MaxInt32 && d != math.MinInt32 {
			d -= epochDays
		}
		return binary.BigEndian.AppendUint32(buf, uint32(d))
	case bTimestamp:
		t := v.I64[j]
		if t != math.MaxInt64 && t != math.MinInt64 {
			t -= epochMicros
		}
		return binary.BigEndian.AppendUint64(buf, uint64(t))
	case bScaled:
		return appendScaledBinary(buf, v.I64[j], int(v.Scale))
	case opGenericBinary:
		return types.AppendBinary(buf, c.typ, flatDatum(v, j))
	}
	return types.AppendText(buf, c.typ, flatDatum(v, j), e.style)
}

// appendFloat64 writes a double; every NaN has PostgreSQL's bits.
func appendFloat64(buf []byte, f float64) []byte {
	if f != f {
		return binary.BigEndian.AppendUint64(buf, 0x7ff8000000000000)
	}
	return binary.BigEndian.AppendUint64(buf, math.Float64bits(f))
}

func appendFloat32(buf []byte, f float64) []byte {
	if f != f {
		return binary.BigEndian.AppendUint32(buf, 0x7fc00000)
	}
	return binary.BigEndian.AppendUint32(buf, math.Float32bits(float32(f)))
}

// appendScaledBinary writes v / 10^scale in numeric's binary form, for scales to 16: groups
// of four decimal digits, without zero groups at either end.
func appendScaledBinary(buf []byte, v int64, scale int) []byte {
	sign, u := uint16(0), uint64(v)
	if v < 0 {
		sign, u = 0x4000, -u
	}
	pow := uint64(1)
	for range scale {
		pow *= 10
	}
	whole, frac := u/pow, u%pow
	fracGroups := (scale + 3) / 4
	for range fracGroups*4 - scale {
		frac *= 10
	}
	var groups [10]uint16 // 5 of the whole part, up to 4 of the fraction
	n := len(groups)
	for range fracGroups {
		n--
		groups[n] = uint16(frac % 10000)
		frac /= 10000
	}
	for ; whole > 0; whole /= 10000 {
		n--
		groups[n] = uint16(whole % 10000)
	}
	weight := len(groups) - n - fracGroups - 1
	end := len(groups)
	for n < end && groups[n] == 0 {
		n++
		weight--
	}
	for end > n && groups[end-1] == 0 {
		end--
	}
	if n == end {
		sign, weight = 0, 0
	}
	buf = binary.BigEndian.AppendUint16(buf, uint16(end-n))
	buf = binary.BigEndian.AppendUint16(buf, uint16(int16(weight)))
	buf = binary.BigEndian.AppendUint16(buf, sign)
	buf = binary.BigEndian.AppendUint16(buf, uint16(scale))
	for ; n < end; n++ {
		buf = binary.BigEndian.AppendUint16(buf, groups[n])
	}
	return buf
}

// flatDatum reads a non-NULL value of a flat or constant vector.
func flatDatum(v *vec.Vec, j int) types.Datum { return v.Datum(j) }

// Days of years 1 to 9999, which have four digits and no BC.
const (
	firstDay = -719162
	lastDay  = 2932896
)

func (e *encoder) textDate(buf []byte, c *cell, j int) []byte {
	d := c.flat.I32[j]
	if d < firstDay || d > lastDay {
		return types.AppendText(buf, c.typ, types.NewInt(int64(d)), e.style)
	}
	return appendDate(buf, int(d))
}

func (e *encoder) textTimestamp(buf []byte, c *cell, j int) []byte {
	t := c.flat.I64[j]
	const day = 86400 * 1e6
	d := t / day
	us := t % day
	if us < 0 {
		us += day
		d--
	}
	if d < firstDay || d > lastDay {
		return types.AppendText(buf, c.typ, types.NewInt(t), e.style)
	}
	buf = append(appendDate(buf, int(d)), ' ')
	s := us / 1e6
	buf = append(appendTwo(buf, int(s/3600)), ':')
	buf = append(appendTwo(buf, int(s/60%60)), ':')
	buf = appendTwo(buf, int(s%60))
	return appendFraction(buf, int(us%1e6))
}

// appendDate writes days since 1970 as yyyy-mm-dd (Howard Hinnant's civil_from_days).
func appendDate(buf []byte, days int) []byte {
	z := days + 719468
	era := z / 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day := doy - (153*mp+2)/5 + 1
	month := mp + 3
	if month > 12 {
		month -= 12
	}
	year := yoe + era*400
	if month <= 2 {
		year++
	}
	buf = appendTwo(buf, year/100)
	buf = append(appendTwo(buf, year%100), '-')
	buf = append(appendTwo(buf, month), '-')
	return appendTwo(buf, day)
}

func appendTwo(buf []byte, n int) []byte { return append(buf, byte('0'+n/10), byte('0'+n%10)) }

// appendFraction writes microseconds without trailing zeros, nothing for zero.
func appendFraction(buf []byte, us int) []byte {
	if us == 0 {
		return buf
	}
	digits := 6
	for us%10 == 0 {
		us /= 10
		digits--
	}
	var b [6]byte
	for i := digits - 1; i >= 0; i-- {
		b[i] = byte('0' + us%10)
		us /= 10
	}
	return append(append(buf, '.'), b[:digits]...)
}
