// Package textfile reads and writes CSV and JSON files as tables.
//
// A scan cuts the input into cells first and parses a column's cells only when it is
// read (reader.go); cells alias the read buffer, so text costs no copy. What the columns
// are is found by looking at the first part of each file (csv_sniff.go, json_infer.go).
// Large local files that are not compressed are split at row boundaries (split.go).
//
// Invariants: every error about a row names file and line. A row that does not fit the
// columns is refused, or left out and counted when the caller says so; it is never
// mangled. A single row is bounded in size.
//
// Threading: tables and splits are shared, readers and writers belong to one goroutine.
// Start reading at OpenCSV and OpenJSON.
package textfile
