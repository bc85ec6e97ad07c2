package parquetfile

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// readAll reads every column of a file and touches every value.
func readAll(path string, maxRows int) error {
	ctx := context.Background()
	info, err := object.NewSet().Head(ctx, path)
	if err != nil {
		return err
	}
	f, err := loadFooter(ctx, object.NewSet(), info) // not through the cache
	if err != nil {
		return err
	}
	t := &Table{name: path, store: object.NewSet(), files: []*File{f}, cols: f.schema.decl}
	m, err := t.match(f)
	if err != nil {
		return err
	}
	t.maps = [][]int{m}
	if _, err := t.Stats(ctx); err != nil {
		return err
	}
	splits, err := t.Splits(ctx, nil)
	if err != nil {
		return err
	}
	rows := 0
	for _, s := range splits {
		if err := readSplit(ctx, s.(*split), len(t.cols), &rows, maxRows); err != nil {
			return err
		}
	}
	return nil
}

func readSplit(ctx context.Context, s *split, cols int, rows *int, maxRows int) error {
	all := make([]int, cols)
	for i := range all {
		all[i] = i
	}
	r, err := s.Open(ctx, all, nil, nil)
	if err != nil {
		return err
	}
	defer r.Close()
	for *rows < maxRows {
		n, err := r.Next()
		if err != nil || n == 0 {
			return err
		}
		*rows += n
		for i := range all {
			var v vec.Vec
			if err := r.Read(i, nil, &v); err != nil {
				return err
			}
			for j := range n {
				_ = v.Datum(j)
			}
		}
	}
	return nil
}

// seeds are small files of many forms to damage.
func seeds(t testing.TB) (out [][]byte) {
	dir := t.TempDir()
	for i, opt := range []WriterOptions{{PageRows: 300}, {Layout: Neutral, PageRows: 500}, {Codec: "zstd"}, {Layout: Neutral, Codec: "none"}} {
		p := filepath.Join(dir, fmt.Sprint(i))
		if tt, ok := t.(*testing.T); ok {
			writeRandom(tt, p, 700, opt)
		}
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, b)
	}
	shared := os.Getenv("TARN_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	more, _ := filepath.Glob(filepath.Join(shared, "data", "parquet-testing", "data", "*.parquet"))
	for _, p := range more {
		if b, err := os.ReadFile(p); err == nil && len(b) < 60_000 {
			out = append(out, b)
		}
	}
	return out
}

// TestMutations reads damaged files under a memory limit: each is read or refused with an
// error that names it, quickly, and without taking much memory.
func TestMutations(t *testing.T) {
	files := seeds(t)
	rnd := rand.New(rand.NewSource(time.Now().UnixNano()))
	path := filepath.Join(t.TempDir(), "damaged.parquet")
	old := debug.SetMemoryLimit(2 << 30)
	defer debug.SetMemoryLimit(old)
	var before, after runtime.MemStats
	deadline := time.Now().Add(3 * time.Second)
	refused, read := 0, 0
	for time.Now().Before(deadline) {
		b := append([]byte(nil), files[rnd.Intn(len(files))]...)
		mutate(rnd, b)
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&before)
		start := time.Now()
		err := readAll(path, 200_000)
		runtime.ReadMemStats(&after)
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 1<<30 {
			keep(t, b, fmt.Sprintf("%d bytes were allocated: %v", grown, err))
		}
		if d := time.Since(start); d > 10*time.Second {
			keep(t, b, fmt.Sprintf("reading took %v: %v", d, err))
		}
		if err == nil {
			read++
			continue
		}
		refused++
		var e *pgerr.Error
		if !errors.As(err, &e) || e.Code == pgerr.InternalError || !strings.Contains(e.Message, "damaged.parquet") && e.Code != pgerr.NumericValueOutOfRange && e.Code != pgerr.DatetimeFieldOverflow {
			keep(t, b, fmt.Sprintf("error is not a refusal: %v", err))
		}
		if strings.Contains(e.Message, "invalid data: runtime error") {
			t.Logf("recovered: %v", err)
		}
	}
	t.Logf("%d refused, %d read", refused, read)
}

func mutate(rnd *rand.Rand, b []byte) {
	for range 1 + rnd.Intn(4) {
		at := rnd.Intn(len(b))
		if rnd.Intn(3) > 0 { // the end of a file decides about most things
			at = len(b) - 1 - rnd.Intn(min(len(b), 2000))
		}
		switch rnd.Intn(4) {
		case 0:
			b[at] = byte(rnd.Intn(256))
		case 1:
			b[at] ^= 1 << rnd.Intn(8)
		case 2:
			b[at] = []byte{0, 0x7f, 0x80, 0xff}[rnd.Intn(4)]
		case 3:
			n := min(1+rnd.Intn(8), len(b)-at)
			copy(b[at:at+n], b[rnd.Intn(len(b)-n+1):])
		}
	}
}

// keep saves a file that made trouble.
func keep(t *testing.T, b []byte, why string) {
	p := filepath.Join(os.TempDir(), fmt.Sprintf("tarn-parquet-%d.bin", time.Now().UnixNano()))
	os.WriteFile(p, b, 0o644)
	t.Errorf("%s: %s", p, why)
}

// TestReplacedFile replaces and truncates a file between footer and data.
func TestReplacedFile(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.parquet")
	for name, spoil := range map[string]func(b []byte) []byte{
		"replaced":  func(b []byte) []byte { return append(b, 0) },
		"truncated": func(b []byte) []byte { return b[:len(b)/2] },
	} {
		writeRandom(t, path, 5000, WriterOptions{})
		tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, _ := os.ReadFile(path)
		if err := os.WriteFile(path, spoil(b), 0o644); err != nil {
			t.Fatal(err)
		}
		splits, _ := tab.Splits(ctx, nil)
		r, err := splits[0].Open(ctx, []int{0}, nil, nil)
		if err == nil {
			r.Next()
			err = r.Read(0, nil, new(vec.Vec))
			r.Close()
		}
		if !errors.Is(err, object.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTruncatedUnderMapping truncates a file that is being read.
func TestTruncatedUnderMapping(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.parquet")
	for _, opt := range []WriterOptions{{Layout: Neutral}, {Layout: Neutral, Codec: "zstd"}, {Layout: Neutral, Codec: "none"}, {}} {
		opt.PageRows = 2048
		writeRandom(t, path, 20_000, opt)
		tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		splits, _ := tab.Splits(ctx, nil)
		r, err := splits[0].Open(ctx, []int{0, 10}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		var v vec.Vec
		sum := 0
		for n, _ := r.Next(); n > 0 && err == nil; n, err = r.Next() {
			for i := range 2 {
				if err = r.Read(i, nil, &v); err != nil {
					break
				}
				os.Truncate(path, 100)
				for j := range n { // what has been delivered stays readable
					sum += len(v.Datum(j).S)
				}
			}
			if err != nil {
				break
			}
		}
		r.Close()
		if !errors.Is(err, object.ErrChanged) {
			t.Errorf("%+v: %v", opt, err)
		}
		os.Remove(path)
	}
}
