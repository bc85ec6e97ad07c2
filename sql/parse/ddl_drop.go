package parse

// drop reads DROP kind [IF EXISTS] objects [CASCADE|RESTRICT].
func (p *parser) drop() Stmt {
	start := p.start()
	p.next()
	if p.acceptKw(kwOwned) {
		return p.ownedBy(true, start)
	}
	d := &Drop{}
	mark := p.i
	d.Kind = p.objectKind()
	if d.Kind == "" {
		p.failHere()
		return nil
	}
	if !dropKinds[d.Kind] {
		p.i = mark
		return p.utility("DROP", start)
	}
	d.Concurrently = d.Kind == KindIndex && p.acceptKw(kwConcurrently)
	d.IfExists = p.acceptSeq(kwIf, kwExists)
	for p.err == nil {
		d.Objects = append(d.Objects, p.objectRef(d.Kind))
		if !p.accept(',') {
			break
		}
	}
	if d.Kind == KindDatabase && (p.is('(') || (p.isKw(kwWith) && p.peek(1).kind == '(')) {
		p.acceptKw(kwWith)
		p.expect('(')
		p.expectKw(kwForce)
		d.Force = true
		p.expect(')')
	}
	d.Behavior = p.dropBehavior()
	d.Span = p.span(start)
	return d
}

// dropKinds are the kinds whose DROP has the common form.
var dropKinds = map[ObjectKind]bool{
	KindTable: true, KindView: true, KindMatView: true, KindSchema: true, KindDatabase: true, KindSequence: true,
	KindType: true, KindDomain: true, KindIndex: true, KindFunction: true, KindProcedure: true, KindRoutine: true,
	KindAggregate: true, KindRole: true, "user": true, "group": true, "foreign table": true, "extension": true,
	"collation": true, "conversion": true, "statistics": true, "language": true, "event trigger": true,
	"access method": true, "foreign data wrapper": true, "server": true, "publication": true, "subscription": true,
	"tablespace": true, "text search parser": true, "text search dictionary": true, "text search template": true,
	"text search configuration": true, "trigger": true, "rule": true, "policy": true,
}

// kindWords are the kinds of more than one word, and words that stand for another kind.
var kindWords = []struct {
	words []string
	kind  ObjectKind
}{
	{[]string{"materialized", "view"}, KindMatView},
	{[]string{"foreign", "table"}, "foreign table"},
	{[]string{"foreign", "data", "wrapper"}, "foreign data wrapper"},
	{[]string{"event", "trigger"}, "event trigger"},
	{[]string{"access", "method"}, "access method"},
	{[]string{"text", "search", "parser"}, "text search parser"},
	{[]string{"text", "search", "dictionary"}, "text search dictionary"},
	{[]string{"text", "search", "template"}, "text search template"},
	{[]string{"text", "search", "configuration"}, "text search configuration"},
	{[]string{"procedural", "language"}, "language"},
	{[]string{"large", "object"}, "large object"},
	{[]string{"operator", "class"}, "operator class"},
	{[]string{"operator", "family"}, "operator family"},
	{[]string{"user", "mapping"}, "user mapping"},
	{[]string{"table", "constraint"}, "table constraint"},
	{[]string{"external", "location"}, "external location"},
	{[]string{"storage", "credential"}, "storage credential"},
}

// oneWordKinds are the kinds of one word.
var oneWordKinds = map[string]bool{
	"table": true, "view": true, "schema": true, "database": true, "sequence": true, "type": true, "domain": true,
	"index": true, "function": true, "procedure": true, "routine": true, "aggregate": true, "role": true,
	"user": true, "group": true, "column": true, "extension": true, "collation": true, "conversion": true,
	"statistics": true, "language": true, "server": true, "publication": true, "subscription": true,
	"tablespace": true, "trigger": true, "rule": true, "policy": true, "cast": true, "operator": true,
	"transform": true, "constraint": true, "system": true, "catalog": true, "metastore": true, "share": true,
	"connection": true, "volume": true, "recipient": true,
}

// objectKind reads the name of a kind of object, "" when there is none.
func (p *parser) objectKind() ObjectKind {
	for _, k := range kindWords {
		if p.acceptWords(k.words...) {
			return k.kind
		}
	}
	t := p.tok()
	if (t.kind == tokKeyword || t.kind == tokIdent) && oneWordKinds[t.str] {
		p.next()
		return ObjectKind(t.str)
	}
	return ""
}

// objectRef reads the name of one object of a kind.
func (p *parser) objectRef(kind ObjectKind) *ObjectRef {
	start := p.start()
	o := &ObjectRef{}
	switch kind {
	case KindFunction, KindProcedure, KindRoutine:
		o.Name = p.dotted(isFuncName)
		if p.is('(') {
			o.HasParams, o.Params = true, p.funcParams(false)
		}
	case KindAggregate:
		o.Name = p.dotted(isFuncName)
		p.aggregateArgs(o)
	case KindType, KindDomain:
		o.Type = p.typeName()
		if o.Type != nil {
			o.Name = o.Type.Name
		}
	case "trigger", "rule", "policy":
		o.Name = p.qualified()
		p.expectKw(kwOn)
		o.On = p.qualified()
	case KindRole, "user", "group":
		o.Name = Name{Span: p.here(), Parts: []string{p.roleWord()}}
	case KindColumn:
		o.Name = p.qualified()
	default:
		o.Name = p.qualified()
	}
	o.Span = p.span(start)
	return o
}

// aggregateArgs reads (*), (types) or (types ORDER BY types).
func (p *parser) aggregateArgs(o *ObjectRef) {
	o.HasParams = true
	if p.is('(') && p.peek(1).kind == '*' {
		p.i += 2
		p.expect(')')
		o.AggStar = true
		return
	}
	p.expect('(')
	if !p.isKw(kwOrder) {
		o.Params = p.paramList()
	}
	if p.acceptSeq(kwOrder, kwBy) {
		o.OrderArgs = p.paramList()
	}
	p.expect(')')
}

func (p *parser) paramList() []*FuncParam {
	list := []*FuncParam{p.funcParam(false)}
	for p.accept(',') {
		list = append(list, p.funcParam(false))
	}
	return list
}

// commentOn reads COMMENT ON kind object IS text.
func (p *parser) commentOn() Stmt {
	start := p.start()
	p.next()
	p.expectKw(kwOn)
	c := &CommentOn{}
	mark := p.i
	c.Kind = p.objectKind()
	switch c.Kind {
	case "":
		p.failHere()
		return nil
	case "operator", "operator class", "operator family", "cast", "transform", "constraint", "large object":
		p.i = mark
		return p.commentUtility(start)
	}
	c.Object = p.objectRef(c.Kind)
	p.expectKw(kwIs)
	if !p.acceptKw(kwNull) {
		s := p.stringConst()
		c.Text = &s
	}
	c.Span = p.span(start)
	return c
}

// commentUtility keeps COMMENT on the rare kinds as text.
func (p *parser) commentUtility(start int) Stmt {
	u, ok := p.utility("COMMENT", start).(*Utility)
	if !ok {
		return nil
	}
	u.Command = "COMMENT"
	return u
}

// ownedBy reads BY roles [TO role] [CASCADE] after DROP OWNED or REASSIGN OWNED.
func (p *parser) ownedBy(drop bool, start int) Stmt {
	p.expectKw(kwBy)
	o := &OwnedBy{Drop: drop, Roles: p.roleList()}
	if drop {
		o.Behavior = p.dropBehavior()
	} else {
		p.expectKw(kwTo)
		o.To = p.roleSpec()
	}
	o.Span = p.span(start)
	return o
}
