package server

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// script writes a shell script that stands in for the server.
func script(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "server")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// logFile makes a file for what a server prints.
func logFile(t *testing.T) *os.File {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestStartStop(t *testing.T) {
	log := logFile(t)
	s, err := Start(context.Background(), Options{
		Binary:  script(t, `trap 'echo drained; exit 0' TERM; echo "$* $GOMAXPROCS ready"; while :; do sleep 0.05; done`),
		DataDir: "dir", Threads: 3, Args: []string{"--extra"}, Log: log,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(log.Name())
	if err != nil {
		t.Fatal(err)
	}
	got := string(data)
	if !strings.HasPrefix(got, "serve --data dir --listen 127.0.0.1:") || !strings.Contains(got, "--extra 3 ready") || !strings.Contains(got, "drained") {
		t.Errorf("the log is %q", got)
	}
}

func TestStartFails(t *testing.T) {
	_, err := Start(context.Background(), Options{Binary: script(t, "exit 3"), DataDir: "dir", Threads: 1, Log: logFile(t)})
	if err == nil || !strings.Contains(err.Error(), "ended before") {
		t.Errorf("got %v", err)
	}
}

func TestStopReports(t *testing.T) {
	s, err := Start(context.Background(), Options{
		Binary:  script(t, `trap 'exit 1' TERM; echo ready; while :; do sleep 0.05; done`),
		DataDir: "dir", Threads: 1, Log: logFile(t),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Stop(); err == nil {
		t.Error("a bad end was not reported")
	}
}
