package syscat

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/types"
)

// relationText has one line per relation: schema.name|oid|kind|column type,…
//
//go:embed relations.txt
var relationText string

// ownText describes the relations of schema tarn in the same form.
const ownText = `tarn.queries|9110|v|pid int4,user_name name,application_name text,client text,state text,query text,started timestamptz,elapsed_ms float8,rows_scanned int8,rows_total int8,progress float8,rows_out int8,memory_bytes int8
tarn.query_log|9111|v|id int8,pid int4,user_name name,application_name text,query text,started timestamptz,elapsed_ms float8,rows_scanned int8,rows_out int8,bytes_read int8,spilled_bytes int8,memory_peak_bytes int8,sqlstate text,error text
tarn.audit|9113|v|seq int8,time timestamptz,action text,role_name name,client text,pid int4,statement text,detail text,sqlstate text
tarn.server|9112|v|version text,started timestamptz,sessions int4,running_queries int4,queued_queries int4,memory_used_bytes int8,memory_peak_bytes int8,memory_limit_bytes int8`

// relation is one system relation.
type relation struct {
	obj  *catalog.Object
	cols []catalog.Column
	pos  map[string]int
	rows producer
}

// producer emits the rows of a relation. A producer is registered with the names of the
// columns it fills, in the order of the values it emits.
type producer struct {
	at   []int // positions of the filled columns
	emit func(e *Env, emit func(vals ...any))
}

type key struct{ schema, name string }

type registry struct {
	byName map[key]*relation
	byID   map[catalog.ID]*relation
	list   []*relation // by OID
}

// relations is the registry, built on first use.
var relations = sync.OnceValue(func() *registry {
	r := &registry{byName: map[key]*relation{}, byID: map[catalog.ID]*relation{}}
	for line := range strings.Lines(relationText + "\n" + ownText) {
		if line = strings.TrimSpace(line); line != "" {
			r.add(line)
		}
	}
	slices.SortFunc(r.list, func(a, b *relation) int { return int(a.obj.ID) - int(b.obj.ID) })
	for _, p := range producers() {
		r.produce(p.name, p.cols, p.emit)
	}
	return r
})

// schemaIDs are the identities of the system schemas.
var schemaIDs = map[string]catalog.ID{"pg_catalog": catalog.PgCatalogID, "information_schema": catalog.InfoID,
	"tarn": catalog.SystemID}

// add reads one line of relations.txt.
func (r *registry) add(line string) {
	f := strings.SplitN(line, "|", 4)
	schema, name, _ := strings.Cut(f[0], ".")
	oid, _ := strconv.Atoi(f[1])
	rel := &relation{pos: map[string]int{}}
	for i, c := range strings.Split(f[3], ",") {
		col, typ, _ := strings.Cut(c, " ")
		rel.cols = append(rel.cols, catalog.Column{Name: col, Type: columnType(typ)})
		rel.pos[col] = i
	}
	rel.obj = &catalog.Object{ID: catalog.ID(oid), Parent: schemaIDs[schema], Kind: catalog.Table, Name: name, Owner: catalog.SuperuserID,
		Version: 1, Created: 1, Changed: 1, Table: &catalog.TableInfo{Columns: rel.cols, Format: f[2]}}
	r.byName[key{schema, name}] = rel
	r.byID[rel.obj.ID] = rel
	r.list = append(r.list, rel)
}

// columnType reads a typname; types Tarn does not have are text.
func columnType(name string) types.Type {
	switch name {
	case "char":
		return types.T(types.Char)
	case "char[]":
		return types.ArrayOf(types.T(types.Char))
	}
	if t, ok := types.ByName(name); ok && t.OID != types.AnyArray {
		return t
	}
	return types.T(types.Text)
}

// produce attaches a producer to a relation; an unknown name is a mistake of ours.
func (r *registry) produce(name, cols string, emit func(e *Env, emit func(vals ...any))) {
	schema, rel, _ := strings.Cut(name, ".")
	x := r.byName[key{schema, rel}]
	if x == nil {
		panic("syscat: no relation " + name)
	}
	p := producer{emit: emit}
	for _, c := range strings.Fields(cols) {
		i, ok := x.pos[c]
		if !ok {
			panic("syscat: no column " + c + " in " + name)
		}
		p.at = append(p.at, i)
	}
	x.rows = p
}

// Relation finds a system relation's descriptor, nil when absent.
func Relation(schema, name string) *catalog.Object {
	if r := relations().byName[key{schema, name}]; r != nil {
		return r.obj
	}
	return nil
}

// RelationByID finds a system relation's descriptor by OID, nil when absent.
func RelationByID(id catalog.ID) *catalog.Object {
	if r := relations().byID[id]; r != nil {
		return r.obj
	}
	return nil
}

// IsView tells whether a system relation is a view in PostgreSQL.
func IsView(o *catalog.Object) bool {
	return o.Table != nil && o.Table.Format == "v" && o.ID < catalog.FirstID
}
