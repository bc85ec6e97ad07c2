package plan

// Modify stands over the plan of a statement that changes data when it is explained; it
// is never run.
type Modify struct {
	Estimate
	Verb  string // Insert, Update, Delete or Merge
	Table string
	Input Node
	// Conflict is what ON CONFLICT does, "" without one; Arbiters are its keys.
	Conflict string
	Arbiters []string
}

// Cols lists the delivered columns: none.
func (n *Modify) Cols() []Column { return nil }

// Children lists the input.
func (n *Modify) Children() []Node { return []Node{n.Input} }
