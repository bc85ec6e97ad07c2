// Package azure serves az://, abfss:// and wasbs:// URLs from Azure Blob Storage.
//
// az://container/path uses the configured account; abfss://container@host/path names
// its own. Invariants: reads carry the entity tag they expect, so a replaced blob answers
// ErrChanged; conditional puts use the service's own conditions. Requests are retried by
// the client library, bodies that break off are resumed here.
//
// Threading: a Store is safe for concurrent use. Start reading at New.
package azure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"sync"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"

	"github.com/tarndb/tarn/storage/object"
)

// Options say where the store is and who asks. Without a key or token the identity of
// the environment or machine is used.
type Options struct {
	Account     string
	Key         string
	SAS         string // a shared access signature, with or without its question mark
	Endpoint    string // service URL for stores other than Azure's own
	Anonymous   bool
	MaxAttempts int // per request, 5 unless set
}

// Store serves containers.
type Store struct {
	o Options

	mu      sync.Mutex
	clients map[string]*azblob.Client // by service URL
}

// New makes a store. It does not connect.
func New(o Options) *Store {
	if o.MaxAttempts == 0 {
		o.MaxAttempts = 5
	}
	return &Store{o: o, clients: map[string]*azblob.Client{}}
}

// place is where a URL points.
type place struct {
	client         *azblob.Client
	container, key string
	root           string // what paths of this container begin with
}

func (s *Store) place(path string) (p place, err error) {
	host, key, err := object.SplitURL(path)
	if err != nil {
		return p, err
	}
	p.key, p.container = key, host
	p.root = object.Scheme(path) + "://" + host + "/"
	service := s.o.Endpoint
	if name, account, ok := strings.Cut(host, "@"); ok {
		p.container = name
		if service == "" {
			service = "https://" + strings.Replace(account, ".dfs.", ".blob.", 1)
		}
	}
	if service == "" {
		service = fmt.Sprintf("https://%s.blob.core.windows.net", s.o.Account)
	}
	p.client, err = s.client(strings.TrimSuffix(service, "/"))
	if err != nil {
		return p, object.IOError(path, err)
	}
	return p, nil
}

func (s *Store) client(service string) (*azblob.Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.clients[service]; c != nil {
		return c, nil
	}
	opt := &azblob.ClientOptions{ClientOptions: azcore.ClientOptions{Retry: policy.RetryOptions{MaxRetries: int32(s.o.MaxAttempts - 1)}}}
	c, err := s.connect(service, opt)
	if err == nil {
		s.clients[service] = c
	}
	return c, err
}

func (s *Store) connect(service string, opt *azblob.ClientOptions) (*azblob.Client, error) {
	switch {
	case s.o.SAS != "":
		return azblob.NewClientWithNoCredential(service+"/?"+strings.TrimPrefix(s.o.SAS, "?"), opt)
	case s.o.Anonymous:
		return azblob.NewClientWithNoCredential(service, opt)
	case s.o.Key != "":
		cred, err := azblob.NewSharedKeyCredential(s.o.Account, s.o.Key)
		if err != nil {
			return nil, err
		}
		return azblob.NewClientWithSharedKeyCredential(service, cred, opt)
	}
	cred, err := azidentity.NewDefaultAzureCredential(nil)
	if err != nil {
		return nil, err
	}
	return azblob.NewClient(service, cred, opt)
}

func (p *place) blob() *blockblob.Client {
	return p.client.ServiceClient().NewContainerClient(p.container).NewBlockBlobClient(p.key)
}

func status(err error) int {
	var re *azcore.ResponseError
	if errors.As(err, &re) {
		return re.StatusCode
	}
	return 0
}

// fail turns a client error into one of the package object.
func fail(path string, err error) error {
	switch status(err) {
	case http.StatusNotFound:
		return object.NotExist(path, err)
	case http.StatusPreconditionFailed:
		return object.Changed(path)
	case http.StatusForbidden, http.StatusUnauthorized:
		return object.Denied(path, err)
	}
	return object.IOError(path, err)
}

func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

// Head implements object.Store.
func (s *Store) Head(ctx context.Context, path string) (object.Info, error) {
	p, err := s.place(path)
	if err != nil {
		return object.Info{}, err
	}
	out, err := p.blob().GetProperties(ctx, nil)
	if err != nil {
		return object.Info{}, fail(path, err)
	}
	return object.Info{Path: path, Size: value(out.ContentLength), ID: string(value(out.ETag)), ModTime: value(out.LastModified)}, nil
}

// Open implements object.Store. With identity and size known it asks nothing.
func (s *Store) Open(ctx context.Context, info object.Info) (object.File, error) {
	if info.ID == "" {
		var err error
		if info, err = s.Head(ctx, info.Path); err != nil {
			return nil, err
		}
	}
	p, err := s.place(info.Path)
	if err != nil {
		return nil, err
	}
	return &file{b: p.blob(), info: info}, nil
}

type file struct {
	b    *blockblob.Client
	info object.Info
}

func (f *file) Info() object.Info { return f.info }
func (f *file) Close() error      { return nil }

