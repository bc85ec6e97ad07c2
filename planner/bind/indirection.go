package bind

import (
	"strconv"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// indirection binds (x).a[1].b step by step; runs of subscripts are one expression.
func (x *exprBinder) indirection(e *parse.Indirection) (plan.Expr, error) {
	v, err := x.value(e.X)
	if err != nil {
		return nil, err
	}
	for i := 0; i < len(e.Steps); {
		s := &e.Steps[i]
		switch s.Kind {
		case parse.StepField:
			if v, err = x.field(v, s.Name, s.Pos); err != nil {
				return nil, err
			}
			i++
		case parse.StepStar:
			return nil, x.b.errAt(s.Pos, pgerr.SyntaxError, "row expansion via \"*\" is not supported here")
		default:
			n := i
			for n < len(e.Steps) && (e.Steps[n].Kind == parse.StepIndex || e.Steps[n].Kind == parse.StepSlice) {
				n++
			}
			if v, err = x.subscripts(v, e.Steps[i:n], s.Pos); err != nil {
				return nil, err
			}
			i = n
		}
	}
	return v, nil
}

func (x *exprBinder) subscripts(v plan.Expr, steps []parse.Step, off int) (plan.Expr, error) {
	t := v.Type()
	switch {
	case t.OID == types.Map:
		return x.mapSubscripts(v, steps)
	case t.OID == types.JSONB:
		return x.jsonSubscripts(v, steps)
	}
	elem, ok := types.ElemOf(t)
	if !ok {
		return nil, x.b.errAt(off, pgerr.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
	}
	s := &plan.Subscript{Arg: v, T: elem}
	for i := range steps {
		s.Slice = s.Slice || steps[i].Kind == parse.StepSlice
	}
	if s.Slice {
		s.T = t
	}
	for i := range steps {
		lo, hi := steps[i].Lo, steps[i].Hi
		if steps[i].Kind == parse.StepIndex {
			lo, hi = nil, steps[i].Lo
		}
		l, err := x.subscriptInt(lo)
		if err != nil {
			return nil, err
		}
		h, err := x.subscriptInt(hi)
		if err != nil {
			return nil, err
		}
		if s.Slice {
			if steps[i].Kind == parse.StepIndex {
				l = intConst(1)
			}
			s.Lower = append(s.Lower, l)
		}
		s.Upper = append(s.Upper, h)
	}
	return s, nil
}

func (x *exprBinder) subscriptInt(e parse.Expr) (plan.Expr, error) {
	if e == nil {
		return nil, nil
	}
	v, err := x.bind(e)
	if err != nil {
		return nil, err
	}
	if !builtin.CanCoerce(v.Type(), types.T(types.Int4), builtin.CastAssignment) {
		return nil, x.b.errAt(e.Range().Pos, pgerr.DatatypeMismatch, "array subscript must have type integer")
	}
	return x.b.coerce(v, types.T(types.Int4), builtin.CastAssignment, e.Range().Pos)
}

func (x *exprBinder) mapSubscripts(v plan.Expr, steps []parse.Step) (plan.Expr, error) {
	for i := range steps {
		if steps[i].Kind == parse.StepSlice {
			return nil, x.b.unsupported(steps[i].Pos, "slicing a map")
		}
		k, err := x.bind(steps[i].Lo)
		if err != nil {
			return nil, err
		}
		if v, err = x.subscriptMap(v, k, steps[i].Pos); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (x *exprBinder) subscriptMap(v, key plan.Expr, off int) (plan.Expr, error) {
	t := v.Type()
	if t.Ext == nil || len(t.Ext.Fields) != 2 {
		return nil, x.b.errAt(off, pgerr.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
	}
	k, err := x.b.coerce(key, t.Ext.Fields[0].Type, builtin.CastImplicit, off)
	if err != nil {
		return nil, err
	}
	return &plan.Subscript{Arg: v, Upper: []plan.Expr{k}, T: t.Ext.Fields[1].Type}, nil
}

func (x *exprBinder) jsonSubscripts(v plan.Expr, steps []parse.Step) (plan.Expr, error) {
	s := &plan.Subscript{Arg: v, T: v.Type()}
	for i := range steps {
		if steps[i].Kind == parse.StepSlice {
			return nil, x.b.errAt(steps[i].Pos, pgerr.DatatypeMismatch, "jsonb subscript does not support slices")
		}
		k, err := x.value(steps[i].Lo)
		if err != nil {
			return nil, err
		}
		if c := types.Category(k.Type()); c == 'N' {
			k, err = x.b.coerce(k, types.T(types.Int4), builtin.CastAssignment, steps[i].Pos)
		} else {
			k, err = x.b.coerce(k, types.T(types.Text), builtin.CastAssignment, steps[i].Pos)
		}
		if err != nil {
			return nil, err
		}
		s.Upper = append(s.Upper, k)
	}
	return s, nil
}

// array binds ARRAY[…]; want is the array type of a cast right around it, or zero.
func (x *exprBinder) array(e *parse.ArrayExpr, want types.Type) (plan.Expr, error) {
	if len(e.Elems) == 0 {
		if want.OID == 0 {
			return nil, x.b.errAt(e.Pos, pgerr.IndeterminateDatatype, "cannot determine type of empty array").
				WithHint("Explicitly cast to the desired type, for example ARRAY[]::integer[].")
		}
		return &plan.MakeArray{T: want}, nil
	}
	vs := make([]plan.Expr, len(e.Elems))
	offs := make([]int, len(e.Elems))
	multi := false
	for i, el := range e.Elems {
		var err error
		if a, ok := el.(*parse.ArrayExpr); ok {
			vs[i], err = x.array(a, want)
		} else {
			vs[i], err = x.bind(el)
		}
		if err != nil {
			return nil, err
		}
		offs[i] = el.Range().Pos
		multi = multi || vs[i].Type().IsArray()
	}
	if want.OID != 0 {
		return x.arrayOf(vs, offs, want, multi)
	}
	vs, t, err := x.b.common(vs, offs, "ARRAY")
	if err != nil {
		return nil, err
	}
	return &plan.MakeArray{Elems: vs, Multi: multi, T: types.ArrayOf(t)}, nil
}

func (x *exprBinder) arrayOf(vs []plan.Expr, offs []int, want types.Type, multi bool) (plan.Expr, error) {
	t, _ := types.ElemOf(want)
	if multi {
		t = want
	}
	for i := range vs {
		var err error
		if vs[i], err = x.b.coerce(vs[i], t, builtin.CastExplicit, offs[i]); err != nil {
			return nil, err
		}
	}
	return &plan.MakeArray{Elems: vs, Multi: multi, T: want}, nil
}

// row binds ROW(…), with t.* expanded; undecided literals stay so until compared.
func (x *exprBinder) row(e *parse.RowExpr) (plan.Expr, error) {
	r := &plan.MakeRow{T: types.T(types.Record)}
	ext := &types.Ext{}
	for _, el := range e.Elems {
		if s, ok := el.(*parse.Star); ok {
			cols, err := x.star(s)
			if err != nil {
				return nil, err
			}
			for _, c := range cols {
				r.Fields = append(r.Fields, x.starValue(c, s.Pos))
			}
			continue
		}
		v, err := x.bind(el)
		if err != nil {
			return nil, err
		}
		r.Fields = append(r.Fields, v)
	}
	for i, f := range r.Fields {
		ext.Fields = append(ext.Fields, types.Field{Name: rowFieldName(i), Type: f.Type()})
	}
	r.T.Ext = ext
	return r, nil
}

func rowFieldName(i int) string { return "f" + strconv.Itoa(i+1) }

func (x *exprBinder) starValue(c starCol, off int) plan.Expr {
	if c.expr != nil {
		return c.expr
	}
	return x.use(c.item, c.idx, off)
}
