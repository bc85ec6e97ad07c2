package delta

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// HistoryEntry is one commit of a log. Info is nil when the commit says nothing of itself.
type HistoryEntry struct {
	Version   int64
	Timestamp int64 // ms since 1970
	Info      *CommitInfo
}

// History gives the commits that the log still has, the newest first; at most limit when
// that is above 0.
func (l Log) History(ctx context.Context, limit int) ([]HistoryEntry, error) {
	d, err := l.list(ctx, 0)
	if err != nil {
		return nil, err
	}
	if d.newest() < 0 {
		return nil, pgerr.New(pgerr.UndefinedTable, "%q is no Delta table: it has no log", l.Root)
	}
	times := fileTimes(d.commits)
	first := 0
	if limit > 0 {
		first = max(0, len(d.commits)-limit)
	}
	out := make([]HistoryEntry, 0, len(d.commits)-first)
	err = l.readCommits(ctx, d.commits[first:], func(c *Commit) error {
		e := HistoryEntry{Version: c.Version, Timestamp: times[first+len(out)], Info: c.Info}
		if c.Info != nil && c.Info.InCommitTimestamp != nil {
			e.Timestamp = *c.Info.InCommitTimestamp
		}
		out = append(out, e)
		return nil
	})
	slices.Reverse(out)
	return out, err
}

// fileTimes are the files' times in ms, made to rise.
func fileTimes(commits []logFile) []int64 {
	out := make([]int64, len(commits))
	for i, c := range commits {
		out[i] = c.info.ModTime.UnixMilli()
		if i > 0 {
			out[i] = max(out[i], out[i-1]+1)
		}
	}
	return out
}

// VersionAt gives the version that was the newest at a time in ms since 1970: by in-commit
// timestamps where the table has them, else by the times of the log's files, made to
// rise. After the last commit that is the last version.
func (l Log) VersionAt(ctx context.Context, at int64) (int64, error) {
	d, err := l.list(ctx, 0)
	if err != nil {
		return 0, err
	}
	if len(d.commits) == 0 {
		return 0, pgerr.New(pgerr.UndefinedTable, "%q is no Delta table: its log has no commits", l.Root)
	}
	s, err := l.Snapshot(ctx, Newest)
	if err != nil {
		return 0, err
	}
	commits, times := d.commits, fileTimes(d.commits)
	stampedFrom := len(commits) // index of the first commit with an in-commit timestamp
	if s.metadata.Property(ictProperty) == "true" {
		stampedFrom = 0
		v, err1 := strconv.ParseInt(s.metadata.Property("delta.inCommitTimestampEnablementVersion"), 10, 64)
		since, err2 := strconv.ParseInt(s.metadata.Property("delta.inCommitTimestampEnablementTimestamp"), 10, 64)
		if err1 == nil && err2 == nil {
			for stampedFrom < len(commits) && commits[stampedFrom].version < v {
				stampedFrom++
			}
			if at < since {
				commits = commits[:stampedFrom]
			}
		}
	}
	best := -1
	if stampedFrom < len(commits) {
		if best, err = l.searchStamps(ctx, commits, stampedFrom, at); err != nil {
			return 0, err
		}
	} else {
		for i := range commits {
			if times[i] <= at {
				best = i
			}
		}
	}
	if best < 0 {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "Delta table %q has no version as old as that", l.Root)
	}
	return commits[best].version, nil
}

const ictProperty = "delta.enableInCommitTimestamps"

// searchStamps finds the last of the commits from an index on whose in-commit timestamp
// is at most a time, -1 when there is none.
func (l Log) searchStamps(ctx context.Context, commits []logFile, from int, at int64) (int, error) {
	lo, hi := from, len(commits) // the answer is in [lo-1, hi)
	for lo < hi {
		mid := (lo + hi) / 2
		c, err := l.readCommit(ctx, commits[mid])
		if err != nil {
			return 0, err
		}
		if c.Info == nil || c.Info.InCommitTimestamp == nil {
			return 0, corruptf("version %d of Delta table %q has no in-commit timestamp", commits[mid].version, l.Root)
		}
		if *c.Info.InCommitTimestamp <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == from {
		return -1, nil
	}
	return lo - 1, nil
}

// recent keeps the snapshots used last, so that reading a table again costs its new
// commits only.
var recent = struct {
	sync.Mutex
	byRoot map[string]*recentTable
	tick   int64
}{byRoot: map[string]*recentTable{}}

type recentTable struct {
	snap *Snapshot
	last object.Info // the commit file of the snapshot's version
	used int64
}

const maxRecent = 32

// Current gives the newest snapshot, going on from the one that was read last when the
// log still has that commit unchanged.
func (l Log) Current(ctx context.Context) (*Snapshot, error) {
	recent.Lock()
	known := recent.byRoot[l.dir()]
	recent.Unlock()
	if known != nil {
		d, err := l.list(ctx, known.snap.version)
		if err != nil {
			return nil, err
		}
		if len(d.commits) > 0 && d.commits[0].version == known.snap.version && d.commits[0].info.ID == known.last.ID {
			return l.advance(ctx, known, d)
		}
	}
	s, err := l.Snapshot(ctx, Newest)
	if err != nil {
		return nil, err
	}
	if info, err := l.Store.Head(ctx, l.dir()+commitName(s.version)); err == nil {
		l.remember(s, info)
	}
	return s, nil
}

func (l Log) advance(ctx context.Context, known *recentTable, d *listing) (*Snapshot, error) {
	s, last := known.snap, d.commits[len(d.commits)-1]
	if last.version > s.version {
		files, err := l.path(d, s.version+1, last.version)
		if err != nil {
			return nil, err
		}
		b := s.builder()
		if err := l.readCommits(ctx, files, b.apply); err != nil {
			return nil, err
		}
		if s, err = b.finish(); err != nil {
			return nil, err
		}
	}
	l.remember(s, last.info)
	return s, nil
}

func (l Log) remember(s *Snapshot, last object.Info) {
	recent.Lock()
	defer recent.Unlock()
	recent.tick++
	recent.byRoot[l.dir()] = &recentTable{s, last, recent.tick}
	if len(recent.byRoot) <= maxRecent {
		return
	}
	oldest := ""
	for k, r := range recent.byRoot {
		if oldest == "" || r.used < recent.byRoot[oldest].used {
			oldest = k
		}
	}
	delete(recent.byRoot, oldest)
}
