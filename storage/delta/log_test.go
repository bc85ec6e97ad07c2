package delta

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

func ptr[T any](v T) *T { return &v }

// fullCommit has every member of every action.
func fullCommit() *Commit {
	dv := &DeletionVector{Storage: "u", PathOrData: "ab^-aqEH.-t@S}K{vb[*k^", Offset: ptr(int64(4)), Size: 40, Cardinality: 6}
	return &Commit{Version: 7,
		Info: &CommitInfo{Timestamp: 1, InCommitTimestamp: ptr(int64(2)), Operation: "WRITE", Parameters: `{"mode":"Append"}`, Metrics: `{"n":"1"}`,
			ReadVersion: ptr(int64(6)), IsolationLevel: "Serializable", IsBlindAppend: ptr(true), EngineInfo: "e", UserName: "u", TxnID: "t"},
		Protocol: &Protocol{MinReader: 3, MinWriter: 7, ReaderFeatures: []string{"deletionVectors"}, WriterFeatures: []string{"deletionVectors", "x"}},
		Metadata: &Metadata{ID: "id", Name: "n", Description: "d \"q\"\n", Provider: "parquet", FormatOptions: []Pair{{Key: "a", Value: "b"}},
			SchemaString: `{"type":"struct","fields":[{"name":"p","type":"integer","nullable":true,"metadata":{}}]}`, PartitionColumns: []string{"p"},
			Configuration: []Pair{{Key: "k", Value: "v"}}, CreatedTime: ptr(int64(3))},
		Adds: []*Add{{Path: "a%20b", PartitionValues: []Pair{{Key: "p", Null: true}, {Key: "q", Value: "x\u00fc"}}, Size: 1, ModificationTime: 2, DataChange: true,
			Stats: `{"numRecords":1}`, Tags: []Pair{{Key: "t", Value: "1"}}, DeletionVector: dv, BaseRowID: ptr(int64(5)), DefaultRowCommitVersion: ptr(int64(6)), ClusteringProvider: "c"}},
		Removes: []*Remove{{Path: "r", DeletionTimestamp: 9, DataChange: true, ExtendedFileMetadata: true, PartitionValues: []Pair{{Key: "p", Value: "1"}},
			Size: ptr(int64(8)), Tags: []Pair{{Key: "t", Value: "2"}}, DeletionVector: dv}},
		Txns:    []Txn{{AppID: "app", Version: 3, LastUpdated: ptr(int64(4))}},
		Domains: []DomainMetadata{{Domain: "d", Configuration: `{"a":1}`}, {Domain: "e", Removed: true}},
		CDCs:    []CDC{{Path: "c", PartitionValues: []Pair{{Key: "p", Value: "1"}}, Size: 3, Tags: []Pair{{Key: "x", Value: "y"}}}},
	}
}

// TestCommitBytes reads back what it writes, member by member.
func TestCommitBytes(t *testing.T) {
	c := fullCommit()
	raw := c.Encode()
	if !strings.HasPrefix(string(raw), `{"commitInfo":{"inCommitTimestamp":2,`) {
		t.Errorf("the log entry begins with %.60s", raw)
	}
	back, err := DecodeCommit(raw)
	if err != nil {
		t.Fatal(err)
	}
	if again := back.Encode(); string(again) != string(raw) {
		t.Errorf("got\n%s\nwant\n%s", again, raw)
	}
	if more, err := DecodeCommit([]byte("{\"newAction\":{\"x\":1}}\n{\"add\":null}\n\n{}")); err != nil || len(more.Adds) != 0 {
		t.Errorf("unknown actions: %v", err)
	}
	for _, bad := range []string{"{", `{"x":[` + strings.Repeat("0,", 1<<21) + "0]}", "[1]", `{"add":{}}`, `{"add":{"path":1}}`, `{"add":{"path":"a","size":"1"}}`, `{"add":{"path":"a"}} x`,
		`{"add":{"path":"a","partitionValues":[]}}`, `{"protocol":{"minReaderVersion":1.5}}`, `{"add":{"path":"a","deletionVector":{}}}`,
		`{"add":{"path":"a` + "\x01" + `"}}`, strings.Repeat("[", 200) + strings.Repeat("]", 200), `{"a":01}`, `{"a":.5}`, `{"a":tru}`} {
		if _, err := DecodeCommit([]byte(bad)); err == nil {
			t.Errorf("%.60s was taken", bad)
		}
	}
}

