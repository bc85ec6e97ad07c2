package replica

import (
	"encoding/json"

	"github.com/tarndb/tarn/catalog"
)

// encodeChange writes a commit. Objects are JSON in it: they have many optional parts, and
// the JSON names are what stays.
func encodeChange(c *catalog.Change) ([]byte, error) {
	o := &out{}
	o.uint(1, uint64(c.Tx))
	o.text(2, c.Key)
	o.uint(3, uint64(c.Base))
	o.bool(4, c.Serializable)
	reads := make([]uint64, len(c.Reads))
	for i, id := range c.Reads {
		reads[i] = uint64(id)
	}
	o.numbers(5, reads)
	for i := range c.Mutations {
		b, err := encodeMutation(&c.Mutations[i])
		if err != nil {
			return nil, err
		}
		o.always(6, b)
	}
	for i := range c.Tables {
		b, err := encodeTableChange(&c.Tables[i])
		if err != nil {
			return nil, err
		}
		o.always(7, b)
	}
	return o.b, nil
}

func decodeChange(b []byte) (*catalog.Change, error) {
	c := &catalog.Change{}
	err := each(b, func(f field) (err error) {
		switch f.n {
		case 1:
			c.Tx = catalog.TxID(f.value)
		case 2:
			c.Key = f.text()
		case 3:
			c.Base = catalog.CSN(f.value)
		case 4:
			c.Serializable = f.bool()
		case 5:
			var ids []uint64
			if ids, err = f.numbers(); err == nil {
				for _, id := range ids {
					c.Reads = append(c.Reads, catalog.ID(id))
				}
			}
		case 6:
			var m catalog.Mutation
			m, err = decodeMutation(f.bytes)
			c.Mutations = append(c.Mutations, m)
		case 7:
			var t catalog.TableChange
			t, err = decodeTableChange(f.bytes)
			c.Tables = append(c.Tables, t)
		}
		return err
	})
	return c, err
}

// encodeMutation writes one change of an object. Of a dropped object only identity and
// name are needed.
func encodeMutation(m *catalog.Mutation) ([]byte, error) {
	o := &out{}
	if m.Put != nil {
		b, err := json.Marshal(m.Put)
		if err != nil {
			return nil, err
		}
		o.bytes(1, b)
	}
	if m.Drop != nil {
		o.uint(2, uint64(m.Drop.ID))
		o.text(3, m.Drop.Name)
	}
	o.uint(4, m.Base)
	o.bool(5, m.Undrop)
	if m.Restart != nil {
		o.bool(6, true)
		o.int(7, *m.Restart)
	}
	return o.b, nil
}

func decodeMutation(b []byte) (catalog.Mutation, error) {
	var m catalog.Mutation
	var drop catalog.Object
	var restart int64
	err := each(b, func(f field) error {
		switch f.n {
		case 1:
			m.Put = &catalog.Object{}
			return json.Unmarshal(f.bytes, m.Put)
		case 2:
			drop.ID, m.Drop = catalog.ID(f.value), &drop
		case 3:
			drop.Name = f.text()
		case 4:
			m.Base = f.value
		case 5:
			m.Undrop = f.bool()
		case 6:
			m.Restart = &restart
		case 7:
			restart = f.int()
		}
		return nil
	})
	if err == nil && !valid(&m) {
		err = errMalformed
	}
	return m, err
}

// valid refuses mutations that the catalog could not apply.
func valid(m *catalog.Mutation) bool {
	if m.Drop != nil {
		return m.Put == nil
	}
	return m.Put != nil && validObject(m.Put)
}

func validObject(o *catalog.Object) bool {
	switch o.Kind {
	case catalog.Sequence:
		return o.Sequence != nil && o.Sequence.Increment != 0
	case catalog.Function:
		return o.Function != nil
	case catalog.Table:
		return o.Table != nil
	}
	return o.Kind != 0
}

func encodeTableChange(t *catalog.TableChange) ([]byte, error) {
	o := &out{}
	o.uint(1, uint64(t.Table))
	o.int(2, t.Base)
	o.uint(3, t.Schema)
	o.bool(4, t.Whole)
	o.bytes(5, t.Body)
	encodeStaged(o, 6, t.Staged, t.StagedLen, t.StagedSum)
	if err := encodeInfo(o, 9, &t.Info); err != nil {
		return nil, err
	}
	o.numbers(10, t.Removed)
	o.numbers(11, t.Keys)
	o.bool(12, t.AllKeys)
	o.bool(13, t.Data)
	o.bool(14, t.Meta)
	o.bool(15, t.Compaction)
	for _, k := range t.Chunks {
		o.always(16, encodeChunk(k))
	}
	o.numbers(17, t.DropChunks)
	return o.b, nil
}

