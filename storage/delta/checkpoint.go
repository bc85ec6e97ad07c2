package delta

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
)

// readCheckpoint replays a checkpoint of any kind: one or several Parquet files, or a
// file of either format that names sidecars.
func (l Log) readCheckpoint(ctx context.Context, cp *checkpoint, b *builder) error {
	var sidecars []sidecar
	use := func(c *Commit) error {
		sidecars = append(sidecars, c.sidecars...)
		c.Version = cp.version
		return b.apply(c)
	}
	for _, part := range cp.parts {
		if err := l.readCheckpointFile(ctx, part, use); err != nil {
			return err
		}
	}
	names := sidecars
	for _, s := range names {
		p, err := resolve(l.dir()+"_sidecars", s.Path)
		if err != nil {
			return err
		}
		if err := l.readCheckpointFile(ctx, object.Info{Path: p}, use); err != nil {
			return err
		}
	}
	b.next.version = cp.version
	return nil
}

func (l Log) readCheckpointFile(ctx context.Context, info object.Info, use func(*Commit) error) error {
	if strings.HasSuffix(info.Path, ".json") {
		c, err := l.readCommit(ctx, logFile{info: info})
		if err != nil {
			return err
		}
		return use(c)
	}
	file, err := parquetfile.ReadFooter(ctx, l.Store, info)
	if err != nil {
		return err
	}
	t, err := parquetfile.OpenTable(ctx, l.Store, []object.Info{file.Info}, parquetfile.Options{})
	if err != nil {
		return err
	}
	var cols []int
	var kinds []actionReader
	for i, c := range t.Columns() {
		if read := checkpointColumns[c.Name]; read != nil && c.Type.IsRow() {
			cols = append(cols, i)
			kinds = append(kinds, actionReader{shape: newRowShape(c.Type), read: read})
		}
	}
	splits, err := t.Splits(ctx, nil)
	if err != nil {
		return err
	}
	budget := minCheckpointBytes + maxCheckpointRatio*file.Info.Size
	for _, s := range splits {
		r, err := s.Open(ctx, cols, nil, nil)
		if err != nil {
			return err
		}
		if err = readActions(r, kinds, &budget, use); err != nil {
			return err
		}
	}
	return nil
}

// What a checkpoint may unpack to: dictionaries can repeat long values for next to nothing.
const (
	minCheckpointBytes = 256 << 20
	maxCheckpointRatio = 256
)

// actionReader decodes one column of a checkpoint.
type actionReader struct {
	shape *rowShape
	read  func(c *Commit, r *rowValue)
}

var checkpointColumns = map[string]func(c *Commit, r *rowValue){
	"add":    func(c *Commit, r *rowValue) { c.Adds = append(c.Adds, r.add()) },
	"remove": func(c *Commit, r *rowValue) { c.Removes = append(c.Removes, r.removed()) },
	"txn": func(c *Commit, r *rowValue) {
		c.Txns = append(c.Txns, Txn{AppID: r.str("appId"), Version: r.int("version"), LastUpdated: r.optInt("lastUpdated")})
	},
	"domainMetadata": func(c *Commit, r *rowValue) {
		c.Domains = append(c.Domains, DomainMetadata{Domain: r.str("domain"), Configuration: r.str("configuration"), Removed: r.int("removed") != 0})
	},
	"protocol": func(c *Commit, r *rowValue) {
		c.Protocol = &Protocol{MinReader: r.int("minReaderVersion"), MinWriter: r.int("minWriterVersion"),
			ReaderFeatures: r.strings("readerFeatures"), WriterFeatures: r.strings("writerFeatures")}
	},
	"metaData": func(c *Commit, r *rowValue) { c.Metadata = r.metadata() },
	"sidecar": func(c *Commit, r *rowValue) {
		c.sidecars = append(c.sidecars, sidecar{Path: r.str("path"), Size: r.int("sizeInBytes")})
	},
}

// readActions reads a part of a checkpoint batch by batch.
func readActions(r interface {
	Next() (int, error)
	Read(i int, sel []uint16, dst *vec.Vec) error
	Close()
}, kinds []actionReader, budget *int64, use func(*Commit) error) error {
	defer r.Close()
	var v vec.Vec
	for {
		n, err := r.Next()
		if err != nil || n == 0 {
			return err
		}
		c := &Commit{}
		for k := range kinds {
			if err := r.Read(k, nil, &v); err != nil {
				return err
			}
			for i := range n {
				if !v.IsNull(i) {
					raw := v.Datum(i).S
					if *budget -= int64(len(raw)); *budget < 0 {
						return corruptf("a checkpoint unpacks to too many bytes")
					}
					row := kinds[k].shape.row(raw)
					kinds[k].read(c, &row)
				}
			}
		}
		if err := use(c); err != nil {
			return err
		}
	}
}

// rowShape finds the fields of a struct by name.
type rowShape struct {
	at    map[string]int
	types []types.Type
	kids  []*rowShape // of fields that are structs
}

func newRowShape(t types.Type) *rowShape {
	s := &rowShape{at: map[string]int{}}
	for i, f := range t.Ext.Fields {
		s.at[f.Name] = i
		s.types = append(s.types, f.Type)
		var kid *rowShape
		if f.Type.IsRow() && f.Type.Ext != nil {
			kid = newRowShape(f.Type)
		}
		s.kids = append(s.kids, kid)
	}
	return s
}

func (s *rowShape) row(raw string) rowValue {
	_, d := types.DecodeRow(raw)
	return rowValue{shape: s, vals: d}
}

