package exec

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/op"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// run is a query in flight: its pipelines run on a goroutine of their own and hand
// batches over one at a time.
type run struct {
	op      *op.Run
	cancel  context.CancelFunc
	unwatch func() bool
	out     chan *vec.Batch
	resume  chan struct{}
	quit    chan struct{}
	once    sync.Once
	done    chan struct{} // closed when the pipelines have ended
	err     error         // valid once done is closed
	waiting bool          // a batch is with the reader
	ended   bool
}

func open(ctx context.Context, q *plan.Query, env *Env) (*Rows, error) {
	ctx, cancel := context.WithCancel(ctx)
	r := &run{cancel: cancel, out: make(chan *vec.Batch), resume: make(chan struct{}),
		quit: make(chan struct{}), done: make(chan struct{})}
	r.op = newRun(ctx, env)
	r.unwatch = context.AfterFunc(ctx, r.op.Stop)
	b := &builder{r.op}
	p, err := b.build(q.Root)
	if err != nil {
		r.unwatch()
		cancel()
		r.op.Close()
		return nil, pgerr.From(err)
	}
	p = b.r.Select(p, q.Output, false)
	go func() {
		defer close(r.done)
		r.err = r.op.Execute(p, &output{r: r, env: env})
	}()
	return &Rows{r}, nil
}

func newRun(ctx context.Context, env *Env) *op.Run {
	o := &op.Run{Ctx: ctx, Session: env.Session, Mem: env.Mem, SpillDir: env.SpillDir, Workers: env.Workers,
		BatchSize: env.BatchSize, BadHash: env.BadHash, Actuals: env.Actuals}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Mem == nil {
		o.Mem = mem.NewPool("query", 0)
	}
	if env.Session != nil {
		env.Session.Interrupted = o.Interrupted
	}
	if env.Progress != nil {
		o.Scanned, o.ScanTotal = &env.Progress.RowsScanned, &env.Progress.RowsTotal
	}
	return o
}

func (r *run) next() (*vec.Batch, error) {
	if r.ended {
		return nil, r.result()
	}
	if r.waiting {
		r.waiting = false
		r.resume <- struct{}{}
	}
	select {
	case b := <-r.out:
		r.waiting = true
		return b, nil
	case <-r.done:
		r.ended = true
		return nil, r.result()
	}
}

func (r *run) result() error {
	if r.err == nil {
		return nil
	}
	return pgerr.From(r.err)
}

func (r *run) close() {
	r.once.Do(func() {
		r.op.Stop()
		r.cancel()
		close(r.quit)
		<-r.done
		r.unwatch()
		r.op.Close()
		r.ended = true
	})
}

// output is the Sink that hands batches to the reader.
type output struct {
	r    *run
	env  *Env
	mu   sync.Mutex
	rows atomic.Int64
}

// Worker implements op.Sink.
func (o *output) Worker(int) (op.Consumer, error) { return o, nil }

// Finish implements op.Sink.
func (o *output) Finish() error { return nil }

// Push implements op.Consumer.
func (o *output) Push(b *vec.Batch) error {
	if b.Live() == 0 {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if p := o.env.Progress; p != nil {
		p.RowsOut.Add(int64(b.Live()))
	}
	select {
	case o.r.out <- b:
	case <-o.r.quit:
		return pgerr.New(pgerr.QueryCanceled, "canceling statement due to user request")
	}
	select {
	case <-o.r.resume:
		return nil
	case <-o.r.quit:
		return pgerr.New(pgerr.QueryCanceled, "canceling statement due to user request")
	}
}

// Flush implements op.Consumer.
func (o *output) Flush() error { return nil }
