package bind

import (
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// setsMax bounds what CUBE and ROLLUP may expand to, as in PostgreSQL.
const setsMax = 4096

// groupBy binds GROUP BY into keys and, when grouping sets are used, sets of key indexes.
func (sb *selectBinder) groupBy() error {
	g := sb.s.GroupBy
	if g == nil {
		return nil
	}
	sb.grouped = true
	if g.All {
		return sb.groupByAll()
	}
	sets := [][]int{{}}
	plain := true
	for i := range g.Items {
		it := &g.Items[i]
		plain = plain && it.Kind == parse.GroupExpr
		alts, err := sb.groupItem(it)
		if err != nil {
			return err
		}
		if len(sets)*len(alts) > setsMax {
			return sb.b.errAt(it.Pos, pgerr.StatementTooComplex, "too many grouping sets present (maximum %d)", setsMax)
		}
		sets = crossSets(sets, alts)
	}
	if plain {
		return nil
	}
	for i := range sets {
		sets[i] = dedupInts(sets[i])
	}
	if g.Distinct {
		sets = distinctSets(sets)
	}
	sb.groupSets = sets
	return nil
}

func crossSets(a, b [][]int) [][]int {
	var out [][]int
	for _, x := range a {
		for _, y := range b {
			out = append(out, append(append([]int{}, x...), y...))
		}
	}
	return out
}

func dedupInts(a []int) []int {
	out := []int{}
	for _, v := range a {
		dup := false
		for _, w := range out {
			dup = dup || v == w
		}
		if !dup {
			out = append(out, v)
		}
	}
	return out
}

func distinctSets(sets [][]int) [][]int {
	var out [][]int
	for _, s := range sets {
		dup := false
		for _, o := range out {
			dup = dup || sameInts(s, o)
		}
		if !dup {
			out = append(out, s)
		}
	}
	return out
}

func sameInts(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	in := map[int]bool{}
	for _, v := range a {
		in[v] = true
	}
	for _, v := range b {
		if !in[v] {
			return false
		}
	}
	return true
}

// groupItem gives the alternatives one item contributes: one set for an expression,
// several for ROLLUP, CUBE and GROUPING SETS.
func (sb *selectBinder) groupItem(it *parse.GroupItem) ([][]int, error) {
	switch it.Kind {
	case parse.GroupEmpty:
		return [][]int{{}}, nil
	case parse.GroupSets:
		var out [][]int
		for i := range it.Items {
			alts, err := sb.groupItem(&it.Items[i])
			if err != nil {
				return nil, err
			}
			out = append(out, alts...)
		}
		return out, nil
	case parse.GroupRollup, parse.GroupCube:
		return sb.rollup(it)
	}
	keys, err := sb.groupExpr(it.X)
	return [][]int{keys}, err
}

func (sb *selectBinder) rollup(it *parse.GroupItem) ([][]int, error) {
	elems := make([][]int, len(it.Items))
	for i := range it.Items {
		keys, err := sb.groupExpr(it.Items[i].X)
		if err != nil {
			return nil, err
		}
		elems[i] = keys
	}
	var out [][]int
	if it.Kind == parse.GroupRollup {
		for n := len(elems); n >= 0; n-- {
			set := []int{}
			for _, e := range elems[:n] {
				set = append(set, e...)
			}
			out = append(out, set)
		}
		return out, nil
	}
	if len(elems) > 12 {
		return nil, sb.b.errAt(it.Pos, pgerr.TooManyColumns, "CUBE is limited to 12 elements")
	}
	for mask := 1<<len(elems) - 1; mask >= 0; mask-- {
		set := []int{}
		for i, e := range elems {
			if mask>>(len(elems)-1-i)&1 != 0 {
				set = append(set, e...)
			}
		}
		out = append(out, set)
	}
	return out, nil
}

// groupExpr resolves one grouping expression, a parenthesised list being several.
func (sb *selectBinder) groupExpr(e parse.Expr) ([]int, error) {
	if r, ok := e.(*parse.RowExpr); ok && !r.Explicit {
		var out []int
		for _, el := range r.Elems {
			k, err := sb.groupExpr(el)
			if err != nil {
				return nil, err
			}
			out = append(out, k...)
		}
		return out, nil
	}
	hidden := len(sb.items)
	i, err := sb.target(e, "GROUP BY")
	if err != nil {
		return nil, err
	}
	v, err := sb.b.toText(sb.items[i].expr)
	if err != nil {
		return nil, err
	}
	sb.items[i].expr = v
	if len(sb.items) > hidden { // not a select item: nothing to select
		sb.items = sb.items[:hidden]
	}
	if err := sb.checkGroupKey(v, e.Range().Pos); err != nil {
		return nil, err
	}
	return []int{sb.addKey(v)}, nil
}

func (sb *selectBinder) checkGroupKey(v plan.Expr, off int) error {
	sel := sb.sc.sel
	cols := plan.ExprCols(v)
	switch {
	case cols.Intersects(sel.aggCols):
		return sb.b.errAt(off, pgerr.GroupingError, "aggregate functions are not allowed in GROUP BY")
	case cols.Intersects(sel.winCols):
		return sb.b.errAt(off, pgerr.WindowingError, "window functions are not allowed in GROUP BY")
	case cols.Intersects(sel.made):
		return sb.b.unsupported(off, "set-returning function in GROUP BY")
	}
	switch t := v.Type(); t.OID {
	case types.JSON, types.XML, types.JSONPath:
		return sb.b.errAt(off, pgerr.UndefinedFunction, "could not identify an equality operator for type %s", t)
	}
	return nil
}

func (sb *selectBinder) addKey(v plan.Expr) int {
	for i, k := range sb.groupKeys {
		if plan.Equal(k, v) {
			return i
		}
	}
	sb.groupKeys = append(sb.groupKeys, v)
	return len(sb.groupKeys) - 1
}

// groupByAll groups by every select item without an aggregate.
func (sb *selectBinder) groupByAll() error {
	if err := sb.settle(); err != nil {
		return err
	}
	sel := sb.sc.sel
	for i := range sb.items[:sb.nvis] {
		if cols := plan.ExprCols(sb.items[i].expr); !cols.Intersects(sel.made) {
			sb.addKey(sb.items[i].expr)
		}
	}
	return nil
}

// buildGroup puts the Aggregate over sb.node and rewrites everything above it to read
// its output.
func (sb *selectBinder) buildGroup() error {
	sel := sb.sc.sel
	if !sb.grouped && len(sel.aggs) == 0 && len(sel.groupings) == 0 {
		return nil
	}
	b := sb.b
	in := passThrough(sb.node)
	fresh := len(in.Exprs)
	agg := &plan.Aggregate{Aggs: sel.aggs, Sets: sb.groupSets}
	own := plan.OutSet(sb.node)
	for _, k := range sb.groupKeys {
		c, ok := k.(*plan.Col)
		var col plan.Column
		if ok && own.Has(c.ID) {
			col, _ = plan.FindCol(in.Out, c.ID)
		} else {
			col = b.space.NewCol("group", k.Type(), false)
			in.Exprs, in.Out = append(in.Exprs, k), append(in.Out, col)
		}
		agg.Keys = append(agg.Keys, col.ID)
		if sb.groupSets != nil {
			col = b.space.Like(col.Nullable())
		}
		agg.KeyOut = append(agg.KeyOut, col)
	}
	agg.Input = sb.node
	if len(in.Exprs) > fresh {
		agg.Input = in
	}
	if sb.groupSets != nil {
		agg.GroupingCol = b.space.NewCol("grouping set", types.T(types.Int4), true)
	}
	sb.node = agg
	if err := sb.buildGroupings(agg); err != nil {
		return err
	}
	return sb.overGroups(agg)
}

// buildGroupings computes GROUPING(…) from the number of the grouping set.
func (sb *selectBinder) buildGroupings(agg *plan.Aggregate) error {
	sel := sb.sc.sel
	if len(sel.groupings) == 0 {
		return nil
	}
	p := passThrough(agg)
	for _, g := range sel.groupings {
		idx := make([]int, len(g.args))
		for i, a := range g.args {
			idx[i] = -1
			for k := range sb.groupKeys {
				if plan.Equal(sb.groupKeys[k], a) {
					idx[i] = k
				}
			}
			if idx[i] < 0 {
				return sb.b.errAt(g.off, pgerr.GroupingError,
					"arguments to GROUPING must be grouping expressions of the associated query level")
			}
		}
		v, err := sb.groupingValue(agg, idx)
		if err != nil {
			return err
		}
		p.Exprs, p.Out = append(p.Exprs, v), append(p.Out, g.out)
	}
	sb.node = p
	return nil
}

func (sb *selectBinder) groupingValue(agg *plan.Aggregate, idx []int) (plan.Expr, error) {
	if agg.Sets == nil {
		return intConst(0), nil
	}
	c := &plan.Case{T: types.T(types.Int4), Else: intConst(0)}
	for n, set := range agg.Sets {
		bits := int64(0)
		for _, k := range idx {
			bits <<= 1
			in := false
			for _, s := range set {
				in = in || s == k
			}
			if !in {
				bits |= 1
			}
		}
		if bits == 0 {
			continue
		}
		cond, err := sb.b.op("=", agg.GroupingCol.Ref(), intConst(int64(n)), -1, -1, -1)
		if err != nil {
			return nil, err
		}
		c.Whens = append(c.Whens, plan.When{Cond: cond, Then: intConst(bits)})
	}
	if len(c.Whens) == 0 {
		return intConst(0), nil
	}
	return c, nil
}

// overGroups rewrites the expressions above the Aggregate: group keys become its
// columns, and any other column of FROM is an error.
func (sb *selectBinder) overGroups(agg *plan.Aggregate) error {
	g := &groupRewriter{sb: sb, agg: agg}
	for i := range sb.items {
		sb.items[i].expr = g.rewrite(sb.items[i].expr)
	}
	if sb.having != nil {
		sb.having = g.rewrite(sb.having)
	}
	if sb.qualify != nil {
		sb.qualify = g.rewrite(sb.qualify)
	}
	sel := sb.sc.sel
	for i := range sel.wins {
		w := &sel.wins[i]
		g.list(w.fn.Args)
		if w.fn.Filter != nil {
			w.fn.Filter = g.rewrite(w.fn.Filter)
		}
		spec := &winSpec{frame: w.spec.frame, partition: append([]plan.Expr(nil), w.spec.partition...),
			order: append([]plan.SortKey(nil), w.spec.order...)}
		g.list(spec.partition)
		for k := range spec.order {
			spec.order[k].Expr = g.rewrite(spec.order[k].Expr)
		}
		w.spec = spec
	}
	for i := range sel.srfs {
		g.list(sel.srfs[i].Args)
	}
	return g.err
}

// groupRewriter replaces group keys and finds ungrouped columns.
type groupRewriter struct {
	sb    *selectBinder
	agg   *plan.Aggregate
	err   error
	depth int // inside subqueries
}

func (g *groupRewriter) list(es []plan.Expr) {
	for i := range es {
		es[i] = g.rewrite(es[i])
	}
}

func (g *groupRewriter) rewrite(e plan.Expr) plan.Expr {
	for i, k := range g.sb.groupKeys {
		if plan.Equal(e, k) {
			if _, isConst := e.(*plan.Const); !isConst || g.agg.Sets != nil {
				return g.agg.KeyOut[i].Ref()
			}
		}
	}
	switch x := e.(type) {
	case *plan.Col:
		if g.err == nil && g.sb.sc.from.Has(x.ID) && !g.dependent(x) {
			g.err = g.ungrouped(x)
		}
		return e
	case *plan.Subquery:
		g.depth++
		plan.Walk(x.Plan, func(n plan.Node) bool {
			plan.MapExprs(n, g.rewrite)
			return true
		})
		g.depth--
	}
	return plan.MapArgs(e, g.rewrite)
}

// dependent tells whether a column is decided by the group keys, which hold a key of its
// table; it then becomes a group key of its own.
func (g *groupRewriter) dependent(c *plan.Col) bool {
	if g.agg.Sets != nil {
		return false
	}
	have := plan.SetOf(g.agg.Keys...)
	for _, it := range g.sb.sc.items {
		for i := range it.cols {
			if it.cols[i].col.ID != c.ID {
				continue
			}
			for _, k := range it.keys {
				if k.SubsetOf(have) {
					g.agg.Keys = append(g.agg.Keys, c.ID)
					g.agg.KeyOut = append(g.agg.KeyOut, it.cols[i].col.Nullable())
					g.sb.groupKeys = append(g.sb.groupKeys, c)
					return true
				}
			}
		}
	}
	return false
}

func (g *groupRewriter) ungrouped(c *plan.Col) error {
	b := g.sb.b
	name, off := b.space.Name(c.ID), -1
	for _, r := range b.colRefs {
		if r.col == c {
			off = r.off
			if r.item.name != "" {
				name = r.item.name + "." + r.name
			}
			break
		}
	}
	if off < 0 {
		for _, r := range b.colRefs {
			if r.col.ID == c.ID && r.item.name != "" {
				name, off = r.item.name+"."+r.name, r.off
			}
		}
	}
	if g.depth > 0 {
		return b.errAt(off, pgerr.GroupingError, "subquery uses ungrouped column \"%s\" from outer query", name)
	}
	return b.errAt(off, pgerr.GroupingError,
		"column \"%s\" must appear in the GROUP BY clause or be used in an aggregate function", strings.TrimPrefix(name, "."))
}
