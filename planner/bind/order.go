package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// orderBy binds ORDER BY: output names first, then positions, then expressions over the
// input, which become hidden items.
func (sb *selectBinder) orderBy() error {
	if sb.q == nil {
		return nil
	}
	if sb.q.OrderByAll {
		return sb.orderByAll()
	}
	for _, it := range sb.q.OrderBy {
		i, err := sb.target(it.X, "ORDER BY")
		if err != nil {
			return err
		}
		k, err := sb.b.sortKey(it, sb.items[i].expr)
		if err != nil {
			return err
		}
		sb.order = append(sb.order, orderKey{item: i, desc: k.Desc, nullsFirst: k.NullsFirst})
	}
	return nil
}

func (sb *selectBinder) orderByAll() error {
	var it parse.SortItem
	if len(sb.q.OrderBy) > 0 {
		it = *sb.q.OrderBy[0]
	}
	for i := range sb.items[:sb.nvis] {
		k, err := sb.b.sortKey(&it, sb.items[i].expr)
		if err != nil {
			return err
		}
		sb.order = append(sb.order, orderKey{item: i, desc: k.Desc, nullsFirst: k.NullsFirst})
	}
	return nil
}

// target finds the select item an ORDER BY, GROUP BY or DISTINCT ON expression means, by
// PostgreSQL's SQL92 rules, adding a hidden item when none matches.
func (sb *selectBinder) target(e parse.Expr, clause string) (int, error) {
	if c, ok := e.(*parse.ColumnRef); ok && len(c.Parts) == 1 {
		i, err := sb.byName(c, clause)
		if err != nil || i >= 0 {
			return i, err
		}
	}
	if l, ok := e.(*parse.Literal); ok {
		return sb.byPosition(l, clause)
	}
	v, err := sb.in(clause, clause != "GROUP BY", clause != "GROUP BY", clause != "GROUP BY").value(e)
	if err != nil {
		return -1, err
	}
	for i := range sb.items {
		if plan.Equal(sb.items[i].expr, v) {
			return i, nil
		}
	}
	sb.items = append(sb.items, item{name: itemName(e), expr: v, off: e.Range().Pos, src: e})
	return len(sb.items) - 1, nil
}

// byName matches a bare name with the output names; -1 when it is none. In GROUP BY an
// input column of that name comes first.
func (sb *selectBinder) byName(c *parse.ColumnRef, clause string) (int, error) {
	name := c.Parts[0]
	if clause == "GROUP BY" {
		x := sb.in(clause, false, false, false)
		if v, err := x.inItems(sb.sc, name, c.Pos); v != nil || err != nil {
			return -1, err
		}
	}
	found := -1
	for i := range sb.items[:sb.nvis] {
		if sb.items[i].name != name {
			continue
		}
		if found >= 0 && !plan.Equal(sb.items[found].expr, sb.items[i].expr) {
			return -1, sb.b.errAt(c.Pos, pgerr.AmbiguousColumn, "%s \"%s\" is ambiguous", clause, name)
		}
		if found < 0 {
			found = i
		}
	}
	return found, nil
}

func (sb *selectBinder) byPosition(l *parse.Literal, clause string) (int, error) {
	if l.Kind != parse.LitInt {
		return -1, sb.b.errAt(l.Pos, pgerr.SyntaxError, "non-integer constant in %s", clause)
	}
	n := int(l.Int)
	if n < 1 || n > sb.nvis {
		return -1, sb.b.errAt(l.Pos, pgerr.InvalidColumnReference, "%s position %d is not in select list", clause, n)
	}
	return n - 1, nil
}
