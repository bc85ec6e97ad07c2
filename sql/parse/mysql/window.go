package mysql

import (
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"

	"github.com/tarndb/tarn/sql/parse"
)

// window turns a window function.
func (t *translator) window(n *ast.WindowFuncExpr) parse.Expr {
	f := &parse.FuncCall{Span: t.span, Name: t.name(strings.ToLower(n.Name)), Distinct: n.Distinct}
	if f.Name.Last() == "count" && len(n.Args) == 1 && isOne(n.Args[0]) {
		f.Star = true
	} else {
		f.Args = t.exprs(n.Args)
	}
	if n.IgnoreNull {
		f.Nulls = parse.NullsIgnore
	}
	if n.FromLast {
		t.unsupported("FROM LAST")
	}
	if n.Spec.OnlyAlias {
		f.Over = &parse.Window{Span: t.span, Name: n.Spec.Name.L}
	} else {
		f.Over = t.windowSpec(&n.Spec)
	}
	return f
}

func (t *translator) windowSpec(n *ast.WindowSpec) *parse.Window {
	w := &parse.Window{Span: t.span, Spec: true, Base: n.Ref.L}
	if n.PartitionBy != nil {
		for _, it := range n.PartitionBy.Items {
			w.PartitionBy = append(w.PartitionBy, t.expr(it.Expr))
		}
	}
	w.OrderBy = t.orderBy(n.OrderBy)
	if n.Frame != nil {
		w.Frame = t.frame(n.Frame)
	}
	return w
}

func (t *translator) frame(n *ast.FrameClause) *parse.Frame {
	f := &parse.Frame{Span: t.span, Between: true}
	switch n.Type {
	case ast.Rows:
		f.Mode = parse.FrameRows
	case ast.Groups:
		f.Mode = parse.FrameGroups
	}
	f.Lower, f.Upper = t.frameBound(n.Extent.Start), t.frameBound(n.Extent.End)
	return f
}

func (t *translator) frameBound(n ast.FrameBound) parse.FrameBound {
	b := parse.FrameBound{Span: t.span}
	switch {
	case n.Type == ast.CurrentRow:
		b.Kind = parse.CurrentRow
		return b
	case n.UnBounded && n.Type == ast.Preceding:
		b.Kind = parse.UnboundedPreceding
		return b
	case n.UnBounded:
		b.Kind = parse.UnboundedFollowing
		return b
	case n.Type == ast.Preceding:
		b.Kind = parse.OffsetPreceding
	default:
		b.Kind = parse.OffsetFollowing
	}
	b.Offset = t.expr(n.Expr)
	if n.Unit != ast.TimeUnitInvalid {
		b.Offset = t.interval(b.Offset, strings.ToLower(n.Unit.String()))
	}
	return b
}
