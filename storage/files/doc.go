// Package files opens files that a statement names by path or pattern as one table:
// the door behind FROM 'path', read_parquet, read_csv and read_json.
//
// Invariants: what Open returns is a snapshot: files that change later make reads fail,
// they never mix. Directories named key=value become columns unless switched off.
// Everything is safe for concurrent use. Start reading at Env.Open.
package files
