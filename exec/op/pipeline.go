package op

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Consumer takes the batches of one worker.
type Consumer interface {
	Push(b *vec.Batch) error
	Flush() error
}

// Factory makes a worker's instance of an operator in front of next.
type Factory func(w int, next Consumer) (Consumer, error)

// Source hands out morsels.
type Source interface {
	// Run pushes morsels until none is left. It is called once per worker,
	// concurrently, and returns what push returns on error.
	Run(w int, push func(*vec.Batch) error) error
}

// Sink takes a pipeline's output.
type Sink interface {
	Worker(w int) (Consumer, error)
	// Finish combines the workers' parts.
	Finish() error
}

// errDone stops a pipeline that has delivered all that is wanted.
var errDone = errors.New("pipeline done")

// stage is one operator of a Pipe.
type stage struct {
	make Factory
	node int // plan node it belongs to, 0 none
}

// tail is a source that runs after the pipe's own is exhausted, entering the chain in
// front of stage at: unmatched rows of joins.
type tail struct {
	src Source
	at  int
}

// Pipe is a pipeline without its Sink.
type Pipe struct {
	Schema  *expr.Schema
	deps    []func() error
	src     Source
	srcNode int
	stages  []stage
	tails   []tail
	// serial pipes run on one worker: their order matters.
	serial bool
}

func (p *Pipe) add(n plan.Node, f Factory) {
	p.stages = append(p.stages, stage{f, n.Est().ID})
}

// Run is the state shared by the operators of a running query.
type Run struct {
	Ctx       context.Context
	Session   *builtin.Session
	Mem       *mem.Account
	SpillDir  string
	Workers   int
	BatchSize int
	BadHash   bool
	Actuals   []plan.Actual
	Scanned   *atomic.Int64 // rows scanned, may be nil
	ScanTotal *atomic.Int64

	stopped atomic.Bool
	mu      sync.Mutex
	cleanup []func()
	filters map[int]*keyFilter
	ctes    map[*plan.CTE]*sharedPlan
}

// Stop makes all sources end soon.
func (r *Run) Stop() { r.stopped.Store(true) }

// OnClose registers f to run when the query ends.
func (r *Run) OnClose(f func()) {
	r.mu.Lock()
	r.cleanup = append(r.cleanup, f)
	r.mu.Unlock()
}

// Close frees what operators registered.
func (r *Run) Close() {
	r.mu.Lock()
	fs := r.cleanup
	r.cleanup = nil
	r.mu.Unlock()
	for i := len(fs) - 1; i >= 0; i-- {
		fs[i]()
	}
}

// Interrupted tells evaluations of expressions that the query was cancelled.
func (r *Run) Interrupted() error { return r.check() }

// check tells whether the query was cancelled.
func (r *Run) check() error {
	if r.stopped.Load() {
		if err := context.Cause(r.Ctx); err != nil {
			return pgerr.From(err)
		}
		return pgerr.New(pgerr.QueryCanceled, "canceling statement due to user request")
	}
	return nil
}

// Execute runs the pipe's dependencies and then the pipe into sink. A panic in between,
// on this goroutine, is an error of the query too.
func (r *Run) Execute(p *Pipe, sink Sink) error {
	return guard(func() error { return r.execute(p, sink) })
}

