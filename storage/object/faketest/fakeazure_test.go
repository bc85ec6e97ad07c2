package faketest

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tarndb/tarn/storage/object/azure"
	"github.com/tarndb/tarn/storage/object/objecttest"
)

// fakeBlobs is as much of the Blob service as the store uses, without authentication.
type fakeBlobs struct {
	mu     sync.Mutex
	blobs  map[string]fakeBlob // container/name
	blocks map[string][]byte   // container/name?id
	tags   int
}

type fakeBlob struct {
	body []byte
	tag  string
}

func (f *fakeBlobs) fail(w http.ResponseWriter, status int, code string) {
	w.Header().Set("x-ms-error-code", code)
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>", code, code)
}

func (f *fakeBlobs) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	f.mu.Lock()
	defer f.mu.Unlock()
	name := strings.TrimPrefix(r.URL.Path, "/account/")
	q := r.URL.Query()
	switch {
	case q.Get("comp") == "list":
		f.list(w, name, q.Get("prefix"), q.Get("delimiter"), q.Get("marker"))
	case q.Get("comp") == "block":
		f.blocks[name+"?"+q.Get("blockid")] = body
		w.WriteHeader(http.StatusCreated)
	case q.Get("comp") == "blocklist":
		var list struct {
			Latest []string `xml:"Latest"`
		}
		if err := xml.Unmarshal(body, &list); err != nil {
			f.fail(w, 400, "InvalidXmlDocument")
			return
		}
		var all []byte
		for _, id := range list.Latest {
			all = append(all, f.blocks[name+"?"+id]...)
		}
		f.put(w, r, name, all)
	case r.Method == http.MethodPut:
		f.put(w, r, name, body)
	case r.Method == http.MethodDelete:
		if _, ok := f.blobs[name]; !ok {
			f.fail(w, 404, "BlobNotFound")
			return
		}
		delete(f.blobs, name)
		w.WriteHeader(http.StatusAccepted)
	default:
		f.get(w, r, name)
	}
}

func (f *fakeBlobs) put(w http.ResponseWriter, r *http.Request, name string, body []byte) {
	old, there := f.blobs[name]
	if r.Header.Get("If-None-Match") == "*" && there {
		f.fail(w, 409, "BlobAlreadyExists")
		return
	}
	if m := r.Header.Get("If-Match"); m != "" && (!there || m != old.tag) {
		f.fail(w, 412, "ConditionNotMet")
		return
	}
	f.tags++
	b := fakeBlob{body: body, tag: fmt.Sprintf("\"0x%d\"", f.tags)}
	f.blobs[name] = b
	w.Header().Set("ETag", b.tag)
	w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
	w.WriteHeader(http.StatusCreated)
}

func (f *fakeBlobs) get(w http.ResponseWriter, r *http.Request, name string) {
	b, ok := f.blobs[name]
	if !ok {
		f.fail(w, 404, "BlobNotFound")
		return
	}
	if m := r.Header.Get("If-Match"); m != "" && m != b.tag {
		f.fail(w, 412, "ConditionNotMet")
		return
	}
	w.Header().Set("ETag", b.tag)
	w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
	body, status := b.body, http.StatusOK
	rng := r.Header.Get("x-ms-range")
	if rng == "" {
		rng = r.Header.Get("Range")
	}
	var from, to int
	if n, _ := fmt.Sscanf(rng, "bytes=%d-%d", &from, &to); n == 2 {
		if from >= len(body) {
			f.fail(w, 416, "InvalidRange")
			return
		}
		body, status = body[from:min(to+1, len(body))], http.StatusPartialContent
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	if r.Method == http.MethodGet {
		_, _ = w.Write(body)
	}
}

// list answers pages of three entries, so that paging is used.
func (f *fakeBlobs) list(w http.ResponseWriter, container, prefix, delimiter, marker string) {
	var names []string
	for n := range f.blobs {
		key, ok := strings.CutPrefix(n, container+"/")
		if !ok || !strings.HasPrefix(key, prefix) || key < marker {
			continue
		}
		if delimiter != "" && strings.Contains(key[len(prefix):], delimiter) {
			continue
		}
		names = append(names, key)
	}
	sort.Strings(names)
	next := ""
	if len(names) > 3 {
		next, names = names[3], names[:3]
	}
	var out strings.Builder
	out.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>")
	for _, n := range names {
		b := f.blobs[container+"/"+n]
		out.WriteString("<Blob><Name>")
		_ = xml.EscapeText(&out, []byte(n))
		fmt.Fprintf(&out, "</Name><Properties><Last-Modified>%s</Last-Modified><Etag>%s</Etag><Content-Length>%d</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>",
			time.Now().UTC().Format(http.TimeFormat), b.tag, len(b.body))
	}
	fmt.Fprintf(&out, "</Blobs><NextMarker>%s</NextMarker></EnumerationResults>", next)
	w.Header().Set("Content-Type", "application/xml")
	_, _ = io.WriteString(w, out.String())
}

func TestFakeAzure(t *testing.T) {
	server := httptest.NewServer(&fakeBlobs{blobs: map[string]fakeBlob{}, blocks: map[string][]byte{}})
	defer server.Close()
	s := azure.New(azure.Options{Account: "account", Endpoint: server.URL + "/account", Anonymous: true, MaxAttempts: 1})
	objecttest.Run(t, s, "az://tarn-test/"+t.Name())
}
