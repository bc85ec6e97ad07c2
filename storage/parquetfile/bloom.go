package parquetfile

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/cespare/xxhash/v2"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// Split-block bloom filters, as the format defines them: blocks of 256 bits, a value
// sets one bit in each of a block's eight words.

var bloomSalt = [8]uint32{0x47b6137b, 0x44974d91, 0x8824ad5b, 0xa2b7289d, 0x705495c7, 0x2df1424b, 0x9efc4947, 0x5c6bfb31}

const (
	bloomBlock   = 32
	bloomBits    = 10 // per distinct value
	maxBloomSize = 16 << 20
)

func bloomAt(filter []byte, h uint64) []byte {
	blocks := uint64(len(filter) / bloomBlock)
	i := (h >> 32) * blocks >> 32
	return filter[i*bloomBlock : (i+1)*bloomBlock]
}

func bloomAdd(filter []byte, h uint64) {
	b := bloomAt(filter, h)
	for i, s := range bloomSalt {
		w := binary.LittleEndian.Uint32(b[4*i:])
		binary.LittleEndian.PutUint32(b[4*i:], w|1<<(uint32(h)*s>>27))
	}
}

func bloomHas(filter []byte, h uint64) bool {
	b := bloomAt(filter, h)
	for i, s := range bloomSalt {
		if binary.LittleEndian.Uint32(b[4*i:])>>(uint32(h)*s>>27)&1 == 0 {
			return false
		}
	}
	return true
}

// buildBloom makes the filter of a chunk's values; firsts lists distinct ones if known.
func (l *leafWriter) buildBloom(firsts []int32) []byte {
	n := l.count()
	if firsts != nil {
		n = len(firsts)
	}
	if n == 0 || l.node.phys == physBoolean {
		return nil
	}
	size := bloomBlock
	for size*8 < n*bloomBits && size < maxBloomSize {
		size *= 2
	}
	filter := make([]byte, size)
	add := func(i int) {
		if l.stored() == types.PStr {
			bloomAdd(filter, xxhash.Sum64(l.vals.Bytes(i)))
		} else {
			bloomAdd(filter, xxhash.Sum64(l.plain(l.buf[:0], i, i+1)))
		}
	}
	if firsts != nil {
		for _, i := range firsts {
			add(int(i))
		}
		return filter
	}
	for i := range n {
		add(i)
	}
	return filter
}

// writeBlooms writes the filters of a row group behind it.
func (x *Writer) writeBlooms(g *writtenGroup) error {
	for _, c := range g.chunks {
		if c.bloom == nil {
			continue
		}
		var t twriter
		t.begin()
		t.i32(1, int32(len(c.bloom)))
		for id := int16(2); id <= 4; id++ { // split block, xxhash, uncompressed
			t.strct(id, func() { t.strct(1, func() {}) })
		}
		t.end()
		c.bloomOff, c.bloomLen = x.off, int32(len(t.b)+len(c.bloom))
		if err := x.write(append(t.b, c.bloom...)); err != nil {
			return err
		}
		c.bloom = nil
	}
	return nil
}

// loadBloom reads a chunk's filter, nil when there is none that we understand.
func loadBloom(ctx context.Context, f object.File, c *chunkMeta) ([]byte, error) {
	if c.BloomOff <= 0 || c.BloomOff >= f.Info().Size {
		return nil, nil
	}
	n := min(int64(c.BloomLen), f.Info().Size-c.BloomOff)
	if n <= 0 {
		n = min(1<<10, f.Info().Size-c.BloomOff)
	}
	if n > maxBloomSize+1<<10 {
		return nil, nil
	}
	raw := make([]byte, n)
	if err := f.ReadAt(ctx, raw, c.BloomOff); err != nil {
		return nil, err
	}
	t := treader{b: raw}
	size, known := int32(0), 0
	t.fields(func(id int16, typ byte) {
		switch {
		case id == 1:
			size = t.i32()
		case id <= 4 && typ == tStruct:
			t.fields(func(alg int16, typ byte) {
				if alg == 1 {
					known++
				}
				t.skip(typ)
			})
		default:
			t.skip(typ)
		}
	})
	if t.err != nil || known != 3 || size < bloomBlock || size%bloomBlock != 0 || size > maxBloomSize {
		return nil, nil
	}
	if have := raw[t.p:]; len(have) >= int(size) {
		return have[:size], nil
	}
	filter := make([]byte, size)
	if c.BloomOff+int64(t.p)+int64(size) > f.Info().Size {
		return nil, nil
	}
	return filter, f.ReadAt(ctx, filter, c.BloomOff+int64(t.p))
}

// bloomHash gives the hash of a value as the leaf stores it, false when the stored form
// is not known from the SQL value alone.
func (l *leafCol) bloomHash(d types.Datum) (uint64, bool) {
	var b [8]byte
	switch l.conv.kind {
	case asInt32, uint32To64:
		binary.LittleEndian.PutUint32(b[:], uint32(d.I))
		return xxhash.Sum64(b[:4]), true
	case asInt64:
		if l.conv.typ.OID == types.Numeric {
			x, ok := types.DecimalOf(d).Scaled(l.conv.scale)
			if !ok {
				return 0, false
			}
			d.I = x
		}
		binary.LittleEndian.PutUint64(b[:], uint64(d.I))
		return xxhash.Sum64(b[:8]), true
	case asDouble:
		if d.Float() == 0 { // two representations
			return 0, false
		}
		binary.LittleEndian.PutUint64(b[:], math.Float64bits(d.Float()))
		return xxhash.Sum64(b[:8]), true
	case asBytes8:
		return xxhash.Sum64String(d.S), true
	}
	return 0, false
}

// bloomMayMatch asks the filter of a chunk about an equality predicate.
func (l *leafCol) bloomMayMatch(filter []byte, p *table.Pred) bool {
	for _, v := range p.Values {
		if v.Null {
			continue
		}
		h, ok := l.bloomHash(v)
		if !ok || bloomHas(filter, h) {
			return true
		}
	}
	return false
}
