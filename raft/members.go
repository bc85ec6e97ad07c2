package raft

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	hraft "github.com/hashicorp/raft"
)

// Member is one node of the cluster as Status found it.
type Member struct {
	ID        string `json:"id"`
	Addr      string `json:"addr"`
	Voter     bool   `json:"voter"`
	Leader    bool   `json:"leader"`
	Reachable bool   `json:"reachable"`
	Applied   uint64 `json:"applied"`
	Commit    uint64 `json:"commit"`
	Last      uint64 `json:"last"` // newest entry in its log
	Error     string `json:"error,omitempty"`
}

// Status describes the cluster as this node sees it.
type Status struct {
	Cluster string   `json:"cluster"`
	Node    string   `json:"node"`
	State   string   `json:"state"` // leader, follower, candidate, stopped
	Term    uint64   `json:"term"`
	Applied uint64   `json:"applied"`
	Commit  uint64   `json:"commit"`
	Last    uint64   `json:"last"`
	Leader  string   `json:"leader"` // "" when none is known
	Voters  []string `json:"voters"` // names, by the newest configuration this node knows
	Members []Member `json:"members,omitempty"`
}

// caughtUp is how many entries a node may be behind to become a voter.
const caughtUp = 100

// Here is this node's own part of Status.
func (n *Node) Here() Status {
	_, leader := n.raft.LeaderWithID()
	s := Status{Cluster: n.self.Cluster, Node: n.self.ID, State: stateName(n.raft.State()), Term: n.raft.CurrentTerm(),
		Applied: n.Applied(), Commit: n.raft.CommitIndex(), Last: n.raft.LastIndex(), Leader: string(leader)}
	if n.machine.error() != nil {
		s.State = "stopped"
	}
	for _, srv := range n.servers() {
		if srv.Suffrage == hraft.Voter {
			s.Voters = append(s.Voters, string(srv.ID))
		}
	}
	return s
}

func stateName(s hraft.RaftState) string {
	switch s {
	case hraft.Leader:
		return "leader"
	case hraft.Follower:
		return "follower"
	case hraft.Candidate:
		return "candidate"
	}
	return "stopped"
}

// Status asks all members how they are.
func (n *Node) Status(ctx context.Context) Status {
	s := n.Here()
	servers := n.servers()
	s.Members = make([]Member, len(servers))
	ctx, cancel := context.WithTimeout(ctx, n.cfg.Heartbeat)
	defer cancel()
	done := make(chan struct{})
	for i, srv := range servers {
		go func() {
			s.Members[i] = n.ask(ctx, srv)
			done <- struct{}{}
		}()
	}
	for range servers {
		<-done
	}
	for i := range s.Members {
		s.Members[i].Leader = s.Members[i].ID == s.Leader
	}
	return s
}

// ask gets one member's own view.
func (n *Node) ask(ctx context.Context, srv hraft.Server) Member {
	m := Member{ID: string(srv.ID), Addr: string(srv.Address), Voter: srv.Suffrage == hraft.Voter}
	var h Status
	if m.ID == n.self.ID {
		h = n.Here()
	} else if err := n.peers.admin(ctx, m.Addr, &adminCall{Op: "here"}, &h); err != nil {
		m.Error = err.Error()
		return m
	}
	m.Reachable = h.Node == m.ID && h.State != "stopped"
	m.Applied, m.Commit, m.Last = h.Applied, h.Commit, h.Last
	return m
}

