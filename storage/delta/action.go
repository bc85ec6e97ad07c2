package delta

// Pair is a key with a value that may be NULL: partition values, properties, tags.
type Pair struct {
	Key, Value string
	Null       bool
}

// Lookup finds a key's value.
func Lookup(pairs []Pair, key string) (Pair, bool) {
	for _, p := range pairs {
		if p.Key == key {
			return p, true
		}
	}
	return Pair{}, false
}

// Protocol tells what a client must know to read and to write the table.
type Protocol struct {
	MinReader, MinWriter           int64
	ReaderFeatures, WriterFeatures []string // nil below reader 3 and writer 7
}

// Metadata describes the table: schema, partition columns, properties.
type Metadata struct {
	ID, Name, Description string
	Provider              string // of the data files: "parquet"
	FormatOptions         []Pair
	SchemaString          string
	PartitionColumns      []string // display names
	Configuration         []Pair
	CreatedTime           *int64 // ms since 1970
}

// Property is a table property, "" when it is not set.
func (m *Metadata) Property(key string) string {
	p, _ := Lookup(m.Configuration, key)
	return p.Value
}

// DeletionVector says where the deleted rows of a file are.
type DeletionVector struct {
	Storage     string // "u" relative, "i" inline, "p" absolute
	PathOrData  string
	Offset      *int64
	Size        int64 // bytes of the serialized set
	Cardinality int64
}

// ID tells deletion vectors of one file apart; "" stands for none.
func (d *DeletionVector) ID() string {
	if d == nil {
		return ""
	}
	id := d.Storage + d.PathOrData
	if d.Offset != nil {
		id += "@" + itoa(*d.Offset)
	}
	return id
}

// Add makes a file part of the table.
type Add struct {
	Path                    string // URL-escaped, relative to the table or absolute
	PartitionValues         []Pair // by physical column name
	Size                    int64
	ModificationTime        int64 // ms since 1970
	DataChange              bool
	Stats                   string // JSON, "" when there is none
	Tags                    []Pair
	DeletionVector          *DeletionVector
	BaseRowID               *int64
	DefaultRowCommitVersion *int64
	ClusteringProvider      string
}

// Remove takes a file out of the table and is its tombstone.
type Remove struct {
	Path                 string
	DeletionTimestamp    int64 // ms since 1970
	DataChange           bool
	ExtendedFileMetadata bool
	PartitionValues      []Pair
	Size                 *int64
	Stats                string
	Tags                 []Pair
	DeletionVector       *DeletionVector
}

// RemoveOf makes the action that undoes an Add at a time in ms since 1970.
func RemoveOf(a *Add, at int64, dataChange bool) *Remove {
	size := a.Size
	return &Remove{Path: a.Path, DeletionTimestamp: at, DataChange: dataChange, ExtendedFileMetadata: true,
		PartitionValues: a.PartitionValues, Size: &size, Tags: a.Tags, DeletionVector: a.DeletionVector}
}

// Txn is the progress of a writer that counts its own versions.
type Txn struct {
	AppID       string
	Version     int64
	LastUpdated *int64
}

// DomainMetadata is a named piece of configuration.
type DomainMetadata struct {
	Domain, Configuration string
	Removed               bool
}

// CDC names a file of row changes; reading the table ignores it.
type CDC struct {
	Path            string
	PartitionValues []Pair
	Size            int64
	Tags            []Pair
}

// CommitInfo says who made a commit. Raw values are JSON.
type CommitInfo struct {
	Timestamp         int64 // ms since 1970
	InCommitTimestamp *int64
	Operation         string
	Parameters        string // JSON object
	Metrics           string // JSON object
	ReadVersion       *int64
	IsolationLevel    string
	IsBlindAppend     *bool
	EngineInfo        string
	TxnID             string
	UserName          string
}

// sidecar names a checkpoint file that holds file actions.
type sidecar struct {
	Path string
	Size int64
}

// Commit is the content of one version. Nil and empty members are absent.
type Commit struct {
	Version  int64
	Info     *CommitInfo
	Protocol *Protocol
	Metadata *Metadata
	Adds     []*Add
	Removes  []*Remove
	Txns     []Txn
	Domains  []DomainMetadata
	CDCs     []CDC

	sidecars []sidecar // checkpoints only
}

// decodeLine adds the action of one line to the commit. Actions of unknown kinds are
// ignored, as the protocol asks.
func (c *Commit) decodeLine(line string) error {
	v, err := parseJSON(line)
	if err != nil {
		return err
	}
	if v.kind != jObject {
		return corruptf("a log line is no object")
	}
	for i, k := range v.keys {
		if v.vals[i].kind == jNull {
			continue
		}
		if v.vals[i].kind != jObject {
			continue
		}
		r := &fieldReader{v: v.vals[i], what: k}
		c.decode(k, r)
		if r.err != nil {
			return r.err
		}
	}
	return nil
}

