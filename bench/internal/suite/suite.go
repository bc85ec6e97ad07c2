// Package suite reads queries from files and tells where their tables lie.
//
// A query file is SQL with a comment head. Its first comment line is the title. Further comment lines of the form
// "-- name: value" set what the answers of two engines may differ in:
//
//	-- keys: 2, 1     the ORDER BY columns, 1-based, of a query whose ORDER BY leaves ties (answer.Rule.Keys)
//	-- any rows       LIMIT without ORDER BY: only the number of rows is compared
//	-- verify: SQL    a statement with a determined answer, compared instead of what the above leaves open
package suite

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/bench/internal/answer"
)

// Query is one query of a suite.
type Query struct {
	ID     string // the file's name without .sql
	Title  string
	SQL    string // without the comment head
	Rule   answer.Rule
	Verify string
}

// Load reads all queries of a directory in the order of their names.
func Load(dir string) ([]Query, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no queries in %s", dir)
	}
	slices.Sort(files)
	var queries []Query
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		q, err := parse(strings.TrimSuffix(filepath.Base(file), ".sql"), string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		queries = append(queries, q)
	}
	return queries, nil
}

// parse splits the comment head from the SQL.
func parse(id, text string) (Query, error) {
	q := Query{ID: id}
	rest := text
	for strings.HasPrefix(rest, "--") {
		line, after, _ := strings.Cut(rest, "\n")
		if err := q.head(strings.TrimSpace(strings.TrimPrefix(line, "--"))); err != nil {
			return q, err
		}
		rest = after
	}
	q.SQL = strings.TrimRight(strings.TrimSpace(rest), ";")
	if q.SQL == "" {
		return q, fmt.Errorf("no statement")
	}
	q.Rule.Ordered = ordered(q.SQL)
	tail := q.SQL[strings.LastIndexByte(q.SQL, ')')+1:] // LIMIT and OFFSET of the whole query come last
	q.Rule.Limit, q.Rule.Offset = limit.MatchString(tail), offset.MatchString(tail)
	return q, nil
}

// head reads one line of the comment head.
func (q *Query) head(line string) error {
	name, value, _ := strings.Cut(line, ":")
	value = strings.TrimSpace(value)
	switch {
	case line == "any rows":
		q.Rule.CountOnly = true
	case name == "verify":
		q.Verify = value
	case name == "keys":
		for _, k := range strings.Split(value, ",") {
			n, err := strconv.Atoi(strings.TrimSpace(k))
			if err != nil || n < 1 {
				return fmt.Errorf("keys %q: want column numbers", value)
			}
			q.Rule.Keys = append(q.Rule.Keys, n-1)
		}
	case q.Title == "":
		q.Title = line
	}
	return nil
}

// orderBy matches the words at the start of a text.
var orderBy = regexp.MustCompile(`^order\s+by\s`)

// limit and offset match the words of the tail of a query.
var (
	limit  = regexp.MustCompile(`(?i)\blimit\s`)
	offset = regexp.MustCompile(`(?i)\boffset\s`)
)

// isWord tells whether a byte may be part of a name.
func isWord(c byte) bool { return c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// ordered tells whether a query has an ORDER BY outside all parentheses. Quoted text is skipped.
func ordered(sql string) bool {
	depth := 0
	sql = strings.ToLower(sql)
	for i := 0; i < len(sql); i++ {
		switch sql[i] {
		case '(':
			depth++
		case ')':
			depth--
		case '\'', '"':
			end := strings.IndexByte(sql[i+1:], sql[i])
			if end < 0 {
				return false
			}
			i += end + 1
		case 'o':
			if depth == 0 && orderBy.MatchString(sql[i:]) && (i == 0 || !isWord(sql[i-1])) {
				return true
			}
		}
	}
	return false
}
