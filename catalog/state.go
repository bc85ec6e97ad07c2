package catalog

import "slices"

// TxID names a transaction. It is drawn from a counter of the catalog, so that it is
// unique among all servers; clients see it as xid8.
type TxID uint64

// TableState is where a managed table stands. Versions are those of its Delta log.
type TableState struct {
	Head       int64 // newest ratified version, -1: none
	Published  int64 // newest version that has its file in the log, -1: none
	Checkpoint int64 // newest version with a checkpoint, -1: none
	DataCSN    CSN   // last commit that changed rows
	HeadTime   int64 // in-commit timestamp of Head, µs since 1970
	// Forgotten is the newest version whose conflict summary is gone: a transaction that
	// began before it cannot be checked any more.
	Forgotten int64
	commits   list[*Commit]
	buffer    list[*Chunk]
}

// Commits are the latest versions, oldest first: those not yet published have a Body, the
// others are only kept to find conflicts. They must not be changed.
func (s *TableState) Commits() []*Commit { return s.commits.items }

// Buffer are the rows that are in no file yet, oldest first. They must not be changed.
func (s *TableState) Buffer() []*Chunk { return s.buffer.items }

// Commit is one ratified version of a table.
type Commit struct {
	Version int64
	CSN     CSN
	Time    int64 // in-commit timestamp, µs since 1970
	Tx      TxID
	// Body holds the actions as lines of JSON, without commitInfo; nil once published.
	// A large body is in a file of the store instead, named by Staged with its length
	// and SHA-256.
	Body      []byte
	Staged    string
	StagedLen int64
	StagedSum [32]byte
	Info      CommitInfo
	// What later commits are checked against.
	Removed []uint64 // FileKey of files removed or whose deletions changed, ascending
	Keys    []uint64 // hashes of unique keys added, ascending
	AllKeys bool     // too many keys to list: any of them
	Data    bool     // rows were added, changed or removed
	Meta    bool     // schema, properties or protocol changed
}

// CommitInfo is what the table's history shows of a commit.
type CommitInfo struct {
	Operation  string     `json:"operation"`
	Parameters []Property `json:"parameters,omitempty"` // values are JSON texts
	Metrics    []Property `json:"metrics,omitempty"`
	User       string     `json:"user,omitempty"`
	Statement  string     `json:"statement,omitempty"`
}

// Chunk is a run of buffered rows.
type Chunk struct {
	ID      uint64 // unique within the catalog, rising with time
	CSN     CSN
	Time    int64 // µs since 1970 when it was committed
	Rows    int
	Data    []byte // in the row buffer's own form, which this package does not look into
	Keys    []uint64
	AllKeys bool
}

// SequenceState is where a sequence stands: Last was the last value given out, or is the
// next one when not Called.
type SequenceState struct {
	Last   int64
	Called bool
	Epoch  uint64 // grows when setval or ALTER make reserved values worthless
}

// TableChange is what a transaction did to one managed table.
type TableChange struct {
	Table ID
	Base  int64 // version it was read at, -1 for a table made by the transaction
	// Schema is TableInfo.Schema that the rows were made for.
	Schema uint64
	// Whole says that all rows were replaced or removed (TRUNCATE, OVERWRITE): it
	// conflicts with any change of rows since Base.
	Whole bool
	// Body, Staged…, Info, Removed, Keys, Data and Meta become those of the Commit. An
	// empty body makes no version: only the buffer changes.
	Body       []byte
	Staged     string
	StagedLen  int64
	StagedSum  [32]byte
	Info       CommitInfo
	Removed    []uint64
	Keys       []uint64
	AllKeys    bool
	Data, Meta bool
	// Compaction rewrites rows without changing them: it conflicts like any change of
	// files but is not a change of data for others.
	Compaction bool
	Chunks     []*Chunk // rows to buffer; ID and CSN are filled in by the commit
	DropChunks []uint64 // chunks whose rows the change took over, ascending
}

// Change is a transaction as it is committed.
type Change struct {
	Tx           TxID
	Key          string // idempotency key, "" for none
	Base         CSN
	Serializable bool
	Reads        []ID // tables a serializable transaction read, ascending
	Mutations    []Mutation
	Tables       []TableChange
}

// Stamp is what the leader adds to a change: its place in the log and the time.
type Stamp struct {
	CSN  CSN
	Time int64 // µs since 1970
}

// Outcome tells how a transaction ended. Only committed ones are remembered.
type Outcome struct {
	CSN  CSN
	Time int64
}

// list is a sequence that grows at its end and shares its memory with older versions of
// itself. Only one goroutine at a time may append to versions of one list.
type list[T any] struct {
	items []T
	used  *int // length of the newest version on this memory
}

func (l list[T]) append(xs ...T) list[T] {
	if len(xs) == 0 {
		return l
	}
	if l.used == nil || *l.used != len(l.items) {
		l.items = slices.Clone(l.items)
		l.used = new(int)
	}
	l.items = append(l.items, xs...)
	*l.used = len(l.items)
	return l
}

func listOf[T any](items []T) list[T] {
	n := len(items)
	return list[T]{items: items, used: &n}
}
