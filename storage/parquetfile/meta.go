package parquetfile

import "math"

// Physical types of Parquet.
const (
	physBoolean int8 = iota
	physInt32
	physInt64
	physInt96
	physFloat
	physDouble
	physByteArray
	physFixed
)

// Repetitions.
const (
	required int8 = iota
	optional
	repeated
)

// Encodings.
const (
	encPlain           = 0
	encPlainDict       = 2
	encRLE             = 3
	encBitPacked       = 4
	encDeltaBinary     = 5
	encDeltaLength     = 6
	encDeltaByteArray  = 7
	encRLEDict         = 8
	encByteStreamSplit = 9
)

// Compression codecs.
const (
	codecNone = iota
	codecSnappy
	codecGzip
	codecLZO
	codecBrotli
	codecLZ4
	codecZstd
	codecLZ4Raw
)

// Converted (legacy) types.
const (
	convUTF8 int32 = iota
	convMap
	convMapKeyValue
	convList
	convEnum
	convDecimal
	convDate
	convTimeMillis
	convTimeMicros
	convTimestampMillis
	convTimestampMicros
	convUint8
	convUint16
	convUint32
	convUint64
	convInt8
	convInt16
	convInt32
	convInt64
	convJSON
	convBSON
	convInterval
)

// Logical types, by their field number in the LogicalType union.
const (
	logString    = 1
	logMap       = 2
	logList      = 3
	logEnum      = 4
	logDecimal   = 5
	logDate      = 6
	logTime      = 7
	logTimestamp = 8
	logInteger   = 10
	logUnknown   = 11
	logJSON      = 12
	logBSON      = 13
	logUUID      = 14
	logFloat16   = 15
	logVariant   = 16
	logGeometry  = 17
	logGeography = 18
)

// Units of time and timestamp types, by field number in TimeUnit.
const (
	unitMillis = 1
	unitMicros = 2
	unitNanos  = 3
)

// schemaElem is one node of the schema in depth-first order.
type schemaElem struct {
	Name      string
	Phys      int8 // -1 for groups
	Rep       int8
	Children  int32
	Length    int32
	Converted int32 // -1 for none
	Scale     int32
	Precision int32
	FieldID   int32
	Logical   logical
	named     bool
}

// logical is the LogicalType union, flattened. Kind 0 means none.
type logical struct {
	Kind      int8
	Scale     int32
	Precision int32
	UTC       bool
	Unit      int8
	Bits      int8
	Signed    bool
}

// fileMeta is a decoded footer. Its strings alias the footer's bytes.
type fileMeta struct {
	Version   int32
	Schema    []schemaElem
	NumRows   int64
	RowGroups []rowGroup
	KV        []keyValue
	CreatedBy string
	Encrypted bool
}

type keyValue struct{ Key, Value string }

type rowGroup struct {
	Cols    []chunkMeta
	Rows    int64
	Bytes   int64
	Sorting []sortingCol
}

type sortingCol struct {
	Col        int32
	Desc       bool
	NullsFirst bool
}

// chunkMeta describes one column of one row group.
type chunkMeta struct {
	FilePath     string
	Phys         int8
	Codec        int8
	Encodings    uint32 // bit per encoding
	NumValues    int64
	Uncompressed int64
	Compressed   int64
	DataOff      int64
	DictOff      int64
	BloomOff     int64
	BloomLen     int32
	ColIdxOff    int64
	ColIdxLen    int32
	OffIdxOff    int64
	OffIdxLen    int32
	RawBytes     int64 // unencoded byte array bytes, -1 unknown
	Stats        chunkStats
	Encrypted    bool
	seen         uint16
}

// chunkStats are raw statistics; has bits say which are there.
type chunkStats struct {
	Min, Max       string // min_value and max_value
	OldMin, OldMax string // deprecated fields, signed comparison only
	Nulls          int64
	Distinct       int64
	HasMin, HasMax bool
	HasOldMin      bool
	HasOldMax      bool
	HasNulls       bool
}

