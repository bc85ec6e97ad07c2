package vec

import "github.com/tarndb/tarn/sql/types"

// Take makes dst's rows 0..len(idx)-1 the rows idx of src, of any form. Bytes and
// dictionaries are shared with src.
func Take(dst, src *Vec, idx []uint16) {
	n := len(idx)
	switch src.Form {
	case Const:
		*dst = *src
		dst.view, dst.codeBuf = true, nil
		return
	case Dict:
		codes := dst.codeBuf
		dst.Reset(src.Type, types.PStr, 0)
		dst.codeBuf = grow(codes, n)
		dst.Form, dst.Phys, dst.Codes, dst.Values = Dict, src.Values.Phys, dst.codeBuf, src.Values
		takeAs(dst.Codes, src.Codes, idx)
	default:
		resetLike(dst, src, n)
		switch src.Phys {
		case types.PBool:
			takeAs(dst.B, src.B, idx)
		case types.PI32:
			takeAs(dst.I32, src.I32, idx)
		case types.PI64:
			takeAs(dst.I64, src.I64, idx)
		case types.PF64:
			takeAs(dst.F64, src.F64, idx)
		default:
			takeAs(dst.Refs, src.Refs, idx)
		}
	}
	if src.Valid != nil {
		bits := dst.AllValid(n)
		for k, i := range idx {
			if !IsValid(src.Valid, int(i)) {
				ClearValid(bits, k)
			}
		}
	}
}

func takeAs[T number | uint16](dst, src []T, idx []uint16) {
	dst = dst[:len(idx)]
	for k, i := range idx {
		dst[k] = src[i]
	}
}

// Row makes dst the constant that row i of the column holds.
func (c *StoreCol) Row(dst *Vec, i int) {
	rows := [1]uint32{uint32(i)}
	c.Gather(dst, rows[:], nil, 1)
	if dst.Form == Dict {
		r := c.Vals.Refs[dst.Codes[0]]
		valid := dst.Valid
		dst.Reset(c.V.Type, types.PStr, 1)
		dst.ShareBuf(c.Vals.Buf)
		dst.Refs[0] = r
		dst.Valid = valid
	}
	dst.Form = Const
}
