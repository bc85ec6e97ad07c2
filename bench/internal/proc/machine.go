package proc

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of /proc/stat: a hundredth of a second on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// Machine describes where a measurement was made.
type Machine struct {
	CPU      string `json:"cpu"`
	Cores    int    `json:"cores"`
	MemoryMB int64  `json:"memory_mb"`
	Kernel   string `json:"kernel"`
}

// ThisMachine reads the description from /proc; what cannot be read stays empty.
func ThisMachine() Machine {
	m := Machine{Cores: runtime.NumCPU()}
	if data, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		m.CPU = infoLine(string(data), "model name")
	}
	if data, err := os.ReadFile("/proc/meminfo"); err == nil {
		kb, _ := statusKB(data, "MemTotal")
		m.MemoryMB = kb / 1024
	}
	if data, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.Kernel = strings.TrimSpace(string(data))
	}
	return m
}

// infoLine returns the value of the first "name : value" line.
func infoLine(data, name string) string {
	for line := range strings.Lines(data) {
		key, value, ok := strings.Cut(line, ":")
		if ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// Busy is the CPU time all processes of the machine have used since it started.
func Busy() (time.Duration, error) {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(strings.SplitN(string(data), "\n", 2)[0])
	if len(fields) < 9 || fields[0] != "cpu" {
		return 0, fmt.Errorf("/proc/stat: no cpu line")
	}
	var ticks int64
	for i, f := range fields[1:9] {
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("/proc/stat: %w", err)
		}
		if i != 3 && i != 4 { // idle, waiting for I/O
			ticks += n
		}
	}
	return time.Duration(ticks) * tick, nil
}

// Load is the share of all cores that was busy over a period.
func Load(ctx context.Context, period time.Duration) (float64, error) {
	before, err := Busy()
	if err != nil {
		return 0, err
	}
	start := time.Now()
	select {
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-time.After(period):
	}
	after, err := Busy()
	cores := time.Since(start).Seconds() * float64(runtime.NumCPU())
	return (after - before).Seconds() / cores, err
}

// WaitIdle waits until the machine's load is at most limit, for at most patience, and returns the last load seen. A
// limit of 1 or more asks for nothing and is not waited for.
func WaitIdle(ctx context.Context, limit float64, patience time.Duration) (float64, error) {
	if limit >= 1 {
		return 0, ctx.Err()
	}
	deadline := time.Now().Add(patience)
	for {
		load, err := Load(ctx, time.Second)
		if err != nil || load <= limit || time.Now().After(deadline) {
			return load, err
		}
	}
}
