package session

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Column is a result column as a client sees it.
type Column = planner.ResultCol

// Sink receives what statements produce. Errors of the methods that return one end the
// statement. A Sink is called by one goroutine.
type Sink interface {
	// Columns begins a result. formats are the client's (nil: text); describe says
	// whether the client has to be told the columns.
	Columns(cols []Column, formats []int16, style *types.Style, describe bool)
	// Rows takes the live rows lo to hi (exclusive) of a batch.
	Rows(b *vec.Batch, lo, hi int) error
	// Complete ends a statement with its tag, "" after an empty query.
	Complete(tag string)
	// Suspended ends an Execute at its row limit.
	Suspended()
	// Notice takes a warning or notice.
	Notice(n *pgerr.Error)
	// Parameter takes the value of a reported setting.
	Parameter(name, value string)
	// CopyOut begins COPY TO STDOUT, CopyData takes a row, CopyDone ends it.
	CopyOut(cols int, binary bool)
	CopyData(b []byte) error
	CopyDone()
	// CopyIn begins COPY FROM STDIN; CopyRead gives the next piece of its data, valid until
	// the next call, and io.EOF at the end. CopyRead may be called by another goroutine
	// while the statement waits for it.
	CopyIn(cols int, binary bool) error
	CopyRead(ctx context.Context) ([]byte, error)
}
