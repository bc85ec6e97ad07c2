package session

import (
	"context"
	"slices"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// commentOn is COMMENT ON.
func (s *Session) commentOn(ctx context.Context, r *request, st *parse.CommentOn) error {
	text := ""
	if st.Text != nil {
		text = *st.Text
	}
	name := st.Object.Name
	switch st.Kind {
	case parse.KindColumn:
		return s.commentColumn(r.sql, name, text)
	case "constraint":
		return s.commentConstraint(ctx, st, text)
	case parse.KindSchema:
		o := s.catTx().View().Schema(name.Last())
		if o == nil {
			return pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", name.Last())
		}
		return s.comment(o, false, text)
	case parse.KindDatabase:
		o := s.catTx().View().Get(catalog.DatabaseID)
		if o == nil || name.Last() != o.Name {
			return pgerr.New(pgerr.InvalidCatalogName, "database \"%s\" does not exist", name.Last())
		}
		return s.comment(o, false, text)
	case parse.KindType, parse.KindDomain:
		if st.Object.Type != nil {
			name = st.Object.Type.Name
		}
		o, temp := s.newView(ctx).typeObject(name.Parts)
		if o == nil {
			return pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", strings.Join(name.Parts, "."))
		}
		return s.comment(o, temp, text)
	case parse.KindRole:
		o := s.catTx().View().Role(name.Last())
		if o == nil {
			return pgerr.New(pgerr.UndefinedObject, "role \"%s\" does not exist", name.Last())
		}
		return s.comment(o, false, text)
	}
	kind, ok := relationKinds[st.Kind]
	if !ok {
		return at(pgerr.Unsupported("COMMENT ON %s", strings.ToUpper(string(st.Kind))), r.sql, st.Span)
	}
	o, temp, err := s.tableToAlter(r.sql, name, false)
	if err != nil {
		return err
	}
	if o.Kind != kind {
		return pgerr.New(pgerr.WrongObjectType, "\"%s\" is not %s", o.Name, article(string(st.Kind)))
	}
	return s.comment(o, temp, text)
}

func (s *Session) comment(o *catalog.Object, temp bool, text string) error {
	n := *o
	n.Comment = text
	_, err := s.replaceObject(temp, o, n)
	return err
}

// commentColumn is COMMENT ON COLUMN relation.column.
func (s *Session) commentColumn(sql string, name parse.Name, text string) error {
	if len(name.Parts) < 2 {
		return at(pgerr.New(pgerr.SyntaxError, "column name must be qualified"), sql, name.Span)
	}
	rel := parse.Name{Span: name.Span, Parts: name.Parts[:len(name.Parts)-1]}
	o, temp, err := s.tableToAlter(sql, rel, false)
	if err != nil {
		return err
	}
	n := *o
	switch {
	case o.Kind == catalog.View:
		v := *o.View
		v.Columns = slices.Clone(v.Columns)
		n.View = &v
	case o.Table != nil:
		n.Table = cloneTable(o.Table)
	default:
		return pgerr.New(pgerr.WrongObjectType, "cannot set comment on relation \"%s\"", o.Name).
			WithDetail("This operation is not supported for %ss.", o.Kind)
	}
	for i, c := range relationColumns(&n) {
		if c.Name == name.Last() {
			relationColumns(&n)[i].Comment = text
			_, err := s.replaceObject(temp, o, n)
			return err
		}
	}
	return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", name.Last(), o.Name)
}

// commentConstraint is COMMENT ON CONSTRAINT c ON table.
func (s *Session) commentConstraint(ctx context.Context, st *parse.CommentOn, text string) error {
	on := st.Object.On
	o, temp, err := s.locate(on)
	if err != nil {
		return err
	}
	if o == nil || o.Table == nil {
		return pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(on.Parts, "."))
	}
	n := *o
	n.Table = cloneTable(o.Table)
	for i := range n.Table.Constraints {
		if n.Table.Constraints[i].Name == st.Object.Name.Last() {
			n.Table.Constraints[i].Comment = text
			_, err := s.replaceObject(temp, o, n)
			return err
		}
	}
	return pgerr.New(pgerr.UndefinedObject, "constraint \"%s\" for table \"%s\" does not exist", st.Object.Name.Last(), o.Name)
}
