package bind

import "github.com/tarndb/tarn/sql/parse"

// Uses is what a statement refers to by itself, not through the views it reads.
type Uses struct {
	// Relations are the relations by OID with the numbers of the columns that are read.
	Relations map[uint32]map[int16]bool
	// Stars are the places of `*` in select lists with the columns they stand for.
	Stars []StarUse
	// Columns are the places of columns named without their relation, with its name.
	Columns map[int]string
}

// StarUse is one `*` and the list of columns that means the same; Text is "" when there is
// no such list.
type StarUse struct {
	parse.Span
	Text string
}

func (b *Binder) usesRelation(oid uint32) {
	if b.uses == nil || len(b.views) > 0 || oid == 0 {
		return
	}
	if b.uses.Relations == nil {
		b.uses.Relations = map[uint32]map[int16]bool{}
	}
	if b.uses.Relations[oid] == nil {
		b.uses.Relations[oid] = map[int16]bool{}
	}
}

func (b *Binder) usesColumn(oid uint32, attnum int16) {
	if b.uses == nil || len(b.views) > 0 || oid == 0 {
		return
	}
	b.usesRelation(oid)
	b.uses.Relations[oid][attnum] = true
}

// usesBare notes a column that was named without its relation and found in the innermost
// FROM clause, where the relation's name means the same.
func (b *Binder) usesBare(it *nsItem, off int) {
	if b.uses == nil || len(b.views) > 0 || it.name == "" || it.noRel || it.using {
		return
	}
	if b.uses.Columns == nil {
		b.uses.Columns = map[int]string{}
	}
	b.uses.Columns[off] = it.name
}

// usesStar notes a star of the statement itself.
func (b *Binder) usesStar(s *parse.Star, cols []starCol) {
	if b.uses == nil || len(b.views) > 0 {
		return
	}
	u := StarUse{Span: s.Span}
	for i, c := range cols {
		if c.item == nil || len(s.Exclude)+len(s.Replace)+len(s.Rename) > 0 {
			u.Text = ""
			break
		}
		if i > 0 {
			u.Text += ", "
		}
		if c.item.name != "" && !c.item.noRel {
			u.Text += parse.QuoteIdent(c.item.name) + "."
		}
		u.Text += parse.QuoteIdent(c.name)
	}
	b.uses.Stars = append(b.uses.Stars, u)
}