func FuzzCommit(f *testing.F) {
	f.Add(string(fullCommit().Encode()))
	f.Add(`{"add":{"path":"x","stats":"{\"numRecords\":3,\"minValues\":{\"a\":1}}"}}`)
	f.Fuzz(func(t *testing.T, raw string) {
		c, err := DecodeCommit([]byte(raw))
		if err != nil {
			return
		}
		once := c.Encode()
		again, err := DecodeCommit(once)
		if err != nil || string(again.Encode()) != string(once) {
			t.Fatalf("%v\n%s", err, once)
		}
		if c.Metadata != nil {
			if _, err := newSchema(c.Metadata, c.Protocol); err != nil {
				return
			}
		}
		base := NewSnapshot("/t")
		base.protocol, base.metadata, base.schema = &Protocol{MinReader: 1}, &Metadata{}, &Schema{}
		if s, err := base.Apply(c); err == nil {
			s.total()
		}
	})
}

// model is a table as simple maps, to compare snapshots with.
type model struct {
	files map[string]string // path and deletion vector → stats
	gone  map[string]bool
	txns  map[string]int64
	doms  map[string]string
}

func (m *model) clone() *model {
	return &model{maps.Clone(m.files), maps.Clone(m.gone), maps.Clone(m.txns), maps.Clone(m.doms)}
}

// randomCommit draws a commit that fits a model and applies it there.
func randomCommit(r *rand.Rand, m *model, version int64) *Commit {
	c := &Commit{Version: version, Info: &CommitInfo{Timestamp: version, TxnID: fmt.Sprint("t", version)}}
	keys := slices.Sorted(maps.Keys(m.files))
	r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	for _, k := range keys[:min(len(keys), r.IntN(4))] {
		path, dv, _ := strings.Cut(k, "\x00")
		rm := &Remove{Path: path, DeletionTimestamp: version}
		if dv != "" {
			rm.DeletionVector = &DeletionVector{Storage: "i", PathOrData: dv}
		}
		c.Removes = append(c.Removes, rm)
		delete(m.files, k)
		m.gone[k] = true
		if r.IntN(3) == 0 { // the same file with other deleted rows
			again := fmt.Sprint("dv", version, r.IntN(1000))
			c.Adds = append(c.Adds, &Add{Path: path, Size: 1, Stats: `{"numRecords":5}`, DeletionVector: &DeletionVector{Storage: "i", PathOrData: again, Cardinality: 2}})
			m.files[path+"\x00"+again] = `{"numRecords":5}`
		}
	}
	for range r.IntN(5) {
		path := fmt.Sprintf("f%d", r.IntN(1_000_000))
		n := r.IntN(100)
		stats := fmt.Sprintf(`{"numRecords":%d,"minValues":{"a":%d},"maxValues":{"a":%d},"nullCount":{"a":0}}`, n, -n, n)
		c.Adds = append(c.Adds, &Add{Path: path, Size: 1, Stats: stats})
		m.files[path+"\x00"] = stats
		delete(m.gone, path+"\x00")
	}
	if r.IntN(3) == 0 {
		app := fmt.Sprint("app", r.IntN(3))
		c.Txns = []Txn{{AppID: app, Version: version}}
		m.txns[app] = version
	}
	if r.IntN(3) == 0 {
		d := DomainMetadata{Domain: fmt.Sprint("d", r.IntN(3)), Configuration: fmt.Sprint(version), Removed: r.IntN(3) == 0}
		c.Domains = []DomainMetadata{d}
		if delete(m.doms, d.Domain); !d.Removed {
			m.doms[d.Domain] = d.Configuration
		}
	}
	return c
}

