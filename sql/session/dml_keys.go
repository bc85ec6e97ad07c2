package session

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

func notNull(rel *bind.Relation, column string) *pgerr.Error {
	e := pgerr.New(pgerr.NotNullViolation, "null value in column \"%s\" of relation \"%s\" violates not-null constraint", column, rel.Name)
	e.Column = column
	return e
}

// fieldMax is how much of a value the description of a failing row shows, in bytes.
const fieldMax = 64

// failingRow describes a row for the DETAIL of a constraint's error.
func failingRow(s *Session, cols []*vec.Vec, types []table.Column, row int) string {
	var b strings.Builder
	b.WriteString("Failing row contains (")
	for c, v := range cols {
		if c > 0 {
			b.WriteString(", ")
		}
		b.WriteString(valueText(s, types[c].Type, v.Datum(row), fieldMax))
	}
	b.WriteString(").")
	return b.String()
}

// valueText shows a value in an error, cut off at max bytes (0: whole).
func valueText(s *Session, t types.Type, d types.Datum, max int) string {
	if d.Null {
		return "null"
	}
	text := string(types.AppendText(nil, t, d, s.derive().style))
	if max == 0 || len(text) <= max {
		return text
	}
	for max > 0 && !utf8.RuneStart(text[max]) {
		max--
	}
	return text[:max] + "..."
}

// keySet is the set of keys that a statement's earlier rows have.
type keySet struct {
	key   *bind.UniqueKey
	types []types.Type
	rows  map[uint64][][]types.Datum
	mem   *mem.Account
}

func newKeySet(key *bind.UniqueKey, cols []table.Column, acct *mem.Account) *keySet {
	k := &keySet{key: key, rows: map[uint64][][]types.Datum{}, mem: acct}
	for _, c := range key.Columns {
		k.types = append(k.types, cols[c].Type)
	}
	return k
}

// read gives the key of a row and its hash; ok is false when NULL keeps it from matching.
func (k *keySet) read(b *vec.Batch, row []int, i int) (key []types.Datum, hash uint64, ok bool) {
	key = make([]types.Datum, len(k.key.Columns))
	for n, c := range k.key.Columns {
		key[n] = b.Cols[row[c]].Datum(i)
		if key[n].Null && !k.key.NullsEqual {
			return nil, 0, false
		}
		if !key[n].Null {
			hash = hash*31 + types.Hash(k.types[n], key[n])
		}
	}
	return key, hash, true
}

func (k *keySet) has(b *vec.Batch, row []int, i int) bool {
	key, hash, ok := k.read(b, row, i)
	if !ok {
		return false
	}
	for _, other := range k.rows[hash] {
		if sameKey(k.types, key, other) {
			return true
		}
	}
	return false
}

func sameKey(ts []types.Type, a, b []types.Datum) bool {
	for i := range ts {
		if a[i].Null != b[i].Null || !a[i].Null && !types.Equal(ts[i], a[i], b[i]) {
			return false
		}
	}
	return true
}

// keyBytes is about what a key costs in a keySet beside its text.
const keyBytes = 80

func (k *keySet) add(b *vec.Batch, row []int, i int) error {
	key, hash, ok := k.read(b, row, i)
	if !ok {
		return nil
	}
	n := int64(keyBytes)
	for c := range key {
		key[c] = cloneDatum(key[c])
		n += int64(len(key[c].S)) + 32
	}
	if err := k.mem.Grow(n); err != nil {
		return err
	}
	k.rows[hash] = append(k.rows[hash], key)
	return nil
}

// newKeys are the values of a unique key in the rows that a statement puts into a table.
// They are checked against the table as the statement leaves it. When there are very
// many, they are forgotten and the whole table is checked.
type newKeys struct {
	d    *dmlRun
	t    *tableRun
	key  *bind.UniqueKey
	cols []table.Column
	rows table.RowChange
	mem  *mem.Account
	n    int64
	many bool
}

// keysMax is how many new keys are kept.
const keysMax = 1 << 20

