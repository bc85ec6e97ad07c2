package object

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// NotExist makes the error of a back end for a missing object.
func NotExist(path string, cause error) error { return notExist(path, cause) }

// Exists makes the error of a back end for a Put that found an object.
func Exists(path string) error { return exists(path) }

// Changed makes the error of a back end for content of another identity.
func Changed(path string) error { return changed(path) }

// IOError makes the error of a back end for everything else; cancellation stays itself.
func IOError(path string, cause error) error {
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) || pgerr.CodeOf(cause) != "" {
		return cause
	}
	return ioError(path, cause)
}

// Denied makes the error of a back end that refuses access.
func Denied(path string, cause error) error {
	return pgerr.Wrap(cause, pgerr.InsufficientPrivilege, "permission denied for file %q", path)
}

// IsRemote tells whether a path's store answers over a network, where fewer and larger
// requests pay.
func IsRemote(path string) bool {
	s := Scheme(path)
	return s != "" && s != "file"
}

// SplitURL cuts scheme://bucket/key.
func SplitURL(path string) (bucket, key string, err error) {
	s := Scheme(path)
	rest := path[min(len(path), len(s)+len("://")):]
	bucket, key, _ = strings.Cut(rest, "/")
	if s == "" || bucket == "" {
		return "", "", pgerr.New(pgerr.InvalidParameterValue, "invalid URL %q", path)
	}
	return bucket, key, nil
}

// Attempts and their limit for reads whose body breaks off.
const readAttempts = 4

// ReadRetrying fills p from streams that fetch opens at an offset within it, taking up
// where one broke off.
func ReadRetrying(ctx context.Context, p []byte, fetch func(at int) (io.ReadCloser, error)) error {
	at := 0
	for try := 1; ; try++ {
		body, err := fetch(at)
		if err != nil {
			return err
		}
		n, err := io.ReadFull(body, p[at:])
		body.Close()
		if at += n; at == len(p) {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if try == readAttempts {
			return err
		}
	}
}