func (t *treader) fileMeta() *fileMeta {
	m := &fileMeta{}
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			m.Version = t.i32()
		case 2:
			t.structs(typ, func() { m.Schema = append(m.Schema, t.schemaElem()) })
		case 3:
			m.NumRows = t.i64()
		case 4:
			t.structs(typ, func() { m.RowGroups = append(m.RowGroups, t.rowGroup()) })
		case 5:
			t.structs(typ, func() { m.KV = append(m.KV, t.keyValue()) })
		case 6:
			m.CreatedBy = t.str()
		case 8:
			m.Encrypted = true
			t.skip(typ)
		default:
			t.skip(typ)
		}
	})
	return m
}

func (t *treader) keyValue() (kv keyValue) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			kv.Key = t.str()
		case 2:
			kv.Value = t.str()
		default:
			t.skip(typ)
		}
	})
	return kv
}

func (t *treader) schemaElem() schemaElem {
	e := schemaElem{Phys: -1, Converted: -1, FieldID: -1}
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			e.Phys = t.enum()
		case 2:
			e.Length = t.i32()
		case 3:
			e.Rep = t.enum()
		case 4:
			e.Name, e.named = t.str(), true
		case 5:
			e.Children = t.i32()
		case 6:
			e.Converted = t.i32()
		case 7:
			e.Scale = t.i32()
		case 8:
			e.Precision = t.i32()
		case 9:
			e.FieldID = t.i32()
		case 10:
			e.Logical = t.logical()
		default:
			t.skip(typ)
		}
	})
	if !e.named { // also bounds what a tiny element can cost
		t.fail()
	}
	return e
}

// enum reads a small non-negative enumeration value.
func (t *treader) enum() int8 {
	v := t.i32()
	if v < 0 || v > math.MaxInt8 {
		t.fail()
		return 0
	}
	return int8(v)
}

func (t *treader) logical() (l logical) {
	t.fields(func(id int16, typ byte) {
		if id < 0 || id > math.MaxInt8 || typ != tStruct {
			t.skip(typ)
			return
		}
		l.Kind = int8(id)
		switch id {
		case logDecimal:
			t.logicalDecimal(&l)
		case logTime, logTimestamp:
			t.logicalTime(&l)
		case logInteger:
			t.logicalInt(&l)
		default:
			t.skip(typ)
		}
	})
	return l
}

func (t *treader) logicalDecimal(l *logical) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			l.Scale = t.i32()
		case 2:
			l.Precision = t.i32()
		default:
			t.skip(typ)
		}
	})
}

func (t *treader) logicalTime(l *logical) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			l.UTC = typ == tTrue
		case 2:
			t.fields(func(id int16, typ byte) {
				if id >= unitMillis && id <= unitNanos {
					l.Unit = int8(id)
				}
				t.skip(typ)
			})
		default:
			t.skip(typ)
		}
	})
}

func (t *treader) logicalInt(l *logical) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			l.Bits = int8(t.byte())
		case 2:
			l.Signed = typ == tTrue
		default:
			t.skip(typ)
		}
	})
}

func (t *treader) rowGroup() (g rowGroup) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			t.structs(typ, func() { g.Cols = append(g.Cols, t.chunk()) })
		case 2:
			g.Bytes = t.i64()
		case 3:
			g.Rows = t.i64()
		case 4:
			t.structs(typ, func() { g.Sorting = append(g.Sorting, t.sortingCol()) })
		default:
			t.skip(typ)
		}
	})
	return g
}

func (t *treader) sortingCol() (s sortingCol) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			s.Col = t.i32()
		case 2:
			s.Desc = typ == tTrue
		case 3:
			s.NullsFirst = typ == tTrue
		default:
			t.skip(typ)
		}
	})
	return s
}

func (t *treader) chunk() chunkMeta {
	c := chunkMeta{DictOff: -1, BloomOff: -1, ColIdxOff: -1, OffIdxOff: -1, RawBytes: -1}
	c.Stats.Nulls = -1
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			c.FilePath = t.str()
		case 3:
			t.chunkMeta(&c)
		case 4:
			c.OffIdxOff = t.i64()
		case 5:
			c.OffIdxLen = t.i32()
		case 6:
			c.ColIdxOff = t.i64()
		case 7:
			c.ColIdxLen = t.i32()
		case 8, 9:
			c.Encrypted = true
			t.skip(typ)
		default:
			t.skip(typ)
		}
	})
	const need = 1<<1 | 1<<4 | 1<<5 | 1<<6 | 1<<7 | 1<<9
	if !c.Encrypted && c.seen&need != need {
		t.fail()
	}
	return c
}

