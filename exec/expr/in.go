package expr

import (
	"slices"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// inNode is IN over constants. Integer-formed and string-formed values are looked up in
// a set, everything else is compared item by item.
type inNode struct {
	arg     node
	t       types.Type
	neg     bool
	hasNull bool
	ints    map[int64]struct{}
	strs    map[string]struct{}
	short   []uint64 // instead of strs: a few short strings, packed
	items   []types.Datum

	tmp, out vec.Vec
}

func (c *compiler) compileIn(e *plan.In) (compiled, error) {
	a, err := c.compile(e.Arg)
	if err != nil {
		return compiled{}, err
	}
	n := &inNode{t: e.Arg.Type(), neg: e.Neg}
	for _, d := range e.Items {
		if d.Null {
			n.hasNull = true
		} else {
			n.items = append(n.items, d)
		}
	}
	switch {
	case a.Fixed:
		a = n.scaledSet(a)
	case bytewise(n.t.OID) && n.packItems():
	case bytewise(n.t.OID):
		n.strs = make(map[string]struct{}, len(n.items))
		for _, d := range n.items {
			n.strs[d.S] = struct{}{}
		}
	case n.t.Phys() == types.PI32 || n.t.Phys() == types.PI64:
		n.ints = make(map[int64]struct{}, len(n.items))
		for _, d := range n.items {
			n.ints[d.I] = struct{}{}
		}
	}
	n.arg = a.node
	return compiled{n, boolInfo(a.NotNull && !n.hasNull)}, nil
}

// scaledSet puts the items at the argument's scale; items with more digits cannot match.
func (n *inNode) scaledSet(a compiled) compiled {
	n.ints = map[int64]struct{}{}
	for _, d := range n.items {
		v, s, ok := ScaledOf(d.S)
		for ok && s > a.Scale && v%10 == 0 {
			v, s = v/10, s-1
		}
		if !ok || s > a.Scale {
			continue
		}
		if v, ok = Rescale(v, s, a.Scale); ok {
			n.ints[v] = struct{}{}
		}
	}
	return a
}

// packItems packs the items when they are few and short.
func (n *inNode) packItems() bool {
	if len(n.items) > 16 {
		return false
	}
	short := make([]uint64, 0, len(n.items))
	for _, d := range n.items {
		if len(d.S) > 7 {
			return false
		}
		short = append(short, packed(d.S))
	}
	n.short = short
	return true
}

// packed holds up to seven bytes and their number in a word.
func packed(s string) uint64 {
	u := uint64(len(s))
	for i := range len(s) {
		u = u<<8 | uint64(s[i])
	}
	return u
}

// bytewise tells whether equal values of a type have equal bytes.
func bytewise(oid types.OID) bool {
	switch oid {
	case types.Text, types.VarChar, types.Name, types.Bytea, types.UUID, types.Char:
		return true
	}
	return false
}

func (n *inNode) isStrict() bool { return true }

func (n *inNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(types.T(types.Bool), types.PBool, b.N)
	n.out.Valid = v.Valid
	if n.hasNull {
		n.out.AndValid(b.N, v.Valid, nil)
		n.out.AllValid(b.N)
	}
	kernel.EachRow(sel, b.N, func(i int) {
		if !vec.IsValid(v.Valid, i) {
			if n.hasNull {
				vec.ClearValid(n.out.Valid, i)
			}
			return
		}
		hit := n.has(v, i)
		n.out.B[i] = 0
		if hit != n.neg {
			n.out.B[i] = 1
		}
		if !hit && n.hasNull {
			vec.ClearValid(n.out.Valid, i)
		}
	})
	return &n.out, nil
}

func (n *inNode) has(v *vec.Vec, i int) bool {
	switch {
	case n.short != nil:
		s := v.Str(i)
		return len(s) <= 7 && slices.Contains(n.short, packed(s))
	case n.strs != nil:
		_, ok := n.strs[v.Str(i)]
		return ok
	case n.ints != nil && v.Phys == types.PI32:
		_, ok := n.ints[int64(v.I32[i])]
		return ok
	case n.ints != nil:
		_, ok := n.ints[v.I64[i]]
		return ok
	}
	d := v.Datum(i)
	for _, it := range n.items {
		if types.Equal(n.t, d, it) {
			return true
		}
	}
	return false
}
