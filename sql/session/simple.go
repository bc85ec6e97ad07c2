package session

import (
	"context"
	"strconv"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Query runs a string of statements: the simple protocol. All of them are one implicit
// transaction unless they say otherwise; the first error ends the string.
func (s *Session) Query(ctx context.Context, sql string) (err error) {
	defer s.guard(&err)
	s.busy(sql)
	defer s.idle()
	s.CloseStatement("")
	s.ClosePortal("")
	stmts, err := s.parse(sql)
	if err != nil {
		return s.failedText(sql, err)
	}
	if len(stmts) == 0 {
		s.sink.Complete("")
		return nil
	}
	for i, st := range stmts {
		if err := s.runSimple(ctx, sql, st, i == len(stmts)-1); err != nil {
			return err
		}
	}
	return nil
}

// failedText logs a text that could not be parsed.
func (s *Session) failedText(sql string, err error) error {
	end := s.logStart(sql)
	end(err)
	return err
}

// runSimple runs one statement of a string and tells the client its result. The last one
// is committed before its completion is told.
func (s *Session) runSimple(ctx context.Context, sql string, st parse.Stmt, last bool) (err error) {
	if err := s.allowed(st); err != nil {
		return err
	}
	end := s.logStart(textOf(sql, st))
	defer func() { end(err) }()
	defer s.dropPlace(&err)
	s.startTx()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer s.watch(cancel)()
	res, err := s.dispatch(ctx, &request{sql: sql, stmt: st})
	if err != nil {
		return causeOf(ctx, err)
	}
	tag := res.tag
	if res.cur != nil {
		if tag, err = s.sendAll(res); err != nil {
			return err
		}
	}
	if last {
		if err := s.finishImplicit(ctx); err != nil {
			return err
		}
	}
	s.sink.Complete(tag)
	return nil
}

// sendAll delivers a whole result. The client is told its columns when the first rows are
// there, so that a query that fails at once answers with its error alone.
func (s *Session) sendAll(res *result) (tag string, err error) {
	defer res.cur.close()
	described := false
	describe := func() {
		if !described {
			s.sink.Columns(res.cur.cols, nil, s.derive().style, true)
			described = true
		}
	}
	n, _, err := res.cur.pump(0, func(b *vecBatch, lo, hi int) error {
		describe()
		return s.sink.Rows(b, lo, hi)
	})
	if err != nil {
		return "", err
	}
	describe()
	return res.tagFor(n), nil
}

// tagFor is the completion tag after n rows.
func (r *result) tagFor(n int64) string {
	if r.tag != "" {
		return r.tag
	}
	return r.verb + " " + itoa(n)
}

// textOf is the text of one statement of a string.
func textOf(sql string, st parse.Stmt) string {
	sp := st.Range()
	if sp.Pos < 0 || sp.End > len(sql) || sp.Pos >= sp.End {
		return sql
	}
	return sql[sp.Pos:sp.End]
}

// at gives an error the character position of a place in the statement.
func at(err *pgerr.Error, sql string, sp parse.Span) error {
	return err.At(parse.CharPos(sql, sp.Pos))
}
