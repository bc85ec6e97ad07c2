package mysql

import (
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
	tidb "github.com/pingcap/tidb/pkg/parser/mysql"
	"github.com/pingcap/tidb/pkg/parser/test_driver"
	"github.com/pingcap/tidb/pkg/parser/types"

	"github.com/tarndb/tarn/sql/parse"
)

// fn makes a call of an ordinary function.
func (t *translator) fn(name string, args ...parse.Expr) parse.Expr {
	return &parse.FuncCall{Span: t.span, Name: t.name(name), Args: args}
}

// renamed are functions that only have another name in PostgreSQL.
var renamed = map[string]string{
	"char_length": "char_length", "character_length": "char_length", "ucase": "upper", "lcase": "lower",
	"mid": "substr", "pow": "power", "rand": "random", "log10": "log", "ceiling": "ceil", "substring": "substr", "uuid": "gen_random_uuid", "json_object": "json_build_object",
	"json_array": "json_build_array", "sha": "sha1",
}

// keywordFuncs are functions that are keywords in PostgreSQL.
var keywordFuncs = map[string]string{
	"now": "current_timestamp", "current_timestamp": "current_timestamp", "sysdate": "current_timestamp",
	"localtime": "localtime", "localtimestamp": "localtimestamp", "curdate": "current_date",
	"current_date": "current_date", "curtime": "current_time", "current_time": "current_time",
	"current_user": "current_user", "user": "user", "session_user": "session_user", "database": "current_schema", "schema": "current_schema",
}

// dateParts are functions that take a part of a date.
var dateParts = map[string]string{
	"year": "year", "month": "month", "day": "day", "dayofmonth": "day", "hour": "hour", "minute": "minute",
	"second": "second", "quarter": "quarter", "week": "week", "weekofyear": "week", "dayofyear": "doy",
	"microsecond": "microseconds",
}

// call turns a function call.
func (t *translator) call(n *ast.FuncCallExpr) parse.Expr {
	name := n.FnName.L
	if n.Schema.L != "" {
		return &parse.FuncCall{Span: t.span, Name: t.name(n.Schema.L, name), Args: t.exprs(n.Args)}
	}
	if word, ok := keywordFuncs[name]; ok {
		v := &parse.SQLValue{Span: t.span, Name: word, Precision: -1}
		if word == "current_timestamp" && len(n.Args) == 0 {
			v.Precision = 0
		}
		return v
	}
	if part, ok := dateParts[name]; ok && len(n.Args) >= 1 {
		return t.castTo(t.extract(part, t.expr(n.Args[0])), "int4")
	}
	switch name {
	case "date_add", "adddate", "date_sub", "subdate":
		return t.dateShift(n)
	case "extract":
		return t.extractCall(n)
	case "trim", "convert", "position", "get_format", "timestampadd", "timestampdiff", "char":
		return t.oddCall(n)
	}
	args := t.exprs(n.Args)
	if t.err != nil {
		return nil
	}
	if x := t.conditional(name, args); x != nil {
		return x
	}
	if to, ok := renamed[name]; ok {
		name = to
	}
	return t.fn(name, args...)
}

// conditional turns IF, IFNULL and the text functions whose NULLs differ.
func (t *translator) conditional(name string, args []parse.Expr) parse.Expr {
	switch {
	case name == "if" && len(args) == 3:
		when := parse.When{Span: t.span, Cond: t.truth(args[0]), Result: args[1]}
		return &parse.CaseExpr{Span: t.span, Whens: []parse.When{when}, Else: args[2]}
	case name == "ifnull" && len(args) == 2, name == "coalesce" && len(args) > 0:
		return &parse.CoalesceExpr{Span: t.span, Args: args}
	case name == "nullif" && len(args) == 2:
		return &parse.NullIfExpr{Span: t.span, L: args[0], R: args[1]}
	case name == "isnull" && len(args) == 1:
		return &parse.IsExpr{Span: t.span, X: args[0], Test: parse.IsNull}
	case (name == "greatest" || name == "least") && len(args) > 0:
		return t.strict(args, &parse.MinMaxExpr{Span: t.span, Greatest: name == "greatest", Args: args})
	case name == "concat" && len(args) > 0:
		x := t.castTo(args[0], "text")
		for _, a := range args[1:] {
			x = t.op("||", x, t.castTo(a, "text"))
		}
		return x
	case name == "length" && len(args) == 1:
		return t.fn("octet_length", t.castTo(args[0], "text"))
	case name == "mod" && len(args) == 2:
		return t.op("%", args[0], t.nonZero(args[1]))
	case name == "date" && len(args) == 1:
		return t.castTo(args[0], "date")
	case name == "datediff" && len(args) == 2:
		return t.op("-", t.castTo(args[0], "date"), t.castTo(args[1], "date"))
	}
	return nil
}

