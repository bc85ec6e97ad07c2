package textfile

import (
	"compress/bzip2"
	"context"
	"io"
	"path"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/s2"
	"github.com/klauspost/compress/zstd"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// compressions tells a compression by the end of a path.
var compressions = map[string]string{".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd",
	".bz2": "bz2", ".snappy": "snappy", ".sz": "snappy"}

// compressionOf finds how a file is compressed: as told, else by its name.
func compressionOf(p, told string) (string, error) {
	switch told = strings.ToLower(told); told {
	case "", "auto", "auto_detect":
		return compressions[strings.ToLower(path.Ext(p))], nil
	case "none", "uncompressed":
		return "", nil
	case "gzip", "zstd", "bz2", "snappy":
		return told, nil
	}
	return "", pgerr.New(pgerr.InvalidParameterValue, "unknown compression %q", told)
}

// openStream reads bytes [off, end) of a file once decompressed; end < 0 means all, and
// is the only end a compressed file can have.
func openStream(ctx context.Context, s object.Store, f *file, off, end int64) (io.ReadCloser, error) {
	if f.compression != "" {
		return openCompressed(ctx, s, f, off)
	}
	n := int64(-1)
	if end >= 0 {
		n = end - off
	}
	return object.Get(ctx, s, f.info, off, n)
}

func openCompressed(ctx context.Context, s object.Store, f *file, skip int64) (io.ReadCloser, error) {
	raw, err := object.Get(ctx, s, f.info, 0, -1)
	if err != nil {
		return nil, err
	}
	var r io.Reader
	var done func()
	switch f.compression {
	case "gzip":
		r, err = gzip.NewReader(raw)
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(raw, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<28)); err == nil {
			r, done = z, z.Close
		}
	case "bz2":
		r = bzip2.NewReader(raw)
	case "snappy":
		r = s2.NewReader(raw)
	}
	if err != nil {
		raw.Close()
		return nil, pgerr.Wrap(err, pgerr.DataCorrupted, "file %q is not compressed as its name says: %v", f.info.Path, err)
	}
	c := &compressed{r: r, raw: raw, done: done}
	if _, err := io.CopyN(io.Discard, c, skip); err != nil {
		c.Close()
		return nil, streamError(f, err)
	}
	return c, nil
}

type compressed struct {
	r    io.Reader
	raw  io.Closer
	done func()
}

func (c *compressed) Read(p []byte) (int, error) { return c.r.Read(p) }

func (c *compressed) Close() error {
	if c.done != nil {
		c.done()
	}
	return c.raw.Close()
}

// readSample reads the beginning of a file, and tells whether that is all of it.
func readSample(ctx context.Context, s object.Store, f *file, n int) (b []byte, whole bool, err error) {
	r, err := openStream(ctx, s, f, 0, -1)
	if err != nil {
		return nil, false, err
	}
	defer r.Close()
	b = make([]byte, n)
	k, err := io.ReadFull(r, b)
	switch err {
	case nil:
		var one [1]byte
		m, _ := io.ReadFull(r, one[:])
		return b, m == 0, nil
	case io.EOF, io.ErrUnexpectedEOF:
		return b[:k], true, nil
	}
	return nil, false, streamError(f, err)
}

func streamError(f *file, err error) error {
	if pgerr.CodeOf(err) != "" {
		return err
	}
	return pgerr.Wrap(err, pgerr.DataCorrupted, "could not read file %q: %v", f.info.Path, err)
}

// CompressTo compresses what is written to the result before it goes to w, as told or, by
// default, as the path's suffix says. It gives nil when nothing is to be compressed.
func CompressTo(w io.Writer, path, told string) (io.WriteCloser, error) {
	if told == "" || strings.EqualFold(told, "auto") {
		for _, suffix := range []string{".gz", ".zst"} {
			if strings.HasSuffix(strings.ToLower(path), suffix) {
				told = suffix
			}
		}
	}
	switch strings.ToLower(told) {
	case "", "none", "uncompressed", "auto":
		return nil, nil
	case "gzip", ".gz":
		return gzip.NewWriter(w), nil
	case "zstd", ".zst":
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	}
	return nil, pgerr.New(pgerr.InvalidParameterValue, "unknown compression %q", told)
}
