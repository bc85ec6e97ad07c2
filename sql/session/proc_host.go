package session

import (
	"context"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/proc"
	"github.com/tarndb/tarn/sql/types"
)

// procHost is the session as procedural code sees it: one for each call.
type procHost struct {
	s      *Session
	atomic bool
	top    bool             // each statement sees the newest state
	sess   *builtin.Session // what functions see until the next statement
	view   *view
}

func (s *Session) newHost(_ context.Context, atomic bool) *procHost {
	return &procHost{s: s, atomic: atomic}
}

// procMem is where variables and results of procedural code are reserved; it is given
// back when the outermost call ends.
func (s *Session) procMem() *mem.Account {
	if s.procAccount == nil {
		s.procAccount = s.in.cfg.Memory.Child("procedures", s.queryBytes())
	}
	return s.procAccount
}

// Session is what functions see.
func (h *procHost) Session(ctx context.Context) *builtin.Session {
	if h.sess == nil {
		h.view = h.s.newView(ctx)
		h.sess = h.s.builtinSession(h.view)
		h.sess.Interrupted = func() error {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			return nil
		}
	}
	return h.sess
}

// stale makes the next expression see what a statement has changed.
func (h *procHost) stale() { h.sess, h.view = nil, nil }

// Epoch changes with the catalog.
func (h *procHost) Epoch() any {
	return [2]any{h.s.catTx().View(), h.s.state.temp}
}

// within runs f with the variables of a statement.
func (h *procHost) within(st *proc.Statement, f func() error) error {
	saved := h.s.proc.vars
	h.s.proc.vars = st.Vars
	h.s.proc.depth++
	defer func() {
		h.s.proc.vars = saved
		h.s.proc.depth--
		h.stale()
	}()
	return f()
}

// Run runs a statement to its end.
func (h *procHost) Run(ctx context.Context, st *proc.Statement, max int) (out *proc.Result, err error) {
	err = h.within(st, func() error {
		out, err = h.run(ctx, st, max)
		return err
	})
	return out, err
}

func (h *procHost) run(ctx context.Context, st *proc.Statement, max int) (*proc.Result, error) {
	r := &request{sql: st.Text, stmt: st.Stmt, params: st.Params, values: st.Values}
	if c, ok := st.Stmt.(*parse.Copy); ok && c.Stdio {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "cannot COPY to/from client in PL/pgSQL")
	}
	var res *result
	var err error
	if h.top {
		if err := h.s.startStatement(ctx, st.Stmt); err != nil {
			return nil, err
		}
	}
	if c, ok := st.Stmt.(*parse.Call); ok {
		res, err = h.s.call(ctx, r, c, h.atomic)
	} else {
		res, err = h.s.dispatch(ctx, r)
	}
	if err != nil {
		return nil, causeOf(ctx, err)
	}
	out := &proc.Result{Tag: res.tag, OutArgs: res.outArgs}
	if res.cur == nil {
		out.Count = tagCount(res.tag)
		return out, nil
	}
	defer res.cur.close()
	out.Cols = procColumns(res.cur.cols)
	limit := int64(0)
	if max > 0 {
		limit = int64(max)
	}
	_, _, err = res.cur.pump(limit, func(b *vec.Batch, lo, hi int) error {
		out.Count += int64(hi - lo)
		if max == 0 {
			return nil
		}
		return h.keep(out, b, lo, hi)
	})
	if err == nil && res.tag != "" && max == 0 {
		out.Count = tagCount(res.tag)
	}
	return out, err
}

// keep copies rows of a batch into a result.
func (h *procHost) keep(out *proc.Result, b *vec.Batch, lo, hi int) error {
	n := int64(0)
	for i := lo; i < hi; i++ {
		row := rowOf(b, i)
		n += int64(48 * len(row))
		for _, d := range row {
			n += int64(len(d.S))
		}
		out.Rows = append(out.Rows, row)
	}
	if len(out.Rows) <= 2 {
		return nil
	}
	out.Bytes += n
	return h.s.procMem().Grow(n)
}

// rowOf copies a live row.
func rowOf(b *vec.Batch, live int) []types.Datum {
	if b.Sel != nil {
		live = int(b.Sel[live])
	}
	row := make([]types.Datum, len(b.Cols))
	for i, v := range b.Cols {
		row[i] = cloneDatum(v.Datum(live))
	}
	return row
}

func procColumns(cols []Column) []proc.Column {
	out := make([]proc.Column, len(cols))
	for i, c := range cols {
		out[i] = proc.Column{Name: c.Name, Type: c.Type}
	}
	return out
}

// tagCount is the number at the end of a completion tag.
func tagCount(tag string) int64 {
	f := strings.Fields(tag)
	if len(f) < 2 {
		return 0
	}
	n, _ := strconv.ParseInt(f[len(f)-1], 10, 64)
	return n
}

// rowCursor reads a running query row by row.
type rowCursor struct {
	h    *procHost
	cur  *cursor
	cols []proc.Column
	rows [][]types.Datum
	at   int
}

// Open starts a query.
func (h *procHost) Open(ctx context.Context, st *proc.Statement) (out proc.Cursor, err error) {
	err = h.within(st, func() error {
		res, err := h.s.dispatch(ctx, &request{sql: st.Text, stmt: st.Stmt, params: st.Params, values: st.Values})
		if err != nil {
			return causeOf(ctx, err)
		}
		if res.cur == nil {
			return pgerr.New(pgerr.SyntaxError, "query does not return rows")
		}
		out = &rowCursor{h: h, cur: res.cur, cols: procColumns(res.cur.cols)}
		return nil
	})
	return out, err
}

