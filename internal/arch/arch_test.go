package arch

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const module = "github.com/tarndb/tarn/"

// levels orders the packages: an import goes only to a lower level, so that there are no
// cycles to be and a package can be understood with those below it.
var levels = map[string]int{
	"internal/invariant": 0, "sql/pgerr": 0, "exec/kernel": 0,
	"internal/mem": 1, "sql/types": 1, "sql/parse": 1, "storage/object": 1, "raft": 1,
	"sql/builtin": 2, "catalog": 2, "exec/vec": 2, "sql/auth": 2,
	"storage/object/stores": 2,
	"sql/copyfmt":           3, "catalog/replica": 3, "storage/column": 3, "storage/table": 3, "sql/access": 3,
	"storage/colcache": 4, "storage/memtable": 4, "planner/plan": 4, "sql/syscat": 4, "exec/spill": 4,
	"storage/parquetfile": 5, "storage/textfile": 5, "planner/eval": 5, "planner/stats": 5, "exec/expr": 5, "exec/exchange": 5,
	"storage/delta": 6, "storage/lake": 7, "planner/bind": 6, "planner/order": 6, "exec/op": 6,
	"storage/files": 7, "planner/rule": 7, "internal/tpch": 7,
	"planner/distribute": 8,
	"planner":            9, "exec": 9,
	"sql/proc":      9,
	"sql/session":   10,
	"sql/pgwire":    11,
	"internal/node": 12,
	"cmd/tarn":      13, "internal/testkit": 13, "internal/arch": 13, "internal/querytest": 13,
}

// owners names the one package that may import a library: its types must not spread, so
// that it can be replaced in one place. Test files are free.
var owners = map[string][]string{
	"github.com/cespare/xxhash":               {"storage/parquetfile", "storage/lake"},
	"github.com/andybalholm/brotli":           {"storage/parquetfile", "storage/textfile"},
	"github.com/klauspost/compress":           {"storage/parquetfile", "storage/textfile", "raft"},
	"github.com/pierrec/lz4":                  {"storage/parquetfile"},
	"github.com/hashicorp/go-immutable-radix": {"catalog", "storage/delta"},
	"github.com/hashicorp/raft":               {"raft"},
	"github.com/hashicorp/go-hclog":           {"raft"},
	"go.etcd.io/bbolt":                        {"raft"},
	"github.com/jackc/pgx/v5/pgproto3":        {"sql/pgwire", "internal/testkit"},
	"github.com/jackc/pgx/v5/pgconn":          {"cmd/tarn", "internal/testkit"},
	"github.com/jackc/pgx":                    {"internal/testkit"},
	"github.com/xdg-go/scram":                 {"sql/auth", "sql/pgwire"},
	"github.com/prometheus/client_golang":     {"internal/node"},
	"github.com/spf13/cobra":                  {"cmd/tarn"},
	"github.com/aws/aws-sdk-go-v2":            {"storage/object"},
	"github.com/aws/smithy-go":                {"storage/object"},
	"github.com/Azure/azure-sdk-for-go":       {"storage/object"},
	"github.com/cockroachdb/apd":              {"sql/types"},
	"github.com/pingcap/tidb/pkg/parser":      {"sql/parse/mysql"},
	"github.com/parquet-go/parquet-go":        {"storage/parquetfile"},
	"github.com/google/uuid":                  {"sql/builtin", "catalog"},
	"golang.org/x/text":                       {"sql/builtin", "sql/types"},
	"golang.org/x/sys":                        {"storage/object", "internal/mem", "exec/kernel"},
}

// A plan is the only thing that planner and executor share.
var apart = [][2]string{{"planner", "exec"}, {"exec", "planner"}}

// maxLines keeps files small enough to be read at once.
const maxLines = 800

// forbidden words tell of mistakes: places and habits of one machine, or names that say
// nothing.
var forbidden = []struct {
	re  *regexp.Regexp
	why string
}{
	{regexp.MustCompile(`/wor` + `k/|/hom` + `e/[a-z]|/Use` + `rs/`), "paths of one machine"},
	{regexp.MustCompile(`(?i)\bXX` + `X\b|\bFIX` + `ME\b|\bHA` + `CK\b`), "marks of unfinished work"},
}

// badNames are file and package names that say nothing about their content.
var badNames = regexp.MustCompile(`(?i)(^|_)(util|utils|common|helper|helpers)(_test)?\.go$`)

type file struct {
	pkg, path string
	ast       *ast.File
	src       []byte
	test      bool
}

