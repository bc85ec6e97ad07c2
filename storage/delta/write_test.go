package delta_test

import (
	"context"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

var ctx = context.Background()

// batchOf makes a batch of rows written as text; "" is an empty string and "NULL" a NULL.
func batchOf(t testing.TB, cols []table.Column, rows [][]string) *vec.Batch {
	t.Helper()
	b := &vec.Batch{N: len(rows)}
	for c, col := range cols {
		v := &vec.Vec{}
		phys := col.Type.Phys()
		scale, fixed := col.Type.FixedScale()
		if fixed {
			phys = types.PI64
		}
		v.Reset(col.Type, phys, len(rows))
		if fixed {
			v.Scale = int16(scale)
		}
		bits := v.AllValid(len(rows))
		for r, row := range rows {
			if row[c] == "NULL" {
				vec.ClearValid(bits, r)
				continue
			}
			d, err := types.Parse(col.Type, row[c], types.DefaultStyle)
			if err != nil {
				t.Fatalf("%s %q: %v", col.Name, row[c], err)
			}
			if fixed {
				v.I64[r], _ = types.DecimalOf(d).Scaled(scale)
			} else {
				v.Put(r, d)
			}
		}
		b.Cols = append(b.Cols, v)
	}
	return b
}

// scan reads rows of a table as text, one a line.
func scan(t testing.TB, tab table.Table, preds ...table.Pred) []string {
	t.Helper()
	splits, err := tab.Splits(ctx, preds)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]int, len(tab.Columns()))
	for i := range all {
		all[i] = i
	}
	var out []string
	for _, s := range splits {
		out = append(out, scanSplit(t, tab, s, all, preds)...)
	}
	return out
}

func scanSplit(t testing.TB, tab table.Table, s table.Split, cols []int, preds []table.Pred) (out []string) {
	t.Helper()
	r, err := s.Open(ctx, cols, preds, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	vs := make([]vec.Vec, len(cols))
	for {
		n, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			return out
		}
		sel, isAll := r.(table.Liver).Live(make([]uint16, vec.Size))
		if isAll {
			for i := range n {
				sel = append(sel, uint16(i))
			}
		}
		for i := range cols {
			if err := r.Read(i, sel, &vs[i]); err != nil {
				t.Fatal(err)
			}
		}
		for _, i := range sel {
			var cells []string
			for c := range cols {
				d := vs[c].Datum(int(i))
				if d.Null {
					cells = append(cells, "NULL")
					continue
				}
				cells = append(cells, string(types.AppendText(nil, tab.Columns()[cols[c]].Type, d, types.DefaultStyle)))
			}
			out = append(out, strings.Join(cells, "|"))
		}
	}
}

// create makes a table with one commit of the given rows.
func create(t testing.TB, dir string, cols []table.Column, parts []int, rows [][]string) (delta.Log, *delta.Snapshot) {
	t.Helper()
	log := delta.Log{Store: object.NewSet(), Root: dir}
	schema, err := delta.SchemaString(cols)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, p := range parts {
		names = append(names, cols[p].Name)
	}
	features := []string{"inCommitTimestamp", "appendOnly"}
	if delta.NeedsTimestampNTZ(cols) {
		features = append(features, "timestampNtz", "deletionVectors")
	}
	now := int64(1_700_000_000_000)
	c := &delta.Commit{Version: 0, Protocol: delta.NewProtocol(features...),
		Metadata: &delta.Metadata{ID: delta.NewUUID(), Provider: "parquet", SchemaString: schema, PartitionColumns: names,
			Configuration: []delta.Pair{{Key: "delta.enableInCommitTimestamps", Value: "true"}}, CreatedTime: &now},
		Info: &delta.CommitInfo{Timestamp: now, InCommitTimestamp: &now, Operation: "CREATE TABLE", TxnID: delta.NewUUID()}}
	c.Adds = writeRows(t, log, cols, parts, rows)
	commit(t, log, c)
	s, err := log.Snapshot(ctx, delta.Newest)
	if err != nil {
		t.Fatal(err)
	}
	return log, s
}

func writeRows(t testing.TB, log delta.Log, cols []table.Column, parts []int, rows [][]string) []*delta.Add {
	t.Helper()
	w, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: log.Store, Root: log.Root, Columns: cols, PartitionBy: parts})
	if err != nil {
		t.Fatal(err)
	}
	for len(rows) > 0 {
		n := min(len(rows), vec.Size)
		if err := w.Write(batchOf(t, cols, rows[:n])); err != nil {
			t.Fatal(err)
		}
		rows = rows[n:]
	}
	adds, err := w.Close()
	if err != nil {
		t.Fatal(err)
	}
	return adds
}

