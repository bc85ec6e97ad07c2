package replica

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/types"
)

var rewrite = flag.Bool("rewrite", false, "write the commands of this version into testdata")

// sampleCommands has one of each kind with every field set.
func sampleCommands() map[string]*command {
	restart := int64(-5)
	sum := [32]byte{1, 2, 3}
	view := &catalog.Object{ID: 16400, Parent: catalog.PublicID, Kind: catalog.View, Name: "v\u00e9", Owner: 10, Comment: "c", Version: 3,
		Created: 7, Changed: 9, ACL: []catalog.ACL{{Grantee: 11, Grantor: 10, Privileges: catalog.PrivSelect}},
		View: &catalog.ViewInfo{SQL: "SELECT 1", SearchPath: []string{"public"}, Columns: []catalog.Column{{Number: 1, Name: "a",
			Type: types.Type{OID: types.Int4, Mod: -1}}}}}
	table := &catalog.Object{ID: 16401, Parent: catalog.PublicID, Kind: catalog.Table, Name: "t", Owner: 10, Version: 1,
		Table: &catalog.TableInfo{Storage: catalog.Managed, Location: "tables/x", Schema: 2, NextColumn: 3,
			Constraints: []catalog.Constraint{{ID: 16402, Name: "t_pkey", Kind: catalog.PrimaryKey, Columns: []int32{1}}},
			Columns:     []catalog.Column{{Number: 1, Name: "id", Type: types.Type{OID: types.Int8, Mod: -1}, NotNull: true}}}}
	seq := &catalog.Object{ID: 16403, Parent: catalog.PublicID, Kind: catalog.Sequence, Name: "s", Owner: 10, Version: 2,
		Sequence: &catalog.SequenceInfo{Type: types.Type{OID: types.Int8, Mod: -1}, Start: 1, Increment: 1, Min: 1, Max: 100}}
	change := &catalog.Change{Tx: 77, Key: "once", Base: 12, Serializable: true, Reads: []catalog.ID{3, 16384},
		Mutations: []catalog.Mutation{{Put: view, Base: 2}, {Put: table, Undrop: true}, {Put: seq, Base: 1, Restart: &restart},
			{Drop: &catalog.Object{ID: 16500, Name: "gone"}, Base: 4}},
		Tables: []catalog.TableChange{
			{Table: 16401, Base: -1, Schema: 2, Whole: true, Body: []byte("{\"add\":{}}\n"), Removed: []uint64{1, 5, 1 << 63}, Keys: []uint64{2, 3},
				AllKeys: true, Data: true, Meta: true, Compaction: true,
				Info:       catalog.CommitInfo{Operation: "MERGE", User: "me", Metrics: []catalog.Property{{Name: "rows", Value: "1"}}},
				Chunks:     []*catalog.Chunk{{Rows: 3, Data: []byte{0, 1, 2}, Keys: []uint64{9}, AllKeys: true}},
				DropChunks: []uint64{4, 8}},
			{Table: 16405, Base: 1 << 40, Staged: "_staged/x", StagedLen: 12345, StagedSum: sum}}}
	return map[string]*command{
		"init":      {kind: kindInit, objects: []*catalog.Object{view, table}},
		"commit":    {kind: kindCommit, request: [16]byte{3}, change: change},
		"reserve":   {kind: kindReserve, ids: 1024, txs: 4096},
		"advance":   {kind: kindAdvance, request: [16]byte{1, 2, 3}, object: 16403, n: 32},
		"set":       {kind: kindSet, request: [16]byte{15: 9}, object: 16403, n: -7, called: true},
		"published": {kind: kindPublished, object: 16401, n: 17, m: -1},
		"purge":     {kind: kindPurge, list: []uint64{16384, 16390}},
		"digest":    {kind: kindDigest, ignorable: true, index: 10000, hash: sum},
		"level":     {kind: kindLevel, ids: 1},
	}
}

// TestGolden reads the commands as they were first written: logs and snapshots of older
// programs must stay readable. A file that changes means a format that changed: make a new
// kind or field instead.
func TestGolden(t *testing.T) {
	for name, c := range sampleCommands() {
		c.level = max(c.level, 1)
		b, err := c.encode()
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("testdata", "v1-"+name+".hex")
		if *rewrite {
			_ = os.WriteFile(path, []byte(wrap(hex.EncodeToString(b))), 0o644)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		old, err := hex.DecodeString(strings.Join(strings.Fields(string(text)), ""))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(old, b) {
			t.Errorf("%s is written in another form than before", name)
		}
		got, err := decodeCommand(old)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, c) {
			t.Errorf("%s came back as %+v", name, got)
		}
	}
}

func wrap(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(len(s), 100)
		b.WriteString(s[:n] + "\n")
		s = s[n:]
	}
	return b.String()
}

// TestUnknown checks what an older program does with commands of a newer one.
func TestUnknown(t *testing.T) {
	make := func(format, kind, level uint64, ignorable bool) []byte {
		o := &out{}
		o.uint(1, format)
		o.uint(2, kind)
		o.uint(3, level)
		o.bool(5, ignorable)
		o.uint(99, 5) // a field that is not known
		return o.b
	}
	for _, c := range []struct {
		b         []byte
		stop, run bool
	}{
		{make(1, 200, 1, false), true, false},
		{make(1, 200, 1, true), false, false},
		{make(1, uint64(kindReserve), Level+1, false), true, false},
		{make(2, uint64(kindReserve), 1, false), true, false},
		{make(1, uint64(kindReserve), 1, false), false, true},
	} {
		got, err := decodeCommand(c.b)
		if (err != nil) != c.stop || (got != nil && err == nil) != c.run {
			t.Errorf("%x: %v, %v", c.b, got, err)
		}
	}
}

func FuzzCommand(f *testing.F) {
	for _, c := range sampleCommands() {
		b, err := c.encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := decodeCommand(b)
		if err != nil || c == nil {
			return
		}
		again, err := c.encode()
		if err != nil {
			t.Fatal(err)
		}
		if d, err := decodeCommand(again); err != nil || !reflect.DeepEqual(c, d) && c.kind != kindInit && c.kind != kindCommit {
			t.Fatalf("%+v became %+v (%v)", c, d, err)
		}
	})
}

func FuzzState(f *testing.F) {
	m := newMachine()
	var buf bytes.Buffer
	s, _ := m.Snapshot()
	_, _ = s.WriteTo(&buf)
	f.Add(buf.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := readState(bytes.NewReader(b))
		if err != nil {
			return
		}
		var one, two bytes.Buffer
		if _, err := s.WriteTo(&one); err != nil {
			t.Fatal(err)
		}
		s, err = readState(bytes.NewReader(one.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.WriteTo(&two); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Fatal("a state changes when it is stored")
		}
	})
}
