package builtin

import "testing"

// TestAggregatesOverNothing asks every aggregate for its value over no rows: the planner
// does so for groups that are missing.
func TestAggregatesOverNothing(t *testing.T) {
	ones := map[string]bool{"count": true, "regr_count": true, "rank": true, "dense_rank": true, "percent_rank": true, "cume_dist": true}
	seen := 0
	for _, fn := range Funcs() {
		if fn.Kind != Aggregate || fn.New == nil {
			continue
		}
		d, err := fn.New(&Ctx{Session: testSession}).Result()
		if err != nil {
			t.Errorf("%s: %v", fn.Describe(), err)
		}
		if ones[fn.Name] {
			seen++
			if d.Null {
				t.Errorf("%s over nothing is NULL", fn.Describe())
			}
		}
	}
	if seen < len(ones) {
		t.Errorf("only %d of %d aggregates found", seen, len(ones))
	}
}
