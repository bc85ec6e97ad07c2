package plantest

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Table is a table of statistics only.
type Table struct {
	name  string
	cols  []table.Column
	stats table.Stats
	Keys  [][]int
}

// Name is the table's name.
func (t *Table) Name() string { return t.name }

// Columns lists the columns.
func (t *Table) Columns() []table.Column { return t.cols }

// Stats gives the statistics.
func (t *Table) Stats(context.Context) (*table.Stats, error) { return &t.stats, nil }

// Splits gives none: these tables are never run.
func (t *Table) Splits(context.Context, []table.Pred) ([]table.Split, error) { return nil, nil }

// Col describes one column of a test table. Type is a SQL type; "!" after it means NOT
// NULL. Lo and Hi are text forms, "" for no range.
type Col struct {
	Name, Type string
	NDV        float64
	Lo, Hi     string
}

// New makes a table.
func New(name string, rows int64, cols ...Col) *Table {
	t := &Table{name: name}
	t.stats.Rows = rows
	for _, c := range cols {
		sqlType, notNull := strings.CutSuffix(c.Type, "!")
		ty := parseType(sqlType)
		t.cols = append(t.cols, table.Column{Name: c.Name, Type: ty, NotNull: notNull})
		cs := table.ColStats{NDV: c.NDV, Nulls: -1}
		if notNull {
			cs.Nulls = 0
		}
		if c.Lo != "" {
			cs.HasRange = true
			cs.Min, _ = types.Parse(ty, c.Lo, types.DefaultStyle)
			cs.Max, _ = types.Parse(ty, c.Hi, types.DefaultStyle)
		}
		t.stats.Cols = append(t.stats.Cols, cs)
	}
	return t
}

func parseType(s string) types.Type {
	if p, ok := strings.CutPrefix(s, "numeric("); ok {
		var prec, scale int
		a, b, _ := strings.Cut(strings.TrimSuffix(p, ")"), ",")
		prec, scale = atoi(a), atoi(b)
		return types.NumericType(prec, scale)
	}
	t, ok := types.ByName(s)
	if !ok {
		panic("plantest: no type " + s)
	}
	return t
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// Catalog holds tables and views by name.
type Catalog struct {
	Tables map[string]*Table
	Views  map[string]string
}

// Relation implements bind.Catalog.
func (c *Catalog) Relation(_ context.Context, ref bind.RelationRef) (*bind.Relation, error) {
	name := ref.Parts[len(ref.Parts)-1]
	if len(ref.Parts) == 2 && ref.Parts[0] != "public" {
		return nil, nil
	}
	oid := uint32(16384)
	for _, ch := range name {
		oid = oid*31 + uint32(ch)
	}
	r := &bind.Relation{OID: oid, Schema: "public", Name: name}
	if t, ok := c.Tables[name]; ok {
		r.Table, r.Keys = t, t.Keys
		return r, nil
	}
	if v, ok := c.Views[name]; ok {
		r.View = &bind.View{SQL: v}
		return r, nil
	}
	return nil, nil
}

// OpenFile implements bind.Catalog: every path is the table "t".
func (c *Catalog) OpenFile(context.Context, string, string, []bind.FileOption) (table.Table, error) {
	return c.Tables["t"], nil
}

// TableFunction implements bind.Catalog: there are none.
func (c *Catalog) TableFunction(context.Context, bind.TableCall) (table.Table, error) {
	return nil, nil
}

// Functions implements bind.Catalog: there are none.
func (c *Catalog) Functions(context.Context, []string, []string) ([]*bind.Function, error) {
	return nil, nil
}

// Session is a session with defaults.
func Session() *builtin.Session {
	return &builtin.Session{SearchPath: []string{"public"}, User: "tarn", SessionUser: "tarn", Database: "tarn"}
}
