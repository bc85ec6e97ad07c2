package stores

import (
	"context"
	"errors"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

func TestSchemes(t *testing.T) {
	set := New()
	for _, path := range []string{"x", "file:///x", "s3://b/x", "abfss://c@a.dfs.core.windows.net/x"} {
		if _, err := set.For(path); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := set.Head(context.Background(), "ftp://b/x"); pgerr.CodeOf(err) != pgerr.FeatureNotSupported {
		t.Error(err)
	}
}

// TestLaterSuccess makes sure that a store that could not be set up is tried again.
func TestLaterSuccess(t *testing.T) {
	fail := true
	l := &lazy{make: func() (object.Store, error) {
		if fail {
			return nil, errors.New("no credentials")
		}
		return object.NewLocal(), nil
	}}
	if _, err := l.Head(context.Background(), "x"); pgerr.CodeOf(err) != pgerr.IOError {
		t.Error(err)
	}
	fail = false
	if _, err := l.Head(context.Background(), t.TempDir()+"/none"); !errors.Is(err, object.ErrNotExist) {
		t.Error(err)
	}
}
