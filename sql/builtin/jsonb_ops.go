package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"jsonb_concat":    jsonb2(concatJSON),
		"jsonb_contains":  jsonbBool(func(a, b *jv) bool { return containsJSON(a, b, true) }),
		"jsonb_contained": jsonbBool(func(a, b *jv) bool { return containsJSON(b, a, true) }),
		"jsonb_exists": func(_ *Ctx, a []D) (D, error) {
			v, err := types.ParseJSONB(a[0].S)
			return boolD(existsKey(&v, a[1].S)), err
		},
		"jsonb_exists_any": existsKeys(false), "jsonb_exists_all": existsKeys(true),
		"jsonb_delete": jsonb1(func(v *jv, a []D) error {
			if v.Kind < types.JSONArray {
				return badParam("cannot delete from scalar")
			}
			removeKey(v, a[1].S)
			return nil
		}),
		"jsonb_delete_array": jsonb1(deleteKeys), "jsonb_delete_idx": jsonb1(deleteIndex),
		"jsonb_delete_path": jsonb1(deletePath), "jsonb_set": jsonbSet, "jsonb_insert": jsonbInsert, "jsonb_set_lax": jsonbSetLax,
	})
}

func jsonb1(f func(v *jv, a []D) error) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := types.ParseJSONB(a[0].S)
		if err != nil {
			return D{}, err
		}
		if err := f(&v, a); err != nil {
			return D{}, err
		}
		return v.Datum(), nil
	}
}

func jsonb2(f func(a, b *jv) (jv, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := types.ParseJSONB(a[0].S)
		if err != nil {
			return D{}, err
		}
		w, err := types.ParseJSONB(a[1].S)
		if err != nil {
			return D{}, err
		}
		out, err := f(&v, &w)
		return out.Datum(), err
	}
}

func jsonbBool(f func(a, b *jv) bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := types.ParseJSONB(a[0].S)
		if err != nil {
			return D{}, err
		}
		w, err := types.ParseJSONB(a[1].S)
		return boolD(f(&v, &w)), err
	}
}

// concatJSON merges objects; anything else becomes an array.
func concatJSON(a, b *jv) (jv, error) {
	if a.Kind == types.JSONObject && b.Kind == types.JSONObject {
		return types.NewJSONObject(append(append([]string{}, a.Keys...), b.Keys...), append(append([]jv{}, a.Vals...), b.Vals...)), nil
	}
	list := func(v *jv) []jv {
		if v.Kind == types.JSONArray {
			return v.Arr
		}
		return []jv{*v}
	}
	return jv{Kind: types.JSONArray, Arr: append(append([]jv{}, list(a)...), list(b)...)}, nil
}

// containsJSON is @>. At the top an array contains a scalar it holds.
func containsJSON(a, b *jv, top bool) bool {
	if a.Kind == types.JSONArray && b.Kind < types.JSONArray && top {
		return hasJSON(a.Arr, b)
	}
	if a.Kind != b.Kind {
		return false
	}
	switch b.Kind {
	case types.JSONObject:
		for i, k := range b.Keys {
			v := a.Get(k)
			if v == nil || !containsJSON(v, &b.Vals[i], false) {
				return false
			}
		}
		return true
	case types.JSONArray:
		for i := range b.Arr {
			if !hasJSON(a.Arr, &b.Arr[i]) {
				return false
			}
		}
		return true
	}
	return a.Compare(b) == 0
}

func hasJSON(list []jv, v *jv) bool {
	for i := range list {
		if list[i].Kind == v.Kind && containsJSON(&list[i], v, false) {
			return true
		}
	}
	return false
}

func existsKey(v *jv, key string) bool {
	switch v.Kind {
	case types.JSONObject:
		return v.Get(key) != nil
	case types.JSONArray:
		for i := range v.Arr {
			if v.Arr[i].Kind == types.JSONString && v.Arr[i].Str == key {
				return true
			}
		}
	case types.JSONString:
		return v.Str == key
	}
	return false
}

func existsKeys(all bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := types.ParseJSONB(a[0].S)
		if err != nil {
			return D{}, err
		}
		for _, e := range types.DecodeArray(types.T(types.Text), a[1].S).Elems {
			if !e.Null && existsKey(&v, e.S) != all {
				return boolD(!all), nil
			}
		}
		return boolD(all), nil
	}
}

// removeKey removes an object key, or the equal strings of an array.
func removeKey(v *jv, key string) {
	if v.Kind == types.JSONArray {
		out := v.Arr[:0:0]
		for _, e := range v.Arr {
			if e.Kind != types.JSONString || e.Str != key {
				out = append(out, e)
			}
		}
		v.Arr = out
		return
	}
	for i, k := range v.Keys {
		if k == key {
			v.Keys = append(v.Keys[:i:i], v.Keys[i+1:]...)
			v.Vals = append(v.Vals[:i:i], v.Vals[i+1:]...)
			return
		}
	}
}

func deleteKeys(v *jv, a []D) error {
	if v.Kind < types.JSONArray {
		return badParam("cannot delete from scalar")
	}
	for _, e := range types.DecodeArray(types.T(types.Text), a[1].S).Elems {
		if !e.Null {
			removeKey(v, e.S)
		}
	}
	return nil
}

