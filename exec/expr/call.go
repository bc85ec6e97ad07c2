package expr

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// special makes a vectorized form of a call, or answers false to leave it row-wise.
type special func(c *compiler, e *plan.Call, args []compiled) (compiled, bool)

// specials is keyed by Func.Kernel.
var specials = map[string]special{}

func (c *compiler) compileCall(e *plan.Call) (compiled, error) {
	args, err := c.compileAll(e.Args)
	if err != nil {
		return compiled{}, err
	}
	if f := specials[e.Fn.Kernel]; f != nil {
		if r, ok := f(c, e, args); ok {
			r.Type = e.T
			return r, nil
		}
	}
	if e.Fn.Eval == nil {
		return compiled{}, pgerr.Unsupported("function %s", e.Fn.Name)
	}
	n := newRowNode(args, e.T)
	n.strict, n.session = !e.Fn.NotStrict, c.session
	ctx := &builtin.Ctx{ArgTypes: typesOf(e.Args), Ret: e.T, Session: c.session}
	eval := e.Fn.Eval
	n.call = func(ds []types.Datum) (types.Datum, error) { return eval(ctx, ds) }
	return compiled{n, resultInfo(e.T, n.strict, args)}, nil
}

func resultInfo(t types.Type, strict bool, args []compiled) Info {
	in := InfoOf(t, false)
	if t.OID == types.Numeric { // row-wise results are in the general encoding
		in = in.Encoded()
	}
	return in
}

func typesOf(es []plan.Expr) []types.Type {
	ts := make([]types.Type, len(es))
	for i, e := range es {
		ts[i] = e.Type()
	}
	return ts
}

// rowNode evaluates a function row by row over datums.
type rowNode struct {
	args   []node
	t      types.Type
	strict bool
	call   func([]types.Datum) (types.Datum, error)

	session *builtin.Session // nil: never interrupted
	work    int              // since the last look whether the statement goes on

	vs  []*vec.Vec
	ds  []types.Datum
	out vec.Vec
}

func newRowNode(args []compiled, t types.Type) *rowNode {
	n := &rowNode{t: t, vs: make([]*vec.Vec, len(args)), ds: make([]types.Datum, len(args))}
	for _, a := range args {
		n.args = append(n.args, a.node)
	}
	return n
}

func (n *rowNode) isStrict() bool { return n.strict }

func (n *rowNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	allConst := true
	for i, a := range n.args {
		v, err := a.eval(b, sel)
		if err != nil {
			return nil, err
		}
		n.vs[i] = v
		allConst = allConst && v.Form == vec.Const
	}
	n.out.Reset(n.t, n.t.Phys(), b.N)
	var bits []uint64
	one := func(i int) error {
		d, err := n.row(i)
		if err != nil {
			return err
		}
		if err := n.pause(d); err != nil {
			return err
		}
		if d.Null {
			if bits == nil {
				bits = n.out.AllValid(b.N)
			}
			vec.ClearValid(bits, i)
			return nil
		}
		if len(d.S) > vec.MaxString {
			return pgerr.New(pgerr.ProgramLimitExceeded, "value of %d bytes is too long", len(d.S))
		}
		n.out.Put(i, d)
		return nil
	}
	if sel == nil {
		for i := range b.N {
			if err := one(i); err != nil {
				return nil, err
			}
		}
		return &n.out, nil
	}
	for _, i := range sel {
		if err := one(int(i)); err != nil {
			return nil, err
		}
	}
	return &n.out, nil
}

// rowWork is what a row counts for beside its bytes, pauseWork how much may pass between
// two looks whether the statement goes on.
const (
	rowWork   = 64
	pauseWork = 64 << 10
)

// pause counts the work of a row and fails when the statement is to end.
func (n *rowNode) pause(d types.Datum) error {
	n.work += rowWork + len(d.S)
	for k := range n.ds {
		n.work += len(n.ds[k].S)
	}
	if n.work < pauseWork {
		return nil
	}
	n.work = 0
	if n.session == nil || n.session.Interrupted == nil {
		return nil
	}
	return n.session.Interrupted()
}

func (n *rowNode) row(i int) (types.Datum, error) {
	for k, v := range n.vs {
		n.ds[k] = v.Datum(i)
		if n.strict && n.ds[k].Null {
			return types.Null, nil
		}
	}
	return n.call(n.ds)
}

// compileRowwise compiles the rarer expressions through datums.
func (c *compiler) compileRowwise(e plan.Expr) (compiled, error) {
	var operands []plan.Expr
	plan.EachArg(e, func(a plan.Expr) { operands = append(operands, a) })
	args, err := c.compileAll(operands)
	if err != nil {
		return compiled{}, err
	}
	n := newRowNode(args, e.Type())
	n.session = c.session
	switch e := e.(type) {
	case *plan.Coerce:
		err = c.coerceRow(n, e)
	case *plan.AnyAll:
		err = c.anyAllRow(n, e)
	case *plan.MakeArray:
		err = makeArrayRow(n, e)
	case *plan.MakeRow:
		err = makeRowRow(n, e)
	case *plan.Field:
		err = fieldRow(n, e)
	case *plan.Subscript:
		err = c.subscriptRow(n, e)
	default:
		err = pgerr.New(pgerr.InternalError, "the executor met an expression of kind %T", e)
	}
	return compiled{n, resultInfo(e.Type(), false, nil)}, err
}
