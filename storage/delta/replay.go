package delta

import (
	"context"
	"errors"
	"strings"
	"sync"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// Newest asks Log.Snapshot for the last version.
const Newest int64 = -1

// maxCommitBytes bounds one entry of the log.
const maxCommitBytes = 1 << 29

// Snapshot reads the table at a version, or the newest one.
func (l Log) Snapshot(ctx context.Context, version int64) (*Snapshot, error) {
	d, err := l.listFrom(ctx, version)
	if err != nil {
		return nil, err
	}
	s, err := l.read(ctx, d, version)
	if err == nil || d.from == 0 || ctx.Err() != nil || !errors.Is(err, errDamaged) {
		return s, err
	}
	if d, err2 := l.list(ctx, 0); err2 == nil { // what the hint points at is damaged
		if s, err2 := l.read(ctx, d, version); err2 == nil {
			return s, nil
		}
	}
	return nil, err
}

// errDamaged marks the error of a checkpoint that cannot be read. An older one, or the
// commits alone, say the same; one that can be read and lacks something is an error.
var errDamaged = errors.New("damaged checkpoint")

// read makes a snapshot of what a listing names.
func (l Log) read(ctx context.Context, d *listing, version int64) (*Snapshot, error) {
	newest := d.newest()
	if newest < 0 {
		return nil, pgerr.New(pgerr.UndefinedTable, "%q is no Delta table: it has no log", l.Root)
	}
	if version == Newest {
		version = newest
	}
	if version > newest || version < 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "Delta table %q has no version %d", l.Root, version).
			WithDetail("The newest version is %d.", newest)
	}
	var first error
	for i := len(d.checkpoints) - 1; i >= 0; i-- { // a broken checkpoint need not be the only one
		c := &d.checkpoints[i]
		if c.version > version {
			continue
		}
		s, err := l.replay(ctx, d, c, version)
		if err == nil || ctx.Err() != nil || !errors.Is(err, errDamaged) {
			return s, err
		}
		if first == nil {
			first = err
		}
	}
	s, err := l.replay(ctx, d, nil, version)
	if err != nil && first != nil {
		return nil, first
	}
	return s, err
}

// replay reads a checkpoint, nil for none, and the commits behind it up to a version.
func (l Log) replay(ctx context.Context, d *listing, c *checkpoint, version int64) (*Snapshot, error) {
	b := NewSnapshot(l.Root).builder()
	if c != nil {
		if err := l.readCheckpoint(ctx, c, b); err != nil {
			if pgerr.CodeOf(err) != pgerr.FeatureNotSupported {
				e := pgerr.From(err)
				err = pgerr.Wrap(errors.Join(errDamaged, err), e.Code, "%s", e.Message)
			}
			return nil, err
		}
	}
	files, err := l.path(d, b.next.version+1, version)
	if err != nil {
		return nil, err
	}
	if err := l.readCommits(ctx, files, b.apply); err != nil {
		return nil, err
	}
	b.next.version = version
	s, err := b.finish()
	if err != nil {
		return nil, err
	}
	return s, nil
}

// path chooses the files that lead from a version to another without a gap: compactions
// where there are some, except for the last version, whose commitInfo is wanted.
func (l Log) path(d *listing, from, to int64) ([]logFile, error) {
	var out []logFile
	at := 0
	for v := from; v <= to; {
		best := compaction{last: -1}
		for _, c := range d.compacted {
			if c.first == v && c.last < to && c.last > best.last {
				best = c
			}
		}
		if best.last >= 0 {
			out = append(out, logFile{best.last, best.info})
			v = best.last + 1
			continue
		}
		for at < len(d.commits) && d.commits[at].version < v {
			at++
		}
		if at == len(d.commits) || d.commits[at].version != v {
			return nil, corruptf("the log of Delta table %q lacks version %d", l.Root, v)
		}
		out = append(out, d.commits[at])
		v++
	}
	return out, nil
}

// commitsAtOnce is how many log entries are fetched at the same time.
const commitsAtOnce = 16

// readCommits reads log entries and hands them over in order.
func (l Log) readCommits(ctx context.Context, files []logFile, use func(*Commit) error) error {
	for len(files) > 0 {
		part := files[:min(len(files), commitsAtOnce)]
		files = files[len(part):]
		got, errs := make([]*Commit, len(part)), make([]error, len(part))
		var wg sync.WaitGroup
		for i, f := range part {
			wg.Add(1)
			read := func() {
				defer wg.Done()
				got[i], errs[i] = l.readCommit(ctx, f)
			}
			if object.IsRemote(l.Root) {
				go read()
			} else {
				read()
			}
		}
		wg.Wait()
		for i, c := range got {
			if errs[i] != nil {
				return errs[i]
			}
			if err := use(c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l Log) readCommit(ctx context.Context, f logFile) (*Commit, error) {
	b, _, err := object.ReadAll(ctx, l.Store, f.info.Path, maxCommitBytes)
	if err != nil {
		return nil, err
	}
	c, err := DecodeCommit(b)
	if err != nil {
		return nil, pgerr.Wrap(err, pgerr.DataCorrupted, "log file %q: %s", f.info.Path, pgerr.From(err).Message)
	}
	c.Version = f.version
	return c, nil
}

// DecodeCommit reads the lines of a log entry.
func DecodeCommit(b []byte) (*Commit, error) {
	c := &Commit{}
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := c.decodeLine(line); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Update brings a snapshot of this log up to its newest version, reading only what is new.
func (l Log) Update(ctx context.Context, s *Snapshot) (*Snapshot, error) {
	d, err := l.list(ctx, s.version+1)
	if err != nil {
		return nil, err
	}
	if len(d.commits) == 0 {
		return s, nil
	}
	files, err := l.path(d, s.version+1, d.commits[len(d.commits)-1].version)
	if err != nil {
		return l.Snapshot(ctx, Newest)
	}
	b := s.builder()
	if err := l.readCommits(ctx, files, b.apply); err != nil {
		return nil, err
	}
	return b.finish()
}
