package parquetfile

import (
	"fmt"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// corruptf makes a detail of a data-corruption error; atFile adds where it was found.
func corruptf(format string, args ...any) error {
	return pgerr.New(pgerr.DataCorrupted, format, args...)
}

func unsupportedf(format string, args ...any) error {
	return pgerr.New(pgerr.FeatureNotSupported, format, args...)
}

// atFile names the file, and the column when known, in an error of this package.
func atFile(err error, path, column string) error {
	e := pgerr.From(err)
	switch e.Code {
	case pgerr.DataCorrupted, pgerr.FeatureNotSupported, pgerr.InternalError:
	default:
		return err
	}
	where := fmt.Sprintf("Parquet file %q", path)
	if column != "" {
		where = fmt.Sprintf("column %q of ", column) + where
	}
	return pgerr.Wrap(err, e.Code, "%s: %s", where, e.Message)
}

// caught turns a recovered panic into a data-corruption error: decoders trust bounds
// they have checked, and what slips through must not take the process down.
func caught(r any, path, column string) error {
	if _, ok := r.(interface{ Addr() uintptr }); ok { // a fault in a mapped file
		return atFile(pgerr.Wrap(object.ErrChanged, pgerr.DataCorrupted, "the file has become shorter"), path, column)
	}
	if err, ok := r.(error); ok {
		return atFile(pgerr.Wrap(err, pgerr.DataCorrupted, "invalid data: %v", err), path, column)
	}
	return atFile(corruptf("invalid data: %v", r), path, column)
}
