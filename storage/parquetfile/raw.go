package parquetfile

import "unsafe"

// asSlice reads little-endian fixed-width values in place. The values need not be
// aligned: T holds no pointers.
func asSlice[T int32 | int64 | float32 | float64 | uint32 | uint64](b []byte) []T {
	var t T
	n := len(b) / int(unsafe.Sizeof(t))
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), n)
}

// asBytes is the inverse of asSlice.
func asBytes[T int32 | int64](s []T) []byte {
	var t T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(s))), len(s)*int(unsafe.Sizeof(t)))
}

// words64 views codes four at a time.
func words64(codes []uint16) []uint64 {
	if len(codes) < 4 {
		return nil
	}
	return unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(codes))), len(codes)/4)
}
