package raft

import (
	"context"
	"encoding/binary"
	"time"

	hraft "github.com/hashicorp/raft"
)

// position is what a leader says with its answers: in term, which it led, the entry of
// that index and term was committed.
type position struct {
	index, entryTerm, term uint64
}

const positionSize = 24

func (p position) append(b []byte) []byte {
	b = binary.BigEndian.AppendUint64(b, p.index)
	b = binary.BigEndian.AppendUint64(b, p.entryTerm)
	return binary.BigEndian.AppendUint64(b, p.term)
}

func readPosition(b []byte) position {
	return position{binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:]), binary.BigEndian.Uint64(b[16:])}
}

// catchUp waits until this node has applied what the leader's answer speaks of. Followers
// learn what is committed from the leader's next message, up to 100 ms later when nothing
// else is written. The answer says it already: it is handed to the library as the message
// without entries that this leader could have sent, and is checked like one.
func (n *Node) catchUp(ctx context.Context, leader hraft.Server, p position) error {
	if n.machine.applied.Load() >= p.index {
		return nil
	}
	select { // one at a time; a channel, so that waiting costs no virtual time in tests
	case n.nudging <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-n.ctx.Done():
		return n.stopped()
	}
	n.nudge(ctx, leader, p)
	<-n.nudging
	return n.WaitApplied(ctx, p.index)
}

func (n *Node) nudge(ctx context.Context, leader hraft.Server, p position) {
	if p.entryTerm == 0 || n.raft.CommitIndex() >= p.index {
		return
	}
	for range 50 { // a majority has the entry; here it may still be on its way
		if n.raft.LastIndex() >= p.index {
			break
		}
		select {
		case <-time.After(time.Millisecond):
		case <-ctx.Done():
			return
		}
	}
	if n.raft.LastIndex() < p.index || n.raft.CommitIndex() >= p.index {
		return
	}
	req := &hraft.AppendEntriesRequest{RPCHeader: hraft.RPCHeader{ProtocolVersion: hraft.ProtocolVersionMax, ID: []byte(leader.ID),
		Addr: []byte(leader.Address)}, Term: p.term, PrevLogEntry: p.index, PrevLogTerm: p.entryTerm, LeaderCommitIndex: p.index}
	// When it fails, the leader's own message does the same, later.
	_ = n.trans.AppendEntries(hraft.ServerID(n.self.ID), hraft.ServerAddress(n.addr), req, &hraft.AppendEntriesResponse{})
}
