package parquetfile

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
)

var mutants = flag.Int("mutants", 400, "mutated files that TestMutantsUnderCap reads")

// mutantsEnv tells the test process that it is the one under the cap.
const mutantsEnv = "TARN_MUTANTS_CHILD"

// capBytes is what the process that reads damaged files may have.
const capBytes = 1 << 30

// limitData bounds the private memory of this process: what goes over it fails to be
// allocated and kills the process. (A bound on address space would count what the Go
// runtime only sets aside.)
func limitData(t *testing.T) {
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_DATA, &old); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: capBytes, Max: old.Max}); err != nil {
		t.Fatal(err)
	}
}

// TestMutantsUnderCap reads damaged files in a process that may not have more than 1 GiB.
// Each is read or refused with an error that names it; the process must come to its end.
//
//	go test ./storage/parquetfile -run TestMutantsUnderCap -v -timeout 2h -mutants 100000
func TestMutantsUnderCap(t *testing.T) {
	if os.Getenv(mutantsEnv) != "" {
		readMutants(t)
		return
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestMutantsUnderCap$", "-test.v", "-test.timeout=3h", "-mutants="+strconv.Itoa(*mutants))
	cmd.Env = append(os.Environ(), mutantsEnv+"=1", "GOMEMLIMIT="+strconv.Itoa(capBytes*3/4))
	out, err := cmd.CombinedOutput()
	for _, line := range bytes.Split(out, []byte("\n")) {
		if bytes.Contains(line, []byte("mutants_linux_test.go")) {
			t.Logf("%s", bytes.TrimSpace(line))
		}
	}
	if err != nil {
		t.Fatalf("the process under the cap: %v\n%.8000s", err, out)
	}
}

// mutantRun counts what became of the damaged files.
type mutantRun struct {
	seeds                          [][]byte
	done, read, refused, recovered atomic.Int64
	slowest                        atomic.Int64 // nanoseconds
	mu                             sync.Mutex
	bad                            int
}

// readMutants is the part of the process under the cap.
func readMutants(t *testing.T) {
	run := &mutantRun{seeds: seeds(t)}
	limitData(t)
	goroutines, from := runtime.NumGoroutine(), time.Now()
	seed := from.UnixNano()
	var wg sync.WaitGroup
	for w := range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			run.worker(t, rand.New(rand.NewSource(seed+int64(w))), filepath.Join(t.TempDir(), "damaged.parquet"))
		})
	}
	wg.Wait()
	took := time.Since(from)
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > goroutines && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if n := runtime.NumGoroutine(); n > goroutines {
		t.Errorf("%d goroutines, %d before", n, goroutines)
	}
	t.Logf("%d mutated files of %d seeds in %v: %d refused, %d read, %d by recovering from a bound that was not checked, %d wrong; slowest %v; peak memory %s under a cap of %d MB; goroutines %d before and %d after",
		run.done.Load(), len(run.seeds), took.Round(time.Millisecond), run.refused.Load(), run.read.Load(), run.recovered.Load(), run.bad,
		time.Duration(run.slowest.Load()).Round(time.Millisecond), peakMemory(), capBytes>>20, goroutines, runtime.NumGoroutine())
}

// peakMemory is the largest resident size of this process.
func peakMemory() string {
	b, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return "unknown"
}

func (m *mutantRun) worker(t *testing.T, rnd *rand.Rand, path string) {
	for m.done.Add(1) <= int64(*mutants) {
		b := append([]byte(nil), m.seeds[rnd.Intn(len(m.seeds))]...)
		mutate(rnd, b)
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Error(err)
			return
		}
		start := time.Now()
		err := readAll(path, 200_000)
		took := int64(time.Since(start))
		for old := m.slowest.Load(); took > old && !m.slowest.CompareAndSwap(old, took); old = m.slowest.Load() {
		}
		m.judge(t, b, err)
		if took > int64(20*time.Second) {
			m.wrong(t, b, fmt.Sprintf("reading took %v: %v", time.Duration(took), err))
		}
	}
	m.done.Add(-1)
}

// judge accepts an answer or an error of the client's kind that names the file.
func (m *mutantRun) judge(t *testing.T, b []byte, err error) {
	if err == nil {
		m.read.Add(1)
		return
	}
	m.refused.Add(1)
	if strings.Contains(err.Error(), "runtime error") {
		m.recovered.Add(1)
	}
	var e *pgerr.Error
	if !errors.As(err, &e) || e.Code == pgerr.InternalError || e.Code == pgerr.OutOfMemory {
		m.wrong(t, b, fmt.Sprintf("no refusal: %v", err))
		return
	}
	if (e.Code == pgerr.DataCorrupted || e.Code == pgerr.FeatureNotSupported) && !strings.Contains(e.Message, "damaged.parquet") {
		m.wrong(t, b, fmt.Sprintf("the error does not name the file: %v", err))
	}
}

// wrong keeps the first files that made trouble.
func (m *mutantRun) wrong(t *testing.T, b []byte, why string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.bad++; m.bad <= 10 {
		keep(t, b, why)
	}
}
