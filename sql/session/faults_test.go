package session_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/object/faulty"
)

// TestOneKeyAnyTime: of two transactions that insert one key one fails, wherever the other
// one's row has gone meanwhile and whatever the transaction has looked at since.
func TestOneKeyAnyTime(t *testing.T) {
	for _, c := range []struct {
		name, level string
		between     []string // after the other one has committed
	}{
		{"flushed", "READ COMMITTED", []string{"a: OPTIMIZE r"}},
		{"flushed", "REPEATABLE READ", []string{"a: OPTIMIZE r"}},
		{"deleted beside", "REPEATABLE READ", []string{"a: DELETE FROM r WHERE k = 8"}},
		{"looked elsewhere", "READ COMMITTED", []string{"b: SELECT count(*) FROM other"}},
		{"looked at it", "READ COMMITTED", []string{"b: SELECT count(*) FROM r"}},
		{"another key", "READ COMMITTED", []string{"b: INSERT INTO r VALUES (10, 10)"}},
		{"changed elsewhere", "READ COMMITTED", []string{"a: OPTIMIZE r", "b: INSERT INTO other VALUES (1)"}},
	} {
		t.Run(c.name+" "+c.level, func(t *testing.T) {
			n := testkit.StartServer(t, nil)
			a, b := connect(t, n), connect(t, n)
			want(t, a, "CREATE TABLE r (k int PRIMARY KEY, v int); CREATE TABLE other (v int)", "")
			want(t, b, "BEGIN ISOLATION LEVEL "+c.level, "")
			want(t, b, "INSERT INTO r VALUES (9, 2)", "")
			want(t, a, "INSERT INTO r VALUES (8, 1), (9, 1)", "")
			code := ""
			for _, s := range c.between {
				conn := a
				if s[:2] == "b:" {
					conn = b
				}
				if _, failed := ask(t, conn, s[3:]); failed != "" {
					code = failed
				}
			}
			if code == "" {
				_, code = ask(t, b, "COMMIT")
			}
			if code != "40001" && code != "23505" {
				t.Errorf("the second transaction ended with %q", code)
			}
			_, _ = ask(t, b, "ROLLBACK")
			want(t, a, "SELECT count(*) FROM r WHERE k = 9", "1")
		})
	}
}

// fullDisk is a store that has no room left once full is set.
type fullDisk struct {
	object.Store
	full atomic.Bool
}

// Put implements object.Store.
func (f *fullDisk) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (object.Info, error) {
	if !f.full.Load() {
		return f.Store.Put(ctx, path, body, cond)
	}
	// Some of it is written, then there is no room.
	var some [64]byte
	n, _ := io.ReadFull(body, some[:])
	_, _ = f.Store.Put(ctx, path+".part", bytes.NewReader(some[:n]), object.PutCond{})
	return object.Info{}, object.IOError(path, fmt.Errorf("write %s: %w", path, syscall.ENOSPC))
}

// TestFullDisk: with no room for files a transaction fails with 53100 and leaves nothing,
// small inserts go on, and all is well when there is room again.
func TestFullDisk(t *testing.T) {
	disk := &fullDisk{}
	n := testkit.StartServer(t, func(c *node.Config) {
		c.WrapStore = func(s object.Store) object.Store { disk.Store = s; return disk }
	})
	c := connect(t, n)
	want(t, c, "CREATE TABLE small (v int); CREATE TABLE big (v int) TBLPROPERTIES ('tarn.rowBuffer' = 'false'); INSERT INTO big VALUES (1), (2)", "")
	disk.full.Store(true)
	for _, sql := range []string{"INSERT INTO big VALUES (3)", "UPDATE big SET v = 5", "INSERT INTO big SELECT generate_series(1, 200000)",
		"DELETE FROM big WHERE v = 1", "BEGIN; INSERT INTO small VALUES (99); INSERT INTO big VALUES (3); COMMIT"} {
		if msg, code := ask(t, c, sql); code != "53100" || !strings.Contains(msg, "no space left") {
			t.Errorf("%s: %s %s", sql, code, msg)
		}
		_, _ = ask(t, c, "ROLLBACK")
	}
	for range 5 {
		want(t, c, "INSERT INTO small VALUES (1)", "")
	}
	want(t, c, "SELECT (SELECT count(*) FROM small) || ' ' || (SELECT sum(v) FROM big)", "5 3")
	disk.full.Store(false)
	want(t, c, "UPDATE big SET v = v + 1", "")
	_, _ = ask(t, c, "OPTIMIZE small")
	want(t, c, "SELECT (SELECT count(*) FROM small) || ' ' || (SELECT sum(v) FROM big)", "5 5")
	want(t, c, "SET vacuum_retention_check = off", "")
	want(t, c, "VACUUM big RETAIN 0 HOURS", "")
	want(t, c, "SELECT sum(v) FROM big", "5")
}

// TestFailingStore: operations of the object store fail before or after they happened;
// what was acknowledged is there, what was refused is not, and both tables agree.
func TestFailingStore(t *testing.T) {
	for seed := range int64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			var store *faulty.Store
			n := testkit.StartServer(t, func(c *node.Config) {
				c.WrapStore = func(s object.Store) object.Store { store = faulty.New(s); return store }
			})
			c := connect(t, n)
			want(t, c, "CREATE TABLE a (k int, v int) TBLPROPERTIES ('tarn.rowBuffer' = 'false'); CREATE TABLE b (k int, v int)", "")
			store.Random(seed, 0.08)
			rows, sum, failed := 0, 0, 0
			for k := range 120 {
				sql := fmt.Sprintf("BEGIN; INSERT INTO a VALUES (%d, 1); INSERT INTO b VALUES (%d, 1); COMMIT", k, k)
				update := k%4 == 3
				if update {
					sql = fmt.Sprintf("BEGIN; UPDATE a SET v = v + 1 WHERE k < %d; UPDATE b SET v = v + 1 WHERE k < %d; COMMIT", k, k)
				}
				_, code := ask(t, c, sql)
				switch {
				case code == "" && update:
					sum += rows
				case code == "":
					rows, sum = rows+1, sum+1
				case code == "58030" || code == "40001":
					failed++
					_, _ = ask(t, c, "ROLLBACK")
				default:
					t.Errorf("%s: %s", sql, code)
					_, _ = ask(t, c, "ROLLBACK")
				}
			}
			store.Clear()
			if failed == 0 || rows == 0 {
				t.Errorf("%d failed, %d rows: the test tells nothing", failed, rows)
			}
			for _, table := range []string{"a", "b"} {
				want(t, c, "SELECT count(*) || ' ' || coalesce(sum(v), 0) FROM "+table, fmt.Sprintf("%d %d", rows, sum))
				if _, code := ask(t, c, "OPTIMIZE "+table); code != "" {
					t.Errorf("OPTIMIZE %s: %s", table, code)
				}
				want(t, c, "SET vacuum_retention_check = off", "")
				want(t, c, "VACUUM "+table+" RETAIN 0 HOURS", "")
				want(t, c, "SELECT count(*) || ' ' || coalesce(sum(v), 0) FROM "+table, fmt.Sprintf("%d %d", rows, sum))
			}
		})
	}
}
