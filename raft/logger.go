package raft

import (
	"bytes"
	"context"
	"log/slog"

	"github.com/hashicorp/go-hclog"
)

// newLogger sends the library's messages to log, one level below their own: an election
// is no concern of an operator who only asked for warnings.
func newLogger(log *slog.Logger) hclog.Logger {
	level := hclog.Off
	for _, l := range []struct {
		has slog.Level
		use hclog.Level
	}{{slog.LevelError, hclog.Error}, {slog.LevelInfo, hclog.Warn}, {slog.LevelDebug, hclog.Debug}} {
		if log.Enabled(context.Background(), l.has) {
			level = l.use
		}
	}
	return hclog.New(&hclog.LoggerOptions{Level: level, Output: logWriter{log}, DisableTime: true})
}

type logWriter struct{ log *slog.Logger }

// Write takes one line of the library.
func (w logWriter) Write(line []byte) (int, error) {
	text := bytes.TrimSpace(line)
	level := slog.LevelInfo
	for _, l := range []struct {
		mark  string
		level slog.Level
	}{{"[ERROR]", slog.LevelError}, {"[WARN]", slog.LevelInfo}, {"[INFO]", slog.LevelDebug}, {"[DEBUG]", slog.LevelDebug}} {
		if rest, ok := bytes.CutPrefix(text, []byte(l.mark)); ok {
			text, level = bytes.TrimSpace(rest), l.level
		}
	}
	w.log.Log(context.Background(), level, "raft: "+string(text))
	return len(line), nil
}
