package mysql

import (
	"github.com/pingcap/tidb/pkg/parser/ast"
	tidb "github.com/pingcap/tidb/pkg/parser/mysql"
	"github.com/pingcap/tidb/pkg/parser/types"

	"github.com/tarndb/tarn/sql/parse"
)

func (t *translator) dropTable(n *ast.DropTableStmt) parse.Stmt {
	d := &parse.Drop{Span: t.span, Kind: parse.KindTable, IfExists: n.IfExists}
	if n.IsView {
		d.Kind = parse.KindView
	}
	for _, name := range n.Tables {
		d.Objects = append(d.Objects, &parse.ObjectRef{Span: t.span, Name: t.tableName(name)})
	}
	return d
}

// createTable turns CREATE TABLE with columns, LIKE or AS.
func (t *translator) createTable(n *ast.CreateTableStmt) parse.Stmt {
	c := &parse.CreateTable{Span: t.span, IfNotExists: n.IfNotExists, Name: t.tableName(n.Table)}
	if n.TemporaryKeyword != ast.TemporaryNone {
		c.Persistence = parse.Temporary
	}
	if n.Partition != nil {
		t.unsupported("PARTITION BY")
	}
	if n.ReferTable != nil {
		c.HasElems = true
		c.Elems = []parse.TableElem{&parse.LikeClause{Span: t.span, Table: t.tableName(n.ReferTable), Options: []string{"including all"}}}
		return c
	}
	for _, col := range n.Cols {
		c.Elems = append(c.Elems, t.columnDef(col))
	}
	for _, k := range n.Constraints {
		if e := t.constraint(k); e != nil {
			c.Elems = append(c.Elems, e)
		}
	}
	c.HasElems = len(c.Elems) > 0
	if n.Select != nil {
		if c.HasElems {
			t.unsupported("CREATE TABLE with columns and a query")
		}
		c.Query = t.query(n.Select)
	}
	for _, o := range n.Options {
		if o.Tp == ast.TableOptionComment {
			c.Comment = &o.StrValue
		}
	}
	return c
}

// columnDef turns one column.
func (t *translator) columnDef(n *ast.ColumnDef) *parse.ColumnDef {
	c := &parse.ColumnDef{Span: t.span, Name: t.ident(n.Name.Name.L), Type: t.fieldType(n.Tp)}
	for _, o := range n.Options {
		t.columnOption(c, o)
	}
	return c
}

// columnOption adds one option to a column.
func (t *translator) columnOption(c *parse.ColumnDef, o *ast.ColumnOption) {
	k := &parse.ColumnConstraint{Span: t.span, Name: o.ConstraintName}
	switch o.Tp {
	case ast.ColumnOptionNotNull:
		k.Kind = parse.ConNotNull
	case ast.ColumnOptionNull:
		k.Kind = parse.ConNull
	case ast.ColumnOptionPrimaryKey:
		k.Kind = parse.ConPrimary
	case ast.ColumnOptionUniqKey:
		k.Kind = parse.ConUnique
	case ast.ColumnOptionDefaultValue:
		k.Kind, k.X = parse.ConDefault, boolDefault(c.Type, t.expr(o.Expr))
	case ast.ColumnOptionAutoIncrement:
		k.Kind = parse.ConIdentity
	case ast.ColumnOptionCheck:
		k.Kind, k.X = parse.ConCheck, t.expr(o.Expr)
	case ast.ColumnOptionGenerated:
		k.Kind, k.X, k.Always = parse.ConGenerated, t.expr(o.Expr), true
	case ast.ColumnOptionReference:
		k.Kind, k.Ref = parse.ConForeign, t.reference(o.Refer)
	case ast.ColumnOptionComment:
		if x, ok := t.expr(o.Expr).(*parse.Literal); ok {
			c.Comment = &x.Text
		}
		return
	case ast.ColumnOptionCollate, ast.ColumnOptionColumnFormat, ast.ColumnOptionStorage:
		return
	default:
		t.unsupported("this column option")
		return
	}
	c.Constraints = append(c.Constraints, k)
}

// boolDefault makes DEFAULT 0 and 1 of a TINYINT(1) column, which is boolean here, FALSE
// and TRUE.
func boolDefault(typ *parse.TypeName, x parse.Expr) parse.Expr {
	lit, ok := x.(*parse.Literal)
	if !ok || typ == nil || typ.Name.Last() != "bool" {
		return x
	}
	switch lit.Text {
	case "0":
		return &parse.Literal{Span: lit.Span, Kind: parse.LitBool, Text: "false"}
	case "1":
		return &parse.Literal{Span: lit.Span, Kind: parse.LitBool, Text: "true"}
	}
	return x
}