// join makes this node a member of the cluster that Config.Join leads to.
func (n *Node) join(ctx context.Context) error {
	if n.cfg.Listen == "" {
		return errors.New("joining a cluster needs an address to listen on for peers")
	}
	addr := n.cfg.Join
	deadline := time.Now().Add(max(n.cfg.LeaderWait, 15*time.Second))
	for try := 0; ; try++ {
		var got joined
		err := n.callOnce(ctx, addr, streamJoin, &adminCall{Op: "cluster"}, &got)
		if err == nil {
			n.self.Cluster = got.Cluster // the leader's first messages follow the join at once
			n.mux.become(n.self.identity())
			err = n.callOnce(ctx, addr, streamJoin, &adminCall{Op: "join", ID: n.self.ID, Addr: n.addr}, &got)
		}
		switch {
		case err == nil && got.Leader != "":
			addr = got.Leader // ask there
			if try > 3 {
				err = errNotLeader
			}
		case err == nil:
			n.self.Joined = true
			return n.self.save(n.cfg.Dir)
		case errors.Is(err, ErrRefused) || time.Now().After(deadline):
			return fmt.Errorf("joining %s: %w", n.cfg.Join, err)
		}
		if err != nil {
			addr = n.cfg.Join
			select {
			case <-time.After(backoff(try)):
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
	}
}

// joined answers a join: the cluster's name, or where to ask.
type joined struct {
	Cluster string `json:"cluster"`
	Leader  string `json:"leader,omitempty"`
}

// admit takes a node in as a learner; promote makes it a voter when it keeps up. A known
// node changes its address so.
func (n *Node) admit(id, addr string) (joined, error) {
	if id == "" || addr == "" || len(id) > 200 || len(addr) > 300 {
		return joined{}, errors.New("a node needs a name and an address")
	}
	if n.raft.State() != hraft.Leader {
		leader, err := n.leader()
		if err != nil {
			return joined{}, ErrNoLeader
		}
		return joined{Leader: string(leader.Address)}, nil
	}
	if n.cfg.Listen == "" {
		return joined{}, errors.New("this node does not listen for peers: others cannot join it")
	}
	for _, s := range n.servers() {
		if string(s.ID) == id && string(s.Address) == addr {
			return joined{Cluster: n.self.Cluster}, nil
		}
		if string(s.ID) == id && s.Suffrage == hraft.Voter {
			return joined{Cluster: n.self.Cluster}, n.raft.AddVoter(s.ID, hraft.ServerAddress(addr), 0, n.cfg.LeaderWait).Error()
		}
		if string(s.ID) != id && string(s.Address) == addr {
			return joined{}, fmt.Errorf("address %s belongs to node %s: remove that first", addr, s.ID)
		}
	}
	err := n.raft.AddNonvoter(hraft.ServerID(id), hraft.ServerAddress(addr), 0, n.cfg.LeaderWait).Error()
	return joined{Cluster: n.self.Cluster}, err
}

// reportAddress tells the leader when this node has another address than it knows.
func (n *Node) reportAddress() {
	for try := 0; ; try++ {
		servers := n.servers()
		i := slices.IndexFunc(servers, func(s hraft.Server) bool { return string(s.ID) == n.self.ID })
		if i >= 0 && string(servers[i].Address) == n.addr || n.Leads() {
			return
		}
		for _, s := range servers {
			if string(s.ID) == n.self.ID {
				continue
			}
			var got joined
			err := n.peers.admin(n.ctx, string(s.Address), &adminCall{Op: "join", ID: n.self.ID, Addr: n.addr}, &got)
			if err == nil && got.Leader != "" {
				err = n.peers.admin(n.ctx, got.Leader, &adminCall{Op: "join", ID: n.self.ID, Addr: n.addr}, &got)
			}
			if err == nil {
				break
			}
		}
		select {
		case <-time.After(n.cfg.Heartbeat):
		case <-n.ctx.Done():
			return
		}
	}
}

// promote makes learners voters once they keep up with the leader, as long as it leads.
func (n *Node) promote(term uint64) {
	since := map[string]time.Time{}
	tick := time.NewTicker(min(n.cfg.CatchUp/4+time.Millisecond, 500*time.Millisecond))
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-n.ctx.Done():
			return
		}
		if n.raft.State() != hraft.Leader || n.raft.CurrentTerm() != term {
			return
		}
		for _, s := range n.servers() {
			if s.Suffrage == hraft.Voter {
				continue
			}
			ctx, cancel := context.WithTimeout(n.ctx, n.cfg.Heartbeat)
			m := n.ask(ctx, s)
			cancel()
			if !m.Reachable || m.Applied+caughtUp < n.Applied() {
				delete(since, m.ID)
				continue
			}
			if since[m.ID].IsZero() {
				since[m.ID] = time.Now()
			}
			if time.Since(since[m.ID]) >= n.cfg.CatchUp {
				err := n.raft.AddVoter(s.ID, s.Address, 0, n.cfg.LeaderWait).Error()
				n.cfg.Log.Info("raft: node became a voter", "node", m.ID, "error", err)
			}
		}
	}
}

