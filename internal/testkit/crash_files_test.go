package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
)

// thorough looks at logs and files while nobody works: all versions published, each as
// ratified; each file as its log says; after VACUUM nothing else.
func (c *crash) thorough() {
	p := c.start(nil)
	defer p.Kill()
	conn, err := pgconn.Connect(context.Background(), p.URL())
	if err != nil {
		c.t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if c.query(conn, "SELECT count(*) FROM pg_class WHERE relname = 'wipe'")[0][0] == "0" {
		return
	}
	for _, table := range crashTableNames {
		c.checkLog(conn, table)
	}
	c.query(conn, "SET vacuum_retention_check = off")
	for _, table := range crashTableNames {
		c.query(conn, "VACUUM "+table+" RETAIN 0 HOURS")
		c.checkFiles(conn, table)
	}
	c.check(p)
	if c.t.Failed() {
		c.t.Fatalf("after a crash; the server said:\n%s\nand before:\n%s", p.Log(), c.said)
	}
}

// checkLog compares the log of a table with the versions that the catalog ratified.
func (c *crash) checkLog(conn *pgconn.PgConn, table string) {
	history := c.query(conn, "DESCRIBE HISTORY "+table) // flushes buffered rows
	at := c.query(conn, "DESCRIBE DETAIL "+table)[0][3]
	name := func(v int) string { return filepath.Join(at, "_delta_log", fmt.Sprintf("%020d.json", v)) }
	deadline := time.Now().Add(30 * time.Second)
	for ; ; time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(name(number(history[0][0]))); err == nil {
			break
		}
		if time.Now().After(deadline) {
			c.t.Errorf("version %s of %s is not published", history[0][0], table)
			return
		}
	}
	log := delta.Log{Store: object.NewLocal(), Root: at}
	for i, h := range history {
		v := number(h[0])
		if v != len(history)-1-i {
			c.t.Errorf("the history of %s has version %d at place %d of %d", table, v, i, len(history))
		}
		b, err := os.ReadFile(name(v))
		if err != nil {
			c.t.Errorf("version %d of %s: %v", v, table, err)
			continue
		}
		sum := sha256.Sum256(b)
		if old, seen := c.sums[name(v)]; seen {
			if old != sum {
				c.t.Errorf("the log file of version %d of %s has changed", v, table)
			}
			continue
		}
		c.sums[name(v)] = sum
		c.logFiles++
		commit, err := log.ReadCommit(context.Background(), int64(v))
		if err != nil {
			c.t.Errorf("version %d of %s: %v", v, table, err)
		} else if commit.Info == nil || commit.Info.TxnID != h[7] || commit.Info.Operation != h[3] {
			c.t.Errorf("version %d of %s was ratified as %v and is published as %+v", v, table, h, commit.Info)
		}
	}
}

// checkFiles compares the files of a table, read by its log alone, with the log and with
// what the server says.
func (c *crash) checkFiles(conn *pgconn.PgConn, table string) {
	ctx := context.Background()
	at := c.query(conn, "DESCRIBE DETAIL "+table)[0][3]
	store := object.NewLocal()
	snap, err := delta.Log{Store: store, Root: at}.Snapshot(ctx, delta.Newest)
	if err != nil {
		c.t.Errorf("the log of %s: %v", table, err)
		return
	}
	used, rows := map[string]bool{}, int64(0)
	for _, f := range snap.Files() {
		c.dataFiles++
		paths, err := f.Objects(at)
		if err != nil {
			c.t.Fatal(err)
		}
		for _, p := range paths {
			used[object.LocalPath(p)] = true
			if _, err := store.Head(ctx, p); err != nil {
				c.t.Errorf("a file of %s: %v", table, err)
			}
		}
		info, err := store.Head(ctx, f.Object)
		if err != nil {
			continue
		}
		if info.Size != f.Size {
			c.t.Errorf("%s of %s has %d bytes, the log says %d", f.Path, table, info.Size, f.Size)
		}
		foot, err := parquetfile.ReadFooter(ctx, store, info)
		if err != nil {
			c.t.Errorf("%s of %s: %v", f.Path, table, err)
			continue
		}
		var stats struct{ NumRecords int64 }
		if err := json.Unmarshal([]byte(f.Stats), &stats); err != nil || stats.NumRecords != foot.Rows() {
			c.t.Errorf("%s of %s has %d rows, the log says %d (%v)", f.Path, table, foot.Rows(), stats.NumRecords, err)
		}
		if rows += foot.Rows(); f.DeletionVector != nil {
			rows -= f.DeletionVector.Cardinality
		}
	}
	if n := c.query(conn, "SELECT count(*) FROM "+table)[0][0]; n != fmt.Sprint(rows) {
		c.t.Errorf("%s has %s rows, its files %d", table, n, rows)
	}
	if strings.Contains(crashTables, "'tarn.autoCompact' = 'false')") && (table == "filed" || table == "bulk" || table == "vectors") {
		_ = filepath.WalkDir(at, func(path string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !strings.Contains(path, "_delta_log") && !used[path] {
				c.t.Errorf("%s of %s is not needed and was not vacuumed", path, table)
			}
			return nil
		})
	}
}
