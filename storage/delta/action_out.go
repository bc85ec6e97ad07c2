package delta

import (
	"strconv"

	"github.com/tarndb/tarn/sql/types"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// append writes a value as JSON.
func (v *jvalue) append(dst []byte) []byte {
	switch v.kind {
	case jNull:
		return append(dst, "null"...)
	case jString:
		return types.AppendJSONString(dst, v.str)
	case jArray, jObject:
		open, end := byte('['), byte(']')
		if v.kind == jObject {
			open, end = '{', '}'
		}
		dst = append(dst, open)
		for i := range v.vals {
			if i > 0 {
				dst = append(dst, ',')
			}
			if v.kind == jObject {
				dst = append(types.AppendJSONString(dst, v.keys[i]), ':')
			}
			dst = v.vals[i].append(dst)
		}
		return append(dst, end)
	}
	return append(dst, v.str...)
}

// Encode gives the lines of a log entry, commitInfo first.
func (c *Commit) Encode() []byte {
	w := &jsonWriter{}
	line := func(kind string, fill func(w *jsonWriter)) {
		w.b = append(w.b, '{')
		w.first = true
		w.open(kind)
		fill(w)
		w.close()
		w.b = append(w.b, "}\n"...)
	}
	if c.Info != nil {
		line("commitInfo", c.Info.encode)
	}
	if c.Protocol != nil {
		line("protocol", c.Protocol.encode)
	}
	if c.Metadata != nil {
		line("metaData", c.Metadata.encode)
	}
	for _, t := range c.Txns {
		line("txn", t.encode)
	}
	for _, d := range c.Domains {
		line("domainMetadata", d.encode)
	}
	for _, r := range c.Removes {
		line("remove", r.encode)
	}
	for _, a := range c.Adds {
		line("add", a.encode)
	}
	for i := range c.CDCs {
		line("cdc", c.CDCs[i].encode)
	}
	return w.b
}

func (i *CommitInfo) encode(w *jsonWriter) {
	if i.InCommitTimestamp != nil {
		w.int("inCommitTimestamp", *i.InCommitTimestamp)
	}
	w.int("timestamp", i.Timestamp)
	w.str("operation", i.Operation)
	params := i.Parameters
	if params == "" {
		params = "{}"
	}
	w.raw("operationParameters", params)
	if i.Metrics != "" {
		w.raw("operationMetrics", i.Metrics)
	}
	w.optInt("readVersion", i.ReadVersion)
	w.optStr("isolationLevel", i.IsolationLevel)
	if i.IsBlindAppend != nil {
		w.bool("isBlindAppend", *i.IsBlindAppend)
	}
	w.optStr("engineInfo", i.EngineInfo)
	w.optStr("userName", i.UserName)
	w.optStr("txnId", i.TxnID)
}

func (p *Protocol) encode(w *jsonWriter) {
	w.int("minReaderVersion", p.MinReader)
	w.int("minWriterVersion", p.MinWriter)
	if p.MinReader >= 3 {
		w.strings("readerFeatures", p.ReaderFeatures)
	}
	if p.MinWriter >= 7 {
		w.strings("writerFeatures", p.WriterFeatures)
	}
}

func (m *Metadata) encode(w *jsonWriter) {
	w.str("id", m.ID)
	w.optStr("name", m.Name)
	w.optStr("description", m.Description)
	w.open("format")
	w.str("provider", m.Provider)
	w.pairs("options", m.FormatOptions)
	w.close()
	w.str("schemaString", m.SchemaString)
	w.strings("partitionColumns", m.PartitionColumns)
	w.pairs("configuration", m.Configuration)
	w.optInt("createdTime", m.CreatedTime)
}

func (t Txn) encode(w *jsonWriter) {
	w.str("appId", t.AppID)
	w.int("version", t.Version)
	w.optInt("lastUpdated", t.LastUpdated)
}

func (d DomainMetadata) encode(w *jsonWriter) {
	w.str("domain", d.Domain)
	w.str("configuration", d.Configuration)
	w.bool("removed", d.Removed)
}

func (a *Add) encode(w *jsonWriter) {
	w.str("path", a.Path)
	w.pairs("partitionValues", a.PartitionValues)
	w.int("size", a.Size)
	w.int("modificationTime", a.ModificationTime)
	w.bool("dataChange", a.DataChange)
	w.optStr("stats", a.Stats)
	if len(a.Tags) > 0 {
		w.pairs("tags", a.Tags)
	}
	a.DeletionVector.encode(w)
	w.optInt("baseRowId", a.BaseRowID)
	w.optInt("defaultRowCommitVersion", a.DefaultRowCommitVersion)
	w.optStr("clusteringProvider", a.ClusteringProvider)
}

func (r *Remove) encode(w *jsonWriter) {
	w.str("path", r.Path)
	w.int("deletionTimestamp", r.DeletionTimestamp)
	w.bool("dataChange", r.DataChange)
	if r.ExtendedFileMetadata {
		w.bool("extendedFileMetadata", true)
		w.pairs("partitionValues", r.PartitionValues)
		w.optInt("size", r.Size)
	}
	w.optStr("stats", r.Stats)
	if len(r.Tags) > 0 {
		w.pairs("tags", r.Tags)
	}
	r.DeletionVector.encode(w)
}

func (d *DeletionVector) encode(w *jsonWriter) {
	if d == nil {
		return
	}
	w.open("deletionVector")
	w.str("storageType", d.Storage)
	w.str("pathOrInlineDv", d.PathOrData)
	w.optInt("offset", d.Offset)
	w.int("sizeInBytes", d.Size)
	w.int("cardinality", d.Cardinality)
	w.close()
}

func (c *CDC) encode(w *jsonWriter) {
	w.str("path", c.Path)
	w.pairs("partitionValues", c.PartitionValues)
	w.int("size", c.Size)
	w.bool("dataChange", false)
	if len(c.Tags) > 0 {
		w.pairs("tags", c.Tags)
	}
}
