package delta

import (
	"encoding/binary"
	"math/bits"
)

// The stored form of a Bitmap is a magic number, then the portable form of 64-bit roaring
// bitmaps: a count of buckets, each a 32-bit key and a 32-bit roaring bitmap.
const (
	bitmapMagic   = 1681511377
	cookiePlain   = 12346
	cookieRuns    = 12347
	offsetMinimum = 4 // with runs, fewer containers than this have no offsets
)

var le = binary.LittleEndian

// Marshal appends the stored form.
func (b *Bitmap) Marshal(dst []byte) []byte {
	dst = le.AppendUint32(dst, bitmapMagic)
	at := len(dst)
	dst = le.AppendUint64(dst, 0)
	buckets := uint64(0)
	for i := 0; i < len(b.chunks); {
		j := i
		for j < len(b.chunks) && b.chunks[j].key>>16 == b.chunks[i].key>>16 {
			j++
		}
		dst = le.AppendUint32(dst, uint32(b.chunks[i].key>>16))
		dst = marshalBucket(dst, b.chunks[i:j])
		buckets++
		i = j
	}
	le.PutUint64(dst[at:], buckets)
	return dst
}

// countRuns is the number of runs of consecutive members.
func (c *chunk) countRuns() int {
	if c.runs != nil {
		return len(c.runs)
	}
	n, last := 0, -2
	if c.bits == nil {
		for _, x := range c.arr {
			if int(x) != last+1 {
				n++
			}
			last = int(x)
		}
		return n
	}
	carry := uint64(0)
	for _, w := range c.bits {
		n += bits.OnesCount64(w &^ (w<<1 | carry))
		carry = w >> 63
	}
	return n
}

// asRuns tells whether runs take the fewest bytes.
func (c *chunk) asRuns() bool { return 2+4*c.countRuns() < min(2*c.n, 8*chunkWords) }

func marshalBucket(dst []byte, chunks []chunk) []byte {
	flags, any := make([]byte, (len(chunks)+7)/8), false
	for i := range chunks {
		if chunks[i].asRuns() {
			flags[i/8] |= 1 << (i % 8)
			any = true
		}
	}
	start := len(dst)
	if any {
		dst = le.AppendUint32(dst, cookieRuns|uint32(len(chunks)-1)<<16)
		dst = append(dst, flags...)
	} else {
		dst = le.AppendUint32(le.AppendUint32(dst, cookiePlain), uint32(len(chunks)))
	}
	for i := range chunks {
		dst = le.AppendUint16(le.AppendUint16(dst, uint16(chunks[i].key)), uint16(chunks[i].n-1))
	}
	offsets := len(dst)
	if !any || len(chunks) >= offsetMinimum {
		dst = append(dst, make([]byte, 4*len(chunks))...)
	}
	for i := range chunks {
		if !any || len(chunks) >= offsetMinimum {
			le.PutUint32(dst[offsets+4*i:], uint32(len(dst)-start))
		}
		dst = chunks[i].marshal(dst, flags[i/8]>>(i%8)&1 == 1)
	}
	return dst
}

func (c *chunk) marshal(dst []byte, asRuns bool) []byte {
	if asRuns {
		at, n, first, last := len(dst), 0, -1, -2
		dst = le.AppendUint16(dst, 0)
		for x := range c.all() {
			if int(x) != last+1 {
				if n > 0 {
					dst = le.AppendUint16(le.AppendUint16(dst, uint16(first)), uint16(last-first))
				}
				n++
				first = int(x)
			}
			last = int(x)
		}
		dst = le.AppendUint16(le.AppendUint16(dst, uint16(first)), uint16(last-first))
		le.PutUint16(dst[at:], uint16(n))
		return dst
	}
	if c.n <= maxArray {
		for x := range c.all() {
			dst = le.AppendUint16(dst, x)
		}
		return dst
	}
	c.toBits()
	for _, w := range c.bits {
		dst = le.AppendUint64(dst, w)
	}
	return dst
}

// bitmapReader takes bounded pieces of a stored bitmap.
type bitmapReader struct {
	b   []byte
	bad bool
}

func (r *bitmapReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad = true
		return make([]byte, min(max(n, 8), 8*chunkWords))
	}
	p := r.b[:n]
	r.b = r.b[n:]
	return p
}

// oldMagic begins an older form, big-endian in its outer parts: a count, and as many
// lengths with a bitmap each, the keys being 0, 1, 2 …. The protocol's example has it.
const oldMagic = 1681511376

