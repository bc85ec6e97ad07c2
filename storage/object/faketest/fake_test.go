// Package faketest runs the store contract over S3 and Azure servers within the process. It is a
// module of its own so that the servers are no dependency of the product.
package faketest

import (
	"context"
	"flag"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/tarndb/tarn/storage/object/azure"
	"github.com/tarndb/tarn/storage/object/objecttest"
	"github.com/tarndb/tarn/storage/object/s3"
)

var (
	s3URL    = flag.String("s3", "", "endpoint of a real S3 server, with AWS_* in the environment and bucket tarn-test")
	azureURL = flag.String("azure", "", "endpoint of Azurite with container tarn-test, for example http://127.0.0.1:10000/devstoreaccount1")
)

func TestFakeS3(t *testing.T) {
	backend := s3mem.New()
	if err := backend.CreateBucket("tarn-test"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(backend).Server())
	defer server.Close()
	s, err := s3.New(context.Background(), s3.Options{Region: "us-east-1", Endpoint: server.URL, AccessKey: "a", SecretKey: "b", PathStyle: true, MaxAttempts: 1})
	if err != nil {
		t.Fatal(err)
	}
	objecttest.Run(t, s, "s3://tarn-test/"+t.Name(), "large condition") // the fake ignores conditions there
}

func TestRealS3(t *testing.T) {
	if *s3URL == "" {
		t.Skip("SKIPPED: no -s3 endpoint")
	}
	s, err := s3.New(context.Background(), s3.Options{Endpoint: *s3URL, PathStyle: true})
	if err != nil {
		t.Fatal(err)
	}
	objecttest.Run(t, s, "s3://tarn-test/"+t.Name())
}

func TestAzurite(t *testing.T) {
	if *azureURL == "" {
		t.Skip("SKIPPED: no -azure endpoint")
	}
	s := azure.New(azure.Options{Account: "devstoreaccount1", Key: os.Getenv("AZURE_STORAGE_KEY"), Endpoint: *azureURL})
	objecttest.Run(t, s, "az://tarn-test/"+t.Name())
}
