package delta

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// Outcome tells what became of an attempt to commit.
type Outcome uint8

// Outcomes of WriteCommit.
const (
	// Unknown: the store did not say, and could not be asked. The same commit may be
	// written again, which settles it.
	Unknown Outcome = iota
	// Won: the version is this commit.
	Won
	// Lost: the version is another commit.
	Lost
)

// String names the outcome.
func (o Outcome) String() string { return [...]string{"unknown", "won", "lost"}[o] }

// settleTime bounds the attempt to find out what became of a commit.
const settleTime = 30 * time.Second

// WriteCommit puts a commit as its version, if that is absent. The commit must have a
// commitInfo with a TxnID, by which its own traces are told from another's. err is why the
// outcome is Unknown, nil otherwise.
func (l Log) WriteCommit(ctx context.Context, c *Commit) (Outcome, error) {
	if c.Info == nil || c.Info.TxnID == "" || c.Version < 0 {
		return Lost, pgerr.New(pgerr.InternalError, "a commit without version or transaction id")
	}
	path := l.dir() + commitName(c.Version)
	_, err := l.Store.Put(ctx, path, strings.NewReader(string(c.Encode())), object.PutCond{IfAbsent: true})
	if err == nil {
		return Won, nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	there, err2 := l.readCommit(ctx, logFile{version: c.Version, info: object.Info{Path: path}})
	switch {
	case err2 != nil && errors.Is(err2, object.ErrNotExist):
		return Unknown, err
	case err2 != nil:
		return Unknown, errors.Join(err, err2)
	case there.Info != nil && there.Info.TxnID == c.Info.TxnID:
		return Won, nil
	}
	return Lost, nil
}

// NextTimestamp is the in-commit timestamp for the commit after s, made at a time in ms.
func (s *Snapshot) NextTimestamp(now int64) int64 {
	if s.version < 0 {
		return now
	}
	return max(now, s.timestamp+1)
}

// ReadCommit reads one version's log entry.
func (l Log) ReadCommit(ctx context.Context, version int64) (*Commit, error) {
	return l.readCommit(ctx, logFile{version: version, info: object.Info{Path: l.dir() + commitName(version)}})
}