func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// files parses all Go files of the product (nested modules are not part of it).
func files(t *testing.T) []file {
	t.Helper()
	var out []file
	top := root(t)
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, nested := os.Stat(filepath.Join(path, "go.mod"))
			name := d.Name()
			if path != top && (nested == nil || name == "testdata" || strings.HasPrefix(name, ".") || name == "data" || name == "bin") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, src, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(top, path)
		rel = filepath.ToSlash(rel)
		out = append(out, file{pkg: filepath.ToSlash(filepath.Dir(rel)), path: rel, ast: f, src: src,
			test: strings.HasSuffix(path, "_test.go")})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// levelOf gives the level of a package; packages inside an internal directory of another
// belong to it.
func levelOf(pkg string) (int, bool) {
	for {
		if l, ok := levels[pkg]; ok {
			return l, true
		}
		i := strings.LastIndexByte(pkg, '/')
		if i < 0 {
			return 0, false
		}
		pkg = pkg[:i]
	}
}

func TestImports(t *testing.T) {
	for _, f := range files(t) {
		if f.test {
			continue
		}
		from, ok := levelOf(f.pkg)
		if !ok {
			t.Errorf("%s: package %s has no level; add it to the table", f.path, f.pkg)
			continue
		}
		for _, im := range f.ast.Imports {
			checkImport(t, f, from, strings.Trim(im.Path.Value, `"`))
		}
	}
}

func checkImport(t *testing.T, f file, from int, path string) {
	own, ok := strings.CutPrefix(path, module)
	if !ok {
		checkOwner(t, f, path)
		return
	}
	to, known := levelOf(own)
	inside := strings.HasPrefix(own, f.pkg+"/") || strings.HasPrefix(f.pkg, own+"/")
	if known && to >= from && !inside {
		t.Errorf("%s (level %d) imports %s (level %d): imports go to lower levels only", f.path, from, own, to)
	}
	for _, p := range apart {
		if under(f.pkg, p[0]) && under(own, p[1]) && own != "planner/plan" && own != "exec/vec" {
			t.Errorf("%s imports %s: planner and executor share planner/plan and exec/vec only", f.path, own)
		}
	}
}

func under(pkg, dir string) bool { return pkg == dir || strings.HasPrefix(pkg, dir+"/") }

func checkOwner(t *testing.T, f file, path string) {
	best := ""
	for lib := range owners {
		if (path == lib || strings.HasPrefix(path, lib+"/")) && len(lib) > len(best) {
			best = lib
		}
	}
	if best == "" {
		if first, _, _ := strings.Cut(path, "/"); strings.Contains(first, ".") {
			t.Errorf("%s imports %s, a library without an owner: add it to owners and docs/dependencies.md", f.path, path)
		}
		return
	}
	for _, o := range owners[best] {
		if under(f.pkg, o) {
			return
		}
	}
	t.Errorf("%s imports %s, which belongs to %v", f.path, path, owners[best])
}

func TestPackageComments(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range files(t) {
		if !f.test {
			documented[f.pkg] = documented[f.pkg] || f.ast.Doc != nil
		}
	}
	for pkg, ok := range documented {
		if !ok {
			t.Errorf("package %s has no package comment", pkg)
		}
	}
}

func TestFiles(t *testing.T) {
	for _, f := range files(t) {
		generated := bytes.Contains(f.src[:min(len(f.src), 400)], []byte("Code generated"))
		if n := bytes.Count(f.src, []byte("\n")); n > maxLines && !generated {
			t.Errorf("%s has %d lines, more than %d", f.path, n, maxLines)
		}
		if badNames.MatchString(filepath.Base(f.path)) {
			t.Errorf("%s: the name says nothing about the content", f.path)
		}
		for _, w := range forbidden {
			if m := w.re.Find(f.src); m != nil {
				t.Errorf("%s contains %q: %s", f.path, m, w.why)
			}
		}
	}
}

// TestDependencies keeps the list of libraries complete.
func TestDependencies(t *testing.T) {
	mod, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile(filepath.Join(root(t), "docs", "dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(mod)) {
		f := strings.Fields(line)
		if len(f) != 2 || !strings.Contains(f[0], ".") || strings.Contains(line, "// indirect") {
			continue
		}
		if !bytes.Contains(doc, []byte("| "+f[0]+" | "+f[1]+" |")) {
			t.Errorf("docs/dependencies.md has no line for %s %s", f[0], f[1])
		}
	}
}
