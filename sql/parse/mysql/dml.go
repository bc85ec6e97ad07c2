package mysql

import (
	"github.com/pingcap/tidb/pkg/parser/ast"

	"github.com/tarndb/tarn/sql/parse"
)

// insert turns INSERT; INSERT IGNORE skips rows in conflict.
func (t *translator) insert(n *ast.InsertStmt) parse.Stmt {
	if n.IsReplace {
		t.unsupported("REPLACE")
	}
	if n.OnDuplicate != nil {
		t.unsupported("ON DUPLICATE KEY UPDATE")
	}
	ref := t.target(n.Table)
	s := &parse.Insert{Span: t.span}
	if ref != nil {
		s.Table = ref.Name
	}
	for _, c := range n.Columns {
		s.Columns = append(s.Columns, &parse.TargetColumn{Span: t.span, Name: c.Name.L})
	}
	switch {
	case n.Select != nil:
		s.Source = t.query(n.Select)
	case len(n.Lists) == 1 && len(n.Lists[0]) == 0:
	default:
		v := &parse.Values{Span: t.span}
		for _, row := range n.Lists {
			v.Rows = append(v.Rows, t.exprs(row))
		}
		s.Source = &parse.Query{Span: t.span, Body: v}
	}
	if n.IgnoreErr {
		s.OnConflict = &parse.OnConflict{Span: t.span}
	}
	return s
}

// target is the one table that a statement changes.
func (t *translator) target(n *ast.TableRefsClause) *parse.TableRef {
	if n == nil || n.TableRefs == nil {
		t.unsupported("this target")
		return nil
	}
	ref, ok := t.join(n.TableRefs).(*parse.TableRef)
	if !ok {
		t.unsupported("changing several tables")
		return nil
	}
	return ref
}

// update turns an UPDATE of one table.
func (t *translator) update(n *ast.UpdateStmt) parse.Stmt {
	if n.Order != nil || n.Limit != nil || n.IgnoreErr {
		t.unsupported("UPDATE with IGNORE, ORDER BY or LIMIT")
	}
	s := &parse.Update{Span: t.span, With: t.with(n.With), Table: t.target(n.TableRefs), Where: t.expr(n.Where)}
	for _, a := range n.List {
		col := &parse.TargetColumn{Span: t.span, Name: a.Column.Name.L}
		s.Set = append(s.Set, &parse.SetClause{Span: t.span, Columns: []*parse.TargetColumn{col}, Value: t.expr(a.Expr)})
	}
	return s
}

// delete turns a DELETE from one table.
func (t *translator) delete(n *ast.DeleteStmt) parse.Stmt {
	if n.IsMultiTable {
		t.unsupported("DELETE from several tables")
	}
	if n.Order != nil || n.Limit != nil || n.IgnoreErr {
		t.unsupported("DELETE with IGNORE, ORDER BY or LIMIT")
	}
	if t.err != nil {
		return nil
	}
	return &parse.Delete{Span: t.span, With: t.with(n.With), Table: t.target(n.TableRefs), Where: t.expr(n.Where)}
}
