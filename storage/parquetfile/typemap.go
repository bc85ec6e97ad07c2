package parquetfile

import "github.com/tarndb/tarn/sql/types"

// convKind says how stored values become vector values.
type convKind uint8

const (
	toBool      convKind = iota // booleans
	asInt32                     // int32 as it is
	asInt64                     // int64 as it is
	asDouble                    // double as it is
	int32To64                   // int32 times mul
	uint32To64                  // unsigned int32
	int64Mul                    // int64 times mul, checked
	int64Div                    // int64 divided by mul, rounded down
	uint64ToNum                 // unsigned int64 as encoded numeric
	floatToF64                  // float
	halfToF64                   // two-byte float
	int96ToTS                   // Julian day and nanoseconds
	asBytes8                    // byte arrays, fixed or not
	decToInt                    // big-endian decimal as scaled int64
	decToNum                    // big-endian decimal as encoded numeric
	int32ToNum                  // decimal that is no fixed numeric
	int64ToNum
	toInterval // months, days, milliseconds
)

// conv is the mapping of one leaf: its SQL type and how to get there.
type conv struct {
	kind  convKind
	typ   types.Type
	mul   int64
	scale int
	width int // bytes of a stored value, 0 for byte arrays and booleans
}

var physWidth = [...]int{physBoolean: 0, physInt32: 4, physInt64: 8, physInt96: 12, physFloat: 4, physDouble: 8, physByteArray: 0, physFixed: 0}

// leafConv maps a primitive to a SQL type by its logical, else converted, else
// physical type. Annotations that do not fit the physical type are ignored, as the
// format asks readers to.
func leafConv(e *schemaElem) (conv, error) {
	c := conv{width: physWidth[e.Phys], mul: 1}
	l := logicalOf(e)
	switch e.Phys {
	case physBoolean:
		c.kind, c.typ = toBool, types.T(types.Bool)
	case physInt32:
		c.int32(l)
	case physInt64:
		c.int64(l)
	case physInt96:
		c.kind, c.typ = int96ToTS, types.T(types.Timestamp)
	case physFloat:
		c.kind, c.typ = floatToF64, types.T(types.Float4)
	case physDouble:
		c.kind, c.typ = asDouble, types.T(types.Float8)
	case physByteArray:
		c.bytes(l)
	case physFixed:
		c.width = int(e.Length)
		c.fixed(l)
	}
	return c, nil
}

func (c *conv) int32(l logical) {
	c.kind, c.typ = asInt32, types.T(types.Int4)
	switch l.Kind {
	case logDate:
		c.typ = types.T(types.Date)
	case logTime:
		c.kind, c.typ, c.mul = int32To64, types.T(types.Time), 1000
	case logDecimal:
		c.decimal(l, int32To64, int32ToNum)
	case logInteger:
		switch {
		case !l.Signed && l.Bits == 32:
			c.kind, c.typ = uint32To64, types.T(types.Int8)
		case l.Signed && l.Bits <= 16:
			c.typ = types.T(types.Int2)
		}
	}
}

func (c *conv) int64(l logical) {
	c.kind, c.typ = asInt64, types.T(types.Int8)
	switch l.Kind {
	case logTime:
		c.typ = types.T(types.Time)
		c.unit(l.Unit)
	case logTimestamp:
		c.typ = types.T(types.Timestamp)
		if l.UTC {
			c.typ = types.T(types.TimestampTZ)
		}
		c.unit(l.Unit)
	case logDecimal:
		c.decimal(l, asInt64, int64ToNum)
	case logInteger:
		if !l.Signed && l.Bits == 64 {
			c.kind, c.typ = uint64ToNum, types.NumericType(20, 0)
		}
	}
}

func (c *conv) unit(u int8) {
	switch u {
	case unitMillis:
		c.kind, c.mul = int64Mul, 1000
	case unitNanos:
		c.kind, c.mul = int64Div, 1000
	}
}

// decimal chooses the scaled or the encoded form for numeric(p,s).
func (c *conv) decimal(l logical, fixed, encoded convKind) {
	if l.Precision < 1 || l.Precision > 1000 || l.Scale < 0 || l.Scale > l.Precision {
		if c.width == 0 || l.Precision < 1 || l.Scale < 0 || l.Scale > 1000 {
			return // not a decimal we can name: keep the physical type
		}
		l.Precision = max(l.Precision, l.Scale)
	}
	c.typ = types.NumericType(int(l.Precision), int(l.Scale))
	c.scale = int(l.Scale)
	c.kind = encoded
	if _, ok := c.typ.FixedScale(); ok {
		c.kind = fixed
	}
}

func (c *conv) bytes(l logical) {
	c.kind, c.typ = asBytes8, types.T(types.Bytea)
	switch l.Kind {
	case logString, logEnum:
		c.typ = types.T(types.Text)
	case logJSON:
		c.typ = types.T(types.JSON)
	case logDecimal:
		c.decimal(l, decToInt, decToNum)
	}
}

func (c *conv) fixed(l logical) {
	c.kind, c.typ = asBytes8, types.T(types.Bytea)
	switch {
	case l.Kind == logString || l.Kind == logEnum:
		c.typ = types.T(types.Text)
	case l.Kind == logDecimal:
		c.decimal(l, decToInt, decToNum)
	case l.Kind == logUUID && c.width == 16:
		c.typ = types.T(types.UUID)
	case l.Kind == logFloat16 && c.width == 2:
		c.kind, c.typ = halfToF64, types.T(types.Float4)
	case l.Kind == kindInterval && c.width == 12:
		c.kind, c.typ = toInterval, types.T(types.Interval)
	}
}

// kindInterval is a logical kind of our own: only the converted type knows intervals.
const kindInterval = 100

// logicalOf gives the logical type, from the converted type in older files.
func logicalOf(e *schemaElem) logical {
	if e.Logical.Kind != 0 {
		return e.Logical
	}
	switch e.Converted {
	case convUTF8:
		return logical{Kind: logString}
	case convEnum:
		return logical{Kind: logEnum}
	case convDecimal:
		return logical{Kind: logDecimal, Precision: e.Precision, Scale: e.Scale}
	case convDate:
		return logical{Kind: logDate}
	case convTimeMillis:
		return logical{Kind: logTime, Unit: unitMillis, UTC: true}
	case convTimeMicros:
		return logical{Kind: logTime, Unit: unitMicros, UTC: true}
	case convTimestampMillis:
		return logical{Kind: logTimestamp, Unit: unitMillis, UTC: true}
	case convTimestampMicros:
		return logical{Kind: logTimestamp, Unit: unitMicros, UTC: true}
	case convUint8, convUint16, convUint32, convUint64:
		return logical{Kind: logInteger, Bits: 8 << (e.Converted - convUint8)}
	case convInt8, convInt16, convInt32, convInt64:
		return logical{Kind: logInteger, Bits: 8 << (e.Converted - convInt8), Signed: true}
	case convJSON:
		return logical{Kind: logJSON}
	case convBSON:
		return logical{Kind: logBSON}
	case convInterval:
		return logical{Kind: kindInterval}
	case convList:
		return logical{Kind: logList}
	case convMap, convMapKeyValue:
		return logical{Kind: logMap}
	}
	return logical{}
}
