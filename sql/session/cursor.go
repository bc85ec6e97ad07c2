package session

import (
	"context"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
)

// batches is a running query or a finished result: exec.Rows is one.
type batches interface {
	// Next gives the next batch, valid until the next call, nil at the end.
	Next() (*vec.Batch, error)
	Close()
}

// cursor is a result being read: where it is in its batches.
type cursor struct {
	cols   []Column
	src    batches
	batch  *vec.Batch
	at     int // next live row of batch
	eof    bool
	sent   int64
	ctx    context.Context
	cancel context.CancelCauseFunc
	onDone func(err error) // called once
	out    *atomic.Int64   // counts delivered rows, may be nil
	admit  *admission      // nil for results that need no admission
}

// pump delivers up to max rows (0: all) to take and tells how many, and whether the limit
// stopped it. A cursor at its end delivers nothing.
func (c *cursor) pump(max int64, take func(b *vec.Batch, lo, hi int) error) (n int64, limited bool, err error) {
	if c.admit != nil && !c.eof {
		if err := c.admit.enter(c.ctx); err != nil {
			return 0, false, c.finish(err)
		}
		defer c.admit.leave()
	}
	for !c.eof {
		if c.batch == nil || c.at >= c.batch.Live() {
			if c.batch, err = c.src.Next(); err != nil || c.batch == nil {
				return n, false, c.finish(err)
			}
			c.at = 0
		}
		hi := c.batch.Live()
		if max > 0 && int64(hi-c.at) > max-n {
			hi = c.at + int(max-n)
		}
		if err := take(c.batch, c.at, hi); err != nil {
			return n, false, c.finish(err)
		}
		k := int64(hi - c.at)
		n, c.sent, c.at = n+k, c.sent+k, hi
		if c.out != nil {
			c.out.Add(k)
		}
		if max > 0 && n == max {
			return n, true, nil
		}
	}
	return n, false, nil
}

// finish closes the source and gives the error to report.
func (c *cursor) finish(err error) error {
	if c.ctx != nil {
		err = causeOf(c.ctx, err)
	}
	c.eof, c.batch = true, nil
	if c.src != nil {
		c.src.Close()
		c.src = nil
	}
	if c.onDone != nil {
		done := c.onDone
		c.onDone = nil
		done(err)
	}
	if c.cancel != nil {
		c.cancel(nil)
	}
	return err
}

// close ends a cursor that may not have been read to its end.
func (c *cursor) close() {
	if !c.eof {
		_ = c.finish(nil)
	}
}