func commit(t testing.TB, log delta.Log, c *delta.Commit) {
	t.Helper()
	if got, err := log.WriteCommit(ctx, c); got != delta.Won {
		t.Fatalf("commit %d: %v %v", c.Version, got, err)
	}
}

// next makes a commit that follows a snapshot.
func next(s *delta.Snapshot) *delta.Commit {
	at := s.NextTimestamp(0)
	return &delta.Commit{Version: s.Version() + 1, Info: &delta.CommitInfo{Timestamp: at, InCommitTimestamp: &at, Operation: "TEST", TxnID: delta.NewUUID()}}
}

func open(t testing.TB, log delta.Log, s *delta.Snapshot, opt delta.Options) *delta.Table {
	t.Helper()
	tab := delta.Open(log.Store, s, opt)
	return tab
}

func column(name, typ string) table.Column {
	t, err := types.ParseTypeName(typ)
	if err != nil {
		panic(err)
	}
	return table.Column{Name: name, Type: t}
}

var everyType = []table.Column{
	column("i2", "smallint"), column("i4", "integer"), column("i8", "bigint"), column("f4", "real"), column("f8", "double precision"),
	column("b", "boolean"), column("t", "text"), column("by", "bytea"), column("d", "date"), column("ts", "timestamp"),
	column("tz", "timestamptz"), column("ts3", "timestamp(3) without time zone"), column("n9", "numeric(9,2)"), column("n30", "numeric(30,4)"), column("n", "numeric"),
	column("vc", "varchar(20)"), column("bc", "char(4)"), column("u", "uuid"), column("j", "json"), column("jb", "jsonb"), column("iv", "interval"),
	column("ti", "time"), column("ttz", "timetz"), column("inet", "inet"), column("m", "money"), column("bit", "bit(3)"), column("o", "oid"),
	column("ai", "integer[]"), column("at", "text[]"), column("au", "uuid[]"),
}

var everyRow = [][]string{
	{"1", "-2", "3", "1.5", "-0.1", "t", "héllo", `\x00ff`, "2024-02-29", "2024-02-29 12:34:56.123456", "2024-02-29 12:34:56.123456+00",
		"2024-02-29 12:34:56.123", "1234567.89", "12345678901234567890.1234", "1e-40", "abc", "x", "00112233-4455-6677-8899-aabbccddeeff",
		`{"b": 1,  "a":2}`, `{"a": 2, "b": 1}`, "1 year 2 mons -3 days 04:05:06.7", "23:59:59.999999", "12:00:00+02", "10.0.0.0/8", "$12.34", "101", "4000000000",
		"{1,NULL,3}", `{a,"b c",NULL}`, "{00112233-4455-6677-8899-aabbccddeeff}"},
	slices.Repeat([]string{"NULL"}, 30),
	{"-32768", "2147483647", "-9223372036854775808", "NaN", "Infinity", "f", "", `\x`, "0001-01-01", "1970-01-01 00:00:00", "9999-12-31 23:59:59.999999+00",
		"2000-01-01 00:00:00", "-9999999.99", "-0.0001", "NaN", "", "ab", "ffffffff-ffff-ffff-ffff-ffffffffffff", "null", "[]", "-1 days", "00:00:00", "00:00:00-15:59",
		"::1", "-$0.01", "000", "0", "{}", "{}", "{}"},
}

// TestRoundTrip writes every type and reads it back, by the schema the log holds.
func TestRoundTrip(t *testing.T) {
	log, s := create(t, t.TempDir(), everyType, nil, everyRow)
	tab := open(t, log, s, delta.Options{})
	for i, c := range tab.Columns() {
		want := everyType[i].Type
		if c.Type.SQL() != want.SQL() {
			t.Errorf("column %s came back as %s", c.Name, c.Type.SQL())
		}
	}
	var want []string
	b := batchOf(t, everyType, everyRow)
	for r := range everyRow {
		var cells []string
		for c := range everyType {
			if d := b.Cols[c].Datum(r); d.Null {
				cells = append(cells, "NULL")
			} else {
				cells = append(cells, string(types.AppendText(nil, everyType[c].Type, d, types.DefaultStyle)))
			}
		}
		want = append(want, strings.Join(cells, "|"))
	}
	got := scan(t, tab)
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Errorf("row %d:\n got %v\nwant %s", i, got[i:min(i+1, len(got))], want[i])
		}
	}
	st, err := tab.Stats(ctx)
	if err != nil || st.Rows != 3 || st.Estimated || st.Cols[0].Nulls != 1 || !st.Cols[0].HasRange || st.Cols[0].Min.I != -32768 || st.Cols[0].Max.I != 1 {
		t.Fatalf("%+v %v", st, err)
	}
	if st.Cols[3].HasRange || st.Cols[4].HasRange {
		t.Error("floats with NaN or infinity have bounds in the log")
	}
}

