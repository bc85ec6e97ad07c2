package expr

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Prog is a compiled expression.
type Prog struct {
	Info
	root node
	col  int
}

// compiler turns bound expressions into nodes over one schema.
type compiler struct {
	in      *Schema
	session *builtin.Session
	inDict  bool // already under a dictNode

	// For CompileShared: how often each call occurs, and the nodes made so far.
	uses   map[string]int
	memo   map[string]*memoNode
	shared *Shared
	noMemo int // > 0: under a node that evaluates its operands for part of the rows
}

// compiled is a node with what is known of its values.
type compiled struct {
	node
	Info
}

// Compile makes a program for e over batches of schema in.
func Compile(e plan.Expr, in *Schema, s *builtin.Session) (*Prog, error) {
	c := &compiler{in: in, session: s}
	r, err := c.compile(e)
	if err != nil {
		return nil, err
	}
	return r.prog(), nil
}

// prog makes a program of a compiled expression.
func (r compiled) prog() *Prog {
	p := &Prog{Info: r.Info, root: r.node, col: -1}
	if cn, ok := r.node.(*colNode); ok {
		p.col = cn.pos
	}
	return p
}

// Eval computes the expression for the rows of sel (nil: all).
func (p *Prog) Eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) { return p.root.eval(b, sel) }

// Filter selects the rows of sel (nil: all) where a boolean expression is true, written
// to out (capacity ≥ b.N), which may be sel's memory.
func (p *Prog) Filter(b *vec.Batch, sel, out []uint16) ([]uint16, error) {
	return filterBy(p.root, b, sel, out)
}

// Column gives the input position when the program just reads a column, else -1.
func (p *Prog) Column() int { return p.col }

// Encoded makes the program deliver numerics in the general encoding.
func (p *Prog) Encoded() {
	if p.Fixed {
		p.root, p.col = encodeNode(p.root, p.Type), -1
		p.Info = p.Info.Encoded()
	}
}

// AtScale makes the program deliver a fixed numeric at a larger scale; false when that
// could overflow (the program is unchanged).
func (p *Prog) AtScale(scale int) bool {
	r, ok := atScale(compiled{p.root, p.Info}, scale)
	if ok {
		if r.node != p.root {
			p.col = -1
		}
		p.root, p.Info = r.node, r.Info
	}
	return ok
}

// compile compiles e, wrapping the largest subtrees over a single column for
// evaluation on dictionaries.
func (c *compiler) compile(e plan.Expr) (compiled, error) {
	if c.inDict {
		return c.compileNode(e)
	}
	if call, ok := e.(*plan.Call); ok && c.uses != nil && c.noMemo == 0 && call.Fn.Volatility != builtin.Volatile {
		if key := Key(e); c.uses[key] > 1 {
			return c.compileMemo(e, key)
		}
	}
	return c.compileOnce(e)
}

// compileMemo compiles an expression that occurs several times.
func (c *compiler) compileMemo(e plan.Expr, key string) (compiled, error) {
	if m := c.memo[key]; m != nil {
		return compiled{m, m.info}, nil
	}
	r, err := c.compileOnce(e)
	if err != nil {
		return r, err
	}
	m := &memoNode{inner: r.node, s: c.shared, info: r.Info}
	c.memo[key] = m
	return compiled{m, r.Info}, nil
}

func (c *compiler) compileOnce(e plan.Expr) (compiled, error) {
	switch e.(type) {
	case *plan.Col, *plan.Const:
		return c.compileNode(e)
	}
	id, ok := SingleColumn(e)
	if !ok {
		return c.compileNode(e)
	}
	c.inDict = true
	r, err := c.compileNode(e)
	c.inDict = false
	if err != nil {
		return r, err
	}
	if _, isConst := r.node.(*constNode); !isConst {
		r.node = &dictNode{inner: r.node, pos: c.in.Pos(id), t: e.Type()}
	}
	return r, nil
}

// SingleColumn tells whether e is deterministic and reads exactly one column.
func SingleColumn(e plan.Expr) (plan.ColID, bool) {
	var id plan.ColID
	ok := true
	Walk(e, func(x plan.Expr) {
		switch x := x.(type) {
		case *plan.Col:
			if id != 0 && id != x.ID {
				ok = false
			}
			id = x.ID
		case *plan.Call:
			if x.Fn.Volatility == builtin.Volatile {
				ok = false
			}
		}
	})
	return id, ok && id != 0
}

// Walk visits e and its subexpressions.
func Walk(e plan.Expr, f func(plan.Expr)) {
	f(e)
	plan.EachArg(e, func(a plan.Expr) { Walk(a, f) })
}

func (c *compiler) compileAll(es []plan.Expr) ([]compiled, error) {
	out := make([]compiled, len(es))
	for i, e := range es {
		r, err := c.compile(e)
		if err != nil {
			return nil, err
		}
		out[i] = r
	}
	return out, nil
}

