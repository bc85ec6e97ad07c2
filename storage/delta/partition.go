package delta

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// hiveNull is the directory name of the NULL partition.
const hiveNull = "__HIVE_DEFAULT_PARTITION__"

// partitionDatum reads a partition value. A timestamp without zone is taken as UTC.
func (f *Field) partitionDatum(p Pair) (types.Datum, error) {
	if p.Null || p.Value == "" {
		return types.Null, nil
	}
	if f.stored.OID == types.Text || f.stored.OID == types.Bytea {
		return f.fromStored(types.NewStr(p.Value))
	}
	d, err := types.Parse(f.stored, p.Value, types.DefaultStyle)
	if err != nil {
		return types.Null, corruptf("invalid value %q of partition column %q", p.Value, f.Name)
	}
	return f.fromStored(d)
}

// fromStored turns a value as files hold it into one of the column's type.
func (f *Field) fromStored(d types.Datum) (types.Datum, error) {
	c, ok := datumConv(f.stored, f.Type)
	if !ok {
		return d, corruptf("column %q cannot be of type %s", f.Name, f.Type)
	}
	if c == nil {
		return d, nil
	}
	return c(d)
}

// partitionText writes a stored value as a partition value.
func partitionText(stored types.Type, d types.Datum) (Pair, error) {
	if d.Null {
		return Pair{Null: true}, nil
	}
	switch stored.OID {
	case types.Text, types.Bytea:
		if d.S == "" {
			return Pair{}, pgerr.New(pgerr.InvalidParameterValue, "an empty string cannot be the value of a partition column")
		}
		return Pair{Value: d.S}, nil
	case types.Bool:
		return Pair{Value: strconv.FormatBool(d.Bool())}, nil
	case types.TimestampTZ:
		if !types.ValidTimestamp(d.I) {
			return Pair{}, pgerr.Unsupported("infinite timestamps as partition values")
		}
		text := string(types.AppendTimestamp(nil, d.I, types.DefaultStyle))
		return Pair{Value: strings.Replace(text, " ", "T", 1) + "Z"}, nil
	}
	return Pair{Value: string(types.AppendText(nil, stored, d, types.DefaultStyle))}, nil
}