// Remove takes a node out. It is refused when the others could not form a quorum.
func (n *Node) Remove(ctx context.Context, id string) error {
	return n.onLeader(ctx, &adminCall{Op: "remove", ID: id}, func() error { return n.removeHere(ctx, id) })
}

func (n *Node) removeHere(ctx context.Context, id string) error {
	servers := n.servers()
	i := slices.IndexFunc(servers, func(s hraft.Server) bool { return string(s.ID) == id })
	if i < 0 {
		return fmt.Errorf("no node %q in the cluster", id)
	}
	if servers[i].Suffrage == hraft.Voter {
		voters, healthy := 0, 0
		for _, m := range n.Status(ctx).Members {
			if m.Voter && m.ID != id {
				voters++
				if m.Reachable {
					healthy++
				}
			}
		}
		if voters == 0 {
			return errors.New("the last voter cannot be removed")
		}
		if healthy <= voters/2 {
			return fmt.Errorf("only %d of the %d voters that would be left can be reached: that is no quorum", healthy, voters)
		}
	}
	if id == n.self.ID {
		if err := n.raft.LeadershipTransfer().Error(); err != nil {
			return err
		}
		return errNotLeader // the new leader does it
	}
	return n.raft.RemoveServer(hraft.ServerID(id), 0, n.cfg.LeaderWait).Error()
}

// Replace removes a node once another one, that has joined before, votes in its place.
func (n *Node) Replace(ctx context.Context, old, by string) error {
	for {
		found := false
		for _, s := range n.servers() {
			if string(s.ID) != by {
				continue
			}
			if found = true; s.Suffrage == hraft.Voter {
				return n.Remove(ctx, old)
			}
		}
		if !found {
			return fmt.Errorf("no node %q in the cluster: it must join first", by)
		}
		select {
		case <-time.After(100 * time.Millisecond):
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-n.ctx.Done():
			return n.stopped()
		}
	}
}

// TransferLeadership hands leadership to a node, "" for the one that is most up to date.
func (n *Node) TransferLeadership(ctx context.Context, to string) error {
	return n.onLeader(ctx, &adminCall{Op: "transfer", ID: to}, func() error {
		if to == "" {
			return n.raft.LeadershipTransfer().Error()
		}
		if to == n.self.ID {
			return nil
		}
		for _, s := range n.servers() {
			if string(s.ID) == to && s.Suffrage == hraft.Voter {
				return n.raft.LeadershipTransferToServer(s.ID, s.Address).Error()
			}
		}
		return fmt.Errorf("no voter %q in the cluster", to)
	})
}

// onLeader runs f here when this node leads, else the call on the leader.
func (n *Node) onLeader(ctx context.Context, call *adminCall, f func() error) error {
	ctx, cancel := context.WithTimeout(ctx, 2*n.cfg.LeaderWait)
	defer cancel()
	for try := 0; ; try++ {
		change := n.leaderChange()
		err := errNotLeader
		if n.raft.State() == hraft.Leader {
			err = f()
		} else if leader, lerr := n.leader(); lerr == nil {
			err = n.peers.admin(ctx, string(leader.Address), call, nil)
		}
		if !errors.Is(err, errNotLeader) && !errors.Is(err, hraft.ErrNotLeader) {
			return err
		}
		select {
		case <-change:
		case <-time.After(backoff(try)):
		case <-ctx.Done():
			return fmt.Errorf("%w (%w)", ErrNoLeader, err)
		}
	}
}
