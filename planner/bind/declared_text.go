package bind

import (
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
)

// ruleText writes a declared expression as PostgreSQL shows it: every operator in
// parentheses, literals with their types, conversions of operands spelled out.
type ruleText struct {
	x     *exprBinder
	style *types.Style
}

// typeOf is the type an expression has by itself, unknown for an undecided literal.
func (r *ruleText) typeOf(e parse.Expr) types.Type {
	v, err := r.x.bind(e)
	if err != nil {
		return types.T(types.Unknown)
	}
	return v.Type()
}

// text writes e, which its context converts to want (OID 0: to nothing). At the top of an
// expression such a conversion is not shown.
func (r *ruleText) text(e parse.Expr, want types.Type, top bool) string {
	if l, ok := e.(*parse.Literal); ok && (l.Kind == parse.LitString || l.Kind == parse.LitNull) {
		return r.constant(l, want)
	}
	s := r.own(e, want)
	if top || want.OID == 0 || want.OID == types.Unknown {
		return s
	}
	if have := r.typeOf(e); have.OID != want.OID && have.OID != types.Unknown {
		return "(" + s + ")::" + constType(want)
	}
	return s
}

// constType names the type of a constant or conversion without modifier.
func constType(t types.Type) string {
	if t.OID == types.BPChar {
		return "bpchar"
	}
	t.Mod = -1
	return t.SQL()
}

// constant writes a literal as a value of the type it takes.
func (r *ruleText) constant(l *parse.Literal, want types.Type) string {
	if want.OID == 0 || want.OID == types.Unknown || want.OID == types.Any || types.IsPolymorphic(want.OID) {
		want = types.T(types.Text)
	}
	want.Mod = -1
	if l.Kind == parse.LitNull {
		return "NULL::" + constType(want)
	}
	d, err := types.Parse(want, l.Text, r.style)
	if err != nil {
		return parse.QuoteLiteral(l.Text) + "::" + constType(want)
	}
	return r.value(d, want)
}

func (r *ruleText) value(d types.Datum, t types.Type) string {
	s := string(types.AppendText(nil, t, d, r.style))
	if t.OID == types.RegClass {
		return parse.QuoteLiteral(s) + "::regclass"
	}
	switch t.OID {
	case types.Bool:
		if d.Bool() {
			return "true"
		}
		return "false"
	case types.Int4:
		if s[0] != '-' {
			return s
		}
	case types.Numeric:
		if s[0] >= '0' && s[0] <= '9' && strings.ContainsAny(s, "eE.") {
			return s
		}
	}
	return parse.QuoteLiteral(s) + "::" + constType(t)
}

// own writes e as it is.
func (r *ruleText) own(e parse.Expr, want types.Type) string {
	switch e := e.(type) {
	case *parse.Literal:
		if v, err := r.x.bind(e); err == nil {
			if c, ok := v.(*plan.Const); ok {
				return r.value(c.D, c.T)
			}
		}
	case *parse.ColumnRef:
		if len(e.Parts) == 1 && e.Parts[0] == "value" && r.x.hint != nil {
			return "VALUE"
		}
		return parse.QuoteIdent(e.Parts[len(e.Parts)-1])
	case *parse.BinaryExpr:
		return r.binary(e.Op, e.L, e.R)
	case *parse.UnaryExpr:
		return "(" + e.Op + " " + r.text(e.X, types.Type{}, false) + ")"
	case *parse.BoolExpr:
		return "(" + strings.Join(r.list(e.Args, types.T(types.Bool)), [...]string{" AND ", " OR "}[e.Op]) + ")"
	case *parse.NotExpr:
		return "(NOT " + r.text(e.X, types.T(types.Bool), false) + ")"
	case *parse.BetweenExpr:
		return r.between(e)
	case *parse.InExpr:
		return r.in(e)
	case *parse.LikeExpr:
		return r.like(e)
	case *parse.FuncCall:
		return r.call(e)
	case *parse.CastExpr:
		return r.cast(e)
	}
	return r.rare(e, want)
}

