package session

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// policyTable finds the table of a policy statement; only its owner may go on.
func (s *Session) policyTable(name parse.Name) (grantTarget, error) {
	o, temp, err := s.locate(name)
	switch {
	case err != nil:
		return grantTarget{}, err
	case o == nil:
		return grantTarget{}, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(name.Parts, "."))
	case o.ID < catalog.FirstID:
		return grantTarget{}, denied("permission denied: \"%s\" is a system catalog", o.Name)
	case o.Kind != catalog.Table:
		return grantTarget{}, pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a table", o.Name)
	}
	return grantTarget{o, temp}, s.myRights().CheckOwner(o)
}

// changeTable puts a table with another description.
func (s *Session) changeTable(t grantTarget, change func(*catalog.TableInfo)) error {
	n, info := *t.o, *t.o.Table
	info.Columns = slices.Clone(info.Columns)
	info.Policies = slices.Clone(info.Policies)
	change(&info)
	n.Table = &info
	_, err := s.replaceObject(t.temp, t.o, n)
	return err
}

var policyCommands = map[string]byte{"": '*', "all": '*', "select": 'r', "insert": 'a', "update": 'w', "delete": 'd'}

// createPolicy is CREATE and ALTER POLICY.
func (s *Session) createPolicy(ctx context.Context, sql string, st *parse.CreatePolicy) (string, error) {
	tag := "CREATE POLICY"
	if st.Alter {
		tag = "ALTER POLICY"
	}
	if !st.Alter {
		switch cmd := policyCommands[st.Command]; {
		case (cmd == 'r' || cmd == 'd') && st.Check != nil:
			return "", pgerr.New(pgerr.SyntaxError, "WITH CHECK cannot be applied to SELECT or DELETE")
		case cmd == 'a' && st.Using != nil:
			return "", pgerr.New(pgerr.SyntaxError, "only WITH CHECK expression allowed for INSERT")
		}
	}
	t, err := s.policyTable(st.Table)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(t.o.Table.Policies, func(p catalog.RowPolicy) bool { return p.Name == st.Name })
	var p catalog.RowPolicy
	switch {
	case st.Alter && at < 0:
		return "", pgerr.New(pgerr.UndefinedObject, "policy \"%s\" for table \"%s\" does not exist", st.Name, t.o.Name)
	case st.Alter:
		p = t.o.Table.Policies[at]
	case at >= 0:
		return "", pgerr.New(pgerr.DuplicateObject, "policy \"%s\" for table \"%s\" already exists", st.Name, t.o.Name)
	default:
		p = catalog.RowPolicy{ID: s.in.cfg.Catalog.NextID(), Name: st.Name, Command: policyCommands[st.Command],
			Restrictive: st.Restrictive, Roles: []catalog.ID{catalog.PublicRole}}
	}
	if err := s.fillPolicy(ctx, sql, st, t, &p); err != nil {
		return "", err
	}
	return tag, s.changeTable(t, func(info *catalog.TableInfo) {
		if at >= 0 {
			info.Policies[at] = p
		} else {
			info.Policies = append(info.Policies, p)
		}
		sort.SliceStable(info.Policies, func(i, j int) bool { return info.Policies[i].Name < info.Policies[j].Name })
	})
}

