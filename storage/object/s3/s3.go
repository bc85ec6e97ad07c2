// Package s3 serves s3:// URLs from Amazon S3 and what speaks its protocol.
//
// Invariants: reads carry the entity tag they expect, so a replaced object answers
// ErrChanged; conditional puts use the store's own conditions. Requests are retried by
// the client library, bodies that break off are resumed here.
//
// Threading: a Store is safe for concurrent use. Start reading at New.
package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	awss3 "github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/tarndb/tarn/storage/object"
)

// Options say where the store is and who asks. What is not set comes from the
// environment, shared configuration files or the machine's role.
type Options struct {
	Region       string
	Endpoint     string // for stores other than Amazon's
	AccessKey    string
	SecretKey    string
	SessionToken string
	Anonymous    bool
	PathStyle    bool // bucket in the path instead of the host name
	MaxAttempts  int  // per request, 5 unless set
}

// Store serves buckets.
type Store struct{ c *awss3.Client }

// New makes a store. It does not connect.
func New(ctx context.Context, o Options) (*Store, error) {
	if o.MaxAttempts == 0 {
		o.MaxAttempts = 5
	}
	load := []func(*config.LoadOptions) error{config.WithRetryMaxAttempts(o.MaxAttempts)}
	if o.Region != "" {
		load = append(load, config.WithRegion(o.Region))
	}
	switch {
	case o.Anonymous:
		load = append(load, config.WithCredentialsProvider(aws.AnonymousCredentials{}))
	case o.AccessKey != "":
		load = append(load, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(o.AccessKey, o.SecretKey, o.SessionToken)))
	}
	cfg, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return nil, fmt.Errorf("configuration of S3: %w", err)
	}
	if cfg.Region == "" {
		cfg.Region = "us-east-1"
	}
	return &Store{awss3.NewFromConfig(cfg, func(c *awss3.Options) {
		c.UsePathStyle = o.PathStyle
		c.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenRequired
		c.ResponseChecksumValidation = aws.ResponseChecksumValidationWhenRequired
		if o.Endpoint != "" {
			c.BaseEndpoint = aws.String(o.Endpoint)
		}
	})}, nil
}

