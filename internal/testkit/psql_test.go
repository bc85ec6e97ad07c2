package testkit

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tarndb/tarn/internal/node"
)

// frame is what depends on how psql lays a table out: spaces and rules.
var frame = regexp.MustCompile(`[ +-]+`)

// TestPsqlDescribe runs a script of definitions and \d commands in psql against Tarn and a
// real PostgreSQL; both must print the same.
func TestPsqlDescribe(t *testing.T) {
	psql, err := exec.LookPath("psql")
	if err != nil {
		t.Skipf("SKIPPED %s: psql is not installed", t.Name())
	}
	script := filepath.Join("testdata", "psql", "describe.sql")
	run := func(addr, db string) string {
		host, port, err := net.SplitHostPort(addr)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(psql, "-X", "-h", host, "-p", port, "-U", node.Superuser, "-f", script, db)
		cmd.Env = append(os.Environ(), "PGCLIENTENCODING=UTF8", "LC_ALL=C", "PGOPTIONS=")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("psql: %v: %s", err, out)
		}
		return string(out)
	}
	want := run(StartPostgres(t), "tarn")
	got := run(StartServer(t, nil).Addr().String(), node.DatabaseName)
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	if len(b) < 100 {
		t.Fatalf("psql printed %d lines only:\n%s", len(b), got)
	}
	for i := range max(len(a), len(b)) {
		x, y := line(a, i), line(b, i)
		if frame.ReplaceAllString(x, " ") != frame.ReplaceAllString(y, " ") {
			t.Fatalf("line %d: PostgreSQL:\n%s\nTarn:\n%s", i+1, x, y)
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}
