package node

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/tarndb/tarn/catalog/replica"
	"github.com/tarndb/tarn/raft"
	"github.com/tarndb/tarn/sql/pgwire"
	"github.com/tarndb/tarn/sql/session"
)

// startHTTP serves /metrics and /healthz, and profiles when only this machine can ask.
func startHTTP(addr string, in *session.Instance, srv *pgwire.Server, cat *replica.Store) (*http.Server, net.Addr, error) {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics(in, srv, cat), promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	if a, ok := l.Addr().(*net.TCPAddr); ok && a.IP.IsLoopback() {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	h := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = h.Serve(l) }()
	return h, l.Addr(), nil
}

// metrics lists what is measured, in a registry of its own.
func metrics(in *session.Instance, srv *pgwire.Server, cat *replica.Store) *prometheus.Registry {
	r := prometheus.NewRegistry()
	c, m := in.Counters(), in.Memory()
	counter := func(name, help string, f func() float64) {
		r.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, f))
	}
	gauge := func(name, help string, f func() float64) {
		r.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, f))
	}
	counter("tarn_statements_total", "Statements finished.", func() float64 { return float64(c.Queries.Load()) })
	counter("tarn_statements_failed_total", "Statements that ended with an error.", func() float64 { return float64(c.Failed.Load()) })
	counter("tarn_statements_canceled_total", "Statements cancelled or timed out.", func() float64 { return float64(c.Canceled.Load()) })
	counter("tarn_statement_seconds_total", "Time spent in statements.", func() float64 { return float64(c.Nanos.Load()) / 1e9 })
	counter("tarn_rows_sent_total", "Rows delivered to clients.", func() float64 { return float64(c.Rows.Load()) })
	counter("tarn_storage_read_bytes_total", "Bytes read from storage.", func() float64 { return float64(c.BytesRead.Load()) })
	counter("tarn_spilled_bytes_total", "Bytes written to spill files.", func() float64 { return float64(c.SpilledBytes.Load()) })
	gauge("tarn_connections", "Open client connections.", func() float64 { return float64(srv.Connections()) })
	gauge("tarn_queries_running", "Queries running.", func() float64 { return float64(in.RunningQueries()) })
	gauge("tarn_queries_queued", "Queries waiting for admission.", func() float64 { return float64(in.QueuedQueries()) })
	gauge("tarn_memory_used_bytes", "Memory reserved by queries and caches.", func() float64 { return float64(m.Used()) })
	gauge("tarn_memory_peak_bytes", "Most memory ever reserved.", func() float64 { return float64(m.Peak()) })
	gauge("tarn_memory_limit_bytes", "Memory budget of the server, 0 for none.", func() float64 { return float64(m.Limit()) })
	here := func(f func(raft.Status) uint64) func() float64 {
		return func() float64 { return float64(f(cat.Node().Here())) }
	}
	gauge("tarn_raft_leader", "1 when this server leads its cluster.", here(func(s raft.Status) uint64 {
		if s.State == "leader" {
			return 1
		}
		return 0
	}))
	gauge("tarn_raft_term", "Election term.", here(func(s raft.Status) uint64 { return s.Term }))
	gauge("tarn_raft_applied_index", "Last log entry applied here.", here(func(s raft.Status) uint64 { return s.Applied }))
	gauge("tarn_raft_commit_index", "Last log entry known to be committed.", here(func(s raft.Status) uint64 { return s.Commit }))
	gauge("tarn_raft_last_index", "Last log entry written here.", here(func(s raft.Status) uint64 { return s.Last }))
	gauge("tarn_raft_voters", "Voting servers of the cluster.", here(func(s raft.Status) uint64 { return uint64(len(s.Voters)) }))
	gauge("tarn_catalog_objects", "Objects in the catalog.", func() float64 { return float64(cat.Snapshot().Len()) })
	r.MustRegister(commitTimes{cat.Node(), prometheus.NewDesc("tarn_commit_seconds", "Time of catalog commits proposed here.", nil, nil)})
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

// commitTimes is the histogram that package raft keeps.
type commitTimes struct {
	node *raft.Node
	desc *prometheus.Desc
}

// Describe names the histogram.
func (c commitTimes) Describe(ch chan<- *prometheus.Desc) { ch <- c.desc }

// Collect sums the buckets up as Prometheus wants them.
func (c commitTimes) Collect(ch chan<- prometheus.Metric) {
	counts, seconds := c.node.Commits()
	buckets, total := map[float64]uint64{}, uint64(0)
	for i, n := range counts {
		total += n
		if i < len(raft.CommitBounds) {
			buckets[raft.CommitBounds[i]] = total
		}
	}
	ch <- prometheus.MustNewConstHistogram(c.desc, total, seconds, buckets)
}

func stopHTTP(h *http.Server) {
	if h == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = h.Shutdown(ctx)
}
