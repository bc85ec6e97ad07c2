package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// relationKinds are the kinds of DROP that name relations.
var relationKinds = map[parse.ObjectKind]catalog.Kind{parse.KindTable: catalog.Table, parse.KindView: catalog.View,
	parse.KindMatView: catalog.MaterializedView, parse.KindSequence: catalog.Sequence, parse.KindIndex: catalog.Index}

// drop is DROP of relations, types, schemas, functions and roles.
func (s *Session) drop(ctx context.Context, sql string, st *parse.Drop) (string, error) {
	switch st.Kind {
	case parse.KindRole, "user", "group":
		return "DROP ROLE", s.dropRoles(sql, st)
	}
	tag := "DROP " + strings.ToUpper(string(st.Kind))
	var roots []part
	for _, ref := range st.Objects {
		var p part
		var err error
		switch st.Kind {
		case parse.KindSchema:
			p, err = s.schemaToDrop(ref, st)
		case "policy":
			err = s.dropPolicy(ref, st.IfExists)
		case parse.KindFunction, parse.KindProcedure, parse.KindRoutine:
			err = s.dropFunction(sql, ref, st)
		case parse.KindType, parse.KindDomain:
			p, err = s.typeToDrop(ctx, ref, st)
		default:
			kind, ok := relationKinds[st.Kind]
			if !ok {
				return "", at(pgerr.Unsupported("%s", tag), sql, st.Span)
			}
			p, err = s.relationToDrop(ctx, ref, st, kind)
		}
		if err != nil {
			return "", err
		}
		if p.obj != nil {
			roots = append(roots, p)
		}
	}
	if len(roots) == 0 {
		return tag, nil
	}
	return tag, s.dropParts(ctx, roots, st.Behavior)
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

// relationToDrop finds a relation and checks its kind; a part without object when it may
// be missing.
func (s *Session) relationToDrop(ctx context.Context, ref *parse.ObjectRef, st *parse.Drop, want catalog.Kind) (part, error) {
	if parts := ref.Name.Parts; len(parts) == 2 && parts[0] != "pg_temp" && parts[0] != s.tempSchema() && s.catTx().View().Schema(parts[0]) == nil {
		if st.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "schema \"%s\" does not exist, skipping", parts[0])
			return part{}, nil
		}
		return part{}, pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", parts[0])
	}
	o, temp, err := s.locate(ref.Name)
	if err != nil {
		return part{}, err
	}
	kind := string(st.Kind)
	if o == nil {
		name := strings.Join(ref.Name.Parts, ".")
		if st.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "%s \"%s\" does not exist, skipping", kind, name)
			return part{}, nil
		}
		code := pgerr.UndefinedTable
		if want == catalog.Index {
			code = pgerr.UndefinedObject
		}
		return part{}, pgerr.New(code, "%s \"%s\" does not exist", kind, name)
	}
	if o.Kind != want {
		have := o.Kind.String()
		return part{}, pgerr.New(pgerr.WrongObjectType, "\"%s\" is not %s", o.Name, article(kind)).
			WithHint("Use DROP %s to remove %s.", strings.ToUpper(have), article(have))
	}
	if o.ID < catalog.FirstID {
		return part{}, pgerr.New(pgerr.InsufficientPrivilege, "permission denied: \"%s\" is a system catalog", o.Name)
	}
	p := part{obj: o, temp: temp}
	if o.Sequence != nil && o.Sequence.Identity {
		if t, _ := s.getObject(o.Sequence.OwnerTable); t != nil {
			col := "column " + s.columnName(t, o.Sequence.OwnerColumn) + " of table " + s.displayName(ctx, t)
			return part{}, pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop sequence %s because %s requires it", s.displayName(ctx, o), col).
				WithHint("You can drop %s instead.", col)
		}
	}
	return p, nil
}

// article puts a or an in front of a kind.
func article(kind string) string {
	if strings.ContainsRune("aeiou", rune(kind[0])) {
		return "an " + kind
	}
	return "a " + kind
}

func (s *Session) schemaToDrop(ref *parse.ObjectRef, st *parse.Drop) (part, error) {
	name := ref.Name.Last()
	sc := s.catTx().View().Schema(name)
	if sc == nil {
		if st.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "schema \"%s\" does not exist, skipping", name)
			return part{}, nil
		}
		return part{}, pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", name)
	}
	if sc.ID < catalog.FirstID && sc.ID != catalog.PublicID {
		return part{}, pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop schema %s because it is required by the database system", name)
	}
	return part{obj: sc}, nil
}
