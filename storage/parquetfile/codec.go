package parquetfile

import (
	"bytes"
	"encoding/binary"
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// Pages larger than this are refused, and above plausibleBytes only when the compressed
// data could hold them.
const (
	maxPageBytes   = 1 << 30
	plausibleBytes = 64 << 20
	plausibleRatio = 1 << 10
)

// checkPageSize bounds what a page may claim to decompress to before it is allocated.
func checkPageSize(codec int8, compressed, uncompressed int) error {
	switch {
	case uncompressed < 0:
		return corruptf("page of negative size")
	case uncompressed > maxPageBytes:
		return unsupportedf("page of %d bytes is larger than the supported %d", uncompressed, maxPageBytes)
	case codec == codecNone && uncompressed > compressed:
		return corruptf("uncompressed page of %d bytes has only %d", uncompressed, compressed)
	case uncompressed > plausibleBytes && uncompressed/plausibleRatio > compressed:
		return corruptf("page of %d compressed bytes claims to hold %d", compressed, uncompressed)
	}
	return nil
}

var zstdReader = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxPageBytes),
		zstd.WithDecodeAllCapLimit(true), zstd.WithDecoderLowmem(false))
	if err != nil {
		panic(err)
	}
	return d
})

var gzipReaders = sync.Pool{New: func() any { return new(gzip.Reader) }}

// decompress fills dst, which has the uncompressed length, from src.
func decompress(codec int8, dst, src []byte) error {
	var n int
	var err error
	switch codec {
	case codecNone:
		n = copy(dst, src)
	case codecSnappy:
		n, err = unsnappy(dst, src)
	case codecZstd:
		var out []byte
		out, err = zstdReader().DecodeAll(src, dst[:0:len(dst)])
		n = len(out)
	case codecGzip:
		n, err = gunzip(dst, src)
	case codecBrotli:
		n, err = readExact(brotli.NewReader(bytes.NewReader(src)), dst)
	case codecLZ4Raw:
		n, err = lz4.UncompressBlock(src, dst)
	case codecLZ4:
		n, err = unlz4(dst, src)
	default:
		return unsupportedf("compression codec %d is not supported", codec)
	}
	if err != nil {
		return corruptf("cannot decompress page: %v", err)
	}
	if n != len(dst) {
		return corruptf("page decompresses to %d bytes instead of %d", n, len(dst))
	}
	return nil
}

func unsnappy(dst, src []byte) (int, error) {
	n, err := snappy.DecodedLen(src)
	if err != nil || n != len(dst) {
		return n, err
	}
	if n == 0 {
		return 0, nil
	}
	out, err := snappy.Decode(dst, src)
	return len(out), err
}

// readExact fills dst and makes sure that the stream ends there.
func readExact(r io.Reader, dst []byte) (int, error) {
	n, err := io.ReadFull(r, dst)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return n, nil
	}
	if err != nil {
		return n, err
	}
	var one [1]byte
	if m, _ := io.ReadFull(r, one[:]); m > 0 {
		return n + 1, nil
	}
	return n, nil
}

func gunzip(dst, src []byte) (int, error) {
	z := gzipReaders.Get().(*gzip.Reader)
	defer gzipReaders.Put(z)
	if err := z.Reset(bytes.NewReader(src)); err != nil {
		return 0, err
	}
	return readExact(z, dst)
}

// unlz4 reads the deprecated LZ4 codec: Hadoop's framing (big-endian lengths before
// each block), or a bare block as some writers made it.
func unlz4(dst, src []byte) (int, error) {
	if n, ok := unlz4Hadoop(dst, src); ok {
		return n, nil
	}
	return lz4.UncompressBlock(src, dst)
}

func unlz4Hadoop(dst, src []byte) (int, bool) {
	out := 0
	for len(src) > 0 {
		if len(src) < 8 {
			return 0, false
		}
		raw, packed := binary.BigEndian.Uint32(src), binary.BigEndian.Uint32(src[4:])
		src = src[8:]
		if uint64(packed) > uint64(len(src)) || uint64(raw) > uint64(len(dst)-out) {
			return 0, false
		}
		n, err := lz4.UncompressBlock(src[:packed], dst[out:out+int(raw)])
		if err != nil || n != int(raw) {
			return 0, false
		}
		out += n
		src = src[packed:]
	}
	return out, true
}