// unmarshalOld reads the older form behind its magic number.
func (r *bitmapReader) unmarshalOld() *Bitmap {
	out := &Bitmap{}
	be := binary.BigEndian
	n := be.Uint32(r.take(4))
	for key := uint64(0); key < uint64(n) && !r.bad; key++ {
		part := &bitmapReader{b: r.take(int(be.Uint32(r.take(4))))}
		if r.bad {
			break
		}
		out.chunks = part.bucket(out.chunks, key<<16)
		r.bad = part.bad || len(part.b) != 0
	}
	return out
}

// UnmarshalBitmap reads the stored form. Memory is bounded by the length of the bytes.
func UnmarshalBitmap(b []byte) (*Bitmap, error) {
	r := &bitmapReader{b: b}
	if len(b) < 8 {
		return nil, corruptf("deletion vector of %d bytes", len(b))
	}
	head := r.take(4)
	if binary.BigEndian.Uint32(head) == oldMagic {
		if out := r.unmarshalOld(); !r.bad && len(r.b) == 0 {
			return out, nil
		}
		return nil, corruptf("invalid deletion vector")
	}
	if le.Uint32(head) != bitmapMagic {
		return nil, corruptf("deletion vector of an unknown format")
	}
	out := &Bitmap{}
	buckets := le.Uint64(r.take(8))
	last := int64(-1)
	for ; buckets > 0 && !r.bad; buckets-- {
		key := le.Uint32(r.take(4))
		if int64(key) <= last || key>>31 != 0 {
			r.bad = true
			break
		}
		last = int64(key)
		out.chunks = r.bucket(out.chunks, uint64(key)<<16)
	}
	if r.bad || len(r.b) != 0 {
		return nil, corruptf("invalid deletion vector")
	}
	return out, nil
}

// bucket reads a 32-bit bitmap, appending its containers.
func (r *bitmapReader) bucket(dst []chunk, base uint64) []chunk {
	cookie := le.Uint32(r.take(4))
	n, flags := 0, []byte(nil)
	switch {
	case cookie&0xffff == cookieRuns:
		n = int(cookie>>16) + 1
		flags = r.take((n + 7) / 8)
	case cookie == cookiePlain:
		n = int(le.Uint32(r.take(4)))
	default:
		r.bad = true
	}
	if n > 1<<16 || 4*n > len(r.b) {
		r.bad = true
	}
	if r.bad {
		return dst
	}
	heads := r.take(4 * n)
	if flags == nil || n >= offsetMinimum {
		r.take(4 * n)
	}
	last := -1
	for i := 0; i < n && !r.bad; i++ {
		key := int(le.Uint16(heads[4*i:]))
		if key <= last {
			r.bad = true
			return dst
		}
		last = key
		c := chunk{key: base | uint64(key), n: int(le.Uint16(heads[4*i+2:])) + 1}
		r.container(&c, flags != nil && flags[i/8]>>(i%8)&1 == 1)
		dst = append(dst, c)
	}
	return dst
}

func (r *bitmapReader) container(c *chunk, asRuns bool) {
	switch {
	case asRuns:
		raw := r.take(4 * int(le.Uint16(r.take(2))))
		sum, last := 0, -2
		for ; len(raw) >= 4 && !r.bad; raw = raw[4:] {
			first, length := int(le.Uint16(raw)), int(le.Uint16(raw[2:]))
			if first <= last || first+length > 1<<16-1 {
				r.bad = true
				return
			}
			last = first + length
			sum += length + 1
			c.runs = append(c.runs, run{uint16(first), uint16(last)})
		}
		r.bad = r.bad || sum != c.n
	case c.n <= maxArray:
		raw, last := r.take(2*c.n), -1
		if r.bad {
			return
		}
		c.arr = make([]uint16, c.n)
		for i := range c.arr {
			c.arr[i] = le.Uint16(raw[2*i:])
			if int(c.arr[i]) <= last {
				r.bad = true
			}
			last = int(c.arr[i])
		}
	default:
		raw, n := r.take(8*chunkWords), 0
		if r.bad {
			return
		}
		c.bits = new([chunkWords]uint64)
		for i := range c.bits {
			c.bits[i] = le.Uint64(raw[8*i:])
			n += bits.OnesCount64(c.bits[i])
		}
		r.bad = n != c.n
	}
}
