package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regAggs(map[string]newFn{
		"text_string_agg":       func(*Ctx) Agg { return &stringAgg{} },
		"bytea_string_agg":      func(*Ctx) Agg { return &stringAgg{} },
		"anynonarray_array_agg": func(c *Ctx) Agg { return &arrayAgg{elem: c.argType(0, types.Text)} },
		"anyarray_array_agg":    func(c *Ctx) Agg { return &nestedAgg{t: c.argType(0, types.Text)} },
	})
	notStrictAggs["string_agg"] = true
}

// stringAgg joins values; each value brings the delimiter that precedes it.
type stringAgg struct {
	b    strings.Builder
	lead string // the first delimiter, needed when states merge
	some bool
}

func (s *stringAgg) Add(a []D) error {
	if a[0].Null {
		return nil
	}
	sep := ""
	if !a[1].Null {
		sep = a[1].S
	}
	if s.b.Len()+len(sep)+len(a[0].S) > maxText {
		return errTooLarge
	}
	if s.some {
		s.b.WriteString(sep)
	} else {
		s.some, s.lead = true, strings.Clone(sep)
	}
	s.b.WriteString(a[0].S)
	return nil
}

func (s *stringAgg) Merge(o Agg) error {
	p := o.(*stringAgg)
	if !p.some {
		return nil
	}
	if !s.some {
		s.some, s.lead = true, p.lead
	} else {
		s.b.WriteString(p.lead)
	}
	s.b.WriteString(p.b.String())
	return nil
}

func (s *stringAgg) Result() (D, error) {
	if !s.some {
		return types.Null, nil
	}
	return strD(s.b.String()), nil
}

func (s *stringAgg) Bytes() int64 { return 64 + int64(s.b.Cap()) }

// arrayAgg collects scalars, NULLs included.
type arrayAgg struct {
	elem  types.Type
	elems []D
	size  int64
}

func (s *arrayAgg) Add(a []D) error {
	s.elems = append(s.elems, keep(a[0]))
	s.size += 32 + int64(len(a[0].S))
	return nil
}

func (s *arrayAgg) Merge(o Agg) error {
	p := o.(*arrayAgg)
	s.elems = append(s.elems, p.elems...)
	s.size += p.size
	return nil
}

func (s *arrayAgg) Result() (D, error) {
	if len(s.elems) == 0 {
		return types.Null, nil
	}
	return types.NewArray(s.elem, s.elems), nil
}

func (s *arrayAgg) Bytes() int64 { return 64 + s.size }

// nestedAgg collects arrays of one shape into an array with one more dimension.
type nestedAgg struct {
	t    types.Type
	rows []types.Array
	size int64
}

func (s *nestedAgg) Add(a []D) error {
	if a[0].Null {
		return pgerr.New(pgerr.NullValueNotAllowed, "cannot accumulate null arrays")
	}
	elem, _ := types.ElemOf(s.t)
	arr := types.DecodeArray(elem, keep(a[0]).S)
	if len(arr.Elems) == 0 {
		return pgerr.New(pgerr.ArraySubscriptError, "cannot accumulate empty arrays")
	}
	if len(s.rows) > 0 && !sameDims(s.rows[0], arr) {
		return pgerr.New(pgerr.ArraySubscriptError, "cannot accumulate arrays of different dimensionality")
	}
	s.rows = append(s.rows, arr)
	s.size += int64(len(a[0].S)) * 4
	return nil
}

func sameDims(a, b types.Array) bool {
	if len(a.Dims) != len(b.Dims) {
		return false
	}
	for i := range a.Dims {
		if a.Dims[i] != b.Dims[i] || a.Lbs[i] != b.Lbs[i] {
			return false
		}
	}
	return true
}

func (s *nestedAgg) Merge(o Agg) error {
	p := o.(*nestedAgg)
	if len(s.rows) > 0 && len(p.rows) > 0 && !sameDims(s.rows[0], p.rows[0]) {
		return pgerr.New(pgerr.ArraySubscriptError, "cannot accumulate arrays of different dimensionality")
	}
	s.rows = append(s.rows, p.rows...)
	s.size += p.size
	return nil
}

func (s *nestedAgg) Result() (D, error) {
	if len(s.rows) == 0 {
		return types.Null, nil
	}
	elem, _ := types.ElemOf(s.t)
	var elems []D
	for _, r := range s.rows {
		elems = append(elems, r.Elems...)
	}
	dims := append([]int{len(s.rows)}, s.rows[0].Dims...)
	lbs := append([]int{1}, s.rows[0].Lbs...)
	return types.EncodeArray(elem, dims, lbs, elems), nil
}

func (s *nestedAgg) Bytes() int64 { return 64 + s.size }