// agree compares a snapshot with a model.
func agree(t *testing.T, s *Snapshot, m *model) {
	t.Helper()
	files, bytes, rows := map[string]string{}, int64(0), int64(0)
	last := uint64(0)
	for i, f := range s.Files() {
		dv := ""
		if f.DeletionVector != nil {
			dv = f.DeletionVector.PathOrData
		}
		files[f.Path+"\x00"+dv] = f.Stats
		bytes += f.Size
		rows += f.statsFor(s.schema).live(f)
		if i > 0 && f.seq <= last {
			t.Fatal("files are out of order")
		}
		last = f.seq
		if got, ok := s.File(f.Path, f.DeletionVector); !ok || got != f {
			t.Fatal("a file is not found by its name")
		}
	}
	if !maps.Equal(files, m.files) || s.NumFiles() != len(files) || s.Bytes() != bytes {
		t.Fatalf("version %d: %d files, %d bytes; want %d files", s.version, s.NumFiles(), s.Bytes(), len(m.files))
	}
	if got := s.total(); got.rows != rows || got.unknown != 0 {
		t.Fatalf("version %d: statistics say %d rows, want %d", s.version, got.rows, rows)
	}
	gone := map[string]bool{}
	for r := range s.Tombstones() {
		dv := ""
		if r.DeletionVector != nil {
			dv = r.DeletionVector.PathOrData
		}
		gone[r.Path+"\x00"+dv] = true
	}
	txns, doms := map[string]int64{}, map[string]string{}
	for x := range s.Txns() {
		txns[x.AppID] = x.Version
	}
	for x := range s.Domains() {
		doms[x.Domain] = x.Configuration
	}
	if !maps.Equal(gone, m.gone) || !maps.Equal(txns, m.txns) || !maps.Equal(doms, m.doms) {
		t.Fatalf("version %d: tombstones, txns or domains differ", s.version)
	}
}

func firstCommit() *Commit {
	return &Commit{Protocol: NewProtocol("deletionVectors", "domainMetadata"), Info: &CommitInfo{TxnID: "first"},
		Metadata: &Metadata{ID: "x", Provider: "parquet", SchemaString: `{"type":"struct","fields":[{"name":"a","type":"long","nullable":true,"metadata":{}}]}`}}
}

// TestReplay applies random commits, to snapshots and through files with checkpoints and
// compactions, and compares all versions with a simple model; old snapshots stay as they were.
func TestReplay(t *testing.T) {
	for seed := range uint64(3) {
		r := rand.New(rand.NewPCG(seed, 1))
		log := Log{Store: object.NewSet(), Root: t.TempDir()}
		m := &model{map[string]string{}, map[string]bool{}, map[string]int64{}, map[string]string{}}
		first := firstCommit()
		if got, err := log.WriteCommit(t.Context(), first); got != Won {
			t.Fatal(got, err)
		}
		s, err := NewSnapshot(log.Root).Apply(first)
		if err != nil {
			t.Fatal(err)
		}
		snaps, models := []*Snapshot{s}, []*model{m.clone()}
		for v := int64(1); v < 120; v++ {
			c := randomCommit(r, m, v)
			if got, err := log.WriteCommit(t.Context(), c); got != Won {
				t.Fatal(got, err)
			}
			if r.IntN(2) == 0 {
				s.total() // so that sums are carried on
			}
			if s, err = s.Apply(c); err != nil {
				t.Fatal(err)
			}
			snaps, models = append(snaps, s), append(models, m.clone())
			if r.IntN(25) == 0 {
				if err := log.WriteCheckpoint(t.Context(), s, 0); err != nil {
					t.Fatal(err)
				}
			}
			if r.IntN(25) == 0 && v > 10 {
				compact(t, log, v-8, v)
			}
		}
		for v := range snaps {
			agree(t, snaps[v], models[v])
			if v%9 == 0 || v == len(snaps)-1 {
				read, err := log.Snapshot(t.Context(), int64(v))
				if err != nil {
					t.Fatal(err)
				}
				agree(t, read, models[v])
			}
		}
		updated, err := log.Update(t.Context(), snaps[5])
		if err != nil {
			t.Fatal(err)
		}
		agree(t, updated, m)
	}
}

