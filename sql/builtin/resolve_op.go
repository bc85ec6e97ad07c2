package builtin

import (
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// ResolvedOp is an operator with its overload chosen; Left is zero for a prefix operator.
type ResolvedOp struct {
	Op          *Operator
	Left, Right types.Type // what the operands are to be coerced to, implicitly
	Ret         types.Type
}

// ResolveOp chooses the overload of an operator; left nil means a prefix operator, right
// is never nil. Errors: 42883, 42725, 42804.
func ResolveOp(name string, left, right *types.Type) (*ResolvedOp, error) {
	args := []types.Type{*right}
	if left != nil {
		args = []types.Type{*left, *right}
	}
	cands := opCandidates(name, left == nil)
	best := exactOp(cands, args)
	if best == nil {
		var rest []*candidate
		best, rest = choose(cands, args)
		if best == nil {
			return nil, noOperator(name, left, right, len(rest) > 1)
		}
	}
	return best.resolveOp(args)
}

func opCandidates(name string, prefix bool) []*candidate {
	if name == "!=" {
		name = "<>"
	}
	var out []*candidate
	for _, o := range LookupOps(name) {
		switch {
		case prefix && o.Left == 0:
			out = append(out, &candidate{op: o, fn: o.Fn, types: []types.OID{o.Right}})
		case !prefix && o.Left != 0:
			out = append(out, &candidate{op: o, fn: o.Fn, types: []types.OID{o.Left, o.Right}})
		}
	}
	return out
}

// exactOp finds an operator with exactly these types; one unknown operand is taken to
// have the type of the other.
func exactOp(cands []*candidate, args []types.Type) *candidate {
	if len(args) == 2 {
		l, r := args[0], args[1]
		switch {
		case l.OID == types.Unknown && r.OID != types.Unknown:
			l = r
		case r.OID == types.Unknown && l.OID != types.Unknown:
			r = l
		}
		args = []types.Type{l, r}
	}
	return exactMatch(cands, args)
}

func (c *candidate) resolveOp(args []types.Type) (*ResolvedOp, error) {
	p, _ := gather(args, c.types)
	if err := p.undetermined(c.types); err != nil {
		return nil, err
	}
	r := &ResolvedOp{Op: c.op}
	target := make([]types.Type, len(args))
	for i, d := range c.types {
		target[i] = p.substitute(d, args[i])
	}
	r.Right = target[len(target)-1]
	if len(target) == 2 {
		r.Left = target[0]
	}
	switch {
	case c.fn.RetType != nil:
		r.Ret = c.fn.RetType(target)
	case types.IsPolymorphic(c.fn.Ret):
		r.Ret = p.substitute(c.fn.Ret, types.Type{})
		r.Ret.Mod = -1
	default:
		r.Ret = types.T(c.fn.Ret)
	}
	return r, nil
}

func noOperator(name string, left, right *types.Type, ambiguous bool) error {
	sig := name + " " + right.String()
	if left != nil {
		sig = left.String() + " " + sig
	}
	if ambiguous {
		return pgerr.New(pgerr.AmbiguousFunction, "operator is not unique: %s", sig).
			WithHint("Could not choose a best candidate operator. You might need to add explicit type casts.")
	}
	return pgerr.New(pgerr.UndefinedFunction, "operator does not exist: %s", sig).
		WithHint("No operator matches the given name and argument types. You might need to add explicit type casts.")
}
