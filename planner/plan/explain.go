package plan

// ExplainFormat is TEXT or JSON.
type ExplainFormat uint8

// Formats of EXPLAIN.
const (
	ExplainText ExplainFormat = iota
	ExplainJSON
)

// ExplainOptions are the options of EXPLAIN as the statement gave them.
type ExplainOptions struct {
	Format  ExplainFormat
	Analyze bool
	Verbose bool
	Costs   bool // default on
	Timing  bool // default on with Analyze
	Buffers bool
	Summary bool
	// PlanningMillis and ExecutionMillis are printed with Summary.
	PlanningMillis  float64
	ExecutionMillis float64
	Rules           []string // names of rules that changed the plan, printed with Verbose
}
