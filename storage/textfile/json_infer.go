package textfile

import (
	"bytes"
	"context"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// JSONOptions say what is known of JSON files; the rest is found out.
type JSONOptions struct {
	Name        string
	Columns     []table.Column // instead of finding names and types
	SampleRows  int            // 20,480 unless set
	SkipBad     bool
	Compression string
	OnBad       func(path string, line int64, reason string)
}

const (
	jsonSample      = 1 << 20
	sampledFiles    = 32
	maxObjectFields = 200 // an object with more keys is data, not a row
	maxInferDepth   = 32
)

// OpenJSON makes a table of JSON files. Its columns are the keys that occur in the
// beginning of the files, in order of appearance.
func OpenJSON(ctx context.Context, s object.Store, files []object.Info, o JSONOptions) (table.Table, error) {
	t := &textTable{name: o.Name, store: s, skipBad: o.SkipBad, onBad: o.OnBad}
	f := &jsonFormat{index: map[string]int{}, objects: true, byLine: true, skipBad: o.SkipBad}
	t.format = f
	var root jsonShape
	if o.SampleRows == 0 {
		o.SampleRows = sampleRows
	}
	for i, info := range files {
		kind, err := compressionOf(info.Path, o.Compression)
		if err != nil {
			return nil, err
		}
		x := &file{info: info, compression: kind}
		t.files = append(t.files, x)
		if i >= sampledFiles {
			f.byLine = false
		}
		if err := sampleJSON(ctx, s, x, t, f, &root, &o); err != nil {
			return nil, err
		}
	}
	t.cols = o.Columns
	if len(t.cols) == 0 {
		if t.cols = root.columns(); len(t.cols) == 0 {
			return nil, pgerr.New(pgerr.DataException, "file %q holds no JSON values: its columns cannot be found", files[0].Path)
		}
	}
	f.objects = root.isObject() || len(o.Columns) > 0
	for i, c := range t.cols {
		f.keys = append(f.keys, c.Name)
		if _, dup := f.index[c.Name]; !dup {
			f.index[c.Name] = i
		}
	}
	for _, x := range t.files {
		x.width = len(t.cols)
	}
	if t.name == "" {
		t.name = files[0].Path
	}
	return t, nil
}

// sampleJSON looks at the beginning of a file.
func sampleJSON(ctx context.Context, s object.Store, x *file, t *textTable, f *jsonFormat, root *jsonShape, o *JSONOptions) error {
	b, whole, err := readSample(ctx, s, x, jsonSample)
	if err != nil {
		return err
	}
	i := 0
	if bytes.HasPrefix(b, []byte("\xef\xbb\xbf")) {
		i = 3
	}
	if i = spaces(b, i); i < len(b) && b[i] == '[' {
		i++
		f.byLine = false
	}
	x.head, x.headLines = int64(i), int64(bytes.Count(b[:i], []byte{'\n'}))
	rows, from := 0, i
	for ; rows < o.SampleRows; rows++ {
		if i = skipBetween(b, i); i >= len(b) {
			break
		}
		end, state := skipValue(b, i)
		if state == jsonCut && !whole {
			break
		}
		v, err := types.ParseJSON(string(b[i:end]))
		if state != jsonDone || err != nil {
			if o.SkipBad || whole && state == jsonDone {
				return nil
			}
			line := 1 + bytes.Count(b[:i], []byte{'\n'})
			return pgerr.New(pgerr.InvalidJSONText, "line %d of file %q: invalid JSON", line, x.info.Path)
		}
		root.add(&v, 0)
		if bytes.IndexByte(b[i:end], '\n') >= 0 || end < len(b) && b[end] != '\n' && b[end] != '\r' {
			f.byLine = false
		}
		i = end
	}
	if rows > 0 && t.rowBytes == 0 {
		t.rowBytes = float64(i-from) / float64(rows)
	}
	return nil
}

// jsonShape is what has been seen of the values in one place.
type jsonShape struct {
	null, bools, ints, floats, strs, objects, arrays bool
	text                                             kinds
	keys                                             []string
	fields                                           map[string]*jsonShape
	elem                                             *jsonShape
}

func (s *jsonShape) isObject() bool {
	return s.objects && !s.bools && !s.ints && !s.floats && !s.strs && !s.arrays
}

func (s *jsonShape) add(v *types.JSONValue, depth int) {
	if depth > maxInferDepth {
		s.strs, s.arrays = true, true // a mixture: stays JSON
		return
	}
	switch v.Kind {
	case types.JSONNull:
		s.null = true
	case types.JSONBool:
		s.bools = true
	case types.JSONNumber:
		if _, ok := v.Num.Int64(); ok && v.Num.Scale() == 0 {
			s.ints = true
		} else {
			s.floats = true
		}
	case types.JSONString:
		if !s.strs {
			s.strs, s.text = true, kindDate|kindTimestamp|kindTimestampTZ|kindTime
		}
		s.text = s.text.narrow([]byte(v.Str))
	case types.JSONArray:
		s.arrays = true
		if s.elem == nil {
			s.elem = &jsonShape{}
		}
		for i := range v.Arr {
			s.elem.add(&v.Arr[i], depth+1)
		}
	case types.JSONObject:
		s.addObject(v, depth)
	}
}

func (s *jsonShape) addObject(v *types.JSONValue, depth int) {
	s.objects = true
	if s.fields == nil {
		s.fields = map[string]*jsonShape{}
	}
	for i, k := range v.Keys {
		f := s.fields[k]
		if f == nil {
			if depth > 0 && len(s.keys) > maxObjectFields {
				continue
			}
			f = &jsonShape{}
			s.fields[k] = f
			s.keys = append(s.keys, k)
		}
		f.add(&v.Vals[i], depth+1)
	}
}

// typ gives the narrowest type that holds everything seen.
func (s *jsonShape) typ() types.Type {
	n := 0
	for _, is := range []bool{s.bools, s.ints || s.floats, s.strs, s.objects, s.arrays} {
		if is {
			n++
		}
	}
	switch {
	case n != 1:
		return types.T(types.JSON)
	case s.bools:
		return types.T(types.Bool)
	case s.floats:
		return types.T(types.Float8)
	case s.ints:
		return types.T(types.Int8)
	case s.strs:
		return s.text.typ(s.text != 0)
	case s.arrays:
		return table.ListOf(s.elem.typ())
	case len(s.keys) == 0 || len(s.keys) > maxObjectFields:
		return types.T(types.JSON)
	}
	fields := make([]types.Field, len(s.keys))
	for i, k := range s.keys {
		fields[i] = types.Field{Name: k, Type: s.fields[k].typ()}
	}
	return types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: fields}}
}

