package raft

import (
	"context"
	"errors"
	"fmt"
	"time"

	hraft "github.com/hashicorp/raft"
)

// errNotLeader: the node asked does not lead, or not any more; nothing was done.
var errNotLeader = errors.New("not the leader")

// Propose has data applied on a quorum, and here, and gives the FSM's result with the
// index of the entry. It asks whoever leads, again with equal bytes when leaders change:
// data must carry an identity by which the FSM recognises a repeat and answers it with
// the first result. Errors are ErrNoLeader (not done), ErrUnknownOutcome, ErrTooLarge,
// ErrStopped, or the context's, which leaves the outcome unknown too.
func (n *Node) Propose(ctx context.Context, data []byte) (result []byte, index uint64, err error) {
	if len(data) > MaxEntryBytes {
		return nil, 0, ErrTooLarge
	}
	start := time.Now()
	unknown := false
	patience := time.NewTimer(n.cfg.LeaderWait)
	defer patience.Stop()
	for try := 0; ; try++ {
		change := n.leaderChange()
		result, index, err = n.proposeOnce(ctx, data)
		switch {
		case err == nil:
			n.stats.commit(time.Since(start))
			return result, index, nil
		case errors.Is(err, ErrStopped):
			return nil, 0, err
		case errors.Is(err, ErrUnknownOutcome):
			unknown = true
		case !retry(err):
			return nil, 0, err
		}
		pause := time.NewTimer(backoff(try))
		select {
		case <-change:
		case <-pause.C:
		case <-patience.C:
			return nil, 0, giveUp(unknown, err)
		case <-ctx.Done():
			return nil, 0, giveUp(unknown, context.Cause(ctx))
		case <-n.ctx.Done():
			return nil, 0, giveUp(unknown, n.stopped())
		}
		pause.Stop()
	}
}

func giveUp(unknown bool, err error) error {
	switch {
	case unknown:
		return fmt.Errorf("%w (%w)", ErrUnknownOutcome, err)
	case retry(err):
		return fmt.Errorf("%w (%w)", ErrNoLeader, err)
	}
	return err
}

// retry tells whether another try, with another leader, may go better.
func retry(err error) bool {
	return errors.Is(err, errNotLeader) || errors.Is(err, errNoPeer) || errors.Is(err, ErrRefused) || errors.Is(err, ErrUnknownOutcome)
}

// backoff is the pause before the next try when no change of leader is seen.
func backoff(try int) time.Duration {
	return min(10*time.Millisecond<<min(try, 6), 250*time.Millisecond)
}

func (n *Node) proposeOnce(ctx context.Context, data []byte) ([]byte, uint64, error) {
	if n.raft.State() == hraft.Leader {
		result, p, err := n.proposeHere(data)
		return result, p.index, err
	}
	leader, err := n.leader()
	if err != nil {
		return nil, 0, err
	}
	status, answer, err := n.peers.call(ctx, string(leader.Address), callPropose, data)
	switch {
	case errors.Is(err, errNoPeer) || errors.Is(err, ErrRefused):
		return nil, 0, err
	case err != nil:
		return nil, 0, fmt.Errorf("%w: %w", ErrUnknownOutcome, err)
	case status == answerOK && len(answer) >= positionSize:
		p := readPosition(answer)
		if err := n.catchUp(ctx, leader, p); err != nil {
			return nil, 0, fmt.Errorf("%w: %w", ErrUnknownOutcome, err)
		}
		return answer[positionSize:], p.index, nil
	case status == answerNotLeader:
		return nil, 0, errNotLeader
	case status == answerUnknown:
		return nil, 0, ErrUnknownOutcome
	}
	return nil, 0, fmt.Errorf("the leader failed: %s", answer)
}

// leader gives the leader, when it is another node.
func (n *Node) leader() (hraft.Server, error) {
	addr, id := n.raft.LeaderWithID()
	if addr == "" || string(id) == n.self.ID {
		return hraft.Server{}, errNotLeader
	}
	return hraft.Server{ID: id, Address: addr}, nil
}

// proposeHere proposes on this node, which must lead.
func (n *Node) proposeHere(data []byte) ([]byte, position, error) {
	return n.applyHere(frameEntry(entryCommand, data, time.Now()))
}

func (n *Node) applyHere(entry []byte) ([]byte, position, error) {
	f := n.raft.Apply(entry, n.cfg.LeaderWait)
	switch err := f.Error(); {
	case err == nil:
	case errors.Is(err, hraft.ErrNotLeader), errors.Is(err, hraft.ErrLeadershipTransferInProgress), errors.Is(err, hraft.ErrEnqueueTimeout):
		return nil, position{}, errNotLeader
	case errors.Is(err, hraft.ErrLeadershipLost), errors.Is(err, hraft.ErrAbortedByRestore):
		return nil, position{}, fmt.Errorf("%w: %w", ErrUnknownOutcome, err)
	case errors.Is(err, hraft.ErrRaftShutdown):
		return nil, position{}, fmt.Errorf("%w: %w", ErrUnknownOutcome, n.stopped())
	default: // the log could not be written, for example
		return nil, position{}, fmt.Errorf("%w: %w", ErrUnknownOutcome, err)
	}
	o, ok := f.Response().(*outcome)
	if !ok {
		return nil, position{}, fmt.Errorf("%w: no result", ErrUnknownOutcome)
	}
	if o.err != nil {
		return nil, position{}, n.stopped()
	}
	return o.result, position{f.Index(), o.term, o.term}, nil
}

// WaitApplied waits until this node has applied the entry of that index.
func (n *Node) WaitApplied(ctx context.Context, index uint64) error {
	for n.machine.applied.Load() < index {
		moved := n.machine.next()
		if n.machine.applied.Load() >= index {
			return nil
		}
		if n.machine.error() != nil {
			return n.stopped()
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-n.ctx.Done():
			return n.stopped()
		}
	}
	return nil
}
