package delta

import (
	"math/big"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// convFunc turns a value that is not NULL into one of another type.
type convFunc func(types.Datum) (types.Datum, error)

// kept are types of bytes that stand for themselves.
func kept(oid types.OID) bool {
	switch oid {
	case types.Text, types.VarChar, types.BPChar, types.Name, types.JSON, types.XML, types.Bytea:
		return true
	}
	return false
}

func isInt(oid types.OID) bool { return oid == types.Int2 || oid == types.Int4 || oid == types.Int8 }

func isStamp(oid types.OID) bool { return oid == types.Timestamp || oid == types.TimestampTZ }

// relabels tells whether values of one type are those of another as they are.
func relabels(from, to types.Type) bool {
	if sameType(from, to) {
		return true
	}
	switch {
	case to.OID == types.Numeric || from.OID == types.Numeric:
		s1, ok1 := from.FixedScale()
		s2, ok2 := to.FixedScale()
		return ok1 && ok2 && s1 == s2
	case from.OID == to.OID && from.Ext == nil && to.Ext == nil && !from.IsArray(): // another precision
		return true
	case isStamp(from.OID) && isStamp(to.OID):
		return true
	case from.OID == types.Int2 && to.OID == types.Int4, from.OID == types.Float4 && to.OID == types.Float8:
		return true
	case from.OID == types.Money && to.OID == types.Int8, from.OID == types.Int8 && to.OID == types.Money, from.OID == types.Time && to.OID == types.Int8:
		return true
	case from.IsEnum() && to.OID == types.Text:
		return true
	}
	return kept(from.OID) && kept(to.OID) && from.Ext == nil && to.Ext == nil
}

// datumConv finds how values of one type become those of another: nil, true when they
// are already. It knows what data files hold, what type widening allows, and what
// storedType does to SQL types, in both directions.
func datumConv(from, to types.Type) (convFunc, bool) {
	if relabels(from, to) {
		return nil, true
	}
	if from.IsArray() && to.IsArray() {
		return listConv(from, to)
	}
	switch {
	case from.OID == types.Map && to.OID == types.Map:
		return mapConv(from, to)
	case from.IsRow() && to.IsRow() && from.Ext != nil && to.Ext != nil:
		return rowConv(from, to)
	case isInt(from.OID) && isInt(to.OID) && to.OID != types.Int2 && from.OID != types.Int8:
		return nil, true
	case isInt(from.OID) && to.OID == types.Float8:
		return func(d types.Datum) (types.Datum, error) { return types.NewFloat(float64(d.I)), nil }, true
	case isInt(from.OID) && to.OID == types.Numeric, from.OID == types.Numeric && to.OID == types.Numeric:
		return numericConv(isInt(from.OID), to), true
	case from.OID == types.Date && isStamp(to.OID):
		return dateConv, true
	case from.OID == types.Int8 && to.OID == types.Time:
		return timeConv, true
	case from.OID == types.Int8 && to.OID == types.Oid:
		return func(d types.Datum) (types.Datum, error) { return types.NewOid(uint32(d.I)), nil }, true
	case from.OID == types.Oid && to.OID == types.Int8:
		return func(d types.Datum) (types.Datum, error) { return types.NewInt(int64(uint32(d.I))), nil }, true
	case from.OID == types.Text && to.Phys() == types.PStr && !to.IsArray() && !to.IsRow() && to.OID != types.Map:
		return func(d types.Datum) (types.Datum, error) { return types.Parse(to, d.S, types.DefaultStyle) }, true
	case to.OID == types.Text && from.Phys() == types.PStr && !from.IsArray() && !from.IsRow() && from.OID != types.Map:
		return func(d types.Datum) (types.Datum, error) {
			return types.NewStr(string(types.AppendText(nil, from, d, types.DefaultStyle))), nil
		}, true
	}
	return nil, false
}

// numericConv gives numbers the scale of numeric(p,s), without rounding any away.
func numericConv(fromInt bool, to types.Type) convFunc {
	_, scale, hasScale := to.NumericMod()
	return func(d types.Datum) (types.Datum, error) {
		dec := types.DecimalInt(d.I)
		if !fromInt {
			dec = types.DecimalOf(d)
		}
		if !hasScale || !dec.IsFinite() {
			return dec.Datum(), nil
		}
		if s := dec.Scale(); s < scale {
			mul := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale-s)), nil)
			dec = types.DecimalBig(mul.Mul(mul, dec.Big()), scale)
		}
		return dec.Round(scale).Datum(), nil
	}
}

func dateConv(d types.Datum) (types.Datum, error) {
	us, ok := types.JoinTimestamp(d.I, 0)
	if !ok {
		return d, corruptf("date out of range for a timestamp")
	}
	return types.NewInt(us), nil
}

func timeConv(d types.Datum) (types.Datum, error) {
	if d.I < 0 || d.I > types.MicrosPerDay {
		return d, corruptf("%d is no time of day", d.I)
	}
	return d, nil
}

