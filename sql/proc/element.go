package proc

import (
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// elementsMax bounds an array that an assignment makes longer.
const elementsMax = 1 << 27

// replaceElem gives an array with one element changed; assigning behind its end makes it
// longer.
func (f *frame) replaceElem(old types.Datum, t types.Type, steps []parse.Step, d types.Datum, from types.Type) (types.Datum, error) {
	elem, ok := types.ElemOf(t)
	if !ok {
		return old, pgerr.New(pgerr.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
	}
	subs := make([]int, len(steps))
	for i, st := range steps {
		if st.Kind != parse.StepIndex {
			return old, pgerr.Unsupported("assignment to an array slice or to a field of an element")
		}
		k, err := f.subscript(st.Lo)
		if err != nil {
			return old, err
		}
		subs[i] = k
	}
	v, err := f.convert(d, from, elem)
	if err != nil {
		return old, err
	}
	a := types.Array{}
	if !old.Null {
		a = types.DecodeArray(elem, old.S)
	}
	if len(a.Dims) == 0 {
		a.Dims, a.Lbs = make([]int, len(subs)), append([]int(nil), subs...)
		for i := range a.Dims {
			a.Dims[i] = 1
		}
		a.Elems = []types.Datum{v}
		return types.EncodeArray(elem, a.Dims, a.Lbs, a.Elems), nil
	}
	if len(a.Dims) != len(subs) {
		return old, pgerr.New(pgerr.ArraySubscriptError, "wrong number of array subscripts")
	}
	if err := extend(&a, subs); err != nil {
		return old, err
	}
	at := 0
	for i, k := range subs {
		at = at*a.Dims[i] + k - a.Lbs[i]
	}
	a.Elems[at] = v
	return types.EncodeArray(elem, a.Dims, a.Lbs, a.Elems), nil
}

// extend makes an array long enough; only those of one dimension grow.
func extend(a *types.Array, subs []int) error {
	for i, k := range subs {
		if k >= a.Lbs[i] && k < a.Lbs[i]+a.Dims[i] {
			continue
		}
		if len(subs) != 1 {
			return pgerr.New(pgerr.ArraySubscriptError, "array subscript out of range")
		}
		lo, hi := min(k, a.Lbs[0]), max(k+1, a.Lbs[0]+a.Dims[0])
		if hi-lo > elementsMax {
			return pgerr.New(pgerr.ProgramLimitExceeded, "array size exceeds the maximum allowed (%d)", elementsMax)
		}
		out := nulls(hi - lo)
		copy(out[a.Lbs[0]-lo:], a.Elems)
		a.Elems, a.Lbs[0], a.Dims[0] = out, lo, hi-lo
	}
	return nil
}

func (f *frame) subscript(x parse.Expr) (int, error) {
	px := f.exprOf(x)
	d, t, err := f.eval(px)
	if err != nil {
		return 0, err
	}
	if d, err = f.convert(d, t, types.T(types.Int4)); err != nil {
		return 0, err
	}
	if d.Null {
		return 0, pgerr.New(pgerr.NullValueNotAllowed, "array subscript in assignment must not be null")
	}
	return int(d.I), nil
}

// exprOf gives the expression node that stands for a bare expression, always the same one,
// so that what is remembered of it is found again.
func (f *frame) exprOf(x parse.Expr) *parse.PLExpr {
	if f.p.bare == nil {
		f.p.bare = map[parse.Expr]*parse.PLExpr{}
	}
	px := f.p.bare[x]
	if px == nil {
		px = &parse.PLExpr{Span: x.Range(), X: x}
		f.p.bare[x] = px
	}
	return px
}
