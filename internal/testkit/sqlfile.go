package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

// A SQL file is a list of statements with what they answer, separated by empty lines:
//
//	-- comments stay with their statement
//	SELECT 1 AS a, NULL AS b
//	----
//	a|b
//	1|NULL
//
//	SELECT oops
//	----
//	ERROR 42703 column "oops" does not exist @8
//
// Rows of a query without ORDER BY may come in any order (and are written sorted);
// `-- ordered` asks for theirs, `-- unordered` lets those of others come as they like.
// `-- only NAME` runs the statement in that setting alone (`postgres` being the real
// PostgreSQL), `-- not NAME` in all others. A first block with `-- errors by code` lets
// error texts and positions differ, not their SQLSTATE. ${ROOT} is the top of the source
// tree and ${TMP} a directory of the test. `-- role: NAME` runs the statement on a
// connection of its own that logged in as that role.

// Setting is a way to run the files: statements sent before each.
type Setting struct {
	Name string
	SQL  string
}

// Settings are the ways every SQL file must give the same answers.
var Settings = []Setting{
	{"default", ""},
	{"optimizer_off", "SET optimizer_rules_off = 'all'"},
	{"batch_3", "SET batch_size = 3"},
	{"memory_1MiB", "SET query_memory = '1MB'"},
	{"one_worker", "SET query_workers = 1"},
	{"equal_hashes", "SET equal_hashes = on"},
	{"no_column_cache", "SET column_cache = off"},
	{Parquet, ""},
}

// Parquet is the setting in which the temporary tables of files that begin with
// `-- parquet too` are written out and become views of Parquet files; it leaves out others.
const Parquet = "parquet"

// SettingsByName picks settings of a list separated by commas; "" is the default one and
// "all" is every one.
func SettingsByName(t testing.TB, names string) []Setting {
	t.Helper()
	if names == "" {
		return Settings[:1]
	}
	if names == "all" {
		return Settings
	}
	var out []Setting
	for _, n := range strings.Split(names, ",") {
		found := false
		for _, s := range Settings {
			if s.Name == n {
				out, found = append(out, s), true
			}
		}
		if !found {
			t.Fatalf("no setting %q", n)
		}
	}
	return out
}

