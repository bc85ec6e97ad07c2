package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// joinSpill is a join whose build side does not fit: both sides are written to disk in
// partitions of the key hash, and once the probe side has ended each pair of partitions
// is joined by itself. It is the Source of that second phase.
type joinSpill struct {
	j       *join
	on      bool
	build   []*spill.File
	probes  []*spill.File
	nulls   bool
	total   int
	next    atomic.Int64
	flushed atomic.Bool
}

// partitioner hashes key vectors into partitions.
type partitioner struct {
	hash []uint64
	sel  []uint16
	tmp  vec.Vec
}

func newPartitioner() *partitioner {
	return &partitioner{hash: make([]uint64, vec.Size), sel: make([]uint16, vec.Size)}
}

// hashes computes the rows' key hashes; anyNull tells of a NULL key. Equal keys hash
// alike whatever form their vectors have.
func (p *partitioner) hashes(keys []*vec.Vec, sel []uint16, n int) (anyNull bool) {
	h := p.hash
	kernel.EachRow(sel, n, func(i int) { h[i] = 0 })
	for _, k := range keys {
		v := vec.Flatten(&p.tmp, k, sel, n)
		kernel.EachRow(sel, n, func(i int) {
			if !vec.IsValid(v.Valid, i) {
				anyNull = true
				h[i] = kernel.HashPair(h[i], 1)
				return
			}
			h[i] = kernel.HashPair(h[i], valueWord(v, i))
		})
	}
	return anyNull
}

// valueWord maps a value to a word such that equal values agree.
func valueWord(v *vec.Vec, i int) uint64 {
	switch v.Phys {
	case types.PF64:
		return floatWord(v.F64[i])
	case types.PStr:
		if bytewise(v.Type.OID) {
			return kernel.HashString(v.Str(i))
		}
		return types.Hash(v.Type, types.Datum{S: v.Str(i)})
	}
	return uint64(intAt(v, i))
}

// dump moves a worker's build rows to disk and makes later ones follow.
func (b *joinBuild) dump() error {
	f, err := b.j.r.spillFile(b.j.n.ID, spillParts, valueTypes(b.j.storeIn))
	if err != nil {
		return err
	}
	b.file, b.part = f, newPartitioner()
	for _, s := range b.store.Stores() {
		src := &storeSource{store: func() *vec.Store { return s }}
		if err := src.Run(0, b.setAside); err != nil {
			return err
		}
	}
	b.j.mem.Shrink(b.held)
	b.held, b.store = 0, nil
	return nil
}

// setAside writes a batch of build columns and keys to its partitions.
func (b *joinBuild) setAside(in *vec.Batch) error {
	keys := make([]*vec.Vec, len(b.j.keyCols))
	for k, c := range b.j.keyCols {
		keys[k] = in.Cols[c]
	}
	if b.part.hashes(keys, in.Sel, in.N) {
		b.nulls = true
	}
	b.rows += in.Live()
	return spread64(b.file, in, b.part.hash, 0, b.part.sel)
}

// start begins the spilled join after the build side has ended.
func (s *joinSpill) start(builds []*joinBuild) error {
	for _, b := range builds {
		if b.file == nil {
			if err := b.dump(); err != nil {
				return err
			}
		}
		if err := b.file.Flush(); err != nil {
			return err
		}
		s.build = append(s.build, b.file)
		s.nulls = s.nulls || b.nulls
		s.total += b.rows
	}
	s.on = true
	s.j.r.strategy(s.j.n.ID, "hash, %d rows in %d partitions on disk", s.total, spillParts)
	return nil
}

// setAside writes probe rows to their partitions.
func (p *probe) setAside(b *vec.Batch) error {
	if p.file == nil {
		f, err := p.j.r.spillFile(p.j.n.ID, spillParts, valueTypes(p.j.probe))
		if err != nil {
			return err
		}
		p.file, p.part = f, newPartitioner()
		p.j.r.mu.Lock()
		p.j.spill.probes = append(p.j.spill.probes, f)
		p.j.r.mu.Unlock()
	}
	if err := p.evalKeys(b); err != nil {
		return err
	}
	p.part.hashes(p.keyVecs, b.Sel, b.N)
	return spread64(p.file, b, p.part.hash, 0, p.part.sel)
}

// pushConsumer turns a push function into a Consumer.
type pushConsumer func(*vec.Batch) error

func (f pushConsumer) Push(b *vec.Batch) error { return f(b) }
func (f pushConsumer) Flush() error            { return nil }

