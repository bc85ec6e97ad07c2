package plan

// Number gives every node its number in EXPLAIN order: parents first, inputs in order,
// the plans of CTEs before the input that reads them.
func Number(q *Query) {
	q.Nodes = 0
	Walk(q.Root, func(n Node) bool {
		q.Nodes++
		n.Est().ID = q.Nodes
		return true
	})
}
