package files

import (
	"context"
	"io"

	"github.com/tarndb/tarn/storage/textfile"
)

// Read gives the bytes of each file that a path or pattern names, opened when asked for.
func (e *Env) Read(ctx context.Context, pattern string) ([]func() (io.ReadCloser, error), error) {
	infos, err := expand(ctx, e.Store, pattern)
	if err != nil {
		return nil, err
	}
	out := make([]func() (io.ReadCloser, error), len(infos))
	for i, info := range infos {
		out[i] = func() (io.ReadCloser, error) { return textfile.OpenRaw(ctx, e.Store, info) }
	}
	return out, nil
}
