package plan

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/types"
)

// printer writes expressions as SQL, with columns under the names given.
type printer struct {
	strings.Builder
	name func(ColID) string
}

func (p *printer) list(es []Expr, sep string) {
	for i, e := range es {
		if i > 0 {
			p.WriteString(sep)
		}
		if e != nil {
			p.expr(e)
		}
	}
}

func (p *printer) group(es []Expr, sep string) {
	p.WriteByte('(')
	p.list(es, sep)
	p.WriteByte(')')
}

func (p *printer) expr(e Expr) {
	switch e := e.(type) {
	case *Const:
		p.constant(e)
	case *Col:
		p.WriteString(p.name(e.ID))
	case *Param:
		p.WriteString("$" + strconv.Itoa(e.N))
	case *Call:
		p.call(e)
	case *And:
		p.group(e.Args, " AND ")
	case *Or:
		p.group(e.Args, " OR ")
	case *Not:
		p.WriteString("(NOT ")
		p.expr(e.Arg)
		p.WriteByte(')')
	case *IsNull:
		p.postfix(e.Arg, " IS", e.Neg, " NULL")
	case *BoolTest:
		p.postfix(e.Arg, " IS", e.Neg, " "+strings.ToUpper(strconv.FormatBool(e.Val)))
	case *Distinct:
		p.WriteByte('(')
		p.expr(e.L)
		p.WriteString(neg(" IS", e.Neg) + " DISTINCT FROM ")
		p.expr(e.R)
		p.WriteByte(')')
	case *Case:
		p.caseExpr(e)
	case *Coalesce:
		p.WriteString("COALESCE")
		p.group(e.Args, ", ")
	case *MinMax:
		p.WriteString(map[bool]string{true: "GREATEST", false: "LEAST"}[e.Max])
		p.group(e.Args, ", ")
	default:
		p.rare(e)
	}
}

func neg(word string, n bool) string {
	if n {
		return word + " NOT"
	}
	return word
}

func (p *printer) postfix(arg Expr, is string, n bool, what string) {
	p.WriteByte('(')
	p.expr(arg)
	p.WriteString(neg(is, n) + what + ")")
}

func (p *printer) rare(e Expr) {
	switch e := e.(type) {
	case *In:
		p.in(e)
	case *AnyAll:
		p.WriteByte('(')
		p.expr(e.L)
		op := e.Fn.Name
		if o := OpOf(e.Fn); o != nil {
			op = o.Name
		}
		p.WriteString(" " + op + map[bool]string{true: " ALL (", false: " ANY ("}[e.All])
		p.expr(e.Array)
		p.WriteString("))")
	case *Relabel:
		p.cast(e.Arg, e.T)
	case *Coerce:
		p.cast(e.Arg, e.T)
	case *MakeArray:
		p.WriteString("ARRAY[")
		p.list(e.Elems, ", ")
		p.WriteByte(']')
	case *MakeRow:
		p.WriteString("ROW")
		p.group(e.Fields, ", ")
	case *Field:
		p.WriteByte('(')
		p.expr(e.Arg)
		p.WriteString(")." + e.fieldName())
	case *Subscript:
		p.subscript(e)
	case *Subquery:
		p.WriteString("(SubPlan)")
	default:
		p.WriteString("?")
	}
}

func (e *Field) fieldName() string {
	if t := e.Arg.Type(); t.Ext != nil && e.Idx < len(t.Ext.Fields) {
		return t.Ext.Fields[e.Idx].Name
	}
	return "f" + strconv.Itoa(e.Idx+1)
}

func (p *printer) in(e *In) {
	p.WriteByte('(')
	p.expr(e.Arg)
	p.WriteString(neg("", e.Neg) + " IN (")
	for i, d := range e.Items {
		if i > 0 {
			p.WriteString(", ")
		}
		if i == 20 {
			p.WriteString("… " + strconv.Itoa(len(e.Items)-20) + " more")
			break
		}
		p.constant(&Const{D: d, T: e.Arg.Type()})
	}
	p.WriteString("))")
}

