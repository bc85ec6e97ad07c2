package parse

// stmt prints a statement.
func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Query:
		p.query(s)
	case *Insert:
		p.insert(s)
	case *Update:
		p.update(s)
	case *Delete:
		p.delete(s)
	case *Merge:
		p.merge(s)
	case *Truncate:
		p.truncate(s)
	case *Copy:
		p.copyStmt(s)
	case *CopyInto:
		p.copyInto(s)
	case *CreateTable:
		p.createTable(s)
	case *AlterTable:
		p.alterTable(s)
	case *CreateView:
		p.createView(s)
	case *CreateSchema:
		p.createSchema(s)
	case *CreateDatabase:
		p.w("CREATE DATABASE ")
		p.opt(s.IfNotExists, "IF NOT EXISTS ")
		p.id(s.Name)
		p.databaseOptions(s.Options)
	case *CreateSequence:
		p.w("CREATE ")
		p.persistence(s.Persistence)
		p.w("SEQUENCE ")
		p.opt(s.IfNotExists, "IF NOT EXISTS ")
		p.name(s.Name)
		p.seqOptions(s.Options)
	case *CreateType:
		p.createType(s)
	case *CreateDomain:
		p.createDomain(s)
	case *CreateIndex:
		p.createIndex(s)
	case *CreateFunction:
		p.createFunction(s)
	case *ReturnStmt:
		p.w("RETURN ")
		p.expr(s.X, 0)
	case *Drop:
		p.drop(s)
	case *AlterObject:
		p.alterObject(s)
	case *CommentOn:
		p.commentOn(s)
	default:
		p.stmtRole(s)
	}
}

// stmtRole prints role and privilege statements.
func (p *printer) stmtRole(s Stmt) {
	switch s := s.(type) {
	case *CreatePolicy:
		p.policy(s)
	case *CreateRole:
		p.w("CREATE ", upperASCII(s.Keyword), " ")
		p.id(s.Name)
		p.roleOptions(s.Options)
	case *AlterRole:
		p.alterRole(s)
	case *Grant:
		p.grant(s)
	case *AlterDefaultPrivileges:
		p.defaultPrivileges(s)
	case *OwnedBy:
		p.w(map[bool]string{true: "DROP", false: "REASSIGN"}[s.Drop], " OWNED BY ")
		list2(p, s.Roles, p.role)
		if s.Drop {
			p.behavior(s.Behavior)
		} else {
			p.w(" TO ")
			p.role(s.To)
		}
	case *Utility:
		p.w(s.Text)
	default:
		p.stmtSession(s)
	}
}

func (p *printer) behavior(b DropBehavior) {
	p.w([...]string{"", " CASCADE", " RESTRICT"}[b])
}
