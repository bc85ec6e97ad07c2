// Package parquetfile turns Parquet files into vectors and vectors into Parquet files.
//
// A file's life: its footer is read once and cached by path and identity (footer.go,
// meta.go); the schema becomes columns (schema.go, typemap.go); a row group is a split
// (table.go); opening one makes a reader of column readers (reader.go, column.go) that
// fetch a column's bytes when first asked, step through pages (page.go), and hand out
// at most vec.Size rows at a time, aliasing decompressed pages where they can.
//
// Invariants: nothing read from a file is trusted: every length is checked before it is
// used to slice or allocate, dictionary codes are checked against the dictionary, and a
// panic below a reader becomes an error that names file and column. Batches start at
// multiples of vec.Size rows within their row group. Page buffers carry at least padLen
// readable bytes behind the data, so that decoders may load whole words.
//
// Threading: Tables, splits and footers are shared; a reader and its buffers belong to
// one goroutine. Buffers return to a process-wide free list when a reader closes, never
// to the garbage collector before that list is full. Start reading at OpenTable.
package parquetfile
