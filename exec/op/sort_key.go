package op

import (
	"encoding/binary"
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// sortOrder compares rows of a store by key columns.
type sortOrder struct {
	keys []orderKey
}

// orderKey is one key: a column of the store.
type orderKey struct {
	col        int
	t          types.Type
	fixed      bool
	desc       bool
	nullsFirst bool
}

// sortSchema lays out the store of a sort: the input's columns, then computed keys.
func sortSchema(r *Run, in *expr.Schema, keys []plan.SortKey) (*expr.Schema, *sortOrder, error) {
	out := &expr.Schema{Cols: append([]expr.ColInfo(nil), in.Cols...), MaxRows: in.MaxRows}
	o := &sortOrder{}
	for _, k := range keys {
		p, err := expr.Compile(k.Expr, in, r.Session)
		if err != nil {
			return nil, nil, err
		}
		col := p.Column()
		if col < 0 {
			col = len(out.Cols)
			out.Cols = append(out.Cols, expr.ColInfo{Info: p.Info})
		}
		o.keys = append(o.keys, orderKey{col, k.Expr.Type(), p.Fixed, k.Desc, k.NullsFirst})
	}
	return out, o, nil
}

// prefix maps row i's first key to an integer in sort order; equal prefixes need the
// full comparison.
func (o *sortOrder) prefix(s *vec.Store, i int) uint64 {
	if len(o.keys) == 0 {
		return 0
	}
	k := &o.keys[0]
	c := s.Cols[k.col]
	if c.IsNull(i) {
		if k.nullsFirst {
			return 0
		}
		return math.MaxUint64
	}
	u := k.word(c, i)
	if k.desc {
		u = ^u
	}
	return inner(u)
}

// word maps a value to an integer such that order is kept (ties allowed).
func (k *orderKey) word(c *vec.StoreCol, i int) uint64 {
	switch {
	case c.V.Phys == types.PI64:
		return uint64(c.V.I64[i]) ^ 1<<63
	case c.V.Phys == types.PI32:
		if k.t.OID == types.Int4 || k.t.OID == types.Int2 || k.t.OID == types.Date {
			return uint64(int64(c.V.I32[i])) ^ 1<<63
		}
		return uint64(uint32(c.V.I32[i])) | 1<<62
	case c.V.Phys == types.PBool:
		return uint64(c.V.B[i]) + 2
	case c.V.Phys == types.PF64:
		return floatOrder(c.V.F64[i])
	case bytewise(k.t.OID):
		return stringWord(c.Str(i))
	case k.t.OID == types.Numeric:
		return types.NumericWord(c.Str(i))
	}
	return 2
}

// floatOrder maps floats to integers in PostgreSQL's order.
func floatOrder(f float64) uint64 {
	if f != f {
		return math.MaxUint64 - 2
	}
	b := math.Float64bits(f + 0) // -0 becomes 0
	if b>>63 != 0 {
		return ^b
	}
	return b | 1<<63
}

func stringWord(s string) uint64 {
	if len(s) >= 8 {
		return binary.BigEndian.Uint64([]byte(s[:8]))
	}
	var u uint64
	for i := range len(s) {
		u |= uint64(s[i]) << (56 - 8*i)
	}
	return u
}

// compare orders row i of a before row j of b: negative, zero or positive.
func (o *sortOrder) compare(a *vec.Store, i int, b *vec.Store, j int) int {
	for k := range o.keys {
		if c := o.keys[k].compare(a.Cols[o.keys[k].col], i, b.Cols[o.keys[k].col], j); c != 0 {
			return c
		}
	}
	return 0
}

func (k *orderKey) compare(a *vec.StoreCol, i int, b *vec.StoreCol, j int) int {
	an, bn := a.IsNull(i), b.IsNull(j)
	if an || bn {
		switch {
		case an && bn:
			return 0
		case an == k.nullsFirst:
			return -1
		}
		return 1
	}
	c := k.values(a, i, b, j)
	if k.desc {
		return -c
	}
	return c
}

func (k *orderKey) values(a *vec.StoreCol, i int, b *vec.StoreCol, j int) int {
	if a.V.Phys == types.PStr && !bytewise(k.t.OID) {
		return types.Compare(k.t, types.Datum{S: a.Str(i)}, types.Datum{S: b.Str(j)})
	}
	if a.V.Phys == types.PStr {
		x, y := a.Str(i), b.Str(j)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	}
	x, y := k.word(a, i), k.word(b, j)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
