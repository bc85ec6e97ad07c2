package parquetfile

import (
	"container/list"
	"context"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/tarndb/tarn/storage/object"
)

// maxFooterBytes bounds the footer's length before it is fetched.
const maxFooterBytes = 256 << 20

// footerGuess is how much of a file's end is fetched at once, hoping it is the footer.
const footerGuess = 64 << 10

// File is a Parquet file whose footer has been read.
type File struct {
	Info   object.Info
	meta   *fileMeta
	schema *schema
	cost   int64
	text   bool // read by withText's rules

	mu      sync.Mutex
	indexes map[indexKey]*pageIndexes
}

// withText gives the same file with its plain byte arrays taken for text.
func (f *File) withText() (*File, error) {
	elems := slices.Clone(f.meta.Schema)
	for i := range elems {
		if e := &elems[i]; e.Phys == physByteArray && e.Converted < 0 && e.Logical.Kind == 0 {
			e.Converted = convUTF8
		}
	}
	sc, err := newSchema(elems)
	return &File{Info: f.Info, meta: f.meta, schema: sc, cost: f.cost, text: true}, err
}

// ReadFooter gives a file's footer, from the process-wide cache when path and identity
// are there. With info.ID empty the store is asked first.
func ReadFooter(ctx context.Context, s object.Store, info object.Info) (*File, error) {
	if info.ID == "" {
		var err error
		if info, err = s.Head(ctx, info.Path); err != nil {
			return nil, err
		}
	}
	key := footerKey{info.Path, info.ID}
	if f := footers.get(key); f != nil {
		return f, nil
	}
	f, err := loadFooter(ctx, s, info)
	if err != nil {
		return nil, err
	}
	footers.put(key, f)
	return f, nil
}

func loadFooter(ctx context.Context, s object.Store, info object.Info) (f *File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = caught(r, info.Path, "")
		} else if err != nil {
			err = atFile(err, info.Path, "")
		}
	}()
	file, err := s.Open(ctx, info)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	raw, err := footerBytes(ctx, file)
	if err != nil {
		return nil, err
	}
	t := treader{b: raw}
	m := t.fileMeta()
	if t.err != nil {
		return nil, corruptf("invalid footer")
	}
	if m.Encrypted {
		return nil, unsupportedf("encrypted columns are not supported")
	}
	sc, err := newSchema(m.Schema)
	if err != nil {
		return nil, err
	}
	if err := m.check(sc, info.Size); err != nil {
		return nil, err
	}
	cost := int64(len(raw)) + int64(len(m.RowGroups)*len(sc.leafs))*chunkMetaBytes
	return &File{Info: file.Info(), meta: m, schema: sc, cost: cost}, nil
}

// footerBytes fetches the footer with its magic and length checked.
func footerBytes(ctx context.Context, f object.File) ([]byte, error) {
	size := f.Info().Size
	if size < 12 {
		return nil, corruptf("%d bytes are too few for a Parquet file", size)
	}
	tail := make([]byte, min(size, footerGuess))
	if err := f.ReadAt(ctx, tail, size-int64(len(tail))); err != nil {
		return nil, err
	}
	end := tail[len(tail)-8:]
	switch string(end[4:]) {
	case "PAR1":
	case "PARE":
		return nil, unsupportedf("encrypted footers are not supported")
	default:
		return nil, corruptf("it does not end as a Parquet file does")
	}
	n := int64(binary.LittleEndian.Uint32(end))
	if n > size-12 || n > maxFooterBytes {
		return nil, corruptf("footer of %d bytes does not fit a file of %d", n, size)
	}
	if n+8 <= int64(len(tail)) {
		return tail[int64(len(tail))-8-n : len(tail)-8], nil
	}
	raw := make([]byte, n)
	return raw, f.ReadAt(ctx, raw, size-8-n)
}

// check makes sure that row groups agree with the schema. Chunks are checked again
// against the file when they are opened.
func (m *fileMeta) check(s *schema, size int64) error {
	if m.NumRows < 0 {
		return corruptf("negative number of rows")
	}
	for i := range m.RowGroups {
		g := &m.RowGroups[i]
		if g.Rows < 0 || g.Rows > 1<<40 {
			return corruptf("row group %d has %d rows", i, g.Rows)
		}
		if len(g.Cols) != len(s.leafs) {
			return corruptf("row group %d has %d column chunks for %d columns", i, len(g.Cols), len(s.leafs))
		}
		for j := range g.Cols {
			c := &g.Cols[j]
			if c.FilePath != "" {
				return unsupportedf("column chunks in another file are not supported")
			}
			if c.NumValues < 0 || c.Compressed < 0 || c.Uncompressed < 0 {
				return corruptf("negative sizes in row group %d", i)
			}
		}
	}
	return nil
}

const chunkMetaBytes = 280

type footerKey struct{ path, id string }

// footerCache keeps the most recently used footers within a budget.
type footerCache struct {
	mu    sync.Mutex
	byKey map[footerKey]*list.Element
	order list.List // most recently used first
	bytes int64
	limit int64
}

type footerEntry struct {
	key footerKey
	f   *File
}

var footers = footerCache{byKey: map[footerKey]*list.Element{}, limit: 256 << 20}

func (c *footerCache) get(k footerKey) *File {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byKey[k]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*footerEntry).f
}

func (c *footerCache) put(k footerKey, f *File) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey[k] != nil {
		return
	}
	c.byKey[k] = c.order.PushFront(&footerEntry{k, f})
	c.bytes += f.cost
	for c.bytes > c.limit && c.order.Len() > 1 {
		e := c.order.Remove(c.order.Back()).(*footerEntry)
		delete(c.byKey, e.key)
		c.bytes -= e.f.cost
	}
}
