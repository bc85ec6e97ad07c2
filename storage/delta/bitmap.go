package delta

import (
	"iter"
	"math/bits"
	"slices"
	"sort"
)

// Bitmap is a set of row positions: the deleted rows of a file. The zero value is empty.
// It is not safe to change while others read it.
type Bitmap struct {
	chunks []chunk // by ascending key
}

// chunk holds the positions that share all but their low 16 bits, in one of three forms:
// a sorted array, a bit set, or runs. Runs stay runs until they are added to, so that a
// set takes about as much memory as its bytes, whoever wrote them.
type chunk struct {
	key  uint64 // position >> 16
	n    int
	arr  []uint16
	bits *[chunkWords]uint64
	runs []run
}

// run stands for the positions first to last.
type run struct{ first, last uint16 }

const (
	chunkWords = 1 << 10
	maxArray   = 4096 // longer arrays become bit sets
)

// NewBitmap makes a set of positions.
func NewBitmap(rows ...uint64) *Bitmap {
	b := &Bitmap{}
	for _, r := range rows {
		b.Add(r)
	}
	return b
}

// find gives the place of a key, and whether it is there.
func (b *Bitmap) find(key uint64) (int, bool) {
	if n := len(b.chunks); n > 0 && b.chunks[n-1].key == key { // rows come in order
		return n - 1, true
	}
	i := sort.Search(len(b.chunks), func(i int) bool { return b.chunks[i].key >= key })
	return i, i < len(b.chunks) && b.chunks[i].key == key
}

// Add puts a position below 2^63 into the set and tells whether it was new.
func (b *Bitmap) Add(row uint64) bool {
	i, ok := b.find(row >> 16)
	if !ok {
		b.chunks = slices.Insert(b.chunks, i, chunk{key: row >> 16})
	}
	return b.chunks[i].add(uint16(row))
}

func (c *chunk) add(x uint16) bool {
	if c.runs != nil {
		c.toBits()
	}
	if c.bits == nil {
		i, ok := len(c.arr), false
		if i > 0 && c.arr[i-1] >= x {
			i, ok = slices.BinarySearch(c.arr, x)
		}
		if ok {
			return false
		}
		if len(c.arr) < maxArray {
			c.arr = slices.Insert(c.arr, i, x)
			c.n++
			return true
		}
		c.toBits()
	}
	w := &c.bits[x>>6]
	if *w>>(x&63)&1 == 1 {
		return false
	}
	*w |= 1 << (x & 63)
	c.n++
	return true
}

// toBits changes a chunk to the form of a bit set.
func (c *chunk) toBits() {
	if c.bits != nil {
		return
	}
	set := new([chunkWords]uint64)
	for _, x := range c.arr {
		set[x>>6] |= 1 << (x & 63)
	}
	for _, r := range c.runs {
		for x := int(r.first); x <= int(r.last); x++ {
			set[x>>6] |= 1 << (x & 63)
		}
	}
	c.arr, c.runs, c.bits = nil, nil, set
}

func (c *chunk) contains(x uint16) bool {
	switch {
	case c.bits != nil:
		return c.bits[x>>6]>>(x&63)&1 == 1
	case c.runs != nil:
		i := sort.Search(len(c.runs), func(i int) bool { return c.runs[i].last >= x })
		return i < len(c.runs) && c.runs[i].first <= x
	}
	_, ok := slices.BinarySearch(c.arr, x)
	return ok
}

// Contains tells whether a position is in the set.
func (b *Bitmap) Contains(row uint64) bool {
	if b == nil {
		return false
	}
	i, ok := b.find(row >> 16)
	return ok && b.chunks[i].contains(uint16(row))
}

// Count is the number of positions.
func (b *Bitmap) Count() int64 {
	if b == nil {
		return 0
	}
	n := int64(0)
	for i := range b.chunks {
		n += int64(b.chunks[i].n)
	}
	return n
}

// Max is the greatest position; ok is false for an empty set.
func (b *Bitmap) Max() (row uint64, ok bool) {
	for r := range b.All() {
		row, ok = r, true
	}
	return row, ok
}

