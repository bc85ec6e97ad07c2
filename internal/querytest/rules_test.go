package querytest

import (
	"context"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/plantest"
	"github.com/tarndb/tarn/planner/rule"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

var (
	seed      = flag.Int64("seed", 1, "first seed of random queries")
	keepGoing = flag.Bool("keep-going", false, "do not stop at the first difference")
	count     = flag.Int("queries", 120, "number of random queries")
)

// world is a catalog of small tables with rows, many NULLs and many equal values.
type world struct{ tables map[string]table.Table }

func (w *world) Relation(_ context.Context, ref bind.RelationRef) (*bind.Relation, error) {
	t, ok := w.tables[ref.Parts[len(ref.Parts)-1]]
	if !ok {
		return nil, nil
	}
	r := &bind.Relation{OID: 1, Schema: "public", Name: t.Name(), Table: t}
	if t.Name() == "k" {
		r.Keys = [][]int{{0}}
	}
	return r, nil
}

func (w *world) OpenFile(context.Context, string, string, []bind.FileOption) (table.Table, error) {
	return nil, nil
}

func (w *world) TableFunction(context.Context, bind.TableCall) (table.Table, error) { return nil, nil }

func (w *world) Functions(context.Context, []string, []string) ([]*bind.Function, error) {
	return nil, nil
}

// newWorld makes the tables t(a, b, c), u(a, b, c), v(a, b, c) and k(id, n).
func newWorld(t testing.TB, r *rand.Rand) *world {
	w := &world{tables: map[string]table.Table{}}
	ints := func(name string, notNull bool) table.Column {
		return table.Column{Name: name, Type: types.T(types.Int4), NotNull: notNull}
	}
	for _, name := range []string{"t", "u", "v"} {
		cols := []table.Column{ints("a", false), ints("b", false), {Name: "c", Type: types.NumericType(10, 2)}}
		n := r.Intn(12)
		w.add(t, name, cols, n, func(i, col int) types.Datum {
			if r.Intn(4) == 0 {
				return types.Null
			}
			return types.NewInt(int64(r.Intn(5)))
		})
	}
	w.add(t, "k", []table.Column{ints("id", true), ints("n", false)}, 5, func(i, col int) types.Datum {
		if col == 0 {
			return types.NewInt(int64(i))
		}
		return types.NewInt(int64(r.Intn(3)))
	})
	return w
}

func (w *world) add(t testing.TB, name string, cols []table.Column, n int, value func(i, col int) types.Datum) {
	mt := memtable.New(name, cols, nil)
	b := &vec.Batch{N: n}
	for c, col := range cols {
		v := &vec.Vec{Type: col.Type, Phys: types.PI32}
		if col.Type.OID == types.Numeric {
			v.Phys, v.Scale = types.PI64, 2
		}
		for i := range n {
			d := value(i, c)
			v.I32, v.I64 = append(v.I32, int32(d.I)), append(v.I64, d.I*100)
			if d.Null {
				v.SetNull(i, n)
			}
		}
		b.Cols = append(b.Cols, v)
	}
	if n > 0 {
		var err error
		if mt, err = mt.Append(b); err != nil {
			t.Fatal(err)
		}
	}
	w.tables[name] = mt.Scan()
}

// run gives the rows of a query as sorted lines, or the error.
func run(w *world, sql string, set func(*planner.Env)) (rows []string, text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	stmts, err := parse.Parse(sql)
	if err != nil {
		return nil, "", err
	}
	env := &planner.Env{Session: plantest.Session(), Catalog: w, Off: map[string]bool{}}
	set(env)
	q, err := planner.Plan(context.Background(), stmts[0], sql, env, nil, nil)
	if err != nil {
		return nil, "", err
	}
	text = plan.Explain(q, nil, plan.ExplainOptions{})
	if err := plan.VerifyFinal(q.Root); err != nil {
		return nil, text, fmt.Errorf("broken plan: %w", err)
	}
	rs, err := exec.Open(context.Background(), q, &exec.Env{Session: plantest.Session(), Workers: 2})
	if err != nil {
		return nil, text, err
	}
	defer rs.Close()
	for {
		b, err := rs.Next()
		if err != nil {
			return nil, text, err
		}
		if b == nil {
			break
		}
		rows = append(rows, lines(q, b)...)
	}
	sort.Strings(rows)
	return rows, text, nil
}

func lines(q *plan.Query, b *vec.Batch) []string {
	var out []string
	for i := range b.Live() {
		at := i
		if b.Sel != nil {
			at = int(b.Sel[i])
		}
		var f []string
		for c := range b.Cols {
			d := b.Cols[c].Datum(at)
			if d.Null {
				f = append(f, "NULL")
			} else {
				f = append(f, string(types.AppendText(nil, q.Output[c].Type, d, types.DefaultStyle)))
			}
		}
		out = append(out, strings.Join(f, "|"))
	}
	return out
}

// settings are the ways every query is planned; the first is the reference.
func settings() map[string]func(*planner.Env) {
	out := map[string]func(*planner.Env){"all on": func(*planner.Env) {}}
	for _, list := range [][]rule.Rule{rule.Logical, rule.Physical} {
		for _, r := range list {
			if !r.Required {
				out["without "+r.Name] = func(e *planner.Env) { e.Off[r.Name] = true }
			}
		}
	}
	return out
}

// check compares all settings with the plan without rules.
func check(t *testing.T, w *world, sql string, ways map[string]func(*planner.Env)) {
	t.Helper()
	want, wantPlan, wantErr := run(w, sql, func(e *planner.Env) { e.RulesOff = true })
	for name, set := range ways {
		got, gotPlan, err := run(w, sql, set)
		if (err != nil) != (wantErr != nil) || err == nil && strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s\n%s differs:\ngot  %v %v\nwant %v %v\n%s\n--- without rules\n%s", sql, name, got, err, want, wantErr, gotPlan, wantPlan)
			return
		}
	}
}

// TestWritten runs the queries of written.sql, one a line.
func TestWritten(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "written.sql"))
	if err != nil {
		t.Fatal(err)
	}
	ways := settings()
	for s := range int64(5) {
		w := newWorld(t, rand.New(rand.NewSource(s)))
		for _, sql := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			check(t, w, sql, ways)
		}
	}
}

// TestRandom runs random queries over random tables.
func TestRandom(t *testing.T) {
	ways := settings()
	for s := range int64(*count) {
		r := rand.New(rand.NewSource(*seed + s))
		w := newWorld(t, r)
		g := &generator{r: r}
		sql := g.query(2)
		check(t, w, sql, ways)
		if t.Failed() {
			t.Fatalf("seed %d", *seed+s)
		}
	}
}