func (c *Commit) decode(kind string, r *fieldReader) {
	switch kind {
	case "add":
		c.Adds = append(c.Adds, decodeAdd(r))
	case "remove":
		c.Removes = append(c.Removes, decodeRemove(r))
	case "metaData":
		c.Metadata = decodeMetadata(r)
	case "protocol":
		c.Protocol = &Protocol{MinReader: r.int("minReaderVersion", 0), MinWriter: r.int("minWriterVersion", 0),
			ReaderFeatures: r.strings("readerFeatures"), WriterFeatures: r.strings("writerFeatures")}
	case "txn":
		c.Txns = append(c.Txns, Txn{AppID: r.need("appId"), Version: r.int("version", 0), LastUpdated: r.optInt("lastUpdated")})
	case "domainMetadata":
		c.Domains = append(c.Domains, DomainMetadata{Domain: r.need("domain"), Configuration: r.str("configuration"), Removed: r.bool("removed", false)})
	case "cdc":
		c.CDCs = append(c.CDCs, CDC{Path: r.need("path"), PartitionValues: r.pairs("partitionValues", true), Size: r.int("size", 0), Tags: r.pairs("tags", false)})
	case "commitInfo":
		c.Info = decodeInfo(r.v)
	case "sidecar":
		c.sidecars = append(c.sidecars, sidecar{Path: r.need("path"), Size: r.int("sizeInBytes", 0)})
	}
}

func decodeAdd(r *fieldReader) *Add {
	return &Add{
		Path: r.need("path"), PartitionValues: r.pairs("partitionValues", true), Size: r.int("size", 0),
		ModificationTime: r.int("modificationTime", 0), DataChange: r.bool("dataChange", true), Stats: r.str("stats"),
		Tags: r.pairs("tags", false), DeletionVector: decodeDV(r), BaseRowID: r.optInt("baseRowId"),
		DefaultRowCommitVersion: r.optInt("defaultRowCommitVersion"), ClusteringProvider: r.str("clusteringProvider"),
	}
}

func decodeRemove(r *fieldReader) *Remove {
	return &Remove{
		Path: r.need("path"), DeletionTimestamp: r.int("deletionTimestamp", 0), DataChange: r.bool("dataChange", true),
		ExtendedFileMetadata: r.bool("extendedFileMetadata", false), PartitionValues: r.pairs("partitionValues", true),
		Size: r.optInt("size"), Stats: r.str("stats"), Tags: r.pairs("tags", false), DeletionVector: decodeDV(r),
	}
}

func decodeDV(r *fieldReader) *DeletionVector {
	v := r.v.get("deletionVector")
	if v.kind == jNull {
		return nil
	}
	if v.kind != jObject {
		r.bad("deletionVector")
		return nil
	}
	d := &fieldReader{v: v, what: r.what}
	out := &DeletionVector{Storage: d.need("storageType"), PathOrData: d.need("pathOrInlineDv"), Offset: d.optInt("offset"),
		Size: d.int("sizeInBytes", 0), Cardinality: d.int("cardinality", 0)}
	if r.err == nil {
		r.err = d.err
	}
	return out
}

func decodeMetadata(r *fieldReader) *Metadata {
	m := &Metadata{ID: r.str("id"), Name: r.str("name"), Description: r.str("description"), SchemaString: r.str("schemaString"),
		PartitionColumns: r.strings("partitionColumns"), Configuration: r.pairs("configuration", false), CreatedTime: r.optInt("createdTime")}
	f := &fieldReader{v: r.v.get("format"), what: r.what}
	m.Provider, m.FormatOptions = f.str("provider"), f.pairs("options", false)
	if r.err == nil {
		r.err = f.err
	}
	return m
}

// decodeInfo takes what it knows; writers put anything into a commitInfo.
func decodeInfo(v jvalue) *CommitInfo {
	text := func(k string) string {
		if x := v.get(k); x.kind == jString {
			return x.str
		}
		return ""
	}
	num := func(k string) *int64 {
		r := &fieldReader{v: v}
		if n := r.optInt(k); r.err == nil {
			return n
		}
		return nil
	}
	raw := func(k string) string {
		if x := v.get(k); x.kind == jObject {
			return string(x.append(nil))
		}
		return ""
	}
	ci := &CommitInfo{InCommitTimestamp: num("inCommitTimestamp"), Operation: text("operation"), Parameters: raw("operationParameters"),
		Metrics: raw("operationMetrics"), ReadVersion: num("readVersion"), IsolationLevel: text("isolationLevel"),
		EngineInfo: text("engineInfo"), TxnID: text("txnId"), UserName: text("userName")}
	if n := num("timestamp"); n != nil {
		ci.Timestamp = *n
	}
	if x := v.get("isBlindAppend"); x.kind == jBool {
		b := x.str == "true"
		ci.IsBlindAppend = &b
	}
	return ci
}