func deleteIndex(v *jv, a []D) error {
	switch {
	case v.Kind == types.JSONObject:
		return badParam("cannot delete from object using integer index")
	case v.Kind < types.JSONArray:
		return badParam("cannot delete from scalar")
	}
	i := a[1].I
	if i < 0 {
		i += int64(len(v.Arr))
	}
	if i >= 0 && i < int64(len(v.Arr)) {
		v.Arr = append(v.Arr[:i:i], v.Arr[i+1:]...)
	}
	return nil
}

// setOp is what setPath does at the end of its path.
type setOp uint8

const (
	opSet     setOp = iota // replace, create when missing
	opReplace              // replace only
	opDelete
	opBefore
	opAfter
)

func pathOf(d D) ([]D, error) {
	arr := types.DecodeArray(types.T(types.Text), d.S)
	if len(arr.Dims) > 1 {
		return nil, pgerr.New(pgerr.ArraySubscriptError, "wrong number of array subscripts")
	}
	return arr.Elems, nil
}

func deletePath(v *jv, a []D) error {
	path, err := pathOf(a[1])
	if err != nil {
		return err
	}
	if v.Kind < types.JSONArray {
		return badParam("cannot delete path in scalar")
	}
	if len(v.Arr)+len(v.Keys) == 0 {
		return nil
	}
	return setPath(v, path, 0, opDelete, nil)
}

// setPath walks to the end of path and applies op there; missing containers are left.
func setPath(v *jv, path []D, at int, op setOp, val *jv) error {
	if at >= len(path) {
		return nil
	}
	if path[at].Null {
		return pgerr.New(pgerr.NullValueNotAllowed, "path element at position %d is null", at+1)
	}
	switch v.Kind {
	case types.JSONObject:
		return setInObject(v, path, at, op, val)
	case types.JSONArray:
		return setInArray(v, path, at, op, val)
	}
	return nil
}

func setInObject(v *jv, path []D, at int, op setOp, val *jv) error {
	key := path[at].S
	have := v.Get(key)
	if at+1 < len(path) {
		if have == nil {
			return nil
		}
		return setPath(have, path, at+1, op, val)
	}
	switch {
	case op == opDelete:
		removeKey(v, key)
	case (op == opBefore || op == opAfter) && have != nil:
		return badParam("cannot replace existing key").(*pgerr.Error).WithHint("Try using the function jsonb_set to replace key value.")
	case have != nil:
		*have = *val
	case op != opReplace:
		*v = types.NewJSONObject(append(v.Keys[:len(v.Keys):len(v.Keys)], key), append(v.Vals[:len(v.Vals):len(v.Vals)], *val))
	}
	return nil
}

func setInArray(v *jv, path []D, at int, op setOp, val *jv) error {
	i, ok := parseIndex(strings.TrimSpace(path[at].S))
	if !ok {
		return pgerr.New(pgerr.InvalidTextRepresentation, "path element at position %d is not an integer: \"%s\"", at+1, path[at].S)
	}
	n := int64(len(v.Arr))
	if i < 0 {
		i += n
	}
	inside := i >= 0 && i < n
	if at+1 < len(path) {
		if !inside {
			return nil
		}
		return setPath(&v.Arr[i], path, at+1, op, val)
	}
	insert := func(k int64) {
		v.Arr = append(v.Arr[:k:k], append([]jv{*val}, v.Arr[k:]...)...)
	}
	switch {
	case op == opDelete && inside:
		v.Arr = append(v.Arr[:i:i], v.Arr[i+1:]...)
	case op == opDelete:
	case inside && op == opBefore:
		insert(i)
	case inside && op == opAfter:
		insert(i + 1)
	case inside:
		v.Arr[i] = *val
	case op != opReplace:
		insert(min(max(i, 0), n))
	}
	return nil
}

func applyPath(a []D, op setOp) (D, error) {
	v, err := types.ParseJSONB(a[0].S)
	if err != nil {
		return D{}, err
	}
	val, err := types.ParseJSONB(a[2].S)
	if err != nil {
		return D{}, err
	}
	path, err := pathOf(a[1])
	if err != nil {
		return D{}, err
	}
	if v.Kind < types.JSONArray {
		return D{}, badParam("cannot set path in scalar")
	}
	if len(v.Arr)+len(v.Keys) == 0 && op == opReplace {
		return a[0], nil
	}
	err = setPath(&v, path, 0, op, &val)
	return v.Datum(), err
}

func jsonbSet(_ *Ctx, a []D) (D, error) {
	if a[3].Bool() {
		return applyPath(a, opSet)
	}
	return applyPath(a, opReplace)
}

func jsonbInsert(_ *Ctx, a []D) (D, error) {
	if a[3].Bool() {
		return applyPath(a, opAfter)
	}
	return applyPath(a, opBefore)
}

func jsonbSetLax(c *Ctx, a []D) (D, error) {
	if a[0].Null || a[1].Null || a[3].Null {
		return types.Null, nil
	}
	if a[4].Null {
		return D{}, badParam("null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or \"raise_exception\"")
	}
	if !a[2].Null {
		return jsonbSet(c, a)
	}
	switch a[4].S {
	case "use_json_null":
		return jsonbSet(c, []D{a[0], a[1], strD("null"), a[3]})
	case "delete_key":
		return scalarImpls["jsonb_delete_path"](c, a)
	case "return_target":
		return a[0], nil
	case "raise_exception":
		return D{}, pgerr.New(pgerr.NullValueNotAllowed, "JSON value must not be null")
	}
	return D{}, badParam("null_value_treatment must be \"delete_key\", \"return_target\", \"use_json_null\", or \"raise_exception\"")
}
