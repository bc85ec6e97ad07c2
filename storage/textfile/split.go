package textfile

import (
	"bytes"
	"context"
	"runtime"
	"sync"

	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// splitBytes is how large the parts of a file are that workers read.
const splitBytes = 16 << 20

// piece is what a first look at a stretch of a file finds.
type piece struct {
	quotes, lines int64
	err           error
}

// cutFile splits a file at rows. Where a quoted newline may be in the way, all quotes up
// to a place have to be counted, which is done for local files only.
func (t *textTable) cutFile(ctx context.Context, f *file) ([]table.Split, error) {
	whole := &split{t: t, f: f, off: f.head, end: -1, line: 1 + f.headLines}
	scheme := object.Scheme(f.info.Path)
	local := scheme == "" || scheme == "file"
	if f.compression != "" || f.info.Size < 2*splitBytes || !t.format.lines() || !local {
		return []table.Split{whole}, nil
	}
	file, err := t.store.Open(ctx, f.info)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	n := int((f.info.Size + splitBytes - 1) / splitBytes)
	pieces := countPieces(ctx, file, n, t.format.quoted())
	var out []table.Split
	cur, line, quotes := whole, int64(0), int64(0)
	for i := range n {
		p := &pieces[i]
		if p.err != nil {
			return nil, p.err
		}
		at := int64(i) * splitBytes
		if i > 0 {
			next, passed, err := firstRow(ctx, file, at, quotes%2 == 1, t.format.quoted())
			if err != nil {
				return nil, err
			}
			if next > at+splitBytes || next >= f.info.Size { // a row longer than a piece
				line, quotes = line+p.lines, quotes+p.quotes
				continue
			}
			cur.end = next
			out = append(out, cur)
			cur = &split{t: t, f: f, off: next, end: -1, line: 1 + line + passed}
		}
		line, quotes = line+p.lines, quotes+p.quotes
	}
	return append(out, cur), nil
}

// countPieces counts quotes and newlines of n stretches, on all cores.
func countPieces(ctx context.Context, f object.File, n int, quote byte) []piece {
	out := make([]piece, n)
	var wg sync.WaitGroup
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			buf := make([]byte, 1<<20)
			for i := range next {
				out[i] = countPiece(ctx, f, int64(i)*splitBytes, quote, buf)
			}
		}()
	}
	wg.Wait()
	return out
}

func countPiece(ctx context.Context, f object.File, off int64, quote byte, buf []byte) (p piece) {
	end := min(off+splitBytes, f.Info().Size)
	for off < end {
		b := buf[:min(int64(len(buf)), end-off)]
		if p.err = f.ReadAt(ctx, b, off); p.err != nil {
			return p
		}
		p.lines += int64(bytes.Count(b, []byte{'\n'}))
		if quote != 0 {
			p.quotes += int64(bytes.Count(b, []byte{quote}))
		}
		off += int64(len(b))
	}
	return p
}

// firstRow finds the first row that begins behind off, where text is inside quotes or
// not, and how many newlines lie between.
func firstRow(ctx context.Context, f object.File, off int64, inside bool, quote byte) (at, lines int64, err error) {
	size := f.Info().Size
	buf := make([]byte, 64<<10)
	for off < size {
		b := buf[:min(int64(len(buf)), size-off)]
		if err := f.ReadAt(ctx, b, off); err != nil {
			return 0, 0, err
		}
		for i, c := range b {
			switch {
			case c == '\n':
				lines++
				if !inside {
					return off + int64(i) + 1, lines, nil
				}
			case quote != 0 && c == quote:
				inside = !inside
			}
		}
		off += int64(len(b))
	}
	return size, lines, nil
}
