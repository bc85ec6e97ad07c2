package testkit

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var settingNames = flag.String("settings", "all",
	"settings to run the SQL files under, separated by commas, or all")

var sqlFiles = flag.String("files", "*.sql", "pattern of the SQL files to run")

// TestSQL runs the SQL files under the settings chosen.
func TestSQL(t *testing.T) {
	n := StartServer(t, nil)
	for _, s := range SettingsByName(t, *settingNames) {
		for _, path := range sqlPaths(t, *sqlFiles) {
			t.Run(s.Name+"/"+base(path), func(t *testing.T) {
				needData(t, path)
				RunSQLFile(t, path, URL(n), s)
			})
		}
	}
}

// TestSQLPostgres runs the files that begin with pg_ on a real PostgreSQL; with -rewrite
// its answers become the expected ones.
func TestSQLPostgres(t *testing.T) {
	paths := sqlPaths(t, "pg_"+strings.TrimPrefix(*sqlFiles, "pg_"))
	addr := StartPostgres(t)
	for _, path := range paths {
		t.Run(base(path), func(t *testing.T) {
			RunSQLFile(t, path, "postgres://tarn@"+addr+"/tarn?sslmode=disable", Setting{Name: "postgres"})
		})
	}
}

// needData skips a file that reads test data from elsewhere when that is not there.
func needData(t *testing.T, path string) {
	t.Helper()
	const place = "${ROOT}/../shared/data/"
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), place) {
		return
	}
	dir := filepath.Join(Root(), "..", "shared", "data")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED %s: the test data %s is not there", base(path), dir)
	}
}

func base(path string) string { return strings.TrimSuffix(filepath.Base(path), ".sql") }

func sqlPaths(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("testdata", "sql", pattern))
	if err != nil || len(found) == 0 {
		t.Skipf("SKIPPED %s: no SQL files %s", t.Name(), pattern)
	}
	return found
}
