package expr

import (
	"strings"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	for _, p := range []string{"text", "name"} {
		specials[p+"like"] = likeCall(false)
		specials[p+"nlike"] = likeCall(true)
	}
}

// likeCall vectorizes LIKE with a constant pattern that has no `_` and no escape: such a
// pattern is a list of pieces to be found in order.
func likeCall(neg bool) special {
	return func(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
		cn, ok := args[1].node.(*constNode)
		if !ok || cn.v.IsNull(0) || len(args) != 2 {
			return compiled{}, false
		}
		p := cn.v.Str(0)
		if strings.ContainsAny(p, `_\`) {
			return compiled{}, false
		}
		n := &likeNode{arg: args[0].node, pieces: strings.Split(p, "%"), neg: neg}
		return compiled{n, boolInfo(args[0].NotNull)}, true
	}
}

// likeNode matches strings against pieces between percent signs.
type likeNode struct {
	arg      node
	pieces   []string
	neg      bool
	tmp, out vec.Vec
}

func (n *likeNode) isStrict() bool { return true }

func (n *likeNode) match(s string) bool {
	p := n.pieces
	if len(p) == 1 {
		return s == p[0]
	}
	first, last := p[0], p[len(p)-1]
	if len(s) < len(first)+len(last) || !strings.HasPrefix(s, first) || !strings.HasSuffix(s, last) {
		return false
	}
	s = s[len(first) : len(s)-len(last)]
	for _, x := range p[1 : len(p)-1] {
		i := strings.Index(s, x)
		if i < 0 {
			return false
		}
		s = s[i+len(x):]
	}
	return true
}

func (n *likeNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(types.T(types.Bool), types.PBool, b.N)
	n.out.Valid = v.Valid
	out := n.out.B
	kernel.EachRow(sel, b.N, func(i int) {
		out[i] = 0
		if vec.IsValid(v.Valid, i) && n.match(v.Str(i)) != n.neg {
			out[i] = 1
		}
	})
	return &n.out, nil
}

func (n *likeNode) filter(b *vec.Batch, sel, out []uint16) ([]uint16, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	return kernel.SelWhere(sel, b.N, out, func(i int) bool {
		return vec.IsValid(v.Valid, i) && n.match(v.Str(i)) != n.neg
	}), nil
}
