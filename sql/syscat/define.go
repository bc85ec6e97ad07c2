package syscat

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
)

// SchemaOf is the name of an object's schema.
func (e *Env) SchemaOf(o *catalog.Object) string { return e.schemaName(o) }

// schemaName is the name of an object's schema.
func (e *Env) schemaName(o *catalog.Object) string {
	if o.Parent == catalog.TempID {
		return e.TempName
	}
	if p := e.Main.Get(o.Parent); p != nil {
		return p.Name
	}
	return ""
}

// name writes an object's name, with its schema when it is not found without.
func (e *Env) name(o *catalog.Object) string {
	if e.Visible == nil || e.Visible(o) {
		return parse.QuoteIdent(o.Name)
	}
	return e.fullName(o)
}

// fullName writes an object's name with its schema.
func (e *Env) fullName(o *catalog.Object) string {
	return parse.QuoteIdent(e.schemaName(o)) + "." + parse.QuoteIdent(o.Name)
}

// formatType names a type by OID, user types too.
func (e *Env) formatType(oid uint32, mod int32) string {
	if types.ByOID(oid) != nil {
		return types.FormatType(oid, mod)
	}
	if o := e.find(catalog.ID(oid)); o != nil && o.Type != nil {
		return e.name(o)
	}
	if o := e.arrayOf(oid); o != nil {
		return e.name(o) + "[]"
	}
	return "???"
}

// typeText names the type of a column.
func (e *Env) typeText(c *catalog.Column) string {
	if c.Domain != 0 {
		if o := e.find(c.Domain); o != nil {
			return e.name(o)
		}
	}
	t := Current(e, c.Type)
	if t.Ext != nil && t.Ext.Elem != nil && t.OID >= uint32(catalog.FirstID) {
		return e.formatType(t.OID, -1)
	}
	return t.SQL()
}

// pretty drops the parentheses that an expression does not need.
func pretty(text string) string {
	switch text {
	case "true", "false":
		return text
	}
	x, err := parse.ParseExpr(text)
	if err != nil || strings.HasPrefix(text, "\nCASE") {
		return text
	}
	return parse.PrintRule(x, strings.Contains(text, "VALUE"))
}

// exprText gives an expression's text in the form asked for.
func exprText(text string, prettily bool) string {
	if prettily {
		return pretty(text)
	}
	return text
}

// defaultOf is the default of a column as it is shown; the name of a sequence is its
// present one.
func (e *Env) defaultOf(c *catalog.Column) string {
	switch {
	case c.Generated != "":
		return c.Generated
	case c.Identity == 0 && c.Sequence != 0:
		if o := e.find(c.Sequence); o != nil {
			return "nextval(" + parse.QuoteLiteral(e.name(o)) + "::regclass)"
		}
	}
	return c.Default
}

// columnNames quotes the names of columns given by number.
func columnNames(t *catalog.TableInfo, nums []int32) string {
	var out []string
	for _, p := range t.Positions(nums) {
		if p >= 0 {
			out = append(out, parse.QuoteIdent(t.Columns[p].Name))
		}
	}
	return strings.Join(out, ", ")
}

var actionWords = map[byte]string{'r': "RESTRICT", 'c': "CASCADE", 'n': "SET NULL", 'd': "SET DEFAULT"}

// constraintDef is pg_get_constraintdef.
func (e *Env) constraintDef(o *catalog.Object, k *catalog.Constraint, prettily bool) string {
	s := ""
	switch k.Kind {
	case catalog.Check:
		s = "CHECK (" + exprText(k.Expr, prettily) + ")"
	case catalog.PrimaryKey:
		s = "PRIMARY KEY (" + columnNames(o.Table, k.Columns) + ")"
	case catalog.Unique:
		s = "UNIQUE "
		if k.NullsNotDistinct {
			s += "NULLS NOT DISTINCT "
		}
		s += "(" + columnNames(o.Table, k.Columns) + ")"
	case catalog.ForeignKey:
		s = "FOREIGN KEY (" + columnNames(o.Table, k.Columns) + ") REFERENCES "
		if r := e.find(k.Ref); r != nil && r.Table != nil {
			s += e.name(r) + "(" + columnNames(r.Table, k.RefColumns) + ")"
		}
		if k.Match == 'f' {
			s += " MATCH FULL"
		}
		if w := actionWords[k.OnUpdate]; w != "" {
			s += " ON UPDATE " + w
		}
		if w := actionWords[k.OnDelete]; w != "" {
			s += " ON DELETE " + w
		}
	}
	if k.Deferrable {
		s += " DEFERRABLE"
	}
	if k.Deferred {
		s += " INITIALLY DEFERRED"
	}
	if k.NotValid {
		s += " NOT VALID"
	}
	return s
}

