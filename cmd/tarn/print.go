package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
)

// printer writes results as text.
type printer struct {
	w      io.Writer
	format string
	tuples bool
}

// tableRows is how many rows of a result are measured together for their widths.
const tableRows = 1000

// result prints one result as it arrives.
func (p *printer) result(rr *pgconn.ResultReader) error {
	var names []string
	var right []bool
	for _, f := range rr.FieldDescriptions() {
		names = append(names, f.Name)
		right = append(right, isNumber(f.DataTypeOID))
	}
	if len(names) == 0 {
		tag, err := rr.Close()
		if err == nil && p.format == "table" && !p.tuples {
			fmt.Fprintln(p.w, tag)
		}
		return err
	}
	switch p.format {
	case "csv":
		p.csv(rr, names)
	case "json":
		p.json(rr, names)
	case "table":
		p.table(rr, names, right)
	default:
		return fmt.Errorf("format %q is none of table, csv, json", p.format)
	}
	_, err := rr.Close()
	return err
}

func isNumber(oid uint32) bool {
	switch oid {
	case 20, 21, 23, 26, 700, 701, 790, 1700:
		return true
	}
	return false
}

func (p *printer) csv(rr *pgconn.ResultReader, names []string) {
	w := csv.NewWriter(p.w)
	if !p.tuples {
		_ = w.Write(names)
	}
	for rr.NextRow() {
		row := make([]string, len(names))
		for i, v := range rr.Values() {
			row[i] = string(v)
		}
		_ = w.Write(row)
	}
	w.Flush()
}

func (p *printer) json(rr *pgconn.ResultReader, names []string) {
	fields := rr.FieldDescriptions()
	for rr.NextRow() {
		var b strings.Builder
		for i, v := range rr.Values() {
			b.WriteByte(",{"[btoi(i == 0)])
			key, _ := json.Marshal(names[i])
			b.Write(key)
			b.WriteByte(':')
			b.Write(jsonValue(v, fields[i].DataTypeOID))
		}
		fmt.Fprintln(p.w, b.String()+"}")
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// jsonValue writes numbers, truth values and JSON as they are and all else as strings.
func jsonValue(v []byte, oid uint32) []byte {
	switch {
	case v == nil:
		return []byte("null")
	case oid == 16 && string(v) == "t":
		return []byte("true")
	case oid == 16:
		return []byte("false")
	case (isNumber(oid) || oid == 114 || oid == 3802) && json.Valid(v):
		return v
	}
	b, _ := json.Marshal(string(v))
	return b
}

// table prints aligned columns; widths are those of the first rows.
func (p *printer) table(rr *pgconn.ResultReader, names []string, right []bool) {
	var rows [][]string
	count, headed := 0, p.tuples
	widths := make([]int, len(names))
	for i, n := range names {
		widths[i] = utf8.RuneCountInString(n)
	}
	flush := func() {
		if !headed {
			p.line(names, widths, make([]bool, len(names)))
			fmt.Fprintln(p.w, rule(widths))
			headed = true
		}
		for _, r := range rows {
			p.line(r, widths, right)
		}
		rows = rows[:0]
	}
	for rr.NextRow() {
		row := make([]string, len(names))
		for i, v := range rr.Values() {
			row[i] = strings.ReplaceAll(string(v), "\n", "\\n")
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		rows = append(rows, row)
		if count++; len(rows) == tableRows {
			flush()
		}
	}
	flush()
	if !p.tuples {
		s := "s"
		if count == 1 {
			s = ""
		}
		fmt.Fprintf(p.w, "(%d row%s)\n\n", count, s)
	}
}

func (p *printer) line(row []string, widths []int, right []bool) {
	var b strings.Builder
	for i, v := range row {
		pad := strings.Repeat(" ", max(widths[i]-utf8.RuneCountInString(v), 0))
		if i > 0 {
			b.WriteByte('|')
		}
		if right[i] {
			b.WriteString(" " + pad + v + " ")
		} else {
			b.WriteString(" " + v + pad + " ")
		}
	}
	fmt.Fprintln(p.w, strings.TrimRight(b.String(), " "))
}

func rule(widths []int) string {
	parts := make([]string, len(widths))
	for i, w := range widths {
		parts[i] = strings.Repeat("-", w+2)
	}
	return strings.Join(parts, "+")
}
