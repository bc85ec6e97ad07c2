package catalog

// ID identifies an object for ever and is never used again; clients see its low 32 bits
// as the object's OID.
type ID uint64

// OID is the number clients see.
func (id ID) OID() uint32 { return uint32(id) }

// CSN numbers commits; a snapshot is named by the last commit it holds.
type CSN uint64

// Fixed identities, with PostgreSQL's numbers where it has them.
const (
	PublicRole  ID = 0     // as a grantee: everybody
	RootID      ID = 1     // parent of databases, roles and everything else above databases
	DatabaseID  ID = 5     // the database of this server
	SuperuserID ID = 10    // the role that owns the server
	PgCatalogID ID = 11    // schema pg_catalog
	InfoID      ID = 13183 // schema information_schema
	PublicID    ID = 2200  // schema public
	SystemID    ID = 9100  // schema tarn: the server's own views of itself
	TempID      ID = 9101  // the session's temporary schema, as pg_temp
	DefaultPool ID = 9200  // the built-in cluster default
	FirstID     ID = 16384 // first identity of a user object
)

// Roles that every catalog has, with PostgreSQL's numbers.
const (
	MonitorRole       ID = 3373
	ReadSettingsRole  ID = 3374
	ReadStatsRole     ID = 3375
	ScanTablesRole    ID = 3377
	SignalRole        ID = 4200
	CheckpointRole    ID = 4544
	ReadFilesRole     ID = 4569
	WriteFilesRole    ID = 4570
	RunProgramsRole   ID = 4571
	DatabaseOwnerRole ID = 6171 // its one member is the owner of the database, unsaid
	ReadDataRole      ID = 6181
	WriteDataRole     ID = 6182
)

var predefinedRoles = []struct {
	id       ID
	name     string
	memberOf []ID
}{
	{ReadSettingsRole, "pg_read_all_settings", nil}, {ReadStatsRole, "pg_read_all_stats", nil},
	{ScanTablesRole, "pg_stat_scan_tables", nil},
	{MonitorRole, "pg_monitor", []ID{ReadSettingsRole, ReadStatsRole, ScanTablesRole}},
	{SignalRole, "pg_signal_backend", nil}, {CheckpointRole, "pg_checkpoint", nil},
	{ReadFilesRole, "pg_read_server_files", nil}, {WriteFilesRole, "pg_write_server_files", nil},
	{RunProgramsRole, "pg_execute_server_program", nil}, {DatabaseOwnerRole, "pg_database_owner", nil},
	{ReadDataRole, "pg_read_all_data", nil}, {WriteDataRole, "pg_write_all_data", nil},
}

// Kind is the kind of an object. Numbers are stored: they never change.
type Kind uint8

// Kinds of objects. Those after Setting have no statements yet; they have their place here
// so that stored catalogs keep one numbering.
const (
	Database         Kind = 1
	Schema           Kind = 2
	Table            Kind = 3
	View             Kind = 4
	MaterializedView Kind = 5
	Sequence         Kind = 6
	Index            Kind = 7
	Type             Kind = 8 // domain, enum or composite type
	Function         Kind = 9 // function or procedure
	Role             Kind = 10
	Volume           Kind = 11
	Setting          Kind = 12 // ALTER SYSTEM, ALTER DATABASE … SET
	Cluster          Kind = 13
	Job              Kind = 14
	Schedule         Kind = 15
	Run              Kind = 16
	Folder           Kind = 17
	Notebook         Kind = 18
	Library          Kind = 19
	Dashboard        Kind = 20
	Mount            Kind = 21
	SecretScope      Kind = 22
	Secret           Kind = 23
	Experiment       Kind = 24
	TrackingRun      Kind = 25
	Model            Kind = 26
	ModelVersion     Kind = 27
	Node             Kind = 28
	Ledger           Kind = 29 // files that COPY INTO has loaded
)

var kindNames = map[Kind]string{Database: "database", Schema: "schema", Table: "table", View: "view",
	MaterializedView: "materialized view", Sequence: "sequence", Index: "index", Type: "type", Function: "function",
	Role: "role", Volume: "volume", Setting: "setting", Cluster: "cluster", Job: "job", Schedule: "schedule", Run: "run",
	Folder: "folder", Notebook: "notebook", Library: "library", Dashboard: "dashboard", Mount: "mount",
	SecretScope: "secret scope", Secret: "secret", Experiment: "experiment", TrackingRun: "tracking run", Model: "model",
	ModelVersion: "model version", Node: "node", Ledger: "ledger"}

// String names the kind as error messages do.
func (k Kind) String() string {
	if n := kindNames[k]; n != "" {
		return n
	}
	return "object"
}

// IsRelation tells the kinds that share the name space of tables.
func (k Kind) IsRelation() bool { return k >= Table && k <= Index }

// class is the name space of a kind.
func (k Kind) class() byte {
	if k.IsRelation() {
		return byte(Table)
	}
	return byte(k)
}

// Object is one descriptor. At most the pointer of its Kind is set (a materialized view
// has two: View and Table).
type Object struct {
	ID      ID     `json:"id"`
	Parent  ID     `json:"parent"`
	Kind    Kind   `json:"kind"`
	Name    string `json:"name"`
	Owner   ID     `json:"owner"` // a role
	Comment string `json:"comment,omitempty"`
	Version uint64 `json:"version"` // grows by one with each change
	Created CSN    `json:"created"`
	Changed CSN    `json:"changed"`
	Dropped int64  `json:"dropped,omitempty"` // µs since 1970 when it was dropped, 0: it lives
	ACL     []ACL  `json:"acl,omitempty"`     // nil: the kind's default privileges

	Table    *TableInfo    `json:"table,omitempty"`
	View     *ViewInfo     `json:"view,omitempty"`
	Sequence *SequenceInfo `json:"sequence,omitempty"`
	Index    *IndexInfo    `json:"index,omitempty"`
	Type     *TypeInfo     `json:"type,omitempty"`
	Function *FunctionInfo `json:"function,omitempty"`
	Role     *RoleInfo     `json:"role,omitempty"`
	// Spec is the description of kinds that have no type of their own here, as JSON.
	Spec []byte `json:"spec,omitempty"`
}

// Key is the object's name within its parent and class: functions of one name differ by
// their argument types.
func (o *Object) Key() string {
	if o.Kind == Function && o.Function != nil {
		return o.Name + "(" + o.Function.Signature() + ")"
	}
	return o.Name
}

// ACL is what one role granted to another on an object or column, as sets of Privilege.
type ACL struct {
	Grantee    ID        `json:"to"` // PublicRole for PUBLIC
	Grantor    ID        `json:"by"`
	Privileges Privilege `json:"p"`
	Grantable  Privilege `json:"g,omitempty"` // those with grant option
}

// Privilege is a set of privileges.
type Privilege uint32

// Privileges, in PostgreSQL's order of aclitem letters where it has them.
const (
	PrivInsert Privilege = 1 << iota
	PrivSelect
	PrivUpdate
	PrivDelete
	PrivTruncate
	PrivReferences
	PrivTrigger
	PrivExecute
	PrivUsage
	PrivCreate
	PrivTemporary
	PrivConnect
	PrivSet
	PrivAlterSystem
	PrivManage // clusters, jobs, models
	PrivAttach // clusters
	PrivAnyFile
)
