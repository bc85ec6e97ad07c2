package bind

import (
	"github.com/tarndb/tarn/sql/access"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// scope is the namespace of one query level. A scope sees its items and, when a name is
// not among them, those of its parent.
type scope struct {
	parent *scope
	items  []*nsItem
	ctes   *cteScope
	from   plan.ColSet // every column this level's FROM delivers
	sel    *selectState
}

// nsItem is one FROM item that names can refer to.
type nsItem struct {
	schema string // for schema.table.column; "" when the item has an alias
	name   string // alias or relation name; "" for an unaliased join
	cols   []nsCol
	// noCols: columns are not found unqualified (they are reached through a join).
	noCols bool
	// noRel: the name itself cannot be used (hidden by the alias of a join).
	noRel bool
	// lateralOnly: visible only to lateral items of the same FROM clause; lateralOK says
	// that the join type allows even that.
	lateralOnly, lateralOK bool
	scalar                 bool // a function with one unnamed column: its name is the value
	using                  bool // alias of USING: only the merged columns
	rel                    string
	keys                   []plan.ColSet // declared unique keys
	selfRef                bool          // a recursive query's reference to itself
	hidden                 []plan.Column // its columns that cannot be named
}

// nsCol is a named column of an item.
type nsCol struct {
	name   string
	col    plan.Column
	relOID uint32
	attnum int16
	use    *access.Use // of the relation it is a column of, nil for others
	pos    int         // of the column in that relation
}

// usedBy makes references to the item's columns count as reads of a relation.
func (it *nsItem) usedBy(u *access.Use) {
	for i := range it.cols {
		it.cols[i].use, it.cols[i].pos = u, i
	}
}

// read notes that the column is used.
func (c *nsCol) read() {
	if c.use != nil {
		access.Mark(&c.use.Read, c.pos)
	}
}

// cteScope is a chain of WITH names, innermost first.
type cteScope struct {
	parent *cteScope
	def    *cteDef
}

func (c *cteScope) find(name string) *cteDef {
	for ; c != nil; c = c.parent {
		if c.def.name == name {
			return c.def
		}
	}
	return nil
}

func newScope(parent *scope, ctes *cteScope) *scope { return &scope{parent: parent, ctes: ctes} }

// addItem adds a FROM item, refusing a duplicate name.
func (b *Binder) addItem(sc *scope, it *nsItem) error {
	if it.name != "" && !it.noRel {
		for _, o := range sc.items {
			if !o.noRel && o.name == it.name && (o.schema == it.schema || o.schema == "" || it.schema == "") {
				return pgerr.New(pgerr.DuplicateAlias, "table name \"%s\" specified more than once", it.name)
			}
		}
	}
	sc.items = append(sc.items, it)
	return nil
}

// onlyColumn resolves a.b.c: a column, a column of a table, a field of a row.
func (x *exprBinder) onlyColumn(parts []string, off int) (plan.Expr, error) {
	if len(parts) == 1 {
		return x.bareColumn(parts[0], off)
	}
	return x.qualified(parts, off)
}

// bareColumn resolves an unqualified name.
func (x *exprBinder) bareColumn(name string, off int) (plan.Expr, error) {
	for sc := x.sc; sc != nil; sc = sc.parent {
		e, err := x.inItems(sc, name, off)
		if e != nil || err != nil {
			return e, err
		}
	}
	for sc := x.sc; sc != nil; sc = sc.parent {
		for _, it := range sc.items {
			if it.name == name && !it.noRel {
				if err := x.b.checkLateral(it, off); err != nil {
					return nil, err
				}
				return x.wholeRow(it, off)
			}
		}
	}
	if x.hint != nil {
		if e := x.hint(name); e != nil {
			return e, nil
		}
	}
	return nil, x.b.noColumn(x.sc, nil, name, off)
}

func (x *exprBinder) inItems(sc *scope, name string, off int) (plan.Expr, error) {
	var found *nsItem
	idx := -1
	for _, it := range sc.items {
		if it.noCols {
			continue
		}
		for i := range it.cols {
			if it.cols[i].name != name {
				continue
			}
			if found != nil {
				return nil, x.b.errAt(off, pgerr.AmbiguousColumn, "column reference \"%s\" is ambiguous", name)
			}
			found, idx = it, i
		}
	}
	if found == nil {
		return nil, nil
	}
	if err := x.b.checkLateral(found, off); err != nil {
		return nil, err
	}
	if sc == x.sc {
		x.b.usesBare(found, off)
	}
	return x.use(found, idx, off), nil
}

func (b *Binder) checkLateral(it *nsItem, off int) error {
	if !it.lateralOnly || it.lateralOK {
		return nil
	}
	return b.errAt(off, pgerr.InvalidColumnReference, "invalid reference to FROM-clause entry for table \"%s\"", it.name).
		WithDetail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.")
}

// use makes the reference and notes where it was.
func (x *exprBinder) use(it *nsItem, i int, off int) plan.Expr {
	c := it.cols[i].col.Ref()
	x.b.usesColumn(it.cols[i].relOID, it.cols[i].attnum)
	it.cols[i].read()
	x.b.colRefs = append(x.b.colRefs, colRef{col: c, off: off, item: it, name: it.cols[i].name})
	return c
}

// findItem finds a FROM item by name, innermost level first.
func (x *exprBinder) findItem(qual []string, off int) (*nsItem, error) {
	name, schema := qual[len(qual)-1], ""
	if len(qual) > 1 {
		schema = qual[len(qual)-2]
	}
	for sc := x.sc; sc != nil; sc = sc.parent {
		var found *nsItem
		for _, it := range sc.items {
			if it.noRel || it.name != name || schema != "" && it.schema != schema {
				continue
			}
			if found != nil {
				return nil, x.b.errAt(off, pgerr.AmbiguousAlias, "table reference \"%s\" is ambiguous", name)
			}
			found = it
		}
		if found != nil {
			return found, x.b.checkLateral(found, off)
		}
	}
	return nil, nil
}

func (x *exprBinder) qualified(parts []string, off int) (plan.Expr, error) {
	n := len(parts)
	if n <= 4 {
		it, err := x.findItem(parts[:n-1], off)
		if err != nil {
			return nil, err
		}
		if it != nil {
			return x.itemColumn(it, parts[n-1], off)
		}
	}
	// a.b where a is a column of row type, or t.a.b with t.a one.
	if e := x.rowColumn(parts, off); e != nil {
		return x.field(e, parts[n-1], off)
	}
	return nil, x.b.noTable(x.sc, parts[:n-1], off)
}

// rowColumn finds the row-typed column named by all but the last part, nil when none.
func (x *exprBinder) rowColumn(parts []string, off int) plan.Expr {
	n := len(parts)
	var e plan.Expr
	var err error
	if n == 2 {
		for sc := x.sc; sc != nil && e == nil && err == nil; sc = sc.parent {
			e, err = x.inItems(sc, parts[0], off)
		}
	} else if it, _ := x.findItem(parts[:n-2], off); it != nil {
		e, err = x.itemColumn(it, parts[n-2], off)
	} else if n >= 3 {
		inner := x.rowColumn(parts[:n-1], off)
		if inner != nil {
			e, err = x.field(inner, parts[n-2], off)
		}
	}
	if err != nil || e == nil || !e.Type().IsRow() && e.Type().OID != types.Map {
		return nil
	}
	return e
}

func (x *exprBinder) itemColumn(it *nsItem, name string, off int) (plan.Expr, error) {
	idx := -1
	for i := range it.cols {
		if it.cols[i].name == name {
			if idx >= 0 {
				return nil, x.b.errAt(off, pgerr.AmbiguousColumn, "column reference \"%s\" is ambiguous", name)
			}
			idx = i
		}
	}
	if idx < 0 && name == "tableoid" && len(it.cols) > 0 && it.cols[0].relOID != 0 {
		// The one system column that clients ask of catalogs. It is not NULL on the empty
		// side of an outer join, as it would be in PostgreSQL.
		return &plan.Const{D: types.NewOid(it.cols[0].relOID), T: types.T(types.Oid)}, nil
	}
	if idx < 0 {
		return nil, x.b.noColumn(x.sc, it, name, off)
	}
	return x.use(it, idx, off), nil
}

// wholeRow is a reference to a FROM item as a value: a row of its columns.
func (x *exprBinder) wholeRow(it *nsItem, off int) (plan.Expr, error) {
	if it.scalar && len(it.cols) == 1 {
		return x.use(it, 0, off), nil
	}
	row := &plan.MakeRow{T: types.T(types.Record)}
	ext := &types.Ext{}
	for i := range it.cols {
		c := &it.cols[i]
		row.Fields = append(row.Fields, x.use(it, i, off))
		ext.Fields = append(ext.Fields, types.Field{Name: c.name, Type: c.col.Type})
	}
	row.T.Ext = ext
	return row, nil
}

// noTable is the error for a qualifier that names nothing here: the table may stand
// under an alias, or where this part of the query cannot see it.
func (b *Binder) noTable(sc *scope, qual []string, off int) error {
	name := strings.Join(qual, ".")
	last := qual[len(qual)-1]
	bad := b.errAt(off, pgerr.UndefinedTable, "invalid reference to FROM-clause entry for table \"%s\"", name)
	seen := b.hidden
	for s := sc; s != nil; s = s.parent {
		seen = append(seen, s)
	}
	for _, s := range seen {
		for _, it := range s.items {
			if it.name == last {
				return bad.WithHint("There is an entry for table \"%s\", but it cannot be referenced from this part of the query.", last)
			}
			if it.rel == last {
				return bad.WithHint("Perhaps you meant to reference the table alias \"%s\".", it.name)
			}
		}
	}
	return b.errAt(off, pgerr.UndefinedTable, "missing FROM-clause entry for table \"%s\"", name)
}

// noColumn is the error for a column that is not there, with a hint at a close name.
func (b *Binder) noColumn(sc *scope, it *nsItem, name string, off int) error {
	var err *pgerr.Error
	if it != nil {
		err = b.errAt(off, pgerr.UndefinedColumn, "column %s.%s does not exist", it.name, name)
	} else {
		err = b.errAt(off, pgerr.UndefinedColumn, "column \"%s\" does not exist", name)
	}
	if h := closeName(sc, it, name); h != "" {
		return err.WithHint("Perhaps you meant to reference the column \"%s\".", h)
	}
	return err
}

// closeName finds the one column most like name, "" when none or several are as close.
func closeName(sc *scope, only *nsItem, name string) string {
	best, hint, ties := len(name)/2+1, "", 0
	try := func(it *nsItem) {
		for _, c := range it.cols {
			d := editDistance(name, c.name, best)
			switch {
			case d < best:
				best, hint, ties = d, it.name+"."+c.name, 0
			case d == best && hint != "":
				ties++
			}
		}
	}
	if only != nil {
		try(only)
	} else {
		for s := sc; s != nil; s = s.parent {
			for _, it := range s.items {
				if it.name != "" && !it.noRel {
					try(it)
				}
			}
		}
	}
	if ties > 0 {
		return ""
	}
	return hint
}

// editDistance is the Levenshtein distance, cut off at limit.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range len(a) {
		diag := prev[0]
		prev[0] = i + 1
		for j := range len(b) {
			cost := diag
			if a[i] != b[j] {
				cost++
			}
			diag = prev[j+1]
			prev[j+1] = min(cost, prev[j]+1, prev[j+1]+1)
		}
	}
	return prev[len(b)]
}

