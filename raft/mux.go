package raft

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	hraft "github.com/hashicorp/raft"
)

// network is how nodes reach each other; tests have one in memory.
type network interface {
	Listen(addr string) (net.Listener, error)
	Dial(ctx context.Context, addr string) (net.Conn, error)
}

type tcpNetwork struct{}

func (tcpNetwork) Listen(addr string) (net.Listener, error) { return net.Listen("tcp", addr) }

func (tcpNetwork) Dial(ctx context.Context, addr string) (net.Conn, error) {
	d := net.Dialer{KeepAlive: 15 * time.Second}
	return d.DialContext(ctx, "tcp", addr)
}

// A connection begins with a proof, made so that neither side shows the token: the client
// sends version, stream, cluster and a nonce; the server a nonce; the client the HMAC of
// all that under the token; the server an HMAC in turn. A replayed proof fits no nonce.
const (
	muxVersion  = 1
	streamRaft  = 'R' // the library's messages
	streamCalls = 'T' // ours (rpc.go)
	streamJoin  = 'J' // ours, from a node that does not know the cluster yet
	nonceSize   = 16
	helloSize   = 2 + 16 + nonceSize
	helloTime   = 5 * time.Second
)

// identity is what the proof is about.
type identity struct {
	cluster [16]byte
	token   string
}

// prove makes the HMAC of one side.
func (id identity) prove(side string, hello, nonce []byte) []byte {
	h := hmac.New(sha256.New, []byte(id.token))
	h.Write([]byte(side))
	h.Write(hello)
	h.Write(nonce)
	return h.Sum(nil)
}

// greet is the client's half of the proof.
func (id identity) greet(c net.Conn, stream byte) error {
	_ = c.SetDeadline(time.Now().Add(helloTime))
	hello := make([]byte, helloSize)
	hello[0], hello[1] = muxVersion, stream
	if stream != streamJoin {
		copy(hello[2:], id.cluster[:])
	}
	if _, err := rand.Read(hello[18:]); err != nil {
		return err
	}
	if _, err := c.Write(hello); err != nil {
		return fmt.Errorf("%w: %w", errNoPeer, err)
	}
	nonce := make([]byte, nonceSize)
	if _, err := io.ReadFull(c, nonce); err != nil {
		return fmt.Errorf("%w (%w)", ErrRefused, err)
	}
	if _, err := c.Write(id.prove("client", hello, nonce)); err != nil {
		return err
	}
	answer := make([]byte, sha256.Size)
	if _, err := io.ReadFull(c, answer); err != nil {
		return fmt.Errorf("%w (%w)", ErrRefused, err)
	}
	if !hmac.Equal(answer, id.prove("server", hello, nonce)) {
		return ErrRefused
	}
	return c.SetDeadline(time.Time{})
}

// welcome is the server's half; it tells which stream the client wants.
func (id identity) welcome(c net.Conn) (stream byte, err error) {
	_ = c.SetDeadline(time.Now().Add(helloTime))
	hello := make([]byte, helloSize)
	if _, err := io.ReadFull(c, hello); err != nil {
		return 0, err
	}
	stream = hello[1]
	if hello[0] != muxVersion {
		return 0, fmt.Errorf("protocol version %d, expected %d", hello[0], muxVersion)
	}
	switch stream {
	case streamRaft, streamCalls:
		if [16]byte(hello[2:18]) != id.cluster {
			return 0, fmt.Errorf("node of another cluster: %w", ErrRefused)
		}
	case streamJoin:
	default:
		return 0, fmt.Errorf("unknown stream %q", stream)
	}
	nonce := make([]byte, nonceSize)
	if _, err := rand.Read(nonce); err != nil {
		return 0, err
	}
	if _, err := c.Write(nonce); err != nil {
		return 0, err
	}
	proof := make([]byte, sha256.Size)
	if _, err := io.ReadFull(c, proof); err != nil {
		return 0, err
	}
	if !hmac.Equal(proof, id.prove("client", hello, nonce)) {
		return 0, fmt.Errorf("wrong token: %w", ErrRefused)
	}
	if _, err := c.Write(id.prove("server", hello, nonce)); err != nil {
		return 0, err
	}
	return stream, c.SetDeadline(time.Time{})
}

// maxConns bounds the connections with peers.
const maxConns = 1024

// mux takes connections and gives them to their streams. It is the library's StreamLayer.
type mux struct {
	net     network
	tls     *tls.Config
	addr    string // as peers know this node
	serve   func(stream byte, c net.Conn)
	refused func(error)

	mu     sync.Mutex
	id     identity
	closed bool
	conns  map[net.Conn]struct{}
	lis    []net.Listener
	raft   chan net.Conn // accepted connections of the library
	done   chan struct{}
	wg     sync.WaitGroup
}

