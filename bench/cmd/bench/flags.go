package main

import (
	"flag"
	"fmt"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/bench/internal/race"
	"github.com/tarndb/tarn/bench/internal/report"
)

// options are the flags, see parseFlags.
type options struct {
	suite, queries       string
	data, rivalData      string
	ours, tarn, url      string
	pid                  int
	views, extended      bool
	tarnFiles            string
	rival, python        string
	cache, memory        string
	threads              int
	tarnArgs, only, skip list
	tarnSet, duckSet     pairs
	plan                 race.Plan
	gate                 report.Gate
	out, name            string
}

// list is a flag of comma-separated words that may be given more than once.
type list []string

// String renders the flag's value.
func (l *list) String() string { return strings.Join(*l, ",") }

// Set adds to the list.
func (l *list) Set(s string) error {
	*l = append(*l, strings.Split(s, ",")...)
	return nil
}

// pairs is a flag of name=value that may be given more than once.
type pairs map[string]string

// String renders the flag's value.
func (p pairs) String() string { return fmt.Sprint(map[string]string(p)) }

// Set adds one pair.
func (p pairs) Set(s string) error {
	name, value, ok := strings.Cut(s, "=")
	if !ok {
		return fmt.Errorf("want name=value")
	}
	p[name] = value
	return nil
}

// parseFlags reads the command line and fills in what follows from other flags.
func parseFlags(args []string) (options, error) {
	o := options{tarnSet: pairs{}, duckSet: pairs{}}
	f := flag.NewFlagSet("bench", flag.ExitOnError)
	o.addSubject(f)
	o.addPlan(f)
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.queries == "" {
		o.queries = filepath.Join("queries", o.suite)
	}
	if o.rivalData == "" {
		o.rivalData = o.data
		if o.tarnFiles != "" {
			o.rivalData = o.tarnFiles
		}
	}
	if o.name == "" {
		o.name = o.defaultName()
	}
	return o, o.check()
}

// addSubject defines what runs on which files.
func (o *options) addSubject(f *flag.FlagSet) {
	f.StringVar(&o.suite, "suite", "tpch", "queries to run: tpch or clickbench")
	f.StringVar(&o.queries, "queries", "", "directory of query files (default queries/<suite>)")
	f.StringVar(&o.data, "data", "out/sf1", "directory of Parquet files, one per table")
	f.StringVar(&o.rivalData, "rival-data", "", "files for the rival (default: the same files)")
	f.StringVar(&o.tarnFiles, "tarn-files", "", "copy the data through Tarn into this directory first and race on these files")
	f.StringVar(&o.ours, "ours", "tarn", "our side: tarn, or duckdb to race DuckDB against itself (a test of the bench)")
	f.StringVar(&o.tarn, "tarn", "../bin/tarn", "Tarn binary")
	f.StringVar(&o.url, "url", "", "use this running server (postgres://…) instead of starting Tarn")
	f.IntVar(&o.pid, "pid", 0, "process of the server at --url, to measure CPU and memory")
	f.BoolVar(&o.views, "views", true, "name the files by temporary views on our side; off: the tables exist already")
	f.BoolVar(&o.extended, "extended", false, "ask by the extended protocol")
	f.StringVar(&o.rival, "rival", "parquet", "what DuckDB reads: parquet, or native for tables of its own")
	f.StringVar(&o.python, "python", "out/venv/bin/python", "Python with the duckdb and pyarrow packages")
	f.StringVar(&o.cache, "cache", "default", "Tarn's column cache: off, on (warm) or default")
	f.StringVar(&o.memory, "memory", "", "memory budget of a query on both sides, such as 256MB")
	f.IntVar(&o.threads, "threads", runtime.NumCPU(), "threads of either side")
	f.Var(&o.tarnArgs, "tarn-arg", "further arguments of tarn serve")
	f.Var(o.tarnSet, "set", "session setting name=value for Tarn")
	f.Var(o.duckSet, "duckdb-set", "setting name=value for DuckDB")
	f.Var(&o.only, "only", "queries to run, such as q01,q06")
	f.Var(&o.skip, "skip", "queries to leave out")
}

// addPlan defines how often to run, what to reach and where results go.
func (o *options) addPlan(f *flag.FlagSet) {
	f.IntVar(&o.plan.Warmups, "warmups", 1, "unmeasured runs of each query")
	f.IntVar(&o.plan.Runs, "runs", 5, "measured runs of each query; the median counts")
	f.IntVar(&o.plan.Repeat, "repeat", 1, "passes over all queries")
	f.DurationVar(&o.plan.Timeout, "timeout", 2*time.Minute, "limit for one run of one query")
	f.Float64Var(&o.plan.Idle, "idle", 0.10, "wait until at most this share of the machine is busy")
	f.DurationVar(&o.plan.Patience, "patience", 30*time.Second, "wait for an idle machine at most this long, each time")
	f.Float64Var(&o.gate.GeoMean, "gate-geomean", 0, "fail below this geometric mean of ratios")
	f.Float64Var(&o.gate.Worst, "gate-worst", 0, "fail if a query's ratio is below this")
	f.BoolVar(&o.gate.CPU, "gate-cpu", false, "gates judge CPU time instead of wall time")
	f.StringVar(&o.out, "out", "out", "directory of results")
	f.StringVar(&o.name, "name", "", "base name of result files (default from suite, data and modes)")
}

// check refuses values that mean nothing.
func (o *options) check() error {
	switch {
	case o.ours != "tarn" && o.ours != "duckdb":
		return fmt.Errorf("--ours %s: want tarn or duckdb", o.ours)
	case o.rival != "parquet" && o.rival != "native":
		return fmt.Errorf("--rival %s: want parquet or native", o.rival)
	case o.cache != "default" && o.cache != "on" && o.cache != "off":
		return fmt.Errorf("--cache %s: want on, off or default", o.cache)
	case o.plan.Runs < 1 || o.threads < 1:
		return fmt.Errorf("--runs and --threads: want at least 1")
	}
	return nil
}

// defaultName tells modes apart so that their results lie side by side.
func (o *options) defaultName() string {
	name := o.suite + "-" + filepath.Base(o.data)
	if o.tarnFiles != "" {
		name += "-tarnfiles"
	}
	if o.cache != "default" {
		name += "-cache-" + o.cache
	}
	if o.rival == "native" {
		name += "-native"
	}
	if o.memory != "" {
		name += "-" + o.memory
	}
	return name
}

// title names the race in reports.
func (o *options) title() string { return strings.ToUpper(o.name[:1]) + o.name[1:] }

// settings are recorded with the results.
func (o *options) settings() map[string]string {
	s := map[string]string{
		"threads": strconv.Itoa(o.threads), "runs": strconv.Itoa(o.plan.Runs), "warmups": strconv.Itoa(o.plan.Warmups),
		"passes": strconv.Itoa(o.plan.Repeat), "column cache": o.cache, "rival reads": o.rival, "protocol": "simple",
	}
	if o.extended {
		s["protocol"] = "extended"
	}
	if o.memory != "" {
		s["memory"] = o.memory
	}
	for name, value := range o.tarnSet {
		s["tarn "+name] = value
	}
	for name, value := range o.duckSet {
		s["duckdb "+name] = value
	}
	return s
}
