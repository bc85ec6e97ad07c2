package plan

// Query is a finished plan: a tree whose nodes are numbered, and the columns that a
// client sees, in order. A column of Root may appear twice in Output or not at all.
type Query struct {
	Root   Node
	Output []Column
	Nodes  int // node IDs are 1..Nodes
	// Calls tells that functions written in SQL are called while it runs: they need the
	// session to themselves.
	Calls bool
}

// Actual is what running a node really took, beside its Estimate. Times are summed over
// workers and exclude the inputs.
type Actual struct {
	Rows          int64
	Nanos         int64
	Batches       int64
	MemPeakBytes  int64
	SpilledBytes  int64
	BytesRead     int64 // scans: compressed bytes fetched
	Requests      int64
	RowGroups     int64
	PrunedGroups  int64
	Files         int64
	PrunedFiles   int64
	CacheHitBytes int64
	Strategy      string // what the executor chose, e.g. "direct address"
}
