package raft

import (
	"bytes"
	"context"
	"log/slog"
	"sync/atomic"

	"github.com/hashicorp/go-hclog"
)

// newLogger sends the library's messages to log, one level below their own: to it a peer
// that cannot be reached is an error and an election a warning.
// Once stopping is set, nothing matters much.
func newLogger(log *slog.Logger, stopping *atomic.Bool) hclog.Logger {
	level := hclog.Off
	for _, l := range []struct {
		has slog.Level
		use hclog.Level
	}{{slog.LevelWarn, hclog.Error}, {slog.LevelInfo, hclog.Warn}, {slog.LevelDebug, hclog.Debug}} {
		if log.Enabled(context.Background(), l.has) {
			level = l.use
		}
	}
	return hclog.New(&hclog.LoggerOptions{Level: level, Output: logWriter{log, stopping}, DisableTime: true})
}

type logWriter struct {
	log      *slog.Logger
	stopping *atomic.Bool
}

// Write takes one line of the library.
func (w logWriter) Write(line []byte) (int, error) {
	text := bytes.TrimSpace(line)
	level := slog.LevelInfo
	for _, l := range []struct {
		mark  string
		level slog.Level
	}{{"[ERROR]", slog.LevelWarn}, {"[WARN]", slog.LevelInfo}, {"[INFO]", slog.LevelDebug}, {"[DEBUG]", slog.LevelDebug}} {
		if rest, ok := bytes.CutPrefix(text, []byte(l.mark)); ok {
			text, level = bytes.TrimSpace(rest), l.level
		}
	}
	if w.stopping.Load() {
		level = slog.LevelDebug
	}
	w.log.Log(context.Background(), level, "raft: "+string(text))
	return len(line), nil
}