// star expands * or t.*.
func (x *exprBinder) star(s *parse.Star) ([]starCol, error) {
	var out []starCol
	add := func(it *nsItem) {
		for i := range it.cols {
			out = append(out, starCol{name: it.cols[i].name, item: it, idx: i})
		}
	}
	if s.Table != nil {
		it, err := x.findItem(s.Table, s.Pos)
		if err != nil {
			return nil, err
		}
		if it == nil {
			return x.rowStar(s)
		}
		add(it)
		return out, nil
	}
	seen := false
	for _, it := range x.sc.items {
		if !it.noCols && !it.lateralOnly {
			seen = true
			add(it)
		}
	}
	if !seen {
		return nil, x.b.errAt(s.Pos, pgerr.SyntaxError, "SELECT * with no tables specified is not valid")
	}
	return out, nil
}

// starCol is one column that a star stands for: of an item, or an expression.
type starCol struct {
	name string
	item *nsItem
	idx  int
	expr plan.Expr
}

// rowStar expands c.* where c is a row-typed column.
func (x *exprBinder) rowStar(s *parse.Star) ([]starCol, error) {
	e, err := x.columnRef(s.Table, s.Pos)
	if err != nil {
		if len(s.Table) == 1 {
			return nil, x.b.noTable(x.sc, s.Table, s.Pos)
		}
		return nil, err
	}
	return x.expandRow(e, s.Pos)
}

func (x *exprBinder) expandRow(e plan.Expr, off int) ([]starCol, error) {
	t := e.Type()
	if t.Ext == nil || !t.IsRow() {
		return nil, x.b.errAt(off, pgerr.WrongObjectType, "type %s is not composite", t)
	}
	var out []starCol
	for i, f := range t.Ext.Fields {
		out = append(out, starCol{name: f.Name, expr: rowField(e, i, f.Type)})
	}
	return out, nil
}

// rowField selects field i, directly when the row is made right here.
func rowField(e plan.Expr, i int, t types.Type) plan.Expr {
	if r, ok := e.(*plan.MakeRow); ok {
		return r.Fields[i]
	}
	return &plan.Field{Arg: e, Idx: i, T: t}
}
