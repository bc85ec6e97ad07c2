// Package objecttest is the contract of object stores as a test suite, run against every
// back end. Start reading at Run.
package objecttest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tarndb/tarn/storage/object"
)

// Run checks a store, writing below base, which names an empty place and has no slash at
// its end. Parts named in skip are left out, for test servers that cannot do them.
func Run(t *testing.T, s object.Store, base string, skip ...string) {
	for name, test := range map[string]func(*testing.T, object.Store, string){
		"read back": readBack, "missing": missing, "conditions": conditions, "races": races, "listing": listing,
		"replaced": replaced, "delete": deletion, "large": large, "large condition": largeCondition, "ranges": ranges,
	} {
		if slices.Contains(skip, name) {
			continue
		}
		t.Run(name, func(t *testing.T) { test(t, s, base+"/"+strings.ReplaceAll(name, " ", "-")) })
	}
}

func put(t *testing.T, s object.Store, path, body string, c object.PutCond) object.Info {
	t.Helper()
	info, err := s.Put(context.Background(), path, strings.NewReader(body), c)
	if err != nil {
		t.Fatalf("put %s: %v", path, err)
	}
	return info
}

func get(t *testing.T, s object.Store, path string) string {
	t.Helper()
	b, _, err := object.ReadAll(context.Background(), s, path, 1<<30)
	if err != nil {
		t.Fatalf("get %s: %v", path, err)
	}
	return string(b)
}

func readBack(t *testing.T, s object.Store, base string) {
	for _, body := range []string{"", "x", strings.Repeat("hello ", 1000)} {
		p := fmt.Sprintf("%s/dir with blank/ü+%d.txt", base, len(body))
		info := put(t, s, p, body, object.PutCond{})
		head, err := s.Head(context.Background(), p)
		if err != nil || head.Size != int64(len(body)) || head.ID == "" || head.ID != info.ID || head.Path != p {
			t.Fatalf("%+v after %+v: %v", head, info, err)
		}
		if got := get(t, s, p); got != body {
			t.Fatalf("%q instead of %q", got, body)
		}
	}
}

func missing(t *testing.T, s object.Store, base string) {
	ctx := context.Background()
	if _, err := s.Head(ctx, base+"/none"); !errors.Is(err, object.ErrNotExist) {
		t.Errorf("head: %v", err)
	}
	if f, err := s.Open(ctx, object.Info{Path: base + "/none"}); err == nil {
		err = f.ReadAt(ctx, make([]byte, 1), 0)
		if !errors.Is(err, object.ErrNotExist) {
			t.Errorf("read: %v", err)
		}
	} else if !errors.Is(err, object.ErrNotExist) {
		t.Errorf("open: %v", err)
	}
	for range s.List(ctx, base+"/none/", object.ListOptions{}) {
		t.Error("a missing place has entries or fails")
	}
}

func conditions(t *testing.T, s object.Store, base string) {
	ctx := context.Background()
	p := base + "/c"
	one := put(t, s, p, "one", object.PutCond{IfAbsent: true})
	if _, err := s.Put(ctx, p, strings.NewReader("two"), object.PutCond{IfAbsent: true}); !errors.Is(err, object.ErrExists) {
		t.Errorf("if-absent over an object: %v", err)
	}
	two := put(t, s, p, "second", object.PutCond{IfMatch: one.ID})
	if _, err := s.Put(ctx, p, strings.NewReader("three"), object.PutCond{IfMatch: one.ID}); !errors.Is(err, object.ErrChanged) {
		t.Errorf("if-match of an old identity: %v", err)
	}
	if _, err := s.Put(ctx, base+"/none", strings.NewReader("x"), object.PutCond{IfMatch: two.ID}); !errors.Is(err, object.ErrChanged) && !errors.Is(err, object.ErrNotExist) {
		t.Errorf("if-match of a missing object: %v", err)
	}
	if got := get(t, s, p); got != "second" {
		t.Errorf("content is %q", got)
	}
}

// races lets writers compete for one condition: exactly one may win.
func races(t *testing.T, s object.Store, base string) {
	for round := range 10 {
		p := fmt.Sprintf("%s/%d", base, round)
		cond := object.PutCond{IfAbsent: true}
		if round%2 == 1 {
			cond = object.PutCond{IfMatch: put(t, s, p, "start", object.PutCond{}).ID}
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		won := ""
		for w := range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				body := fmt.Sprintf("writer number %d", w)
				_, err := s.Put(context.Background(), p, strings.NewReader(body), cond)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil && won != "":
					t.Errorf("round %d: %s and %s both won", round, won, body)
				case err == nil:
					won = body
				case !errors.Is(err, object.ErrExists) && !errors.Is(err, object.ErrChanged):
					t.Errorf("round %d: %v", round, err)
				}
			}()
		}
		wg.Wait()
		if got := get(t, s, p); got != won {
			t.Errorf("round %d: %q is there, %q won", round, got, won)
		}
	}
}

