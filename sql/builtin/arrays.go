package builtin

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// elemType is the element type of array argument i.
func (c *Ctx) elemType(i int) types.Type {
	if e, ok := types.ElemOf(c.argType(i, 1009)); ok {
		return e
	}
	return types.T(types.Text)
}

func (c *Ctx) array(a []D, i int) types.Array { return types.DecodeArray(c.elemType(i), a[i].S) }

func init() {
	regScalars(map[string]evalFn{
		"array_append": arrayAppend, "array_prepend": arrayPrepend, "array_cat": arrayCat,
		"array_ndims":       arrayInfo(func(a types.Array) (int, bool) { return len(a.Dims), len(a.Dims) > 0 }),
		"array_length":      arrayDim(func(a types.Array, i int) int { return a.Dims[i] }),
		"array_lower":       arrayDim(func(a types.Array, i int) int { return a.Lbs[i] }),
		"array_upper":       arrayDim(func(a types.Array, i int) int { return a.Lbs[i] + a.Dims[i] - 1 }),
		"array_cardinality": func(_ *Ctx, a []D) (D, error) { return intD(int64(types.ArrayLen(a[0].S))), nil },
		"array_dims":        arrayDims, "array_fill": arrayFill, "array_fill_with_lower_bounds": arrayFill,
		"array_position": arrayPosition, "array_position_start": arrayPosition, "array_positions": arrayPositions,
		"array_remove": arrayRemove, "array_replace": arrayReplace, "trim_array": trimArray,
		"array_to_text": arrayToText, "array_to_text_null": arrayToText,
		"text_to_array": textToArray, "text_to_array_null": textToArray,
		"arraycontains": func(c *Ctx, a []D) (D, error) {
			return boolD(containsAll(c.elemType(0), c.array(a, 0), c.array(a, 1))), nil
		},
		"arraycontained": func(c *Ctx, a []D) (D, error) {
			return boolD(containsAll(c.elemType(0), c.array(a, 1), c.array(a, 0))), nil
		},
		"arrayoverlap": func(c *Ctx, a []D) (D, error) {
			return boolD(overlapArrays(c.elemType(0), c.array(a, 0), c.array(a, 1))), nil
		},
		"btarraycmp": func(c *Ctx, a []D) (D, error) { return intD(int64(types.Compare(c.argType(0, 1009), a[0], a[1]))), nil },
	})
	setImpls["array_unnest"] = unnest
	setImpls["generate_subscripts"], setImpls["generate_subscripts_nodir"] = generateSubscripts, generateSubscripts
	setImpls["text_to_table"], setImpls["text_to_table_null"] = textToTable, textToTable
}

func arrayInfo(f func(types.Array) (int, bool)) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		v, ok := f(c.array(a, 0))
		if !ok {
			return types.Null, nil
		}
		return intD(int64(v)), nil
	}
}

func arrayDim(f func(types.Array, int) int) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		arr := c.array(a, 0)
		i := a[1].I - 1
		if i < 0 || i >= int64(len(arr.Dims)) {
			return types.Null, nil
		}
		return intD(int64(f(arr, int(i)))), nil
	}
}

func arrayDims(c *Ctx, a []D) (D, error) {
	arr := c.array(a, 0)
	if len(arr.Dims) == 0 {
		return types.Null, nil
	}
	var b strings.Builder
	for i, n := range arr.Dims {
		b.WriteString("[" + strconv.Itoa(arr.Lbs[i]) + ":" + strconv.Itoa(arr.Lbs[i]+n-1) + "]")
	}
	return strD(b.String()), nil
}

func encode(elem types.Type, arr types.Array) D {
	return types.EncodeArray(elem, arr.Dims, arr.Lbs, arr.Elems)
}

var errOneDim = pgerr.New(pgerr.DataException, "argument must be empty or one-dimensional array")

func arrayAppend(c *Ctx, a []D) (D, error) {
	elem := c.elemType(0)
	arr := types.Array{}
	if !a[0].Null {
		arr = c.array(a, 0)
	}
	if len(arr.Dims) > 1 {
		return D{}, errOneDim
	}
	if len(arr.Dims) == 0 {
		return types.NewArray(elem, []D{a[1]}), nil
	}
	arr.Elems = append(arr.Elems, a[1])
	arr.Dims[0]++
	return encode(elem, arr), nil
}

func arrayPrepend(c *Ctx, a []D) (D, error) {
	elem := c.elemType(1)
	arr := types.Array{}
	if !a[1].Null {
		arr = c.array(a, 1)
	}
	if len(arr.Dims) > 1 {
		return D{}, errOneDim
	}
	if len(arr.Dims) == 0 {
		return types.NewArray(elem, []D{a[0]}), nil
	}
	arr.Elems = append([]D{a[0]}, arr.Elems...)
	arr.Dims[0]++
	return encode(elem, arr), nil
}

