package testkit

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// fate is what a client knows of a transaction.
type fate int

const (
	acked fate = iota
	refused
	unknown
)

const (
	ownKeys  = 100
	bulkRows = 70000
)

// appended is a transaction that inserted rows.
type appended struct {
	tables  []string
	lo, hi  int
	key     string // idempotency key
	fate    fate
	settled bool // a check has seen what became of it
}

// rowValue is the value of a row, never 0.
func rowValue(w, n int) int { return w*7919 + n*31 + 1 }

// sql is the statement that inserts the rows into a table.
func (a *appended) sql(w int) string { return a.into(w, a.tables[0]) }

func (a *appended) into(w int, table string) string {
	if table == "bulk" {
		return fmt.Sprintf("INSERT INTO bulk SELECT %d, %d, g FROM generate_series(1, %d) g", w, a.lo, bulkRows)
	}
	return fmt.Sprintf("INSERT INTO %s SELECT %d, g, %d + g::bigint * 31 + 1 FROM generate_series(%d, %d) g", table, w, w*7919, a.lo, a.hi-1)
}

// crashWorker is one client of the crash test and what it knows.
type crashWorker struct {
	id      int
	rnd     *rand.Rand
	next    int
	appends []*appended
	values  map[string]map[int][]int // by table and key: what the value may be, 0 for no row
	made    map[int]fate             // tables and columns by number; refused: not there
	wipes   []int                    // what wipe may hold
	conn    *pgconn.PgConn
	rows    int64 // that the last statement said it changed
	t       *testing.T
}

// run works until the server is gone.
func (w *crashWorker) run(t *testing.T, p *Process) {
	var err error
	w.t = t
	if w.conn, err = pgconn.Connect(context.Background(), p.URL()); err != nil {
		return
	}
	defer w.conn.Close(context.Background())
	for !w.conn.IsClosed() {
		w.step()
	}
}

// exec runs statements, one transaction, and tells what became of it.
func (w *crashWorker) exec(sql string) fate {
	res, err := w.conn.Exec(context.Background(), sql).ReadAll()
	w.rows = 0
	if len(res) > 0 {
		w.rows = res[len(res)-1].CommandTag.RowsAffected()
	}
	var pe *pgconn.PgError
	switch {
	case err == nil:
		return acked
	case !errors.As(err, &pe):
		return unknown
	}
	switch pe.Code {
	case "08007", "57P01", "57P02", "57P03":
		return unknown
	case "40001":
	default:
		w.t.Errorf("%.200s: %s %s", sql, pe.Code, pe.Message)
	}
	_, _ = w.conn.Exec(context.Background(), "ROLLBACK").ReadAll()
	return refused
}

func (w *crashWorker) step() {
	switch n := w.rnd.Intn(40); {
	case n < 8:
		w.append("", "plain")
	case n < 12:
		w.append("", "filed")
	case n < 16:
		w.append(fmt.Sprintf("key-%d-%d", w.id, w.next), "keyed")
	case n < 20:
		w.append("", "plain", "filed")
	case n < 26:
		w.move()
	case n < 31:
		w.change("changes")
	case n < 35:
		w.change("vectors")
	case n < 36:
		w.append("", "bulk")
	case w.id == 0:
		w.wipe()
	case w.id == 1 && n < 38:
		w.table()
	case w.id == 1:
		w.column()
	case w.id == 2:
		w.exec("OPTIMIZE " + crashTableNames[w.rnd.Intn(len(crashTableNames))])
	default:
		w.exec("DESCRIBE HISTORY " + crashTableNames[w.rnd.Intn(len(crashTableNames))])
	}
}

// begun notes a transaction before it runs.
func (w *crashWorker) begun(key string, rows int, tables ...string) *appended {
	a := &appended{tables: tables, lo: w.next, hi: w.next + rows, key: key, fate: unknown}
	w.next += rows
	w.appends = append(w.appends, a)
	return a
}

