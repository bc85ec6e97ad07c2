package proc

import (
	"fmt"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// note gives an error that leaves a statement this function's line of context, once; the
// position in the body means nothing to the client.
func (f *frame) note(err error, s parse.PLStmt) error {
	if f.noted != nil && err == f.noted {
		return err
	}
	return f.context(err, f.line(s))
}

func (f *frame) noteDecl(err error, d *parse.PLDecl) error {
	if f.noted != nil && err == f.noted {
		return err
	}
	return f.context(err, fmt.Sprintf("%s line %d during statement block local variable initialization", f.who(), f.p.Line(d.Pos)))
}

// context adds a line to an error and remembers it.
func (f *frame) context(err error, line string) error {
	if f.noted != nil && err == f.noted {
		return err
	}
	if line == "" {
		line = f.who()
	}
	e := inContext(err, line)
	f.noted = e
	return e
}

// inContext copies an error with one more line of context and without its position.
func inContext(err error, line string) error {
	e := *pgerr.From(err)
	e.Position = 0
	if e.Where != "" {
		e.Where += "\n"
	}
	e.Where += line
	return &e
}

func (f *frame) inStatement(err error, st *Statement) error {
	text := st.Text
	if st.Vars != nil {
		text = f.textOf(st.Stmt.Range())
	}
	return inContext(err, "SQL statement \""+text+"\"")
}

// noteNotice gives a notice its context.
func (f *frame) noteNotice(e *pgerr.Error) { e.Where = f.stack() }

// where is the line of the statement that runs.
func (f *frame) where() string {
	if f.at == nil {
		return f.who()
	}
	return f.line(f.at)
}

// stack is where this call and those around it are, innermost first.
func (f *frame) stack() string {
	list := *f.host.Frames()
	out := ""
	for i := len(list) - 1; i >= 0; i-- {
		if out != "" {
			out += "\n"
		}
		out += list[i]()
	}
	return out
}

func (f *frame) who() string {
	if f.p.Sig.Do {
		return "PL/pgSQL function inline_code_block"
	}
	return "PL/pgSQL function " + f.p.Sig.Name
}

// line is what PostgreSQL says of a place in a function.
func (f *frame) line(s parse.PLStmt) string {
	pos := s.Range().Pos
	if b, ok := s.(*parse.PLBlock); ok && len(b.Decls) > 0 {
		pos = b.Begin
	}
	return fmt.Sprintf("%s line %d at %s", f.who(), f.p.Line(pos), stmtName(s))
}

func stmtName(s parse.PLStmt) string {
	switch s := s.(type) {
	case *parse.PLBlock:
		return "statement block"
	case *parse.PLAssign:
		return "assignment"
	case *parse.PLIf:
		return "IF"
	case *parse.PLCase:
		return "CASE"
	case *parse.PLLoop:
		return [...]string{"LOOP", "WHILE", "REPEAT"}[s.Kind]
	case *parse.PLForRange:
		return "FOR with integer loop variable"
	case *parse.PLForQuery:
		switch {
		case s.Cursor != "":
			return "FOR over cursor"
		case s.Execute != nil:
			return "FOR over EXECUTE statement"
		}
		return "FOR over SELECT rows"
	case *parse.PLForeach:
		return "FOREACH over array"
	case *parse.PLExit:
		if s.Continue {
			return "CONTINUE"
		}
		return "EXIT"
	case *parse.PLReturn:
		switch {
		case s.Next:
			return "RETURN NEXT"
		case s.IsQuery:
			return "RETURN QUERY"
		}
		return "RETURN"
	}
	return plainName(s)
}

func plainName(s parse.PLStmt) string {
	switch s := s.(type) {
	case *parse.PLRaise:
		return "RAISE"
	case *parse.PLAssert:
		return "ASSERT"
	case *parse.PLPerform:
		return "PERFORM"
	case *parse.PLExecute:
		return "EXECUTE"
	case *parse.PLGetDiag:
		if s.Stacked {
			return "GET STACKED DIAGNOSTICS"
		}
		return "GET DIAGNOSTICS"
	case *parse.PLOpen:
		return "OPEN"
	case *parse.PLFetch:
		if s.Fetch.Move {
			return "MOVE"
		}
		return "FETCH"
	case *parse.PLClose:
		return "CLOSE"
	case *parse.PLTx:
		if s.Commit {
			return "COMMIT"
		}
		return "ROLLBACK"
	case *parse.PLNull:
		return "NULL"
	case *parse.PLSQL:
		switch s.Stmt.(type) {
		case *parse.Call:
			return "CALL"
		case *parse.Do:
			return "DO"
		}
	}
	return "SQL statement"
}
