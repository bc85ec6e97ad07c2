package pgwire

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
)

// errGone says that the client can no longer be written to.
var errGone = errors.New("client connection lost")

// sink writes what a session's statements produce.
type sink struct {
	out *out
	enc *encoder
	in  func(context.Context) (message, error) // the next message of the client
}

// Columns begins a result; the client is told of it when describe is set.
func (s *sink) Columns(cols []session.Column, formats []int16, style *types.Style, describe bool) {
	if describe {
		s.out.rowDescription(cols, formats)
	}
	s.enc = newEncoder(cols, formats, style)
}

// Rows sends the live rows lo to hi (exclusive) of a batch.
func (s *sink) Rows(b *vec.Batch, lo, hi int) error {
	s.enc.bind(b)
	for k := lo; k < hi; k++ {
		s.out.buf = s.enc.dataRow(s.out.buf, rowAt(b, k))
		if len(s.out.buf) >= flushAt {
			if err := s.out.flush(); err != nil {
				return gone(err)
			}
		}
	}
	return nil
}

// Complete ends a statement; the empty tag is the answer to an empty query.
func (s *sink) Complete(tag string) {
	if tag == "" {
		s.out.empty('I')
		return
	}
	s.out.complete(tag)
}

// Suspended ends an Execute whose row limit was reached.
func (s *sink) Suspended() { s.out.empty('s') }

// Notice sends a notice or warning.
func (s *sink) Notice(n *pgerr.Error) { s.out.report('N', n) }

// Parameter reports the value of a setting.
func (s *sink) Parameter(name, value string) { s.out.parameterStatus(name, value) }

// CopyOut begins COPY TO STDOUT.
func (s *sink) CopyOut(cols int, binary bool) { s.out.copyResponse('H', cols, binary) }

// CopyData sends bytes of COPY TO STDOUT as one message.
func (s *sink) CopyData(b []byte) error {
	at := s.out.begin('d')
	s.out.buf = append(s.out.buf, b...)
	s.out.end(at)
	if err := s.out.maybeFlush(); err != nil {
		return gone(err)
	}
	return nil
}

// CopyDone ends COPY TO STDOUT.
func (s *sink) CopyDone() { s.out.empty('c') }

func gone(err error) error {
	return pgerr.Wrap(errors.Join(errGone, err), pgerr.ConnectionFailure, "connection to client lost")
}

// CopyIn begins COPY FROM STDIN.
func (s *sink) CopyIn(cols int, binary bool) error {
	s.out.copyResponse('G', cols, binary)
	if err := s.out.flush(); err != nil {
		return gone(err)
	}
	return nil
}

// CopyRead waits for the next piece of COPY data. Flush and Sync in the middle of it are
// ignored, for clients that send them without looking.
func (s *sink) CopyRead(ctx context.Context) ([]byte, error) {
	for {
		m, err := s.in(ctx)
		if err != nil {
			return nil, err
		}
		switch m.typ {
		case 'd':
			return m.body, nil
		case 'c':
			return nil, io.EOF
		case 'H', 'S':
		case 'f':
			text, _, _ := strings.Cut(string(m.body), "\x00")
			return nil, pgerr.New(pgerr.QueryCanceled, "COPY from stdin failed: %s", strings.ToValidUTF8(text, "?"))
		case 'X':
			return nil, gone(io.ErrUnexpectedEOF)
		default:
			e := pgerr.New(pgerr.ProtocolViolation, "unexpected message type 0x%02X during COPY from stdin", m.typ)
			e.Severity = "FATAL" // where the next statement begins is not known any more
			return nil, e
		}
	}
}
