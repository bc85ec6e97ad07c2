package mysql

import (
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
	"github.com/pingcap/tidb/pkg/parser/test_driver"

	"github.com/tarndb/tarn/sql/parse"
)

// explain turns EXPLAIN; EXPLAIN t and DESCRIBE t describe a table.
func (t *translator) explain(n *ast.ExplainStmt) parse.Stmt {
	if s, ok := n.Stmt.(*ast.ShowStmt); ok && s.Tp == ast.ShowColumns {
		d := &parse.Describe{Span: t.span, Name: t.tableName(s.Table)}
		if s.Column != nil {
			d.Column = t.name(s.Column.Name.L)
		}
		return d
	}
	e := &parse.Explain{Span: t.span, Stmt: t.statement(n.Stmt)}
	if n.Analyze {
		e.Options = append(e.Options, &parse.Option{Span: t.span, Name: "analyze"})
	}
	if f := strings.ToLower(n.Format); f == "json" {
		e.Options = append(e.Options, &parse.Option{Span: t.span, Name: "format",
			Value: &parse.ColumnRef{Span: t.span, Parts: []string{f}}})
	}
	return e
}

// showWords are the SHOW forms with an equal, by kind.
var showWords = map[ast.ShowStmtType]string{
	ast.ShowDatabases: "schemas", ast.ShowTables: "tables", ast.ShowColumns: "columns",
	ast.ShowCreateTable: "create table", ast.ShowCreateView: "create view", ast.ShowIndex: "indexes",
	ast.ShowCreateDatabase: "create schema",
}

// show turns SHOW.
func (t *translator) show(n *ast.ShowStmt) parse.Stmt {
	if n.Tp == ast.ShowVariables && n.Pattern != nil && n.Where == nil {
		return t.showVariable(n)
	}
	what, ok := showWords[n.Tp]
	if !ok {
		t.unsupported("this SHOW")
		return nil
	}
	s := &parse.ShowObjects{Span: t.span, What: what, Where: t.expr(n.Where)}
	switch {
	case n.Table != nil:
		s.In = t.tableName(n.Table)
		if n.DBName != "" && len(s.In.Parts) == 1 {
			s.In = t.name(strings.ToLower(n.DBName), n.Table.Name.L)
		}
	case n.DBName != "":
		s.In = t.name(strings.ToLower(n.DBName))
	}
	if n.Pattern != nil {
		s.Like = t.pattern(n)
	}
	return s
}

// pattern gives the text of LIKE 'pattern'.
func (t *translator) pattern(n *ast.ShowStmt) *string {
	v, ok := n.Pattern.Pattern.(*test_driver.ValueExpr)
	if !ok || v.Kind() != test_driver.KindString {
		t.unsupported("this pattern")
		return nil
	}
	s := v.GetString()
	return &s
}

// showVariable turns SHOW VARIABLES LIKE 'name' into SHOW name.
func (t *translator) showVariable(n *ast.ShowStmt) parse.Stmt {
	name := t.pattern(n)
	if name == nil || strings.ContainsAny(*name, "%") {
		t.unsupported("SHOW VARIABLES with a pattern")
		return nil
	}
	return &parse.Show{Span: t.span, Name: strings.ToLower(*name)}
}

// set turns SET name = value.
func (t *translator) set(n *ast.SetStmt) parse.Stmt {
	if len(n.Variables) != 1 {
		t.unsupported("SET of several variables")
		return nil
	}
	v := n.Variables[0]
	if !v.IsSystem && v.Name != ast.SetNames {
		t.unsupported("user variable @%s", v.Name)
		return nil
	}
	if v.IsGlobal {
		t.unsupported("SET GLOBAL")
		return nil
	}
	s := &parse.Set{Span: t.span, Name: strings.ToLower(v.Name)}
	if v.Name == ast.SetNames {
		s.Name = "client_encoding"
	}
	switch x := v.Value.(type) {
	case *ast.DefaultExpr:
		s.Kind = parse.SetDefault
	case *ast.ColumnNameExpr:
		s.Values = []parse.Expr{t.column(x.Name)}
	default:
		s.Values = []parse.Expr{t.expr(v.Value)}
	}
	return s
}

func (t *translator) begin(n *ast.BeginStmt) parse.Stmt {
	tx := &parse.Transaction{Span: t.span, Kind: parse.TxBegin}
	if n.ReadOnly {
		yes := true
		tx.Modes.ReadOnly = &yes
	}
	return tx
}

func (t *translator) rollback(n *ast.RollbackStmt) parse.Stmt {
	if n.SavepointName != "" {
		return &parse.Transaction{Span: t.span, Kind: parse.TxRollbackTo, Name: strings.ToLower(n.SavepointName)}
	}
	return &parse.Transaction{Span: t.span, Kind: parse.TxRollback}
}