func newMux(n network, t *tls.Config, id identity) *mux {
	return &mux{net: n, tls: t, id: id, conns: map[net.Conn]struct{}{}, raft: make(chan net.Conn), done: make(chan struct{})}
}

// listen starts taking connections of l. Those of a local socket use no TLS.
func (m *mux) listen(l net.Listener, local bool) {
	m.mu.Lock()
	m.lis = append(m.lis, l)
	m.mu.Unlock()
	m.wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				if m.isClosed() {
					return
				}
				select { // out of descriptors, most likely
				case <-time.After(50 * time.Millisecond):
					continue
				case <-m.done:
					return
				}
			}
			if m.tls != nil && !local {
				c = tls.Server(c, m.tls)
			}
			if !m.track(c) {
				_ = c.Close()
				continue
			}
			m.wg.Go(func() { m.take(c) })
		}
	})
}

func (m *mux) isClosed() bool {
	select {
	case <-m.done:
		return true
	default:
		return false
	}
}

func (m *mux) track(c net.Conn) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed || len(m.conns) >= maxConns {
		return false
	}
	m.conns[c] = struct{}{}
	return true
}

func (m *mux) forget(c net.Conn) {
	m.mu.Lock()
	delete(m.conns, c)
	m.mu.Unlock()
}

func (m *mux) take(c net.Conn) {
	stream, err := m.identity().welcome(c)
	if err != nil {
		m.forget(c)
		_ = c.Close()
		if m.refused != nil {
			m.refused(fmt.Errorf("connection from %s: %w", c.RemoteAddr(), err))
		}
		return
	}
	if stream == streamRaft {
		select {
		case m.raft <- &trackedConn{c, m}:
		case <-m.done:
			_ = c.Close()
		}
		return
	}
	defer m.forget(c)
	defer c.Close()
	m.serve(stream, c)
}

// trackedConn leaves the mux's list when it is closed.
type trackedConn struct {
	net.Conn
	m *mux
}

func (t *trackedConn) Close() error {
	t.m.forget(t.Conn)
	return t.Conn.Close()
}

func (m *mux) identity() identity {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.id
}

func (m *mux) become(id identity) {
	m.mu.Lock()
	m.id = id
	m.mu.Unlock()
}

// dial opens a stream to a peer, or to this node itself without the network.
func (m *mux) dial(ctx context.Context, addr string, stream byte) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, helloTime)
	defer cancel()
	if addr == m.addr && stream == streamRaft {
		here, there := net.Pipe()
		if !m.track(there) {
			return nil, ErrStopped
		}
		select {
		case m.raft <- &trackedConn{there, m}:
			return here, nil
		case <-m.done:
			return nil, ErrStopped
		}
	}
	c, err := m.net.Dial(ctx, addr)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoPeer, err)
	}
	if m.tls != nil {
		c = tls.Client(c, m.tls)
	}
	if err := m.identity().greet(c, stream); err != nil {
		_ = c.Close()
		return nil, err
	}
	return c, nil
}

// Accept gives the library its next connection.
func (m *mux) Accept() (net.Conn, error) {
	select {
	case c := <-m.raft:
		return c, nil
	case <-m.done:
		return nil, net.ErrClosed
	}
}

// Dial opens a connection for the library.
func (m *mux) Dial(addr hraft.ServerAddress, timeout time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	c, err := m.dial(ctx, string(addr), streamRaft)
	if err != nil {
		return nil, err
	}
	if !m.track(c) { // the library does not close what lies idle
		_ = c.Close()
		return nil, ErrStopped
	}
	return &trackedConn{c, m}, nil
}

// Addr is this node's address as peers know it.
func (m *mux) Addr() net.Addr { return nodeAddr(m.addr) }

type nodeAddr string

func (a nodeAddr) Network() string { return "tcp" }
func (a nodeAddr) String() string  { return string(a) }

// Close ends all connections; the library calls it through its transport.
func (m *mux) Close() error {
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return nil
	}
	m.closed = true
	close(m.done)
	for _, l := range m.lis {
		_ = l.Close()
	}
	for c := range m.conns {
		_ = c.Close()
	}
	m.mu.Unlock()
	m.wg.Wait()
	return nil
}

// bufferedConn reads through a buffer.
type bufferedConn struct {
	net.Conn
	r *bufio.Reader
}

func (b *bufferedConn) Read(p []byte) (int, error) { return b.r.Read(p) }
