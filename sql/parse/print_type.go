package parse

import "strconv"

// typeWords are the SQL spellings of the pg_catalog types that have one.
var typeWords = map[string]string{
	"int4": "integer", "int2": "smallint", "int8": "bigint", "float4": "real", "float8": "double precision",
	"bool": "boolean", "numeric": "numeric", "varchar": "character varying", "varbit": "bit varying",
	"interval": "interval",
}

// literalForm: a typed literal can be printed as type 'text'.
func literalForm(c *CastExpr) bool {
	t := c.Type
	if t == nil || t.Kind != TypePlain || t.Bounds != nil || t.SetOf || t.PctType {
		return false
	}
	if isCatalogType(t) {
		n := t.Name.Parts[1]
		return (n != "bpchar" && n != "bit") || t.Mods != nil
	}
	return true
}

func isCatalogType(t *TypeName) bool {
	return len(t.Name.Parts) == 2 && t.Name.Parts[0] == "pg_catalog"
}

// cast prints a cast in the style it was written.
func (p *printer) cast(c *CastExpr) {
	switch {
	case c.Style == CastFunc:
		p.w("CAST(")
		p.expr(c.X, 0)
		p.w(" AS ")
		p.typeName(c.Type)
		p.w(")")
	case c.Style == CastTry:
		p.w("TRY_CAST(")
		p.expr(c.X, 0)
		p.w(" AS ")
		p.typeName(c.Type)
		p.w(")")
	case c.Style == CastLiteral && literalForm(c):
		p.typedLiteral(c)
	default:
		p.expr(c.X, precCast)
		p.w("::")
		p.typeName(c.Type)
	}
}

// typedLiteral prints type 'text'; the fields of an interval follow the text.
func (p *printer) typedLiteral(c *CastExpr) {
	t := c.Type
	if t.Fields != "" {
		p.w("interval ")
		p.expr(c.X, 0)
		p.intervalFields(t)
		return
	}
	p.typeName(t)
	p.w(" ")
	p.expr(c.X, 0)
}

// typeName prints a type.
func (p *printer) typeName(t *TypeName) {
	if t == nil {
		return
	}
	p.opt(t.SetOf, "SETOF ")
	switch t.Kind {
	case TypeArray:
		p.w("array<")
		p.typeName(t.Elems[0])
		p.w(">")
	case TypeMap:
		p.w("map<")
		p.typeName(t.Elems[0])
		p.w(", ")
		p.typeName(t.Elems[1])
		p.w(">")
	case TypeStruct:
		p.w("struct<")
		list2(p, t.Struct, p.structField)
		p.w(">")
	default:
		p.plainType(t)
	}
	p.opt(t.PctType, "%TYPE")
	for _, b := range t.Bounds {
		p.w("[")
		if b >= 0 {
			p.w(strconv.Itoa(b))
		}
		p.w("]")
	}
}

func (p *printer) structField(f *StructField) {
	p.id(f.Name)
	p.w(": ")
	p.typeName(f.Type)
	p.opt(f.NotNull, " NOT NULL")
	if f.Comment != "" {
		p.w(" COMMENT ")
		p.lit(f.Comment)
	}
}

// plainType prints a named type with its modifiers.
func (p *printer) plainType(t *TypeName) {
	if !isCatalogType(t) {
		p.name(t.Name)
		p.mods(t)
		return
	}
	n := t.Name.Parts[1]
	switch {
	case n == "timestamptz" || n == "timetz":
		p.w(n[:len(n)-2])
		p.mods(t)
		p.w(" with time zone")
	case n == "timestamp" || n == "time":
		p.w(n)
		p.mods(t)
		p.w(" without time zone")
	case n == "bpchar" && t.Mods != nil:
		p.w("character")
		p.mods(t)
	case n == "bit" && t.Mods != nil:
		p.w("bit")
		p.mods(t)
	case n == "interval" && t.Fields != "":
		p.w("interval")
		p.intervalFields(t)
	case typeWords[n] != "" && (t.Mods == nil || takesMods(n)):
		p.w(typeWords[n])
		p.mods(t)
	default:
		p.name(t.Name)
		p.mods(t)
	}
}

func takesMods(n string) bool {
	return n == "numeric" || n == "varchar" || n == "varbit" || n == "interval"
}

func (p *printer) mods(t *TypeName) {
	if t.Mods != nil {
		p.w("(")
		p.exprs(t.Mods)
		p.w(")")
	}
}

// intervalFields prints the fields; a precision belongs to the seconds.
func (p *printer) intervalFields(t *TypeName) {
	p.w(" ", t.Fields)
	p.mods(t)
}
