package catalog

import (
	"strings"

	"github.com/tarndb/tarn/sql/types"
)

// Storage says where a table's rows are.
type Storage uint8

// Kinds of storage.
const (
	InMemory Storage = iota // temporary and local tables, system relations
	Managed                 // a Delta table of ours: TableState tells its versions
	External                // a Delta table whose log on storage is the truth
	Files                   // files read in place
)

// TableInfo describes a table.
type TableInfo struct {
	Columns []Column `json:"columns"` // in order, without dropped ones
	// NextColumn is the number the next new column gets; 0 in tables made before there
	// were numbers, whose columns are numbered from 1.
	NextColumn int32   `json:"next_column,omitempty"`
	Storage    Storage `json:"storage,omitempty"`
	// Location is the root directory of a managed or external table, or the path or
	// pattern of files; "" for a table in memory.
	Location    string       `json:"location,omitempty"`
	Format      string       `json:"format,omitempty"` // parquet, csv, json, delta
	Options     []Property   `json:"options,omitempty"`
	Constraints []Constraint `json:"constraints,omitempty"`
	// Schema grows with every change that a running change of rows must notice.
	Schema      uint64     `json:"schema,omitempty"`
	PartitionBy []string   `json:"partition_by,omitempty"`
	ClusterBy   []string   `json:"cluster_by,omitempty"`
	Properties  []Property `json:"properties,omitempty"` // sorted by name
	Mapped      bool       `json:"mapped,omitempty"`     // files know columns by Column.Physical
	Cluster     ID         `json:"cluster,omitempty"`    // of a local table
	Incarnation uint64     `json:"incarnation,omitempty"`
	OnCommit    OnCommit   `json:"on_commit,omitempty"`
	// RowSecurity turns Policies on for all but the owner, ForceSecurity for the owner too.
	RowSecurity   bool        `json:"row_security,omitempty"`
	ForceSecurity bool        `json:"force_security,omitempty"`
	Policies      []RowPolicy `json:"policies,omitempty"` // sorted by name
	Filter        *Policy     `json:"filter,omitempty"`   // SET ROW FILTER
}

// RowPolicy is one CREATE POLICY: which rows some roles see (Using) and may write (Check).
type RowPolicy struct {
	ID          ID     `json:"id"`
	Name        string `json:"name"`
	Command     byte   `json:"command"` // '*' all, 'r' select, 'a' insert, 'w' update, 'd' delete
	Restrictive bool   `json:"restrictive,omitempty"`
	Roles       []ID   `json:"roles,omitempty"` // PublicRole for PUBLIC
	Using       string `json:"using,omitempty"` // SQL text, "" for none
	Check       string `json:"check,omitempty"`
	// SearchPath is how names in the texts are resolved.
	SearchPath []string `json:"search_path,omitempty"`
}

