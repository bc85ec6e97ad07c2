package parse

import "strings"

// roleName prints a role given as one string, where keywords are unquoted lower case.
func (p *printer) roleName(s string) {
	switch s {
	case "current_user", "current_role", "session_user":
		p.w(upperASCII(s))
		return
	}
	p.id(s)
}

func (p *printer) role(r RoleSpec) {
	if r.Keyword != "" {
		p.w(upperASCII(r.Keyword))
		return
	}
	p.id(r.Name)
}

func (p *printer) roleOptions(list []*Option) {
	for _, o := range list {
		p.w(" ", upperASCII(o.Name))
		switch v := o.Value.(type) {
		case nil:
		case *RowExpr:
			p.w(" ")
			list2(p, v.Elems, func(x Expr) {
				if c, ok := x.(*ColumnRef); ok {
					p.roleName(c.Parts[0])
				}
			})
		default:
			p.w(" ")
			p.expr(v, 0)
		}
	}
}

func (p *printer) alterRole(s *AlterRole) {
	p.w("ALTER ", upperASCII(s.Keyword), " ")
	p.role(s.Role)
	if s.Database != "" {
		p.w(" IN DATABASE ")
		p.id(s.Database)
	}
	if s.Set != nil {
		p.w(" ")
		p.set(s.Set)
	}
	p.roleOptions(s.Options)
	if s.AddMembers != nil {
		p.w(" ADD USER ")
		list2(p, s.AddMembers, p.role)
	}
	if s.DropMembers != nil {
		p.w(" DROP USER ")
		list2(p, s.DropMembers, p.role)
	}
}

func (p *printer) grant(s *Grant) {
	p.w(map[bool]string{true: "REVOKE ", false: "GRANT "}[s.Revoke])
	if s.Revoke {
		p.opt(s.GrantOption, "GRANT OPTION FOR ")
		p.opt(s.AdminOption, "ADMIN OPTION FOR ")
	}
	if s.Roles != nil {
		p.ids(s.Roles)
	} else {
		list2(p, s.Privileges, p.privilege)
		p.w(" ON ")
		p.grantTarget(s)
	}
	p.grantees(s)
}

// grantees prints TO|FROM roles and what follows.
func (p *printer) grantees(s *Grant) {
	p.w(map[bool]string{true: " FROM ", false: " TO "}[s.Revoke])
	list2(p, s.Grantees, p.role)
	if !s.Revoke {
		p.opt(s.GrantOption, " WITH GRANT OPTION")
		p.opt(s.AdminOption, " WITH ADMIN OPTION")
	}
	if s.GrantedBy != nil {
		p.w(" GRANTED BY ")
		p.role(*s.GrantedBy)
	}
	p.behavior(s.Behavior)
}

func (p *printer) privilege(x *Privilege) {
	switch first, second, two := strings.Cut(x.Name, " "); {
	case two && (privilegeObjects[second] || x.Name == "alter system"),
		first == "select", first == "references", first == "create", first == "all":
		p.w(upperASCII(x.Name))
		p.opt(x.Name == "all", " PRIVILEGES")
	default:
		p.id(x.Name)
	}
	p.parenIDs(x.Columns)
}

func (p *printer) grantTarget(s *Grant) {
	if s.AllInSchema {
		p.w("ALL ", upperASCII(string(s.Kind)), "S IN SCHEMA ")
		list2(p, s.Objects, func(o *ObjectRef) { p.name(o.Name) })
		return
	}
	p.w(upperASCII(string(s.Kind)), " ")
	list2(p, s.Objects, func(o *ObjectRef) { p.object(s.Kind, o) })
}

func (p *printer) defaultPrivileges(s *AlterDefaultPrivileges) {
	p.w("ALTER DEFAULT PRIVILEGES")
	if s.Roles != nil {
		p.w(" FOR ROLE ")
		list2(p, s.Roles, p.role)
	}
	if s.Schemas != nil {
		p.w(" IN SCHEMA ")
		p.ids(s.Schemas)
	}
	g := s.Grant
	p.w(map[bool]string{true: " REVOKE ", false: " GRANT "}[g.Revoke])
	p.opt(g.Revoke && g.GrantOption, "GRANT OPTION FOR ")
	list2(p, g.Privileges, p.privilege)
	p.w(" ON ", upperASCII(string(g.Kind)), "S")
	p.grantees(g)
}
