package parquetfile

import "github.com/tarndb/tarn/sql/types"

// reset empties the leaves below a node.
func (n *wnode) reset() {
	if n.leaf != nil {
		n.leaf.reset()
	}
	for _, k := range n.kids {
		k.reset()
	}
}

// shred takes a value of the node apart into entries of its leaves. rep is the level
// the first entry repeats at, def that of the parent.
func (n *wnode) shred(d types.Datum, rep, def int) error {
	if d.Null {
		if n.rep == required {
			return corruptf("a NULL cannot be stored in column %q", n.name)
		}
		return n.absent(rep, def)
	}
	if n.rep == optional {
		def++
	}
	if n.phys >= 0 {
		return n.leaf.add(d, rep, def)
	}
	if elem, ok := types.ElemOf(n.typ); ok {
		return n.shredList(types.DecodeArray(elem, d.S), rep, def)
	}
	if n.typ.OID == types.Map {
		return n.shredMap(d, rep, def)
	}
	_, fields := types.DecodeRow(d.S)
	if len(fields) != len(n.kids) {
		return corruptf("a row of %d fields cannot be stored in column %q", len(fields), n.name)
	}
	for i, k := range n.kids {
		if err := k.shred(fields[i], rep, def); err != nil {
			return err
		}
	}
	return nil
}

// absent gives every leaf below an entry without value.
func (n *wnode) absent(rep, def int) error {
	if n.phys >= 0 {
		return n.leaf.add(types.Null, rep, def)
	}
	for _, k := range n.kids {
		if err := k.absent(rep, def); err != nil {
			return err
		}
	}
	return nil
}

// shredList stores elements in storage order; arrays of several dimensions become flat.
func (n *wnode) shredList(a types.Array, rep, def int) error {
	list := n.kids[0]
	if len(a.Elems) == 0 {
		return list.absent(rep, def)
	}
	for i, e := range a.Elems {
		if i > 0 {
			rep = list.repl
		}
		if err := list.kids[0].shred(e, rep, def+1); err != nil {
			return err
		}
	}
	return nil
}

func (n *wnode) shredMap(d types.Datum, rep, def int) error {
	list := n.kids[0]
	keys, values := types.DecodeMap(n.typ, d.S)
	if len(keys) == 0 {
		return list.absent(rep, def)
	}
	for i := range keys {
		if i > 0 {
			rep = list.repl
		}
		if err := list.kids[0].shred(keys[i], rep, def+1); err != nil {
			return err
		}
		if err := list.kids[1].shred(values[i], rep, def+1); err != nil {
			return err
		}
	}
	return nil
}