// Property is a named text.
type Property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Property finds a table property, "" when absent.
func (t *TableInfo) Property(name string) string {
	for _, p := range t.Properties {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

// Column is a declared column.
type Column struct {
	Number    int32      `json:"n,omitempty"` // attnum: given once, never used again
	Name      string     `json:"name"`
	Type      types.Type `json:"type"`
	NotNull   bool       `json:"not_null,omitempty"`
	Default   string     `json:"default,omitempty"`   // SQL text, "" for none
	Generated string     `json:"generated,omitempty"` // SQL text of GENERATED ALWAYS AS … STORED
	Identity  byte       `json:"identity,omitempty"`  // 'a' always, 'd' by default, 0 none
	Sequence  ID         `json:"sequence,omitempty"`  // behind an identity or serial column
	Comment   string     `json:"comment,omitempty"`
	Physical  string     `json:"physical,omitempty"` // name in files when the table is Mapped
	Domain    ID         `json:"domain,omitempty"`   // the domain Type was taken from
	ACL       []ACL      `json:"acl,omitempty"`
	Mask      *Policy    `json:"mask,omitempty"`
}

// Policy names a function that filters rows or masks a column, and the columns that are
// its arguments.
type Policy struct {
	Function ID      `json:"function,omitempty"`
	Columns  []int32 `json:"columns,omitempty"`
	// Expr is the SQL text of the call, with the columns by their names.
	Expr       string   `json:"expr,omitempty"`
	SearchPath []string `json:"search_path,omitempty"`
}

// ConstraintKind is the kind of a table constraint, by PostgreSQL's letters.
type ConstraintKind byte

// Kinds of constraints.
const (
	Check      ConstraintKind = 'c'
	PrimaryKey ConstraintKind = 'p'
	Unique     ConstraintKind = 'u'
	ForeignKey ConstraintKind = 'f'
)

// Constraint is a constraint of a table. Columns are given by their numbers.
type Constraint struct {
	ID       ID             `json:"id"`
	Name     string         `json:"name"`
	Kind     ConstraintKind `json:"kind"`
	Columns  []int32        `json:"columns,omitempty"`
	Expr     string         `json:"expr,omitempty"` // of a check, SQL text
	NotValid bool           `json:"not_valid,omitempty"`
	// NullsNotDistinct makes NULLs equal in a unique key.
	NullsNotDistinct bool `json:"nulls_not_distinct,omitempty"`
	// NotEnforced keeps a key for the planner's and the tools' information only.
	NotEnforced bool   `json:"not_enforced,omitempty"`
	Comment     string `json:"comment,omitempty"`
	// The rest is for foreign keys.
	Ref        ID      `json:"ref,omitempty"`
	RefColumns []int32 `json:"ref_columns,omitempty"`
	OnDelete   byte    `json:"on_delete,omitempty"` // 'a' no action, 'r', 'c', 'n', 'd'
	OnUpdate   byte    `json:"on_update,omitempty"`
	Match      byte    `json:"match,omitempty"` // 's' simple, 'f' full
	Enforced   bool    `json:"enforced,omitempty"`
	Deferrable bool    `json:"deferrable,omitempty"`
	Deferred   bool    `json:"deferred,omitempty"`
}

// Keys are the enforced unique keys as column positions, for the planner: only those
// whose columns cannot be NULL.
func (t *TableInfo) Keys() [][]int {
	var out [][]int
	for _, c := range t.Constraints {
		if c.Kind != PrimaryKey && c.Kind != Unique || c.NotEnforced {
			continue
		}
		key := t.Positions(c.Columns)
		for _, p := range key {
			if p < 0 || c.Kind == Unique && !t.Columns[p].NotNull {
				key = nil
				break
			}
		}
		if key != nil {
			out = append(out, key)
		}
	}
	return out
}

// Positions turns column numbers into positions, -1 for one that is not there.
func (t *TableInfo) Positions(numbers []int32) []int {
	out := make([]int, len(numbers))
	for i, n := range numbers {
		out[i] = -1
		for p := range t.Columns {
			if t.Columns[p].Number == n {
				out[i] = p
			}
		}
	}
	return out
}

// Column finds a column's position by name, -1 when absent.
func (t *TableInfo) Column(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

// OnCommit says what happens to a temporary table at the end of a transaction.
type OnCommit uint8

// What a commit does to a temporary table.
const (
	OnCommitPreserve OnCommit = iota
	OnCommitDelete
	OnCommitDrop
)

// ViewInfo is a stored query.
type ViewInfo struct {
	SQL        string   `json:"sql"`
	SearchPath []string `json:"search_path,omitempty"` // names in SQL are resolved along it
	Columns    []Column `json:"columns,omitempty"`     // result columns when the view was made
	Named      bool     `json:"named,omitempty"`       // the column names were given in CREATE VIEW
	Check      string   `json:"check,omitempty"`       // "", "local" or "cascaded"
	Invoker    bool     `json:"invoker,omitempty"`     // security_invoker: the reader's rights count
	Barrier    bool     `json:"barrier,omitempty"`     // security_barrier
	Populated  bool     `json:"populated,omitempty"`   // of a materialized view
	Uses       []Use    `json:"uses,omitempty"`        // what SQL refers to
}

// Use is an object that another one refers to, with the numbers of the columns it reads.
type Use struct {
	ID      ID      `json:"id"`
	Columns []int32 `json:"columns,omitempty"`
}

// SequenceInfo describes a sequence; SequenceState tells where it stands.
type SequenceInfo struct {
	Type        types.Type `json:"type"`
	Start       int64      `json:"start"`
	Increment   int64      `json:"increment"`
	Min         int64      `json:"min"`
	Max         int64      `json:"max"`
	Cycle       bool       `json:"cycle,omitempty"`
	Cache       int64      `json:"cache,omitempty"`
	OwnerTable  ID         `json:"owner_table,omitempty"` // OWNED BY
	OwnerColumn int32      `json:"owner_column,omitempty"`
	Identity    bool       `json:"identity,omitempty"` // made by GENERATED … AS IDENTITY
}

// IndexInfo is an index as it was declared. Scans prune by statistics; an index is kept
// for the tools that ask for it.
type IndexInfo struct {
	Table   ID       `json:"table"`
	Columns []int32  `json:"columns,omitempty"` // 0 for an expression
	Exprs   []string `json:"exprs,omitempty"`
	Unique  bool     `json:"unique,omitempty"`
	Where   string   `json:"where,omitempty"`
	Method  string   `json:"method,omitempty"`
	Desc    []bool   `json:"desc,omitempty"`
	// NullsFirst is set for a column whose NULLs come first (the default of Desc).
	NullsFirst []bool   `json:"nulls_first,omitempty"`
	Classes    []string `json:"classes,omitempty"` // operator classes, "" for the default
	Include    []int32  `json:"include,omitempty"`
	// NullsNotDistinct makes NULLs equal in a unique index.
	NullsNotDistinct bool `json:"nulls_not_distinct,omitempty"`
}

// TypeInfo is a domain ('d'), enum ('e') or composite type ('c').
type TypeInfo struct {
	Kind    byte         `json:"kind"`
	Base    types.Type   `json:"base"`
	Domain  ID           `json:"domain,omitempty"` // the domain a domain is over
	NotNull bool         `json:"not_null,omitempty"`
	Default string       `json:"default,omitempty"`
	Checks  []Constraint `json:"checks,omitempty"`
	Labels  []EnumLabel  `json:"labels,omitempty"` // in order
	Fields  []Column     `json:"fields,omitempty"`
	Array   ID           `json:"array,omitempty"` // the OID of the type of its arrays
}

// EnumLabel is one value of an enum.
type EnumLabel struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
}

// FunctionInfo is a function or procedure written in SQL.
type FunctionInfo struct {
	Procedure  bool       `json:"procedure,omitempty"`
	Language   string     `json:"language"`
	Params     []Param    `json:"params,omitempty"`
	Returns    types.Type `json:"returns"`
	Set        bool       `json:"set,omitempty"`   // RETURNS SETOF or TABLE
	Table      []Column   `json:"table,omitempty"` // RETURNS TABLE (…)
	Body       string     `json:"body"`
	Atomic     bool       `json:"atomic,omitempty"`     // BEGIN ATOMIC or RETURN: Body is a statement list
	Volatility byte       `json:"volatility,omitempty"` // 'i', 's', 'v'
	Strict     bool       `json:"strict,omitempty"`
	Definer    bool       `json:"definer,omitempty"`
	Leakproof  bool       `json:"leakproof,omitempty"`
	SearchPath []string   `json:"search_path,omitempty"`
	Settings   []Property `json:"settings,omitempty"`
}

// Param is a parameter; Mode is one of PostgreSQL's letters i, o, b, v, t.
type Param struct {
	Name    string     `json:"name,omitempty"`
	Mode    byte       `json:"mode"`
	Type    types.Type `json:"type"`
	Default string     `json:"default,omitempty"`
}

// Signature is the list of input types, which tells functions of one name apart.
func (f *FunctionInfo) Signature() string {
	var b strings.Builder
	for _, p := range f.Params {
		if p.Mode == 'o' || p.Mode == 't' {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		t := p.Type
		t.Mod = -1
		b.WriteString(t.SQL())
	}
	return b.String()
}

// RoleInfo is a role.
type RoleInfo struct {
	Super       bool         `json:"super,omitempty"`
	Inherit     bool         `json:"inherit,omitempty"`
	CreateRole  bool         `json:"create_role,omitempty"`
	CreateDB    bool         `json:"create_db,omitempty"`
	Login       bool         `json:"login,omitempty"`
	Replication bool         `json:"replication,omitempty"`
	BypassRLS   bool         `json:"bypass_rls,omitempty"`
	ConnLimit   int32        `json:"conn_limit"`            // -1: none
	Verifier    string       `json:"verifier,omitempty"`    // SCRAM-SHA-256$…, never a password
	ValidUntil  int64        `json:"valid_until,omitempty"` // µs since 1970, 0: for ever
	Settings    []Property   `json:"settings,omitempty"`
	MemberOf    []Membership `json:"member_of,omitempty"`
	Defaults    []DefaultACL `json:"defaults,omitempty"` // ALTER DEFAULT PRIVILEGES
}

// Membership is one role that a role is a member of.
type Membership struct {
	Role    ID   `json:"role"`
	Grantor ID   `json:"by"`
	Admin   bool `json:"admin,omitempty"`
}

// DefaultACL are privileges that objects get when the role makes them.
type DefaultACL struct {
	Schema ID    `json:"schema,omitempty"` // 0: any
	Kind   Kind  `json:"kind"`
	ACL    []ACL `json:"acl"`
}

// ColumnNames lists the names of columns.
func ColumnNames(cols []Column) []string {
	out := make([]string, len(cols))
	for i := range cols {
		out[i] = cols[i].Name
	}
	return out
}
