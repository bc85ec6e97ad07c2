package files

import (
	"context"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// Options are the named arguments of a reading function, as text. Names are in lower
// case; each one that is not known is refused.
type Options map[string]string

// opener reads files of one format as a table each, or together.
type opener func(ctx context.Context, e *Env, files []object.Info, o *options) (table.Table, error)

// Env is where files are and where what is read of them is kept.
type Env struct {
	Store object.Store
	Cache *colcache.Cache // of decoded columns, nil for none
}

var formats = map[string]opener{
	"parquet": openParquet,
	"csv":     openCSV,
	"json":    openJSON,
}

// suffixes tell a format by the end of a path, compression suffixes cut off.
var suffixes = map[string]string{".parquet": "parquet", ".parq": "parquet", ".pq": "parquet",
	".csv": "csv", ".tsv": "csv", ".psv": "csv", ".tbl": "csv", ".json": "json", ".ndjson": "json", ".jsonl": "json"}

var compressions = []string{".gz", ".zst", ".bz2", ".snappy", ".sz"}

// FormatOf guesses the format of a path or pattern by its suffix, "" when it tells nothing.
func FormatOf(p string) string {
	p = strings.ToLower(p)
	for _, c := range compressions {
		p = strings.TrimSuffix(p, c)
	}
	return suffixes[path.Ext(p)]
}

// Open makes a table of the files that patterns name. format is "parquet", "csv", "json",
// "delta" or "" to go by the suffix; a directory with a log is a Delta table.
func (e *Env) Open(ctx context.Context, patterns []string, format string, opt Options) (table.Table, error) {
	if len(patterns) == 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "no files were given")
	}
	if format == "" {
		format = FormatOf(patterns[0])
	}
	if format = strings.ToLower(format); format == "delta" || format == "" && e.isDelta(ctx, patterns) {
		return e.openDelta(ctx, patterns, opt)
	}
	open, ok := formats[format]
	if !ok {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "cannot tell the format of file %q", patterns[0]).
			WithHint("Use read_parquet, read_csv, read_json or read_delta.")
	}
	o, err := newOptions(opt, format)
	if err != nil {
		return nil, err
	}
	var infos []object.Info
	for _, p := range patterns {
		found, err := expand(ctx, e.Store, p)
		if err != nil {
			return nil, err
		}
		infos = append(infos, found...)
	}
	o.name = strings.Join(patterns, ", ")
	return combine(ctx, e, infos, open, o)
}

// expand lists what a pattern names; a directory stands for all files below it.
func expand(ctx context.Context, s object.Store, p string) ([]object.Info, error) {
	if strings.HasSuffix(p, "/") {
		p += "**"
	}
	found, err := object.Glob(ctx, s, p)
	if err != nil {
		return nil, err
	}
	kept := found[:0]
	for _, f := range found {
		if object.HasGlob(p) && hidden(f.Path) {
			continue
		}
		kept = append(kept, f)
	}
	if len(kept) == 0 {
		return nil, pgerr.New(pgerr.UndefinedFile, "no files found that match %q", p)
	}
	return kept, nil
}

// hidden tells files that listings skip: markers, logs, temporary files.
func hidden(p string) bool {
	base := path.Base(p)
	return strings.HasPrefix(base, "_") || strings.HasPrefix(base, ".") || strings.Contains(p, "/_delta_log/")
}

// options are Options once checked.
type options struct {
	name    string
	format  string
	raw     Options
	hive    string // "auto", "true", "false"
	byName  bool
	addFile bool
}

func newOptions(raw Options, format string) (*options, error) {
	o := &options{raw: raw, format: format, hive: "auto"}
	for _, k := range sortedKeys(raw) {
		var err error
		switch k {
		case "hive_partitioning":
			var b bool
			b, err = o.bool(k)
			o.hive = strconv.FormatBool(b)
		case "union_by_name":
			o.byName, err = o.bool(k)
		case "filename":
			o.addFile, err = o.bool(k)
		default:
			if !formatOption(format, k) {
				err = pgerr.New(pgerr.InvalidParameterValue, "unrecognized option %q for %s files", k, format)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return o, nil
}

func sortedKeys(m Options) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// bool reads a boolean option; an absent one is false.
func (o *options) bool(name string) (bool, error) {
	v, ok := o.raw[name]
	if !ok {
		return false, nil
	}
	switch strings.ToLower(v) {
	case "true", "t", "1", "on", "yes", "":
		return true, nil
	case "false", "f", "0", "off", "no":
		return false, nil
	}
	return false, pgerr.New(pgerr.InvalidParameterValue, "invalid value for boolean option %q: %q", name, v)
}

func openParquet(ctx context.Context, e *Env, files []object.Info, o *options) (table.Table, error) {
	text, err := o.bool("binary_as_string")
	if err != nil {
		return nil, err
	}
	return parquetfile.OpenTable(ctx, e.Store, files, parquetfile.Options{Name: o.name, Cache: e.Cache, BinaryAsString: text})
}
