package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// drop is DROP TABLE, VIEW or SCHEMA.
func (s *Session) drop(sql string, st *parse.Drop) (string, error) {
	switch st.Kind {
	case parse.KindRole, "user", "group":
		return "DROP ROLE", s.dropRoles(sql, st)
	}
	tag := "DROP " + strings.ToUpper(string(st.Kind))
	for _, ref := range st.Objects {
		var err error
		switch st.Kind {
		case parse.KindTable, parse.KindView:
			err = s.dropRelation(ref, st)
		case parse.KindSchema:
			err = s.dropSchema(ref, st)
		case parse.KindFunction, parse.KindProcedure, parse.KindRoutine:
			err = s.dropFunction(sql, ref, st)
		default:
			err = at(pgerr.Unsupported("%s", tag), sql, st.Span)
		}
		if err != nil {
			return "", err
		}
	}
	return tag, nil
}

// locate finds a relation for a statement that changes it: in the temporary space, or in
// the catalog (then temp is false).
func (s *Session) locate(name parse.Name) (o *catalog.Object, temp bool, err error) {
	v := &view{s: s, main: s.catTx().View(), temp: s.state.temp}
	o, schema, err := v.object(context.Background(), name.Parts, s.derive().path)
	if o == nil || err != nil {
		return nil, false, err
	}
	temp = schema == "pg_temp" || schema == s.tempSchema()
	return o, temp, nil
}

func (s *Session) dropRelation(ref *parse.ObjectRef, st *parse.Drop) error {
	o, temp, err := s.locate(ref.Name)
	if err != nil {
		return err
	}
	kind := string(st.Kind)
	if o == nil {
		if st.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "%s \"%s\" does not exist, skipping", kind, ref.Name.Last())
			return nil
		}
		return pgerr.New(pgerr.UndefinedTable, "%s \"%s\" does not exist", kind, ref.Name.Last())
	}
	if o.Kind.String() != kind {
		e := pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a %s", o.Name, kind)
		return e.WithHint("Use DROP %s to remove a %s.", strings.ToUpper(o.Kind.String()), o.Kind)
	}
	if temp {
		sp := s.tempSpace()
		tx := catalog.NewTx(sp.cat, nil)
		tx.Drop(o)
		s.state.temp = sp.change(tx.View(), o.ID, nil)
		return nil
	}
	if o.ID < catalog.FirstID {
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied: \"%s\" is a system catalog", o.Name)
	}
	s.catTx().Drop(o)
	s.dropRows(o)
	return nil
}

func (s *Session) dropSchema(ref *parse.ObjectRef, st *parse.Drop) error {
	name := ref.Name.Last()
	tx := s.catTx()
	sc := tx.View().Schema(name)
	if sc == nil {
		if st.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "schema \"%s\" does not exist, skipping", name)
			return nil
		}
		return pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", name)
	}
	if sc.ID < catalog.FirstID && sc.ID != catalog.PublicID {
		return pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop schema %s because it is required by the database system", name)
	}
	var inside []*catalog.Object
	for _, kind := range []catalog.Kind{catalog.Table, catalog.Function} {
		tx.View().Children(sc.ID, kind, func(o *catalog.Object) bool { inside = append(inside, o); return true })
	}
	if len(inside) > 0 && st.Behavior != parse.DropCascade {
		var lines []string
		for _, o := range inside {
			lines = append(lines, o.Kind.String()+" "+name+"."+o.Name+" depends on schema "+name)
		}
		return pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop schema %s because other objects depend on it", name).
			WithDetail("%s", strings.Join(lines, "\n")).WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
	}
	for _, o := range inside {
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "drop cascades to %s %s.%s", o.Kind, name, o.Name)
		tx.Drop(o)
		s.dropRows(o)
	}
	tx.Drop(sc)
	return nil
}
