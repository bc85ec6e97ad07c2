// Package table is what a scan reads: snapshots of tables as splits, with statistics.
//
// Invariants: a Table is one immutable snapshot; its splits, statistics and columns
// never disagree. A Reader delivers batches of at most vec.Size rows and decodes a
// column only when asked, so a scan reads its filter columns first and the others only
// where rows survive. Columns of numeric(p,s) with types.Type.FixedScale are delivered
// as scaled int64 vectors, all other numerics encoded.
//
// Threading: Table and Split are safe for concurrent use, a Reader belongs to one
// goroutine. Start reading at Table.
package table

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// Column is one column of a table.
type Column struct {
	Name    string
	Type    types.Type
	NotNull bool
}

// ColStats says what is known about the values of a column. Min and Max are bounds
// (exact or wider) when HasRange; NaN and infinities make HasRange false for floats.
type ColStats struct {
	HasRange bool
	Min, Max types.Datum
	Nulls    int64   // number of NULLs, -1 when unknown
	NDV      float64 // estimated distinct values, 0 when unknown
	AvgBytes float64 // mean encoded bytes per value, 0 when unknown
	Sorted   bool    // splits' ranges barely overlap and rise: the table is clustered on it
	Unique   bool    // proven: no two rows hold the same value (an estimate is no proof)
}

// Stats describes a whole snapshot. Rows is exact unless Estimated.
type Stats struct {
	Rows      int64
	Bytes     int64 // stored bytes
	Estimated bool
	Cols      []ColStats // by column position; may be nil
}

// PredOp is the comparison of a pruning predicate.
type PredOp uint8

// Comparisons a split can be pruned by.
const (
	PredEQ PredOp = iota
	PredLT
	PredLE
	PredGT
	PredGE
	PredIn
	PredIsNull
	PredNotNull
)

// Pred is a conjunct `column op value` that every wanted row satisfies. Splits, pages
// and rows that cannot match may be left out; the scan still checks every row itself.
type Pred struct {
	Col    int // column position in the table
	Op     PredOp
	Values []types.Datum // one, or any number for PredIn
}

// Table is one snapshot of something with rows.
type Table interface {
	// Name is for EXPLAIN.
	Name() string
	Columns() []Column
	// Stats may read footers; it is cached with the snapshot.
	Stats(ctx context.Context) (*Stats, error)
	// Splits lists the parts that may hold rows satisfying all preds.
	Splits(ctx context.Context, preds []Pred) ([]Split, error)
}

// Split is a part of a table that one worker reads: a row group, a range of a file.
type Split interface {
	// Rows is the number of rows, or -1 when unknown.
	Rows() int64
	// Range gives bounds of a column's non-NULL values in this split, when known.
	Range(col int) (min, max types.Datum, ok bool)
	// Open starts reading the columns at the given positions.
	Open(ctx context.Context, cols []int, preds []Pred, m *Metrics) (Reader, error)
}

// Reader reads a split batch by batch.
type Reader interface {
	// Next moves to the next batch and gives its number of rows, 0 at the end.
	Next() (int, error)
	// Read fills dst with column cols[i] of the current batch. Only the rows of sel
	// (nil: all) need be right. Reading a column twice for one batch is allowed. What
	// dst points at stays valid until the next call of Next or Close. Columns that are
	// not read for a batch are skipped cheaply. dst is replaced: what it pointed at
	// before belongs to another reader and must not be written to.
	Read(i int, sel []uint16, dst *vec.Vec) error
	Close()
}

// Liver is a Reader whose batches hold rows that are deleted.
type Liver interface {
	Reader
	// Live lists the rows of the current batch that are there, in buf or memory of the
	// reader's own; all is true, and sel nil, when none is deleted.
	Live(buf []uint16) (sel []uint16, all bool)
}

// Divisible is a Reader that can give some of the rows still to come to another.
type Divisible interface {
	Reader
	// Divide gives a split of the later rows, which this Reader leaves out from now on;
	// false when too few are left or starting among them is not cheap.
	Divide() (Split, bool)
}

// Positioned is a Reader that knows where its rows are in the file they come from.
type Positioned interface {
	Reader
	// Position is the number within the file of the current batch's first row; the others
	// follow it one by one.
	Position() int64
}

// Counting is a Table that counts what it leaves out when it lists its splits.
type Counting interface {
	Table
	// CountedSplits is Splits, adding to m.
	CountedSplits(ctx context.Context, preds []Pred, m *Metrics) ([]Split, error)
}

// SplitsOf lists a table's splits, counting where the table can.
func SplitsOf(ctx context.Context, t Table, preds []Pred, m *Metrics) ([]Split, error) {
	if c, ok := t.(Counting); ok {
		return c.CountedSplits(ctx, preds, m)
	}
	return t.Splits(ctx, preds)
}

// Metrics counts what a scan did; fields are added to atomically by the reader's owner.
type Metrics struct {
	BytesRead     int64 // compressed bytes fetched from storage
	Requests      int64
	RowGroups     int64
	PrunedGroups  int64
	PrunedPages   int64
	CacheHitBytes int64
	Files         int64
	PrunedFiles   int64
}