func (r *ruleText) list(es []parse.Expr, want types.Type) []string {
	out := make([]string, len(es))
	for i, e := range es {
		out[i] = r.text(e, want, false)
	}
	return out
}

// rare writes the less common forms.
func (r *ruleText) rare(e parse.Expr, want types.Type) string {
	switch e := e.(type) {
	case *parse.IsExpr:
		word := [...]string{"NULL", "TRUE", "FALSE", "UNKNOWN", "DOCUMENT"}[e.Test]
		if e.Not {
			word = "NOT " + word
		}
		return "(" + r.text(e.X, types.Type{}, false) + " IS " + word + ")"
	case *parse.DistinctExpr:
		lt, rt := r.operands("=", e.L, e.R)
		s := "(" + r.text(e.L, lt, false) + " IS DISTINCT FROM " + r.text(e.R, rt, false) + ")"
		if e.Not {
			return "(NOT " + s + ")"
		}
		return s
	case *parse.CaseExpr:
		return r.caseText(e)
	case *parse.CoalesceExpr:
		return "COALESCE(" + strings.Join(r.list(e.Args, r.typeOf(e)), ", ") + ")"
	case *parse.NullIfExpr:
		lt, rt := r.operands("=", e.L, e.R)
		return "NULLIF(" + r.text(e.L, lt, false) + ", " + r.text(e.R, rt, false) + ")"
	case *parse.MinMaxExpr:
		name := "LEAST("
		if e.Greatest {
			name = "GREATEST("
		}
		return name + strings.Join(r.list(e.Args, r.typeOf(e)), ", ") + ")"
	case *parse.ArrayExpr:
		t := want
		if !t.IsArray() {
			t = r.typeOf(e)
		}
		elem, _ := types.ElemOf(t)
		return "ARRAY[" + strings.Join(r.list(e.Elems, elem), ", ") + "]"
	case *parse.RowExpr:
		return "ROW(" + strings.Join(r.list(e.Elems, types.Type{}), ", ") + ")"
	case *parse.CollateExpr:
		return "(" + r.text(e.X, types.Type{}, false) + " COLLATE " + `"` + e.Collation.Last() + `")`
	case *parse.SQLValue:
		return strings.ToUpper(parse.Print(e))
	}
	return parse.Print(e)
}

// operands are the types that an operator wants of its sides.
func (r *ruleText) operands(op string, l, rt parse.Expr) (types.Type, types.Type) {
	a, b := r.typeOf(l), r.typeOf(rt)
	res, err := builtin.ResolveOp(op, &a, &b)
	if err != nil {
		return types.Type{}, types.Type{}
	}
	return res.Left, res.Right
}

func (r *ruleText) binary(op string, l, rt parse.Expr) string {
	a, b := r.operands(op, l, rt)
	return "(" + r.text(l, a, false) + " " + op + " " + r.text(rt, b, false) + ")"
}

func (r *ruleText) between(e *parse.BetweenExpr) string {
	if e.Symmetric {
		return parse.Print(e)
	}
	if e.Not {
		return "(" + r.binary("<", e.X, e.Lo) + " OR " + r.binary(">", e.X, e.Hi) + ")"
	}
	return "(" + r.binary(">=", e.X, e.Lo) + " AND " + r.binary("<=", e.X, e.Hi) + ")"
}

// in writes a list of several values as a comparison with an array.
func (r *ruleText) in(e *parse.InExpr) string {
	op, quant := "=", "ANY"
	if e.Not {
		op, quant = "<>", "ALL"
	}
	if len(e.List) == 1 {
		return r.binary(op, e.X, e.List[0])
	}
	xt := r.typeOf(e.X)
	ts := []types.Type{xt}
	for _, it := range e.List {
		ts = append(ts, r.typeOf(it))
	}
	elem, err := builtin.CommonType(ts, "IN")
	if err != nil {
		return parse.Print(e)
	}
	elem.Mod = -1
	arr := "ARRAY[" + strings.Join(r.list(e.List, elem), ", ") + "]"
	res, err := builtin.ResolveOp(op, &xt, &elem)
	if err != nil {
		return parse.Print(e)
	}
	if res.Right.OID != elem.OID {
		arr = "(" + arr + ")::" + constType(res.Right) + "[]"
	}
	return "(" + r.text(e.X, res.Left, false) + " " + op + " " + quant + " (" + arr + "))"
}

