package delta

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/parquetfile"
)

// binding says where a column of the table comes from in one file.
type binding struct {
	at    int         // column of the file, -1 for a value
	value types.Datum // of all rows when at < 0
	label bool
	same  bool // nothing to convert: predicates on it mean the same
	fn    convFunc
}

// bind finds the table's columns in a file.
func (s *Schema) bind(f *File, fields []parquetfile.Field) ([]binding, error) {
	out := make([]binding, len(s.Fields))
	for i := range s.Fields {
		fl, b := &s.Fields[i], &out[i]
		b.at, b.value = -1, types.Null
		if s.parts[i] {
			p, _ := Lookup(f.PartitionValues, fl.Physical)
			var err error
			if b.value, err = fl.partitionDatum(p); err != nil {
				return nil, err
			}
		} else if b.at = s.find(fl, fields); b.at >= 0 {
			if err := s.bindField(b, fl, &fields[b.at]); err != nil {
				e := pgerr.From(err)
				return nil, pgerr.Wrap(err, e.Code, "file %q: %s", f.Object, e.Message)
			}
		}
		if b.at < 0 && b.value.Null && !fl.Nullable {
			return nil, corruptf("file %q has no value for column %q, which cannot be NULL", f.Object, fl.Name)
		}
	}
	return out, nil
}

// find gives the place of a field among those of a file or struct, or -1.
func (s *Schema) find(f *Field, among []parquetfile.Field) int {
	if s.mode == mapID {
		for i := range among {
			if among[i].ID == f.ID {
				return i
			}
		}
		return -1
	}
	for i := range among {
		if among[i].Name == f.Physical {
			return i
		}
	}
	if s.mode == mapNone {
		for i := range among {
			if strings.EqualFold(among[i].Name, f.Physical) {
				return i
			}
		}
	}
	return -1
}

func (s *Schema) bindField(b *binding, f *Field, have *parquetfile.Field) error {
	fn, err := s.fieldConv(f, have)
	if err != nil {
		return err
	}
	b.fn = fn
	b.same = sameType(have.Type, f.Type)
	b.label = fn == nil && f.Type.Phys() == have.Type.Phys() && (f.shape != leaf || relabels(have.Type, f.Type))
	b.same = b.same || b.label && f.shape == leaf && f.Type.OID != types.Numeric && f.ordered()
	return nil
}

// fieldConv finds how a file's field becomes the table's, part by part.
func (s *Schema) fieldConv(f *Field, have *parquetfile.Field) (convFunc, error) {
	mismatch := func() (convFunc, error) {
		return nil, corruptf("column %q of type %s cannot be read as %s", f.Name, have.Type, f.Type)
	}
	switch f.shape {
	case leaf:
		if len(have.Kids) > 0 {
			return mismatch()
		}
		if c, ok := datumConv(have.Type, f.Type); ok {
			return c, nil
		}
		return mismatch()
	case structure:
		if !have.Type.IsRow() {
			return mismatch()
		}
		return s.structConv(f, have)
	case array:
		if !have.Type.IsArray() || len(have.Kids) != 1 {
			return mismatch()
		}
		c, err := s.fieldConv(&f.Kids[0], &have.Kids[0])
		elem, _ := types.ElemOf(f.Type)
		if err == nil && !sameType(elem, f.Kids[0].Type) { // kept by the column's metadata
			outer, ok := datumConv(f.Kids[0].Type, elem)
			if !ok {
				return mismatch()
			}
			c = chain(c, outer)
		}
		return listOf(have.Kids[0].Type, elem, c), err
	}
	if have.Type.OID != types.Map || len(have.Kids) != 2 {
		return mismatch()
	}
	ck, err := s.fieldConv(&f.Kids[0], &have.Kids[0])
	if err != nil {
		return nil, err
	}
	cv, err := s.fieldConv(&f.Kids[1], &have.Kids[1])
	return mapOf(have.Type, f.Type, ck, cv), err
}

func chain(a, b convFunc) convFunc {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	return func(d types.Datum) (types.Datum, error) {
		d, err := a(d)
		if err != nil {
			return d, err
		}
		return b(d)
	}
}

func (s *Schema) structConv(f *Field, have *parquetfile.Field) (convFunc, error) {
	at, convs := make([]int, len(f.Kids)), make([]convFunc, len(f.Kids))
	plain := len(f.Kids) == len(have.Kids)
	for i := range f.Kids {
		k := &f.Kids[i]
		if at[i] = s.find(k, have.Kids); at[i] < 0 {
			plain = false
			continue
		}
		c, err := s.fieldConv(k, &have.Kids[at[i]])
		if err != nil {
			return nil, err
		}
		convs[i] = c
		plain = plain && c == nil && at[i] == i && sameType(k.Type, have.Kids[i].Type)
	}
	if plain {
		return nil, nil
	}
	return rowOf(f.Type, at, convs), nil
}