func status(err error) int {
	var re *awshttp.ResponseError
	if errors.As(err, &re) {
		return re.HTTPStatusCode()
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

// Head implements object.Store.
func (s *Store) Head(ctx context.Context, path string) (object.Info, error) {
	bucket, key, err := object.SplitURL(path)
	if err != nil {
		return object.Info{}, err
	}
	out, err := s.c.HeadObject(ctx, &awss3.HeadObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return object.Info{}, fail(path, err)
	}
	return object.Info{Path: path, Size: aws.ToInt64(out.ContentLength), ID: aws.ToString(out.ETag), ModTime: aws.ToTime(out.LastModified)}, nil
}

// Open implements object.Store. With identity and size known it asks nothing.
func (s *Store) Open(ctx context.Context, info object.Info) (object.File, error) {
	if info.ID == "" {
		var err error
		if info, err = s.Head(ctx, info.Path); err != nil {
			return nil, err
		}
	}
	bucket, key, err := object.SplitURL(info.Path)
	return &file{s: s, info: info, bucket: bucket, key: key}, err
}

type file struct {
	s           *Store
	info        object.Info
	bucket, key string
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
	err := object.ReadRetrying(ctx, p, func(at int) (io.ReadCloser, error) {
		out, err := f.s.c.GetObject(ctx, &awss3.GetObjectInput{Bucket: &f.bucket, Key: &f.key, IfMatch: &f.info.ID,
			Range: aws.String(fmt.Sprintf("bytes=%d-%d", off+int64(at), off+int64(len(p))-1))})
		if err != nil {
			if status(err) == http.StatusRequestedRangeNotSatisfiable {
				return nil, object.Changed(f.info.Path)
			}
			return nil, fail(f.info.Path, err)
		}
		if tag := aws.ToString(out.ETag); tag != "" && tag != f.info.ID {
			out.Body.Close()
			return nil, object.Changed(f.info.Path)
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
		bucket, key, err := object.SplitURL(prefix)
		if err != nil {
			yield(object.Info{}, err)
			return
		}
		if key != "" && !strings.HasSuffix(key, "/") {
			key += "/"
		}
		root := object.Scheme(prefix) + "://" + bucket + "/"
		in := &awss3.ListObjectsV2Input{Bucket: &bucket, Prefix: &key}
		if after := strings.TrimPrefix(opt.After, root); opt.After != "" {
			in.StartAfter = &after
		}
		if opt.Flat {
			in.Delimiter = aws.String("/")
		}
		pages := awss3.NewListObjectsV2Paginator(s.c, in)
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				yield(object.Info{}, fail(prefix, err))
				return
			}
			for _, o := range page.Contents {
				name := root + aws.ToString(o.Key)
				if strings.HasSuffix(name, "/") || name <= opt.After { // markers of directories
					continue
				}
				if !yield(object.Info{Path: name, Size: aws.ToInt64(o.Size), ID: aws.ToString(o.ETag), ModTime: aws.ToTime(o.LastModified)}, nil) {
					return
				}
			}
		}
	}
}

// partBytes is the size of the parts of large objects; smaller ones go in one request.
const partBytes = 16 << 20

// Put implements object.Store.
func (s *Store) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (object.Info, error) {
	bucket, key, err := object.SplitURL(path)
	if err != nil {
		return object.Info{}, err
	}
	w := &upload{s: s, path: path, bucket: bucket, key: key}
	if cond.IfAbsent {
		w.ifNone = aws.String("*")
	}
	if cond.IfMatch != "" {
		w.ifMatch = &cond.IfMatch
	}
	first := make([]byte, partBytes)
	n, err := io.ReadFull(body, first)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return w.small(ctx, first[:n])
	}
	if err != nil {
		return object.Info{}, object.IOError(path, err)
	}
	return w.large(ctx, first, body)
}

type upload struct {
	s                 *Store
	path, bucket, key string
	ifNone, ifMatch   *string
}

// failPut tells which condition failed.
func (w *upload) failPut(err error) error {
	code := status(err)
	if code == http.StatusPreconditionFailed || code == http.StatusConflict {
		if w.ifNone != nil {
			return object.Exists(w.path)
		}
		return object.Changed(w.path)
	}
	return fail(w.path, err)
}

func (w *upload) small(ctx context.Context, b []byte) (object.Info, error) {
	out, err := w.s.c.PutObject(ctx, &awss3.PutObjectInput{Bucket: &w.bucket, Key: &w.key, Body: bytes.NewReader(b),
		IfNoneMatch: w.ifNone, IfMatch: w.ifMatch})
	if err != nil {
		return object.Info{}, w.failPut(err)
	}
	return object.Info{Path: w.path, Size: int64(len(b)), ID: aws.ToString(out.ETag)}, nil
}

func (w *upload) large(ctx context.Context, first []byte, body io.Reader) (object.Info, error) {
	up, err := w.s.c.CreateMultipartUpload(ctx, &awss3.CreateMultipartUploadInput{Bucket: &w.bucket, Key: &w.key})
	if err != nil {
		return object.Info{}, fail(w.path, err)
	}
	parts, size, err := w.parts(ctx, up.UploadId, first, body)
	if err == nil {
		_, err = w.s.c.CompleteMultipartUpload(ctx, &awss3.CompleteMultipartUploadInput{Bucket: &w.bucket, Key: &w.key, UploadId: up.UploadId,
			MultipartUpload: &types.CompletedMultipartUpload{Parts: parts}, IfNoneMatch: w.ifNone, IfMatch: w.ifMatch})
		if err == nil { // some stores serve another tag than they answer with here
			info, err := w.s.Head(ctx, w.path)
			if err == nil && info.Size != size {
				err = object.Changed(w.path)
			}
			return info, err
		}
		err = w.failPut(err)
	}
	// The parts would be billed for ever; the outcome is reported either way.
	_, _ = w.s.c.AbortMultipartUpload(context.WithoutCancel(ctx), &awss3.AbortMultipartUploadInput{Bucket: &w.bucket, Key: &w.key, UploadId: up.UploadId})
	return object.Info{}, err
}

// parts sends the body piece by piece.
func (w *upload) parts(ctx context.Context, id *string, buf []byte, body io.Reader) (parts []types.CompletedPart, size int64, err error) {
	for n := len(buf); n > 0; {
		num := int32(len(parts) + 1)
		out, err := w.s.c.UploadPart(ctx, &awss3.UploadPartInput{Bucket: &w.bucket, Key: &w.key, UploadId: id, PartNumber: &num, Body: bytes.NewReader(buf[:n])})
		if err != nil {
			return nil, 0, fail(w.path, err)
		}
		parts = append(parts, types.CompletedPart{ETag: out.ETag, PartNumber: &num})
		size += int64(n)
		n, err = io.ReadFull(body, buf)
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return nil, 0, object.IOError(w.path, err)
		}
	}
	return parts, size, nil
}

// Delete implements object.Store.
func (s *Store) Delete(ctx context.Context, path string) error {
	bucket, key, err := object.SplitURL(path)
	if err != nil {
		return err
	}
	if _, err = s.c.DeleteObject(ctx, &awss3.DeleteObjectInput{Bucket: &bucket, Key: &key}); err != nil && status(err) != http.StatusNotFound {
		return fail(path, err)
	}
	return nil
}
