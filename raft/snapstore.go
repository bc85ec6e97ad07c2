package raft

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	hraft "github.com/hashicorp/raft"
)

// A snapshot file is the body as the state machine streamed it (stream.go), then the
// library's description as JSON, then a footer: SHA-256 of the description, its length,
// the magic. The body carries its own checksum, which is verified wherever it is read.
const (
	snapMagic    = "TARNSNF1"
	snapFooter   = sha256.Size + 4 + len(snapMagic)
	snapKeep     = 2
	maxSnapMeta  = 1 << 20
	snapSuffix   = ".snap"
	snapTemp     = ".tmp"
	snapIDFormat = "%020d-%020d-%x"
)

// snapStore keeps snapshots as files of one directory.
type snapStore struct{ dir string }

func openSnapStore(dir string) (*snapStore, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"+snapTemp))
	for _, f := range left {
		err = errors.Join(err, os.Remove(f))
	}
	return &snapStore{dir}, err
}

// Create begins a snapshot under a temporary name.
func (s *snapStore) Create(version hraft.SnapshotVersion, index, term uint64, conf hraft.Configuration,
	confIndex uint64, _ hraft.Transport,
) (hraft.SnapshotSink, error) {
	id := fmt.Sprintf(snapIDFormat, index, term, time.Now().UnixNano())
	f, err := os.OpenFile(filepath.Join(s.dir, id+snapTemp), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &snapSink{s: s, f: f, meta: hraft.SnapshotMeta{Version: version, ID: id, Index: index, Term: term,
		Configuration: conf, ConfigurationIndex: confIndex}}, nil
}

// List gives the complete snapshots, newest first. A damaged file is an error only when
// no good one is left.
func (s *snapStore) List() ([]*hraft.SnapshotMeta, error) {
	names, err := filepath.Glob(filepath.Join(s.dir, "*"+snapSuffix))
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	slices.Reverse(names)
	var out []*hraft.SnapshotMeta
	var bad error
	for _, name := range names {
		m, err := readSnapMeta(name)
		if err != nil {
			bad = errors.Join(bad, err)
			continue
		}
		out = append(out, m)
	}
	if len(out) == 0 && bad != nil {
		return nil, bad
	}
	return out, nil
}

// Open streams the body of a snapshot.
func (s *snapStore) Open(id string) (*hraft.SnapshotMeta, io.ReadCloser, error) {
	name := filepath.Join(s.dir, filepath.Base(id)+snapSuffix)
	m, err := readSnapMeta(name)
	if err != nil {
		return nil, nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	return m, &snapBody{io.LimitReader(f, m.Size), f}, nil
}

type snapBody struct {
	io.Reader
	f *os.File
}

func (b *snapBody) Close() error { return b.f.Close() }

func readSnapMeta(name string) (*hraft.SnapshotMeta, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	foot := make([]byte, snapFooter)
	if st.Size() < int64(snapFooter) {
		return nil, fmt.Errorf("snapshot %s is cut short", name)
	}
	if _, err := f.ReadAt(foot, st.Size()-int64(snapFooter)); err != nil {
		return nil, err
	}
	n := int64(binary.BigEndian.Uint32(foot[sha256.Size:]))
	if string(foot[sha256.Size+4:]) != snapMagic || n > maxSnapMeta || n > st.Size()-int64(snapFooter) {
		return nil, fmt.Errorf("snapshot %s is damaged", name)
	}
	text := make([]byte, n)
	if _, err := f.ReadAt(text, st.Size()-int64(snapFooter)-n); err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(text); string(sum[:]) != string(foot[:sha256.Size]) {
		return nil, fmt.Errorf("snapshot %s is damaged", name)
	}
	m := &hraft.SnapshotMeta{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("snapshot %s: %w", name, err)
	}
	if m.Size != st.Size()-int64(snapFooter)-n || m.ID != strings.TrimSuffix(filepath.Base(name), snapSuffix) {
		return nil, fmt.Errorf("snapshot %s is damaged", name)
	}
	return m, nil
}

// prune removes all but the newest snapshots.
func (s *snapStore) prune() error {
	list, err := s.List()
	if err != nil {
		return err
	}
	for _, m := range list[min(len(list), snapKeep):] {
		err = errors.Join(err, os.Remove(filepath.Join(s.dir, m.ID+snapSuffix)))
	}
	return err
}

// snapSink is a snapshot being written.
type snapSink struct {
	s    *snapStore
	f    *os.File
	meta hraft.SnapshotMeta
	done bool
}

func (k *snapSink) ID() string { return k.meta.ID }

func (k *snapSink) Write(b []byte) (int, error) {
	n, err := k.f.Write(b)
	k.meta.Size += int64(n)
	return n, err
}

// Cancel removes what was written.
func (k *snapSink) Cancel() error {
	if k.done {
		return nil
	}
	k.done = true
	return errors.Join(k.f.Close(), os.Remove(k.f.Name()))
}

// Close makes the snapshot complete: description, sync, rename, sync of the directory.
func (k *snapSink) Close() error {
	if k.done {
		return nil
	}
	if err := k.finish(); err != nil {
		return errors.Join(err, k.Cancel())
	}
	k.done = true
	final := filepath.Join(k.s.dir, k.meta.ID+snapSuffix)
	if err := errors.Join(k.f.Close(), os.Rename(k.f.Name(), final), syncDir(k.s.dir)); err != nil {
		return err
	}
	return k.s.prune()
}

func (k *snapSink) finish() error {
	text, err := json.Marshal(&k.meta)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	foot := append(text, sum[:]...)
	foot = binary.BigEndian.AppendUint32(foot, uint32(len(text)))
	if _, err := k.f.Write(append(foot, snapMagic...)); err != nil {
		return err
	}
	return k.f.Sync()
}

// syncDir makes renames in a directory durable.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// writeFile replaces a file: temporary name, sync, rename, sync of the directory.
func writeFile(path string, data []byte) error {
	f, err := os.OpenFile(path+snapTemp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return errors.Join(os.Rename(path+snapTemp, path), syncDir(filepath.Dir(path)))
}
