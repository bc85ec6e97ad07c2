package objstore

import (
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"path"
	"sync"
)

// Request is one request that a store has answered.
type Request struct {
	Method string
	Object string // last part of the object's name
	Off    int64  // of the range that was asked for
	Len    int64  // of the range, 0 for a whole object
	Status int
	Bytes  int64 // of the answer's body
}

// Meter is a proxy that records requests. Signatures stay valid: it changes neither the Host header nor the path.
type Meter struct {
	srv      *http.Server
	addr     string
	mu       sync.Mutex
	requests []*Request
}

// startMeter listens on a spare loopback port.
func startMeter(target string) (*Meter, error) {
	to, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	m := &Meter{addr: l.Addr().String()}
	proxy := &httputil.ReverseProxy{
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Host = r.In.Host },
		ModifyResponse: m.record,
		Transport:      &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 32},
		ErrorLog:       log.New(io.Discard, "", 0), // a client that stops reading is no news
	}
	m.srv = &http.Server{Handler: proxy}
	go func() { _ = m.srv.Serve(l) }()
	return m, nil
}

// record notes a request and counts its answer's body as it passes.
func (m *Meter) record(resp *http.Response) error {
	in := resp.Request
	r := &Request{Method: in.Method, Object: path.Base(in.URL.Path), Status: resp.StatusCode}
	rng := in.Header.Get("X-Ms-Range")
	if rng == "" {
		rng = in.Header.Get("Range")
	}
	var from, to int64
	if n, _ := fmt.Sscanf(rng, "bytes=%d-%d", &from, &to); n == 2 {
		r.Off, r.Len = from, to-from+1
	}
	m.mu.Lock()
	m.requests = append(m.requests, r)
	m.mu.Unlock()
	resp.Body = &body{resp.Body, m, r}
	return nil
}

type body struct {
	io.ReadCloser
	m *Meter
	r *Request
}

// Read counts.
func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.m.mu.Lock()
	b.r.Bytes += int64(n)
	b.m.mu.Unlock()
	return n, err
}

// Take gives the requests since it was last called.
func (m *Meter) Take() []Request {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []Request
	for _, r := range m.requests {
		out = append(out, *r)
	}
	m.requests = nil
	return out
}