// compact writes a log compaction file.
func compact(t *testing.T, log Log, from, to int64) {
	t.Helper()
	all := &Commit{}
	last := map[string]bool{}
	for v := to; v >= from; v-- { // the newest reference of a file counts
		c, err := log.ReadCommit(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range c.Adds {
			if id := fileID(a.Path, a.DeletionVector); !last[id] {
				last[id] = true
				all.Adds = append(all.Adds, a)
			}
		}
		for _, r := range c.Removes {
			if id := fileID(r.Path, r.DeletionVector); !last[id] {
				last[id] = true
				all.Removes = append(all.Removes, r)
			}
		}
		for _, x := range c.Txns {
			if !last["t"+x.AppID] {
				last["t"+x.AppID] = true
				all.Txns = append(all.Txns, x)
			}
		}
		for _, x := range c.Domains {
			if !last["d"+x.Domain] {
				last["d"+x.Domain] = true
				all.Domains = append(all.Domains, x)
			}
		}
	}
	name := fmt.Sprintf("%020d.%020d.compacted.json", from, to)
	if _, err := log.Store.Put(t.Context(), log.dir()+name, strings.NewReader(string(all.Encode())), object.PutCond{}); err != nil {
		t.Fatal(err)
	}
}

// TestBrokenHints reads tables whose _last_checkpoint is wrong and whose newest checkpoint
// is damaged or incomplete.
func TestBrokenHints(t *testing.T) {
	log := Log{Store: object.NewSet(), Root: t.TempDir()}
	s := NewSnapshot(log.Root)
	for v := range int64(6) {
		c := &Commit{Version: v, Info: &CommitInfo{TxnID: "x"}}
		if v == 0 {
			c = firstCommit()
		}
		c.Adds = []*Add{{Path: fmt.Sprint("f", v), Size: 1}}
		if got, err := log.WriteCommit(t.Context(), c); got != Won {
			t.Fatal(got, err)
		}
		var err error
		if s, err = s.Apply(c); err != nil {
			t.Fatal(err)
		}
		if v == 2 || v == 4 {
			if err := log.WriteCheckpoint(t.Context(), s, 0); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := filepath.Join(log.Root, "_delta_log")
	read := func(what string) {
		t.Helper()
		got, err := log.Snapshot(t.Context(), Newest)
		if err != nil || got.Version() != 5 || got.NumFiles() != 6 {
			t.Errorf("%s: %v", what, err)
		}
	}
	read("all well")
	for _, hint := range []string{"", "{", `{"version":99}`, `{"version":-3}`, `{"version":"x"}`, `{"version":3}`} {
		if err := os.WriteFile(filepath.Join(dir, "_last_checkpoint"), []byte(hint), 0o644); err != nil {
			t.Fatal(err)
		}
		read("hint " + hint)
	}
	part := filepath.Join(dir, "00000000000000000005.checkpoint.0000000001.0000000002.parquet")
	if err := os.WriteFile(part, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	read("half a checkpoint")
	cp := filepath.Join(dir, "00000000000000000004.checkpoint.parquet")
	if err := os.WriteFile(cp, []byte("PAR1 nothing of the kind PAR1"), 0o644); err != nil {
		t.Fatal(err)
	}
	read("a damaged checkpoint")
	for _, v := range []int64{0, 1, 2} {
		os.Remove(filepath.Join(dir, commitName(v)))
	}
	read("cleaned up before a checkpoint")
	os.Remove(filepath.Join(dir, commitName(3)))
	if _, err := log.Snapshot(t.Context(), Newest); err == nil {
		t.Error("a gap in the log was passed over")
	}
}

func FuzzCheckpoint(f *testing.F) {
	log := Log{Store: object.NewSet(), Root: f.TempDir()}
	s, err := NewSnapshot(log.Root).Apply(firstCommit())
	if err != nil {
		f.Fatal(err)
	}
	c := fullCommit()
	c.Protocol = nil
	c.Metadata = nil
	if s, err = s.Apply(c); err != nil {
		f.Fatal(err)
	}
	var buf strings.Builder
	if _, err := s.writeActions(&buf, 0); err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(buf.String()))
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := filepath.Join(t.TempDir(), "cp.parquet")
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		b := NewSnapshot("/t").builder()
		if log.readCheckpointFile(t.Context(), object.Info{Path: path}, b.apply) == nil {
			_, _ = b.finish()
		}
	})
}

// TestCheckpointMutants reads checkpoints with some bytes changed: an error or a snapshot,
// never more.
func TestCheckpointMutants(t *testing.T) {
	s, err := NewSnapshot("/t").Apply(firstCommit())
	if err != nil {
		t.Fatal(err)
	}
	c := fullCommit()
	c.Protocol, c.Metadata = nil, nil
	if s, err = s.Apply(c); err != nil {
		t.Fatal(err)
	}
	var buf strings.Builder
	if _, err := s.writeActions(&buf, 0); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(5, 6))
	log := Log{Store: object.NewSet(), Root: t.TempDir()}
	good := 0
	for i := range 400 {
		raw := []byte(buf.String())
		for range 1 + r.IntN(4) {
			raw[r.IntN(len(raw))] = byte(r.IntN(256))
		}
		path := filepath.Join(log.Root, fmt.Sprint(i, ".parquet"))
		if err := os.WriteFile(path, raw, 0o644); err != nil {
			t.Fatal(err)
		}
		b := NewSnapshot("/t").builder()
		if log.readCheckpointFile(t.Context(), object.Info{Path: path}, b.apply) == nil {
			if _, err := b.finish(); err == nil {
				good++
			}
		}
		os.Remove(path)
	}
	if good == 0 {
		t.Error("no mutant was read")
	}
}

