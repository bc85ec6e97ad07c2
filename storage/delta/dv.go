package delta

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

const z85Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"

// decodeZ85 turns five characters into four bytes each.
func decodeZ85(s string) ([]byte, error) {
	if len(s)%5 != 0 {
		return nil, corruptf("invalid base85 text in a deletion vector")
	}
	out := make([]byte, 0, len(s)/5*4)
	for ; s != ""; s = s[5:] {
		v := uint64(0)
		for i := range 5 {
			d := strings.IndexByte(z85Digits, s[i])
			if d < 0 {
				return nil, corruptf("invalid base85 text in a deletion vector")
			}
			v = v*85 + uint64(d)
		}
		if v >= 1<<32 {
			return nil, corruptf("invalid base85 text in a deletion vector")
		}
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return out, nil
}

// encodeZ85 is the reverse; bytes are padded with zeros to a multiple of four.
func encodeZ85(b []byte) string {
	var out strings.Builder
	for i := 0; i < len(b); i += 4 {
		var w [4]byte
		copy(w[:], b[i:])
		v := binary.BigEndian.Uint32(w[:])
		for _, div := range []uint32{85 * 85 * 85 * 85, 85 * 85 * 85, 85 * 85, 85, 1} {
			out.WriteByte(z85Digits[v/div%85])
		}
	}
	return out.String()
}

// uuidLen is the length of a UUID in base85.
const uuidLen = 20

// path gives where a stored deletion vector is.
func (d *DeletionVector) path(root string) (string, error) {
	if d.Storage == "p" {
		return resolve(root, d.PathOrData)
	}
	if len(d.PathOrData) < uuidLen {
		return "", corruptf("invalid name of a deletion vector")
	}
	at := len(d.PathOrData) - uuidLen
	id, err := decodeZ85(d.PathOrData[at:])
	if err != nil {
		return "", err
	}
	return join(root, d.PathOrData[:at]+"/"+dvName(id)), nil
}

func dvName(id []byte) string { return "deletion_vector_" + uuidText(id) + ".bin" }

func uuidText(id []byte) string {
	h := hex.EncodeToString(id)
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// maxDVBytes bounds a stored deletion vector.
const maxDVBytes = 1 << 28

// load reads a deletion vector and checks it against its descriptor.
func (d *DeletionVector) load(ctx context.Context, s object.Store, root string) (*Bitmap, error) {
	raw, err := d.bytes(ctx, s, root)
	if err != nil {
		return nil, err
	}
	b, err := UnmarshalBitmap(raw)
	if err != nil {
		return nil, err
	}
	if b.Count() != d.Cardinality {
		return nil, corruptf("deletion vector of %d rows where the log says %d", b.Count(), d.Cardinality)
	}
	return b, nil
}

func (d *DeletionVector) bytes(ctx context.Context, s object.Store, root string) ([]byte, error) {
	if d.Size < 0 || d.Size > maxDVBytes {
		return nil, corruptf("deletion vector of %d bytes", d.Size)
	}
	switch d.Storage {
	case "i":
		raw, err := decodeZ85(d.PathOrData)
		if err == nil && d.Size > int64(len(raw)) {
			err = corruptf("deletion vector is shorter than the log says")
		}
		if err != nil {
			return nil, err
		}
		return raw[:d.Size], nil
	case "u", "p":
	default:
		return nil, pgerr.Unsupported("deletion vectors of storage type %q", d.Storage)
	}
	p, err := d.path(root)
	if err != nil {
		return nil, err
	}
	info, err := s.Head(ctx, p)
	if err != nil {
		return nil, err
	}
	f, err := s.Open(ctx, info)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	off := int64(0)
	if d.Offset != nil {
		off = *d.Offset
	}
	if off < 0 || off > info.Size || d.Size+8 > info.Size-off {
		return nil, corruptf("deletion vector lies outside file %q", p)
	}
	buf := make([]byte, d.Size+8)
	if err := f.ReadAt(ctx, buf, off); err != nil {
		return nil, err
	}
	be, data := binary.BigEndian, buf[4:4+d.Size]
	if int64(be.Uint32(buf)) != d.Size || be.Uint32(buf[4+d.Size:]) != crc32.ChecksumIEEE(data) {
		return nil, corruptf("checksum of a deletion vector in file %q does not match", p)
	}
	return data, nil
}

// maxInlineDV is the longest set, in bytes, that is kept in the log itself.
const maxInlineDV = 256

// WriteDeletionVectors stores sets of deleted rows, the small ones inline and the others
// together in one new file below root, and gives their descriptors in the same order.
func WriteDeletionVectors(ctx context.Context, s object.Store, root string, sets []*Bitmap) ([]*DeletionVector, error) {
	out := make([]*DeletionVector, len(sets))
	file := []byte{1}
	id := newUUID()
	for i, b := range sets {
		raw := b.Marshal(nil)
		if len(raw) > maxDVBytes {
			return nil, pgerr.New(pgerr.ProgramLimitExceeded, "too many deleted rows in one file")
		}
		out[i] = &DeletionVector{Size: int64(len(raw)), Cardinality: b.Count()}
		if len(raw) <= maxInlineDV {
			out[i].Storage, out[i].PathOrData = "i", encodeZ85(raw)
			continue
		}
		off := int64(len(file))
		out[i].Storage, out[i].PathOrData, out[i].Offset = "u", encodeZ85(id[:]), &off
		file = binary.BigEndian.AppendUint32(file, uint32(len(raw)))
		file = append(file, raw...)
		file = binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(raw))
	}
	if len(file) == 1 {
		return out, nil
	}
	_, err := s.Put(ctx, join(root, dvName(id[:])), strings.NewReader(string(file)), object.PutCond{IfAbsent: true})
	return out, err
}
