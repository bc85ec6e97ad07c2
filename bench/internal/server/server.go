// Package server starts the Tarn under test on a spare loopback port and stops it again.
package server

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Options say which binary to start and how.
type Options struct {
	Binary  string
	DataDir string   // made by the server on first use
	Threads int      // GOMAXPROCS of the server
	Args    []string // more arguments of serve
	Log     *os.File // what the server prints
}

// Server is a running Tarn.
type Server struct {
	cmd  *exec.Cmd
	addr string
	done chan error
}

// startLimit is how long a server may take until it accepts connections.
const startLimit = 60 * time.Second

// Start starts a server and waits until it accepts connections.
func Start(ctx context.Context, o Options) (*Server, error) {
	addr, err := spareAddress()
	if err != nil {
		return nil, err
	}
	args := append([]string{"serve", "--data", o.DataDir, "--listen", addr}, o.Args...)
	cmd := exec.CommandContext(ctx, o.Binary, args...)
	cmd.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(o.Threads))
	cmd.Stderr = o.Log
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", o.Binary, err)
	}
	s := &Server{cmd, addr, make(chan error, 1)}
	ready := make(chan struct{})
	go s.watch(out, o.Log, ready)
	if err := s.await(ready); err != nil {
		return nil, errors.Join(err, cmd.Process.Kill())
	}
	return s, nil
}

// watch reads the server's output until it ends, announcing its first line.
func (s *Server) watch(out io.Reader, log *os.File, ready chan<- struct{}) {
	in := bufio.NewReader(out)
	line, err := in.ReadString('\n')
	if err == nil {
		fmt.Fprint(log, line)
		close(ready)
		_, _ = io.Copy(log, in)
	}
	s.done <- s.cmd.Wait()
}

// await waits for the first line, then for the port, since the line may go to a log instead.
func (s *Server) await(ready <-chan struct{}) error {
	deadline := time.After(startLimit)
	poll := time.NewTicker(20 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ready:
			return nil
		case err := <-s.done:
			return fmt.Errorf("the server ended before it accepted connections: %w", err)
		case <-deadline:
			return fmt.Errorf("the server does not accept connections after %v", startLimit)
		case <-poll.C:
			if conn, err := net.Dial("tcp", s.addr); err == nil {
				return conn.Close()
			}
		}
	}
}

// spareAddress finds a loopback port nobody listens on.
func spareAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// Version asks a binary for its version, empty if it does not tell.
func Version(ctx context.Context, binary string) string {
	out, err := exec.CommandContext(ctx, binary, "version").Output()
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSpace(strings.TrimPrefix(line, "tarn "))
}

// Pid is the server's process.
func (s *Server) Pid() int { return s.cmd.Process.Pid }

// URL connects to the server's own database as its superuser.
func (s *Server) URL() string { return "postgres://tarn@" + s.addr + "/tarn?sslmode=disable" }

// Stop asks the server to drain and end, and reports if it does not end well.
func (s *Server) Stop() error {
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case err := <-s.done:
		if err != nil {
			return fmt.Errorf("the server did not end well: %w", err)
		}
		return nil
	case <-time.After(30 * time.Second):
		return errors.Join(errors.New("the server did not end within 30 s of SIGTERM"), s.cmd.Process.Kill())
	}
}
