package copyfmt

import (
	"fmt"
	"unicode/utf8"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// parser reads the text of a value into row i of a vector. fast answers false for
// anything it is not sure of; slow then decides.
type parser struct {
	t      types.Type
	scale  int // of a scaled numeric, else -1
	fast   func(v *vec.Vec, i int, b []byte) bool
	length *builtin.CastPath // cuts or refuses what is too long for varchar(n) and the like
	style  *types.Style
}

func parserOf(t types.Type, style *types.Style) parser {
	p := parser{t: t, scale: -1, style: style}
	if s, ok := t.FixedScale(); ok {
		p.scale = s
		p.fast = func(v *vec.Vec, i int, b []byte) bool { return scaled(v, i, b, s, t) }
	}
	switch t.OID {
	case types.Text:
		p.fast = text
	case types.VarChar:
		p.fast = text
		if t.Mod >= 0 {
			p.fast = func(v *vec.Vec, i int, b []byte) bool { return len(b) <= int(t.Mod)-typmodBase && text(v, i, b) }
		}
	case types.BPChar:
		if t.Mod >= 0 {
			p.fast = func(v *vec.Vec, i int, b []byte) bool { return padded(v, i, b, int(t.Mod)-typmodBase) }
		}
	case types.Int8:
		p.fast = int8s
	case types.Int4:
		p.fast = int4s
	case types.Date:
		p.fast = dates
	}
	if (t.OID == types.VarChar || t.OID == types.BPChar || t.OID == types.Bit || t.OID == types.VarBit) && t.Mod >= 0 {
		bare := t
		bare.Mod = -1
		if path, err := builtin.FindCast(bare, t, builtin.CastAssignment); err == nil {
			p.length, p.t = path, bare
		}
	}
	return p
}

func (p *parser) slow(v *vec.Vec, i int, b []byte) error {
	d, err := types.Parse(p.t, string(b), p.style)
	if err == nil && p.length != nil {
		d, err = p.length.Apply(&builtin.Session{}, d)
	}
	if err != nil {
		return err
	}
	p.put(v, i, d)
	return nil
}

// put stores a datum that is not NULL.
func (p *parser) put(v *vec.Vec, i int, d types.Datum) {
	if p.scale >= 0 {
		v.I64[i], _ = types.DecimalOf(d).Scaled(p.scale)
		return
	}
	v.Put(i, d)
}

// reset makes a vector of the parser's type ready for n rows.
func (p *parser) reset(v *vec.Vec, t types.Type, n int) {
	if p.scale >= 0 {
		v.Reset(t, types.PI64, n)
		v.Scale = int16(p.scale)
		return
	}
	v.Reset(t, t.Phys(), n)
}

// parse reads the fields of the batch, column by column.
func (d *Decoder) parse() error {
	var first error
	row := d.rows
	for c := range d.cols {
		r, err := d.parseColumn(c, row)
		if err != nil {
			first, row = err, r // rows before it may still fail in a later column
		}
	}
	return first
}

// parseColumn reads a column of the first n rows; on an error it tells the row.
func (d *Decoder) parseColumn(c, n int) (int, error) {
	p, v := &d.read[c], &d.vecs[c]
	p.reset(v, d.cols[c].Type, d.rows)
	w := len(d.cols)
	var valid []uint64
	for i := range n {
		f := &d.fields[i*w+c]
		if f.n < 0 {
			if valid == nil {
				valid = v.AllValid(d.rows)
			}
			vec.ClearValid(valid, i)
			continue
		}
		b := d.value(f)
		if p.fast != nil && p.fast(v, i, b) {
			continue
		}
		if err := p.slow(v, i, b); err != nil {
			e := pgerr.From(err)
			return i, d.where(e, d.starts[i].line, fmt.Sprintf(", column %s: \"%s\"", d.cols[c].Name, shown(b)))
		}
	}
	return n, nil
}

func text(v *vec.Vec, i int, b []byte) bool {
	v.Refs[i] = vec.MakeRef(len(v.Buf), len(b))
	v.Buf = append(v.Buf, b...)
	return true
}

// typmodBase is what the type modifier of a length has on top of the length.
const typmodBase = 4

// padded stores a value of char(n), which has blanks up to its length.
func padded(v *vec.Vec, i int, b []byte, n int) bool {
	if len(b) > n {
		return false
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	v.Refs[i] = vec.MakeRef(len(v.Buf), n)
	v.Buf = append(v.Buf, b...)
	for range n - len(b) {
		v.Buf = append(v.Buf, ' ')
	}
	return true
}

// integer reads up to 18 digits with a sign.
func integer(b []byte) (int64, bool) {
	neg := len(b) > 0 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 18 {
		return 0, false
	}
	x := int64(0)
	for _, c := range b {
		c -= '0'
		if c > 9 {
			return 0, false
		}
		x = x*10 + int64(c)
	}
	if neg {
		x = -x
	}
	return x, true
}

func int8s(v *vec.Vec, i int, b []byte) bool {
	x, ok := integer(b)
	v.I64[i] = x
	return ok
}

func int4s(v *vec.Vec, i int, b []byte) bool {
	x, ok := integer(b)
	v.I32[i] = int32(x)
	return ok && int64(int32(x)) == x
}

var pow10 = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// scaled reads a decimal with at most scale digits after its point, when it surely fits
// the precision.
func scaled(v *vec.Vec, i int, b []byte, scale int, t types.Type) bool {
	neg := len(b) > 0 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 18 || scale > 18 {
		return false
	}
	x, frac, point, any := int64(0), 0, false, false
	for _, c := range b {
		if c == '.' && !point {
			point = true
			continue
		}
		c -= '0'
		if c > 9 {
			return false
		}
		any = true
		x = x*10 + int64(c)
		if point {
			frac++
		}
	}
	if !any || frac > scale || len(b)+scale-frac > 18 {
		return false
	}
	x *= pow10[scale-frac]
	if prec, _, _ := t.NumericMod(); prec < 1 || prec > 18 || x >= pow10[prec] {
		return false
	}
	if neg {
		x = -x
	}
	v.I64[i] = x
	return true
}

// dates reads YYYY-MM-DD.
func dates(v *vec.Vec, i int, b []byte) bool {
	if len(b) != 10 || b[4] != '-' || b[7] != '-' {
		return false
	}
	y, ok1 := integer(b[:4])
	m, ok2 := integer(b[5:7])
	day, ok3 := integer(b[8:])
	if !ok1 || !ok2 || !ok3 || y < 1 || m < 1 || m > 12 || day < 1 || day > 28 && day > daysIn(y, m) {
		return false
	}
	v.I32[i] = int32(daysSince1970(y, m, day) + dateShift)
	return true
}

func daysIn(y, m int64) int64 {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// daysSince1970 counts days by the rules of the Gregorian calendar: years begin in March.
func daysSince1970(y, m, d int64) int64 {
	if m <= 2 {
		y--
		m += 12
	}
	era := y / 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// dateShift turns days since 1970 into the days that a date value counts.
var dateShift = func() int64 {
	d, err := types.Parse(types.T(types.Date), "1970-01-01", nil)
	if err != nil {
		return 0
	}
	return d.I
}()
