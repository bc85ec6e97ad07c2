package session

import (
	"context"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/pgerr"
)

// secure tells the binder what row security and masks the statement's role has on a table.
func (v *view) secure(ctx context.Context, o *catalog.Object, change bool, r *bind.Relation) error {
	if o.Table == nil || o.ID < catalog.FirstID {
		return nil
	}
	masked := slices.ContainsFunc(o.Table.Columns, func(c catalog.Column) bool { return c.Mask != nil })
	if !o.Table.RowSecurity && o.Table.Filter == nil && !masked && !change {
		return nil
	}
	rights := v.s.rightsOf(v.main, v.roleIn(ctx))
	if rights.Super() {
		return nil
	}
	r.Veiled = change && rights.Mask(o, catalog.PrivSelect) == 0
	if i := rights.Info(); i != nil && i.BypassRLS {
		return nil
	}
	rows := o.Table.RowSecurity && (o.Table.ForceSecurity || !rights.Owns(o))
	if !rows && o.Table.Filter == nil && !masked {
		return nil
	}
	if (rows || o.Table.Filter != nil) && !v.s.flag("row_security") {
		r.Refused = pgerr.New(pgerr.InsufficientPrivilege, "query would be affected by row-level security policy for table \"%s\"", o.Name)
		return nil
	}
	r.Veiled = true
	r.Security = &bind.Security{}
	if rows {
		addPolicies(r.Security, o, rights)
	}
	return v.addRules(o, r.Security)
}

// addPolicies sorts the policies that hold for a role by command.
func addPolicies(sec *bind.Security, o *catalog.Object, r *access.Rights) {
	for _, ps := range []*bind.Policies{&sec.See, &sec.Update, &sec.Delete, &sec.Insert, &sec.Check} {
		ps.On = true
	}
	for i := range o.Table.Policies {
		p := &o.Table.Policies[i]
		if !slices.ContainsFunc(p.Roles, func(id catalog.ID) bool { return id == catalog.PublicRole || r.Has(id) }) {
			continue
		}
		add := func(to *bind.Policies, text string) {
			if text == "" {
				text = "true"
			}
			rule := bind.Rule{Name: p.Name, Text: text, SearchPath: p.SearchPath}
			if p.Restrictive {
				to.Restrictive = append(to.Restrictive, rule)
			} else {
				to.Permissive = append(to.Permissive, rule)
			}
		}
		check := p.Check
		if check == "" {
			check = p.Using
		}
		all := p.Command == '*'
		if all || p.Command == 'r' {
			add(&sec.See, p.Using)
		}
		if all || p.Command == 'w' {
			add(&sec.Update, p.Using)
			add(&sec.Check, check)
		}
		if all || p.Command == 'd' {
			add(&sec.Delete, p.Using)
		}
		if all || p.Command == 'a' {
			add(&sec.Insert, check)
		}
	}
}

// addRules adds the row filter and the masks, which have the rights of the table's owner.
func (v *view) addRules(o *catalog.Object, sec *bind.Security) error {
	if f := o.Table.Filter; f != nil {
		text, err := ruleText(v.main, o, f)
		if err != nil {
			return err
		}
		if !sec.See.On {
			sec.See = bind.Policies{On: true, Permissive: []bind.Rule{{Text: "true"}}}
		}
		sec.See.Restrictive = append(sec.See.Restrictive, bind.Rule{Name: "row filter", Text: text, Owner: o.Owner.OID()})
	}
	for i := range o.Table.Columns {
		m := o.Table.Columns[i].Mask
		if m == nil {
			continue
		}
		text, err := ruleText(v.main, o, m)
		if err != nil {
			return err
		}
		if sec.Masks == nil {
			sec.Masks = map[int]bind.Rule{}
		}
		sec.Masks[i] = bind.Rule{Name: "mask", Text: text, Owner: o.Owner.OID()}
	}
	return nil
}
