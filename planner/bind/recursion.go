package bind

import (
	"reflect"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// place says where in a recursive query a name stands.
type place uint8

// Places: only placeFree may hold a reference to the query itself.
const (
	placeFree place = iota
	placeFirstTerm
	placeSubquery
	placeOuterJoin
	placeIntersect
	placeExcept
)

var placeNames = [...]string{"", "within its non-recursive term", "within a subquery", "within an outer join",
	"within INTERSECT", "within EXCEPT"}

// withRefs walks a tree and reports the tables that WITH names may stand for.
type withRefs struct {
	seen   func(t *parse.TableRef, at place) error
	shadow []string // names of inner WITH clauses
}

// orderCTEs puts the queries of WITH RECURSIVE behind those they use and checks that each
// recursive one has a form that can be computed.
func (b *Binder) orderCTEs(w *parse.With) (list []*parse.CTE, recursive map[*parse.CTE]bool, err error) {
	index := map[string]int{}
	for i, c := range w.CTEs {
		index[c.Name.Name] = i
	}
	uses := make([]map[int]bool, len(w.CTEs))
	self := make([]bool, len(w.CTEs))
	for i, c := range w.CTEs {
		uses[i] = map[int]bool{}
		r := &withRefs{seen: func(t *parse.TableRef, _ place) error {
			if k, ok := index[t.Name.Last()]; ok {
				if k == i {
					self[i] = true
				} else {
					uses[i][k] = true
				}
			}
			return nil
		}}
		_ = r.walk(c.Stmt, placeFree)
	}
	order := make([]int, len(w.CTEs))
	for i := range order {
		order[i] = i
	}
	placed := map[int]bool{}
	for i := range order {
		k := i
		for k < len(order) && !allPlaced(uses[order[k]], placed) {
			k++
		}
		if k == len(order) {
			return nil, nil, b.errAt(w.CTEs[order[i]].Name.Pos, pgerr.FeatureNotSupported, "mutual recursion between WITH items is not implemented")
		}
		order[i], order[k] = order[k], order[i]
		placed[order[i]] = true
	}
	recursive = map[*parse.CTE]bool{}
	for _, k := range order {
		list = append(list, w.CTEs[k])
		if self[k] {
			recursive[w.CTEs[k]] = true
			if err := b.checkRecursion(w.CTEs[k]); err != nil {
				return nil, nil, err
			}
		}
	}
	return list, recursive, nil
}

func allPlaced(uses, placed map[int]bool) bool {
	for k := range uses {
		if !placed[k] {
			return false
		}
	}
	return true
}

// checkRecursion checks a query that names itself.
func (b *Binder) checkRecursion(c *parse.CTE) error {
	name := c.Name.Name
	q, ok := c.Stmt.(*parse.Query)
	if !ok {
		return b.errAt(c.Name.Pos, pgerr.InvalidRecursion, "recursive query \"%s\" must not contain data-modifying statements", name)
	}
	s, ok := q.Body.(*parse.SetOp)
	if !ok || s.Op != parse.Union {
		return b.errAt(c.Name.Pos, pgerr.InvalidRecursion,
			"recursive query \"%s\" does not have the form non-recursive-term UNION [ALL] recursive-term", name)
	}
	found := 0
	r := &withRefs{}
	r.seen = func(t *parse.TableRef, at place) error {
		if t.Name.Last() != name {
			return nil
		}
		if at != placeFree {
			return b.errAt(t.Pos, pgerr.InvalidRecursion, "recursive reference to query \"%s\" must not appear %s", name, placeNames[at])
		}
		if found++; found > 1 {
			return b.errAt(t.Pos, pgerr.InvalidRecursion, "recursive reference to query \"%s\" must not appear more than once", name)
		}
		return nil
	}
	if q.With != nil {
		for _, in := range q.With.CTEs {
			if err := r.walk(in.Stmt, placeSubquery); err != nil {
				return err
			}
			r.shadow = append(r.shadow, in.Name.Name)
		}
	}
	if err := r.walk(s.L, placeFirstTerm); err != nil {
		return err
	}
	if err := r.walk(s.R, placeFree); err != nil {
		return err
	}
	return b.checkRecursiveTail(q)
}

// checkRecursiveTail refuses what would order or cut a recursion.
func (b *Binder) checkRecursiveTail(q *parse.Query) error {
	switch {
	case len(q.OrderBy) > 0:
		return b.unsupportedRecursive(q.OrderBy[0].Pos, "ORDER BY")
	case q.Offset != nil:
		return b.unsupportedRecursive(q.Offset.Range().Pos, "OFFSET")
	case q.Limit != nil:
		return b.unsupportedRecursive(q.Limit.Range().Pos, "LIMIT")
	case len(q.Locking) > 0:
		return b.unsupportedRecursive(-1, "FOR UPDATE/SHARE")
	}
	return nil
}

// walk visits n, which stands at a place.
func (r *withRefs) walk(n any, at place) error {
	switch n := n.(type) {
	case *parse.Query:
		return r.query(n, at)
	case *parse.SetOp:
		return r.setOp(n, at)
	case *parse.JoinExpr:
		return r.join(n, at)
	case *parse.TableRef:
		if len(n.Name.Parts) == 1 && !r.hidden(n.Name.Last()) {
			return r.seen(n, at)
		}
		return nil
	case *parse.SubqueryRef:
		return r.walk(n.Query, at)
	case parse.Expr:
		return r.fields(reflect.ValueOf(n), placeSubquery, at)
	}
	return r.fields(reflect.ValueOf(n), at, at)
}

func (r *withRefs) hidden(name string) bool {
	for _, s := range r.shadow {
		if s == name {
			return true
		}
	}
	return false
}

// query visits the WITH clause, whose names hide outer ones, and then the rest.
func (r *withRefs) query(q *parse.Query, at place) error {
	mark := len(r.shadow)
	defer func() { r.shadow = r.shadow[:mark] }()
	if q.With != nil {
		if q.With.Recursive {
			for _, c := range q.With.CTEs {
				r.shadow = append(r.shadow, c.Name.Name)
			}
		}
		for _, c := range q.With.CTEs {
			if err := r.walk(c.Stmt, at); err != nil {
				return err
			}
			r.shadow = append(r.shadow, c.Name.Name)
		}
	}
	if err := r.walk(q.Body, at); err != nil {
		return err
	}
	for _, o := range q.OrderBy {
		if o.X != nil {
			if err := r.walk(o.X, at); err != nil {
				return err
			}
		}
	}
	for _, e := range []parse.Expr{q.Limit, q.Offset} {
		if e != nil {
			if err := r.walk(e, at); err != nil {
				return err
			}
		}
	}
	return nil
}

// setOp: rows that a later round could take away may not come from the recursion.
func (r *withRefs) setOp(s *parse.SetOp, at place) error {
	l, right := at, at
	if at == placeFree {
		switch {
		case s.Op == parse.Intersect && s.All:
			l, right = placeIntersect, placeIntersect
		case s.Op == parse.Except && s.All:
			l, right = placeExcept, placeExcept
		case s.Op == parse.Except:
			right = placeExcept
		}
	}
	if err := r.walk(s.L, l); err != nil {
		return err
	}
	return r.walk(s.R, right)
}

// join: the side that an outer join pads may not be the recursion.
func (r *withRefs) join(j *parse.JoinExpr, at place) error {
	l, right := at, at
	if at == placeFree {
		switch j.Kind {
		case parse.LeftJoin, parse.AsofLeftJoin, parse.AntiJoin:
			right = placeOuterJoin
		case parse.RightJoin:
			l = placeOuterJoin
		case parse.FullJoin:
			l, right = placeOuterJoin, placeOuterJoin
		}
	}
	if err := r.walk(j.L, l); err != nil {
		return err
	}
	if err := r.walk(j.R, right); err != nil {
		return err
	}
	if j.On == nil {
		return nil
	}
	return r.walk(j.On, at)
}

// fields visits the nodes that a node holds: queries at one place, others at another.
func (r *withRefs) fields(v reflect.Value, queries, others place) error {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		return r.fields(v.Elem(), queries, others)
	case reflect.Slice:
		for i := range v.Len() {
			if err := r.child(v.Index(i), queries, others); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			if err := r.child(v.Field(i), queries, others); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *withRefs) child(v reflect.Value, queries, others place) error {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		if q, ok := v.Interface().(*parse.Query); ok {
			return r.walk(q, queries)
		}
		return r.walk(v.Interface(), others)
	case reflect.Slice, reflect.Struct:
		return r.fields(v, queries, others)
	}
	return nil
}