// constraint turns a table constraint; plain indexes give nil.
func (t *translator) constraint(n *ast.Constraint) parse.TableElem {
	c := &parse.TableConstraint{Span: t.span, Name: n.Name}
	switch n.Tp {
	case ast.ConstraintPrimaryKey:
		c.Kind, c.Columns = parse.ConPrimary, t.keyColumns(n.Keys)
	case ast.ConstraintUniq, ast.ConstraintUniqKey, ast.ConstraintUniqIndex:
		c.Kind, c.Columns = parse.ConUnique, t.keyColumns(n.Keys)
	case ast.ConstraintForeignKey:
		c.Kind, c.Columns, c.Ref = parse.ConForeign, t.keyColumns(n.Keys), t.reference(n.Refer)
	case ast.ConstraintCheck:
		c.Kind, c.X = parse.ConCheck, t.expr(n.Expr)
	case ast.ConstraintKey, ast.ConstraintIndex:
		return nil
	default:
		t.unsupported("this kind of index")
		return nil
	}
	return c
}

func (t *translator) keyColumns(keys []*ast.IndexPartSpecification) []parse.Ident {
	var list []parse.Ident
	for _, k := range keys {
		if k.Column == nil {
			t.unsupported("an index on an expression")
			return nil
		}
		list = append(list, t.ident(k.Column.Name.L))
	}
	return list
}

func (t *translator) reference(n *ast.ReferenceDef) *parse.Reference {
	if n == nil {
		return nil
	}
	r := &parse.Reference{Span: t.span, Table: t.tableName(n.Table), Columns: t.keyColumns(n.IndexPartSpecifications)}
	if n.OnDelete != nil && n.OnDelete.ReferOpt != ast.ReferOptionNoOption {
		r.OnDelete, r.OnDeleteExplicit = refActions[n.OnDelete.ReferOpt], true
	}
	if n.OnUpdate != nil && n.OnUpdate.ReferOpt != ast.ReferOptionNoOption {
		r.OnUpdate, r.OnUpdateExplicit = refActions[n.OnUpdate.ReferOpt], true
	}
	return r
}

var refActions = map[ast.ReferOptionType]parse.RefAction{
	ast.ReferOptionRestrict: parse.RefRestrict, ast.ReferOptionCascade: parse.RefCascade,
	ast.ReferOptionSetNull: parse.RefSetNull, ast.ReferOptionNoAction: parse.RefNoAction,
	ast.ReferOptionSetDefault: parse.RefSetDefault,
}

// fieldType turns a column type. Unsigned types widen so that every value fits.
func (t *translator) fieldType(tp *types.FieldType) *parse.TypeName {
	unsigned := tp.GetFlag()&tidb.UnsignedFlag != 0
	switch tp.GetType() {
	case tidb.TypeTiny:
		if tp.GetFlen() == 1 {
			return t.typeOf("bool")
		}
		return t.typeOf("int2")
	case tidb.TypeShort:
		return t.typeOf(wider(unsigned, "int2", "int4"))
	case tidb.TypeInt24, tidb.TypeYear:
		return t.typeOf("int4")
	case tidb.TypeLong:
		return t.typeOf(wider(unsigned, "int4", "int8"))
	case tidb.TypeLonglong:
		if unsigned {
			return t.typeOf("numeric", 20, 0)
		}
		return t.typeOf("int8")
	case tidb.TypeFloat:
		return t.typeOf("float4")
	case tidb.TypeDouble:
		return t.typeOf("float8")
	case tidb.TypeNewDecimal:
		return t.decimal(tp)
	case tidb.TypeDate, tidb.TypeNewDate:
		return t.typeOf("date")
	case tidb.TypeDatetime:
		return t.typeOf("timestamp")
	case tidb.TypeTimestamp:
		return t.typeOf("timestamptz")
	case tidb.TypeDuration:
		return t.typeOf("time")
	case tidb.TypeBit:
		return t.typeOf("bit", max(tp.GetFlen(), 1))
	case tidb.TypeJSON:
		return t.typeOf("json")
	}
	return t.textType(tp)
}

func wider(unsigned bool, plain, wide string) string {
	if unsigned {
		return wide
	}
	return plain
}

func (t *translator) decimal(tp *types.FieldType) *parse.TypeName {
	precision, scale := tp.GetFlen(), tp.GetDecimal()
	if precision <= 0 {
		precision, scale = 10, 0
	}
	return t.typeOf("numeric", precision, max(scale, 0))
}

// textType turns the character and binary types; ENUM and SET are text.
func (t *translator) textType(tp *types.FieldType) *parse.TypeName {
	binary := tp.GetCharset() == "binary"
	switch tp.GetType() {
	case tidb.TypeTinyBlob, tidb.TypeBlob, tidb.TypeMediumBlob, tidb.TypeLongBlob:
		return t.typeOf(map[bool]string{true: "bytea", false: "text"}[binary])
	case tidb.TypeVarchar, tidb.TypeVarString:
		if binary {
			return t.typeOf("bytea")
		}
		if tp.GetFlen() > 0 {
			return t.typeOf("varchar", tp.GetFlen())
		}
		return t.typeOf("varchar")
	case tidb.TypeString:
		if binary {
			return t.typeOf("bytea")
		}
		return t.typeOf("bpchar", max(tp.GetFlen(), 1))
	case tidb.TypeEnum, tidb.TypeSet:
		return t.typeOf("text")
	}
	t.unsupported("this type")
	return nil
}