func (r *ruleText) like(e *parse.LikeExpr) string {
	if e.Kind == parse.SimilarTo || e.Escape != nil {
		return parse.Print(e)
	}
	op := [...]string{"~~", "~~*"}[e.Kind]
	if e.Not {
		op = "!" + op
	}
	return r.binary(op, e.X, e.Pattern)
}

// call writes a function call with its arguments as the function takes them.
func (r *ruleText) call(e *parse.FuncCall) string {
	var ts []types.Type
	for _, a := range e.Args {
		ts = append(ts, r.typeOf(a))
	}
	name := funcName(e.Name)
	res, err := builtin.ResolveFunc(name, ts, make([]string, len(ts)), e.Variadic)
	if err != nil || res.Func == nil || res.VariadicFrom >= 0 && res.VariadicArray.OID != 0 {
		return parse.Print(e)
	}
	args := make([]string, len(e.Args))
	for i, a := range e.Args {
		var want types.Type
		if i < len(res.Args) {
			want = res.Args[i]
		}
		args[i] = r.text(a, want, false)
	}
	switch {
	case e.Syntax == parse.SyntaxExtract:
		if l, ok := e.Args[0].(*parse.Literal); ok {
			return "EXTRACT(" + l.Text + " FROM " + args[1] + ")"
		}
	case e.Syntax == parse.SyntaxTimeZone:
		return "(" + args[1] + " AT TIME ZONE " + args[0] + ")"
	}
	parts := e.Name.Parts
	if len(parts) > 1 && parts[0] == "pg_catalog" {
		parts = parts[1:]
	}
	quoted := make([]string, len(parts))
	for i, p := range parts {
		quoted[i] = parse.QuoteIdent(p)
	}
	return strings.Join(quoted, ".") + "(" + strings.Join(args, ", ") + ")"
}

func (r *ruleText) cast(e *parse.CastExpr) string {
	if e.Style == parse.CastTry {
		return parse.Print(e)
	}
	t, err := r.x.b.typeName(e.Type)
	if err != nil {
		return parse.Print(e)
	}
	if l, ok := e.X.(*parse.Literal); ok && (l.Kind == parse.LitString || l.Kind == parse.LitNull) {
		s := r.constant(l, t)
		if t.Mod >= 0 && (t.OID == types.VarChar || t.OID == types.BPChar || t.OID == types.Numeric) {
			return "(" + s + ")::" + t.SQL()
		}
		return s
	}
	s := r.text(e.X, types.Type{}, false)
	if have := r.typeOf(e.X); have.OID == t.OID && have.Mod == t.Mod {
		return s
	}
	return "(" + s + ")::" + t.SQL()
}

func (r *ruleText) caseText(e *parse.CaseExpr) string {
	t := r.typeOf(e)
	var b strings.Builder
	b.WriteString("\nCASE")
	if e.Arg != nil {
		b.WriteString(" " + r.text(e.Arg, types.Type{}, false))
	}
	for _, w := range e.Whens {
		cond := ""
		if e.Arg != nil {
			_, ct := r.operands("=", e.Arg, w.Cond)
			cond = r.text(w.Cond, ct, false)
		} else {
			cond = r.text(w.Cond, types.T(types.Bool), false)
		}
		b.WriteString("\n    WHEN " + cond + " THEN " + r.text(w.Result, t, false))
	}
	if e.Else != nil {
		b.WriteString("\n    ELSE " + r.text(e.Else, t, false))
	} else {
		b.WriteString("\n    ELSE " + r.constant(&parse.Literal{Kind: parse.LitNull}, t))
	}
	return b.String() + "\nEND"
}