// TestPartitions writes partitions whose values need escaping, and prunes by them.
func TestPartitions(t *testing.T) {
	cols := []table.Column{column("k", "text"), column("v", "integer"), column("d", "date"), column("tz", "timestamptz")}
	var rows [][]string
	for i, k := range []string{"a/b=c", "50% off?", "NULL", "ünï", "a b", "x:y", `q"u\o`, "."} {
		rows = append(rows, []string{k, fmt.Sprint(i), "2024-01-02", "2024-01-02 03:04:05.678+00"}, []string{k, fmt.Sprint(i + 100), "NULL", "NULL"})
	}
	log, s := create(t, t.TempDir(), cols, []int{0, 2, 3}, rows)
	tab := open(t, log, s, delta.Options{})
	if s.NumFiles() != len(rows) {
		t.Fatalf("%d files", s.NumFiles())
	}
	got, want := scan(t, tab), []string(nil)
	for _, r := range rows {
		want = append(want, strings.Join(r, "|"))
	}
	sort.Strings(got)
	sort.Strings(want)
	if !slices.Equal(got, want) {
		t.Fatalf("got %v\nwant %v", got, want)
	}
	for _, r := range rows {
		if r[0] == "NULL" {
			continue
		}
		var m table.Metrics
		p := table.Pred{Col: 0, Op: table.PredEQ, Values: []types.Datum{types.NewStr(r[0])}}
		splits, err := tab.CountedSplits(ctx, []table.Pred{p}, &m)
		if err != nil || len(splits) != 2 || m.Files != 2 || m.PrunedFiles != int64(len(rows)-2) {
			t.Fatalf("%q: %d splits, %+v, %v", r[0], len(splits), m, err)
		}
	}
	if _, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: log.Store, Root: log.Root, Columns: cols, PartitionBy: []int{0, 1, 2, 3}}); err == nil {
		t.Error("a table of partition columns alone was accepted")
	}
}

// TestDeletes leaves deleted rows out, whoever holds them, and tells where rows are.
func TestDeletes(t *testing.T) {
	cols := []table.Column{column("id", "bigint"), column("ts", "timestamp"), column("s", "text")}
	const n = 20_000
	var rows [][]string
	for i := range n {
		rows = append(rows, []string{fmt.Sprint(i), "2024-01-01 00:00:00", fmt.Sprintf("s%d", i%7)})
	}
	log, s := create(t, t.TempDir(), cols, nil, rows)
	gone := delta.NewBitmap()
	for i := range uint64(n) {
		if i%3 == 0 || i >= 4096 && i < 9000 {
			gone.Add(i)
		}
	}
	few := delta.NewBitmap(1, 2)
	dvs, err := delta.WriteDeletionVectors(ctx, log.Store, log.Root, []*delta.Bitmap{gone, few})
	if err != nil || dvs[0].Storage != "u" || dvs[1].Storage != "i" {
		t.Fatalf("%+v %v", dvs, err)
	}
	for _, dv := range dvs {
		f := s.Files()[0]
		c := next(s)
		add := f.Add
		add.DeletionVector, add.Stats = dv, delta.LooseStats(add.Stats)
		c.Adds, c.Removes = []*delta.Add{&add}, []*delta.Remove{delta.RemoveOf(&f.Add, 0, true)}
		commit(t, log, c)
		if s, err = log.Current(ctx); err != nil {
			t.Fatal(err)
		}
		dead := map[*delta.DeletionVector]*delta.Bitmap{dvs[0]: gone, dvs[1]: few}[dv]
		more := delta.NewBitmap(17, 19_999)
		for _, opt := range []delta.Options{{RowIDs: true}, {RowIDs: true, Deleted: map[string]*delta.Bitmap{f.Object: more}}, {RowIDs: true, Files: s.Files()[:1]}} {
			tab := open(t, log, s, opt)
			var want []string
			for i := range uint64(n) {
				if !dead.Contains(i) && !opt.Deleted[f.Object].Contains(i) {
					want = append(want, fmt.Sprintf("%d|2024-01-01 00:00:00|s%d|0|%d", i, i%7, i))
				}
			}
			if got := scan(t, tab); !slices.Equal(got, want) {
				t.Fatalf("%d rows, want %d", len(got), len(want))
			}
			pred := table.Pred{Col: 0, Op: table.PredGE, Values: []types.Datum{types.NewInt(19_990)}}
			for _, l := range scan(t, tab, pred) {
				if f := strings.Split(l, "|"); f[0] != f[4] {
					t.Fatalf("after pruning row %s is said to be at %s", f[0], f[4])
				}
			}
			if st, err := tab.Stats(ctx); err != nil || opt.Deleted == nil && st.Rows != int64(len(want)) {
				t.Fatalf("%d rows by statistics, want %d: %v", st.Rows, len(want), err)
			}
		}
	}
}