// truth makes a condition of any value: numbers are true unless zero.
func (t *translator) truth(x parse.Expr) parse.Expr {
	switch e := x.(type) {
	case *parse.BoolExpr, *parse.NotExpr, *parse.IsExpr, *parse.InExpr, *parse.LikeExpr, *parse.BetweenExpr,
		*parse.ExistsExpr, *parse.DistinctExpr, *parse.QuantExpr:
		return x
	case *parse.BinaryExpr:
		switch e.Op {
		case "=", "<>", "<", ">", "<=", ">=", "~*", "!~*":
			return x
		}
	}
	return t.castTo(x, "bool")
}

// strict gives NULL when any argument is NULL, as MySQL's GREATEST and LEAST do.
func (t *translator) strict(args []parse.Expr, x parse.Expr) parse.Expr {
	var tests []parse.Expr
	for _, a := range args {
		if _, ok := a.(*parse.Literal); !ok {
			tests = append(tests, &parse.IsExpr{Span: t.span, X: a, Test: parse.IsNull, Not: true})
		}
	}
	switch len(tests) {
	case 0:
		return x
	case 1:
		return &parse.CaseExpr{Span: t.span, Whens: []parse.When{{Span: t.span, Cond: tests[0], Result: x}}}
	}
	cond := &parse.BoolExpr{Span: t.span, Op: parse.And, Args: tests}
	return &parse.CaseExpr{Span: t.span, Whens: []parse.When{{Span: t.span, Cond: cond, Result: x}}}
}

func (t *translator) extract(part string, x parse.Expr) parse.Expr {
	return &parse.FuncCall{Span: t.span, Name: t.name("pg_catalog", "extract"),
		Args: []parse.Expr{t.text(part), x}, Syntax: parse.SyntaxExtract}
}

// unit gives the unit argument of a date function.
func (t *translator) unit(n ast.ExprNode) string {
	u, ok := n.(*ast.TimeUnitExpr)
	if !ok || strings.Contains(u.Unit.String(), "_") {
		t.unsupported("this unit of time")
		return ""
	}
	return strings.ToLower(u.Unit.String())
}

// dateShift turns DATE_ADD(x, INTERVAL n unit) and DATE_SUB.
func (t *translator) dateShift(n *ast.FuncCallExpr) parse.Expr {
	if len(n.Args) != 3 {
		t.unsupported("function %s of this form", n.FnName.O)
		return nil
	}
	x, count, unit := t.expr(n.Args[0]), t.expr(n.Args[1]), t.unit(n.Args[2])
	if unit == "quarter" {
		count, unit = t.op("*", count, t.integer(3)), "month"
	}
	op := "+"
	if strings.Contains(n.FnName.L, "sub") {
		op = "-"
	}
	if lit, ok := x.(*parse.Literal); ok && lit.Kind == parse.LitString {
		x = t.castTo(x, "timestamp")
	}
	return t.op(op, x, t.interval(count, unit))
}

// interval makes n units: a literal when the count is one.
func (t *translator) interval(count parse.Expr, unit string) parse.Expr {
	if lit, ok := count.(*parse.Literal); ok {
		return &parse.CastExpr{Span: t.span, X: t.text(lit.Text + " " + unit), Type: t.typeOf("interval"), Style: parse.CastLiteral}
	}
	one := &parse.CastExpr{Span: t.span, X: t.text("1 " + unit), Type: t.typeOf("interval"), Style: parse.CastLiteral}
	return t.op("*", count, one)
}

func (t *translator) extractCall(n *ast.FuncCallExpr) parse.Expr {
	if len(n.Args) != 2 {
		t.unsupported("EXTRACT of this form")
		return nil
	}
	return t.castTo(t.extract(t.unit(n.Args[0]), t.expr(n.Args[1])), "int8")
}

