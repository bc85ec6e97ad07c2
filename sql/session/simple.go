package session

import (
	"context"
	"strconv"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
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
	s.multi = len(stmts) > 1
	for i, st := range stmts {
		last := i == len(stmts)-1
		err := s.runSimple(ctx, sql, st, last)
		for try := 1; err != nil && i == 0 && last && s.again(ctx, st, err, try); try++ {
			err = s.runSimple(ctx, sql, st, last)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// maxTries is how often a statement outside a transaction block is run before its client
// is told of a conflict.
const maxTries = 6

// again tells whether a statement that was a transaction of its own and met a conflict is
// to be run once more, from a new state. Its client has seen nothing of it yet.
func (s *Session) again(ctx context.Context, st parse.Stmt, err error, try int) bool {
	if pgerr.CodeOf(err) != pgerr.SerializationFailure || try >= maxTries || ctx.Err() != nil || s.sentRows || s.tx != nil && s.tx.explicit {
		return false
	}
	switch st.(type) {
	case *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge, *parse.Truncate, *parse.Query:
	default:
		return false
	}
	s.abort()
	return true
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
	s.sentRows = false
	defer s.dropPlace(&err)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer s.watch(cancel)()
	if err := s.startStatement(ctx, st); err != nil {
		return err
	}
	res, err := s.dispatch(ctx, &request{sql: sql, stmt: st})
	if err != nil {
		return causeOf(ctx, err)
	}
	tag := res.tag
	if res.cur != nil {
		if last && res.stored {
			// The rows are there already: they are told when they are sure.
			if err := s.finishImplicit(ctx); err != nil {
				return err
			}
		}
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
			s.sink.Columns(res.cur.cols, nil, s.resultStyle(res.cur.cols), true)
			described = true
		}
	}
	n, _, err := res.cur.pump(0, func(b *vecBatch, lo, hi int) error {
		describe()
		s.sentRows = true
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

// resultStyle is how values of a result are written: names of objects are looked up when
// a column holds some.
func (s *Session) resultStyle(cols []Column) *types.Style {
	for _, c := range cols {
		t := c.Type
		if e, ok := types.ElemOf(t); ok {
			t = e
		}
		switch t.OID {
		case types.RegClass, types.RegProc, types.RegProcedure, types.RegNamespace, types.RegRole, types.RegType:
			return s.builtinSession(s.newView(context.Background())).Style()
		}
	}
	return s.derive().style
}
