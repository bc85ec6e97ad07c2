package bind

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Security is what row security and masks allow a statement's role on one table. The
// expressions are SQL text, bound anew for each statement.
type Security struct {
	See    Policies     // rows that may be read
	Update Policies     // rows that UPDATE may change, besides
	Delete Policies     // rows that DELETE may remove, besides
	Insert Policies     // what new rows must satisfy
	Check  Policies     // what changed rows must satisfy
	Masks  map[int]Rule // what is read in place of a column
}

// Policies are the rules of one command: a row passes when one of the permissive ones
// lets it, and all restrictive ones do. On is false when nothing restricts rows.
type Policies struct {
	On          bool
	Permissive  []Rule
	Restrictive []Rule
}

// Rule is the text of one policy or mask.
type Rule struct {
	Name       string
	Text       string
	SearchPath []string
	// Owner is the role whose rights the text has, 0 for those of the statement's.
	Owner uint32
}

// see are the rules for reading; a nil Security has none.
func (s *Security) see() Policies {
	if s == nil {
		return Policies{}
	}
	return s.See
}

// secured puts a table's row security and masks over its scan: the rows that pass, then a
// barrier that only leakproof conditions cross, then the masks. The item's columns become
// the masked ones.
func (b *Binder) secured(s *plan.Scan, it *nsItem, rel *Relation, rows Policies) (plan.Node, error) {
	if rel.Security == nil {
		return s, nil
	}
	n, err := b.filterRows(s, it, rel, rows)
	if err != nil || len(rel.Security.Masks) == 0 {
		return n, err
	}
	sc := newScope(nil, nil)
	sc.items = []*nsItem{plainCopy(it, rel)}
	p := &plan.Project{Input: n}
	for i := range it.cols {
		old := it.cols[i].col
		e, col := plan.Expr(old.Ref()), old
		if m, ok := rel.Security.Masks[i]; ok {
			if e, err = b.rule(m, sc, rel, old.Type); err != nil {
				return nil, err
			}
			col = b.space.NewCol(old.Name, old.Type, false)
			it.cols[i].col = col
		}
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, col)
	}
	it.keys = nil
	return p, nil
}

// filterRows keeps the rows of a table that the policies let pass, below a barrier.
func (b *Binder) filterRows(n plan.Node, it *nsItem, rel *Relation, rows Policies) (plan.Node, error) {
	if !rows.On {
		return n, nil
	}
	sc := newScope(nil, nil)
	sc.items = []*nsItem{plainCopy(it, rel)}
	c, err := b.passes(rows, sc, rel)
	if err != nil {
		return nil, err
	}
	in := &plan.Filter{Input: n, Conds: plan.Conjuncts(nil, c)}
	return &plan.Limit{Input: in, Count: -1, Barrier: true}, nil
}

// plainCopy is a table's item under its own name, for the texts of policies: what they
// read is no use of the table by the statement.
func plainCopy(it *nsItem, rel *Relation) *nsItem {
	out := &nsItem{name: rel.Name, rel: rel.Name, schema: rel.Schema}
	for _, c := range it.cols {
		c.use = nil
		out.cols = append(out.cols, c)
	}
	return out
}

// passes is the condition that a row meets the policies.
func (b *Binder) passes(ps Policies, sc *scope, rel *Relation) (plan.Expr, error) {
	or := &plan.Or{}
	for _, r := range ps.Permissive {
		c, err := b.rule(r, sc, rel, types.T(types.Bool))
		if err != nil {
			return nil, err
		}
		or.Args = append(or.Args, c)
	}
	var all plan.Expr
	switch len(or.Args) {
	case 0:
		return &plan.Const{D: types.NewBool(false), T: types.T(types.Bool)}, nil
	case 1:
		all = or.Args[0]
	default:
		all = or
	}
	for _, r := range ps.Restrictive {
		c, err := b.rule(r, sc, rel, types.T(types.Bool))
		if err != nil {
			return nil, err
		}
		all = plan.AndOf([]plan.Expr{all, c})
	}
	return all, nil
}