// rowValue is a struct of a checkpoint. Fields that are missing or of another type read
// as empty. What it gives does not alias the batch.
type rowValue struct {
	shape *rowShape
	vals  []types.Datum
}

func (r *rowValue) field(name string, p types.Phys) (types.Datum, types.Type, bool) {
	i, ok := r.shape.at[name]
	if !ok || i >= len(r.vals) || r.vals[i].Null || r.shape.types[i].Phys() != p {
		return types.Null, types.Type{}, false
	}
	return r.vals[i], r.shape.types[i], true
}

func (r *rowValue) str(name string) string {
	d, _, _ := r.field(name, types.PStr)
	return strings.Clone(d.S)
}

func (r *rowValue) optInt(name string) *int64 {
	for _, p := range []types.Phys{types.PI64, types.PI32, types.PBool} {
		if d, _, ok := r.field(name, p); ok {
			return &d.I
		}
	}
	return nil
}

func (r *rowValue) int(name string) int64 {
	if n := r.optInt(name); n != nil {
		return *n
	}
	return 0
}

func (r *rowValue) strings(name string) []string {
	d, t, ok := r.field(name, types.PStr)
	elem, isList := types.ElemOf(t)
	if !ok || !isList || elem.Phys() != types.PStr {
		return nil
	}
	out := []string{}
	for _, e := range types.DecodeArray(elem, d.S).Elems {
		out = append(out, strings.Clone(e.S))
	}
	return out
}

func (r *rowValue) pairs(name string) []Pair {
	d, t, ok := r.field(name, types.PStr)
	if !ok || t.OID != types.Map {
		return nil
	}
	if k, v := types.MapTypes(t); k.Phys() != types.PStr || v.Phys() != types.PStr {
		return nil
	}
	var out []Pair
	keys, vals := types.DecodeMap(t, d.S)
	for i := range keys {
		out = append(out, Pair{Key: strings.Clone(keys[i].S), Value: strings.Clone(vals[i].S), Null: vals[i].Null})
	}
	return out
}

// sub gives a field that is a struct.
func (r *rowValue) sub(name string) (rowValue, bool) {
	i, ok := r.shape.at[name]
	if !ok || i >= len(r.vals) || r.vals[i].Null || r.shape.kids[i] == nil {
		return rowValue{}, false
	}
	return r.shape.kids[i].row(r.vals[i].S), true
}

func (r *rowValue) add() *Add {
	a := &Add{Path: r.str("path"), PartitionValues: r.pairs("partitionValues"), Size: r.int("size"),
		ModificationTime: r.int("modificationTime"), Stats: r.str("stats"), Tags: r.pairs("tags"),
		DeletionVector: r.dv(), BaseRowID: r.optInt("baseRowId"), DefaultRowCommitVersion: r.optInt("defaultRowCommitVersion"),
		ClusteringProvider: r.str("clusteringProvider")}
	if s, ok := r.sub("stats_parsed"); ok && a.Stats == "" {
		a.Stats = s.statsJSON()
	}
	return a
}

func (r *rowValue) removed() *Remove {
	return &Remove{Path: r.str("path"), DeletionTimestamp: r.int("deletionTimestamp"), ExtendedFileMetadata: r.int("extendedFileMetadata") != 0,
		PartitionValues: r.pairs("partitionValues"), Size: r.optInt("size"), Tags: r.pairs("tags"), DeletionVector: r.dv()}
}

func (r *rowValue) dv() *DeletionVector {
	d, ok := r.sub("deletionVector")
	if !ok || d.str("storageType") == "" {
		return nil
	}
	return &DeletionVector{Storage: d.str("storageType"), PathOrData: d.str("pathOrInlineDv"), Offset: d.optInt("offset"),
		Size: d.int("sizeInBytes"), Cardinality: d.int("cardinality")}
}

func (r *rowValue) metadata() *Metadata {
	m := &Metadata{ID: r.str("id"), Name: r.str("name"), Description: r.str("description"), SchemaString: r.str("schemaString"),
		PartitionColumns: r.strings("partitionColumns"), Configuration: r.pairs("configuration"), CreatedTime: r.optInt("createdTime")}
	if f, ok := r.sub("format"); ok {
		m.Provider, m.FormatOptions = f.str("provider"), f.pairs("options")
	}
	return m
}

// statsJSON writes parsed statistics as the log's entries have them.
func (r *rowValue) statsJSON() string {
	w := &jsonWriter{b: []byte{'{'}, first: true}
	r.appendJSON(w)
	return string(append(w.b, '}'))
}

func (r *rowValue) appendJSON(w *jsonWriter) {
	names := make([]string, len(r.vals))
	for n, i := range r.shape.at {
		if i < len(names) {
			names[i] = n
		}
	}
	for i, d := range r.vals {
		if d.Null {
			continue
		}
		if r.shape.kids[i] != nil {
			sub := r.shape.kids[i].row(d.S)
			w.open(names[i])
			sub.appendJSON(w)
			w.close()
			continue
		}
		switch t := r.shape.types[i]; t.OID {
		case types.Int2, types.Int4, types.Int8, types.Numeric, types.Bool:
			text := string(types.AppendText(nil, t, d, nil))
			if t.OID == types.Bool {
				text = map[string]string{"t": "true", "f": "false"}[text]
			}
			w.raw(names[i], text)
		default:
			w.str(names[i], string(types.AppendText(nil, t, d, types.DefaultStyle)))
		}
	}
}
