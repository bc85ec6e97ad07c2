package expr

import (
	"math"
	"unicode/utf8"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	specials["text_substr"] = substring
	specials["text_substr_no_len"] = substring
	specials["textlen"] = textLength
}

// substring vectorizes substring with constant positions.
func substring(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	n := &substringNode{arg: args[0].node, to: math.MaxInt64, t: e.T}
	at := [2]int64{1, math.MaxInt64}
	for i, a := range args[1:] {
		cn, ok := a.node.(*constNode)
		if !ok || cn.v.IsNull(0) || cn.v.Phys != types.PI32 {
			return compiled{}, false
		}
		at[i] = int64(cn.v.I32[0])
	}
	if at[1] < 0 {
		return compiled{}, false // an error where a row comes by
	}
	n.from = max(at[0], 1) - 1
	if len(args) > 2 {
		n.to = max(at[0]+at[1]-1, n.from)
	}
	return compiled{n, InfoOf(e.T, args[0].NotNull)}, true
}

// substringNode gives the characters [from, to) of strings, sharing their bytes.
type substringNode struct {
	arg      node
	from, to int64
	t        types.Type
	tmp, out vec.Vec
}

func (n *substringNode) isStrict() bool { return true }

func (n *substringNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(n.t, types.PStr, b.N)
	n.out.ShareBuf(v.Buf)
	n.out.Valid = v.Valid
	out := n.out.Refs
	kernel.EachRow(sel, b.N, func(i int) {
		if vec.IsValid(v.Valid, i) {
			out[i] = n.part(v, i)
		}
	})
	return &n.out, nil
}

// part refers to the wanted part of row i.
func (n *substringNode) part(v *vec.Vec, i int) vec.Ref {
	s, off := v.Str(i), v.Refs[i].Off()
	from, to := min(n.from, int64(len(s))), min(n.to, int64(len(s)))
	var high byte
	for _, c := range []byte(s[:to]) {
		high |= c
	}
	if high < utf8.RuneSelf {
		return vec.MakeRef(off+int(from), int(to-from))
	}
	head, rest := types.ClipChars(s, int(from))
	part, _ := types.ClipChars(rest, int(min(n.to-n.from, int64(len(s)))))
	return vec.MakeRef(off+len(head), len(part))
}

// textLength vectorizes length.
func textLength(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	if len(args) != 1 {
		return compiled{}, false
	}
	in := InfoOf(e.T, args[0].NotNull)
	in.Lo, in.Hi = 0, vec.MaxString
	return compiled{&lengthNode{arg: args[0].node, t: e.T}, in}, true
}

// lengthNode counts characters.
type lengthNode struct {
	arg      node
	t        types.Type
	tmp, out vec.Vec
}

func (n *lengthNode) isStrict() bool { return true }

func (n *lengthNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(n.t, types.PI32, b.N)
	n.out.Valid = v.Valid
	out := n.out.I32
	kernel.EachRow(sel, b.N, func(i int) {
		if vec.IsValid(v.Valid, i) {
			out[i] = int32(utf8.RuneCountInString(v.Str(i)))
		}
	})
	return &n.out, nil
}
