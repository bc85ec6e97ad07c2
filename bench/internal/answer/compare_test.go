package answer

import "testing"

// result builds an answer from rows of text; "NULL" is SQL NULL.
func result(classes []Class, rows ...[]string) Result {
	var r Result
	for _, c := range classes {
		r.Columns = append(r.Columns, Column{"c", c})
	}
	for _, row := range rows {
		var values []Value
		for _, s := range row {
			values = append(values, Value{Null: s == "NULL", Text: s})
		}
		r.Rows = append(r.Rows, values)
	}
	return r
}

func TestCompare(t *testing.T) {
	exact, float, text := []Class{Exact}, []Class{Float}, []Class{Text}
	pair := []Class{Text, Exact}
	tests := []struct {
		name  string
		a, b  Result
		rule  Rule
		equal bool
	}{
		{"trailing zeros of a decimal", result(exact, []string{"1.50"}), result(exact, []string{"1.5"}), Rule{}, true},
		{"last digit of a decimal", result(exact, []string{"10000000000.0001"}), result(exact, []string{"10000000000.0002"}), Rule{}, false},
		{"decimal against float", result(exact, []string{"0.33333333333333333333"}), result(float, []string{"0.3333333333333333"}), Rule{}, true},
		{"floats apart", result(float, []string{"1.0"}), result(float, []string{"1.00001"}), Rule{}, false},
		{"nan", result(float, []string{"NaN"}), result(float, []string{"nan"}), Rule{}, true},
		{"null against empty", result(text, []string{"NULL"}), result(text, []string{""}), Rule{}, false},
		{"text against number", result(text, []string{"1"}), result(exact, []string{"1"}), Rule{}, false},
		{"bag", result(text, []string{"a"}, []string{"b"}), result(text, []string{"b"}, []string{"a"}), Rule{}, true},
		{"wrong order", result(text, []string{"a"}, []string{"b"}), result(text, []string{"b"}, []string{"a"}), Rule{Ordered: true}, false},
		{"missing row", result(text, []string{"a"}), result(text), Rule{}, false},
		{"tie inside", result(pair, []string{"a", "2"}, []string{"b", "2"}, []string{"c", "1"}),
			result(pair, []string{"b", "2"}, []string{"a", "2"}, []string{"d", "1"}), Rule{Keys: []int{1}, Limit: true}, true},
		{"last tie without a limit", result(pair, []string{"c", "1"}), result(pair, []string{"d", "1"}), Rule{Keys: []int{1}}, false},
		{"first tie after an offset", result(pair, []string{"c", "1"}), result(pair, []string{"d", "1"}), Rule{Keys: []int{1}, Offset: true}, true},
		{"tie with a foreign row", result(pair, []string{"a", "2"}, []string{"b", "2"}, []string{"c", "1"}),
			result(pair, []string{"b", "2"}, []string{"x", "2"}, []string{"c", "1"}), Rule{Keys: []int{1}}, false},
		{"tie with another key", result(pair, []string{"a", "2"}), result(pair, []string{"a", "3"}), Rule{Keys: []int{1}}, false},
		{"count only", result(text, []string{"a"}), result(text, []string{"z"}), Rule{CountOnly: true}, true},
	}
	for _, tt := range tests {
		err := Compare(tt.a, tt.b, tt.rule)
		if (err == nil) != tt.equal {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
