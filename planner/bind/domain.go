package bind

import (
	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// domainOf finds the domain that a written type names, nil when it is none.
func (b *Binder) domainOf(tn *parse.TypeName) (*builtin.Domain, error) {
	if b.sess == nil || tn.Kind != parse.TypePlain || len(tn.Bounds) > 0 || len(tn.Mods) > 0 {
		return nil, nil
	}
	c, ok := b.sess.Catalog.(builtin.DomainCatalog)
	if !ok {
		return nil, nil
	}
	return c.Domain(tn.Name.Parts)
}

// toDomain wraps a value of a domain's base type in the domain's checks.
func (b *Binder) toDomain(e plan.Expr, d *builtin.Domain) (plan.Expr, error) {
	fn, err := DomainFunc(d, b.sess)
	if err != nil || fn == nil {
		return e, err
	}
	return &plan.Call{Fn: fn, Args: []plan.Expr{e}, T: d.Base}, nil
}

// DomainFunc makes the function that gives back its argument when a domain accepts it and
// fails otherwise (23502, 23514). It is nil for a domain without demands.
func DomainFunc(d *builtin.Domain, sess *builtin.Session) (*builtin.Func, error) {
	if !d.NotNull && len(d.Checks) == 0 {
		return nil, nil
	}
	checks := make([]domainCheck, len(d.Checks))
	for i, c := range d.Checks {
		e, err := bindCheck(c.SQL, d.Base, sess)
		if err != nil {
			return nil, err
		}
		checks[i] = domainCheck{c.Name, e}
	}
	return &builtin.Func{Name: d.Name, Args: []types.OID{d.Base.OID}, Ret: d.Base.OID, NotStrict: true, Volatility: builtin.Stable,
		Eval: func(c *builtin.Ctx, a []types.Datum) (types.Datum, error) {
			v := a[0]
			if v.Null && d.NotNull {
				return v, pgerr.New(pgerr.NotNullViolation, "domain %s does not allow null values", parse.QuoteIdent(d.Name))
			}
			for _, k := range checks {
				ok, err := k.holds(v, d.Base, c.Session)
				if err != nil {
					return v, err
				}
				if !ok {
					e := pgerr.New(pgerr.CheckViolation, "value for domain %s violates check constraint \"%s\"", parse.QuoteIdent(d.Name), k.name)
					e.Constraint = k.name
					return v, e
				}
			}
			return v, nil
		}}, nil
}

type domainCheck struct {
	name string
	expr plan.Expr
}

func bindCheck(sql string, base types.Type, sess *builtin.Session) (plan.Expr, error) {
	x, err := parse.ParseExpr(sql)
	if err != nil {
		return nil, err
	}
	b := &Binder{sess: sess, sql: sql, noPos: true, space: &plan.Space{}, path: sess.SearchPath, cat: nil}
	value := b.space.NewCol("value", base, false)
	eb := &exprBinder{b: b, sc: newScope(nil, nil), clause: "check constraints",
		hint: func(name string) plan.Expr {
			if name != "value" {
				return nil
			}
			return value.Ref()
		}}
	return eb.cond(x, "CHECK")
}

// holds evaluates the check for one value; NULL is as good as true.
func (k *domainCheck) holds(v types.Datum, t types.Type, sess *builtin.Session) (bool, error) {
	e := withValue(k.expr, &plan.Const{D: v, T: t})
	d, ok, err := eval.Const(e, sess)
	if err != nil {
		return false, err
	}
	if !ok {
		return false, pgerr.Unsupported("a check of a domain that is not a plain expression")
	}
	return d.Null || d.Bool(), nil
}

func withValue(e plan.Expr, v plan.Expr) plan.Expr {
	if _, ok := e.(*plan.Col); ok {
		return v
	}
	return plan.MapArgs(e, func(a plan.Expr) plan.Expr { return withValue(a, v) })
}
