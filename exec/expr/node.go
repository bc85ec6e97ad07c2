package expr

import (
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// node is a compiled expression. eval gives a vector aligned with b's rows, defined for
// the rows of sel (nil: all b.N).
type node interface {
	eval(b *vec.Batch, sel []uint16) (*vec.Vec, error)
}

// filterNode is a boolean node that can select directly: the rows of sel for which it is
// true, written to out (capacity ≥ b.N), which may be sel's own memory.
type filterNode interface {
	filter(b *vec.Batch, sel, out []uint16) ([]uint16, error)
}

type constNode struct{ v *vec.Vec }

func (n *constNode) eval(*vec.Batch, []uint16) (*vec.Vec, error) { return n.v, nil }

type colNode struct{ pos int }

func (n *colNode) eval(b *vec.Batch, _ []uint16) (*vec.Vec, error) { return b.Cols[n.pos], nil }

// retypeNode changes the SQL type only.
type retypeNode struct {
	arg node
	t   types.Type
	out vec.Vec
}

func (n *retypeNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := n.arg.eval(b, sel)
	if err != nil {
		return nil, err
	}
	n.out = *v
	n.out.Type = n.t
	if v.Form == vec.Dict {
		vals := *v.Values
		vals.Type = n.t
		n.out.Values = &vals
	}
	return &n.out, nil
}

// flat evaluates a node and flattens the result into scratch.
func flat(n node, scratch *vec.Vec, b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := n.eval(b, sel)
	if err != nil {
		return nil, err
	}
	return vec.Flatten(scratch, v, sel, b.N), nil
}

// dictNode evaluates a subtree that reads a single column: once per dictionary or
// constant instead of once per row, when the column's form allows.
type dictNode struct {
	inner node
	pos   int
	t     types.Type

	batch vec.Batch // the pseudo batch whose rows are dictionary entries
	forV  *vec.Vec  // dictionary that vals and lut belong to
	vals  *vec.Vec  // inner's result over it, a private copy; nil: evaluating it failed
	lut   []uint8   // for booleans: 1 where true
	seen  int       // rows asked of a dictionary not evaluated yet
	out   vec.Vec
}

// maxEagerDict is the dictionary size up to which evaluating all of it is always fine.
const maxEagerDict = 1024

// ready makes vals belong to dictionary d; false: evaluate row by row.
func (n *dictNode) ready(d *vec.Vec, cols int, live int) bool {
	if n.forV != d {
		n.forV, n.vals, n.lut, n.seen = d, nil, nil, 0
		if d.Len() > maxEagerDict {
			n.seen = 1
		}
	}
	if n.vals != nil {
		return true
	}
	if n.seen < 0 {
		return false
	}
	if n.seen > 0 {
		n.seen += live
		if n.seen < d.Len() {
			return false
		}
	}
	if !n.evalDict(d, cols) {
		n.seen = -1
		return false
	}
	return true
}

func (n *dictNode) evalDict(d *vec.Vec, cols int) bool {
	if len(n.batch.Cols) < cols {
		n.batch.Cols = make([]*vec.Vec, cols)
	}
	n.batch.Cols[n.pos] = d
	n.batch.N = d.Len()
	r, err := n.inner.eval(&n.batch, nil)
	if err != nil {
		return false // some entry fails; only rows that hold it may report that
	}
	n.vals = clone(r, d.Len())
	if n.vals.Phys == types.PBool {
		n.lut = make([]uint8, d.Len())
		for i := range n.lut {
			if vec.IsValid(n.vals.Valid, i) {
				n.lut[i] = n.vals.B[i]
			}
		}
	}
	return true
}

// clone copies a vector of any form into a flat one that owns its memory.
func clone(v *vec.Vec, n int) *vec.Vec {
	var tmp vec.Vec
	f := vec.Flatten(&tmp, v, nil, n)
	out := &vec.Vec{Type: v.Type, Phys: f.Phys, Scale: f.Scale}
	out.B = append(out.B, f.B...)
	out.I32 = append(out.I32, f.I32...)
	out.I64 = append(out.I64, f.I64...)
	out.F64 = append(out.F64, f.F64...)
	if f.Phys == types.PStr {
		out.Refs = append(out.Refs, f.Refs[:n]...)
		out.Buf = append(out.Buf, f.Buf...)
	}
	out.Valid = append(out.Valid, f.Valid...)
	return out
}

func (n *dictNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v := b.Cols[n.pos]
	switch v.Form {
	case vec.Const:
		n.prepareConst(b, v)
		r, err := n.inner.eval(&n.batch, nil)
		if err != nil {
			return nil, err
		}
		n.out = *r
		if r.Form == vec.Flat {
			n.out.Form = vec.Const
		}
		return &n.out, nil
	case vec.Dict:
		live := b.N
		if sel != nil {
			live = len(sel)
		}
		// A NULL row's value is NULL only if the function is strict, so rows that are
		// NULL without a NULL dictionary entry go the long way.
		if (v.Valid == nil || n.strict()) && n.ready(v.Values, len(b.Cols), live) {
			n.out = vec.Vec{Type: n.t, Phys: n.vals.Phys, Form: vec.Dict, Codes: v.Codes, Values: n.vals, Valid: v.Valid}
			return &n.out, nil
		}
	}
	return n.inner.eval(b, sel)
}

func (n *dictNode) prepareConst(b *vec.Batch, v *vec.Vec) {
	if len(n.batch.Cols) < len(b.Cols) {
		n.batch.Cols = make([]*vec.Vec, len(b.Cols))
	}
	n.batch.Cols[n.pos] = v
	n.batch.N = 1
}

// strict says whether NULL input gives NULL output; unknown means no.
func (n *dictNode) strict() bool {
	s, ok := n.inner.(interface{ isStrict() bool })
	return ok && s.isStrict()
}

func (n *dictNode) filter(b *vec.Batch, sel, out []uint16) ([]uint16, error) {
	v := b.Cols[n.pos]
	if v.Form == vec.Dict {
		live := b.N
		if sel != nil {
			live = len(sel)
		}
		if (v.Valid == nil || n.strict()) && n.ready(v.Values, len(b.Cols), live) {
			out = kernel.SelLUT(v.Codes, n.lut, sel, b.N, out)
			if v.Valid != nil {
				out = kernel.SelValid(v.Valid, out, b.N, out)
			}
			return out, nil
		}
	}
	if v.Form == vec.Flat {
		return filterBy(n.inner, b, sel, out)
	}
	r, err := n.eval(b, sel)
	if err != nil {
		return nil, err
	}
	return selectTrue(r, b, sel, out), nil
}

// filterBy selects the rows of sel where a boolean node is true.
func filterBy(n node, b *vec.Batch, sel, out []uint16) ([]uint16, error) {
	if f, ok := n.(filterNode); ok {
		return f.filter(b, sel, out)
	}
	v, err := n.eval(b, sel)
	if err != nil {
		return nil, err
	}
	return selectTrue(v, b, sel, out), nil
}

func selectTrue(v *vec.Vec, b *vec.Batch, sel, out []uint16) []uint16 {
	switch v.Form {
	case vec.Const:
		if v.IsNull(0) || v.B[0] == 0 {
			return out[:0]
		}
		return copySel(sel, b.N, out)
	case vec.Dict:
		return kernel.SelWhere(sel, b.N, out, func(i int) bool {
			return !v.IsNull(i) && v.Values.B[v.Codes[i]] != 0
		})
	}
	out = kernel.SelTrue(v.B, sel, b.N, out)
	if v.Valid != nil {
		out = kernel.SelValid(v.Valid, out, b.N, out)
	}
	return out
}

func copySel(sel []uint16, n int, out []uint16) []uint16 {
	if sel != nil {
		return out[:copy(out[:len(sel)], sel)]
	}
	out = out[:n]
	for i := range out {
		out[i] = uint16(i)
	}
	return out
}
