package vec

import (
	"github.com/tarndb/tarn/sql/types"
)

// Store is a growing set of rows held column by column: the memory of joins, sorts,
// windows and shared subplans. Columns keep dictionary form while all their input is in
// it and the merged dictionary stays small. A Store belongs to one goroutine until it
// is no longer appended to; then it is read-only and shared.
type Store struct {
	Cols []*StoreCol
	N    int
}

// StoreCol is one column of a Store. When Vals is not nil the column is in dictionary
// form: Codes index Vals. Otherwise V is flat.
type StoreCol struct {
	V     Vec
	Codes []uint16
	Vals  *Vec
	nulls bool
	n     int

	flat   bool // dictionary form was given up
	intern map[string]uint16
	dict   *Vec     // dictionary of trans
	trans  []uint32 // code in dict → 1 + code in Vals
	refs   []Ref    // flat form: dictionary code → Ref in V.Buf, 0 unknown
	refOf  *Vec

	room      int // rows to make room for at first
	roomBytes int // the same for the bytes of strings
}

// NewStore makes a store for the given column types.
func NewStore(ts []types.Type) *Store {
	s := &Store{Cols: make([]*StoreCol, len(ts))}
	for i, t := range ts {
		c := &StoreCol{}
		c.V.Type, c.V.Phys = t, t.Phys()
		s.Cols[i] = c
	}
	return s
}

// Append adds the live rows of b, whose columns line up with the store's, and tells how
// many bytes the store grew by.
func (s *Store) Append(b *Batch) int64 {
	n := b.Live()
	if n == 0 {
		return 0
	}
	var grown int64
	for i, c := range s.Cols {
		grown += c.append(b.Cols[i], b.Sel, b.N)
	}
	s.N += n
	return grown
}

// append adds the selected rows of v.
func (c *StoreCol) append(v *Vec, sel []uint16, n int) int64 {
	if c.n == 0 {
		c.V.Phys, c.V.Scale = vecPhys(v), vecScale(v)
	}
	live := n
	if sel != nil {
		live = len(sel)
	}
	if c.n == 0 && c.room > 0 {
		c.reserve()
	}
	before := len(c.V.Buf)
	if !c.flat && c.V.Phys == types.PStr {
		if v.Form == Dict && c.appendCodes(v, sel, n) {
			c.appendValid(v, sel, n, live)
			c.n += live
			return int64(2 * live)
		}
		c.giveUpDict()
	}
	c.appendFlat(v, sel, n, live)
	c.appendValid(v, sel, n, live)
	c.n += live
	return int64(live*widthOf(c.V.Phys) + len(c.V.Buf) - before)
}

// reserve makes room for what a Pile expects.
func (c *StoreCol) reserve() {
	switch c.V.Phys {
	case types.PBool:
		c.V.B = make([]uint8, 0, c.room)
	case types.PI32:
		c.V.I32 = make([]int32, 0, c.room)
	case types.PI64:
		c.V.I64 = make([]int64, 0, c.room)
	case types.PF64:
		c.V.F64 = make([]float64, 0, c.room)
	}
}

// reserveStr is reserve for strings, once they turn out to be kept flat.
func (c *StoreCol) reserveStr() {
	c.V.Refs = make([]Ref, 0, c.room)
	c.V.Buf = make([]byte, 0, c.roomBytes)
}

func vecPhys(v *Vec) types.Phys {
	if v.Form == Dict {
		return v.Values.Phys
	}
	return v.Phys
}

func vecScale(v *Vec) int16 {
	if v.Form == Dict {
		return v.Values.Scale
	}
	return v.Scale
}

func widthOf(p types.Phys) int {
	switch p {
	case types.PBool:
		return 1
	case types.PI32:
		return 4
	}
	return 8
}

// appendCodes translates dictionary codes into the store's merged dictionary. It fails,
// having changed only the dictionary, when that would grow too large.
func (c *StoreCol) appendCodes(v *Vec, sel []uint16, n int) bool {
	const maxDict = 4096
	if v.Values.Len() > maxDict || v.Values.Valid != nil {
		return false
	}
	if c.Vals == nil {
		c.Vals = &Vec{Type: v.Type, Phys: types.PStr}
		c.Vals.AppendStr("") // code 0 is in range even when every row is NULL
		c.intern = map[string]uint16{"": 0}
	}
	if c.dict != v.Values {
		c.dict = v.Values
		c.trans = grow(c.trans, v.Values.Len())
		clear(c.trans)
	}
	ok := true
	start := len(c.Codes)
	c.Codes = Extend(c.Codes, n)
	each(sel, n, func(i int) {
		code := v.Codes[i]
		if v.Valid != nil && !IsValid(v.Valid, i) {
			c.Codes = append(c.Codes, 0)
			return
		}
		t := c.trans[code]
		if t == 0 {
			s := v.Values.Str(int(code))
			k, found := c.intern[s]
			if !found {
				if c.Vals.Len() >= maxDict {
					ok = false
					return
				}
				k = uint16(c.Vals.Len())
				c.Vals.AppendStr(s)
				c.intern[string(v.Values.Bytes(int(code)))] = k
			}
			t = uint32(k) + 1
			c.trans[code] = t
		}
		c.Codes = append(c.Codes, uint16(t-1))
	})
	if !ok {
		c.Codes = c.Codes[:start]
	}
	return ok
}

