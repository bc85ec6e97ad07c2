package raft

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// A call is one frame there and one back: length (4 bytes), kind or status (1), body.
// A connection carries one call at a time.
const (
	callPropose byte = iota + 1
	callReadIndex
	callAdmin // body is JSON: an adminCall
)

// Statuses of an answer.
const (
	answerOK        byte = iota
	answerNotLeader      // not done; ask another node
	answerUnknown        // a proposal may or may not be applied later
	answerFailed         // body is a text
	answerStream         // chunks follow, each with its length, up to an empty one
)

const (
	maxFrame = MaxEntryBytes + 1<<16
	callTime = 10 * time.Second
	maxIdle  = 64 // connections kept for each peer
)

func writeFrame(w *bufio.Writer, kind byte, body []byte) error {
	var head [5]byte
	binary.BigEndian.PutUint32(head[:], uint32(len(body)))
	head[4] = kind
	_, _ = w.Write(head[:])
	_, _ = w.Write(body)
	return w.Flush()
}

func readFrame(r *bufio.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("frame of %d bytes", n)
	}
	body = make([]byte, n)
	_, err = io.ReadFull(r, body)
	return head[4], body, err
}

// peers keeps connections to other nodes.
type peers struct {
	mux *mux

	mu     sync.Mutex
	idle   map[string][]*bufferedConn
	closed bool
}

// call sends one request. Errors before the request left wrap errNoPeer or ErrRefused;
// after that the peer may have done it.
func (p *peers) call(ctx context.Context, addr string, kind byte, body []byte) (status byte, answer []byte, err error) {
	for {
		c, reused, err := p.get(ctx, addr)
		if err != nil {
			return 0, nil, err
		}
		status, answer, err = p.exchange(ctx, c, kind, body)
		if err == nil {
			p.put(addr, c)
			return status, answer, nil
		}
		_ = c.Close()
		// A connection that the peer closed while it lay idle ends before any answer. The
		// proposal's repeat is recognised by the FSM, so that asking again is safe.
		if !reused || !errors.Is(err, io.EOF) {
			return 0, nil, err
		}
	}
}

func (p *peers) exchange(ctx context.Context, c *bufferedConn, kind byte, body []byte) (byte, []byte, error) {
	deadline := time.Now().Add(callTime)
	if d, ok := ctx.Deadline(); ok && d.Before(deadline) {
		deadline = d
	}
	_ = c.SetDeadline(deadline)
	stop := context.AfterFunc(ctx, func() { _ = c.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	if err := writeFrame(bufio.NewWriterSize(c.Conn, len(body)+16), kind, body); err != nil {
		return 0, nil, err
	}
	return readFrame(c.r)
}

func (p *peers) get(ctx context.Context, addr string) (c *bufferedConn, reused bool, err error) {
	p.mu.Lock()
	if list := p.idle[addr]; len(list) > 0 {
		c = list[len(list)-1]
		p.idle[addr] = list[:len(list)-1]
	}
	p.mu.Unlock()
	if c != nil {
		return c, true, nil
	}
	conn, err := p.mux.dial(ctx, addr, streamCalls)
	if err != nil {
		return nil, false, err
	}
	return &bufferedConn{conn, bufio.NewReader(conn)}, false, nil
}

func (p *peers) put(addr string, c *bufferedConn) {
	_ = c.SetDeadline(time.Time{})
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed || len(p.idle[addr]) >= maxIdle {
		_ = c.Close()
		return
	}
	if p.idle == nil {
		p.idle = map[string][]*bufferedConn{}
	}
	p.idle[addr] = append(p.idle[addr], c)
}

func (p *peers) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for _, list := range p.idle {
		for _, c := range list {
			_ = c.Close()
		}
	}
	p.idle = nil
}

// serve answers the calls of one connection.
func (n *Node) serve(stream byte, c net.Conn) {
	ctx, cancel := context.WithCancel(n.ctx)
	defer cancel()
	defer context.AfterFunc(ctx, func() { _ = c.Close() })()
	r, w := bufio.NewReaderSize(c, 16<<10), bufio.NewWriterSize(c, 16<<10)
	for {
		kind, body, err := readFrame(r)
		if err != nil {
			return
		}
		if stream == streamJoin && kind != callAdmin {
			return
		}
		if kind == callAdmin {
			err = n.serveAdmin(ctx, stream, body, r, w)
		} else {
			status, answer := n.serveCall(ctx, kind, body)
			err = writeFrame(w, status, answer)
		}
		if err != nil {
			return
		}
	}
}

func (n *Node) serveCall(ctx context.Context, kind byte, body []byte) (byte, []byte) {
	switch kind {
	case callPropose:
		result, at, err := n.proposeHere(body)
		if err != nil {
			return failure(err)
		}
		return answerOK, append(at.append(nil), result...)
	case callReadIndex:
		at, err := n.readHere(ctx)
		if err != nil {
			return failure(err)
		}
		return answerOK, at.append(nil)
	}
	return answerFailed, fmt.Appendf(nil, "unknown call %d", kind)
}

func failure(err error) (byte, []byte) {
	switch {
	case errors.Is(err, errNotLeader):
		return answerNotLeader, nil
	case errors.Is(err, ErrUnknownOutcome):
		return answerUnknown, nil
	}
	return answerFailed, []byte(err.Error())
}

// streamTo sends what f writes as chunks after a frame of status answerStream. An error
// of f ends the connection, so that the peer sees a cut stream.
func streamTo(w *bufio.Writer, f func(io.Writer) error) error {
	if err := writeFrame(w, answerStream, nil); err != nil {
		return err
	}
	if err := f(chunkWriter{w}); err != nil {
		return err
	}
	_, _ = w.Write(make([]byte, 4))
	return w.Flush()
}

type chunkWriter struct{ w *bufio.Writer }

func (c chunkWriter) Write(b []byte) (int, error) {
	total := 0
	for len(b) > 0 {
		n := min(len(b), 1<<20)
		if _, err := c.w.Write(binary.BigEndian.AppendUint32(nil, uint32(n))); err != nil {
			return total, err
		}
		if _, err := c.w.Write(b[:n]); err != nil {
			return total, err
		}
		total, b = total+n, b[n:]
	}
	return total, nil
}

// chunkReader reads what chunkWriter wrote.
type chunkReader struct {
	r    *bufio.Reader
	left uint32
	done bool
}

func (c *chunkReader) Read(b []byte) (int, error) {
	if c.left == 0 && !c.done {
		var head [4]byte
		if _, err := io.ReadFull(c.r, head[:]); err != nil {
			return 0, io.ErrUnexpectedEOF
		}
		c.left = binary.BigEndian.Uint32(head[:])
		c.done = c.left == 0
	}
	if c.done {
		return 0, io.EOF
	}
	n, err := c.r.Read(b[:min(len(b), int(c.left))])
	c.left -= uint32(n)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// admin sends an administrative call and decodes the answer into out.
func (p *peers) admin(ctx context.Context, addr string, req *adminCall, out any) error {
	body, err := json.Marshal(req)
	if err != nil {
		return err
	}
	status, answer, err := p.call(ctx, addr, callAdmin, body)
	if err != nil {
		return err
	}
	return decodeAdmin(status, answer, out)
}

func decodeAdmin(status byte, answer []byte, out any) error {
	switch status {
	case answerOK:
		if out == nil {
			return nil
		}
		return json.Unmarshal(answer, out)
	case answerNotLeader:
		return errNotLeader
	}
	return errors.New(string(answer))
}