func (s *jsonShape) columns() (cols []table.Column) {
	if s.isObject() {
		for _, k := range s.keys {
			cols = append(cols, table.Column{Name: k, Type: s.fields[k].typ()})
		}
		return cols
	}
	if s.null || s.bools || s.ints || s.floats || s.strs || s.arrays || s.objects {
		cols = []table.Column{{Name: "json", Type: s.typ()}}
	}
	return cols
}

// jsonDatum turns a JSON value into a datum of a type; false when it does not fit.
func jsonDatum(v *types.JSONValue, t types.Type) (types.Datum, bool) {
	if v.Kind == types.JSONNull {
		return types.Null, true
	}
	switch {
	case t.OID == types.JSON || t.OID == types.JSONB:
		return v.Datum(), true
	case t.IsArray():
		return jsonArray(v, t)
	case t.OID == types.Map:
		return jsonMap(v, t)
	case t.IsRow():
		return jsonRow(v, t)
	}
	text := v.Str
	if v.Kind != types.JSONString {
		text = v.Datum().S
	}
	d, err := types.Parse(t, text, nil)
	return d, err == nil
}

func jsonArray(v *types.JSONValue, t types.Type) (types.Datum, bool) {
	elem, _ := types.ElemOf(t)
	if v.Kind != types.JSONArray {
		return types.Null, false
	}
	out := make([]types.Datum, len(v.Arr))
	for i := range v.Arr {
		d, ok := jsonDatum(&v.Arr[i], elem)
		if !ok {
			return types.Null, false
		}
		out[i] = d
	}
	return types.NewArray(elem, out), true
}

func jsonMap(v *types.JSONValue, t types.Type) (types.Datum, bool) {
	if v.Kind != types.JSONObject {
		return types.Null, false
	}
	kt, vt := types.MapTypes(t)
	var keys, vals []types.Datum
	for i, k := range v.Keys {
		kd, err := types.Parse(kt, k, nil)
		d, ok := jsonDatum(&v.Vals[i], vt)
		if err != nil || !ok {
			return types.Null, false
		}
		keys, vals = append(keys, kd), append(vals, d)
	}
	return types.EncodeMap(t, keys, vals), true
}

func jsonRow(v *types.JSONValue, t types.Type) (types.Datum, bool) {
	if v.Kind != types.JSONObject || t.Ext == nil {
		return types.Null, false
	}
	ts, ds := make([]types.Type, len(t.Ext.Fields)), make([]types.Datum, len(t.Ext.Fields))
	for i, f := range t.Ext.Fields {
		ts[i], ds[i] = f.Type, types.Null
		if x := v.Get(f.Name); x != nil {
			d, ok := jsonDatum(x, f.Type)
			if !ok {
				return types.Null, false
			}
			ds[i] = d
		}
	}
	return types.EncodeRow(ts, ds), true
}
