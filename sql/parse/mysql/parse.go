package mysql

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/pingcap/tidb/pkg/parser"
	"github.com/pingcap/tidb/pkg/parser/ast"
	_ "github.com/pingcap/tidb/pkg/parser/test_driver" // the literals of the tree

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

const (
	// TextMax is the longest text taken, in bytes: the grammar's own visitors recurse
	// without a limit.
	TextMax = 1 << 20
	// depthMax is how deep a tree may be.
	depthMax = parse.NestingMax
)

// Parse reads a text of any number of MySQL statements.
func Parse(sql string) ([]parse.Stmt, error) {
	nodes, err := grammar(sql)
	if err != nil {
		return nil, err
	}
	list := make([]parse.Stmt, 0, len(nodes))
	off := 0
	for _, n := range nodes {
		t := translator{span: statementSpan(sql, n.Text(), &off)}
		s := t.statement(n)
		if t.err != nil {
			return nil, t.err
		}
		list = append(list, s)
	}
	return list, nil
}

// Accepts tells whether a text is MySQL that Parse takes. Use it for a hint after the
// PostgreSQL dialect refused the text.
func Accepts(sql string) bool {
	list, err := Parse(sql)
	return err == nil && len(list) > 0
}

// grammar runs TiDB's parser.
func grammar(sql string) (nodes []ast.StmtNode, err error) {
	if len(sql) > TextMax {
		return nil, pgerr.New(pgerr.ProgramLimitExceeded, "statement text in the MySQL dialect is longer than %d bytes", TextMax)
	}
	defer func() {
		if r := recover(); r != nil {
			nodes, err = nil, pgerr.Wrap(fmt.Errorf("MySQL grammar: %v", r), pgerr.SyntaxError, "syntax error")
		}
	}()
	nodes, _, failed := parser.New().ParseSQL(sql)
	if failed != nil {
		return nil, syntaxError(sql, failed)
	}
	return nodes, nil
}

// place finds the position in the grammar's message.
var place = regexp.MustCompile(`(?s)line (\d+) column (\d+) near "(.*)"`)

// syntaxError turns the grammar's message into PostgreSQL's words.
func syntaxError(sql string, err error) *pgerr.Error {
	m := place.FindStringSubmatch(err.Error())
	if m == nil {
		return pgerr.Wrap(err, pgerr.SyntaxError, "syntax error: %s", firstLine(err.Error()))
	}
	line, _ := strconv.Atoi(m[1])
	col, _ := strconv.Atoi(m[2])
	off := 0
	for range line - 1 {
		i := strings.IndexByte(sql[off:], '\n')
		if i < 0 {
			break
		}
		off += i + 1
	}
	off = min(off+max(col-1, 0), len(sql))
	word, _, _ := strings.Cut(strings.TrimSpace(m[3]), " ")
	if word == "" {
		return pgerr.Wrap(err, pgerr.SyntaxError, "syntax error at end of input").At(parse.CharPos(sql, off))
	}
	// The column is that of the word's end, or of its start for punctuation.
	if i := strings.LastIndex(sql[:min(off+1, len(sql))], word); i >= 0 && off-i <= len(word)+1 {
		off = i
	}
	return pgerr.Wrap(err, pgerr.SyntaxError, "syntax error at or near \"%s\"", word).At(parse.CharPos(sql, off))
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// statementSpan finds the range of a statement's text, searching from *off on.
func statementSpan(sql, text string, off *int) parse.Span {
	text = strings.TrimRight(strings.TrimSpace(text), "; \t\n\r")
	i := strings.Index(sql[*off:], text)
	if i < 0 {
		return parse.Span{Pos: 0, End: len(sql)}
	}
	span := parse.Span{Pos: *off + i, End: *off + i + len(text)}
	*off = span.End
	return span
}

// translator turns one statement's tree. After an error it goes on quietly; the first
// error is kept. Every node has the range of the whole statement.
type translator struct {
	span   parse.Span
	depth  int
	params []*param
	err    *pgerr.Error
}

// param is a ? with its place, to be numbered by order in the text.
type param struct {
	node *parse.Param
	off  int
}

func (t *translator) fail(e *pgerr.Error) {
	if t.err == nil {
		t.err = e
	}
}

// unsupported refuses a form by name.
func (t *translator) unsupported(format string, args ...any) {
	t.fail(pgerr.Unsupported(format+" in the MySQL dialect", args...))
}

func (t *translator) enter() bool {
	if t.depth >= depthMax {
		t.fail(pgerr.New(pgerr.StatementTooComplex, "stack depth limit exceeded"))
		return false
	}
	t.depth++
	return true
}

func (t *translator) leave() { t.depth-- }

func (t *translator) ident(name string) parse.Ident { return parse.Ident{Span: t.span, Name: name} }

func (t *translator) name(parts ...string) parse.Name {
	n := parse.Name{Span: t.span}
	for _, p := range parts {
		if p != "" {
			n.Parts = append(n.Parts, p)
		}
	}
	return n
}

func (t *translator) tableName(n *ast.TableName) parse.Name {
	if n == nil {
		return parse.Name{}
	}
	return t.name(n.Schema.L, n.Name.L)
}

// numberParams numbers the parameters by their order in the text.
func (t *translator) numberParams() {
	for _, p := range t.params {
		p.node.Number = 1
		for _, q := range t.params {
			if q.off < p.off {
				p.node.Number++
			}
		}
	}
}

// statement turns any statement.
func (t *translator) statement(n ast.StmtNode) parse.Stmt {
	var s parse.Stmt
	switch n := n.(type) {
	case *ast.SelectStmt, *ast.SetOprStmt:
		s = t.query(n)
	case *ast.InsertStmt:
		s = t.insert(n)
	case *ast.UpdateStmt:
		s = t.update(n)
	case *ast.DeleteStmt:
		s = t.delete(n)
	case *ast.CreateTableStmt:
		s = t.createTable(n)
	case *ast.ExplainStmt:
		s = t.explain(n)
	case *ast.ShowStmt:
		s = t.show(n)
	case *ast.UseStmt:
		s = &parse.Use{Span: t.span, Kind: "schema", Name: t.name(strings.ToLower(n.DBName))}
	case *ast.SetStmt:
		s = t.set(n)
	case *ast.BeginStmt:
		s = t.begin(n)
	case *ast.CommitStmt:
		s = &parse.Transaction{Span: t.span, Kind: parse.TxCommit}
	case *ast.RollbackStmt:
		s = t.rollback(n)
	case *ast.SavepointStmt:
		s = &parse.Transaction{Span: t.span, Kind: parse.TxSavepoint, Name: strings.ToLower(n.Name)}
	case *ast.ReleaseSavepointStmt:
		s = &parse.Transaction{Span: t.span, Kind: parse.TxRelease, Name: strings.ToLower(n.Name)}
	case *ast.TruncateTableStmt:
		name := t.tableName(n.Table)
		s = &parse.Truncate{Span: t.span, Tables: []*parse.TableRef{{Span: t.span, Name: name}}}
	case *ast.DropTableStmt:
		s = t.dropTable(n)
	default:
		t.unsupported("this statement")
	}
	t.numberParams()
	return s
}