// giveUpDict turns what is stored so far into flat form.
func (c *StoreCol) giveUpDict() {
	c.flat = true
	if c.Vals == nil {
		if c.room > 0 && c.V.Refs == nil {
			c.reserveStr()
		}
		return
	}
	c.V.Buf = append([]byte(nil), c.Vals.Buf...)
	c.V.Refs = make([]Ref, len(c.Codes))
	for i, k := range c.Codes {
		if int(k) < len(c.Vals.Refs) {
			c.V.Refs[i] = c.Vals.Refs[k]
		}
	}
	c.Vals, c.Codes, c.intern, c.trans, c.dict = nil, nil, nil, nil, nil
}

func (c *StoreCol) appendFlat(v *Vec, sel []uint16, n, live int) {
	switch c.V.Phys {
	case types.PBool:
		c.V.B = appendRows(c.V.B, v, v.B, sel, n, live, func(x *Vec) []uint8 { return x.B })
	case types.PI32:
		c.V.I32 = appendRows(c.V.I32, v, v.I32, sel, n, live, func(x *Vec) []int32 { return x.I32 })
	case types.PI64:
		c.V.I64 = appendRows(c.V.I64, v, v.I64, sel, n, live, func(x *Vec) []int64 { return x.I64 })
	case types.PF64:
		c.V.F64 = appendRows(c.V.F64, v, v.F64, sel, n, live, func(x *Vec) []float64 { return x.F64 })
	default:
		c.appendStr(v, sel, n)
	}
}

func appendRows[T number](dst []T, v *Vec, flat []T, sel []uint16, n, live int, of func(*Vec) []T) []T {
	k := len(dst)
	dst = Extend(dst, live)[:k+live]
	out := dst[k:]
	switch {
	case v.Form == Const:
		fill(out, flat[0])
	case v.Form == Dict:
		vals := of(v.Values)
		if sel == nil {
			for i, c := range v.Codes[:n] {
				out[i] = vals[c]
			}
			break
		}
		for j, i := range sel {
			out[j] = vals[v.Codes[i]]
		}
	case sel == nil:
		copy(out, flat[:n])
	default:
		for j, i := range sel {
			out[j] = flat[i]
		}
	}
	return dst
}

func (c *StoreCol) appendStr(v *Vec, sel []uint16, n int) {
	d := &c.V
	if v.Form == Dict {
		if c.refOf != v.Values {
			c.refOf = v.Values
			c.refs = grow(c.refs, v.Values.Len())
			clear(c.refs)
		}
		each(sel, n, func(i int) {
			k := v.Codes[i]
			r := v.Values.Refs[k]
			if r.Len() == 0 || v.Valid != nil && !IsValid(v.Valid, i) {
				d.Refs = append(d.Refs, 0)
				return
			}
			if c.refs[k] == 0 {
				d.AppendBytes(v.Values.Bytes(int(k)))
				c.refs[k] = d.Refs[len(d.Refs)-1]
				return
			}
			d.Refs = append(d.Refs, c.refs[k])
		})
		return
	}
	c.appendBytes(v, sel, n)
}

// appendBytes copies strings; rows that share their bytes with the row before share them
// here too.
func (c *StoreCol) appendBytes(v *Vec, sel []uint16, n int) {
	d := &c.V
	isConst := v.Form == Const
	var last, copied Ref
	each(sel, n, func(i int) {
		if isConst {
			i = 0
		}
		if v.Valid != nil && !IsValid(v.Valid, i) {
			d.Refs = append(d.Refs, 0)
			return
		}
		if r := v.Refs[i]; r == last && r.Len() > 0 {
			d.Refs = append(d.Refs, copied)
			return
		}
		d.AppendBytes(v.Bytes(i))
		last, copied = v.Refs[i], d.Refs[len(d.Refs)-1]
	})
}

// appendValid extends the validity bitmap by the live rows of v.
func (c *StoreCol) appendValid(v *Vec, sel []uint16, n, live int) {
	if !c.nulls {
		if !v.MayHaveNulls() {
			return
		}
		c.nulls = true
		c.V.Valid = make([]uint64, (c.n+63)>>6, (c.n+live+127)>>6)
		for i := range c.V.Valid {
			c.V.Valid[i] = ^uint64(0)
		}
	}
	for len(c.V.Valid) < (c.n+live+63)>>6 {
		c.V.Valid = append(c.V.Valid, ^uint64(0))
	}
	k := c.n
	if !v.MayHaveNulls() {
		for ; k < c.n+live; k++ {
			SetValid(c.V.Valid, k)
		}
		return
	}
	each(sel, n, func(i int) {
		if v.IsNull(i) {
			ClearValid(c.V.Valid, k)
		} else {
			SetValid(c.V.Valid, k)
		}
		k++
	})
}