// TestParsedStats reads statistics of a checkpoint in their parsed form.
func TestParsedStats(t *testing.T) {
	st := rowType("numRecords", longType, "minValues", rowType("a", longType, "d", types.T(types.Date)), "tightBounds", boolType)
	mins := cpRow(st.Ext.Fields[1].Type, types.NewInt(-3), types.NewInt(1))
	row := newRowShape(st).row(cpRow(st, types.NewInt(7), mins, types.NewBool(true)).S)
	if got := row.statsJSON(); got != `{"numRecords":7,"minValues":{"a":-3,"d":"1970-01-02"},"tightBounds":true}` {
		t.Error(got)
	}
}

// TestPaths resolves what logs name.
func TestPaths(t *testing.T) {
	for _, c := range [][3]string{
		{"/t", "a/b%20c", "/t/a/b c"}, {"/t/", "file:/x/y", "/x/y"}, {"/t", "file:///x/y", "/x/y"}, {"/t", "/x/../y", "/y"},
		{"s3://b/t", "p=1/f", "s3://b/t/p=1/f"}, {"s3://b/t", "s3://c/f%25", "s3://c/f%"}, {"s3://b/t", "../u/f", "s3://b/u/f"}, {"rel/t", "f", "rel/t/f"},
	} {
		if got, err := resolve(c[0], c[1]); err != nil || got != c[2] {
			t.Errorf("%s below %s is %s: %v", c[1], c[0], got, err)
		}
	}
	for _, bad := range []string{"%zz", "/etc/passwd", "file:/etc/passwd"} {
		if got, err := resolve("s3://b/t", bad); err == nil {
			t.Errorf("%s below a bucket is %s", bad, got)
		}
	}
	for _, p := range []string{"a b", "50%", "p=a%2Fb/x#y", "ü?"} {
		if got, err := resolve("/t", escapePath(p)); err != nil || got != "/t/"+p {
			t.Errorf("%s became %s: %v", p, got, err)
		}
	}
}