// TestCommitRace lets writers fight for versions: each is won once, losers know.
func TestCommitRace(t *testing.T) {
	log, s := create(t, t.TempDir(), []table.Column{column("a", "integer")}, nil, nil)
	const writers, versions = 4, 20
	won := make(chan string, writers*versions)
	done := make(chan error, writers)
	for range writers {
		go func() {
			for v := range versions {
				c := next(s)
				c.Version += int64(v)
				got, err := log.WriteCommit(ctx, c)
				if err != nil {
					done <- err
					return
				}
				if got == delta.Won {
					won <- fmt.Sprint(c.Version, " ", c.Info.TxnID)
				}
				again, err := log.WriteCommit(ctx, c) // the same commit settles to the same outcome
				if again != got || err != nil {
					done <- fmt.Errorf("%v then %v: %v", got, again, err)
					return
				}
			}
			done <- nil
		}()
	}
	for range writers {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	close(won)
	seen := map[string]bool{}
	for w := range won {
		v, id, _ := strings.Cut(w, " ")
		if seen[v] {
			t.Fatalf("version %s was won twice", v)
		}
		seen[v] = true
		var n int64
		fmt.Sscan(v, &n)
		if c, err := log.ReadCommit(ctx, n); err != nil || c.Info.TxnID != id {
			t.Fatalf("version %s: %v", v, err)
		}
	}
	if len(seen) != versions {
		t.Fatalf("%d of %d versions were won", len(seen), versions)
	}
}

// TestAbort leaves nothing behind.
func TestAbort(t *testing.T) {
	dir := t.TempDir()
	cols := []table.Column{column("p", "integer"), column("v", "integer")}
	w, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: object.NewSet(), Root: dir, Columns: cols, PartitionBy: []int{0}, MaxOpen: 2})
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for i := range 10 {
		rows = append(rows, []string{fmt.Sprint(i), "1"})
	}
	if err := w.Write(batchOf(t, cols, rows)); err != nil {
		t.Fatal(err)
	}
	w.Abort()
	left, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(left) != 0 {
		t.Fatal(left, err)
	}
	if _, err := w.Close(); err == nil {
		t.Error("an aborted writer closes well")
	}
}

// TestNotNull refuses NULLs where the column has none.
func TestNotNull(t *testing.T) {
	cols := []table.Column{{Name: "a", Type: types.T(types.Int4), NotNull: true}}
	w, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: object.NewSet(), Root: t.TempDir(), Columns: cols})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if err := w.Write(batchOf(t, cols, [][]string{{"1"}, {"NULL"}})); err == nil {
		t.Error("a NULL was taken")
	}
}

// TestFloatBounds: a file with NaN has no bounds in the log, but its rows are found.
func TestFloatBounds(t *testing.T) {
	cols := []table.Column{column("f", "double precision")}
	log, s := create(t, t.TempDir(), cols, nil, [][]string{{"1"}, {"NaN"}})
	p := table.Pred{Col: 0, Op: table.PredGT, Values: []types.Datum{types.NewFloat(math.MaxFloat64)}}
	tab := open(t, log, s, delta.Options{})
	if splits, err := tab.Splits(ctx, []table.Pred{p}); err != nil || len(splits) != 1 {
		t.Fatalf("%d splits, %v", len(splits), err)
	}
	if strings.Contains(s.Files()[0].Stats, `"maxValues":{"f"`) {
		t.Error(s.Files()[0].Stats)
	}
}

