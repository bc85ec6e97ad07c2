package lake

import (
	"context"
	"crypto/sha256"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
)

// How the background works.
const (
	tick            = time.Second
	flushAfter      = time.Second // a buffered row waits no longer than this for its file
	flushRows       = 64 << 10
	flushBytes      = 8 << 20
	checkpointEvery = 20
	maxBody         = 1 << 30
)

// Start begins the work in the background: writing logs, flushing the row buffer.
func (l *Lake) Start() {
	ctx, cancel := context.WithCancel(context.Background())
	l.stop = cancel
	l.done.Add(1)
	go func() {
		defer l.done.Done()
		l.run(ctx)
	}()
}

// Close stops the work in the background. What it has not done is done after the next
// start, by whichever server leads then.
func (l *Lake) Close() {
	if l.stop != nil {
		l.stop()
		l.done.Wait()
	}
}

// Committed tells the background that there is something to do.
func (l *Lake) Committed() {
	select {
	case l.kick <- struct{}{}:
	default:
	}
}

func (l *Lake) run(ctx context.Context) {
	t := time.NewTicker(tick)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-l.kick:
		case <-t.C:
			l.flushDue(ctx)
			if l.cfg.Leads() {
				l.tidy(ctx)
			}
		}
		if l.cfg.Leads() {
			l.publishAll(ctx)
		}
	}
}

// flushDue flushes the tables whose buffered rows have waited long enough.
func (l *Lake) flushDue(ctx context.Context) {
	if !l.cfg.Leads() {
		return
	}
	snap := l.cfg.Catalog.Snapshot()
	now := time.Now().UnixMicro()
	snap.Tables(func(id catalog.ID, st *catalog.TableState) bool {
		if b := st.Buffer(); len(b) > 0 && now-b[0].Time >= flushAfter.Microseconds() {
			if o := snap.Get(id); o != nil {
				l.report("flush", o, l.Flush(ctx, o))
			}
		}
		return ctx.Err() == nil
	})
}

// report logs what went wrong in the background; it is tried again.
func (l *Lake) report(what string, o *catalog.Object, err error) {
	if err != nil && pgerr.CodeOf(err) != pgerr.SerializationFailure {
		l.cfg.Log.Warn("work on a table failed and will be tried again", "what", what, "table", o.Name, "error", err)
	}
}

// publishAll writes the log files of all versions that have none yet.
func (l *Lake) publishAll(ctx context.Context) {
	snap := l.cfg.Catalog.Snapshot()
	publish := func(o *catalog.Object, st *catalog.TableState) {
		if st.Published < st.Head {
			l.report("publish", o, l.publish(ctx, o, st))
		}
	}
	snap.Tables(func(id catalog.ID, st *catalog.TableState) bool {
		if o := snap.Get(id); o != nil {
			publish(o, st)
		}
		return ctx.Err() == nil
	})
}

// Publish writes the log files of a table's versions that have none yet.
func (l *Lake) Publish(ctx context.Context, o *catalog.Object) error {
	st := l.cfg.Catalog.Snapshot().Table(o.ID)
	if st == nil || st.Published == st.Head {
		return nil
	}
	return l.publish(ctx, o, st)
}

func (l *Lake) publish(ctx context.Context, o *catalog.Object, st *catalog.TableState) error {
	log := delta.Log{Store: l.cfg.Store, Root: o.Table.Location}
	done, check := st.Published, int64(-1)
	var err error
	for v := st.Published + 1; v <= st.Head; v++ {
		if err = l.publishVersion(ctx, log, st, v); err != nil {
			break
		}
		done = v
		if v%checkpointEvery == 0 && v > 0 {
			check = v
		}
	}
	if done > st.Published {
		l.cfg.Point("publish:written")
		if check >= 0 {
			l.report("checkpoint", o, l.checkpoint(ctx, log, o, st, check))
		}
		if merr := l.cfg.Catalog.MarkPublished(ctx, o.ID, done, check); merr == nil {
			l.unstage(ctx, st, st.Published+1, done)
		} else if err == nil {
			err = merr
		}
		l.cfg.Point("publish:marked")
	}
	return err
}

// unstage deletes the bodies of versions whose publication the catalog knows of.
func (l *Lake) unstage(ctx context.Context, st *catalog.TableState, from, to int64) {
	for v := from; v <= to; v++ {
		if k := commitOf(st, v); k != nil && k.Staged != "" {
			_ = l.cfg.Store.Delete(ctx, k.Staged) // else VACUUM does
		}
	}
}

