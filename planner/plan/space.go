package plan

import "github.com/tarndb/tarn/sql/types"

// Space hands out the columns of one plan. It belongs to one planning.
type Space struct {
	cols []Column
}

// NewCol makes a column with a fresh ID.
func (s *Space) NewCol(name string, t types.Type, notNull bool) Column {
	if len(s.cols) == 0 {
		s.cols = append(make([]Column, 0, 128), Column{})
	}
	c := Column{ID: ColID(len(s.cols)), Name: name, Type: t, NotNull: notNull}
	s.cols = append(s.cols, c)
	return c
}

// Like makes a fresh column that looks like c.
func (s *Space) Like(c Column) Column { return s.NewCol(c.Name, c.Type, c.NotNull) }

// Name gives the name a column was made with.
func (s *Space) Name(id ColID) string {
	if int(id) < len(s.cols) {
		return s.cols[id].Name
	}
	return ""
}

// Ref is an expression that reads the column.
func (c Column) Ref() *Col { return &Col{ID: c.ID, T: c.Type} }

// Nullable is the column without its NOT NULL promise.
func (c Column) Nullable() Column {
	c.NotNull = false
	return c
}

// FindCol looks a column up in a list.
func FindCol(cols []Column, id ColID) (Column, bool) {
	for _, c := range cols {
		if c.ID == id {
			return c, true
		}
	}
	return Column{}, false
}
