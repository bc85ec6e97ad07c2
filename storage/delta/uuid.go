package delta

import "crypto/rand"

// newUUID makes a random (version 4) UUID.
func newUUID() (id [16]byte) {
	rand.Read(id[:])
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id
}

// NewUUID gives a random UUID as text: table ids, transaction ids, file names.
func NewUUID() string {
	id := newUUID()
	return uuidText(id[:])
}
