package textfile

import (
	"context"
	"io"

	"github.com/tarndb/tarn/storage/object"
)

// OpenRaw reads the bytes of a file, decompressed as its name says.
func OpenRaw(ctx context.Context, s object.Store, info object.Info) (io.ReadCloser, error) {
	c, err := compressionOf(info.Path, "")
	if err != nil {
		return nil, err
	}
	return openStream(ctx, s, &file{info: info, compression: c}, 0, -1)
}