func arrayCat(c *Ctx, a []D) (D, error) {
	switch {
	case a[0].Null:
		return a[1], nil
	case a[1].Null:
		return a[0], nil
	}
	x, y := c.array(a, 0), c.array(a, 1)
	switch {
	case len(x.Dims) == 0:
		return a[1], nil
	case len(y.Dims) == 0:
		return a[0], nil
	}
	out, ok := joinArrays(x, y)
	if !ok {
		return D{}, pgerr.New(pgerr.ArraySubscriptError, "cannot concatenate incompatible arrays").
			WithDetail("Arrays with differing dimensions are not compatible for concatenation.")
	}
	return encode(c.elemType(0), out), nil
}

// joinArrays appends along the first dimension; one side may have one dimension less.
func joinArrays(x, y types.Array) (types.Array, bool) {
	out := types.Array{Elems: append(append([]D{}, x.Elems...), y.Elems...)}
	switch {
	case len(x.Dims) == len(y.Dims):
		out.Dims, out.Lbs = append([]int{}, x.Dims...), x.Lbs
		out.Dims[0] += y.Dims[0]
		return out, tailEqual(x.Dims[1:], y.Dims[1:])
	case len(x.Dims) == len(y.Dims)+1:
		out.Dims, out.Lbs = append([]int{}, x.Dims...), x.Lbs
		out.Dims[0]++
		return out, tailEqual(x.Dims[1:], y.Dims)
	case len(y.Dims) == len(x.Dims)+1:
		out.Dims, out.Lbs = append([]int{}, y.Dims...), y.Lbs
		out.Dims[0]++
		return out, tailEqual(y.Dims[1:], x.Dims)
	}
	return out, false
}

func tailEqual(a, b []int) bool {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return false
		}
	}
	return len(a) == len(b)
}

func arrayFill(c *Ctx, a []D) (D, error) {
	if a[1].Null || len(a) > 2 && a[2].Null {
		return D{}, pgerr.New(pgerr.NullValueNotAllowed, "dimension array or low bound array cannot be null")
	}
	int4 := types.T(types.Int4)
	dims := types.DecodeArray(int4, a[1].S)
	if len(dims.Dims) > 1 {
		return D{}, pgerr.New(pgerr.ArraySubscriptError, "wrong number of array subscripts").WithDetail("Dimension array must be one dimensional.")
	}
	var d, lbs []int
	n := 1
	for _, e := range dims.Elems {
		if e.Null {
			return D{}, pgerr.New(pgerr.NullValueNotAllowed, "dimension values cannot be null")
		}
		if e.I < 0 || e.I > 1<<24 || n*int(e.I) > 1<<24 {
			return D{}, pgerr.New(pgerr.ProgramLimitExceeded, "array size exceeds the maximum allowed (%d)", 1<<24)
		}
		n *= int(e.I)
		d = append(d, int(e.I))
	}
	if len(a) > 2 {
		for _, e := range types.DecodeArray(int4, a[2].S).Elems {
			lbs = append(lbs, int(e.I))
		}
		if len(lbs) != len(d) {
			return D{}, pgerr.New(pgerr.ArraySubscriptError, "wrong number of array subscripts").
				WithDetail("Low bound array has different size than dimensions array.")
		}
	}
	elem := c.argType(0, types.Text)
	if len(d) == 0 || n == 0 {
		return types.NewArray(elem, nil), nil
	}
	elems := make([]D, n)
	for i := range elems {
		elems[i] = a[0]
	}
	return types.EncodeArray(elem, d, lbs, elems), nil
}

// sameElem is IS NOT DISTINCT FROM.
func sameElem(t types.Type, x, y D) bool {
	if x.Null || y.Null {
		return x.Null && y.Null
	}
	return types.Equal(t, x, y)
}

var errSearch = pgerr.New(pgerr.FeatureNotSupported, "searching for elements in multidimensional arrays is not supported")

func arrayPosition(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return types.Null, nil
	}
	arr := c.array(a, 0)
	if len(arr.Dims) > 1 {
		return D{}, errSearch
	}
	from := 0
	if len(a) > 2 {
		if a[2].Null {
			return D{}, pgerr.New(pgerr.NullValueNotAllowed, "initial position must not be null")
		}
		if len(arr.Lbs) > 0 {
			from = max(int(a[2].I)-arr.Lbs[0], 0)
		}
	}
	for i := from; i < len(arr.Elems); i++ {
		if sameElem(c.elemType(0), arr.Elems[i], a[1]) {
			return intD(int64(arr.Lbs[0] + i)), nil
		}
	}
	return types.Null, nil
}

func arrayPositions(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return types.Null, nil
	}
	arr := c.array(a, 0)
	if len(arr.Dims) > 1 {
		return D{}, errSearch
	}
	var out []D
	for i, e := range arr.Elems {
		if sameElem(c.elemType(0), e, a[1]) {
			out = append(out, intD(int64(arr.Lbs[0]+i)))
		}
	}
	return types.NewArray(types.T(types.Int4), out), nil
}

