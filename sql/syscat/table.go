package syscat

import (
	"context"
	"fmt"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Env is what system relations are computed from.
type Env struct {
	Main     *catalog.Snapshot
	Temp     *catalog.Snapshot // nil: no temporary objects
	TempName string            // real name of the temporary schema
	Database string
	User     string
	Role     catalog.ID // the current role
	Owner    string     // the superuser
	Version  string
	Started  time.Time
	Facts    Facts
	// Visible tells whether a relation or type is found by its bare name.
	Visible func(o *catalog.Object) bool
	// SequenceLast gives the last value of a sequence, if it gave any out.
	SequenceLast func(o *catalog.Object) (int64, bool)
	all          []*relation // set by Open
}

// Facts are the parts of Env that change all the time; they are asked for when a relation
// that shows them is read.
type Facts interface {
	Settings() []Setting
	Activity() []Activity
	Log() []LogEntry
	Server() Server
	Audit() []AuditEntry
}

// AuditEntry is a row of tarn.audit.
type AuditEntry struct {
	Seq                                      int64
	Time                                     time.Time
	Action, Role, Client, Text, Detail, Code string
	PID                                      int32
}

// Setting is a row of pg_settings.
type Setting struct {
	Name, Value, Unit, Desc, Context, Kind, Source, Min, Max, Boot, Reset string
	Enum                                                                  []string
}

// Activity is a session in pg_stat_activity and tarn.queries.
type Activity struct {
	PID                                       int32
	User, App, Remote, State, Query           string
	Opened, Since, Started, TxStart           time.Time
	RowsScanned, RowsTotal, RowsOut, MemBytes int64
}

// LogEntry is a row of tarn.query_log.
type LogEntry struct {
	ID                         int64
	PID                        int32
	User, App, Query           string
	Start                      time.Time
	Nanos                      int64
	RowsScanned, Rows          int64
	BytesRead, Spilled, MemMax int64
	Code, Error                string
}

// Server is the row of tarn.server.
type Server struct {
	Sessions, Running, Queued   int
	MemUsed, MemPeak, MemBudget int64
}

// sysTable is a system relation under one Env.
type sysTable struct {
	rel *relation
	env *Env
}

// Open makes the table of a system relation.
func Open(env *Env, o *catalog.Object) table.Table {
	rel := relations().byID[o.ID]
	if rel == nil {
		return nil
	}
	full := *env
	full.all = relations().list
	return &sysTable{rel: rel, env: &full}
}

// Name is for EXPLAIN.
func (t *sysTable) Name() string { return t.rel.obj.Name }

// Columns lists the columns.
func (t *sysTable) Columns() []table.Column {
	out := make([]table.Column, len(t.rel.cols))
	for i, c := range t.rel.cols {
		out[i] = table.Column{Name: c.Name, Type: c.Type}
	}
	return out
}

// Stats guesses: computing the rows to count them would cost as much as reading them.
func (t *sysTable) Stats(context.Context) (*table.Stats, error) {
	if t.rel.rows.emit == nil {
		return &table.Stats{}, nil
	}
	rows := int64(100)
	switch t.rel.obj.Name {
	case "pg_attribute", "pg_proc", "columns":
		rows = 3000
	case "pg_type":
		rows = 600
	}
	return &table.Stats{Rows: rows, Estimated: true}, nil
}

// Splits gives one split.
func (t *sysTable) Splits(context.Context, []table.Pred) ([]table.Split, error) {
	if t.rel.rows.emit == nil {
		return nil, nil
	}
	return []table.Split{&sysSplit{t}}, nil
}

type sysSplit struct{ t *sysTable }

// Rows is unknown before the rows are made.
func (s *sysSplit) Rows() int64 { return -1 }

// Range knows nothing.
func (s *sysSplit) Range(int) (min, max types.Datum, ok bool) { return types.Null, types.Null, false }

// Open computes the wanted columns of all rows.
func (s *sysSplit) Open(ctx context.Context, cols []int, _ []table.Pred, _ *table.Metrics) (table.Reader, error) {
	return newReader(ctx, s.t.rel, s.t.env, cols)
}

// reader holds the wanted columns of all rows as datums.
type reader struct {
	typs []types.Type
	data [][]types.Datum
	rows int
	lo   int
	hi   int
}

func newReader(ctx context.Context, rel *relation, env *Env, cols []int) (*reader, error) {
	r := &reader{data: make([][]types.Datum, len(cols))}
	from := make([]int, len(cols)) // which emitted value fills a wanted column, -1 none
	zero := make([]types.Datum, len(cols))
	for i, c := range cols {
		r.typs = append(r.typs, rel.cols[c].Type)
		zero[i] = zeroOf(rel.cols[c].Type)
		from[i] = -1
		for k, at := range rel.rows.at {
			if at == c {
				from[i] = k
			}
		}
	}
	var bad error
	rel.rows.emit(env, func(vals ...any) {
		for i := range cols {
			d := zero[i]
			if from[i] >= 0 {
				var err error
				if d, err = datumOf(r.typs[i], vals[from[i]]); err != nil {
					bad = err
				}
			}
			r.data[i] = append(r.data[i], d)
		}
		r.rows++
	})
	if bad == nil {
		bad = ctx.Err()
	}
	return r, bad
}

// zeroOf is the value of a column that a producer does not fill: numbers and truth values
// are zero, all else is NULL.
func zeroOf(t types.Type) types.Datum {
	if t.Phys() == types.PStr || t.OID == types.TimestampTZ {
		return types.Null
	}
	return types.Datum{}
}

// datumOf converts a producer's value.
func datumOf(t types.Type, v any) (types.Datum, error) {
	switch v := v.(type) {
	case nil:
		return types.Null, nil
	case string:
		return types.NewStr(v), nil
	case bool:
		return types.NewBool(v), nil
	case int:
		return intDatum(t, int64(v)), nil
	case int16:
		return intDatum(t, int64(v)), nil
	case int32:
		return intDatum(t, int64(v)), nil
	case int64:
		return intDatum(t, v), nil
	case uint32:
		return intDatum(t, int64(int32(v))), nil
	case catalog.ID:
		return intDatum(t, int64(int32(v))), nil
	case float64:
		return types.NewFloat(v), nil
	case byte:
		return types.NewStr(string(rune(v))), nil
	case time.Time:
		if v.IsZero() {
			return types.Null, nil
		}
		return types.NewInt(v.UnixMicro()), nil
	case types.Datum:
		return v, nil
	case []string:
		return stringArray(v), nil
	case []uint32:
		return intArray(t, v), nil
	}
	return types.Null, pgerr.New(pgerr.InternalError, "unexpected value in system catalog: %s", fmt.Sprintf("%T", v))
}

func intDatum(t types.Type, n int64) types.Datum {
	switch t.Phys() {
	case types.PF64:
		return types.NewFloat(float64(n))
	case types.PStr:
		return types.NewStr(fmt.Sprint(n))
	}
	return types.NewInt(n)
}

func stringArray(v []string) types.Datum {
	ds := make([]types.Datum, len(v))
	for i, s := range v {
		ds[i] = types.NewStr(s)
	}
	return arrayOf(types.T(types.Text), ds, 1)
}

// intArray makes an array, or an oidvector or int2vector, of numbers.
func intArray(t types.Type, v []uint32) types.Datum {
	ds := make([]types.Datum, len(v))
	for i, n := range v {
		ds[i] = types.NewInt(int64(int32(n)))
	}
	elem, ok := types.ElemOf(t)
	if !ok {
		elem = types.T(types.Oid)
	}
	lower := 1
	if t.OID == types.OidVector || t.OID == types.Int2Vector {
		lower = 0
	}
	return arrayOf(elem, ds, lower)
}

func arrayOf(elem types.Type, ds []types.Datum, lower int) types.Datum {
	if len(ds) == 0 {
		return types.EncodeArray(elem, nil, nil, nil)
	}
	return types.EncodeArray(elem, []int{len(ds)}, []int{lower}, ds)
}

// Next moves to the next batch.
func (r *reader) Next() (int, error) {
	r.lo = r.hi
	r.hi = min(r.rows, r.lo+vec.Size)
	return r.hi - r.lo, nil
}

// Read builds a column of the batch.
func (r *reader) Read(i int, _ []uint16, dst *vec.Vec) error {
	t := r.typs[i]
	v := vec.Vec{Type: t, Phys: t.Phys()}
	ds := r.data[i][r.lo:r.hi]
	for k, d := range ds {
		switch v.Phys {
		case types.PBool:
			v.B = append(v.B, uint8(d.I))
		case types.PI32:
			v.I32 = append(v.I32, int32(d.I))
		case types.PI64:
			v.I64 = append(v.I64, d.I)
		case types.PF64:
			v.F64 = append(v.F64, d.Float())
		default:
			v.AppendStr(d.S)
		}
		if d.Null {
			v.SetNull(k, len(ds))
		}
	}
	*dst = v
	return nil
}

// Close does nothing.
func (r *reader) Close() {}