// RunSQLFile runs a file on one connection and compares every answer. With -rewrite the
// answers of the default setting are written into the file.
func RunSQLFile(t *testing.T, path, url string, setting Setting) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	conn, err := pgconn.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if setting.SQL != "" {
		if _, err := conn.Exec(ctx, setting.SQL).ReadAll(); err != nil {
			t.Fatalf("%s: %v", setting.SQL, err)
		}
	}
	head := strings.SplitN(string(text), "\n\n", 2)[0]
	if setting.Name == Parquet && !strings.Contains(head, "-- parquet too") {
		return
	}
	rewrite := *Rewrite && setting.SQL == "" && setting.Name != Parquet
	tmp := t.TempDir()
	vars := places{in: strings.NewReplacer("${ROOT}", Root(), "${TMP}", tmp), out: strings.NewReplacer(Root(), "${ROOT}", tmp, "${TMP}")}
	roles := roleConns{url: url, setting: setting.SQL, conns: map[string]*pgconn.PgConn{"": conn}}
	defer roles.close(ctx)
	var out []string
	line, bad := 1, 0
	vars.codes = strings.Contains(head, "-- errors by code")
	for _, block := range strings.Split(strings.TrimRight(string(text), "\n"), "\n\n") {
		as, err := roles.of(ctx, block)
		if err != nil {
			t.Fatalf("%s:%d: %v", filepath.Base(path), line, err)
		}
		got := runBlock(ctx, as, block, setting.Name, vars)
		if got != block && !rewrite {
			t.Errorf("%s:%d [%s]: got:\n%s\nexpected:\n%s", filepath.Base(path), line, setting.Name, got, block)
			if bad++; bad == 20 || conn.IsClosed() {
				t.Fatalf("%s: too many differences", filepath.Base(path))
			}
		}
		if setting.Name == Parquet {
			toParquet(ctx, t, conn, block, tmp)
		}
		line += strings.Count(block, "\n") + 2
		out = append(out, got)
	}
	if rewrite {
		if err := os.WriteFile(path, []byte(strings.Join(out, "\n\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// roleConns are the connections of the roles of a file, made when first used.
type roleConns struct {
	url, setting string
	conns        map[string]*pgconn.PgConn
}

var roleLine = regexp.MustCompile(`(?m)^-- role: (\w+)$`)

// of gives the connection a block runs on.
func (r *roleConns) of(ctx context.Context, block string) (*pgconn.PgConn, error) {
	name := ""
	if m := roleLine.FindStringSubmatch(block); m != nil {
		name = m[1]
	}
	if c := r.conns[name]; c != nil && !c.IsClosed() {
		return c, nil
	}
	cfg, err := pgconn.ParseConfig(r.url)
	if err != nil {
		return nil, err
	}
	cfg.User = name
	c, err := pgconn.ConnectConfig(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if r.setting != "" {
		if _, err := c.Exec(ctx, r.setting).ReadAll(); err != nil {
			return nil, err
		}
	}
	r.conns[name] = c
	return c, nil
}

func (r *roleConns) close(ctx context.Context) {
	for name, c := range r.conns {
		if name != "" {
			_ = c.Close(ctx)
		}
	}
}

var tempTable = regexp.MustCompile(`(?m)^CREATE TEMP TABLE (\w+) `)

// toParquet turns the table that a block made into a view of a file with its rows.
func toParquet(ctx context.Context, t *testing.T, conn *pgconn.PgConn, block, dir string) {
	t.Helper()
	m := tempTable.FindStringSubmatch(block)
	if m == nil {
		return
	}
	file := filepath.Join(dir, m[1]+".parquet")
	for _, sql := range []string{
		fmt.Sprintf("COPY %s TO '%s'", m[1], file),
		"DROP TABLE " + m[1],
		fmt.Sprintf("CREATE TEMP VIEW %s AS SELECT * FROM '%s'", m[1], file),
	} {
		if _, err := conn.Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

// places replaces variables in statements, and their values in what came out.
type places struct {
	in, out *strings.Replacer
	codes   bool // errors by code alone
}

var errorText = regexp.MustCompile(`^(ERROR [0-9A-Z]{5}).*`)

// anyOrder tells whether a statement is a query that does not say how its rows are ordered.
func anyOrder(stmt string) bool {
	var code []string
	for _, l := range strings.Split(strings.ToLower(stmt), "\n") {
		if !strings.HasPrefix(l, "--") {
			code = append(code, l)
		}
	}
	s := strings.Join(code, "\n")
	first := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '(' })
	if strings.Contains(s, "returning") {
		return true
	}
	if len(first) == 0 || !slices.Contains([]string{"select", "with", "values", "table", "execute"}, first[0]) {
		return false
	}
	depth := 0
	for i := range len(s) {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case depth == 0 && strings.HasPrefix(s[i:], "order by"):
			return false
		}
	}
	return true
}

// runBlock runs one statement and gives its block with the actual answer.
func runBlock(ctx context.Context, conn *pgconn.PgConn, block, setting string, vars places) string {
	stmt, expected, has := strings.Cut(block, "\n----")
	unordered := anyOrder(stmt)
	code := false
	for _, l := range strings.Split(stmt, "\n") {
		switch {
		case l == "-- unordered":
			unordered = true
		case l == "-- ordered":
			unordered = false
		case strings.HasPrefix(l, "-- only ") && l[8:] != setting, strings.HasPrefix(l, "-- not ") && l[7:] == setting:
			return block
		}
		code = code || l != "" && !strings.HasPrefix(l, "--")
	}
	if !code {
		return block
	}
	lines := runStatement(ctx, conn, vars.in.Replace(stmt), unordered)
	for i := range lines {
		lines[i] = vars.out.Replace(lines[i])
		if vars.codes {
			lines[i] = errorText.ReplaceAllString(lines[i], "$1")
		}
	}
	if unordered && has {
		want := strings.Split(strings.TrimPrefix(expected, "\n"), "\n")
		if len(want) > 1 {
			sort.Strings(want[1:])
			if strings.Join(want, "\n") == strings.Join(lines, "\n") {
				return block
			}
		}
	}
	return stmt + "\n----" + joinLines(lines)
}

func joinLines(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return "\n" + strings.Join(lines, "\n")
}

// runStatement gives the answer to a text: names and rows, tags, or the error.
func runStatement(ctx context.Context, conn *pgconn.PgConn, sql string, unordered bool) []string {
	var out []string
	mr := conn.Exec(ctx, sql)
	for mr.NextResult() {
		rr := mr.ResultReader()
		var names []string
		for _, f := range rr.FieldDescriptions() {
			names = append(names, f.Name)
		}
		var rows []string
		for rr.NextRow() {
			var vals []string
			for _, v := range rr.Values() {
				vals = append(vals, cell(v))
			}
			rows = append(rows, strings.Join(vals, "|"))
		}
		if unordered {
			sort.Strings(rows)
		}
		tag, err := rr.Close()
		switch {
		case err != nil:
		case len(names) == 0 && tag.String() != "":
			out = append(out, tag.String())
		case tag.String() != "":
			out = append(append(out, strings.Join(names, "|")), rows...)
		}
	}
	if err := mr.Close(); err != nil {
		out = append(out, errorLine(err))
	}
	return out
}

// cell prints a value on one line.
func cell(v []byte) string {
	if v == nil {
		return "NULL"
	}
	if len(v) == 0 {
		return "''"
	}
	return strings.NewReplacer("\n", `\n`, "\r", `\r`, "|", `\|`).Replace(string(v))
}

func errorLine(err error) string {
	pe, ok := err.(*pgconn.PgError)
	if !ok {
		return "ERROR " + err.Error()
	}
	s := fmt.Sprintf("ERROR %s %s", pe.Code, strings.ReplaceAll(pe.Message, "\n", `\n`))
	if pe.Position > 0 {
		s += fmt.Sprintf(" @%d", pe.Position)
	}
	return s
}
