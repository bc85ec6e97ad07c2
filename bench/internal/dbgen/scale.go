package dbgen

import (
	"fmt"
	"math"
	_ "unsafe" // for go:linkname

	tpch "github.com/pingcap/go-tpc/tpch/dbgen"
)

// tableDef mirrors the generator's private table definition. Only base is touched.
type tableDef struct {
	name    string
	comment string
	base    int64
	loader  tpch.Loader
	genSeed func(tpch.Table, int64)
	child   tpch.Table
	vTotal  int64
}

// tableDefs is the generator's list of tables: the library offers whole scale factors only, while the
// reference dbgen shrinks the base row counts and keeps scale 1 for a factor below one.
//
//go:linkname tableDefs github.com/pingcap/go-tpc/tpch/dbgen.tDefs
var tableDefs []tableDef

// orderCustMax is the highest customer key an order may name.
//
//go:linkname orderCustMax github.com/pingcap/go-tpc/tpch/dbgen.ockeyMax
var orderCustMax int64

// initScale prepares the generator for a scale factor: a whole number, or a fraction below one.
func initScale(sf float64) error {
	if sf <= 0 || (sf >= 1 && sf != math.Trunc(sf)) {
		return fmt.Errorf("scale factor %v: want a whole number or a fraction below 1", sf)
	}
	if sf >= 1 {
		tpch.InitDbGen(int64(sf))
		return nil
	}
	tpch.InitDbGen(1)
	for t := tpch.TPart; t < tpch.TNation; t++ {
		tableDefs[t].base = max(1, int64(float64(tableDefs[t].base)*sf+0.5))
	}
	orderCustMax = tableDefs[tpch.TCust].base
	tpch.LPkeyMax = 0
	for range tableDefs[tpch.TPart].base {
		tpch.LPkeyMax++ // its type has no name outside the library
	}
	return nil
}
