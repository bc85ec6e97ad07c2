package raft

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	hraft "github.com/hashicorp/raft"
	bolt "go.etcd.io/bbolt"
)

var (
	entriesBucket = []byte("entries")
	stableBucket  = []byte("stable")
	castagnoli    = crc32.MakeTable(crc32.Castagnoli)
)

// deleteChunk bounds the entries that one transaction deletes.
const deleteChunk = 4096

// boltStore keeps log entries and votes in one bbolt file. Every write is one synced
// transaction: bbolt writes new pages, syncs, writes the meta page that makes them valid,
// and syncs again, so that after a power cut the file holds all of a write or none of it.
type boltStore struct{ db *bolt.DB }

func openBoltStore(path string) (*boltStore, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: time.Second, NoFreelistSync: true,
		FreelistType: bolt.FreelistMapType, InitialMmapSize: 16 << 20})
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	err = db.View(func(tx *bolt.Tx) error {
		if tx.Bucket(entriesBucket) == nil || tx.Bucket(stableBucket) == nil {
			return errors.New("new file")
		}
		return nil
	})
	if err != nil {
		err = db.Update(func(tx *bolt.Tx) error {
			if _, err := tx.CreateBucketIfNotExists(entriesBucket); err != nil {
				return err
			}
			_, err := tx.CreateBucketIfNotExists(stableBucket)
			return err
		})
	}
	if err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return &boltStore{db}, nil
}

func (s *boltStore) Close() error { return s.db.Close() }

// FirstIndex is the index of the oldest entry, 0 when there is none.
func (s *boltStore) FirstIndex() (uint64, error) { return s.edge((*bolt.Cursor).First) }

// LastIndex is the index of the newest entry, 0 when there is none.
func (s *boltStore) LastIndex() (uint64, error) { return s.edge((*bolt.Cursor).Last) }

func (s *boltStore) edge(move func(*bolt.Cursor) ([]byte, []byte)) (index uint64, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		if k, _ := move(tx.Bucket(entriesBucket).Cursor()); k != nil {
			index = binary.BigEndian.Uint64(k)
		}
		return nil
	})
	return index, err
}

// GetLog reads one entry.
func (s *boltStore) GetLog(index uint64, log *hraft.Log) error {
	return s.db.View(func(tx *bolt.Tx) error {
		v := tx.Bucket(entriesBucket).Get(indexKey(index))
		if v == nil {
			return hraft.ErrLogNotFound
		}
		return decodeLog(v, index, log)
	})
}

// StoreLog writes one entry.
func (s *boltStore) StoreLog(log *hraft.Log) error { return s.StoreLogs([]*hraft.Log{log}) }

// StoreLogs writes entries with one sync, replacing those of the same indexes.
func (s *boltStore) StoreLogs(logs []*hraft.Log) error {
	return s.db.Update(func(tx *bolt.Tx) error {
		b := tx.Bucket(entriesBucket)
		b.FillPercent = 1 // entries come in order
		for _, l := range logs {
			if err := b.Put(indexKey(l.Index), encodeLog(l)); err != nil {
				return err
			}
		}
		return nil
	})
}

// DeleteRange removes the entries lo to hi. What it leaves when it is cut short has no
// hole: a head is removed from its old end, a tail from its new one.
func (s *boltStore) DeleteRange(lo, hi uint64) error {
	last, err := s.LastIndex()
	if err != nil {
		return err
	}
	tail := hi >= last
	for {
		n := 0
		err := s.db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket(entriesBucket)
			keys := someKeys(b.Cursor(), lo, hi, tail)
			n = len(keys)
			for _, k := range keys {
				if err := b.Delete(k); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || n < deleteChunk {
			return err
		}
	}
}

// someKeys lists the keys to delete next. They are deleted after the walk: a cursor loses
// its way in pages that have become empty.
func someKeys(c *bolt.Cursor, lo, hi uint64, backwards bool) (keys [][]byte) {
	k, _ := c.Seek(indexKey(lo))
	step := c.Next
	if backwards {
		k, _ = c.Last()
		step = c.Prev
	}
	for ; k != nil && len(keys) < deleteChunk; k, _ = step() {
		if i := binary.BigEndian.Uint64(k); i < lo || i > hi {
			break
		}
		keys = append(keys, append([]byte{}, k...))
	}
	return keys
}

// Set keeps a value of the library.
func (s *boltStore) Set(key, val []byte) error {
	return s.db.Update(func(tx *bolt.Tx) error { return tx.Bucket(stableBucket).Put(key, val) })
}

// Get reads a value, empty when there is none.
func (s *boltStore) Get(key []byte) (val []byte, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		val = append([]byte{}, tx.Bucket(stableBucket).Get(key)...)
		return nil
	})
	return val, err
}

// SetUint64 keeps a number.
func (s *boltStore) SetUint64(key []byte, val uint64) error { return s.Set(key, indexKey(val)) }

// GetUint64 reads a number, 0 when there is none.
func (s *boltStore) GetUint64(key []byte) (uint64, error) {
	b, err := s.Get(key)
	if err != nil || len(b) == 0 {
		return 0, err
	}
	if len(b) != 8 {
		return 0, fmt.Errorf("stored number %q has %d bytes", key, len(b))
	}
	return binary.BigEndian.Uint64(b), nil
}

func indexKey(i uint64) []byte { return binary.BigEndian.AppendUint64(nil, i) }

// logHeader is the fixed part of a stored entry: format, type, term, time, length of the
// extensions; data, extensions and a CRC-32C follow.
const logHeader = 1 + 1 + 8 + 8 + 4

func encodeLog(l *hraft.Log) []byte {
	b := make([]byte, 0, logHeader+len(l.Data)+len(l.Extensions)+4)
	b = append(b, 1, byte(l.Type))
	b = binary.BigEndian.AppendUint64(b, l.Term)
	at := int64(0)
	if !l.AppendedAt.IsZero() {
		at = l.AppendedAt.UnixNano()
	}
	b = binary.BigEndian.AppendUint64(b, uint64(at))
	b = binary.BigEndian.AppendUint32(b, uint32(len(l.Extensions)))
	b = append(append(b, l.Extensions...), l.Data...)
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// decodeLog copies an entry out of the file's mapping.
func decodeLog(b []byte, index uint64, l *hraft.Log) error {
	if len(b) < logHeader+4 || b[0] != 1 {
		return fmt.Errorf("log entry %d is damaged: %d bytes", index, len(b))
	}
	body, sum := b[:len(b)-4], binary.BigEndian.Uint32(b[len(b)-4:])
	if crc32.Checksum(body, castagnoli) != sum {
		return fmt.Errorf("log entry %d is damaged: wrong checksum", index)
	}
	ext := int(binary.BigEndian.Uint32(b[18:]))
	if ext > len(body)-logHeader {
		return fmt.Errorf("log entry %d is damaged: wrong length", index)
	}
	body = append([]byte{}, body...)
	*l = hraft.Log{Index: index, Type: hraft.LogType(b[1]), Term: binary.BigEndian.Uint64(b[2:]),
		Data: body[logHeader+ext:]}
	if ext > 0 {
		l.Extensions = body[logHeader : logHeader+ext]
	}
	if at := int64(binary.BigEndian.Uint64(b[10:])); at != 0 {
		l.AppendedAt = time.Unix(0, at).UTC()
	}
	return nil
}
