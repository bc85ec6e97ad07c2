package parse

// roleSpec reads a role name, PUBLIC, CURRENT_USER, CURRENT_ROLE or SESSION_USER.
func (p *parser) roleSpec() RoleSpec {
	t := p.tok()
	r := RoleSpec{Span: p.here()}
	switch {
	case p.isAny(kwCurrentUser, kwCurrentRole, kwSessionUser):
		r.Keyword = p.next().str
	case t.kind == tokIdent && t.str == "public":
		p.next()
		r.Keyword = "public"
	case p.isWord(0, "none"):
		p.failPos(int(t.pos), "42939", "role name \"none\" is reserved")
	default:
		r.Name = p.nonReserved().Name
	}
	return r
}

// roleWord reads a role as one string; keywords stay lower case.
func (p *parser) roleWord() string {
	r := p.roleSpec()
	if r.Keyword != "" {
		return r.Keyword
	}
	return r.Name
}

func (p *parser) roleList() []RoleSpec {
	list := []RoleSpec{p.roleSpec()}
	for p.accept(',') {
		list = append(list, p.roleSpec())
	}
	return list
}

// createRole reads CREATE ROLE|USER|GROUP from its kind on.
func (p *parser) createRole(start int) Stmt {
	r := &CreateRole{Keyword: p.next().str}
	if p.isWord(0, "public") {
		p.failPos(p.start(), "42939", "role name \"public\" is reserved")
	}
	r.Name = p.nonReserved().Name
	p.acceptKw(kwWith)
	r.Options = p.roleOptions(true)
	r.Span = p.span(start)
	return r
}

// roleFlags are role options that are bare words.
var roleFlags = map[string]bool{
	"superuser": true, "nosuperuser": true, "createdb": true, "nocreatedb": true, "createrole": true,
	"nocreaterole": true, "login": true, "nologin": true, "inherit": true, "noinherit": true,
	"replication": true, "noreplication": true, "bypassrls": true, "nobypassrls": true,
}

// roleOptions reads the options of a role. Lists of roles are for CREATE only.
func (p *parser) roleOptions(create bool) []*Option {
	var list []*Option
	for p.err == nil {
		o := p.roleOption(create)
		if o == nil {
			break
		}
		list = append(list, o)
	}
	return list
}

// roleOption reads one option, nil when there is none.
func (p *parser) roleOption(create bool) *Option {
	t := p.tok()
	start := int(t.pos)
	o := &Option{Name: t.str}
	switch {
	case t.kind != tokIdent && t.kind != tokKeyword:
		return nil
	case roleFlags[t.str]:
		p.next()
	case p.isKw(kwEncrypted), p.isKw(kwPassword):
		p.acceptKw(kwEncrypted)
		p.expectKw(kwPassword)
		o.Name = "password"
		if p.isKw(kwNull) {
			o.Value = p.keywordExpr(p.tok())
		} else {
			o.Value = text(p.here(), p.stringConst())
		}
	case p.isSeq(kwConnection, kwLimit):
		p.i += 2
		o.Name, o.Value = "connection limit", intLiteral(p.here(), p.signedInt())
	case p.isSeq(kwValid, kwUntil):
		p.i += 2
		o.Name, o.Value = "valid until", text(p.here(), p.stringConst())
	case p.isKw(kwUser):
		p.next()
		o.Value = p.roleRow()
	case create && p.isKw(kwSysid):
		p.next()
		o.Value = intLiteral(p.here(), p.intConst())
	case create && (p.isKw(kwAdmin) || p.isWord(0, "role")):
		p.next()
		o.Value = p.roleRow()
	case create && p.isKw(kwIn):
		p.next()
		if !p.acceptKw(kwRole) {
			p.expectKw(kwGroup)
		}
		o.Name, o.Value = "in role", p.roleRow()
	default:
		return nil
	}
	o.Span = p.span(start)
	return o
}

// roleRow reads a list of roles as an option value.
func (p *parser) roleRow() Expr {
	row := &RowExpr{}
	start := p.start()
	for _, r := range p.roleList() {
		word := r.Name
		if r.Keyword != "" {
			word = r.Keyword
		}
		row.Elems = append(row.Elems, &ColumnRef{r.Span, []string{word}})
	}
	row.Span = p.span(start)
	return row
}

// alterRole reads ALTER ROLE|USER|GROUP after its kind.
func (p *parser) alterRole(keyword string, start int) Stmt {
	r := &AlterRole{Keyword: keyword}
	if p.isKw(kwAll) {
		r.Role = RoleSpec{Span: p.here(), Keyword: p.next().str}
	} else {
		r.Role = p.roleSpec()
	}
	if p.acceptSeq(kwIn, kwDatabase) {
		r.Database = p.colID().Name
		if !p.isAny(kwSet, kwReset) {
			p.failHere()
		}
	}
	switch {
	case r.Role.Keyword == "" && p.isSeq(kwRename, kwTo):
		p.i += 2
		a := &AlterObject{Kind: KindRole, Action: "rename", Name: p.nonReserved().Name}
		a.Object = &ObjectRef{Span: r.Role.Span, Name: Name{r.Role.Span, []string{r.Role.Name}}}
		a.Span = p.span(start)
		return a
	case p.isAny(kwSet, kwReset):
		r.Set, _ = p.setOrReset().(*Set)
	case keyword == "group":
		p.groupMembers(r)
	default:
		p.acceptKw(kwWith)
		r.Options = p.roleOptions(false)
	}
	r.Span = p.span(start)
	return r
}

// groupMembers reads ADD|DROP USER roles.
func (p *parser) groupMembers(r *AlterRole) {
	if p.acceptKw(kwAdd) {
		p.expectKw(kwUser)
		r.AddMembers = p.roleList()
		return
	}
	p.expectKw(kwDrop, kwUser)
	r.DropMembers = p.roleList()
}
