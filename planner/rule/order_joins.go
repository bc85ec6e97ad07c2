package rule

import (
	"github.com/tarndb/tarn/planner/order"
	"github.com/tarndb/tarn/planner/plan"
)

// orderJoins puts joins into the order that costs least by the statistics, and decides
// which side of each is built. What may move where is package order's business:
//
//	SELECT * FROM a LEFT JOIN b ON a.x = b.x LEFT JOIN c ON b.y = c.y
//
// cannot join b with c first by the same operators.
func orderJoins(c *Ctx, n plan.Node) plan.Node {
	c.note()
	return order.Joins(n, c.Stats)
}