// indexDef is pg_get_indexdef; col > 0 asks for one column alone.
func (e *Env) indexDef(ix, table *catalog.Object, col int, prettily bool) string {
	i := ix.Index
	if col > len(i.Columns) {
		if n := col - len(i.Columns); n <= len(i.Include) {
			return columnNames(table.Table, i.Include[n-1:n])
		}
		return ""
	}
	if col > 0 {
		return indexColumn(i, table, col-1, prettily, true)
	}
	var b strings.Builder
	b.WriteString("CREATE ")
	if i.Unique {
		b.WriteString("UNIQUE ")
	}
	name := e.fullName(table)
	if prettily {
		name = e.name(table)
	}
	b.WriteString("INDEX " + parse.QuoteIdent(ix.Name) + " ON " + name + " USING " + method(i) + " (")
	for n := range i.Columns {
		if n > 0 {
			b.WriteString(", ")
		}
		b.WriteString(indexColumn(i, table, n, prettily, false))
	}
	b.WriteString(")")
	if len(i.Include) > 0 {
		b.WriteString(" INCLUDE (" + columnNames(table.Table, i.Include) + ")")
	}
	if i.NullsNotDistinct {
		b.WriteString(" NULLS NOT DISTINCT")
	}
	if i.Where != "" {
		b.WriteString(" WHERE " + exprText(i.Where, prettily))
	}
	return b.String()
}

func method(i *catalog.IndexInfo) string {
	if i.Method == "" {
		return "btree"
	}
	return i.Method
}

func indexColumn(i *catalog.IndexInfo, table *catalog.Object, n int, prettily, bare bool) string {
	s := ""
	if i.Columns[n] != 0 {
		s = columnNames(table.Table, i.Columns[n:n+1])
	} else {
		s = exprText(i.Exprs[n], prettily)
		if x, err := parse.ParseExpr(i.Exprs[n]); err == nil && !bare {
			if _, call := x.(*parse.FuncCall); !call && !strings.HasPrefix(s, "(") {
				s = "(" + s + ")"
			}
		}
	}
	if bare {
		return s
	}
	if n < len(i.Classes) && i.Classes[n] != "" {
		s += " " + i.Classes[n]
	}
	if n < len(i.Desc) {
		switch {
		case i.Desc[n] && !i.NullsFirst[n]:
			s += " DESC NULLS LAST"
		case i.Desc[n]:
			s += " DESC"
		case i.NullsFirst[n]:
			s += " NULLS FIRST"
		}
	}
	return s
}

// keyIndex is the index behind a primary key or unique constraint.
func keyIndex(o *catalog.Object, k *catalog.Constraint) *catalog.Object {
	n := len(k.Columns)
	return &catalog.Object{ID: k.ID, Parent: o.Parent, Kind: catalog.Index, Name: k.Name, Owner: o.Owner, Version: o.Version,
		Index: &catalog.IndexInfo{Table: o.ID, Columns: k.Columns, Unique: true, Exprs: make([]string, n), Desc: make([]bool, n),
			NullsFirst: make([]bool, n), NullsNotDistinct: k.NullsNotDistinct}}
}

// isKey tells the constraints that have an index.
func isKey(k *catalog.Constraint) bool {
	return k.Kind == catalog.PrimaryKey || k.Kind == catalog.Unique
}

// KeyIndexes lists the indexes behind the keys of a table.
func KeyIndexes(o *catalog.Object) []*catalog.Object {
	var out []*catalog.Object
	if o.Table == nil {
		return nil
	}
	for i := range o.Table.Constraints {
		if k := &o.Table.Constraints[i]; isKey(k) {
			out = append(out, keyIndex(o, k))
		}
	}
	return out
}

// FindIndex finds a declared index, or that of a key, by identity.
func (e *Env) FindIndex(id catalog.ID) (ix, table *catalog.Object) {
	if o := e.find(id); o != nil {
		if o.Index == nil {
			return nil, nil
		}
		return o, e.find(o.Index.Table)
	}
	if o, k := e.findConstraint(id); k != nil && o.Table != nil && isKey(k) {
		return keyIndex(o, k), o
	}
	return nil, nil
}

// findConstraint finds a constraint of a table or domain by identity.
func (e *Env) findConstraint(id catalog.ID) (o *catalog.Object, k *catalog.Constraint) {
	if o, k = e.Main.Constraint(id); k == nil && e.Temp != nil {
		o, k = e.Temp.Constraint(id)
	}
	return o, k
}

