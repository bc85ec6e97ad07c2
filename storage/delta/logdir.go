package delta

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// Log is the log of the table below a root directory.
type Log struct {
	Store object.Store
	Root  string // a path or URL, with or without a slash at its end
}

// dir is the log's directory, with a slash at its end.
func (l Log) dir() string { return strings.TrimRight(l.Root, "/") + "/" + logDirName }

func commitName(v int64) string { return fmt.Sprintf("%020d.json", v) }

const lastCheckpointName = "_last_checkpoint"

// listing is what a log directory holds.
type listing struct {
	from        int64     // what is older was not listed
	commits     []logFile // by version
	checkpoints []checkpoint
	compacted   []compaction
}

type logFile struct {
	version int64
	info    object.Info
}

// checkpoint is a complete checkpoint: one file, or all parts of one.
type checkpoint struct {
	version int64
	parts   []object.Info
}

// compaction holds the commits first to last in one file.
type compaction struct {
	first, last int64
	info        object.Info
}

// newest is the version that the directory reaches, -1 when there is none.
func (d *listing) newest() int64 {
	v := int64(-1)
	if n := len(d.commits); n > 0 {
		v = d.commits[n-1].version
	}
	for _, c := range d.checkpoints {
		v = max(v, c.version)
	}
	return v
}

const maxLogFiles = 10_000_000

// list reads the directory from a version on.
func (l Log) list(ctx context.Context, from int64) (*listing, error) {
	opt := object.ListOptions{Flat: true}
	if from > 0 {
		opt.After = l.dir() + fmt.Sprintf("%020d", from)
	}
	d := &listing{from: from}
	multi := map[string][]object.Info{}
	count := 0
	for info, err := range l.Store.List(ctx, l.dir(), opt) {
		if err != nil {
			return nil, err
		}
		if count++; count > maxLogFiles {
			return nil, pgerr.New(pgerr.ProgramLimitExceeded, "the log of Delta table %q has more than %d files", l.Root, maxLogFiles)
		}
		d.add(info, info.Path[strings.LastIndexByte(info.Path, '/')+1:], multi)
	}
	for name, parts := range multi {
		v, _ := version(name[:20])
		if want, err := strconv.Atoi(name[21:]); err == nil && want == len(parts) {
			sort.Slice(parts, func(i, j int) bool { return parts[i].Path < parts[j].Path })
			d.checkpoints = append(d.checkpoints, checkpoint{v, parts})
		}
	}
	sort.Slice(d.commits, func(i, j int) bool { return d.commits[i].version < d.commits[j].version })
	sort.SliceStable(d.checkpoints, func(i, j int) bool { return d.checkpoints[i].version < d.checkpoints[j].version })
	return d, nil
}

func version(s string) (int64, bool) {
	if len(s) != 20 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	v, err := strconv.ParseInt(s, 10, 64)
	return v, err == nil
}

// add sorts one file of the directory in; names of no known form are ignored.
func (d *listing) add(info object.Info, name string, multi map[string][]object.Info) {
	p := strings.Split(name, ".")
	v, ok := version(p[0])
	if !ok {
		return
	}
	rest, end := p[1:], p[len(p)-1]
	switch {
	case len(rest) == 1 && end == "json":
		d.commits = append(d.commits, logFile{v, info})
	case len(rest) == 3 && rest[1] == "compacted" && end == "json":
		if last, ok := version(rest[0]); ok && last > v {
			d.compacted = append(d.compacted, compaction{v, last, info})
		}
	case rest[0] != "checkpoint" || end != "parquet" && end != "json":
	case len(rest) == 2 && end == "parquet", len(rest) == 3:
		d.checkpoints = append(d.checkpoints, checkpoint{v, []object.Info{info}})
	case len(rest) == 4 && end == "parquet":
		if n, err := strconv.Atoi(rest[2]); err == nil && n > 0 {
			key := p[0] + "." + strconv.Itoa(n)
			multi[key] = append(multi[key], info)
		}
	}
}

// LastCheckpoint is the version that _last_checkpoint names, or -1: the file is a hint.
func (l Log) lastCheckpoint(ctx context.Context) (int64, error) {
	b, _, err := object.ReadAll(ctx, l.Store, l.dir()+lastCheckpointName, 1<<20)
	if err != nil {
		if ctx.Err() != nil {
			return -1, pgerr.From(ctx.Err())
		}
		return -1, nil
	}
	v, err := parseJSON(string(b))
	if err != nil {
		return -1, nil
	}
	n, err := strconv.ParseInt(v.get("version").str, 10, 64)
	if err != nil || n < 0 {
		return -1, nil
	}
	return n, nil
}

// Exists tells whether a directory holds a Delta log.
func (l Log) Exists(ctx context.Context) (bool, error) {
	d, err := l.listFrom(ctx, Newest)
	if err != nil {
		if errors.Is(err, object.ErrNotExist) {
			return false, nil
		}
		return false, err
	}
	return d.newest() >= 0, nil
}

// listFrom lists what is needed for a version, going by the hint where it holds.
func (l Log) listFrom(ctx context.Context, version int64) (*listing, error) {
	hint, err := l.lastCheckpoint(ctx)
	if err != nil {
		return nil, err
	}
	if hint > 0 && (version == Newest || version >= hint) {
		d, err := l.list(ctx, hint)
		if err != nil || slices.ContainsFunc(d.checkpoints, func(c checkpoint) bool { return version == Newest || c.version <= version }) {
			return d, err
		}
	}
	return l.list(ctx, 0)
}
