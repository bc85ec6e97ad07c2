package bind

import (
	"context"
	"slices"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Declared is what an expression of a declaration (DEFAULT, CHECK, GENERATED …) may read
// and where it stands.
type Declared struct {
	Relation string // name that may qualify the columns
	OID      uint32
	Columns  []table.Column
	// Clause names the place in errors: "DEFAULT expressions"; Subquery is the name of the
	// place in the error about subqueries.
	Clause, Subquery string
	// Value, when it has a type, is what VALUE stands for (a domain's check).
	Value types.Type
}

// BindDeclared binds an expression of a declaration and gives its canonical text. An
// undecided literal keeps the type unknown and is written as a value of want; so is every
// result that is to be stored as want.
func BindDeclared(ctx context.Context, e parse.Expr, sqlText string, cfg *Config, d *Declared, want types.Type) (plan.Expr, string, error) {
	b := newBinder(ctx, sqlText, cfg)
	if off, ok := subqueryIn(e); ok && d.Subquery != "" {
		return nil, "", b.errAt(off, pgerr.FeatureNotSupported, "cannot use subquery in %s", d.Subquery)
	}
	sc := newScope(nil, nil)
	if len(d.Columns) > 0 {
		it := &nsItem{name: d.Relation, rel: d.Relation, cols: make([]nsCol, len(d.Columns))}
		for i, c := range d.Columns {
			it.cols[i] = nsCol{name: c.Name, col: b.space.NewCol(c.Name, c.Type, c.NotNull), relOID: d.OID, attnum: int16(i + 1)}
		}
		sc.items = append(sc.items, it)
	}
	x := &exprBinder{b: b, sc: sc, clause: d.Clause}
	if d.Value.OID != 0 {
		value := b.space.NewCol("value", d.Value, false)
		x.hint = func(name string) plan.Expr {
			if name != "value" {
				return nil
			}
			return value.Ref()
		}
	}
	v, err := x.bind(e)
	if err != nil {
		return nil, "", err
	}
	if l, ok := v.(*literal); ok {
		v = &plan.Const{D: types.NewStr(l.s), T: types.T(types.Unknown)}
		if want.OID != 0 {
			if _, err := b.readLiteral(l, want, builtin.CastAssignment); err != nil {
				return nil, "", err
			}
		}
	}
	r := &ruleText{x: x, style: b.inputStyle()}
	return v, r.text(e, want, true), nil
}

// Assignable tells whether a bound expression can be stored in a column of type t.
func Assignable(e plan.Expr, t types.Type) bool {
	return builtin.CanCoerce(e.Type(), t, builtin.CastAssignment)
}

// subqueryIn finds the first subquery of an expression.
func subqueryIn(e parse.Expr) (off int, found bool) {
	parse.WalkExpr(e, func(x parse.Expr) bool {
		switch q := x.(type) {
		case *parse.SubqueryExpr, *parse.ExistsExpr, *parse.ArraySubquery:
			off, found = x.Range().Pos, true
		case *parse.InExpr:
			if q.Query != nil {
				off, found = q.OpPos, true
			}
		case *parse.QuantExpr:
			if q.Query != nil {
				off, found = q.OpPos, true
			}
		}
		return !found
	})
	return off, found
}

// MostVolatile gives the volatility of an expression: that of the most volatile function
// it calls.
func MostVolatile(e plan.Expr) builtin.Volatility {
	v := builtin.Immutable
	plan.WalkExpr(e, func(x plan.Expr) bool {
		switch c := x.(type) {
		case *plan.Call:
			v = max(v, c.Fn.Volatility)
		case *plan.Coerce:
			v = max(v, pathVolatility(c.Path))
		}
		return true
	})
	return v
}

// zoned are types whose text depends on settings.
var zoned = []types.OID{types.TimestampTZ, types.TimeTZ, types.Date, types.Timestamp, types.Interval}

func pathVolatility(p *builtin.CastPath) builtin.Volatility {
	if p == nil || p.Fn == nil && p.Method != builtin.CastText {
		return builtin.Immutable
	}
	if p.Fn != nil {
		return p.Fn.Volatility
	}
	if slices.Contains(zoned, p.From.OID) || slices.Contains(zoned, p.To.OID) {
		return builtin.Stable
	}
	return builtin.Immutable
}