func (d *dmlRun) newKeys(t *tableRun, key *bind.UniqueKey) *newKeys {
	k := &newKeys{d: d, t: t, key: key, mem: d.mem.Child("new keys", 0)}
	all := t.store.Scan().Columns()
	for i, c := range key.Columns {
		k.cols = append(k.cols, table.Column{Name: "k" + itoa(int64(i)), Type: all[c].Type})
	}
	k.rows, _ = memtable.New("new keys", k.cols, k.mem).Begin(d.ctx)
	return k
}

// add takes the keys of new rows.
func (k *newKeys) add(b *vec.Batch) error {
	n := b.Live()
	k.n += int64(n)
	if c, ok := k.t.change.(keyed); ok {
		k.tell(c, b)
	}
	if k.many {
		return nil
	}
	out := vec.Batch{N: b.N, Sel: b.Sel}
	for _, c := range k.key.Columns {
		out.Cols = append(out.Cols, b.Cols[c])
	}
	if k.n > keysMax || k.rows.Insert(&out, 0, n) != nil {
		k.rows.Abort()
		k.many = true
	}
	return nil
}

// keyed is a change of a table that other transactions change at the same time: it must
// know which keys it adds.
type keyed interface {
	// AddKey takes the hash of a new key; equal keys have equal hashes.
	AddKey(hash uint64)
}

// tell hands the hashes of the rows' keys to the change.
func (k *newKeys) tell(c keyed, b *vec.Batch) {
	for n := range b.Live() {
		i := n
		if b.Sel != nil {
			i = int(b.Sel[n])
		}
		hash, ok := uint64(len(k.key.Name)), true
		for _, ch := range []byte(k.key.Name) {
			hash = hash*31 + uint64(ch)
		}
		for j, col := range k.key.Columns {
			d := b.Cols[col].Datum(i)
			if d.Null {
				ok = ok && k.key.NullsEqual
				continue
			}
			hash = (hash ^ types.Hash(k.cols[j].Type, d)) * 0x9e3779b97f4a7c15
		}
		if ok {
			c.AddKey(hash)
		}
	}
}

// keyTables are the relations of the query that looks for keys that are there twice.
type keyTables struct {
	*view
	state, added table.Table
}

// Relation implements the planner's catalog.
func (c keyTables) Relation(_ context.Context, ref bind.RelationRef) (*bind.Relation, error) {
	if ref.Parts[0] == "state" {
		return &bind.Relation{Name: "state", Table: c.state}, nil
	}
	return &bind.Relation{Name: "added", Table: c.added}, nil
}

// query looks for keys that the table has more than once. The names of the table's
// columns may need quotes, those of the keys do not.
func (k *newKeys) query(cols []table.Column) string {
	names, added, notNull := make([]string, len(k.cols)), make([]string, len(k.cols)), make([]string, len(k.cols))
	for i, c := range k.key.Columns {
		names[i] = `"` + strings.ReplaceAll(cols[c].Name, `"`, `""`) + `"`
		added[i] = k.cols[i].Name
		notNull[i] = names[i] + " IS NOT NULL"
	}
	list := strings.Join(names, ", ")
	where := ""
	switch {
	case k.many && !k.key.NullsEqual:
		where = " WHERE " + strings.Join(notNull, " AND ")
	case k.many:
	case k.key.NullsEqual:
		eq := make([]string, len(names))
		for i := range names {
			eq[i] = "state." + names[i] + " IS NOT DISTINCT FROM added." + added[i]
		}
		where = " WHERE EXISTS (SELECT FROM added WHERE " + strings.Join(eq, " AND ") + ")"
	default:
		where = " WHERE (" + list + ") IN (SELECT " + strings.Join(added, ", ") + " FROM added)"
	}
	return "SELECT " + list + ", count(*) FROM state" + where + " GROUP BY " + list + " HAVING count(*) > 1"
}

