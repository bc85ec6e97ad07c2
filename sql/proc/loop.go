package proc

import (
	"math"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func (f *frame) loop(s *parse.PLLoop) (control, error) {
	for {
		if err := f.turn(); err != nil {
			return goOn, err
		}
		if s.Kind == parse.PLWhile {
			if ok, _, err := f.evalBool(&s.Cond); err != nil || !ok {
				return goOn, err
			}
		}
		ctl, err := f.stmts(s.Body)
		if err != nil {
			return goOn, err
		}
		if end, out := f.loopEnds(ctl, s.Label); end {
			return out, nil
		}
		if s.Kind == parse.PLRepeat {
			if ok, _, err := f.evalBool(&s.Cond); err != nil || ok {
				return goOn, err
			}
		}
	}
}

// bound evaluates a bound of an integer loop.
func (f *frame) bound(x *parse.PLExpr, what string) (int64, error) {
	d, t, err := f.eval(x)
	if err != nil {
		return 0, err
	}
	if d, err = f.convert(d, t, types.T(types.Int4)); err != nil {
		return 0, err
	}
	if d.Null {
		return 0, pgerr.New(pgerr.NullValueNotAllowed, "%s of FOR loop cannot be null", what)
	}
	return d.I, nil
}

func (f *frame) forRange(s *parse.PLForRange) (control, error) {
	lo, err := f.bound(&s.Lower, "lower bound")
	if err != nil {
		return goOn, err
	}
	hi, err := f.bound(&s.Upper, "upper bound")
	if err != nil {
		return goOn, err
	}
	step := int64(1)
	if s.Step != nil {
		if step, err = f.bound(s.Step, "BY value"); err != nil {
			return goOn, err
		}
		if step <= 0 {
			return goOn, pgerr.New(pgerr.InvalidParameterValue, "BY value of FOR loop must be greater than zero")
		}
	}
	saved := f.scope
	f.scope = f.p.scopes[s]
	defer func() { f.scope = saved }()
	slot := f.scope.names[s.Var]
	found := false
	i := lo
	for (!s.Reverse && i <= hi) || (s.Reverse && i >= hi) {
		found = true
		if err := f.turn(); err != nil {
			return goOn, err
		}
		f.vals[slot] = types.NewInt(i)
		ctl, err := f.stmts(s.Body)
		if err != nil {
			return goOn, err
		}
		if end, out := f.loopEnds(ctl, s.Label); end {
			f.setFound(true)
			return out, nil
		}
		if s.Reverse {
			i -= step
		} else {
			i += step
		}
		if i > math.MaxInt32 || i < math.MinInt32 {
			break
		}
	}
	f.setFound(found)
	return goOn, nil
}

func (f *frame) setFound(v bool) { f.vals[f.p.found] = types.NewBool(v) }

// forQuery runs a body for each row of a query or cursor.
func (f *frame) forQuery(s *parse.PLForQuery) (control, error) {
	var cur Cursor
	var st *Statement
	var err error
	if s.Cursor != "" {
		st, err = f.boundCursor(s.Cursor, s.Args)
	} else {
		st, err = f.statementOf(s.Query, s.Execute, s.Using)
	}
	if err != nil {
		return goOn, err
	}
	f.lookErr = nil
	cur, err = f.host.Open(f.ctx, st)
	if f.lookErr != nil {
		return goOn, f.lookErr
	}
	if err != nil {
		return goOn, f.inStatement(err, st)
	}
	defer cur.Close()
	saved := f.scope
	slot := -1
	if sc := f.p.scopes[s]; sc != nil {
		f.scope = sc
		defer func() { f.scope = saved }()
		for _, i := range sc.names {
			slot = i
		}
	}
	found := false
	for {
		if err := f.turn(); err != nil {
			return goOn, err
		}
		row, err := cur.Next()
		if err != nil {
			return goOn, f.inStatement(err, st)
		}
		if row == nil {
			break
		}
		found = true
		if slot >= 0 {
			err = f.setRow(slot, cur.Cols(), row)
		} else {
			err = f.into(s.Targets, cur.Cols(), row)
		}
		if err != nil {
			return goOn, err
		}
		ctl, err := f.stmts(s.Body)
		if err != nil {
			return goOn, err
		}
		if end, out := f.loopEnds(ctl, s.Label); end {
			f.setFound(true)
			return out, nil
		}
	}
	if !found && slot < 0 {
		if err := f.into(s.Targets, cur.Cols(), nil); err != nil {
			return goOn, err
		}
	}
	f.setFound(found)
	return goOn, nil
}

// into puts a row (nil: all NULL) into targets: one record, or a list of variables.
func (f *frame) into(targets []*parse.PLTarget, cols []Column, row []types.Datum) error {
	if len(targets) == 1 && len(targets[0].Steps) == 0 {
		slot, used, ok := f.scope.find(targets[0].Parts, 0)
		if ok && used == len(targets[0].Parts) && f.p.vars[slot].record {
			return f.setRow(slot, cols, row)
		}
	}
	for i, t := range targets {
		d, from := types.Null, types.T(types.Unknown)
		if i < len(cols) {
			from = cols[i].Type
			if row != nil {
				d = row[i]
			}
		}
		if err := f.assign(t, d, from); err != nil {
			return err
		}
	}
	return nil
}

// foreach runs a body for each element, or slice, of an array.
func (f *frame) foreach(s *parse.PLForeach) (control, error) {
	d, t, err := f.eval(&s.X)
	if err != nil {
		return goOn, err
	}
	if d.Null {
		return goOn, pgerr.New(pgerr.NullValueNotAllowed, "FOREACH expression must not be null")
	}
	elem, ok := types.ElemOf(t)
	if !ok {
		return goOn, pgerr.New(pgerr.DatatypeMismatch, "FOREACH expression must yield an array, not type %s", t)
	}
	a := types.DecodeArray(elem, d.S)
	if s.Slice > len(a.Dims) && len(a.Dims) > 0 {
		return goOn, pgerr.New(pgerr.ArraySubscriptError, "slice dimension (%d) is out of the valid range 0..%d", s.Slice, len(a.Dims))
	}
	if err := f.foreachVar(s); err != nil {
		return goOn, err
	}
	size := 1
	for _, n := range a.Dims[len(a.Dims)-min(s.Slice, len(a.Dims)):] {
		size *= n
	}
	found := false
	for i := 0; i+size <= len(a.Elems); i += size {
		found = true
		if err := f.turn(); err != nil {
			return goOn, err
		}
		v, vt := a.Elems[i], elem
		if s.Slice > 0 {
			k := len(a.Dims) - s.Slice
			v, vt = types.EncodeArray(elem, a.Dims[k:], a.Lbs[k:], a.Elems[i:i+size]), t
		}
		if err := f.foreachPut(s, v, vt); err != nil {
			return goOn, err
		}
		ctl, err := f.stmts(s.Body)
		if err != nil {
			return goOn, err
		}
		if end, out := f.loopEnds(ctl, s.Label); end {
			f.setFound(true)
			return out, nil
		}
	}
	f.setFound(found)
	return goOn, nil
}

// foreachVar checks that elements go to scalars and slices to arrays.
func (f *frame) foreachVar(s *parse.PLForeach) error {
	slot, used, ok := f.scope.find(s.Targets[0].Parts, 0)
	if !ok || used != len(s.Targets[0].Parts) {
		return nil
	}
	switch t := f.types[slot]; {
	case s.Slice > 0 && !t.IsArray():
		return pgerr.New(pgerr.DatatypeMismatch, "FOREACH ... SLICE loop variable must be of an array type")
	case s.Slice == 0 && t.IsArray():
		return pgerr.New(pgerr.DatatypeMismatch, "FOREACH loop variable must not be of an array type")
	}
	return nil
}

func (f *frame) foreachPut(s *parse.PLForeach, v types.Datum, t types.Type) error {
	if len(s.Targets) == 1 {
		return f.assign(s.Targets[0], v, t)
	}
	var cols []Column
	var vals []types.Datum
	if !v.Null && t.IsRow() {
		ts, ds := types.DecodeRow(v.S)
		for i, ft := range types.RowTypes(t, ts) {
			cols, vals = append(cols, Column{Type: ft}), append(vals, ds[i])
		}
	}
	return f.into(s.Targets, cols, vals)
}
