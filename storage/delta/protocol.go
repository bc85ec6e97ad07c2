package delta

import (
	"slices"
	"sort"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// readerFeatures are the table features that a reader must know and that we do.
var readerFeatures = map[string]bool{
	"columnMapping": true, "deletionVectors": true, "timestampNtz": true, "typeWidening": true, "typeWidening-preview": true,
	"v2Checkpoint": true, "vacuumProtocolCheck": true,
}

// writerFeatures are the ones that ask nothing of our commits that they do not do.
var writerFeatures = map[string]bool{
	"appendOnly": true, "deletionVectors": true, "timestampNtz": true, "inCommitTimestamp": true, "domainMetadata": true,
	"vacuumProtocolCheck": true, "v2Checkpoint": true,
}

// checkReadable refuses tables that ask more of a reader than we know.
func (p *Protocol) checkReadable() error {
	if p.MinReader < 1 {
		return corruptf("invalid reader version %d of a Delta table", p.MinReader)
	}
	if p.MinReader > 3 {
		return pgerr.Unsupported("Delta reader version %d", p.MinReader)
	}
	if p.MinReader < 3 {
		return nil
	}
	return unknownFeatures(p.ReaderFeatures, readerFeatures, "reading")
}

func unknownFeatures(have []string, known map[string]bool, doing string) error {
	var unknown []string
	for _, f := range have {
		if !known[f] {
			unknown = append(unknown, f)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	sort.Strings(unknown)
	return pgerr.Unsupported("%s Delta tables with the feature %s", doing, strings.Join(unknown, ", "))
}

// CheckWritable refuses, by name, tables whose writers must do what we do not. own lists
// features of the caller's that are no obstacle, like the fence of its managed tables.
func (s *Snapshot) CheckWritable(own ...string) error {
	p := s.protocol
	if p.MinWriter > 7 {
		return pgerr.Unsupported("Delta writer version %d", p.MinWriter)
	}
	if p.MinWriter == 7 {
		var have []string
		for _, f := range p.WriterFeatures {
			if !slices.Contains(own, f) {
				have = append(have, f)
			}
		}
		have = slices.DeleteFunc(have, func(f string) bool { return f == "invariants" || f == "checkConstraints" })
		if err := unknownFeatures(have, writerFeatures, "writing"); err != nil {
			return err
		}
	}
	return s.checkWriterProperties()
}

// checkWriterProperties looks for what older writer versions imply when it is used.
func (s *Snapshot) checkWriterProperties() error {
	m := s.metadata
	for _, c := range m.Configuration {
		if strings.HasPrefix(c.Key, "delta.constraints.") {
			return pgerr.Unsupported("writing Delta tables with CHECK constraints")
		}
	}
	if m.Property("delta.enableChangeDataFeed") == "true" {
		return pgerr.Unsupported("writing Delta tables with the change data feed")
	}
	if s.schema.mode != mapNone {
		return pgerr.Unsupported("writing Delta tables with column mapping")
	}
	for key, what := range map[string]string{`"delta.invariants"`: "column invariants", `"delta.generationExpression"`: "generated columns", `"delta.identity.`: "identity columns"} {
		if strings.Contains(m.SchemaString, key) {
			return pgerr.Unsupported("writing Delta tables with %s", what)
		}
	}
	return nil
}

// readerToo are the features that must be named for readers as well.
var readerToo = []string{"columnMapping", "deletionVectors", "timestampNtz", "typeWidening", "v2Checkpoint", "vacuumProtocolCheck"}

// NewProtocol makes a protocol of table features: writer 7, and reader 1 unless one of
// the features concerns readers (column mapping alone: 2).
func NewProtocol(features ...string) *Protocol {
	p := &Protocol{MinReader: 1, MinWriter: 7, WriterFeatures: slices.Compact(slices.Sorted(slices.Values(features)))}
	if p.WriterFeatures == nil {
		p.WriterFeatures = []string{}
	}
	for _, f := range p.WriterFeatures {
		if slices.Contains(readerToo, f) {
			p.ReaderFeatures = append(p.ReaderFeatures, f)
		}
	}
	switch {
	case len(p.ReaderFeatures) == 1 && p.ReaderFeatures[0] == "columnMapping":
		p.MinReader, p.ReaderFeatures = 2, nil
	case len(p.ReaderFeatures) > 0:
		p.MinReader = 3
	}
	return p
}