func (r *Run) execute(p *Pipe, sink Sink) error {
	for _, d := range p.deps {
		if err := d(); err != nil {
			return err
		}
	}
	workers := r.Workers
	if p.serial {
		workers = 1
	}
	chains := make([][]Consumer, workers)
	for w := range chains {
		c, err := r.chain(p, sink, w)
		if err != nil {
			return err
		}
		chains[w] = c
	}
	if err := r.drive(p.src, p.srcNode, chains, 0); err != nil {
		return err
	}
	for _, t := range p.tails {
		if err := r.drive(t.src, 0, chains, t.at); err != nil {
			return err
		}
	}
	err := r.parallel(workers, func(w int) error {
		for _, c := range chains[w] {
			if err := c.Flush(); err != nil && err != errDone {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := r.check(); err != nil {
		return err
	}
	return sink.Finish()
}

// drive pushes a source through the chains from stage at on. A worker that hears
// errDone lets all stop.
func (r *Run) drive(src Source, node int, chains [][]Consumer, at int) error {
	var done atomic.Bool
	return r.parallel(len(chains), func(w int) error {
		head := chains[w][at]
		err := r.clock(node, func() error {
			return src.Run(w, func(b *vec.Batch) error {
				if err := r.check(); err != nil {
					return err
				}
				if done.Load() {
					return errDone
				}
				return head.Push(b)
			})
		})
		if err == errDone {
			done.Store(true)
			return nil
		}
		return err
	})
}

// chain builds one worker's operators from the sink backwards: element i is stage i, the
// last is the sink's consumer.
func (r *Run) chain(p *Pipe, sink Sink, w int) ([]Consumer, error) {
	last, err := sink.Worker(w)
	if err != nil {
		return nil, err
	}
	out := make([]Consumer, len(p.stages)+1)
	to := 0
	if n, ok := sink.(interface{ node() int }); ok {
		to = n.node()
	}
	next := last
	out[len(p.stages)] = last
	for i := len(p.stages) - 1; i >= 0; i-- {
		s := p.stages[i]
		c, err := s.make(w, r.counted(s.node, to, next))
		if err != nil {
			return nil, err
		}
		out[i], next, to = c, c, s.node
	}
	out[0] = r.counted(p.srcNode, to, out[0])
	return out, nil
}

// parallel runs f once per worker, turns panics into errors and returns the first error,
// stopping the others.
func (r *Run) parallel(workers int, f func(w int) error) error {
	if workers == 1 {
		return guard(func() error { return f(0) })
	}
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[w] = guard(func() error { return f(w) })
			if errs[w] != nil {
				r.Stop()
			}
		}()
	}
	wg.Wait()
	var first error
	for _, err := range errs {
		if err != nil && (first == nil || pgerr.CodeOf(first) == pgerr.QueryCanceled) {
			first = err
		}
	}
	return first
}

// each calls f for 0..n-1, spread over the workers.
func (r *Run) each(n int, f func(i int) error) error {
	var next atomic.Int64
	return r.parallel(min(n, r.Workers), func(int) error {
		for {
			i := int(next.Add(1)) - 1
			if i >= n {
				return nil
			}
			if err := r.check(); err != nil {
				return err
			}
			if err := f(i); err != nil {
				return err
			}
		}
	})
}

// guard turns a panic into an internal error, so that no query takes the process down.
func guard(f func() error) (err error) {
	defer func() {
		if x := recover(); x != nil {
			err = pgerr.New(pgerr.InternalError, "internal error: %v", x).WithDetail("%s", debug.Stack())
		}
	}()
	return f()
}

// counted wraps a consumer for EXPLAIN ANALYZE: it counts the rows that node from
// delivers and moves the time spent in the consumer from node from to node to.
func (r *Run) counted(from, to int, next Consumer) Consumer {
	if r.Actuals == nil {
		return next
	}
	return &counter{next: next, from: &r.Actuals[from], to: &r.Actuals[to]}
}

type counter struct {
	next     Consumer
	from, to *plan.Actual
}

func (c *counter) Push(b *vec.Batch) error {
	atomic.AddInt64(&c.from.Rows, int64(b.Live()))
	atomic.AddInt64(&c.from.Batches, 1)
	t := time.Now()
	err := c.next.Push(b)
	d := int64(time.Since(t))
	atomic.AddInt64(&c.from.Nanos, -d)
	atomic.AddInt64(&c.to.Nanos, d)
	return err
}

func (c *counter) Flush() error { return c.next.Flush() }

// clock adds f's time to a node's.
func (r *Run) clock(node int, f func() error) error {
	if r.Actuals == nil {
		return f()
	}
	t := time.Now()
	err := f()
	atomic.AddInt64(&r.Actuals[node].Nanos, int64(time.Since(t)))
	return err
}

// strategy records how a node was run.
func (r *Run) strategy(node int, format string, args ...any) {
	if r.Actuals != nil && node != 0 {
		r.mu.Lock()
		r.Actuals[node].Strategy = fmt.Sprintf(format, args...)
		r.mu.Unlock()
	}
}