func decodeTableChange(b []byte) (t catalog.TableChange, err error) {
	err = each(b, func(f field) (err error) {
		switch f.n {
		case 1:
			t.Table = catalog.ID(f.value)
		case 2:
			t.Base = f.int()
		case 3:
			t.Schema = f.value
		case 4:
			t.Whole = f.bool()
		case 5:
			t.Body = f.copied()
		case 6, 7, 8:
			err = decodeStaged(f, 6, &t.Staged, &t.StagedLen, &t.StagedSum)
		case 9:
			err = json.Unmarshal(f.bytes, &t.Info)
		case 10:
			t.Removed, err = f.numbers()
		case 11:
			t.Keys, err = f.numbers()
		case 12:
			t.AllKeys = f.bool()
		case 13:
			t.Data = f.bool()
		case 14:
			t.Meta = f.bool()
		case 15:
			t.Compaction = f.bool()
		case 16:
			var k *catalog.Chunk
			k, err = decodeChunk(f.bytes)
			t.Chunks = append(t.Chunks, k)
		case 17:
			t.DropChunks, err = f.numbers()
		}
		return err
	})
	return t, err
}

// encodeStaged writes name, length and sum of a staged body as fields n to n+2.
func encodeStaged(o *out, n int, name string, size int64, sum [32]byte) {
	if name != "" {
		o.text(n, name)
		o.int(n+1, size)
		o.bytes(n+2, sum[:])
	}
}

func decodeStaged(f field, n int, name *string, size *int64, sum *[32]byte) error {
	switch f.n - n {
	case 0:
		*name = f.text()
	case 1:
		*size = f.int()
	case 2:
		if len(f.bytes) != len(sum) {
			return errMalformed
		}
		copy(sum[:], f.bytes)
	}
	return nil
}

func encodeInfo(o *out, n int, info *catalog.CommitInfo) error {
	if info.Operation == "" && info.User == "" && info.Statement == "" && len(info.Parameters) == 0 && len(info.Metrics) == 0 {
		return nil
	}
	b, err := json.Marshal(info)
	o.bytes(n, b)
	return err
}

func encodeChunk(k *catalog.Chunk) []byte {
	o := &out{}
	o.uint(1, k.ID)
	o.uint(2, uint64(k.CSN))
	o.int(3, k.Time)
	o.int(4, int64(k.Rows))
	o.bytes(5, k.Data)
	o.numbers(6, k.Keys)
	o.bool(7, k.AllKeys)
	return o.b
}

func decodeChunk(b []byte) (*catalog.Chunk, error) {
	k := &catalog.Chunk{}
	err := each(b, func(f field) (err error) {
		switch f.n {
		case 1:
			k.ID = f.value
		case 2:
			k.CSN = catalog.CSN(f.value)
		case 3:
			k.Time = f.int()
		case 4:
			k.Rows = int(f.int())
		case 5:
			k.Data = f.copied()
		case 6:
			k.Keys, err = f.numbers()
		case 7:
			k.AllKeys = f.bool()
		}
		return err
	})
	return k, err
}

func encodeCommit(c *catalog.Commit) ([]byte, error) {
	o := &out{}
	o.int(1, c.Version)
	o.uint(2, uint64(c.CSN))
	o.int(3, c.Time)
	o.uint(4, uint64(c.Tx))
	o.bytes(5, c.Body)
	encodeStaged(o, 6, c.Staged, c.StagedLen, c.StagedSum)
	if err := encodeInfo(o, 9, &c.Info); err != nil {
		return nil, err
	}
	o.numbers(10, c.Removed)
	o.numbers(11, c.Keys)
	o.bool(12, c.AllKeys)
	o.bool(13, c.Data)
	o.bool(14, c.Meta)
	return o.b, nil
}

func decodeCommit(b []byte) (*catalog.Commit, error) {
	c := &catalog.Commit{}
	err := each(b, func(f field) (err error) {
		switch f.n {
		case 1:
			c.Version = f.int()
		case 2:
			c.CSN = catalog.CSN(f.value)
		case 3:
			c.Time = f.int()
		case 4:
			c.Tx = catalog.TxID(f.value)
		case 5:
			c.Body = f.copied()
		case 6, 7, 8:
			err = decodeStaged(f, 6, &c.Staged, &c.StagedLen, &c.StagedSum)
		case 9:
			err = json.Unmarshal(f.bytes, &c.Info)
		case 10:
			c.Removed, err = f.numbers()
		case 11:
			c.Keys, err = f.numbers()
		case 12:
			c.AllKeys = f.bool()
		case 13:
			c.Data = f.bool()
		case 14:
			c.Meta = f.bool()
		}
		return err
	})
	return c, err
}
