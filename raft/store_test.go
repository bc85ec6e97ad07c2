package raft

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	hraft "github.com/hashicorp/raft"
)

func openStore(t testing.TB, path string) *boltStore {
	t.Helper()
	s, err := openBoltStore(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func testLogs(lo, hi uint64, size int) (out []*hraft.Log) {
	for i := lo; i <= hi; i++ {
		out = append(out, &hraft.Log{Index: i, Term: i/10 + 1, Type: hraft.LogCommand, Data: bytes.Repeat([]byte{byte(i)}, size),
			AppendedAt: time.Unix(int64(i), 5).UTC()})
	}
	return out
}

func checkRange(t *testing.T, s *boltStore, lo, hi uint64, size int) {
	t.Helper()
	first, err1 := s.FirstIndex()
	last, err2 := s.LastIndex()
	if first != lo || last != hi || errors.Join(err1, err2) != nil {
		t.Fatalf("entries %d to %d, want %d to %d (%v %v)", first, last, lo, hi, err1, err2)
	}
	for i := lo; i <= hi && i > 0; i++ {
		var l hraft.Log
		if err := s.GetLog(i, &l); err != nil {
			t.Fatal(err)
		}
		if l.Index != i || l.Term != i/10+1 || !bytes.Equal(l.Data, bytes.Repeat([]byte{byte(i)}, size)) || l.AppendedAt != time.Unix(int64(i), 5).UTC() {
			t.Fatalf("entry %d came back as %+v", i, l)
		}
	}
}

func TestLogStore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	s := openStore(t, path)
	checkRange(t, s, 0, 0, 0)
	if err := s.StoreLogs(testLogs(1, 50, 100)); err != nil {
		t.Fatal(err)
	}
	checkRange(t, s, 1, 50, 100)
	if err := s.DeleteRange(1, 20); err != nil { // as after a snapshot
		t.Fatal(err)
	}
	checkRange(t, s, 21, 50, 100)
	if err := s.DeleteRange(40, 50); err != nil { // as when another leader won
		t.Fatal(err)
	}
	checkRange(t, s, 21, 39, 100)
	if err := s.StoreLogs(testLogs(40, 45, 100)); err != nil {
		t.Fatal(err)
	}
	var l hraft.Log
	if err := s.GetLog(20, &l); err != hraft.ErrLogNotFound {
		t.Errorf("a deleted entry: %v", err)
	}
	_ = s.Close()
	s = openStore(t, path)
	checkRange(t, s, 21, 45, 100)
	big := &hraft.Log{Index: 46, Data: bytes.Repeat([]byte("x"), MaxEntryBytes), Extensions: []byte("ext")}
	if err := s.StoreLog(big); err != nil {
		t.Fatal(err)
	}
	if err := s.GetLog(46, &l); err != nil || !bytes.Equal(l.Data, big.Data) || string(l.Extensions) != "ext" {
		t.Errorf("a big entry: %v", err)
	}
	if err := s.DeleteRange(21, 46); err != nil {
		t.Fatal(err)
	}
	checkRange(t, s, 0, 0, 0)
	if v, err := s.GetUint64([]byte("k")); v != 0 || err != nil {
		t.Errorf("an absent number: %d, %v", v, err)
	}
	if err := s.SetUint64([]byte("k"), 7); err != nil {
		t.Fatal(err)
	}
	if v, err := s.GetUint64([]byte("k")); v != 7 || err != nil {
		t.Errorf("a number: %d, %v", v, err)
	}
}

// TestManyDeletes removes more than one transaction's worth, from both ends.
func TestManyDeletes(t *testing.T) {
	s := openStore(t, filepath.Join(t.TempDir(), "log.db"))
	if err := s.StoreLogs(testLogs(1, 3*deleteChunk, 8)); err != nil {
		t.Fatal(err)
	}
	if err := s.DeleteRange(1, deleteChunk+10); err != nil {
		t.Fatal(err)
	}
	checkRange(t, s, deleteChunk+11, 3*deleteChunk, 8)
	if err := s.DeleteRange(deleteChunk+20, 3*deleteChunk); err != nil {
		t.Fatal(err)
	}
	checkRange(t, s, deleteChunk+11, deleteChunk+19, 8)
}

func TestDamagedEntry(t *testing.T) {
	b := encodeLog(testLogs(9, 9, 40)[0])
	var l hraft.Log
	for i := range b {
		bad := bytes.Clone(b)
		bad[i] ^= 4
		if decodeLog(bad, 9, &l) == nil {
			t.Errorf("byte %d changed, and nobody saw it", i)
		}
		if decodeLog(b[:i], 9, &l) == nil {
			t.Errorf("an entry of %d bytes was read", i)
		}
	}
}

// TestPowerCut builds the files that a power cut during a write can leave: any of the new
// pages written or not as long as the meta page, which is written after a sync, is the old
// one or torn; and all pages with the new meta page. Each must open with the whole write
// or none of it.
func TestPowerCut(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "log.db")
	s := openStore(t, path)
	if s.db.NoSync || s.db.NoGrowSync {
		t.Fatal("the file is not synced")
	}
	for i := range uint64(20) {
		if err := s.StoreLogs(testLogs(i*5+1, i*5+5, 700)); err != nil {
			t.Fatal(err)
		}
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.StoreLogs(testLogs(101, 110, 700)); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := s.db.Info().PageSize
	rnd := rand.New(rand.NewPCG(1, 2))
	for round := range 60 {
		image := bytes.Clone(before)
		image = append(image, make([]byte, max(0, len(after)-len(before)))...)
		for at := 2 * page; at < len(after); at += page {
			if n := rnd.IntN(3); n == 0 {
				copy(image[at:at+page], after[at:])
			} else if n == 1 { // torn
				copy(image[at:at+rnd.IntN(page)], after[at:])
			}
		}
		want := uint64(100)
		switch round % 3 {
		case 1: // the meta page is torn
			for at := 0; at < 2*page; at += page {
				if !bytes.Equal(before[at:at+page], after[at:at+page]) {
					copy(image, bytes.Clone(after))
					copy(image[at+24:at+page], before[at+24:at+page]) // root, free list and checksum are the old ones
				}
			}
		case 2:
			image, want = bytes.Clone(after), 110
		}
		name := filepath.Join(dir, "image.db")
		if err := os.WriteFile(name, image, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := openBoltStore(name)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		checkRange(t, r, 1, want, 700)
		if err := r.StoreLogs(testLogs(want+1, want+5, 700)); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
}

func writeSnapshot(t *testing.T, s *snapStore, index uint64, body string) {
	t.Helper()
	k, err := s.Create(1, index, 3, hraft.Configuration{Servers: []hraft.Server{{ID: "a", Address: "b"}}}, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(k, body); err != nil {
		t.Fatal(err)
	}
	if err := k.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestSnapshotStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snapshots")
	s, err := openSnapStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range uint64(4) {
		writeSnapshot(t, s, 100+i*7, strings.Repeat("body", int(i)*1000))
	}
	k, err := s.Create(1, 500, 3, hraft.Configuration{}, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.WriteString(k, "unfinished") // as a crash would leave it
	if s, err = openSnapStore(dir); err != nil {
		t.Fatal(err)
	}
	list, err := s.List()
	if err != nil || len(list) != snapKeep || list[0].Index != 121 || list[0].Configuration.Servers[0].ID != "a" {
		t.Fatalf("list %+v, %v", list, err)
	}
	m, r, err := s.Open(list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	_ = r.Close()
	if err != nil || int64(len(b)) != m.Size || len(b) != 12000 {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != snapKeep {
		t.Errorf("left over: %v", files)
	}
	newest := filepath.Join(dir, list[0].ID+snapSuffix)
	whole, _ := os.ReadFile(newest)
	for _, cut := range []int{0, 10, len(whole) / 2, len(whole) - 1} {
		_ = os.WriteFile(newest, whole[:cut], 0o600)
		if l, err := s.List(); err != nil || len(l) != 1 || l[0].Index != 114 {
			t.Errorf("cut to %d bytes: %v, %v", cut, l, err)
		}
	}
}

type textState string

func (s textState) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, string(s))
	return int64(n), err
}

// TestStateStream changes and cuts a stream at every byte: no reader may take it.
func TestStateStream(t *testing.T) {
	var buf bytes.Buffer
	text := strings.Repeat("some state, ", 100)
	if err := writeState(&buf, textState(text), 77); err != nil {
		t.Fatal(err)
	}
	whole := buf.Bytes()
	read := func(b []byte) (got string, applied uint64, err error) {
		applied, err = readState(bytes.NewReader(b), func(r io.Reader) error {
			all, err := io.ReadAll(r)
			got = string(all)
			return err
		})
		return got, applied, err
	}
	if got, applied, err := read(whole); err != nil || got != text || applied != 77 {
		t.Fatalf("%d bytes, %d, %v", len(got), applied, err)
	}
	for i := range whole {
		bad := bytes.Clone(whole)
		bad[i] ^= 1
		if _, _, err := read(bad); err == nil {
			t.Errorf("byte %d changed, and nobody saw it", i)
		}
		if _, _, err := read(whole[:i]); err == nil {
			t.Errorf("a stream of %d bytes was read", i)
		}
	}
	if _, _, err := read(append(bytes.Clone(whole), 0)); err == nil {
		t.Error("a stream with a byte too many was read")
	}
	if _, err := readState(bytes.NewReader(whole), func(io.Reader) error { return nil }); err == nil {
		t.Error("a state that was not read to its end was taken")
	}
}

// FuzzState feeds bytes to the reader of snapshots and backups.
func FuzzState(f *testing.F) {
	var buf bytes.Buffer
	_ = writeState(&buf, textState("state"), 1)
	f.Add(buf.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _ = readState(bytes.NewReader(b), func(r io.Reader) error {
			_, err := io.Copy(io.Discard, io.LimitReader(r, 1<<20))
			return err
		})
	})
}