// publishVersion puts one log file where none may be yet.
func (l *Lake) publishVersion(ctx context.Context, log delta.Log, st *catalog.TableState, v int64) error {
	k := commitOf(st, v)
	if k == nil {
		return pgerr.New(pgerr.InternalError, "version %d of table %q has no body", v, log.Root)
	}
	body, err := l.body(ctx, k)
	if err != nil {
		return err
	}
	c, err := delta.DecodeCommit(body)
	if err != nil {
		return err
	}
	c.Version, c.Info = v, commitInfo(k)
	l.cfg.Point("publish:before")
	switch won, err := log.WriteCommit(ctx, c); won {
	case delta.Unknown:
		return err
	case delta.Lost:
		return pgerr.New(pgerr.DataCorrupted, "version %d of table %q was written by somebody else", v, log.Root).
			WithHint("Managed tables must only be changed through this server.")
	}
	return nil
}

// checkpoint writes a checkpoint of a published version.
func (l *Lake) checkpoint(ctx context.Context, log delta.Log, o *catalog.Object, st *catalog.TableState, v int64) error {
	e := l.entry(o.ID)
	e.mu.Lock()
	snap, err := l.snapshot(ctx, e, o.Table.Location, st, v)
	e.mu.Unlock()
	if err != nil {
		return err
	}
	l.cfg.Point("checkpoint:before")
	err = log.WriteCheckpoint(ctx, snap, time.Now().Add(-Retention).UnixMilli())
	l.cfg.Point("checkpoint:written")
	return err
}

// body gives the actions of a ratified commit.
func (l *Lake) body(ctx context.Context, k *catalog.Commit) ([]byte, error) {
	if k.Staged == "" {
		return k.Body, nil
	}
	b, _, err := object.ReadAll(ctx, l.cfg.Store, k.Staged, maxBody)
	if err != nil {
		return nil, err
	}
	if int64(len(b)) != k.StagedLen || sha256.Sum256(b) != k.StagedSum {
		return nil, pgerr.New(pgerr.DataCorrupted, "staged commit %q is not what was ratified", k.Staged)
	}
	return b, nil
}

// commitInfo is the first action of a version's log file.
func commitInfo(k *catalog.Commit) *delta.CommitInfo {
	ms := k.Time / 1000
	blind := len(k.Removed) == 0 && !k.Meta
	return &delta.CommitInfo{Timestamp: ms, InCommitTimestamp: &ms, Operation: k.Info.Operation, Parameters: jsonObject(k.Info.Parameters),
		Metrics: jsonObject(k.Info.Metrics), IsolationLevel: "Serializable", IsBlindAppend: &blind, EngineInfo: "Tarn",
		TxnID: strconv.FormatUint(uint64(k.Tx), 10), UserName: k.Info.User}
}

// jsonObject renders properties whose values are JSON texts.
func jsonObject(ps []catalog.Property) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Quote(p.Name))
		b.WriteByte(':')
		b.WriteString(p.Value)
	}
	b.WriteByte('}')
	return b.String()
}

// Flush moves a table's buffered rows to files, as a version of its own.
func (l *Lake) Flush(ctx context.Context, o *catalog.Object) error {
	l.files.RLock()
	defer l.files.RUnlock()
	snap := l.cfg.Catalog.Snapshot()
	if o = snap.Get(o.ID); o == nil || o.Table == nil {
		return nil
	}
	st := snap.Table(o.ID)
	if st == nil || len(st.Buffer()) == 0 {
		return nil
	}
	r, err := l.Open(ctx, o, snap, nil)
	if err != nil {
		return err
	}
	p := &preparer{Rows: r, ctx: ctx, c: &delta.Commit{}, out: &Prepared{lake: l, Change: catalog.TableChange{Table: o.ID,
		Base: st.Head, Schema: o.Table.Schema, Compaction: true, Info: catalog.CommitInfo{Operation: "WRITE",
			Parameters: []catalog.Property{{Name: "mode", Value: `"Append"`}, {Name: "rowBuffer", Value: `"true"`}}}}}}
	for _, k := range st.Buffer() {
		p.out.Change.DropChunks = append(p.out.Change.DropChunks, k.ID)
	}
	err = p.copy(&memTable{name: o.Name, list: r.buf})
	if err == nil {
		var adds []*delta.Add
		if adds, err = p.w.Close(); err == nil {
			p.c.Adds = adds
			for _, a := range adds {
				p.out.wrote = append(p.out.wrote, p.object(a))
			}
			err = p.finish()
		}
	}
	if err != nil {
		if p.w != nil {
			p.w.Abort()
		}
		p.out.Abort(context.WithoutCancel(ctx))
		return err
	}
	l.cfg.Point("flush:before")
	c := &catalog.Change{Tx: l.cfg.Catalog.NextTx(), Base: snap.CSN(), Tables: []catalog.TableChange{p.out.Change}}
	if _, err := l.cfg.Catalog.Commit(ctx, c); err != nil {
		if Settled(err) {
			p.out.Abort(context.WithoutCancel(ctx))
		}
		return err
	}
	l.cfg.Point("flush:after")
	l.Committed()
	return nil
}