// ViewOf is a flat vector as a column of a store, read-only.
func ViewOf(v *Vec) *StoreCol { return &StoreCol{V: *v, nulls: v.Valid != nil, flat: true} }

// IsNull tells whether row i is NULL.
func (c *StoreCol) IsNull(i int) bool { return c.nulls && !IsValid(c.V.Valid, i) }

// HasNulls is false when no row is NULL.
func (c *StoreCol) HasNulls() bool { return c.nulls }

// View gives rows [from, from+n) as a vector that shares the store's memory; from must
// be a multiple of 64.
func (c *StoreCol) View(dst *Vec, from, n int) {
	if c.Vals != nil {
		*dst = Vec{Type: c.V.Type, Phys: types.PStr, Form: Dict, view: true, Codes: c.Codes[from : from+n], Values: c.Vals}
	} else {
		*dst = Vec{Type: c.V.Type, Phys: c.V.Phys, Scale: c.V.Scale, view: true}
		switch c.V.Phys {
		case types.PBool:
			dst.B = c.V.B[from : from+n]
		case types.PI32:
			dst.I32 = c.V.I32[from : from+n]
		case types.PI64:
			dst.I64 = c.V.I64[from : from+n]
		case types.PF64:
			dst.F64 = c.V.F64[from : from+n]
		default:
			dst.Refs = c.V.Refs[from : from+n]
			dst.ShareBuf(c.V.Buf)
			dst.Lasting = true
		}
	}
	if c.nulls {
		dst.Valid = c.V.Valid[from>>6:]
	}
}

// Gather fills dst's rows `at` (nil: 0..len(rows)-1) with the store's rows; dst gets n
// rows in all. Rows of dst outside `at` are garbage.
func (c *StoreCol) Gather(dst *Vec, rows []uint32, at []uint16, n int) {
	if c.Vals != nil {
		codes := dst.codeBuf
		dst.Reset(c.V.Type, types.PStr, 0)
		dst.codeBuf = grow(codes, n)
		dst.Form, dst.Codes, dst.Values = Dict, dst.codeBuf, c.Vals
		if at != nil {
			clear(dst.Codes)
		}
		gatherAs(dst.Codes, c.Codes, rows, at)
	} else {
		dst.Reset(c.V.Type, c.V.Phys, n)
		dst.Scale = c.V.Scale
		switch c.V.Phys {
		case types.PBool:
			gatherAs(dst.B, c.V.B, rows, at)
		case types.PI32:
			gatherAs(dst.I32, c.V.I32, rows, at)
		case types.PI64:
			gatherAs(dst.I64, c.V.I64, rows, at)
		case types.PF64:
			gatherAs(dst.F64, c.V.F64, rows, at)
		default:
			dst.ShareBuf(c.V.Buf)
			dst.Lasting = true
			gatherAs(dst.Refs, c.V.Refs, rows, at)
		}
	}
	if c.nulls {
		c.gatherValid(dst, rows, at, n)
	}
}

func gatherAs[T number | uint16](dst, src []T, rows []uint32, at []uint16) {
	if at == nil {
		dst = dst[:len(rows)]
		for k, r := range rows {
			dst[k] = src[r]
		}
		return
	}
	for k, r := range rows {
		dst[at[k]] = src[r]
	}
}

func (c *StoreCol) gatherValid(dst *Vec, rows []uint32, at []uint16, n int) {
	bits := dst.AllValid(n)
	for k, r := range rows {
		if !IsValid(c.V.Valid, int(r)) {
			i := k
			if at != nil {
				i = int(at[k])
			}
			ClearValid(bits, i)
		}
	}
}

// Datum gives one value; PStr bytes alias the store.
func (c *StoreCol) Datum(i int) types.Datum {
	if c.IsNull(i) {
		return types.Null
	}
	if c.Vals != nil {
		return types.Datum{S: c.Vals.Str(int(c.Codes[i]))}
	}
	v := c.V
	v.Valid = nil
	return v.Datum(i)
}

// Str gives the bytes of row i of a PStr column.
func (c *StoreCol) Str(i int) string {
	if c.Vals != nil {
		return c.Vals.Str(int(c.Codes[i]))
	}
	return c.V.Str(i)
}

// Bytes is the memory that the rows take, roughly.
func (s *Store) Bytes() int64 {
	var t int64
	for _, c := range s.Cols {
		t += int64(cap(c.V.B)) + 4*int64(cap(c.V.I32)) + 8*int64(cap(c.V.I64)+cap(c.V.F64)+cap(c.V.Refs)+cap(c.V.Valid)) +
			int64(cap(c.V.Buf)) + 2*int64(cap(c.Codes))
	}
	return t
}
