package session

import (
	"context"
	"maps"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/lake"
	"github.com/tarndb/tarn/storage/table"
)

// tableSet holds the managed tables that a transaction changed, as it sees them. It is
// never changed, only replaced.
type tableSet map[catalog.ID]*lake.Rows

// with gives the set with one table put in place.
func (t tableSet) with(id catalog.ID, r *lake.Rows) tableSet {
	n := maps.Clone(t)
	if n == nil {
		n = tableSet{}
	}
	n[id] = r
	return n
}

// without gives the set without a table.
func (t tableSet) without(id catalog.ID) tableSet {
	if t[id] == nil {
		return t
	}
	n := maps.Clone(t)
	delete(n, id)
	return n
}

// rows gives a managed table as the statement sees it: the snapshot's, with what the
// transaction did to it before.
func (v *view) rows(ctx context.Context, o *catalog.Object) (*lake.Rows, error) {
	l := v.s.in.cfg.Lake
	if l == nil {
		return nil, pgerr.Unsupported("managed tables on this server")
	}
	mine := v.tables[o.ID]
	if mine == nil {
		return l.Open(ctx, o, v.main, v.s.tempAccount())
	}
	return mine.Rebase(ctx, o, v.main)
}

// managed fills in a managed table for the binder.
func (v *view) managed(ctx context.Context, o *catalog.Object, ref bind.RelationRef, r *bind.Relation) error {
	// What an INSERT finds of its table is covered by the keys it adds.
	if t := v.s.tx; t != nil && t.iso == serializable && ref.Verb != "INSERT" && ref.Verb != "COPY" {
		if t.reads == nil {
			t.reads = map[catalog.ID]bool{}
		}
		t.reads[o.ID] = true
	}
	if ref.Version != nil || ref.Timestamp != nil {
		return v.oldVersion(ctx, o, ref, r)
	}
	rows, err := v.rows(ctx, o)
	if err != nil {
		return err
	}
	r.Table = rows.Scan()
	r.Keys = o.Table.Keys()
	if ref.Change {
		if v.s.tx != nil {
			v.s.tx.noteChange(o.ID, ref.Verb)
		}
		r.Target = v.changeTarget(o, rows)
		if t := v.s.tx; t != nil && t.readOnly {
			r.Target.ReadOnly = pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", ref.Verb)
		}
	}
	return nil
}

// oldVersion is VERSION AS OF and TIMESTAMP AS OF.
func (v *view) oldVersion(ctx context.Context, o *catalog.Object, ref bind.RelationRef, r *bind.Relation) (err error) {
	l, st := v.s.in.cfg.Lake, v.main.Table(o.ID)
	if ref.Change {
		return pgerr.New(pgerr.FeatureNotSupported, "cannot change an old version of \"%s\"", o.Name)
	}
	version := int64(0)
	if ref.Version != nil {
		version = *ref.Version
	} else if version, err = l.VersionAt(ctx, o, st, *ref.Timestamp); err != nil {
		return err
	}
	r.Table, err = l.Version(ctx, o, st, version)
	return err
}

// keepRows makes a version of a managed table the one that the next statement sees.
func (s *Session) keepRows(o *catalog.Object, r *lake.Rows) {
	s.state.tables = s.state.tables.with(o.ID, r)
}

// newTable prepares the storage of a table that is about to be created.
func (s *Session) newTable(_ context.Context, t target, info *catalog.TableInfo) error {
	if t.temp || info.Storage == catalog.Files {
		return nil
	}
	if info.Storage == catalog.External {
		return pgerr.Unsupported("Delta tables with a LOCATION of their own")
	}
	l := s.in.cfg.Lake
	if l == nil {
		return pgerr.Unsupported("managed tables on this server")
	}
	for _, c := range info.Columns {
		if err := lake.Storable(c.Type); err != nil {
			return err
		}
	}
	info.Storage, info.Location, info.Format, info.Schema = catalog.Managed, l.Location(), "delta", 1
	return nil
}

// dropRows forgets what the transaction did to a table that it drops.
func (s *Session) dropRows(o *catalog.Object) { s.state.tables = s.state.tables.without(o.ID) }

