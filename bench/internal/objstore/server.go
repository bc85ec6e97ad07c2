package objstore

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
)

// Names and secrets of the test servers. Azurite's account and key are the ones it publishes.
const (
	bucket       = "tarn-bench"
	azureAccount = "devstoreaccount1"
	azureKey     = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
)

// ErrMissing says that a server is not installed.
var ErrMissing = errors.New("not installed")

// Store is a running object store with its proxy.
type Store struct {
	Name  string
	URL   string            // what the paths of the bucket begin with, ending in a slash
	Env   map[string]string // what a client of the store has in its environment
	Meter *Meter
	cmd   *exec.Cmd
	ended chan error
}

// StartS3 starts versitygw over a directory; binary is its path or name.
func StartS3(binary, dir string) (*Store, error) {
	root, meta := filepath.Join(dir, "s3", "data"), filepath.Join(dir, "s3", "attributes")
	if err := errors.Join(os.MkdirAll(filepath.Join(root, bucket), 0o755), os.MkdirAll(meta, 0o755)); err != nil {
		return nil, err
	}
	s := &Store{Name: "S3 (versitygw)", URL: "s3://" + bucket + "/", Env: map[string]string{
		"AWS_ACCESS_KEY_ID": "tarn", "AWS_SECRET_ACCESS_KEY": "tarn-secret", "AWS_REGION": "us-east-1"}}
	addr, err := s.start(binary, dir, func(addr string) []string {
		return []string{"--port", addr, "--access", "tarn", "--secret", "tarn-secret", "--keep-alive", "--quiet", "posix", "--sidecar", meta, root}
	})
	if err != nil {
		return nil, err
	}
	if s.Meter, err = startMeter("http://" + addr); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	s.Env["AWS_ENDPOINT_URL"] = "http://" + s.Meter.addr
	return s, nil
}

// StartAzure starts Azurite's Blob service; binary is its path or name.
func StartAzure(ctx context.Context, binary, dir string) (*Store, error) {
	s := &Store{Name: "Azure Blob (Azurite)", URL: "az://" + bucket + "/", Env: map[string]string{
		"AZURE_STORAGE_ACCOUNT": azureAccount, "AZURE_STORAGE_KEY": azureKey}}
	addr, err := s.start(binary, dir, func(addr string) []string {
		host, port, _ := net.SplitHostPort(addr)
		return []string{"--blobHost", host, "--blobPort", port, "--location", filepath.Join(dir, "azure"), "--silent", "--skipApiVersionCheck", "--disableTelemetry"}
	})
	if err != nil {
		return nil, err
	}
	if s.Meter, err = startMeter("http://" + addr); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	s.Env["AZURE_STORAGE_ENDPOINT"] = "http://" + s.Meter.addr + "/" + azureAccount
	if err := makeContainer(ctx, "http://"+addr+"/"+azureAccount); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// makeContainer makes the container that URL names.
func makeContainer(ctx context.Context, service string) error {
	cred, err := azblob.NewSharedKeyCredential(azureAccount, azureKey)
	if err != nil {
		return err
	}
	c, err := azblob.NewClientWithSharedKeyCredential(service, cred, nil)
	if err != nil {
		return err
	}
	_, err = c.CreateContainer(ctx, bucket, nil)
	return err
}

// start runs a server on a spare port and waits until it listens.
func (s *Store) start(binary, dir string, args func(addr string) []string) (addr string, err error) {
	path, err := exec.LookPath(binary)
	if err != nil {
		return "", fmt.Errorf("%s is %w", binary, ErrMissing)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	addr = l.Addr().String()
	_ = l.Close()
	s.cmd = exec.Command(path, args(addr)...)
	log, err := os.Create(filepath.Join(dir, filepath.Base(binary)+".log"))
	if err != nil {
		return "", err
	}
	defer log.Close()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return "", err
	}
	s.ended = make(chan error, 1)
	go func() { s.ended <- s.cmd.Wait() }()
	for deadline := time.Now().Add(60 * time.Second); time.Now().Before(deadline) && len(s.ended) == 0; time.Sleep(50 * time.Millisecond) {
		if c, err := net.Dial("tcp", addr); err == nil {
			return addr, c.Close()
		}
	}
	said, _ := os.ReadFile(log.Name())
	return "", errors.Join(fmt.Errorf("%s does not listen on %s: %s", binary, addr, said), s.Stop())
}

// Stop ends the server and its proxy.
func (s *Store) Stop() error {
	if s.Meter != nil {
		_ = s.Meter.srv.Close()
	}
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.ended:
		return nil
	case <-time.After(10 * time.Second):
		return s.cmd.Process.Kill()
	}
}
