package parquetfile

import "github.com/tarndb/tarn/sql/types"

// Field is a column of a file or a part of a nested one, as its schema has it.
type Field struct {
	Name string
	ID   int32 // field id, -1 for none
	Type types.Type
	Kids []Field // struct: its fields; list: the element; map: key and value
}

// Rows is the number of rows of the file.
func (f *File) Rows() int64 {
	n := int64(0)
	for i := range f.meta.RowGroups {
		n += f.meta.RowGroups[i].Rows
	}
	return n
}

// Fields describes the columns of the file, in the order of its table's.
func (f *File) Fields() []Field {
	out := make([]Field, len(f.schema.cols))
	for i, n := range f.schema.cols {
		out[i] = n.field()
	}
	return out
}

// field describes a node with its repetition.
func (n *node) field() Field {
	if n.Rep == repeated {
		return Field{Name: n.Name, ID: n.FieldID, Type: n.fieldType(), Kids: []Field{n.value()}}
	}
	return n.value()
}

// value describes what a node holds.
func (n *node) value() Field {
	f := Field{Name: n.Name, ID: n.FieldID, Type: n.typ}
	switch n.shape {
	case shapeStruct:
		for _, k := range n.kids {
			f.Kids = append(f.Kids, k.field())
		}
	case shapeList:
		if n.elem == n.kids[0] {
			f.Kids = []Field{n.elem.value()}
		} else {
			f.Kids = []Field{n.elem.field()}
		}
	case shapeMap:
		f.Kids = []Field{n.kids[0].kids[0].field(), n.kids[0].kids[1].field()}
	}
	return f
}
