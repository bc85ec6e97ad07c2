package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/lake"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// changed is a table that a statement changes: its descriptor and the version it sees.
type changed struct {
	obj   *catalog.Object
	store table.RowStore
}

// changeTarget tells the binder what it needs of a table to change it, and remembers the
// version for the statement.
func (v *view) changeTarget(o *catalog.Object, store table.RowStore) *bind.Target {
	if v.stores == nil {
		v.stores = map[uint32]changed{}
	}
	v.stores[uint32(o.ID)] = changed{o, store}
	t := &bind.Target{Rows: store.ScanRows()}
	for _, c := range o.Table.Columns {
		t.Columns = append(t.Columns, bind.TargetColumn{NotNull: c.NotNull, Default: v.defaultOf(&c), Generated: c.Generated, Identity: c.Identity, Domain: v.columnDomain(&c)})
	}
	for i := range o.Table.Constraints {
		switch c := &o.Table.Constraints[i]; c.Kind {
		case catalog.Check:
			t.Checks = append(t.Checks, bind.Check{Name: c.Name, Expr: c.Expr})
		case catalog.PrimaryKey, catalog.Unique:
			t.Uniques = append(t.Uniques, bind.UniqueKey{Name: c.Name, Columns: o.Table.Positions(c.Columns),
				NullsEqual: c.NullsNotDistinct, Primary: c.Kind == catalog.PrimaryKey, Deferrable: c.Deferrable})
		}
	}
	_, snap, _ := v.find(o.ID.OID())
	eachIndex(snap, o, func(ix *catalog.Object) {
		if x := ix.Index; x.Unique && x.Where == "" && plainColumns(x) {
			t.Uniques = append(t.Uniques, bind.UniqueKey{Name: ix.Name, Columns: o.Table.Positions(x.Columns), NullsEqual: x.NullsNotDistinct})
		}
	})
	return t
}

// putRows makes a version of a table the one that the next statement sees.
func (s *Session) putRows(o *catalog.Object, store table.RowStore) error {
	if r, ok := store.(*lake.Rows); ok {
		s.keepRows(o, r)
		return nil
	}
	m, ok := store.(*memtable.Store)
	if !ok {
		return pgerr.New(pgerr.InternalError, "rows of \"%s\" cannot be kept", o.Name)
	}
	s.state.temp = s.state.temp.change(s.state.temp.cat, o.ID, m)
	return nil
}

// changeable finds a table to change by name, outside a plan (TRUNCATE, COPY).
func (s *Session) changeable(sql string, name parse.Name, v *view, verb string) (changed, error) {
	o, _, err := v.object(v.ctx, name.Parts, s.derive().path)
	switch {
	case err != nil:
		return changed{}, err
	case o == nil:
		return changed{}, at(pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(name.Parts, ".")), sql, name.Span)
	case o.Kind == catalog.View && verb == "COPY":
		return changed{}, pgerr.New(pgerr.WrongObjectType, "cannot copy to view \"%s\"", o.Name).
			WithHint("To enable copying to a view, provide an INSTEAD OF INSERT trigger.")
	case o.Kind == catalog.View:
		return changed{}, pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a table", o.Name)
	}
	if err := v.mayChange(o, verb); err != nil {
		return changed{}, err
	}
	rel, err := v.Relation(v.ctx, bind.RelationRef{Parts: name.Parts, SearchPath: s.derive().path, Change: true, Verb: verb})
	if err != nil {
		return changed{}, err
	}
	if rel.Target == nil {
		return changed{}, at(pgerr.Unsupported("%s on tables that are not temporary", verb), sql, name.Span)
	}
	if rel.Target.ReadOnly != nil {
		return changed{}, rel.Target.ReadOnly
	}
	if verb == "COPY" && rel.Security != nil && rel.Security.Insert.On {
		return changed{}, pgerr.New(pgerr.FeatureNotSupported, "COPY FROM not supported with row-level security").
			WithHint("Use INSERT statements instead.")
	}
	return v.stores[uint32(o.ID)], nil
}

// truncate is TRUNCATE.
func (s *Session) truncate(ctx context.Context, sql string, st *parse.Truncate) error {
	v := s.newView(ctx)
	var all []changed
	for _, ref := range st.Tables {
		t, err := s.changeable(sql, ref.Name, v, "TRUNCATE")
		if err != nil {
			return err
		}
		all = append(all, t)
	}
	for _, t := range all {
		c, err := t.store.Begin(ctx)
		if err != nil {
			return err
		}
		if err := c.Clear(); err != nil {
			c.Abort()
			return err
		}
		next, err := c.Finish(ctx)
		if err != nil {
			return err
		}
		if err := s.putRows(t.obj, next); err != nil {
			return err
		}
	}
	return nil
}
