package table

import "github.com/tarndb/tarn/sql/types"

// ListOf is the type of lists of elem in files. Unlike types.ArrayOf it keeps lists of
// lists apart from arrays of more dimensions: they need not be rectangular.
func ListOf(elem types.Type) types.Type {
	if elem.IsArray() {
		return types.Type{OID: types.AnyArray, Mod: -1, Ext: &types.Ext{Elem: &elem}}
	}
	return types.ArrayOf(elem)
}