// eachObject calls f for every object that users made, in order of identity.
func (e *Env) eachObject(f func(*catalog.Object)) {
	e.Main.All(func(o *catalog.Object) bool {
		if o.ID >= catalog.FirstID {
			f(o)
		}
		return true
	})
	if e.Temp != nil {
		e.Temp.All(func(o *catalog.Object) bool {
			if o.ID != catalog.TempID {
				f(o)
			}
			return true
		})
	}
}

// viewDef is pg_get_viewdef.
func viewDef(o *catalog.Object) string {
	stmts, err := parse.Parse(o.View.SQL)
	if err != nil || len(stmts) != 1 {
		return " " + o.View.SQL + ";"
	}
	if q, ok := stmts[0].(*parse.Query); ok {
		nameOutputs(q.Body, o.View.Columns)
	}
	return " " + parse.PrintPretty(stmts[0]) + ";"
}

// nameOutputs labels the select list with the names of a view's columns, where the
// expressions do not have them by themselves.
func nameOutputs(body parse.QueryBody, cols []catalog.Column) {
	switch b := body.(type) {
	case *parse.SetOp:
		nameOutputs(b.L, cols)
	case *parse.Query:
		nameOutputs(b.Body, cols)
	case *parse.Select:
		if len(b.Items) != len(cols) {
			return
		}
		for i, it := range b.Items {
			if c, ok := it.X.(*parse.ColumnRef); ok && c.Parts[len(c.Parts)-1] == cols[i].Name {
				it.Alias.Name = ""
				continue
			}
			if _, star := it.X.(*parse.Star); !star {
				it.Alias.Name = cols[i].Name
			}
		}
	}
}

// call evaluates the functions that show definitions; ok is false for other functions.
func (e *Env) call(name string, args []types.Datum) (d types.Datum, ok bool) {
	flag := func(i int) bool { return len(args) > i && !args[i].Null && args[i].Bool() }
	id := func() catalog.ID { return catalog.ID(uint32(args[0].I)) }
	switch name {
	case "pg_get_constraintdef":
		if o, k := e.findConstraint(id()); k != nil {
			return types.NewStr(e.constraintDef(o, k, flag(1))), true
		}
		return types.Null, true
	case "pg_get_indexdef":
		ix, table := e.FindIndex(id())
		if ix == nil || table == nil {
			return types.Null, true
		}
		col := 0
		if len(args) > 1 {
			col = int(args[1].I)
		}
		return types.NewStr(e.indexDef(ix, table, col, flag(2))), true
	case "pg_get_expr":
		if args[0].Null {
			return types.Null, true
		}
		return types.NewStr(exprText(args[0].S, flag(2))), true
	case "col_description":
		if o := e.find(id()); o != nil {
			for _, c := range columnsOf(o) {
				if c.Comment != "" && int64(c.Number) == args[1].I {
					return types.NewStr(c.Comment), true
				}
			}
		}
		return types.Null, true
	case "format_type":
		if args[0].Null {
			return types.Null, true
		}
		mod := int32(-1)
		if len(args) > 1 && !args[1].Null {
			mod = int32(args[1].I)
		}
		return types.NewStr(e.formatType(uint32(args[0].I), mod)), true
	}
	return types.Null, false
}

// number is a column's attribute number.
func number(c *catalog.Column, i int) int {
	if c.Number != 0 {
		return int(c.Number)
	}
	return i + 1
}

// text makes numbers text.
func text(n int64) string { return strconv.FormatInt(n, 10) }

// ViewDefinition is pg_get_viewdef.
func ViewDefinition(o *catalog.Object) string { return viewDef(o) }

// ConstraintDefinition is pg_get_constraintdef.
func ConstraintDefinition(e *Env, o *catalog.Object, k *catalog.Constraint) string {
	return e.constraintDef(o, k, true)
}

// TypeText names the type of a column, or its domain.
func TypeText(e *Env, c *catalog.Column) string { return e.typeText(c) }

// ColumnDefinition writes a column as CREATE TABLE has it.
func ColumnDefinition(e *Env, c *catalog.Column) string {
	s := parse.QuoteIdent(c.Name) + " " + e.typeText(c)
	switch {
	case c.Generated != "":
		s += " GENERATED ALWAYS AS (" + pretty(c.Generated) + ") STORED"
	case c.Identity == 'a':
		s += " GENERATED ALWAYS AS IDENTITY"
	case c.Identity == 'd':
		s += " GENERATED BY DEFAULT AS IDENTITY"
	case c.Default != "":
		s += " DEFAULT " + pretty(e.defaultOf(c))
	}
	if c.NotNull {
		s += " NOT NULL"
	}
	if c.Comment != "" {
		s += " COMMENT " + parse.QuoteLiteral(c.Comment)
	}
	return s
}