// check fails when a new key is in the next version of the table twice.
func (k *newKeys) check(next table.RowStore) error {
	defer k.mem.Close()
	if k.n == 0 {
		return nil
	}
	tables := keyTables{view: k.d.view, state: next.Scan()}
	var added *memtable.Store
	if !k.many {
		store, err := k.rows.Finish(k.d.ctx)
		if err != nil {
			return err
		}
		added = store.(*memtable.Store)
		tables.added = added.Scan()
	}
	env := *k.d.env
	env.Catalog, env.RulesOff, env.Off = tables, false, nil
	sql := k.query(tables.state.Columns())
	stmts, err := parse.Parse(sql)
	if err != nil {
		return err
	}
	q, err := planner.Plan(k.d.ctx, stmts[0], sql, &env, nil, nil)
	if err != nil {
		return err
	}
	cur, err := k.d.s.runPlan(k.d.ctx, q, &env, nil, nil)
	if err != nil {
		return err
	}
	defer cur.close()
	twice := newTwice(k)
	if _, _, err := cur.pump(twiceMax, twice.take); err != nil {
		return err
	}
	if len(twice.keys) == 0 {
		return nil
	}
	return k.violation(twice, added)
}

// twiceMax is how many offending keys are looked at to find the first one.
const twiceMax = 1000

// twice are keys that a table has more than once, with how often.
type twice struct {
	types []types.Type
	keys  [][]types.Datum
	count []int64
}

func newTwice(k *newKeys) *twice {
	t := &twice{}
	for _, c := range k.cols {
		t.types = append(t.types, c.Type)
	}
	return t
}

func (t *twice) take(b *vec.Batch, lo, hi int) error {
	for k := lo; k < hi; k++ {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		key := make([]types.Datum, len(t.types))
		for c := range key {
			key[c] = cloneDatum(b.Cols[c].Datum(i))
		}
		t.keys, t.count = append(t.keys, key), append(t.count, b.Cols[len(key)].Datum(i).I)
	}
	return nil
}

// violation is the error of the first new row whose key was there already.
func (k *newKeys) violation(t *twice, added *memtable.Store) error {
	first := t.keys[0]
	if added != nil {
		if f := t.first(k.d.ctx, added); f != nil {
			first = f
		}
	}
	var names, values []string
	all := k.t.store.Scan().Columns()
	for i, c := range k.key.Columns {
		names = append(names, all[c].Name)
		values = append(values, valueText(k.d.s, t.types[i], first[i], 0))
	}
	e := pgerr.New(pgerr.UniqueViolation, "duplicate key value violates unique constraint \"%s\"", k.key.Name)
	if !k.t.rel.Veiled {
		e = e.WithDetail("Key (%s)=(%s) already exists.", strings.Join(names, ", "), strings.Join(values, ", "))
	}
	e.Schema, e.Table, e.Constraint = k.t.rel.Schema, k.t.rel.Name, k.key.Name
	return e
}

// first finds the key of the first new row, in their order, that another row had before.
func (t *twice) first(ctx context.Context, added *memtable.Store) []types.Datum {
	mine := make([]int64, len(t.keys)) // how many of the rows with a key are new
	each := func(f func(k int) bool) {
		rows, err := readStore(ctx, added)
		if err != nil {
			return
		}
		defer rows.Close()
		for b, err := rows.Next(); b != nil && err == nil; b, err = rows.Next() {
			key := make([]types.Datum, len(t.types))
			for i := range b.N {
				for c := range key {
					key[c] = b.Cols[c].Datum(i)
				}
				for n := range t.keys {
					if sameKey(t.types, key, t.keys[n]) && !f(n) {
						return
					}
				}
			}
		}
	}
	each(func(n int) bool { mine[n]++; return true })
	seen := make([]int64, len(t.keys))
	var out []types.Datum
	each(func(n int) bool {
		if t.count[n]-mine[n]+seen[n] > 0 {
			out = t.keys[n]
			return false
		}
		seen[n]++
		return true
	})
	return out
}
