package session

import (
	"maps"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/storage/memtable"
)

// tempSpace holds a session's temporary objects. It is never changed, only replaced, so
// that a savepoint can keep it. A nil *tempSpace is empty.
type tempSpace struct {
	cat  *catalog.Snapshot
	data map[catalog.ID]*memtable.Store
}

// tempSpace gives the session's, made on first use.
func (s *Session) tempSpace() *tempSpace {
	if s.state.temp == nil {
		s.state.temp = &tempSpace{cat: catalog.NewTempStore(s.tempSchema(), s.roleID())}
	}
	return s.state.temp
}

// tempAccount is where rows of temporary tables are reserved. During a transaction it also
// holds what was dropped, which a rollback may bring back.
func (s *Session) tempAccount() *mem.Account {
	if s.tempMem == nil {
		s.tempMem = s.in.cfg.Memory.Child("temporary tables", 0)
	}
	return s.tempMem
}

// settleTemp makes the reservation agree with the tables that are left when a transaction
// has ended.
func (s *Session) settleTemp() {
	if s.tempMem == nil {
		return
	}
	held := int64(0)
	if s.state.temp != nil {
		for _, t := range s.state.temp.data {
			held += t.Bytes()
		}
	}
	s.tempMem.Shrink(s.tempMem.Used() - held)
}

// change gives the space with catalog changes applied and one table's data replaced
// (nil: removed).
func (t *tempSpace) change(cat *catalog.Snapshot, id catalog.ID, data *memtable.Store) *tempSpace {
	n := &tempSpace{cat: cat, data: maps.Clone(t.data)}
	if n.data == nil {
		n.data = map[catalog.ID]*memtable.Store{}
	}
	if data == nil {
		delete(n.data, id)
	} else {
		n.data[id] = data
	}
	return n
}

// atCommit carries out ON COMMIT DROP and DELETE ROWS.
func (t *tempSpace) atCommit() *tempSpace {
	if t == nil {
		return nil
	}
	out := t
	t.cat.Children(catalog.TempID, catalog.Table, func(o *catalog.Object) bool {
		if o.Table == nil {
			return true
		}
		switch o.Table.OnCommit {
		case catalog.OnCommitDrop:
			tx := catalog.NewTx(out.cat, nil)
			tx.Drop(o)
			out = out.change(tx.View(), o.ID, nil)
		case catalog.OnCommitDelete:
			if d := out.data[o.ID]; d != nil && d.Rows() > 0 {
				out = out.change(out.cat, o.ID, d.Empty(d.Name(), d.Columns()))
			}
		}
		return true
	})
	return out
}

// dropTemp forgets all temporary objects.
func (s *Session) dropTemp() {
	s.state.temp = nil
	if s.tx == nil || !s.tx.explicit {
		s.settleTemp()
	}
}
