package suite

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Table is a named Parquet file.
type Table struct {
	Name string
	Path string // absolute
}

// Tables lists the Parquet files of a directory; each is a table of the file's name.
func Tables(dir string) ([]Table, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no Parquet files in %s", dir)
	}
	slices.Sort(files)
	var tables []Table
	for _, f := range files {
		tables = append(tables, Table{strings.TrimSuffix(filepath.Base(f), ".parquet"), f})
	}
	return tables, nil
}

// CreateView is the statement that makes a table's file readable under its name for one session.
func (t Table) CreateView() string {
	return fmt.Sprintf("CREATE TEMP VIEW %s AS SELECT * FROM %s", t.Name, quote(t.Path))
}

// CreateTable is the statement that copies a table's file into a native table.
func (t Table) CreateTable() string {
	return fmt.Sprintf("CREATE TABLE %s AS SELECT * FROM %s", t.Name, quote(t.Path))
}

// CopyTo is the statement that writes a table's rows to another Parquet file.
func (t Table) CopyTo(path string) string {
	return fmt.Sprintf("COPY (SELECT * FROM %s) TO %s (FORMAT parquet)", quote(t.Path), quote(path))
}

// quote is an SQL string literal.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
