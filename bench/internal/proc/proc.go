// Package proc measures processes and the machine through /proc: CPU time and peak memory of one process, how busy
// the machine is, and what it is. It works on Linux only.
package proc

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// CPU is the user and system time a process has used, all its threads, ended ones included. It reads the process's
// CPU clock, which counts nanoseconds, where /proc/<pid>/stat counts hundredths of a second.
func CPU(pid int) (time.Duration, error) {
	const schedClock = 2
	var ts unix.Timespec
	if err := unix.ClockGettime(int32(^pid<<3|schedClock), &ts); err != nil {
		return 0, fmt.Errorf("cpu clock of process %d: %w", pid, err)
	}
	return time.Duration(ts.Nano()), nil
}

// ResetPeak makes the kernel count a process's peak memory anew from its present size.
func ResetPeak(pid int) error {
	return os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0)
}

// PeakKB is the largest resident size of a process since ResetPeak, in KiB. Mapped file pages count.
func PeakKB(pid int) (int64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	return statusKB(data, "VmHWM")
}

// statusKB finds one "Name:  123 kB" line.
func statusKB(data []byte, name string) (int64, error) {
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		key, rest, _ := strings.Cut(lines.Text(), ":")
		if key == name {
			return strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		}
	}
	return 0, fmt.Errorf("no %s in process status", name)
}
