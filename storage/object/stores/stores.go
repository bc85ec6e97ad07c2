// Package stores puts all back ends together: local files, s3:// and Azure URLs.
//
// Invariant: nothing is asked of a cloud, not even for credentials, before a URL names
// it. Settings come from the variables that the clouds' own tools read.
//
// Threading: the set is safe for concurrent use. Start reading at New.
package stores

import (
	"context"
	"io"
	"iter"
	"os"
	"strings"
	"sync"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/object/azure"
	"github.com/tarndb/tarn/storage/object/s3"
)

// New makes a set of all stores, configured by the environment: AWS_* (AWS_ENDPOINT_URL
// for other servers than Amazon's), AZURE_STORAGE_ACCOUNT, AZURE_STORAGE_KEY,
// AZURE_STORAGE_SAS_TOKEN and AZURE_STORAGE_ENDPOINT.
func New() object.Set {
	set := object.NewSet()
	amazon := &lazy{make: openS3}
	for _, scheme := range []string{"s3", "s3a", "s3n"} {
		set[scheme] = amazon
	}
	blobs := &lazy{make: openAzure}
	for _, scheme := range []string{"az", "azure", "abfs", "abfss", "wasb", "wasbs"} {
		set[scheme] = blobs
	}
	return set
}

func openS3() (object.Store, error) {
	endpoint := os.Getenv("AWS_ENDPOINT_URL_S3")
	if endpoint == "" {
		endpoint = os.Getenv("AWS_ENDPOINT_URL")
	}
	other := endpoint != "" && !strings.Contains(endpoint, ".amazonaws.com")
	return s3.New(context.Background(), s3.Options{Endpoint: endpoint, PathStyle: other})
}

func openAzure() (object.Store, error) {
	return azure.New(azure.Options{Account: os.Getenv("AZURE_STORAGE_ACCOUNT"), Key: os.Getenv("AZURE_STORAGE_KEY"),
		SAS: os.Getenv("AZURE_STORAGE_SAS_TOKEN"), Endpoint: os.Getenv("AZURE_STORAGE_ENDPOINT")}), nil
}

// lazy is a store that is made on first use. A failure is not remembered.
type lazy struct {
	make func() (object.Store, error)
	mu   sync.Mutex
	s    object.Store
}

func (l *lazy) store() (object.Store, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.s == nil {
		s, err := l.make()
		if err != nil {
			return nil, pgerr.Wrap(err, pgerr.IOError, "could not set up object storage: %v", err)
		}
		l.s = s
	}
	return l.s, nil
}

// Head implements object.Store.
func (l *lazy) Head(ctx context.Context, path string) (object.Info, error) {
	s, err := l.store()
	if err != nil {
		return object.Info{}, err
	}
	return s.Head(ctx, path)
}

// Open implements object.Store.
func (l *lazy) Open(ctx context.Context, info object.Info) (object.File, error) {
	s, err := l.store()
	if err != nil {
		return nil, err
	}
	return s.Open(ctx, info)
}

// List implements object.Store.
func (l *lazy) List(ctx context.Context, prefix string, opt object.ListOptions) iter.Seq2[object.Info, error] {
	s, err := l.store()
	if err != nil {
		return func(yield func(object.Info, error) bool) { yield(object.Info{}, err) }
	}
	return s.List(ctx, prefix, opt)
}

// Put implements object.Store.
func (l *lazy) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (object.Info, error) {
	s, err := l.store()
	if err != nil {
		return object.Info{}, err
	}
	return s.Put(ctx, path, body, cond)
}

// Delete implements object.Store.
func (l *lazy) Delete(ctx context.Context, path string) error {
	s, err := l.store()
	if err != nil {
		return err
	}
	return s.Delete(ctx, path)
}
