package expr

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// mapNode computes a value from one argument by a loop over flat vectors. A NULL row
// stays NULL, whatever the loop makes of it.
type mapNode struct {
	arg   node
	t     types.Type
	phys  types.Phys
	scale int // of a fixed numeric result
	loop  func(src, dst *vec.Vec, sel []uint16, n int)

	tmp, out vec.Vec
}

func (n *mapNode) isStrict() bool { return true }

func (n *mapNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := flat(n.arg, &n.tmp, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(n.t, n.phys, b.N)
	n.out.Valid, n.out.Scale = v.Valid, int16(n.scale)
	n.loop(v, &n.out, sel, b.N)
	return &n.out, nil
}
