package delta

import (
	"math"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// fileStats is what the log tells about a file, in the types of one schema.
type fileStats struct {
	schema *Schema
	rows   int64 // stored rows, deleted ones included; -1 unknown
	cols   []colStats
}

// colStats are bounds of a column's values in a file.
type colStats struct {
	min, max       types.Datum
	hasMin, hasMax bool
	nulls          int64 // -1 unknown
}

// statsFor reads the file's statistics once for a schema. What does not fit is unknown.
func (f *File) statsFor(s *Schema) *fileStats {
	if st := f.stats.Load(); st != nil && st.schema == s {
		return st
	}
	st := &fileStats{schema: s, rows: -1, cols: make([]colStats, len(s.Fields))}
	for i := range st.cols {
		st.cols[i].nulls = -1
	}
	if v, err := parseJSON(f.Stats); err == nil && f.Stats != "" {
		st.read(v)
	}
	for i := range s.Fields {
		if s.parts[i] {
			st.cols[i] = f.partitionStats(&s.Fields[i], st.rows)
		}
	}
	f.stats.Store(st)
	return st
}

func (st *fileStats) read(v jvalue) {
	if n, err := strconv.ParseInt(v.get("numRecords").str, 10, 64); err == nil && n >= 0 {
		st.rows = n
	}
	lo, hi, nulls := v.get("minValues"), v.get("maxValues"), v.get("nullCount")
	for i := range st.schema.Fields {
		f, c := &st.schema.Fields[i], &st.cols[i]
		if f.shape != leaf {
			continue
		}
		if n, err := strconv.ParseInt(nulls.get(f.Physical).str, 10, 64); err == nil && n >= 0 && n <= max(st.rows, 0) {
			c.nulls = n
		}
		c.min, c.hasMin = f.bound(lo.get(f.Physical), false)
		c.max, c.hasMax = f.bound(hi.get(f.Physical), true)
		if c.hasMin && c.hasMax && types.Compare(f.Type, c.min, c.max) > 0 {
			c.hasMin, c.hasMax = false, false
		}
	}
}

// bound reads a bound; one that is cut short or says nothing in the column's order is none.
func (f *Field) bound(v jvalue, upper bool) (types.Datum, bool) {
	if v.kind != jString && v.kind != jNumber && v.kind != jBool {
		return types.Null, false
	}
	if !f.ordered() {
		return types.Null, false
	}
	text := v.str
	if f.stored.OID == types.Text {
		if f.Type.OID == types.UUID && len(text) != 36 {
			return types.Null, false
		}
		d, err := f.fromStored(types.NewStr(strings.Clone(text)))
		return d, err == nil
	}
	d, err := types.Parse(f.stored, text, types.DefaultStyle)
	if err != nil {
		return types.Null, false
	}
	switch f.stored.OID {
	case types.Float4, types.Float8:
		if math.IsNaN(d.Float()) || math.IsInf(d.Float(), 0) {
			return types.Null, false
		}
	case types.Timestamp, types.TimestampTZ:
		if !types.ValidTimestamp(d.I) {
			return types.Null, false
		}
		if upper && d.I%1000 == 0 { // writers cut to milliseconds
			d.I += 999
		}
	}
	d, err = f.fromStored(d)
	return d, err == nil
}

// ordered tells whether stored values are in the order of the SQL type.
func (f *Field) ordered() bool {
	switch f.stored.OID {
	case types.Bytea:
		return false
	case types.Text:
		switch f.Type.OID {
		case types.Text, types.VarChar, types.Name, types.UUID:
			return true
		}
		return false
	case types.Int8:
		return f.Type.OID != types.Oid
	}
	return true
}

// partitionStats describes a partition column, which has one value in the whole file.
func (f *File) partitionStats(fl *Field, rows int64) colStats {
	p, ok := Lookup(f.PartitionValues, fl.Physical)
	d, err := fl.partitionDatum(p)
	switch {
	case err != nil:
		return colStats{nulls: -1}
	case !ok || d.Null:
		return colStats{nulls: rows}
	}
	return colStats{min: d, max: d, hasMin: true, hasMax: true}
}

// deleted is the number of rows that the file's deletion vector leaves out.
func (f *File) deleted() int64 {
	if f.DeletionVector == nil {
		return 0
	}
	return f.DeletionVector.Cardinality
}

// live is the number of rows, -1 when the log does not tell.
func (st *fileStats) live(f *File) int64 {
	if st.rows < 0 {
		return -1
	}
	return max(0, st.rows-f.deleted())
}

// liveNulls is the number of NULLs of a column in rows that are not deleted, -1 unknown.
func (st *fileStats) liveNulls(f *File, col int) int64 {
	n := st.cols[col].nulls
	switch {
	case n <= 0 || f.DeletionVector == nil:
		return n
	case n == st.rows:
		return st.live(f)
	}
	return -1
}

// totals add up the statistics of all files. When files are removed the bounds stay as
// wide as they were, which they may.
type totals struct {
	schema  *Schema
	rows    int64
	unknown int // files whose rows the log does not tell
	cols    []totalCol
}

type totalCol struct {
	min, max types.Datum
	any      bool // min and max are set
	noRange  int  // files with values but without bounds
	nulls    int64
	noNulls  int // files whose NULLs are unknown
}

func (t *totals) clone() *totals {
	if t == nil {
		return nil
	}
	c := *t
	c.cols = append([]totalCol(nil), t.cols...)
	return &c
}

func (t *totals) with(f *File) *totals    { return t.count(f, 1) }
func (t *totals) without(f *File) *totals { return t.count(f, -1) }

func (t *totals) count(f *File, sign int) *totals {
	st := f.statsFor(t.schema)
	live := st.live(f)
	if live < 0 {
		t.unknown += sign
	} else {
		t.rows += int64(sign) * live
	}
	for i := range t.cols {
		c, x := &t.cols[i], &st.cols[i]
		if n := st.liveNulls(f, i); n < 0 {
			c.noNulls += sign
		} else {
			c.nulls += int64(sign) * n
			if n == live {
				continue // no values
			}
		}
		switch {
		case !x.hasMin || !x.hasMax:
			c.noRange += sign
		case sign < 0:
		case !c.any:
			c.min, c.max, c.any = x.min, x.max, true
		default:
			typ := t.schema.Fields[i].Type
			if types.Compare(typ, x.min, c.min) < 0 {
				c.min = x.min
			}
			if types.Compare(typ, x.max, c.max) > 0 {
				c.max = x.max
			}
		}
	}
	return t
}

func sumFiles(s *Schema, files []*File) *totals {
	t := &totals{schema: s, cols: make([]totalCol, len(s.Fields))}
	for _, f := range files {
		t.with(f)
	}
	return t
}

// total gives the sums over all files; they are kept, and carried on by Apply.
func (s *Snapshot) total() *totals {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.totals == nil {
		s.totals = sumFiles(s.schema, s.files.all())
	}
	return s.totals
}

// stats puts the sums in the form that planners want.
func (t *totals) stats(bytes int64) *table.Stats {
	out := &table.Stats{Rows: t.rows, Bytes: bytes, Cols: make([]table.ColStats, len(t.cols))}
	for i := range t.cols {
		c, o := &t.cols[i], &out.Cols[i]
		o.Nulls = c.nulls
		if c.noNulls > 0 {
			o.Nulls = -1
		}
		if c.any && c.noRange == 0 {
			o.HasRange, o.Min, o.Max = true, c.min, c.max
		}
	}
	return out
}

// mayMatch tells whether a file can hold rows that satisfy all predicates on columns of
// the schema.
func (f *File) mayMatch(s *Schema, preds []table.Pred) bool {
	st := f.statsFor(s)
	if st.rows >= 0 && st.live(f) == 0 {
		return false
	}
	for i := range preds {
		p := &preds[i]
		if p.Col < len(s.Fields) && s.Fields[p.Col].shape == leaf && !st.colMayMatch(s.Fields[p.Col].Type, p) {
			return false
		}
	}
	return true
}

func (st *fileStats) colMayMatch(t types.Type, p *table.Pred) bool {
	c := &st.cols[p.Col]
	switch p.Op {
	case table.PredIsNull:
		return c.nulls != 0
	case table.PredNotNull:
		return c.nulls < 0 || c.nulls != st.rows
	}
	if c.nulls >= 0 && c.nulls == st.rows {
		return false
	}
	float := t.OID == types.Float4 || t.OID == types.Float8
	for _, v := range p.Values {
		if v.Null {
			continue
		}
		if float && (p.Op == table.PredGT || p.Op == table.PredGE || math.IsNaN(v.Float())) {
			return true // NaNs sort above everything and lie outside the bounds
		}
		atLeast := !c.hasMin || types.Compare(t, v, c.min) >= 0
		atMost := !c.hasMax || types.Compare(t, v, c.max) <= 0
		switch p.Op {
		case table.PredEQ, table.PredIn:
			if atLeast && atMost {
				return true
			}
		case table.PredLT:
			return !c.hasMin || types.Compare(t, v, c.min) > 0
		case table.PredLE:
			return atLeast
		case table.PredGT:
			return !c.hasMax || types.Compare(t, v, c.max) < 0
		case table.PredGE:
			return atMost
		}
	}
	return false
}