// fillPolicy puts the parts that the statement gives into a policy.
func (s *Session) fillPolicy(ctx context.Context, sql string, st *parse.CreatePolicy, t grantTarget, p *catalog.RowPolicy) error {
	if st.NewName != "" {
		if slices.ContainsFunc(t.o.Table.Policies, func(q catalog.RowPolicy) bool { return q.Name == st.NewName }) {
			return pgerr.New(pgerr.DuplicateObject, "policy \"%s\" for table \"%s\" already exists", st.NewName, t.o.Name)
		}
		p.Name = st.NewName
	}
	if st.Roles != nil {
		p.Roles = nil
		for _, r := range st.Roles {
			id, err := s.granteeID(sql, r)
			if err != nil {
				return err
			}
			p.Roles = append(p.Roles, id)
		}
		if len(p.Roles) > 1 && slices.Contains(p.Roles, catalog.PublicRole) {
			s.warn(pgerr.InvalidParameterValue, "ignoring specified roles other than PUBLIC")
			p.Roles = []catalog.ID{catalog.PublicRole}
		}
	}
	for _, part := range []struct {
		x  parse.Expr
		to *string
	}{{st.Using, &p.Using}, {st.Check, &p.Check}} {
		if part.x == nil {
			continue
		}
		if p.Command == 'a' && part.to == &p.Using {
			return pgerr.New(pgerr.SyntaxError, "only WITH CHECK expression allowed for INSERT")
		}
		if (p.Command == 'r' || p.Command == 'd') && part.to == &p.Check {
			return pgerr.New(pgerr.SyntaxError, "only USING expression allowed for SELECT, DELETE")
		}
		*part.to = sql[part.x.Range().Pos:part.x.Range().End]
		p.SearchPath = slices.Clone(s.derive().path)
		if err := s.checkRule(ctx, t, "WHERE "+*part.to); err != nil {
			return err
		}
	}
	return nil
}

// checkRule tells whether the text of a policy means something.
func (s *Session) checkRule(ctx context.Context, t grantTarget, rest string) error {
	schema := "pg_temp"
	if !t.temp {
		schema = s.catTx().View().Get(t.o.Parent).Name
	}
	text := "SELECT 1 FROM " + parse.QuoteIdent(schema) + "." + parse.QuoteIdent(t.o.Name) + " " + rest
	stmts, err := parse.Parse(text)
	if err != nil || len(stmts) != 1 {
		return pgerr.New(pgerr.SyntaxError, "syntax error in policy expression")
	}
	p, err := planner.Prepare(ctx, stmts[0], text, s.planEnv(s.newView(ctx)), nil)
	if err != nil {
		e := *pgerr.From(err)
		e.Position = 0
		return &e
	}
	if len(p.Params) > 0 {
		return pgerr.New(pgerr.UndefinedParameter, "there is no parameter $1")
	}
	return nil
}

// dropPolicy is DROP POLICY.
func (s *Session) dropPolicy(ref *parse.ObjectRef, ifExists bool) error {
	name := ref.Name.Last()
	if ifExists {
		if o, _, err := s.locate(ref.On); err == nil && o == nil {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "relation \"%s\" does not exist, skipping", ref.On.Last())
			return nil
		}
	}
	t, err := s.policyTable(ref.On)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(t.o.Table.Policies, func(p catalog.RowPolicy) bool { return p.Name == name })
	if i < 0 && ifExists {
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "policy \"%s\" for relation \"%s\" does not exist, skipping", name, t.o.Name)
		return nil
	}
	if i < 0 {
		return pgerr.New(pgerr.UndefinedObject, "policy \"%s\" for table \"%s\" does not exist", name, t.o.Name)
	}
	return s.changeTable(t, func(info *catalog.TableInfo) { info.Policies = slices.Delete(info.Policies, i, i+1) })
}

// securityActions tells whether an ALTER TABLE is about row security and masks alone.
func securityActions(st *parse.AlterTable) bool {
	for _, a := range st.Actions {
		switch a.Kind {
		case parse.AlterRowSecurity, parse.AlterRowFilter, parse.AlterDropRowFilter, parse.AlterMask, parse.AlterDropMask:
		default:
			return false
		}
	}
	return true
}

// alterSecurity is ALTER TABLE … ROW LEVEL SECURITY, ROW FILTER and MASK.
func (s *Session) alterSecurity(ctx context.Context, st *parse.AlterTable) (string, error) {
	const tag = "ALTER TABLE"
	if o, _, err := s.locate(st.Table.Name); err == nil && o == nil && st.IfExists {
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "relation \"%s\" does not exist, skipping", st.Table.Name.Last())
		return tag, nil
	}
	for _, a := range st.Actions {
		t, err := s.policyTable(st.Table.Name)
		if err != nil {
			return "", err
		}
		if err := s.alterRule(ctx, t, a); err != nil {
			return "", err
		}
	}
	return tag, nil
}

