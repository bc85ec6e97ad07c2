package pgwire_test

import (
	"net"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarndb/tarn/internal/testkit"
)

// TestWireScripts replays the dialogues against Tarn.
func TestWireScripts(t *testing.T) {
	n := testkit.StartServer(t, nil)
	for _, path := range scripts(t, "*.txt") {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			testkit.RunWireScript(t, path, func() (net.Conn, error) { return net.Dial("tcp", n.Addr().String()) })
		})
	}
}

// TestWireScriptsPostgres replays those that begin with pg_ against a real PostgreSQL:
// with -rewrite its answers become the expected ones.
func TestWireScriptsPostgres(t *testing.T) {
	addr := testkit.StartPostgres(t)
	for _, path := range scripts(t, "pg_*.txt") {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			testkit.RunWireScript(t, path, func() (net.Conn, error) { return net.Dial("tcp", addr) })
		})
	}
}

func scripts(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("testdata", "wire", pattern))
	if err != nil || len(found) == 0 {
		t.Fatalf("no wire scripts %s", pattern)
	}
	return found
}
