package object_test

import (
	"testing"

	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/object/objecttest"
)

func TestLocal(t *testing.T) {
	objecttest.Run(t, object.NewLocal(), t.TempDir())
}

func TestFileURLs(t *testing.T) {
	objecttest.Run(t, object.NewSet(), "file://"+t.TempDir())
}

func TestGlobMatching(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"a/*.x", "a/b.x", true}, {"a/*.x", "a/b/c.x", false}, {"a/**/*.x", "a/b/c.x", true}, {"a/**/*.x", "a/c.x", true},
		{"a/**", "a/b/c", true}, {"a/?[0-9].x", "a/b7.x", true}, {"a/[", "a/[", false}, {"s3://b/*/k", "s3://b/x/k", true},
	} {
		if got := object.MatchGlob(c.pattern, c.path); got != c.want {
			t.Errorf("%s on %s: %v", c.pattern, c.path, got)
		}
	}
}