func (c convFunc) each(ds []types.Datum) ([]types.Datum, error) {
	if c == nil {
		return ds, nil
	}
	out := make([]types.Datum, len(ds))
	for i, d := range ds {
		if d.Null {
			out[i] = d
			continue
		}
		var err error
		if out[i], err = c(d); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func listConv(from, to types.Type) (convFunc, bool) {
	fe, _ := types.ElemOf(from)
	te, _ := types.ElemOf(to)
	c, ok := datumConv(fe, te)
	return listOf(fe, te, c), ok
}

// listOf converts the elements of arrays, keeping their shape.
func listOf(from, to types.Type, c convFunc) convFunc {
	if c == nil && from.Phys() == to.Phys() {
		return nil
	}
	return func(d types.Datum) (types.Datum, error) {
		a := types.DecodeArray(from, d.S)
		elems, err := c.each(a.Elems)
		return types.EncodeArray(to, a.Dims, a.Lbs, elems), err
	}
}

func mapConv(from, to types.Type) (convFunc, bool) {
	fk, fv := types.MapTypes(from)
	tk, tv := types.MapTypes(to)
	ck, ok1 := datumConv(fk, tk)
	cv, ok2 := datumConv(fv, tv)
	return mapOf(from, to, ck, cv), ok1 && ok2
}

func mapOf(from, to types.Type, ck, cv convFunc) convFunc {
	fk, fv := types.MapTypes(from)
	tk, tv := types.MapTypes(to)
	if ck == nil && cv == nil && fk.Phys() == tk.Phys() && fv.Phys() == tv.Phys() {
		return nil
	}
	return func(d types.Datum) (types.Datum, error) {
		keys, vals := types.DecodeMap(from, d.S)
		keys, err := ck.each(keys)
		if err != nil {
			return d, err
		}
		vals, err = cv.each(vals)
		return types.EncodeMap(to, keys, vals), err
	}
}

func rowConv(from, to types.Type) (convFunc, bool) {
	if len(from.Ext.Fields) != len(to.Ext.Fields) {
		return nil, false
	}
	at, convs := make([]int, len(to.Ext.Fields)), make([]convFunc, len(to.Ext.Fields))
	for i := range at {
		c, ok := datumConv(from.Ext.Fields[i].Type, to.Ext.Fields[i].Type)
		if !ok {
			return nil, false
		}
		at[i], convs[i] = i, c
	}
	return rowOf(to, at, convs), true
}

// rowOf makes rows of a type from fields of others; at is -1 for one that is missing.
func rowOf(to types.Type, at []int, convs []convFunc) convFunc {
	ts := make([]types.Type, len(at))
	for i, f := range to.Ext.Fields {
		ts[i] = f.Type
	}
	return func(d types.Datum) (types.Datum, error) {
		_, vals := types.DecodeRow(d.S)
		out := make([]types.Datum, len(at))
		for i, k := range at {
			out[i] = types.Null
			if k < 0 || k >= len(vals) || vals[k].Null {
				continue
			}
			out[i] = vals[k]
			if convs[i] != nil {
				var err error
				if out[i], err = convs[i](vals[k]); err != nil {
					return d, err
				}
			}
		}
		return types.EncodeRow(ts, out), nil
	}
}

// vecConv converts vectors of one column. It belongs to one reader.
type vecConv struct {
	to    types.Type
	label bool // only the type changes
	fn    convFunc
	own   vec.Vec
	from  *vec.Vec // dictionary last seen
	dict  *vec.Vec // and what it became
}

// apply converts the rows of sel (nil: all n) in place; others become garbage.
func (c *vecConv) apply(v *vec.Vec, sel []uint16, n int) error {
	switch v.Form {
	case vec.Dict:
		if c.from != v.Values {
			d := *v.Values
			if err := c.flat(&d, &vec.Vec{}, nil, d.Len()); err != nil {
				return err
			}
			c.from, c.dict = v.Values, &d
		}
		v.Values, v.Type, v.Phys, v.Scale = c.dict, c.to, c.dict.Phys, c.dict.Scale
		return nil
	case vec.Const:
		return c.flat(v, &vec.Vec{}, nil, 1)
	}
	return c.flat(v, &c.own, sel, n)
}

// flat converts a flat vector, taking memory from own.
func (c *vecConv) flat(v, own *vec.Vec, sel []uint16, n int) error {
	if c.label {
		v.Type = c.to
		return nil
	}
	phys := c.to.Phys()
	scale, fixed := c.to.FixedScale()
	if fixed {
		phys = types.PI64
	}
	form, valid := v.Form, v.Valid
	own.Reset(c.to, phys, n)
	out := own
	if phys == types.PStr {
		out.Refs, out.Buf = out.Refs[:0], out.Buf[:0]
	}
	k := 0
	for i := range n {
		live := sel == nil
		if !live && k < len(sel) && int(sel[k]) == i {
			live = true
			k++
		}
		d := types.Datum{}
		if live && (valid == nil || vec.IsValid(valid, i)) {
			d = v.Datum(i)
			if c.fn != nil {
				var err error
				if d, err = c.fn(d); err != nil {
					return err
				}
			}
			if fixed {
				var ok bool
				if d.I, ok = types.DecimalOf(d).Scaled(scale); !ok {
					return corruptf("a number is out of range for type %s", c.to.SQL())
				}
			}
		}
		put(out, i, d)
	}
	res := *out
	res.Form, res.Valid, res.Scale = form, valid, int16(scale)
	if !fixed {
		res.Scale = 0
	}
	*v = res
	return nil
}

func put(v *vec.Vec, i int, d types.Datum) {
	switch v.Phys {
	case types.PBool:
		v.B[i] = uint8(d.I)
	case types.PI32:
		v.I32[i] = int32(d.I)
	case types.PI64:
		v.I64[i] = d.I
	case types.PF64:
		v.F64[i] = d.Float()
	default:
		v.AppendStr(d.S)
	}
}
