package raft

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	hraft "github.com/hashicorp/raft"
)

// readers lets all reads that wait share the next check of leadership.
type readers struct {
	mu      sync.Mutex
	next    *readCheck // not begun yet: it covers all who come before it begins
	running bool
}

type readCheck struct {
	done   chan struct{}
	leader hraft.Server // who said so, empty: this node
	at     position
	err    error
}

// ReadIndex proves that this node's state is fresh: when it returns, everything that was
// acknowledged anywhere before the call has been applied here. A cluster of one needs no
// message for that; else one exchange serves all callers that wait.
func (n *Node) ReadIndex(ctx context.Context) (uint64, error) {
	if n.Leads() && onlyVoter(n.servers(), n.self.ID) && n.raft.State() == hraft.Leader {
		// Nobody else can have become leader without a vote of ours, and what this leader
		// acknowledged it has applied.
		if n.machine.failedFast.Load() {
			return 0, n.stopped()
		}
		return n.machine.applied.Load(), nil
	}
	c := n.joinCheck()
	select {
	case <-c.done:
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	case <-n.ctx.Done():
		return 0, n.stopped()
	}
	if c.err != nil {
		return 0, c.err
	}
	if c.leader.ID == "" {
		return c.at.index, nil
	}
	return c.at.index, n.catchUp(ctx, c.leader, c.at)
}

// joinCheck enters the caller for the next check.
func (n *Node) joinCheck() *readCheck {
	r := &n.reads
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.next == nil {
		r.next = &readCheck{done: make(chan struct{})}
	}
	if !r.running {
		r.running = true
		n.wg.Go(n.runChecks)
	}
	return r.next
}

func (n *Node) runChecks() {
	r := &n.reads
	for {
		r.mu.Lock()
		c := r.next
		r.next = nil
		if c == nil {
			r.running = false
			r.mu.Unlock()
			return
		}
		r.mu.Unlock()
		c.leader, c.at, c.err = n.readPatiently()
		close(c.done)
	}
}

// readPatiently asks until there is a leader, or the patience with that ends.
func (n *Node) readPatiently() (hraft.Server, position, error) {
	patience := time.NewTimer(n.cfg.LeaderWait)
	defer patience.Stop()
	ctx, cancel := context.WithTimeout(n.ctx, n.cfg.LeaderWait)
	defer cancel()
	for try := 0; ; try++ {
		change := n.leaderChange()
		leader, at, err := n.readOnce(ctx)
		if err == nil || errors.Is(err, ErrStopped) {
			return leader, at, err
		}
		pause := time.NewTimer(backoff(try))
		select {
		case <-change:
		case <-pause.C:
		case <-patience.C:
			return leader, at, fmt.Errorf("%w (%w)", ErrNoLeader, err)
		case <-n.ctx.Done():
			return leader, at, n.stopped()
		}
		pause.Stop()
	}
}

func (n *Node) readOnce(ctx context.Context) (leader hraft.Server, at position, err error) {
	if n.raft.State() == hraft.Leader {
		at, err = n.readHere(ctx)
		return leader, at, err
	}
	if leader, err = n.leader(); err != nil {
		return leader, at, err
	}
	status, answer, err := n.peers.call(ctx, string(leader.Address), callReadIndex, nil)
	switch {
	case err != nil:
		return leader, at, err
	case status == answerOK && len(answer) == positionSize:
		return leader, readPosition(answer), nil
	case status == answerNotLeader:
		return leader, at, errNotLeader
	}
	return leader, at, fmt.Errorf("the leader failed: %s", answer)
}

// readHere asks a quorum whether this node still leads. What was acknowledged before is
// then applied here: by this leader, or by older ones before its term was ready.
func (n *Node) readHere(ctx context.Context) (at position, err error) {
	for !n.Leads() {
		change := n.leaderChange()
		if n.Leads() {
			break
		}
		if n.raft.State() != hraft.Leader {
			return at, errNotLeader
		}
		select {
		case <-change:
		case <-ctx.Done():
			return at, errNotLeader
		case <-n.ctx.Done():
			return at, n.stopped()
		}
	}
	if err := n.machine.error(); err != nil {
		return at, n.stopped()
	}
	term := n.raft.CurrentTerm()
	if n.raft.VerifyLeader().Error() != nil {
		return at, errNotLeader
	}
	at = *n.machine.newest.Load()
	if at.term = term; n.raft.CurrentTerm() != term {
		return at, errNotLeader
	}
	return at, nil
}