// TestRowIDs tells where rows are in files of many row groups and pages, whatever is pruned.
func TestRowIDs(t *testing.T) {
	cols := []table.Column{column("id", "bigint"), column("s", "text")}
	log, s := create(t, t.TempDir(), cols, nil, nil)
	const n = 10_000
	c := next(s)
	for f := range 3 {
		w, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: log.Store, Root: log.Root, Columns: cols,
			Parquet: parquetfile.WriterOptions{RowGroupRows: 3000, PageRows: 500}})
		if err != nil {
			t.Fatal(err)
		}
		for at := 0; at < n; at += 1000 {
			var rows [][]string
			for i := range 1000 {
				rows = append(rows, []string{fmt.Sprint(f*n + at + i), fmt.Sprint("s", i%10)})
			}
			if err := w.Write(batchOf(t, cols, rows)); err != nil {
				t.Fatal(err)
			}
		}
		adds, err := w.Close()
		if err != nil {
			t.Fatal(err)
		}
		c.Adds = append(c.Adds, adds...)
	}
	commit(t, log, c)
	s, err := s.Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	gone := map[string]*delta.Bitmap{s.Files()[1].Object: delta.NewBitmap(0, 2999, 3000, 5500, 9999)}
	tab := delta.Open(log.Store, s, delta.Options{RowIDs: true, Deleted: gone})
	for _, r := range [][2]int64{{0, 3 * n}, {5, 6}, {2995, 3005}, {n + 2990, n + 3010}, {n + 5400, n + 5600}, {2*n - 3, 2*n + 3}, {3*n - 1, 3 * n}, {-5, 0}} {
		preds := []table.Pred{{Col: 0, Op: table.PredGE, Values: []types.Datum{types.NewInt(r[0])}}, {Col: 0, Op: table.PredLT, Values: []types.Datum{types.NewInt(r[1])}}}
		found := int64(0)
		for _, line := range scan(t, tab, preds...) {
			var id, file, pos int64
			var text string
			if _, err := fmt.Sscanf(strings.ReplaceAll(line, "|", " "), "%d %s %d %d", &id, &text, &file, &pos); err != nil {
				t.Fatal(err)
			}
			if file != id/n || pos != id%n || text != fmt.Sprint("s", pos%10) {
				t.Fatalf("row %d is said to be row %d of file %d: %s", id, pos, file, line)
			}
			if file == 1 && gone[s.Files()[1].Object].Contains(uint64(pos)) {
				t.Fatalf("row %d is deleted", id)
			}
			if id >= r[0] && id < r[1] {
				found++
			}
		}
		want := max(0, r[1]) - max(0, r[0])
		for _, d := range []int64{0, 2999, 3000, 5500, 9999} {
			if n+d >= r[0] && n+d < r[1] {
				want--
			}
		}
		if found != want {
			t.Errorf("%v: %d rows, want %d", r, found, want)
		}
	}
}

// TestSampleKept: statistics from footers stay with a table while little of it changes.
func TestSampleKept(t *testing.T) {
	cols := []table.Column{column("id", "bigint")}
	var rows [][]string
	for i := range 500 {
		rows = append(rows, []string{fmt.Sprint(i)})
	}
	log, s := create(t, t.TempDir(), cols, nil, rows)
	distinct := func(s *delta.Snapshot) float64 {
		st, err := delta.Open(log.Store, s, delta.Options{}).Stats(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return st.Cols[0].NDV
	}
	if n := distinct(s); n < 400 || n > 500 {
		t.Fatalf("%v distinct values of 500", n)
	}
	for i := range 3 { // files that are not there: their footers cannot be read
		c := next(s)
		c.Adds = []*delta.Add{{Path: fmt.Sprint("gone", i), Size: 1, Stats: `{"numRecords":1}`}}
		var err error
		if s, err = s.Apply(c); err != nil {
			t.Fatal(err)
		}
		if n := distinct(s); n < 400 {
			t.Fatalf("after %d changes: %v distinct values", i+1, n)
		}
	}
	c := next(s)
	for i := range 10 {
		c.Adds = append(c.Adds, &delta.Add{Path: fmt.Sprint("more", i), Size: 1, Stats: `{"numRecords":1}`})
	}
	s, err := s.Apply(c)
	if err != nil {
		t.Fatal(err)
	}
	if n := distinct(s); n != 0 {
		t.Errorf("after many changes: %v distinct values of an old sample", n)
	}
}