// newManaged makes the rows of a table that the transaction just created.
func (s *Session) newManaged(ctx context.Context, o *catalog.Object) (table.RowStore, error) {
	r, err := s.in.cfg.Lake.Open(ctx, o, s.catTx().View(), s.tempAccount())
	if err != nil {
		return nil, err
	}
	r = r.Describe(catalog.CommitInfo{Operation: "CREATE TABLE"})
	s.keepRows(o, r)
	return r, nil
}

// commitChanges makes everything the transaction changed visible at once, or fails.
func (s *Session) commitChanges(ctx context.Context, t *tx) error {
	if t.cat == nil {
		return nil
	}
	prepared, err := s.prepareTables(ctx, t)
	if err != nil {
		return err
	}
	c := t.cat.Change()
	for _, p := range prepared {
		c.Tables = append(c.Tables, p.Change)
	}
	if t.iso == serializable && (len(c.Tables) > 0 || len(c.Mutations) > 0) {
		c.Serializable, c.Reads = true, slices.Sorted(maps.Keys(t.reads))
	}
	if len(c.Tables) == 0 && len(c.Mutations) == 0 {
		return nil
	}
	if c.Tx = t.xid; c.Tx == 0 {
		c.Tx = s.in.cfg.Catalog.NextTx()
	}
	c.Key = s.setting("idempotency_key")
	point := func(name string) {
		if s.in.cfg.Lake != nil {
			s.in.cfg.Lake.Point(name)
		}
	}
	point("commit:prepared")
	// From here on the outcome is the catalog's: a client that goes away does not stop it.
	_, err = s.in.cfg.Catalog.Commit(context.WithoutCancel(ctx), c)
	if err != nil {
		if !lake.Settled(err) {
			s.state.tables = nil // it may have happened: its files stay
			return err
		}
		for _, p := range prepared {
			p.Abort(context.WithoutCancel(ctx))
		}
		return err
	}
	s.state.tables = nil
	point("commit:ratified")
	if s.in.cfg.Lake != nil && len(prepared) > 0 {
		s.in.cfg.Lake.Committed()
	}
	return nil
}

// prepareTables writes what the changed tables still need, in order of identity.
func (s *Session) prepareTables(ctx context.Context, t *tx) (out []*lake.Prepared, err error) {
	for _, id := range slices.Sorted(maps.Keys(s.state.tables)) {
		r := s.state.tables[id]
		if !r.Changed() || t.cat.View().Get(id) == nil {
			continue
		}
		// Others may have committed since the transaction last looked at this table, though
		// before it last looked at anything, which is what the commit is checked from.
		if err := r.CheckKeys(t.cat.View()); err != nil {
			return nil, err
		}
		p, err := r.Describe(s.historyOf(t, id, r)).Prepare(ctx)
		if err != nil {
			for _, p := range out {
				p.Abort(context.WithoutCancel(ctx))
			}
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// noteChange remembers for the table's history what was done to it.
func (t *tx) noteChange(id catalog.ID, verb string) {
	if t.verbs == nil {
		t.verbs = map[catalog.ID]string{}
	}
	if old := t.verbs[id]; old != "" && old != verb {
		verb = "TRANSACTION"
	}
	t.verbs[id] = verb
}

// historyOf says what a table's history shows of the transaction.
func (s *Session) historyOf(t *tx, id catalog.ID, r *lake.Rows) catalog.CommitInfo {
	op := r.Operation()
	op.User = s.user
	verb := t.verbs[id]
	switch {
	case op.Operation == "CREATE TABLE" && verb != "" || op.Operation == "CREATE TABLE" && r.HasRows():
		op.Operation = "CREATE TABLE AS SELECT"
	case op.Operation != "":
	case verb == "INSERT" || verb == "COPY":
		op.Operation, op.Parameters = "WRITE", []catalog.Property{{Name: "mode", Value: `"Append"`}}
	default:
		op.Operation = verb
	}
	return op
}

// discardTables deletes the files of a transaction that is rolled back. Those that it
// forgot by going back to a savepoint are left to VACUUM.
func (s *Session) discardTables() {
	for _, r := range s.state.tables {
		r.Discard(context.Background())
	}
	s.state.tables = nil
}
