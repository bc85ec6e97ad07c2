package parquetfile

import (
	"encoding/binary"
	"math/big"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// wnode is a schema node to be written.
type wnode struct {
	name string
	rep  int8
	phys int8 // -1 for groups
	len  int32
	conv int32
	log  logical
	kids []*wnode
	typ  types.Type
	def  int // definition level of a value that is there
	repl int // repetition level
	leaf *leafWriter
}

// writeNode maps a SQL type to a schema node.
func writeNode(name string, t types.Type, rep int8) *wnode {
	n := &wnode{name: name, rep: rep, phys: -1, conv: -1, typ: t}
	if elem, ok := types.ElemOf(t); ok {
		n.conv, n.log.Kind = convList, logList
		n.kids = []*wnode{{name: "list", rep: repeated, phys: -1, conv: -1, kids: []*wnode{writeNode("element", elem, optional)}}}
		return n
	}
	if t.OID == types.Map {
		k, v := types.MapTypes(t)
		n.conv, n.log.Kind = convMap, logMap
		n.kids = []*wnode{{name: "key_value", rep: repeated, phys: -1, conv: -1,
			kids: []*wnode{writeNode("key", k, required), writeNode("value", v, optional)}}}
		return n
	}
	if t.IsRow() && t.Ext != nil && len(t.Ext.Fields) > 0 {
		for _, f := range t.Ext.Fields {
			n.kids = append(n.kids, writeNode(f.Name, f.Type, optional))
		}
		return n
	}
	n.primitive(t)
	return n
}

// primitive chooses how values of a scalar type are stored.
func (n *wnode) primitive(t types.Type) {
	switch t.OID {
	case types.Bool:
		n.phys = physBoolean
	case types.Int2:
		n.phys, n.conv, n.log = physInt32, convInt16, logical{Kind: logInteger, Bits: 16, Signed: true}
	case types.Int4:
		n.phys = physInt32
	case types.Date:
		n.phys, n.conv, n.log = physInt32, convDate, logical{Kind: logDate}
	case types.Int8:
		n.phys = physInt64
	case types.Time:
		n.phys, n.log = physInt64, logical{Kind: logTime, Unit: unitMicros}
	case types.Timestamp:
		n.phys, n.log = physInt64, logical{Kind: logTimestamp, Unit: unitMicros}
	case types.TimestampTZ:
		n.phys, n.conv, n.log = physInt64, convTimestampMicros, logical{Kind: logTimestamp, Unit: unitMicros, UTC: true}
	case types.Float4:
		n.phys = physFloat
	case types.Float8:
		n.phys = physDouble
	case types.Numeric:
		n.numeric(t)
	case types.UUID:
		n.phys, n.len, n.log = physFixed, 16, logical{Kind: logUUID}
	case types.Interval:
		n.phys, n.len, n.conv = physFixed, 12, convInterval
	case types.Bytea:
		n.phys = physByteArray
	case types.JSON, types.JSONB:
		n.phys, n.conv, n.log = physByteArray, convJSON, logical{Kind: logJSON}
	default:
		n.phys, n.conv, n.log = physByteArray, convUTF8, logical{Kind: logString}
	}
}

// Numerics without precision are stored with as many digits as the format's readers know.
const (
	maxPrecision = 38
	looseScale   = 18
)

func (n *wnode) numeric(t types.Type) {
	p, s, ok := t.NumericMod()
	if !ok || p > maxPrecision || s < 0 || s > p {
		p, s = maxPrecision, looseScale
	}
	n.conv, n.log = convDecimal, logical{Kind: logDecimal, Precision: int32(p), Scale: int32(s)}
	if p <= 18 {
		n.phys = physInt64
		return
	}
	n.phys, n.len = physFixed, 16
}

// fixedScale tells whether the node's vectors hold scaled integers.
func (n *wnode) fixedScale() bool {
	_, ok := n.typ.FixedScale()
	return ok
}

// plainText tells whether stored bytes are the datum's own.
func (n *wnode) plainText() bool {
	switch n.typ.OID {
	case types.Text, types.VarChar, types.BPChar, types.Name, types.Bytea, types.JSON, types.UUID, types.XML, types.Unknown, types.CString:
		return true
	}
	return false
}

// bytes gives the stored form of a byte-formed datum.
func (n *wnode) bytes(buf []byte, d types.Datum) ([]byte, error) {
	switch {
	case n.plainText():
		return append(buf, d.S...), nil
	case n.typ.OID == types.Numeric:
		return n.decimal(buf, d)
	case n.typ.OID == types.Interval:
		iv := types.IntervalOf(d)
		if iv.Months < 0 || iv.Days < 0 || iv.Micros < 0 || iv.Micros/1000 > 1<<32-1 {
			return buf, pgerr.New(pgerr.IntervalFieldOverflow, "interval cannot be stored in a Parquet file")
		}
		buf = binary.LittleEndian.AppendUint32(buf, uint32(iv.Months))
		buf = binary.LittleEndian.AppendUint32(buf, uint32(iv.Days))
		return binary.LittleEndian.AppendUint32(buf, uint32(iv.Micros/1000)), nil
	}
	return types.AppendText(buf, n.typ, d, nil), nil
}

// decimal writes sixteen bytes, big-endian two's complement.
func (n *wnode) decimal(buf []byte, d types.Datum) ([]byte, error) {
	dec := types.DecimalOf(d)
	if !dec.IsFinite() {
		return buf, pgerr.New(pgerr.NumericValueOutOfRange, "NaN and infinite numeric values cannot be stored in a Parquet file")
	}
	scale := int(n.log.Scale)
	dec = dec.Round(scale)
	v := dec.Big()
	if s := dec.Scale(); s < scale {
		v = new(big.Int).Mul(v, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale-s)), nil))
	}
	if new(big.Int).Abs(v).Cmp(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n.log.Precision)), nil)) >= 0 {
		return buf, pgerr.New(pgerr.NumericValueOutOfRange, "numeric field overflow").
			WithDetail("A field with precision %d, scale %d must round to an absolute value less than 10^%d.", n.log.Precision, scale, int(n.log.Precision)-scale)
	}
	if v.Sign() < 0 {
		v = new(big.Int).Add(v, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	var b [16]byte
	return append(buf, v.FillBytes(b[:])...), nil
}
