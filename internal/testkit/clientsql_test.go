package testkit

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// notYet are the messages of failures that are known and not repaired yet: a client's
// statement may fail with one of them. The list may only become shorter.
var notYet = []string{"RETURNING is not supported"}

// TestClientSQL runs what real clients send (catalog queries of psql, ODBC, JDBC and
// SQLAlchemy): none may fail for a reason of ours. Names of the recorded schemas do not
// exist here, so that errors about missing objects are fine.
func TestClientSQL(t *testing.T) {
	dir := SharedData(t, "client-sql")
	n := StartServer(t, nil)
	found, _ := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	for _, path := range found {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".jsonl"), func(t *testing.T) {
			stmts := clientStatements(t, path)
			bad := map[string]int{}
			example := map[string]string{}
			start := time.Now()
			for _, sql := range stmts {
				if msg := tryStatement(t, URL(n), sql); msg != "" {
					bad[msg]++
					example[msg] = sql
				}
			}
			t.Logf("%d statements, %v each", len(stmts), time.Since(start)/time.Duration(max(1, len(stmts))))
			msgs := make([]string, 0, len(bad))
			for m := range bad {
				msgs = append(msgs, m)
			}
			sort.Slice(msgs, func(i, j int) bool { return bad[msgs[i]] > bad[msgs[j]] })
			for _, m := range msgs {
				t.Errorf("%d times: %s\nas in %.600s", bad[m], m, example[m])
			}
		})
	}
}

func clientStatements(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var line struct{ SQL string }
		if err := json.Unmarshal(sc.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		out = append(out, line.SQL)
	}
	return out
}

// clientConn is the connection statements are tried on; a broken one is replaced.
var clientConn *pgconn.PgConn

// tryStatement gives the error a statement ends with, "" when it is fine.
func tryStatement(t *testing.T, url, sql string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if clientConn == nil || clientConn.IsClosed() {
		var err error
		if clientConn, err = pgconn.Connect(ctx, url); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if strings.Contains(sql, "$1") {
		_, err = clientConn.Prepare(ctx, "", sql, nil)
	} else {
		_, err = clientConn.Exec(ctx, sql).ReadAll()
	}
	if clientConn.TxStatus() == 'E' {
		_, _ = clientConn.Exec(ctx, "ROLLBACK").ReadAll()
	}
	if err == nil {
		return ""
	}
	var pe *pgconn.PgError
	if !errors.As(err, &pe) {
		return err.Error()
	}
	switch pe.Code {
	case "42P01", "3F000", "25P01", "26000", "34000", "3B001", "25P02", "42P05", "42P07": // objects of the recording
		if !strings.Contains(pe.Message, "pg_") {
			return ""
		}
	}
	if strings.Contains(pe.Message, "s.f") {
		return "" // a function of the recording
	}
	for _, known := range notYet {
		if strings.Contains(pe.Message, known) {
			return ""
		}
	}
	return pe.Code + " " + pe.Message
}