func listing(t *testing.T, s object.Store, base string) {
	want := []string{"a", "b-c", "b/1", "b/2/x", "b0", "c"}
	for _, p := range []string{"c", "b/2/x", "a", "b0", "b/1", "b-c"} {
		put(t, s, base+"/"+p, p, object.PutCond{})
	}
	list := func(prefix string, o object.ListOptions) (out []string) {
		for info, err := range s.List(context.Background(), prefix, o) {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, strings.TrimPrefix(info.Path, base+"/"))
			if info.ID == "" || info.Size != int64(len(out[len(out)-1])) {
				t.Errorf("%+v", info)
			}
		}
		return out
	}
	if got := list(base+"/", object.ListOptions{}); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v instead of %v", got, want)
	}
	if got := list(base+"/", object.ListOptions{Flat: true}); fmt.Sprint(got) != "[a b-c b0 c]" {
		t.Errorf("flat: %v", got)
	}
	if got := list(base+"/b/", object.ListOptions{}); fmt.Sprint(got) != "[b/1 b/2/x]" {
		t.Errorf("below: %v", got)
	}
	if got := list(base+"/", object.ListOptions{After: base + "/b/1"}); fmt.Sprint(got) != "[b/2/x b0 c]" {
		t.Errorf("after: %v", got)
	}
	found, err := object.Glob(context.Background(), s, base+"/b/**")
	if err != nil || len(found) != 2 {
		t.Errorf("glob: %v %v", found, err)
	}
}

func replaced(t *testing.T, s object.Store, base string) {
	ctx := context.Background()
	old := put(t, s, base+"/r", "old content", object.PutCond{})
	put(t, s, base+"/r", "new content!", object.PutCond{})
	f, err := s.Open(ctx, old)
	if err == nil {
		err = f.ReadAt(ctx, make([]byte, 3), 0)
		f.Close()
	}
	if !errors.Is(err, object.ErrChanged) {
		t.Errorf("reading a replaced object: %v", err)
	}
}

func deletion(t *testing.T, s object.Store, base string) {
	ctx := context.Background()
	put(t, s, base+"/d", "x", object.PutCond{})
	for range 2 {
		if err := s.Delete(ctx, base+"/d"); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if _, err := s.Head(ctx, base+"/d"); !errors.Is(err, object.ErrNotExist) {
		t.Errorf("head after delete: %v", err)
	}
}

// large makes stores use their ways of putting and getting in parts.
func large(t *testing.T, s object.Store, base string) {
	body := make([]byte, 40<<20)
	for i := range body {
		body[i] = byte(i * 7 >> 3)
	}
	p := base + "/large"
	info, err := s.Put(context.Background(), p, io.MultiReader(bytes.NewReader(body)), object.PutCond{IfAbsent: true})
	if err != nil || info.Size != int64(len(body)) {
		t.Fatalf("%+v %v", info, err)
	}
	r, err := object.Get(context.Background(), s, info, 0, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, body) {
		t.Fatalf("%d bytes came back: %v", len(got), err)
	}
}

func largeCondition(t *testing.T, s object.Store, base string) {
	for i, body := range []string{"small", strings.Repeat("large", 8<<20)} {
		_, err := s.Put(context.Background(), base+"/l", strings.NewReader(body), object.PutCond{IfAbsent: true})
		if i == 0 && err != nil || i == 1 && !errors.Is(err, object.ErrExists) {
			t.Errorf("put %d: %v", i, err)
		}
	}
}

func ranges(t *testing.T, s object.Store, base string) {
	ctx := context.Background()
	info := put(t, s, base+"/r", "0123456789", object.PutCond{})
	f, err := s.Open(ctx, info)
	if err != nil {
		t.Fatal(err)
	}
	pre := object.Prefetch(ctx, f, []object.Range{{Off: 1, Len: 3}, {Off: 6, Len: 2}})
	defer pre.Close()
	for off := range 10 {
		for n := 1; off+n <= 10; n++ {
			b := make([]byte, n)
			if err := pre.ReadAt(ctx, b, int64(off)); err != nil || string(b) != "0123456789"[off:off+n] {
				t.Fatalf("[%d,+%d) is %q: %v", off, n, b, err)
			}
		}
	}
	if err := f.ReadAt(ctx, make([]byte, 5), 8); err == nil {
		t.Error("a read past the end succeeded")
	}
}
