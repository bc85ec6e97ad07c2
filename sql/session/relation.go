package session

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// numbers gives the attribute numbers of columns, nil when they are 1, 2, 3 ….
func numbers(cols []catalog.Column) []int32 {
	for i, c := range cols {
		if c.Number != 0 && c.Number != int32(i+1) {
			out := make([]int32, len(cols))
			for i, c := range cols {
				out[i] = c.Number
			}
			return out
		}
	}
	return nil
}

// sequenceTable is a sequence as a relation of one row.
func (v *view) sequenceTable(o *catalog.Object) (table.Table, error) {
	_, snap, temp := v.find(o.ID.OID())
	v.s.seqs.mu.Lock()
	st := v.s.sequenceState(snap, o, temp)
	v.s.seqs.mu.Unlock()
	cols := []table.Column{{Name: "last_value", Type: types.T(types.Int8), NotNull: true},
		{Name: "log_cnt", Type: types.T(types.Int8), NotNull: true}, {Name: "is_called", Type: types.T(types.Bool), NotNull: true}}
	b := &vec.Batch{N: 1}
	for i, d := range []types.Datum{types.NewInt(st.Last), types.NewInt(0), types.NewBool(st.Called)} {
		b.Cols = append(b.Cols, datumVec(cols[i].Type, []types.Datum{d}))
	}
	t, err := memtable.New(o.Name, cols, nil).Append(b)
	if err != nil {
		return nil, err
	}
	return t.Scan(), nil
}

// storedRows refuses to change a materialized view, and to read one that has no rows yet.
func storedRows(o *catalog.Object, ref bind.RelationRef) error {
	if ref.Change {
		return pgerr.New(pgerr.WrongObjectType, "cannot change materialized view \"%s\"", o.Name)
	}
	if !o.View.Populated {
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "materialized view \"%s\" has not been populated", o.Name).
			WithHint("Use the REFRESH MATERIALIZED VIEW command.")
	}
	return nil
}
