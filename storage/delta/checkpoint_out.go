package delta

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// The columns of a classic checkpoint, in the order of the kinds of actions.
const (
	cpTxn = iota
	cpAdd
	cpRemove
	cpMetadata
	cpProtocol
	cpDomain
	cpColumns
)

var (
	textType  = types.T(types.Text)
	longType  = types.T(types.Int8)
	intType   = types.T(types.Int4)
	boolType  = types.T(types.Bool)
	pairsType = types.MapType(textType, textType)
	listType  = types.ArrayOf(textType)
	dvType    = rowType("storageType", textType, "pathOrInlineDv", textType, "offset", intType, "sizeInBytes", intType, "cardinality", longType)
)

// rowType makes a struct type of names and types in turn.
func rowType(parts ...any) types.Type {
	var fields []types.Field
	for i := 0; i < len(parts); i += 2 {
		fields = append(fields, types.Field{Name: parts[i].(string), Type: parts[i+1].(types.Type)})
	}
	return types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: fields}}
}

var checkpointSchema = []table.Column{
	cpTxn: {Name: "txn", Type: rowType("appId", textType, "version", longType, "lastUpdated", longType)},
	cpAdd: {Name: "add", Type: rowType("path", textType, "partitionValues", pairsType, "size", longType, "modificationTime", longType,
		"dataChange", boolType, "stats", textType, "tags", pairsType, "deletionVector", dvType, "baseRowId", longType,
		"defaultRowCommitVersion", longType, "clusteringProvider", textType)},
	cpRemove: {Name: "remove", Type: rowType("path", textType, "deletionTimestamp", longType, "dataChange", boolType,
		"extendedFileMetadata", boolType, "partitionValues", pairsType, "size", longType, "deletionVector", dvType)},
	cpMetadata: {Name: "metaData", Type: rowType("id", textType, "name", textType, "description", textType,
		"format", rowType("provider", textType, "options", pairsType), "schemaString", textType, "partitionColumns", listType,
		"configuration", pairsType, "createdTime", longType)},
	cpProtocol: {Name: "protocol", Type: rowType("minReaderVersion", intType, "minWriterVersion", intType,
		"readerFeatures", listType, "writerFeatures", listType)},
	cpDomain: {Name: "domainMetadata", Type: rowType("domain", textType, "configuration", textType, "removed", boolType)},
}

// Values of checkpoint fields.
func cpText(s string) types.Datum {
	if s == "" {
		return types.Null
	}
	return types.NewStr(s)
}

func cpInt(n *int64) types.Datum {
	if n == nil {
		return types.Null
	}
	return types.NewInt(*n)
}

func cpPairs(ps []Pair) types.Datum {
	keys, vals := make([]types.Datum, len(ps)), make([]types.Datum, len(ps))
	for i, p := range ps {
		keys[i], vals[i] = types.NewStr(p.Key), types.NewStr(p.Value)
		if p.Null {
			vals[i] = types.Null
		}
	}
	return types.EncodeMap(pairsType, keys, vals)
}

func cpOptPairs(ps []Pair) types.Datum {
	if len(ps) == 0 {
		return types.Null
	}
	return cpPairs(ps)
}

func cpList(ss []string) types.Datum {
	elems := make([]types.Datum, len(ss))
	for i, s := range ss {
		elems[i] = types.NewStr(s)
	}
	return types.NewArray(textType, elems)
}

// cpRow makes a struct of a type.
func cpRow(t types.Type, fields ...types.Datum) types.Datum {
	ts := make([]types.Type, len(fields))
	for i := range ts {
		ts[i] = t.Ext.Fields[i].Type
	}
	return types.EncodeRow(ts, fields)
}

func (d *DeletionVector) cpRow() types.Datum {
	if d == nil {
		return types.Null
	}
	return cpRow(dvType, types.NewStr(d.Storage), types.NewStr(d.PathOrData), cpInt(d.Offset), types.NewInt(d.Size), types.NewInt(d.Cardinality))
}

func (a *Add) cpRow() types.Datum {
	return cpRow(checkpointSchema[cpAdd].Type, types.NewStr(a.Path), cpPairs(a.PartitionValues), types.NewInt(a.Size),
		types.NewInt(a.ModificationTime), types.NewBool(false), cpText(a.Stats), cpOptPairs(a.Tags), a.DeletionVector.cpRow(),
		cpInt(a.BaseRowID), cpInt(a.DefaultRowCommitVersion), cpText(a.ClusteringProvider))
}

func (r *Remove) cpRow() types.Datum {
	parts := types.Null
	if r.ExtendedFileMetadata {
		parts = cpPairs(r.PartitionValues)
	}
	return cpRow(checkpointSchema[cpRemove].Type, types.NewStr(r.Path), types.NewInt(r.DeletionTimestamp), types.NewBool(false),
		types.NewBool(r.ExtendedFileMetadata), parts, cpInt(r.Size), r.DeletionVector.cpRow())
}