func (c *compiler) compileNode(e plan.Expr) (compiled, error) {
	switch e := e.(type) {
	case *plan.Const:
		return compileConst(e), nil
	case *plan.Col:
		pos := c.in.Pos(e.ID)
		if pos < 0 {
			return compiled{}, pgerr.New(pgerr.InternalError, "plan names column %d which its input does not deliver", e.ID)
		}
		return compiled{&colNode{pos}, c.in.Cols[pos].Info}, nil
	case *plan.Call:
		return c.compileCall(e)
	case *plan.And, *plan.Or, *plan.Case, *plan.Coalesce:
		c.noMemo++
		defer func() { c.noMemo-- }()
		return c.compilePartial(e)
	case *plan.Not:
		a, err := c.compile(e.Arg)
		return compiled{notNode(a.node), boolInfo(a.NotNull)}, err
	case *plan.IsNull:
		a, err := c.compile(e.Arg)
		return compiled{&isNullNode{arg: a.node, neg: e.Neg}, boolInfo(true)}, err
	case *plan.BoolTest:
		a, err := c.compile(e.Arg)
		return compiled{&boolTestNode{arg: a.node, val: e.Val, neg: e.Neg}, boolInfo(true)}, err
	case *plan.Distinct:
		return c.compileDistinct(e)
	case *plan.MinMax:
		return c.compileMinMax(e)
	case *plan.In:
		return c.compileIn(e)
	case *plan.Relabel:
		a, err := c.compile(e.Arg)
		if err != nil {
			return a, err
		}
		in := a.Info
		in.Type = e.T
		if e.T.OID != types.Numeric {
			in.Fixed = false
		}
		return compiled{&retypeNode{arg: a.node, t: e.T}, in}, nil
	}
	return c.compileRowwise(e)
}

// compilePartial compiles nodes that evaluate operands only for rows that need them.
func (c *compiler) compilePartial(e plan.Expr) (compiled, error) {
	switch e := e.(type) {
	case *plan.And:
		return c.compileLogic(e.Args, true)
	case *plan.Or:
		return c.compileLogic(e.Args, false)
	case *plan.Case:
		return c.compileCase(e)
	}
	return c.compileCoalesce(e.(*plan.Coalesce))
}

func boolInfo(notNull bool) Info {
	in := InfoOf(types.T(types.Bool), notNull)
	return in
}

func compileConst(e *plan.Const) compiled {
	in := InfoOf(e.T, !e.D.Null)
	v := vec.NewConst(e.T, e.D)
	if e.D.Null {
		in.null = true
		if in.Type.OID == types.Numeric {
			in.Fixed, in.Bounded = false, false
		}
		return compiled{&constNode{v}, in}
	}
	switch e.T.Phys() {
	case types.PI32, types.PI64, types.PBool:
		in.Bounded, in.Lo, in.Hi = true, e.D.I, e.D.I
	}
	if e.T.OID == types.Numeric {
		in.Fixed, in.Bounded = false, false
		if x, s, ok := ScaledOf(e.D.S); ok {
			v = &vec.Vec{Type: e.T, Phys: types.PI64, Scale: int16(s), Form: vec.Const, I64: []int64{x}}
			in.Fixed, in.Scale, in.Bounded, in.Lo, in.Hi = true, s, true, x, x
		}
	}
	return compiled{&constNode{v}, in}
}

// atScale makes a fixed numeric have a larger scale.
func atScale(a compiled, scale int) (compiled, bool) {
	if !a.Fixed {
		return a, false
	}
	if a.Scale == scale {
		return a, true
	}
	in, ok := a.Info.rescaled(scale)
	if !ok {
		return a, false
	}
	if cn, isConst := a.node.(*constNode); isConst {
		v := *cn.v
		v.I64 = []int64{in.Lo}
		v.Scale = int16(scale)
		return compiled{&constNode{&v}, in}, true
	}
	return compiled{scaleUp(a, scale), in}, true
}

// encoded makes a numeric have the general encoding.
func encoded(a compiled) compiled {
	if !a.Fixed {
		return a
	}
	if cn, ok := a.node.(*constNode); ok {
		return compiled{&constNode{vec.NewConst(a.Type, cn.v.Datum(0))}, a.Info.Encoded()}
	}
	return compiled{encodeNode(a.node, a.Type), a.Info.Encoded()}
}

// unify gives values of one type that meet in one column a common representation.
func unify(as []compiled) Info {
	out := Info{Type: as[0].Type, NotNull: true, Bounded: true, Fixed: true, Scale: -1}
	first := true
	for _, a := range as {
		out.NotNull = out.NotNull && a.NotNull
		if a.null {
			continue
		}
		if first {
			out.Lo, out.Hi, out.Scale, first = a.Lo, a.Hi, a.Scale, false
		}
		out.Lo, out.Hi = min(out.Lo, a.Lo), max(out.Hi, a.Hi)
		out.Bounded = out.Bounded && a.Bounded
		out.Fixed = out.Fixed && a.Fixed && a.Scale == out.Scale
	}
	if first {
		out.Bounded, out.Fixed, out.null = false, false, true
	}
	if !out.Fixed {
		out.Scale = 0
		if out.Type.OID == types.Numeric {
			out.Bounded = false
			for i := range as {
				as[i] = encoded(as[i])
			}
		}
		return out
	}
	for i := range as { // NULL constants follow
		if as[i].null {
			as[i].node = &constNode{nullVec(out.Type, types.PI64, out.Scale)}
		}
	}
	return out
}

func nullVec(t types.Type, p types.Phys, scale int) *vec.Vec {
	v := &vec.Vec{}
	v.Reset(t, p, 1)
	v.Scale = int16(scale)
	v.AllNull(1)
	v.Form = vec.Const
	return v
}