// rule binds the text of a policy or mask over a table's row.
func (b *Binder) rule(r Rule, sc *scope, rel *Relation, t types.Type) (plan.Expr, error) {
	name := "policy " + rel.Schema + "." + rel.Name
	for _, v := range b.views {
		if v == name {
			return nil, pgerr.New(pgerr.InvalidObjectDefinition, "infinite recursion detected in policy for relation \"%s\"", rel.Name)
		}
	}
	x, err := parse.ParseExpr(r.Text)
	if err != nil {
		return nil, err
	}
	saved := *b
	role, _ := access.Stored(b.ctx)
	b.ctx = access.Within(b.ctx, role)
	if r.Owner != 0 {
		b.ctx = access.Policy(saved.ctx, catalog.ID(r.Owner))
	}
	b.sql, b.noPos, b.vars = r.Text, true, nil
	if r.SearchPath != nil {
		b.path = r.SearchPath
	}
	b.views = append(b.views[:len(b.views):len(b.views)], name)
	e, err := (&exprBinder{b: b, sc: sc, clause: "policy expressions"}).bind(x)
	if err == nil {
		e, err = b.coerce(e, t, builtin.CastAssignment, -1)
	}
	b.ctx, b.sql, b.noPos, b.vars, b.path, b.views = saved.ctx, saved.sql, saved.noPos, saved.vars, saved.path, saved.views
	return e, err
}

// securedTarget restricts the rows that a change of a table finds.
func (b *Binder) securedTarget(d *dmlBinder, s *plan.Scan, verb string) (plan.Node, error) {
	sec := d.out.Rel.Security
	if sec == nil {
		return s, nil
	}
	if verb != "Delete" && len(sec.Masks) > 0 {
		return nil, b.unsupported(-1, "%s of a table with masked columns", verb)
	}
	n, err := b.filterRows(s, d.item, d.out.Rel, sec.See)
	if err != nil {
		return nil, err
	}
	rows := sec.Update
	if verb == "Delete" {
		rows = sec.Delete
	}
	if n, err = b.filterRows(n, d.item, d.out.Rel, rows); err != nil || len(sec.Masks) == 0 {
		return n, err
	}
	return b.maskTarget(d, n)
}

// maskTarget puts the masks over the rows that DELETE looks at.
func (b *Binder) maskTarget(d *dmlBinder, n plan.Node) (plan.Node, error) {
	sc := newScope(nil, nil)
	sc.items = []*nsItem{plainCopy(d.item, d.out.Rel)}
	p := passThrough(n)
	for i, m := range d.out.Rel.Security.Masks {
		old := d.item.cols[i].col
		e, err := b.rule(m, sc, d.out.Rel, old.Type)
		if err != nil {
			return nil, err
		}
		col := b.space.NewCol(old.Name, old.Type, false)
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, col)
		d.item.cols[i].col = col
	}
	return p, nil
}

// policyChecks adds what row security demands of the new row. A row that is read back must
// be one that may be read.
func (d *dmlBinder) policyChecks(p *plan.Project, reads bool) error {
	sec := d.out.Rel.Security
	if sec == nil || d.out.Row == nil {
		return nil
	}
	if d.out.Verb == "Merge" || d.out.Clear {
		return d.b.unsupported(-1, "%s on a table with row security or masks", map[bool]string{true: "INSERT OVERWRITE", false: "MERGE"}[d.out.Clear])
	}
	sets := []Policies{sec.Insert}
	if d.out.Verb == "Update" {
		sets[0] = sec.Check
	}
	if reads {
		sets = append(sets, sec.See)
	}
	sc := newScope(nil, nil)
	sc.items = []*nsItem{d.rowItem()}
	sc.items[0].name, sc.items[0].schema = d.out.Rel.Name, d.out.Rel.Schema
	for _, ps := range sets {
		if !ps.On {
			continue
		}
		if err := d.policyCheck(p, "", Policies{On: true, Permissive: ps.Permissive}, sc); err != nil {
			return err
		}
		for _, r := range ps.Restrictive {
			if err := d.policyCheck(p, r.Name, Policies{On: true, Permissive: []Rule{r}}, sc); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *dmlBinder) policyCheck(p *plan.Project, name string, ps Policies, sc *scope) error {
	e, err := d.b.passes(ps, sc, d.out.Rel)
	if err != nil {
		return err
	}
	col := d.b.space.NewCol("policy", types.T(types.Bool), false)
	p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, col)
	d.out.Policies, d.out.PolicyNames = append(d.out.Policies, col), append(d.out.PolicyNames, name)
	return nil
}