// TestRefusedSchemas names what a schema has that we do not know.
func TestRefusedSchemas(t *testing.T) {
	field := func(typ string) string {
		return `{"type":"struct","fields":[{"name":"a","type":` + typ + `,"nullable":true,"metadata":{}}]}`
	}
	for _, typ := range []string{`"variant"`, `"geometry"`, `"decimal(39,0)"`, `"decimal(x)"`, `{"type":"struct","fields":[]}`, `{"type":"tuple"}`, `7`, `null`} {
		if _, err := newSchema(&Metadata{SchemaString: field(typ)}, nil); err == nil {
			t.Errorf("type %s was taken", typ)
		}
	}
	deep := strings.Repeat(`{"type":"array","elementType":`, 500) + `"long"` + strings.Repeat("}", 500)
	if _, err := newSchema(&Metadata{SchemaString: field(deep)}, nil); err == nil {
		t.Error("an endless type was taken")
	}
	for _, f := range []string{"variantType", "catalogManaged", "somethingNew"} {
		if err := (&Protocol{MinReader: 3, ReaderFeatures: []string{f}}).checkReadable(); err == nil || !strings.Contains(err.Error(), f) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

// TestSchemaString keeps nested types and those that only SQL has.
func TestSchemaString(t *testing.T) {
	row := types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: []types.Field{{Name: "x", Type: types.T(types.UUID)}, {Name: "y", Type: types.ArrayOf(types.T(types.Int4))}}}}
	cols := []table.Column{{Name: "r", Type: row}, {Name: "m", Type: types.MapType(textType, types.T(types.Float8))}, {Name: "n", Type: types.T(types.Numeric), NotNull: true}}
	text, err := SchemaString(cols)
	if err != nil {
		t.Fatal(err)
	}
	s, err := newSchema(&Metadata{SchemaString: text}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range s.Columns() {
		if !sameType(c.Type, cols[i].Type) || c.NotNull != cols[i].NotNull || c.Name != cols[i].Name {
			t.Errorf("column %s came back as %+v", cols[i].Name, c)
		}
	}
	if _, err := SchemaString([]table.Column{{Name: "m", Type: types.MapType(textType, types.T(types.UUID))}}); err == nil {
		t.Error("a map that would not come back was taken")
	}
}

// TestHistory tells versions by time.
func TestHistory(t *testing.T) {
	log := Log{Store: object.NewSet(), Root: t.TempDir()}
	for v := range int64(5) {
		c := &Commit{Version: v}
		if v == 0 {
			c = firstCommit()
			c.Metadata.Configuration = []Pair{{Key: ictProperty, Value: "true"}}
		}
		c.Info = &CommitInfo{Timestamp: 1, InCommitTimestamp: ptr(100 * (v + 1)), Operation: fmt.Sprint("op", v), TxnID: "x"}
		if got, err := log.WriteCommit(t.Context(), c); got != Won {
			t.Fatal(got, err)
		}
	}
	for at, want := range map[int64]int64{100: 0, 199: 0, 200: 1, 499: 3, 500: 4, 1e15: 4} {
		if v, err := log.VersionAt(t.Context(), at); err != nil || v != want {
			t.Errorf("version at %d: %d %v", at, v, err)
		}
	}
	if v, err := log.VersionAt(t.Context(), 99); err == nil {
		t.Errorf("version before the first: %d", v)
	}
	h, err := log.History(t.Context(), 3)
	if err != nil || len(h) != 3 || h[0].Version != 4 || h[2].Timestamp != 300 || h[1].Info.Operation != "op3" {
		t.Errorf("%+v %v", h, err)
	}
	versions := []int64{}
	for _, e := range h {
		versions = append(versions, e.Version)
	}
	if !sort.SliceIsSorted(versions, func(i, j int) bool { return versions[i] > versions[j] }) {
		t.Error(versions)
	}
}

// endless is a checkpoint part that goes on giving the same long row.
type endless struct{ v vec.Vec }

func (e *endless) Next() (int, error) { return vec.Size, nil }
func (e *endless) Close()             {}
func (e *endless) Read(_ int, _ []uint16, dst *vec.Vec) error {
	*dst = e.v
	return nil
}

// TestCheckpointBudget stops at a checkpoint that unpacks to far more than its size.
func TestCheckpointBudget(t *testing.T) {
	row := (&Add{Path: strings.Repeat("x", 10_000)}).cpRow()
	e := &endless{}
	table.ConstVec(&e.v, checkpointSchema[cpAdd].Type, row)
	kinds := []actionReader{{shape: newRowShape(checkpointSchema[cpAdd].Type), read: checkpointColumns["add"]}}
	budget := int64(50 << 20)
	n := 0
	err := readActions(e, kinds, &budget, func(c *Commit) error { n += len(c.Adds); return nil })
	if err == nil || n > 50<<20/10_000 {
		t.Errorf("%d actions, %v", n, err)
	}
}
