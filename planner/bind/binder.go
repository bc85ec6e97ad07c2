package bind

import (
	"context"
	"github.com/tarndb/tarn/sql/access"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Config is what a statement is bound with.
type Config struct {
	Catalog Catalog
	Session *builtin.Session
	// Params are the types known beforehand (OID 0 or unknown: to be inferred). With
	// Values set, parameters become constants at once.
	Params []types.Type
	Values []types.Datum
	// Uses, when not nil, is told what the statement refers to.
	Uses *Uses
	// Vars are the variables around the statement, nil for none.
	Vars Vars
	// NoInline calls SQL functions that are queries instead of making them part of the plan.
	NoInline bool
}

// OutCol is one result column of a query. RelOID and Attnum are set for a plain column
// of a catalog table.
type OutCol struct {
	Name   string
	Col    plan.Column
	RelOID uint32
	Attnum int16
}

// Bound is a bound query.
type Bound struct {
	Root    plan.Node
	Cols    []OutCol
	Params  []types.Type
	Space   *plan.Space
	Touched []*access.Use // what must be judged before the plan is made
	// Calls tells that functions of the catalog are called while the query runs.
	Calls bool
}

// Binder binds one statement.
type Binder struct {
	ctx     context.Context
	sql     string
	ascii   bool // byte offsets are character offsets
	noPos   bool // inside a view: positions mean nothing to the client
	cat     Catalog
	sess    *builtin.Session
	path    []string
	space   *plan.Space
	params  []types.Type
	values  []types.Datum
	cteIDs  int
	views   []string // views being expanded, against recursion
	vars    Vars     // nil: none
	within  []uint32 // SQL functions being inlined, by OID, against recursion
	inline  bool
	calls   bool
	procs   bool // procedures may be called
	style   *types.Style
	uses    *Uses
	hidden  []*scope      // FROM clauses around subqueries that may not see them, for errors
	before  *DML          // what an INSERT deletes first (REPLACE WHERE)
	touched []*access.Use // relations, in order of appearance
	// colRefs remembers where columns were named, for grouping errors.
	colRefs []colRef
}

type colRef struct {
	col  *plan.Col
	off  int
	item *nsItem
	name string
}

// Bind binds a query statement.
func Bind(ctx context.Context, q *parse.Query, sqlText string, cfg *Config) (*Bound, error) {
	b := newBinder(ctx, sqlText, cfg)
	r, err := b.query(q, nil, nil)
	if err != nil {
		return nil, err
	}
	if err := b.resolveUnknownOutputs(r); err != nil {
		return nil, err
	}
	if err := b.finishParams(); err != nil {
		return nil, err
	}
	return &Bound{Root: r.node, Cols: r.cols, Params: b.params, Space: b.space, Calls: b.calls, Touched: b.touched}, nil
}

// Expr binds a scalar expression that reads no table; its columns are variables.
func Expr(ctx context.Context, e parse.Expr, sqlText string, cfg *Config) (plan.Expr, error) {
	b := newBinder(ctx, sqlText, cfg)
	x := &exprBinder{b: b, sc: newScope(nil, nil), clause: "SELECT"}
	return x.value(e)
}

func newBinder(ctx context.Context, sqlText string, cfg *Config) *Binder {
	b := &Binder{ctx: ctx, sql: sqlText, cat: cfg.Catalog, sess: cfg.Session, space: &plan.Space{},
		params: append([]types.Type(nil), cfg.Params...), values: cfg.Values, ascii: isASCII(sqlText), uses: cfg.Uses}
	if b.sess == nil {
		b.sess = &builtin.Session{}
	}
	b.path = b.sess.SearchPath
	b.inline = !cfg.NoInline
	if cfg.Vars != nil && cfg.Vars.Text() == sqlText {
		b.vars = cfg.Vars
	}
	return b
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// pos turns a byte offset into a 1-based character position.
func (b *Binder) pos(off int) int {
	switch {
	case b.noPos || off < 0:
		return 0
	case b.ascii:
		return off + 1
	}
	return parse.CharPos(b.sql, off)
}

// errAt makes an error at a byte offset.
func (b *Binder) errAt(off int, code pgerr.Code, format string, args ...any) *pgerr.Error {
	return pgerr.New(code, format, args...).At(b.pos(off))
}

// at gives an error that has no position yet the position of a byte offset.
func (b *Binder) at(err error, off int) error {
	if err == nil {
		return nil
	}
	return pgerr.From(err).At(b.pos(off))
}

// unsupported refuses a feature by name.
func (b *Binder) unsupported(off int, format string, args ...any) error {
	return pgerr.Unsupported(format, args...).At(b.pos(off))
}

// result is a bound query or query part: a node and its visible columns, which may be
// fewer than the node delivers.
type result struct {
	node plan.Node
	cols []OutCol
}

// literal is an unknown-type literal that waits for its context. It exists only while
// binding.
type literal struct {
	s   string
	off int
}

// Type is unknown.
func (*literal) Type() types.Type { return types.T(types.Unknown) }

func isUnknown(e plan.Expr) bool { return e.Type().OID == types.Unknown }

// param binds $n.
func (b *Binder) param(p *parse.Param) (plan.Expr, error) {
	if b.vars != nil {
		if v := b.vars.Param(p.Number); v != nil {
			return v, nil
		}
		return nil, b.errAt(p.Pos, pgerr.UndefinedParameter, "there is no parameter $%d", p.Number)
	}
	if p.Number < 1 || p.Number > 65535 {
		return nil, b.errAt(p.Pos, pgerr.UndefinedParameter, "there is no parameter $%d", p.Number)
	}
	for len(b.params) < p.Number {
		if b.values != nil {
			return nil, b.errAt(p.Pos, pgerr.UndefinedParameter, "there is no parameter $%d", p.Number)
		}
		b.params = append(b.params, types.T(types.Unknown))
	}
	t := b.params[p.Number-1]
	if t.OID == 0 {
		t = types.T(types.Unknown)
	}
	if b.values != nil && p.Number <= len(b.values) {
		return b.paramConst(b.values[p.Number-1], t, p.Pos)
	}
	return &plan.Param{N: p.Number, T: t}, nil
}

func (b *Binder) paramConst(d types.Datum, t types.Type, off int) (plan.Expr, error) {
	if t.OID != types.Unknown {
		return &plan.Const{D: d, T: t}, nil
	}
	if d.Null {
		return &plan.Const{D: d, T: t}, nil
	}
	return &literal{s: d.S, off: off}, nil
}

// setParam decides the type of an untyped parameter.
func (b *Binder) setParam(p *plan.Param, t types.Type) (plan.Expr, error) {
	cur := b.params[p.N-1]
	if cur.OID == 0 || cur.OID == types.Unknown {
		t.Mod = -1
		b.params[p.N-1] = t
		cur = t
	}
	if cur.OID != t.OID {
		return nil, pgerr.New(pgerr.AmbiguousColumn, "inconsistent types deduced for parameter $%d", p.N).
			WithDetail("%s versus %s", cur, t)
	}
	return &plan.Param{N: p.N, T: cur}, nil
}

// finishParams gives parameters without any hint PostgreSQL's answer: text when they
// were used as output, an error when they never appeared in a typed place.
func (b *Binder) finishParams() error {
	for i, t := range b.params {
		if t.OID == 0 || t.OID == types.Unknown {
			return pgerr.New(pgerr.IndeterminateDatatype, "could not determine data type of parameter $%d", i+1)
		}
	}
	return nil
}
