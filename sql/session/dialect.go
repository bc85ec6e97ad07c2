package session

import (
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/parse/mysql"
	"github.com/tarndb/tarn/sql/pgerr"
)

// hintMax is the longest text that is read a second time to see which dialect it is in.
const hintMax = 64 << 10

// speaksMySQL tells the session's dialect.
func (s *Session) speaksMySQL() bool { return s.setting("sql_dialect") == "mysql" }

// parse reads a text in the session's dialect: all of it in the one that was set when it
// came. A text that is no statement there but is one in the other dialect gets a hint.
func (s *Session) parse(sql string) ([]parse.Stmt, error) {
	if s.speaksMySQL() {
		stmts, err := mysql.Parse(sql)
		if err != nil && len(sql) <= hintMax {
			if _, other := parse.Parse(sql); other == nil {
				err = dialectHint(err, "This looks like PostgreSQL: SET sql_dialect = 'postgres' makes the session read it.")
			}
		}
		return stmts, err
	}
	stmts, err := parse.Parse(sql)
	if err != nil && len(sql) <= hintMax && mysql.Accepts(sql) {
		err = dialectHint(err, "This looks like MySQL: SET sql_dialect = 'mysql' makes the session read it.")
	}
	return stmts, err
}

// dialectHint adds a hint to a syntax error that has none.
func dialectHint(err error, hint string) error {
	e := pgerr.From(err)
	if e.Code != pgerr.SyntaxError || e.Hint != "" {
		return err
	}
	return e.WithHint("%s", hint)
}

// dropPlace takes the position out of an error about a translated statement, whose nodes
// do not know their places in the text.
func (s *Session) dropPlace(err *error) {
	if *err == nil || !s.speaksMySQL() {
		return
	}
	e := *pgerr.From(*err)
	e.Position = 0
	*err = &e
}