func (m *Metadata) cpRow() types.Datum {
	t := checkpointSchema[cpMetadata].Type
	format := cpRow(t.Ext.Fields[3].Type, types.NewStr(m.Provider), cpPairs(m.FormatOptions))
	return cpRow(t, types.NewStr(m.ID), cpText(m.Name), cpText(m.Description), format, types.NewStr(m.SchemaString),
		cpList(m.PartitionColumns), cpPairs(m.Configuration), cpInt(m.CreatedTime))
}

func (p *Protocol) cpRow() types.Datum {
	readers, writers := types.Null, types.Null
	if p.MinReader >= 3 {
		readers = cpList(p.ReaderFeatures)
	}
	if p.MinWriter >= 7 {
		writers = cpList(p.WriterFeatures)
	}
	return cpRow(checkpointSchema[cpProtocol].Type, types.NewInt(p.MinReader), types.NewInt(p.MinWriter), readers, writers)
}

// actionWriter gathers actions into batches of checkpoint rows.
type actionWriter struct {
	w     *parquetfile.Writer
	vecs  [cpColumns]vec.Vec
	n     int
	count int64
	err   error
}

// row adds an action; each row holds one.
func (a *actionWriter) row(kind int, d types.Datum) {
	for k := range a.vecs {
		v := &a.vecs[k]
		if a.n == 0 {
			*v = vec.Vec{Type: checkpointSchema[k].Type, Phys: types.PStr}
			v.AllNull(vec.Size)
		}
		if k == kind {
			v.AppendStr(d.S)
			vec.SetValid(v.Valid, a.n)
		} else {
			v.AppendStr("")
		}
	}
	a.n++
	a.count++
	if a.n == vec.Size {
		a.flush()
	}
}

func (a *actionWriter) flush() {
	if a.n == 0 || a.err != nil {
		a.n = 0
		return
	}
	b := &vec.Batch{N: a.n}
	for k := range a.vecs {
		a.vecs[k].Valid = a.vecs[k].Valid[:(a.n+63)/64]
		b.Cols = append(b.Cols, &a.vecs[k])
	}
	a.err = a.w.Write(b)
	a.n = 0
}

// WriteCheckpoint stores a snapshot as a classic checkpoint and points _last_checkpoint at
// it. Tombstones of files removed before a time in ms since 1970 are forgotten. The
// snapshot's version must be published.
func (l Log) WriteCheckpoint(ctx context.Context, s *Snapshot, forgetBefore int64) error {
	r, pipe := io.Pipe()
	done := make(chan error, 1)
	var size int64
	path := l.dir() + fmt.Sprintf("%020d.checkpoint.parquet", s.version)
	go func() {
		info, err := l.Store.Put(ctx, path, r, object.PutCond{})
		size = info.Size
		r.CloseWithError(err)
		done <- err
	}()
	count, err := s.writeActions(pipe, forgetBefore)
	pipe.CloseWithError(err)
	if perr := <-done; err == nil {
		err = perr
	}
	if err != nil {
		return err
	}
	w := &jsonWriter{b: []byte{'{'}, first: true}
	w.int("version", s.version)
	w.int("size", count)
	w.int("sizeInBytes", size)
	w.int("numOfAddFiles", int64(s.NumFiles()))
	_, err = l.Store.Put(ctx, l.dir()+lastCheckpointName, strings.NewReader(string(append(w.b, '}'))), object.PutCond{})
	return err
}

// writeActions writes the state of a table as a Parquet file and counts its actions.
func (s *Snapshot) writeActions(out io.Writer, forgetBefore int64) (int64, error) {
	pw, err := parquetfile.NewWriter(out, checkpointSchema, parquetfile.WriterOptions{Layout: parquetfile.Neutral})
	if err != nil {
		return 0, err
	}
	a := &actionWriter{w: pw}
	a.row(cpProtocol, s.protocol.cpRow())
	a.row(cpMetadata, s.metadata.cpRow())
	for t := range s.Txns() {
		a.row(cpTxn, cpRow(checkpointSchema[cpTxn].Type, types.NewStr(t.AppID), types.NewInt(t.Version), cpInt(t.LastUpdated)))
	}
	for d := range s.Domains() {
		a.row(cpDomain, cpRow(checkpointSchema[cpDomain].Type, types.NewStr(d.Domain), types.NewStr(d.Configuration), types.NewBool(false)))
	}
	for _, f := range s.files.all() {
		a.row(cpAdd, f.Add.cpRow())
	}
	for r := range s.Tombstones() {
		if r.DeletionTimestamp >= forgetBefore {
			a.row(cpRemove, r.cpRow())
		}
	}
	a.flush()
	if a.err != nil {
		return 0, a.err
	}
	return a.count, pw.Close()
}