func (p *printer) subscript(e *Subscript) {
	p.expr(e.Arg)
	for i := range e.Upper {
		p.WriteByte('[')
		if e.Slice {
			if e.Lower[i] != nil {
				p.expr(e.Lower[i])
			}
			p.WriteByte(':')
		}
		if e.Upper[i] != nil {
			p.expr(e.Upper[i])
		}
		p.WriteByte(']')
	}
}

func (p *printer) cast(arg Expr, t types.Type) {
	p.WriteByte('(')
	p.expr(arg)
	p.WriteString(")::" + t.SQL())
}

func (p *printer) caseExpr(e *Case) {
	p.WriteString("CASE")
	for _, w := range e.Whens {
		p.WriteString(" WHEN ")
		p.expr(w.Cond)
		p.WriteString(" THEN ")
		p.expr(w.Then)
	}
	if e.Else != nil {
		p.WriteString(" ELSE ")
		p.expr(e.Else)
	}
	p.WriteString(" END")
}

func (p *printer) call(e *Call) {
	if o := OpOf(e.Fn); o != nil {
		if len(e.Args) == 2 && o.Left != 0 {
			p.WriteByte('(')
			p.expr(e.Args[0])
			p.WriteString(" " + o.Name + " ")
			p.expr(e.Args[1])
			p.WriteByte(')')
			return
		}
		if len(e.Args) == 1 && o.Left == 0 {
			p.WriteString("(" + o.Name + " ")
			p.expr(e.Args[0])
			p.WriteByte(')')
			return
		}
	}
	if len(e.Args) > 0 && e.Fn.Name == typname(e.T) { // a cast
		p.cast(e.Args[0], e.T)
		return
	}
	p.WriteString(e.Fn.Name)
	p.group(e.Args, ", ")
}

func typname(t types.Type) string {
	if in := types.ByOID(t.OID); in != nil {
		return in.Name
	}
	return ""
}

// constant writes a literal as PostgreSQL does in EXPLAIN.
func (p *printer) constant(e *Const) {
	if e.D.Null {
		p.WriteString("NULL::" + e.T.String())
		return
	}
	text := string(types.AppendText(nil, e.T, e.D, types.DefaultStyle))
	switch e.T.OID {
	case types.Int4, types.Int2, types.Bool:
		if e.T.OID == types.Bool {
			text = map[bool]string{true: "true", false: "false"}[e.D.Bool()]
		}
		if !strings.HasPrefix(text, "-") {
			p.WriteString(text)
			return
		}
	case types.Int8:
		p.WriteString("'" + text + "'::bigint")
		return
	case types.Numeric:
		if strings.Contains(text, ".") && text[0] != '-' {
			p.WriteString(text)
			return
		}
	}
	p.WriteString("'" + strings.ReplaceAll(text, "'", "''") + "'::" + e.T.String())
}

func (p *printer) sortKeys(keys []SortKey) {
	for i, k := range keys {
		if i > 0 {
			p.WriteString(", ")
		}
		p.expr(k.Expr)
		if k.Desc {
			p.WriteString(" DESC")
		}
		if k.NullsFirst != k.Desc {
			p.WriteString(map[bool]string{true: " NULLS FIRST", false: " NULLS LAST"}[k.NullsFirst])
		}
	}
}

func (p *printer) aggCall(a *AggCall) {
	p.WriteString(a.Fn.Name + "(")
	if a.Distinct {
		p.WriteString("DISTINCT ")
	}
	if len(a.Args) == 0 && a.Fn.Name == "count" {
		p.WriteByte('*')
	}
	p.list(a.Args, ", ")
	if len(a.OrderBy) > 0 {
		p.WriteString(" ORDER BY ")
		p.sortKeys(a.OrderBy)
	}
	p.WriteByte(')')
	if a.Filter != nil {
		p.WriteString(" FILTER (WHERE ")
		p.expr(a.Filter)
		p.WriteByte(')')
	}
}