// Or adds all positions of another set.
func (b *Bitmap) Or(o *Bitmap) {
	if o == nil {
		return
	}
	for i := range o.chunks {
		from := &o.chunks[i]
		at, ok := b.find(from.key)
		if !ok {
			b.chunks = slices.Insert(b.chunks, at, from.clone())
			continue
		}
		c := &b.chunks[at]
		c.toBits()
		for x := range from.all() {
			c.add(x)
		}
	}
}

// Clone copies a set; of nil it makes an empty one.
func (b *Bitmap) Clone() *Bitmap {
	out := &Bitmap{}
	out.Or(b)
	return out
}

func (c *chunk) clone() chunk {
	out := *c
	out.arr, out.runs = slices.Clone(c.arr), slices.Clone(c.runs)
	if c.bits != nil {
		set := *c.bits
		out.bits = &set
	}
	return out
}

// All yields the positions in ascending order.
func (b *Bitmap) All() iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		if b == nil {
			return
		}
		for i := range b.chunks {
			c := &b.chunks[i]
			for x := range c.all() {
				if !yield(c.key<<16 | uint64(x)) {
					return
				}
			}
		}
	}
}

func (c *chunk) all() iter.Seq[uint16] {
	return func(yield func(uint16) bool) {
		for _, x := range c.arr {
			if !yield(x) {
				return
			}
		}
		for _, r := range c.runs {
			for x := int(r.first); x <= int(r.last); x++ {
				if !yield(uint16(x)) {
					return
				}
			}
		}
		if c.bits == nil {
			return
		}
		for i, w := range c.bits {
			for ; w != 0; w &= w - 1 {
				if !yield(uint16(i<<6 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

// Live lists, as offsets below n, the positions of [from, from+n) that are not in the
// set. It answers nil, true when that is all of them. buf has room for n.
func (b *Bitmap) Live(buf []uint16, from uint64, n int) (sel []uint16, all bool) {
	if b == nil || len(b.chunks) == 0 {
		return nil, true
	}
	sel, next, gone := buf[:0], 0, false
	i := sort.Search(len(b.chunks), func(i int) bool { return b.chunks[i].key >= from>>16 })
	for ; i < len(b.chunks); i++ {
		c := &b.chunks[i]
		base := c.key << 16
		if base >= from+uint64(n) {
			break
		}
		lo, hi := 0, 1<<16-1
		if base < from {
			lo = int(from - base)
		}
		if base+uint64(hi) >= from+uint64(n) {
			hi = int(from + uint64(n) - base - 1)
		}
		c.between(lo, hi, func(first, last int) {
			gone = true
			for at := int(base + uint64(first) - from); next < at; next++ {
				sel = append(sel, uint16(next))
			}
			next = int(base+uint64(last)-from) + 1
		})
	}
	if !gone {
		return nil, true
	}
	for ; next < n; next++ {
		sel = append(sel, uint16(next))
	}
	return sel, false
}

// between calls fn for ascending ranges of members from lo to hi.
func (c *chunk) between(lo, hi int, fn func(first, last int)) {
	switch {
	case c.bits != nil:
		for x := lo; x <= hi; x++ {
			w := c.bits[x>>6] >> (x & 63)
			if w == 0 {
				x |= 63
				continue
			}
			if x += bits.TrailingZeros64(w); x <= hi {
				fn(x, x)
			}
		}
	case c.runs != nil:
		for i := sort.Search(len(c.runs), func(i int) bool { return int(c.runs[i].last) >= lo }); i < len(c.runs); i++ {
			if int(c.runs[i].first) > hi {
				return
			}
			fn(max(lo, int(c.runs[i].first)), min(hi, int(c.runs[i].last)))
		}
	default:
		i, _ := slices.BinarySearch(c.arr, uint16(lo))
		for ; i < len(c.arr) && int(c.arr[i]) <= hi; i++ {
			fn(int(c.arr[i]), int(c.arr[i]))
		}
	}
}