// oddCall turns the functions whose arguments are not all expressions.
func (t *translator) oddCall(n *ast.FuncCallExpr) parse.Expr {
	switch n.FnName.L {
	case "trim":
		return t.trim(n)
	case "position":
		args := t.exprs(n.Args)
		if len(args) == 2 {
			return t.fn("strpos", args[1], args[0])
		}
	case "convert":
		if len(n.Args) == 2 {
			return t.expr(n.Args[0]) // CONVERT(x USING charset): text is always UTF-8
		}
	case "timestampadd":
		if len(n.Args) == 3 {
			return t.op("+", t.expr(n.Args[2]), t.interval(t.expr(n.Args[1]), t.unit(n.Args[0])))
		}
	}
	t.unsupported("function %s", n.FnName.O)
	return nil
}

// trim turns TRIM([direction] [chars FROM] x).
func (t *translator) trim(n *ast.FuncCallExpr) parse.Expr {
	name := "btrim"
	if len(n.Args) == 3 {
		if d, ok := n.Args[2].(*ast.TrimDirectionExpr); ok {
			switch d.Direction {
			case ast.TrimLeading:
				name = "ltrim"
			case ast.TrimTrailing:
				name = "rtrim"
			}
		}
	}
	args := []parse.Expr{t.expr(n.Args[0])}
	if len(n.Args) > 1 && !isNullValue(n.Args[1]) {
		args = append(args, t.expr(n.Args[1]))
	}
	return t.fn(name, args...)
}

func isNullValue(n ast.ExprNode) bool {
	v, ok := n.(*test_driver.ValueExpr)
	return n == nil || (ok && v.Kind() == test_driver.KindNull)
}

// cast turns CAST and CONVERT(x, type).
func (t *translator) cast(n *ast.FuncCastExpr) parse.Expr {
	typ := t.castType(n.Tp)
	return &parse.CastExpr{Span: t.span, X: t.expr(n.Expr), Type: typ, Style: parse.CastFunc}
}

// castType is the target of a cast: SIGNED and UNSIGNED are 64-bit, CHAR is text.
func (t *translator) castType(tp *types.FieldType) *parse.TypeName {
	switch tp.GetType() {
	case tidb.TypeVarString, tidb.TypeString, tidb.TypeVarchar:
		if tp.GetCharset() == "binary" {
			return t.typeOf("bytea")
		}
		if tp.GetFlen() > 0 {
			return t.typeOf("varchar", tp.GetFlen())
		}
		return t.typeOf("text")
	}
	return t.fieldType(tp)
}

// aggregates that have another name or a twist of their own.
var aggregates = map[string]string{
	"json_arrayagg": "json_agg", "json_objectagg": "json_object_agg", "var_pop": "var_pop", "var_samp": "var_samp",
	"stddev_pop": "stddev_pop", "stddev_samp": "stddev_samp", "std": "stddev_pop", "stddev": "stddev_pop",
	"variance": "var_pop",
}

// aggregate turns an aggregate call.
func (t *translator) aggregate(n *ast.AggregateFuncExpr) parse.Expr {
	name := strings.ToLower(n.F)
	f := &parse.FuncCall{Span: t.span, Distinct: n.Distinct}
	if name == "group_concat" {
		return t.groupConcat(n, f)
	}
	if to, ok := aggregates[name]; ok {
		name = to
	}
	f.Name = t.name(name)
	if name == "count" && !n.Distinct && len(n.Args) == 1 && isOne(n.Args[0]) {
		f.Star = true
		return f
	}
	f.Args = t.exprs(n.Args)
	if n.Distinct && name == "count" && len(f.Args) > 1 {
		f.Args = []parse.Expr{&parse.RowExpr{Span: t.span, Elems: f.Args, Explicit: true}}
	}
	return f
}

// isOne: the grammar gives COUNT(*) as COUNT(1).
func isOne(n ast.ExprNode) bool {
	v, ok := n.(*test_driver.ValueExpr)
	return ok && v.Kind() == test_driver.KindInt64 && v.GetInt64() == 1
}

// groupConcat turns GROUP_CONCAT(x, … ORDER BY … SEPARATOR s) into string_agg. The
// grammar puts the separator last.
func (t *translator) groupConcat(n *ast.AggregateFuncExpr, f *parse.FuncCall) parse.Expr {
	args := t.exprs(n.Args)
	if t.err != nil || len(args) < 2 {
		t.unsupported("GROUP_CONCAT of this form")
		return nil
	}
	sep := args[len(args)-1]
	x := t.castTo(args[0], "text")
	for _, a := range args[1 : len(args)-1] {
		x = t.op("||", x, t.castTo(a, "text"))
	}
	f.Name, f.Args, f.OrderBy = t.name("string_agg"), []parse.Expr{x, sep}, t.orderBy(n.Order)
	return f
}