// append inserts some rows into each of the tables.
func (w *crashWorker) append(key string, tables ...string) {
	rows := 1 + w.rnd.Intn(5)
	if tables[0] == "bulk" {
		rows = 1
	}
	a := w.begun(key, rows, tables...)
	sql := ""
	for _, t := range tables {
		sql += a.into(w.id, t) + ";"
	}
	switch {
	case key != "":
		if w.exec("SET idempotency_key = '"+key+"'") != acked {
			return
		}
		a.fate = w.exec(sql)
		w.exec("RESET idempotency_key")
	case len(tables) > 1 && w.rnd.Intn(2) == 0:
		a.fate = w.exec("BEGIN;" + sql + "COMMIT")
	default:
		a.fate = w.exec(sql)
	}
}

// move takes 1 from an account of one table to one of the other, and notes it in a third.
func (w *crashWorker) move() {
	a := w.begun("", 1, "moves")
	a.fate = w.exec(fmt.Sprintf("BEGIN; UPDATE acct_a SET v = v - 1 WHERE k = %d; UPDATE acct_b SET v = v + 1 WHERE k = %d; %s; COMMIT",
		w.rnd.Intn(8), w.rnd.Intn(8), a.sql(w.id)))
}

// change inserts, updates or deletes a row of the worker's own.
func (w *crashWorker) change(table string) {
	if w.values[table] == nil {
		w.values[table] = map[int][]int{}
	}
	k, v := w.id*ownKeys+w.rnd.Intn(ownKeys/4), 1+w.rnd.Intn(1<<20)
	is := 0
	if may := w.values[table][k]; len(may) > 1 {
		return
	} else if len(may) == 1 {
		is = may[0]
	}
	sql := fmt.Sprintf("UPDATE %s SET v = %d WHERE k = %d", table, v, k)
	switch {
	case is == 0:
		sql = fmt.Sprintf("INSERT INTO %s VALUES (%d, %d)", table, k, v)
	case w.rnd.Intn(3) == 0:
		sql, v = fmt.Sprintf("DELETE FROM %s WHERE k = %d", table, k), 0
	}
	switch w.exec(sql) {
	case acked:
		if w.values[table][k] = []int{v}; w.rows != 1 {
			w.t.Errorf("%s: %d rows instead of one", sql, w.rows)
		}
	case unknown:
		w.values[table][k] = []int{is, v}
	}
}

// wipe replaces all rows of a table.
func (w *crashWorker) wipe() {
	gen := w.wipes[len(w.wipes)-1] + 1
	switch w.exec(fmt.Sprintf("BEGIN; TRUNCATE wipe; INSERT INTO wipe SELECT g, %d FROM generate_series(1, 10) g; COMMIT", gen)) {
	case acked:
		w.wipes = []int{gen}
	case unknown:
		w.wipes = append(w.wipes, gen)
	}
}

// table makes a table or drops one.
func (w *crashWorker) table() {
	for n, f := range w.made {
		if n%2 == 0 && f == acked && w.rnd.Intn(2) == 0 {
			switch w.exec(fmt.Sprintf("DROP TABLE made_%d", n)) {
			case acked:
				w.made[n] = refused
			case unknown:
				w.made[n] = unknown
			}
			return
		}
	}
	n := w.next + w.next%2 // tables have even numbers
	w.next = n + 1
	w.made[n] = w.exec(fmt.Sprintf("CREATE TABLE made_%d AS SELECT g FROM generate_series(1, 100) g", n))
}

// column adds a column to a table that gets a row at the same time.
func (w *crashWorker) column() {
	n := w.next | 1 // columns have odd numbers
	w.next = n + 1
	w.made[n] = w.exec(fmt.Sprintf("BEGIN; ALTER TABLE wide ADD COLUMN c_%d int; INSERT INTO wide (k, c_%d) VALUES (%d, 1); COMMIT", n, n, n))
}
