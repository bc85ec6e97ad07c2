//go:build faults

package node

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
)

// crashPoint ends the process without warning when the named point of a commit that
// TARN_CRASH asks for ("commit:ratified=3") has been reached for the given time. Builds
// with the tag faults have it, to test recovery.
func crashPoint() func(string) {
	name, count, ok := strings.Cut(os.Getenv("TARN_CRASH"), "=")
	n, err := strconv.ParseInt(count, 10, 64)
	if !ok || err != nil {
		return nil
	}
	var left atomic.Int64
	left.Store(n)
	return func(point string) {
		if point == name && left.Add(-1) == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
}

// inlineBytes is the limit that TARN_INLINE asks for, so that small commits go the way of
// large ones.
func inlineBytes() int {
	n, _ := strconv.Atoi(os.Getenv("TARN_INLINE"))
	return n
}
