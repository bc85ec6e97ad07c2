package exec

import "sync/atomic"

// Progress counts how far a query's scans are; safe to read while it runs.
type Progress struct {
	RowsScanned atomic.Int64
	RowsTotal   atomic.Int64 // known total of all scans, grows as scans start
	RowsOut     atomic.Int64
}
