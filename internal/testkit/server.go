package testkit

import (
	"context"
	"flag"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/tarndb/tarn/internal/node"
)

// Rewrite says that expected results are to be replaced by what came out.
var Rewrite = flag.Bool("rewrite", false, "write actual results into the test files")

// StartServer runs a server for one test. change may alter its configuration.
func StartServer(t testing.TB, change func(*node.Config)) *node.Node {
	t.Helper()
	cfg := node.DefaultConfig()
	cfg.Data, cfg.Listen, cfg.LogLevel, cfg.DrainSeconds = t.TempDir(), "127.0.0.1:0", "error", 2
	cfg.Memory, cfg.MaxQueries = "1GB", 8
	if change != nil {
		change(&cfg)
	}
	n, err := node.Start(context.Background(), cfg, func(line string) { t.Log(line) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		n.Close(ctx)
	})
	return n
}

// URL is a connection string of a server.
func URL(n *node.Node) string {
	return "postgres://" + node.Superuser + "@" + n.Addr().String() + "/" + node.DatabaseName + "?sslmode=disable"
}

// Root is the top directory of the source tree.
func Root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(filepath.Dir(filepath.Dir(file)))
}

// SharedData finds test data kept beside the source tree (TARN_SHARED overrides the
// place) or skips the test, naming what is missing.
func SharedData(t testing.TB, name string) string {
	t.Helper()
	base := os.Getenv("TARN_SHARED")
	if base == "" {
		base = filepath.Join(Root(), "..", "shared")
	}
	path := filepath.Join(base, "data", name)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("SKIPPED %s: shared data %q is not there (set TARN_SHARED)", t.Name(), name)
	}
	return path
}

// freePort finds a port nobody listens on.
func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
