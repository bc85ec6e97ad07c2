package raft

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"io"

	"github.com/klauspost/compress/zstd"
)

// A state stream is a magic with a format number, the index of the last entry in it, the
// FSM's bytes in zstd, and a SHA-256 of all that. The same stream is a snapshot's body, what a follower is sent, and a
// backup's body.
const streamMagic = "TARNST\x00\x01"

var errDamaged = errors.New("the snapshot is damaged: wrong checksum, or cut short")

// maxWindow bounds the memory that a stream may make the decoder use.
const maxWindow = 32 << 20

// writeState streams a state.
func writeState(out io.Writer, state io.WriterTo, applied uint64) error {
	sum := sha256.New()
	buf := bufio.NewWriterSize(out, 1<<18)
	w := io.MultiWriter(buf, sum)
	if _, err := w.Write(binary.BigEndian.AppendUint64([]byte(streamMagic), applied)); err != nil {
		return err
	}
	z, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	if _, err := state.WriteTo(z); err != nil {
		_ = z.Close()
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	if _, err := buf.Write(sum.Sum(nil)); err != nil {
		return err
	}
	return buf.Flush()
}

// readState gives the FSM's bytes of a stream to f. The reader that f gets ends with
// io.EOF only when the checksum is right.
func readState(in io.Reader, f func(io.Reader) error) (applied uint64, err error) {
	h := &hashReader{in: bufio.NewReaderSize(in, 1<<18), sum: sha256.New()}
	head := make([]byte, len(streamMagic)+8)
	if _, err := io.ReadFull(h, head); err != nil || string(head[:len(streamMagic)]) != streamMagic {
		return 0, fmt.Errorf("not a snapshot of a known format: %q", head[:len(streamMagic)])
	}
	z, err := zstd.NewReader(h, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderMaxMemory(1<<40))
	if err != nil {
		return 0, err
	}
	defer z.Close()
	if err := f(z); err != nil {
		return 0, err
	}
	if n, err := io.Copy(io.Discard, z); err != nil || n > 0 {
		return 0, fmt.Errorf("the snapshot was not read to its end (%d bytes left): %w", n, errDamaged)
	}
	return binary.BigEndian.Uint64(head[len(streamMagic):]), nil
}

// hashReader reads all but the checksum at the end, and compares that.
type hashReader struct {
	in   *bufio.Reader
	sum  hash.Hash
	done error
}

func (h *hashReader) Read(b []byte) (int, error) {
	if h.done != nil {
		return 0, h.done
	}
	ahead, err := h.in.Peek(min(len(b), h.in.Size()-sha256.Size) + sha256.Size)
	if err != nil && err != io.EOF {
		h.done = err
		return 0, err
	}
	n := len(ahead) - sha256.Size
	if n < 0 {
		h.done = errDamaged
		return 0, h.done
	}
	if n == 0 && len(b) > 0 {
		h.done = io.EOF
		if string(h.sum.Sum(nil)) != string(ahead) {
			h.done = errDamaged
		}
		return 0, h.done
	}
	n = copy(b, ahead[:n])
	h.sum.Write(b[:n])
	_, _ = h.in.Discard(n) // peeked before
	return n, nil
}
