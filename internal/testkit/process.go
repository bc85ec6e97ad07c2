package testkit

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// BuildServer builds the server's program with build tags for one test.
func BuildServer(t testing.TB, tags string) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "tarn")
	cmd := exec.Command("go", "build", "-tags", tags, "-o", bin, "./cmd/tarn")
	cmd.Dir = Root()
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building the server: %v\n%s", err, out)
	}
	return bin
}

// Process is a server in a process of its own, which tests may kill or stop.
type Process struct {
	Addr string        // where clients connect
	Dead chan struct{} // closed when the process has ended
	cmd  *exec.Cmd
	mu   sync.Mutex
	log  strings.Builder
}

// startTime bounds how long a server may take until it accepts connections.
const startTime = 60 * time.Second

// StartProcess runs `tarn serve` with arguments and waits until it accepts connections.
// The error tells what the process said when it ended before that.
func StartProcess(t testing.TB, bin string, env []string, args ...string) (*Process, error) {
	t.Helper()
	p := Launch(t, bin, env, args...)
	select {
	case <-p.ready():
		return p, nil
	case <-p.Dead:
		return p, fmt.Errorf("the server ended: %s", p.Log())
	case <-time.After(startTime):
		p.Kill()
		return p, fmt.Errorf("the server does not accept connections: %s", p.Log())
	}
}

// ready is closed once the server has told its address.
func (p *Process) ready() <-chan struct{} {
	c := make(chan struct{})
	go func() {
		defer close(c)
		for {
			p.mu.Lock()
			known := p.Addr != ""
			p.mu.Unlock()
			if known {
				return
			}
			select {
			case <-p.Dead:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return c
}

// Launch runs `tarn serve` with arguments and does not wait.
func Launch(t testing.TB, bin string, env []string, args ...string) *Process {
	t.Helper()
	p := &Process{Dead: make(chan struct{}), cmd: exec.Command(bin, append([]string{"serve"}, args...)...)}
	r, w := io.Pipe()
	p.cmd.Stdout, p.cmd.Stderr = w, w
	p.cmd.Env = append(os.Environ(), env...)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	go func() {
		for in := bufio.NewScanner(r); in.Scan(); {
			p.mu.Lock()
			if _, addr, ok := strings.Cut(in.Text(), "accepts connections on "); ok {
				p.Addr = strings.TrimSpace(addr)
			}
			if p.log.Len() < 1<<20 {
				p.log.WriteString(in.Text() + "\n")
			}
			p.mu.Unlock()
		}
		_, _ = io.Copy(io.Discard, r)
	}()
	go func() {
		_ = p.cmd.Wait()
		_ = w.Close()
		close(p.Dead)
	}()
	return p
}

// Log is what the process has written.
func (p *Process) Log() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// URL is a connection string of the server.
func (p *Process) URL() string { return "postgres://tarn@" + p.Addr + "/tarn?sslmode=disable" }

// Kill ends the process without warning, and waits for its end.
func (p *Process) Kill() {
	_ = p.cmd.Process.Kill()
	<-p.Dead
}

// Signal sends a signal to the process.
func (p *Process) Signal(s os.Signal) { _ = p.cmd.Process.Signal(s) }
