package proc

import (
	"os"
	"testing"
	"time"
)

// spent keeps the loop of TestCPU from being removed.
var spent int

func TestCPU(t *testing.T) {
	before, err := CPU(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	for start := time.Now(); time.Since(start) < 30*time.Millisecond; {
		spent++
	}
	after, err := CPU(os.Getpid())
	if err != nil || after <= before {
		t.Fatalf("cpu %v then %v, %v", before, after, err)
	}
}

func TestPeak(t *testing.T) {
	if err := ResetPeak(os.Getpid()); err != nil {
		t.Fatal(err)
	}
	before, err := PeakKB(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	block := make([]byte, 64<<20)
	for i := 0; i < len(block); i += 4096 {
		block[i] = 1
	}
	after, err := PeakKB(os.Getpid())
	if err != nil || after-before < 60<<10 {
		t.Fatalf("peak %d KiB then %d, %v", before, after, err)
	}
}

func TestMachine(t *testing.T) {
	m := ThisMachine()
	if m.Cores == 0 || m.MemoryMB == 0 || m.Kernel == "" {
		t.Fatalf("%+v", m)
	}
}