// Run implements Source.
func (s *joinSpill) Run(_ int, push func(*vec.Batch) error) error {
	if !s.on {
		return nil
	}
	if err := s.flush(); err != nil {
		return err
	}
	for {
		p := int(s.next.Add(1)) - 1
		if p >= spillParts {
			return nil
		}
		if err := s.partition(p, 0, s.build, s.probes, push); err != nil {
			return err
		}
	}
}

// flush writes the last probe rows out, once.
func (s *joinSpill) flush() error {
	s.j.r.mu.Lock()
	defer s.j.r.mu.Unlock()
	if s.flushed.Swap(true) {
		return nil
	}
	for _, f := range s.probes {
		if err := f.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// partition joins one pair of partitions, splitting it further when it does not fit.
func (s *joinSpill) partition(p, level int, build, probes []*spill.File, push func(*vec.Batch) error) error {
	st := vec.NewStore(valueTypes(s.j.storeIn))
	var held int64
	defer func() { s.j.mem.Shrink(held) }()
	fits := true
	for _, f := range build {
		err := f.Read(p, func(b *vec.Batch) error {
			if !fits {
				return nil
			}
			n := st.Append(b) + int64(b.Live())*tableBytes
			if fits = s.j.mem.TryGrow(n); fits {
				held += n
			}
			return s.j.r.check()
		})
		if err != nil {
			return err
		}
	}
	if !fits {
		s.j.mem.Shrink(held)
		held = 0
		return s.split(p, level, build, probes, push)
	}
	b := s.j.newBuilt(st)
	b.total, b.nullKeys = s.total, s.nulls
	s.j.mem.Shrink(int64(st.N) * tableBytes) // index reserves this itself
	held -= int64(st.N) * tableBytes
	if err := s.j.index(b, inTurn); err != nil {
		return err
	}
	held += int64(st.N) * tableBytes
	return s.join(p, b, probes, push)
}

// join runs the probe rows of a partition against its build rows.
func (s *joinSpill) join(p int, b *built, probes []*spill.File, push func(*vec.Batch) error) error {
	pr, err := s.j.probeFor(pushConsumer(push))
	if err != nil {
		return err
	}
	pr.b = b
	for _, f := range probes {
		err := f.Read(p, func(in *vec.Batch) error {
			if err := s.j.r.check(); err != nil {
				return err
			}
			return pr.Push(in)
		})
		if err != nil {
			return err
		}
	}
	if src := s.j.tailSource(); src != nil {
		t := src.(*joinTail)
		t.b = b
		return t.Run(0, push)
	}
	return nil
}

// split partitions a pair by further bits of the hash.
func (s *joinSpill) split(p, level int, build, probes []*spill.File, push func(*vec.Batch) error) error {
	if level+1 >= spillLevels {
		return pgerr.New(pgerr.OutOfMemory, "out of memory").
			WithDetail("A join key has more rows than the memory budget holds.")
	}
	sub := func(files []*spill.File, ts []types.Type, keys func(*vec.Batch) ([]*vec.Vec, error)) (*spill.File, error) {
		out, err := s.j.r.spillFile(s.j.n.ID, spillParts, ts)
		if err != nil {
			return nil, err
		}
		part := newPartitioner()
		for _, f := range files {
			err := f.Read(p, func(b *vec.Batch) error {
				ks, err := keys(b)
				if err != nil {
					return err
				}
				part.hashes(ks, b.Sel, b.N)
				return spread64(out, b, part.hash, level+1, part.sel)
			})
			if err != nil {
				return nil, err
			}
		}
		return out, out.Flush()
	}
	bf, err := sub(build, valueTypes(s.j.storeIn), func(b *vec.Batch) ([]*vec.Vec, error) {
		var ks []*vec.Vec
		for _, c := range s.j.keyCols {
			ks = append(ks, b.Cols[c])
		}
		return ks, nil
	})
	if err != nil {
		return err
	}
	defer bf.Close()
	pr, err := s.j.probeFor(nil)
	if err != nil {
		return err
	}
	pf, err := sub(probes, valueTypes(s.j.probe), func(b *vec.Batch) ([]*vec.Vec, error) {
		err := pr.evalKeys(b)
		return pr.keyVecs, err
	})
	if err != nil {
		return err
	}
	defer pf.Close()
	for q := range spillParts {
		if err := s.partition(q, level+1, []*spill.File{bf}, []*spill.File{pf}, push); err != nil {
			return err
		}
	}
	return nil
}
