package pgwire

import (
	"encoding/binary"
	"io"
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/sql/pgerr"
)

// message is one framed message; body does not alias the reader's buffer.
type message struct {
	typ  byte
	body []byte
}

// Read-ahead limits of one connection.
const (
	inboxMessages = 256
	inboxBytes    = 4 << 20
	readChunk     = 64 << 10
)

// inbox reads messages ahead of their use. It stops reading when too much is waiting and
// calls gone once when the client closes or breaks the connection.
type inbox struct {
	r        io.Reader
	maxBytes int
	gone     func()
	ch       chan message
	waiting  atomic.Int64 // bytes in ch
	taken    chan struct{}
	quit     chan struct{}
	stop     sync.Once
	err      error // why ch was closed
}

func newInbox(r io.Reader, maxBytes int, gone func()) *inbox {
	return &inbox{r: r, maxBytes: maxBytes, gone: gone, ch: make(chan message, inboxMessages),
		taken: make(chan struct{}, 1), quit: make(chan struct{})}
}

// run reads until the connection ends or close is called.
func (in *inbox) run() {
	defer close(in.ch)
	for {
		m, err := readMessage(in.r, in.maxBytes)
		if err != nil {
			in.err = err
			if pgerr.CodeOf(err) == "" {
				in.gone()
			}
			return
		}
		if !in.waitForRoom(len(m.body)) {
			return
		}
		select {
		case in.ch <- m:
		case <-in.quit:
			return
		}
	}
}

// waitForRoom blocks while more than inboxBytes are waiting.
func (in *inbox) waitForRoom(n int) bool {
	for in.waiting.Add(int64(n)) > inboxBytes && in.waiting.Load() > int64(n) {
		in.waiting.Add(int64(-n))
		select {
		case <-in.taken:
		case <-in.quit:
			return false
		}
	}
	return true
}

// took tells that a message left the channel.
func (in *inbox) took(m message) {
	in.waiting.Add(int64(-len(m.body)))
	select {
	case in.taken <- struct{}{}:
	default:
	}
}

// close makes run return after its pending read fails.
func (in *inbox) close() { in.stop.Do(func() { close(in.quit) }) }

// readMessage reads one message. Memory grows with what arrives, not with what is
// claimed. Errors that are the client's fault have a SQLSTATE; others mean it is gone.
func readMessage(r io.Reader, maxBytes int) (message, error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return message{}, err
	}
	n := int64(binary.BigEndian.Uint32(head[1:])) - 4
	if !knownMessage(head[0]) {
		return message{}, pgerr.New(pgerr.ProtocolViolation, "invalid frontend message type %d", head[0])
	}
	limit := int64(maxBytes)
	if isShortMessage(head[0]) {
		limit = min(limit, 10000)
	}
	if n < 0 || n > limit {
		return message{}, pgerr.New(pgerr.ProtocolViolation, "invalid message length")
	}
	body, err := readBody(r, int(n))
	return message{head[0], body}, err
}

// readBody reads n bytes, allocating at most twice what has arrived plus a chunk.
func readBody(r io.Reader, n int) ([]byte, error) {
	if n == 0 {
		return nil, nil
	}
	buf := make([]byte, 0, min(n, readChunk))
	for len(buf) < n {
		if len(buf) == cap(buf) {
			grown := make([]byte, len(buf), min(n, 2*cap(buf)))
			copy(grown, buf)
			buf = grown
		}
		m := min(cap(buf), n)
		k, err := io.ReadFull(r, buf[len(buf):m])
		buf = buf[:len(buf)+k]
		if err != nil {
			return nil, err
		}
	}
	return buf, nil
}

func knownMessage(t byte) bool {
	switch t {
	case 'Q', 'P', 'B', 'D', 'E', 'C', 'S', 'H', 'X', 'd', 'c', 'f', 'F', 'p':
		return true
	}
	return false
}

// isShortMessage tells which messages PostgreSQL limits to a small length.
func isShortMessage(t byte) bool {
	switch t {
	case 'S', 'H', 'X', 'c', 'D', 'E', 'C', 'f', 'p':
		return true
	}
	return false
}
