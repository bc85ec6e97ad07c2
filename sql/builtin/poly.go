package builtin

import (
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// poly collects what the actual arguments say about the two polymorphic families.
type poly struct {
	elem, array types.Type   // anyelement family; OID 0 while unknown
	compat      []types.Type // anycompatible family: element types seen
	common      types.Type
	usesCompat  bool
	nonArray    bool
	isEnum      bool
	compatNonAr bool
}

// consistent says whether actual arguments fit declared polymorphic ones, as
// check_generic_type_consistency does.
func consistent(args []types.Type, decl []types.OID) bool {
	_, ok := gather(args, decl)
	return ok
}

func gather(args []types.Type, decl []types.OID) (*poly, bool) {
	p := &poly{}
	for i, d := range decl {
		a := args[i]
		if !p.note(d) || a.OID == types.Unknown {
			continue
		}
		if !p.see(a, d) {
			return p, false
		}
	}
	return p, p.settle()
}

// note records which families a declared type uses; false for a plain type.
func (p *poly) note(d types.OID) bool {
	switch d {
	case types.AnyElement, types.AnyArray:
	case types.AnyNonArray:
		p.nonArray = true
	case types.AnyEnum:
		p.isEnum = true
	case types.AnyCompatNonArr:
		p.usesCompat, p.compatNonAr = true, true
	case types.AnyCompatible, types.AnyCompatArray:
		p.usesCompat = true
	default:
		return false
	}
	return true
}

func (p *poly) see(a types.Type, d types.OID) bool {
	switch d {
	case types.AnyElement, types.AnyNonArray, types.AnyEnum:
		if p.elem.OID != 0 && !types.Same(p.elem, a) {
			return false
		}
		p.elem = widen(p.elem, a)
	case types.AnyArray:
		if p.array.OID != 0 && !types.Same(p.array, a) {
			return false
		}
		p.array = widen(p.array, a)
	case types.AnyCompatible, types.AnyCompatNonArr:
		p.compat = append(p.compat, a)
	case types.AnyCompatArray:
		e, ok := types.ElemOf(a)
		if !ok {
			return false
		}
		p.compat = append(p.compat, e)
	}
	return true
}

// widen drops a modifier on which two uses disagree.
func widen(old, t types.Type) types.Type {
	if old.OID != 0 && old.Mod != t.Mod {
		t.Mod = -1
	}
	return t
}

func (p *poly) settle() bool {
	if p.array.OID != 0 {
		e, ok := types.ElemOf(p.array)
		if !ok && p.array.OID != types.AnyArray {
			return false
		}
		if p.elem.OID != 0 && !types.Same(p.elem, e) {
			return false
		}
		p.elem = widen(p.elem, e)
	}
	if p.nonArray && p.elem.OID != 0 && p.elem.IsArray() || p.isEnum && p.elem.OID != 0 && !p.elem.IsEnum() {
		return false
	}
	if !p.usesCompat {
		return true
	}
	if len(p.compat) == 0 {
		p.common = types.T(types.Text)
		return true
	}
	t, _, ok := commonType(p.compat)
	if !ok {
		return false
	}
	for _, c := range p.compat {
		if !CanCoerce(c, t, CastImplicit) {
			return false
		}
	}
	t.Mod = commonMod(p.compat, t)
	p.common = t
	return !p.compatNonAr || !t.IsArray()
}

// substitute replaces a declared type by the actual one; plain types stay.
func (p *poly) substitute(d types.OID, actual types.Type) types.Type {
	switch d {
	case types.AnyElement, types.AnyNonArray, types.AnyEnum:
		return p.elem
	case types.AnyArray:
		if p.array.OID != 0 {
			return p.array
		}
		return types.ArrayOf(p.elem)
	case types.AnyCompatible, types.AnyCompatNonArr:
		return p.common
	case types.AnyCompatArray:
		return types.ArrayOf(p.common)
	case types.Any:
		return actual
	}
	if d == actual.OID {
		return actual
	}
	if d == types.Record && actual.IsRow() || d == types.Map && actual.OID == types.Map || d == types.RecordArray && actual.IsArray() {
		return actual
	}
	return types.T(d)
}

// undetermined is the error for a family of which all arguments are unknown literals.
func (p *poly) undetermined(decl []types.OID) error {
	for _, d := range decl {
		switch d {
		case types.AnyElement, types.AnyArray, types.AnyNonArray, types.AnyEnum:
			if p.elem.OID == 0 {
				return pgerr.New(pgerr.DatatypeMismatch, "could not determine polymorphic type because input has type unknown")
			}
		}
	}
	return nil
}