func (s *Session) alterRule(ctx context.Context, t grantTarget, a *parse.AlterAction) error {
	switch a.Kind {
	case parse.AlterRowSecurity:
		return s.changeTable(t, func(info *catalog.TableInfo) {
			switch a.Words {
			case "enable":
				info.RowSecurity = true
			case "disable":
				info.RowSecurity = false
			default:
				info.ForceSecurity = a.Words == "force"
			}
		})
	case parse.AlterDropRowFilter:
		return s.changeTable(t, func(info *catalog.TableInfo) { info.Filter = nil })
	case parse.AlterRowFilter:
		p, text, err := s.ruleFunction(ctx, t.o, a, a.Columns)
		if err != nil {
			return err
		}
		if err := s.checkRule(ctx, t, "WHERE "+text); err != nil {
			return err
		}
		return s.changeTable(t, func(info *catalog.TableInfo) { info.Filter = p })
	}
	col := t.o.Table.Column(a.Column.Name)
	if col < 0 {
		return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", a.Column.Name, t.o.Name)
	}
	if a.Kind == parse.AlterDropMask {
		return s.changeTable(t, func(info *catalog.TableInfo) { info.Columns[col].Mask = nil })
	}
	p, text, err := s.ruleFunction(ctx, t.o, a, append([]parse.Ident{a.Column}, a.Columns...))
	if err != nil {
		return err
	}
	if err := s.checkRule(ctx, t, "WHERE "+text+" IS NULL"); err != nil {
		return err
	}
	return s.changeTable(t, func(info *catalog.TableInfo) { info.Columns[col].Mask = p })
}

// ruleFunction finds the function of a filter or mask and the columns it is called with.
func (s *Session) ruleFunction(ctx context.Context, o *catalog.Object, a *parse.AlterAction, cols []parse.Ident) (*catalog.Policy, string, error) {
	g := &grant{}
	fn := s.inPath(a.Target, catalog.Function, func(sc *catalog.Object, name string) *catalog.Object {
		return s.grantChild(g, &parse.ObjectRef{Name: a.Target}, sc, catalog.Function, name)
	})
	if fn == nil {
		return nil, "", pgerr.New(pgerr.UndefinedFunction, "could not find a function named \"%s\"", strings.Join(a.Target.Parts, "."))
	}
	if err := s.mayExecute(ctx, fn); err != nil {
		return nil, "", err
	}
	p := &catalog.Policy{Function: fn.ID}
	for _, c := range cols {
		i := o.Table.Column(c.Name)
		if i < 0 {
			return nil, "", pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", c.Name, o.Name)
		}
		p.Columns = append(p.Columns, o.Table.Columns[i].Number)
	}
	text, err := ruleText(s.catTx().View(), o, p)
	return p, text, err
}

// ruleText writes the call of a filter or mask. When a part of it is gone nobody sees
// anything.
func ruleText(snap *catalog.Snapshot, o *catalog.Object, p *catalog.Policy) (string, error) {
	broken := pgerr.New(pgerr.ObjectNotInPrerequisiteState, "the row filter or a column mask of table \"%s\" is broken", o.Name).
		WithHint("Its owner can set it again or drop it.")
	fn := snap.Get(p.Function)
	if fn == nil || fn.Kind != catalog.Function {
		return "", broken
	}
	sc := snap.Get(fn.Parent)
	if sc == nil {
		return "", broken
	}
	var args []string
	for _, i := range o.Table.Positions(p.Columns) {
		if i < 0 {
			return "", broken
		}
		args = append(args, parse.QuoteIdent(o.Table.Columns[i].Name))
	}
	return parse.QuoteIdent(sc.Name) + "." + parse.QuoteIdent(fn.Name) + "(" + strings.Join(args, ", ") + ")", nil
}