func arrayRemove(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return a[0], nil
	}
	arr := c.array(a, 0)
	if len(arr.Dims) > 1 {
		return D{}, pgerr.New(pgerr.FeatureNotSupported, "removing elements from multidimensional arrays is not supported")
	}
	var out []D
	for _, e := range arr.Elems {
		if !sameElem(c.elemType(0), e, a[1]) {
			out = append(out, e)
		}
	}
	if len(out) == len(arr.Elems) {
		return a[0], nil
	}
	return types.EncodeArray(c.elemType(0), []int{len(out)}, arr.Lbs, out), nil
}

func arrayReplace(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return a[0], nil
	}
	arr := c.array(a, 0)
	for i, e := range arr.Elems {
		if sameElem(c.elemType(0), e, a[1]) {
			arr.Elems[i] = a[2]
		}
	}
	return encode(c.elemType(0), arr), nil
}

func trimArray(c *Ctx, a []D) (D, error) {
	arr := c.array(a, 0)
	n := 0
	if len(arr.Dims) > 0 {
		n = arr.Dims[0]
	}
	k := int(a[1].I)
	if k < 0 || k > n {
		return D{}, pgerr.New(pgerr.ArraySubscriptError, "number of elements to trim must be between 0 and %d", n)
	}
	if k == n {
		return types.NewArray(c.elemType(0), nil), nil
	}
	arr.Elems = arr.Elems[:len(arr.Elems)/n*(n-k)]
	arr.Dims[0] = n - k
	for i := range arr.Lbs {
		arr.Lbs[i] = 1
	}
	return encode(c.elemType(0), arr), nil
}

func arrayToText(c *Ctx, a []D) (D, error) {
	if a[0].Null || a[1].Null {
		return types.Null, nil
	}
	elem := c.elemType(0)
	var b []byte
	first := true
	for _, e := range c.array(a, 0).Elems {
		if e.Null && (len(a) < 3 || a[2].Null) {
			continue
		}
		if !first {
			b = append(b, a[1].S...)
		}
		first = false
		if e.Null {
			b = append(b, a[2].S...)
		} else {
			b = types.AppendText(b, elem, e, c.style())
		}
	}
	return strD(string(b)), nil
}

// splitText is the common part of string_to_array and string_to_table.
func splitText(a []D) []D {
	var parts []string
	switch {
	case a[0].S == "":
	case a[1].Null:
		for _, r := range a[0].S {
			parts = append(parts, string(r))
		}
	case a[1].S == "":
		parts = []string{a[0].S}
	default:
		parts = strings.Split(a[0].S, a[1].S)
	}
	out := make([]D, len(parts))
	for i, p := range parts {
		out[i] = strD(p)
		if len(a) > 2 && !a[2].Null && p == a[2].S {
			out[i] = types.Null
		}
	}
	return out
}

func textToArray(_ *Ctx, a []D) (D, error) {
	if a[0].Null {
		return types.Null, nil
	}
	return types.NewArray(types.T(types.Text), splitText(a)), nil
}

func textToTable(_ *Ctx, a []D, yield func([]D) bool) error {
	if !a[0].Null {
		yieldAll(splitText(a), yield)
	}
	return nil
}

func yieldAll(ds []D, yield func([]D) bool) {
	for _, d := range ds {
		if !yield([]D{d}) {
			return
		}
	}
}

func unnest(c *Ctx, a []D, yield func([]D) bool) error {
	yieldAll(c.array(a, 0).Elems, yield)
	return nil
}

func generateSubscripts(c *Ctx, a []D, yield func([]D) bool) error {
	arr := c.array(a, 0)
	d := a[1].I - 1
	if d < 0 || d >= int64(len(arr.Dims)) {
		return nil
	}
	lo, n := arr.Lbs[d], arr.Dims[d]
	for i := range n {
		k := lo + i
		if len(a) > 2 && a[2].Bool() {
			k = lo + n - 1 - i
		}
		if !yield([]D{intD(int64(k))}) {
			return nil
		}
	}
	return nil
}

// containsAll says whether every element of y is in x; a NULL is in nothing.
func containsAll(t types.Type, x, y types.Array) bool {
	for _, e := range y.Elems {
		if e.Null || !hasElem(t, x, e) {
			return false
		}
	}
	return true
}

func hasElem(t types.Type, x types.Array, e D) bool {
	for _, f := range x.Elems {
		if !f.Null && types.Equal(t, e, f) {
			return true
		}
	}
	return false
}

func overlapArrays(t types.Type, x, y types.Array) bool {
	for _, e := range y.Elems {
		if !e.Null && hasElem(t, x, e) {
			return true
		}
	}
	return false
}
