//go:build !unix

package object

// Mapper is a File whose bytes can be had without a copy; no file here is.
type Mapper interface {
	Mapped(off, n int64) []byte
}

type mapping struct{}

func (m *mapping) release() {}