func (f *file) ReadAt(ctx context.Context, p []byte, off int64) error {
	if len(p) == 0 {
		return nil
	}
	if off < 0 || off+int64(len(p)) > f.info.Size {
		return object.Changed(f.info.Path)
	}
	tag := azcore.ETag(f.info.ID)
	err := object.ReadRetrying(ctx, p, func(at int) (io.ReadCloser, error) {
		out, err := f.b.DownloadStream(ctx, &blob.DownloadStreamOptions{
			Range:            blob.HTTPRange{Offset: off + int64(at), Count: int64(len(p) - at)},
			AccessConditions: &blob.AccessConditions{ModifiedAccessConditions: &blob.ModifiedAccessConditions{IfMatch: &tag}},
		})
		if err != nil {
			return nil, fail(f.info.Path, err)
		}
		return out.Body, nil
	})
	if err != nil {
		return object.IOError(f.info.Path, err)
	}
	return nil
}

// List implements object.Store.
func (s *Store) List(ctx context.Context, prefix string, opt object.ListOptions) iter.Seq2[object.Info, error] {
	return func(yield func(object.Info, error) bool) {
		p, err := s.place(prefix)
		if err != nil {
			yield(object.Info{}, err)
			return
		}
		key := p.key
		if key != "" && !strings.HasSuffix(key, "/") {
			key += "/"
		}
		c := p.client.ServiceClient().NewContainerClient(p.container)
		next := flatPages(c, key)
		if opt.Flat {
			next = levelPages(c, key)
		}
		for {
			items, more, err := next(ctx)
			if err != nil {
				yield(object.Info{}, fail(prefix, err))
				return
			}
			for _, b := range items {
				info := object.Info{Path: p.root + value(b.Name)}
				if b.Properties != nil {
					info.Size, info.ID, info.ModTime = value(b.Properties.ContentLength), string(value(b.Properties.ETag)), value(b.Properties.LastModified)
				}
				if info.Path <= opt.After {
					continue
				}
				if !yield(info, nil) {
					return
				}
			}
			if !more {
				return
			}
		}
	}
}

// pager gives the next page of a listing and whether there are more.
type pager func(ctx context.Context) (items []*container.BlobItem, more bool, err error)

func flatPages(c *container.Client, prefix string) pager {
	pages := c.NewListBlobsFlatPager(&container.ListBlobsFlatOptions{Prefix: &prefix})
	return func(ctx context.Context) ([]*container.BlobItem, bool, error) {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, false, err
		}
		return page.Segment.BlobItems, pages.More(), nil
	}
}

func levelPages(c *container.Client, prefix string) pager {
	pages := c.NewListBlobsHierarchyPager("/", &container.ListBlobsHierarchyOptions{Prefix: &prefix})
	return func(ctx context.Context) ([]*container.BlobItem, bool, error) {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, false, err
		}
		return page.Segment.BlobItems, pages.More(), nil
	}
}

// blockBytes is the size of the blocks of large blobs; smaller ones go in one request.
const blockBytes = 16 << 20

// Put implements object.Store.
func (s *Store) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (object.Info, error) {
	p, err := s.place(path)
	if err != nil {
		return object.Info{}, err
	}
	access := &blob.AccessConditions{ModifiedAccessConditions: &blob.ModifiedAccessConditions{}}
	if cond.IfAbsent {
		any := azcore.ETagAny
		access.ModifiedAccessConditions.IfNoneMatch = &any
	}
	if cond.IfMatch != "" {
		tag := azcore.ETag(cond.IfMatch)
		access.ModifiedAccessConditions.IfMatch = &tag
	}
	count := &counter{r: body}
	first := make([]byte, blockBytes)
	n, err := io.ReadFull(count, first)
	var tag *azcore.ETag
	switch {
	case err == io.EOF || err == io.ErrUnexpectedEOF:
		var out blockblob.UploadResponse
		out, err = p.blob().Upload(ctx, nopCloser{bytes.NewReader(first[:n])}, &blockblob.UploadOptions{AccessConditions: access})
		tag = out.ETag
	case err == nil:
		var out blockblob.UploadStreamResponse
		out, err = p.blob().UploadStream(ctx, io.MultiReader(bytes.NewReader(first), count),
			&blockblob.UploadStreamOptions{BlockSize: blockBytes, Concurrency: 2, AccessConditions: access})
		tag = out.ETag
	default:
		return object.Info{}, object.IOError(path, err)
	}
	if err != nil {
		code := status(err)
		if cond.IfAbsent && (code == http.StatusConflict || code == http.StatusPreconditionFailed) {
			return object.Info{}, object.Exists(path)
		}
		if cond.IfMatch != "" && code == http.StatusNotFound {
			return object.Info{}, object.Changed(path)
		}
		return object.Info{}, fail(path, err)
	}
	return object.Info{Path: path, Size: count.n, ID: string(value(tag))}, nil
}

type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

type nopCloser struct{ *bytes.Reader }

func (nopCloser) Close() error { return nil }

// Delete implements object.Store.
func (s *Store) Delete(ctx context.Context, path string) error {
	p, err := s.place(path)
	if err != nil {
		return err
	}
	if _, err = p.blob().Delete(ctx, nil); err != nil && status(err) != http.StatusNotFound {
		return fail(path, err)
	}
	return nil
}