// Cols are the columns.
func (c *rowCursor) Cols() []proc.Column { return c.cols }

// Next gives the next row, nil at the end.
func (c *rowCursor) Next() ([]types.Datum, error) {
	if c.at >= len(c.rows) {
		c.rows, c.at = c.rows[:0], 0
		if c.cur.eof {
			return nil, nil
		}
		c.h.s.proc.depth++
		_, _, err := c.cur.pump(vec.Size, func(b *vec.Batch, lo, hi int) error {
			for i := lo; i < hi; i++ {
				c.rows = append(c.rows, rowOf(b, i))
			}
			return nil
		})
		c.h.s.proc.depth--
		if err != nil || len(c.rows) == 0 {
			return nil, err
		}
	}
	c.at++
	return c.rows[c.at-1], nil
}

// Close ends the query.
func (c *rowCursor) Close() { c.cur.close() }

// Bind binds an expression.
func (h *procHost) Bind(ctx context.Context, x parse.Expr, text string, vars bind.Vars) (plan.Expr, error) {
	sess := h.Session(ctx)
	return planner.Expr(ctx, x, text, &planner.Env{Session: sess, Catalog: h.view, Vars: vars})
}

// Type resolves a type.
func (h *procHost) Type(ctx context.Context, tn *parse.TypeName, text string) (types.Type, error) {
	return h.s.declaredType(ctx, text, tn)
}

// RowType is the row type of a relation.
func (h *procHost) RowType(ctx context.Context, parts []string) (types.Type, error) {
	return h.s.rowType(ctx, parts)
}

// Mark begins a subtransaction.
func (h *procHost) Mark() int { return h.s.pushSave("") }

// RollbackTo undoes one.
func (h *procHost) RollbackTo(mark int) {
	h.s.backTo(mark)
	h.stale()
}

// Release ends one.
func (h *procHost) Release(mark int) { h.s.tx.saves = h.s.tx.saves[:mark] }

// End commits or rolls back and begins the next transaction.
func (h *procHost) End(ctx context.Context, commit, chain bool) error {
	s := h.s
	defer h.stale()
	old := s.startTx()
	if commit {
		if err := s.commit(ctx); err != nil {
			return err
		}
	} else {
		s.abort()
	}
	n := s.startTx()
	if chain {
		n.iso, n.readOnly, n.deferrable = old.iso, old.readOnly, old.deferrable
	}
	return nil
}

// OpenCursor opens a cursor of the session.
func (h *procHost) OpenCursor(_ context.Context, name string, scroll bool, st *proc.Statement) (string, error) {
	s := h.s
	if name == "" {
		for name == "" || s.cursors[name] != nil {
			s.proc.cursors++
			name = "<unnamed portal " + itoa(int64(s.proc.cursors)) + ">"
		}
	}
	if s.cursors[name] != nil || s.portals[name] != nil {
		return "", pgerr.New(pgerr.DuplicateCursor, "cursor \"%s\" already in use", name)
	}
	q, ok := st.Stmt.(*parse.Query)
	if !ok {
		return "", pgerr.New(pgerr.InvalidCursorDefinition, "cannot open %s query as cursor", firstWord(textOf(st.Text, st.Stmt)))
	}
	return name, h.within(st, func() error {
		r := &request{sql: st.Text, stmt: q, params: st.Params, values: st.Values}
		return s.openCursor(r, q, &declared{name: name, sql: textOf(st.Text, q), scroll: scroll})
	})
}

func firstWord(text string) string {
	f := strings.Fields(text)
	if len(f) == 0 {
		return ""
	}
	return strings.ToUpper(f[0])
}

// Fetch reads from a cursor.
func (h *procHost) Fetch(ctx context.Context, st *parse.Fetch) (*proc.Result, error) {
	h.s.proc.depth++
	defer func() { h.s.proc.depth-- }()
	res, err := h.s.fetch(ctx, st)
	if err != nil {
		return nil, err
	}
	out := &proc.Result{Tag: res.tag, Count: tagCount(res.tag)}
	if res.cur == nil {
		return out, nil
	}
	out.Cols = procColumns(res.cur.cols)
	_, _, err = res.cur.pump(0, func(b *vec.Batch, lo, hi int) error {
		out.Count += int64(hi - lo)
		return h.keep(out, b, lo, hi)
	})
	return out, err
}

// CloseCursor closes one.
func (h *procHost) CloseCursor(name string) error {
	_, err := h.s.closeCursor(&parse.CloseCursor{Name: name})
	return err
}

// Notice sends a message that client_min_messages lets through.
func (h *procHost) Notice(level string, n *pgerr.Error) {
	if level != "info" && noticeRank(level) < noticeLevels[h.s.setting("client_min_messages")] {
		return
	}
	if strings.HasPrefix(level, "debug") {
		n.Severity = "DEBUG"
	}
	h.s.sentRows = true // a statement whose messages were sent is not tried again
	h.s.sink.Notice(n)
}

func noticeRank(level string) int {
	if level == "debug" {
		return 0
	}
	return noticeLevels[level]
}

// Frames are the calls that run.
func (h *procHost) Frames() *[]func() string { return &h.s.proc.frames }

// Grow reserves memory for variables.
func (h *procHost) Grow(n int64) error {
	if n < 0 {
		h.s.procMem().Shrink(-n)
		return nil
	}
	return h.s.procMem().Grow(n)
}

var _ proc.Host = (*procHost)(nil)
