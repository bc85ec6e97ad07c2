package parquetfile

import (
	"strings"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// node is one schema node with what its ancestors add up to.
type node struct {
	*schemaElem
	kids   []*node
	maxDef int // definition level at which the node itself is there
	maxRep int
	leaf   int // first leaf below, or the leaf itself
	leaves int
	shape  shape
	elem   *node // list: the node of its elements, which may be the repeated one
	typ    types.Type
}

// shape is what a node's values are, its own repetition aside.
type shape uint8

const (
	shapeLeaf shape = iota
	shapeStruct
	shapeList // kids[0] repeats
	shapeMap  // kids[0] repeats and has a key and a value
)

// leafCol is a primitive column of the file.
type leafCol struct {
	*node
	conv conv
	path string
}

// schema is a file's columns, made once per footer.
type schema struct {
	cols  []*node // top-level fields, one SQL column each
	decl  []table.Column
	leafs []leafCol
	index map[string]int // lower-case name to column
}

const (
	maxSchemaDepth = 64
	maxLeaves      = 1 << 16
)

type schemaBuilder struct {
	elems []schemaElem
	at    int
	leafs []leafCol
	path  []string
}

func newSchema(elems []schemaElem) (*schema, error) {
	if len(elems) == 0 || elems[0].Children < 0 {
		return nil, corruptf("the schema is empty")
	}
	b := &schemaBuilder{elems: elems, at: 1}
	s := &schema{index: map[string]int{}}
	for range elems[0].Children {
		n, err := b.node(0, 0, 0)
		if err != nil {
			return nil, err
		}
		s.cols = append(s.cols, n)
	}
	if b.at != len(elems) {
		return nil, corruptf("the schema has %d nodes too many", len(elems)-b.at)
	}
	s.leafs = b.leafs
	for i, n := range s.cols {
		s.decl = append(s.decl, table.Column{Name: n.Name, Type: n.fieldType(), NotNull: n.Rep != optional})
		if _, dup := s.index[strings.ToLower(n.Name)]; !dup {
			s.index[strings.ToLower(n.Name)] = i
		}
	}
	return s, nil
}

// node reads the next element and everything below it.
func (b *schemaBuilder) node(def, rep, depth int) (*node, error) {
	if b.at >= len(b.elems) || depth > maxSchemaDepth || len(b.leafs) >= maxLeaves {
		return nil, corruptf("the schema is broken or too deep")
	}
	n := &node{schemaElem: &b.elems[b.at], maxDef: def, maxRep: rep, leaf: len(b.leafs)}
	b.at++
	switch n.Rep {
	case required:
	case optional:
		n.maxDef++
	case repeated:
		n.maxDef++
		n.maxRep++
	default:
		return nil, corruptf("invalid repetition %d of column %q", n.Rep, n.Name)
	}
	b.path = append(b.path, n.Name)
	defer func() { b.path = b.path[:len(b.path)-1] }()
	if n.Phys >= 0 && n.Children == 0 {
		return n, b.addLeaf(n)
	}
	if n.Children < 0 || int(n.Children) > len(b.elems)-b.at {
		return nil, corruptf("invalid number of children of column %q", n.Name)
	}
	for range n.Children {
		kid, err := b.node(n.maxDef, n.maxRep, depth+1)
		if err != nil {
			return nil, err
		}
		n.kids = append(n.kids, kid)
	}
	if n.leaves = len(b.leafs) - n.leaf; n.leaves == 0 {
		return nil, unsupportedf("column %q is a group without fields, which is not supported", n.Name)
	}
	n.form()
	return n, nil
}

// form finds a group's shape, by the format's rules for lists and maps old and new.
func (n *node) form() {
	n.shape = shapeStruct
	kind := logicalOf(n.schemaElem).Kind
	if (kind == logList || kind == logMap) && len(n.kids) == 1 && n.kids[0].Rep == repeated {
		rep := n.kids[0]
		if kind == logMap && len(rep.kids) == 2 {
			n.shape = shapeMap
			n.typ = types.MapType(rep.kids[0].fieldType(), rep.kids[1].fieldType())
			return
		}
		n.shape, n.elem = shapeList, rep
		if len(rep.kids) == 1 && rep.kids[0].Rep != repeated && rep.Name != "array" && rep.Name != n.Name+"_tuple" {
			n.elem = rep.kids[0]
		}
		n.typ = table.ListOf(n.elem.typ)
		return
	}
	fields := make([]types.Field, len(n.kids))
	for i, k := range n.kids {
		fields[i] = types.Field{Name: k.Name, Type: k.fieldType()}
	}
	n.typ = types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: fields}}
}

// fieldType is the type of a field: a repeated one is a list of its values.
func (n *node) fieldType() types.Type {
	if n.Rep == repeated {
		return table.ListOf(n.typ)
	}
	return n.typ
}

func (b *schemaBuilder) addLeaf(n *node) error {
	if n.Phys > physFixed {
		return corruptf("invalid physical type %d of column %q", n.Phys, n.Name)
	}
	if n.Phys == physFixed && (n.Length <= 0 || n.Length > 1<<20) {
		return corruptf("invalid length %d of column %q", n.Length, n.Name)
	}
	c, err := leafConv(n.schemaElem)
	if err != nil {
		return err
	}
	n.leaves, n.typ = 1, c.typ
	b.leafs = append(b.leafs, leafCol{node: n, conv: c, path: strings.Join(b.path, ".")})
	return nil
}

// flat tells whether a column is a plain primitive.
func (n *node) flat() bool { return n.Phys >= 0 && n.Rep != repeated }