// chunkTypes are the types of fields whose numbers have been used for other things.
var chunkTypes = map[int16]byte{12: tStruct, 14: tI64, 15: tI32, 16: tStruct}

func (t *treader) chunkMeta(c *chunkMeta) {
	t.fields(func(id int16, typ byte) {
		if id > 0 && id < 16 {
			c.seen |= 1 << id
		}
		if want, ok := chunkTypes[id]; ok && want != typ { // a vendor's own field
			t.skip(typ)
			return
		}
		switch id {
		case 1:
			c.Phys = t.enum()
		case 2:
			c.Encodings = t.encodings(typ)
		case 4:
			c.Codec = t.enum()
		case 5:
			c.NumValues = t.i64()
		case 6:
			c.Uncompressed = t.i64()
		case 7:
			c.Compressed = t.i64()
		case 9:
			c.DataOff = t.i64()
		case 11:
			c.DictOff = t.i64()
		case 12:
			c.Stats = t.stats()
		case 14:
			c.BloomOff = t.i64()
		case 15:
			c.BloomLen = t.i32()
		case 16:
			t.sizeStats(c)
		default:
			t.skip(typ)
		}
	})
}

func (t *treader) encodings(typ byte) (set uint32) {
	if typ != tList {
		t.fail()
		return 0
	}
	_, n := t.list()
	for i := 0; i < n && t.err == nil; i++ {
		set |= 1 << (uint32(t.i32()) & 31)
	}
	return set
}

func (t *treader) sizeStats(c *chunkMeta) {
	t.fields(func(id int16, typ byte) {
		if id == 1 {
			c.RawBytes = t.i64()
			return
		}
		t.skip(typ)
	})
}

func (t *treader) stats() (s chunkStats) {
	s.Nulls = -1
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			s.OldMax, s.HasOldMax = t.str(), true
		case 2:
			s.OldMin, s.HasOldMin = t.str(), true
		case 3:
			s.Nulls, s.HasNulls = t.i64(), true
		case 4:
			s.Distinct = t.i64()
		case 5:
			s.Max, s.HasMax = t.str(), true
		case 6:
			s.Min, s.HasMin = t.str(), true
		default:
			t.skip(typ)
		}
	})
	return s
}

// pageHeader is a decoded page header of any kind.
type pageHeader struct {
	Type         int8
	Uncompressed int32
	Compressed   int32
	CRC          uint32
	HasCRC       bool
	NumValues    int32
	NumNulls     int32
	NumRows      int32
	Encoding     int8
	DefEnc       int8
	RepEnc       int8
	DefLen       int32
	RepLen       int32
	NotPacked    bool // v2: values are stored uncompressed
}

// Page types.
const (
	pageData   = 0
	pageIndex  = 1
	pageDict   = 2
	pageDataV2 = 3
)

func (t *treader) pageHeader() (h pageHeader) {
	h.Type, h.Encoding = -1, -1
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			h.Type = t.enum()
		case 2:
			h.Uncompressed = t.i32()
		case 3:
			h.Compressed = t.i32()
		case 4:
			h.CRC, h.HasCRC = uint32(t.i32()), true
		case 5:
			t.dataHeader(&h)
		case 7:
			t.dictHeader(&h)
		case 8:
			t.dataHeaderV2(&h)
		default:
			t.skip(typ)
		}
	})
	return h
}

func (t *treader) dataHeader(h *pageHeader) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			h.NumValues = t.i32()
		case 2:
			h.Encoding = t.enum()
		case 3:
			h.DefEnc = t.enum()
		case 4:
			h.RepEnc = t.enum()
		default:
			t.skip(typ)
		}
	})
}

func (t *treader) dictHeader(h *pageHeader) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			h.NumValues = t.i32()
		case 2:
			h.Encoding = t.enum()
		default:
			t.skip(typ)
		}
	})
}

func (t *treader) dataHeaderV2(h *pageHeader) {
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			h.NumValues = t.i32()
		case 2:
			h.NumNulls = t.i32()
		case 3:
			h.NumRows = t.i32()
		case 4:
			h.Encoding = t.enum()
		case 5:
			h.DefLen = t.i32()
		case 6:
			h.RepLen = t.i32()
		case 7:
			h.NotPacked = typ == tFalse
		default:
			t.skip(typ)
		}
	})
}
