package race

import (
	"fmt"
	"os"
	"runtime"
	"time"

	"github.com/tarndb/tarn/bench/internal/proc"
)

// meter sees how much of the machine others used meanwhile.
type meter struct {
	track *Track
	start time.Time
	busy  time.Duration
	ours  time.Duration
}

// startMeter begins to watch.
func (t *Track) startMeter() meter {
	busy, _ := proc.Busy()
	return meter{t, time.Now(), busy, t.ours()}
}

// ours is the CPU time of the bench and both engines so far.
func (t *Track) ours() time.Duration {
	var sum time.Duration
	for _, pid := range append([]int{os.Getpid()}, t.Pids...) {
		cpu, _ := proc.CPU(pid)
		sum += cpu
	}
	return sum
}

// noise is the share of the machine's cores that other processes used since the meter started.
func (m meter) noise() float64 {
	busy, err := proc.Busy()
	if err != nil {
		return 0
	}
	others := (busy - m.busy) - (m.track.ours() - m.ours)
	total := time.Since(m.start) * time.Duration(runtime.NumCPU())
	return max(0, others.Seconds()/total.Seconds())
}

// line is one query's progress message.
func line(o *Outcome) string {
	for _, s := range o.Side {
		if s.Err != nil {
			return fmt.Sprintf("%s: FAILED: %v", o.Query.ID, s.Err)
		}
	}
	if o.Verdict != nil {
		return fmt.Sprintf("%s: WRONG: %v", o.Query.ID, o.Verdict)
	}
	a, b := o.Side[0].Wall(), o.Side[1].Wall()
	return fmt.Sprintf("%s: %v against %v", o.Query.ID, a.Round(time.Microsecond*100), b.Round(time.Microsecond*100))
}
