package files

import (
	"context"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// isDelta tells whether a path without format names the directory of a Delta table.
func (e *Env) isDelta(ctx context.Context, patterns []string) bool {
	if len(patterns) != 1 || FormatOf(patterns[0]) != "" || object.HasGlob(patterns[0]) {
		return false
	}
	ok, err := delta.Log{Store: e.Store, Root: patterns[0]}.Exists(ctx)
	return err == nil && ok
}

// openDelta opens a Delta table, at the version or time that the options say.
func (e *Env) openDelta(ctx context.Context, patterns []string, opt Options) (table.Table, error) {
	if len(patterns) != 1 {
		return nil, pgerr.Unsupported("reading several Delta tables at once")
	}
	log := delta.Log{Store: e.Store, Root: patterns[0]}
	for _, k := range sortedKeys(opt) {
		if k != "version" && k != "timestamp" {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "unrecognized option %q for delta files", k)
		}
	}
	if len(opt) > 1 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "options version and timestamp exclude each other")
	}
	snap, err := deltaSnapshot(ctx, log, opt)
	if err != nil {
		return nil, err
	}
	return delta.Open(e.Store, snap, delta.Options{Name: patterns[0], Cache: e.Cache}), nil
}

func deltaSnapshot(ctx context.Context, log delta.Log, opt Options) (*delta.Snapshot, error) {
	if text, ok := opt["version"]; ok {
		v, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
		if err != nil || v < 0 {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid value for option %q: %q", "version", text)
		}
		return log.Snapshot(ctx, v)
	}
	text, ok := opt["timestamp"]
	if !ok {
		return log.Current(ctx)
	}
	us, err := types.ParseTimestamp(text, true, types.DefaultStyle)
	if err != nil {
		return nil, err
	}
	ms, _ := types.FloorDivMod(us, 1000)
	v, err := log.VersionAt(ctx, ms)
	if err != nil {
		return nil, err
	}
	return log.Snapshot(ctx, v)
}
