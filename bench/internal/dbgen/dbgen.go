// Package dbgen writes TPC-H tables as dbgen's '|'-separated text, one <table>.tbl each, with the Go port of
// dbgen in pingcap/go-tpc. The port keeps its state in package variables: one Generate at a time per process.
package dbgen

import (
	"bufio"
	"os"
	"path/filepath"

	tpch "github.com/pingcap/go-tpc/tpch/dbgen"
)

// Tables are the TPC-H tables in the order in which they are generated.
var Tables = []string{"part", "partsupp", "supplier", "customer", "orders", "lineitem", "nation", "region"}

// output is one table's file.
type output struct {
	file *os.File
	buf  *bufio.Writer
}

// Generate writes all eight tables of a scale factor into dir.
func Generate(sf float64, dir string) (err error) {
	if err := initScale(sf); err != nil {
		return err
	}
	outs := map[string]*output{}
	for _, name := range Tables {
		f, err := os.Create(filepath.Join(dir, name+".tbl"))
		if err != nil {
			return err
		}
		defer f.Close()
		outs[name] = &output{f, bufio.NewWriterSize(f, 1<<20)}
	}
	if err := tpch.DbGen(loaders(outs), []tpch.Table{
		tpch.TPartPsupp, tpch.TSupp, tpch.TCust, tpch.TOrderLine, tpch.TNation, tpch.TRegion,
	}); err != nil {
		return err
	}
	for _, o := range outs {
		if err := o.buf.Flush(); err != nil {
			return err
		}
	}
	return nil
}

// loaders maps the generator's table numbers to writers of text.
func loaders(outs map[string]*output) map[tpch.Table]tpch.Loader {
	return map[tpch.Table]tpch.Loader{
		tpch.TPart:   tpch.NewPartLoader(outs["part"].buf),
		tpch.TPsupp:  tpch.NewPartSuppLoader(outs["partsupp"].buf),
		tpch.TSupp:   tpch.NewSuppLoader(outs["supplier"].buf),
		tpch.TCust:   tpch.NewCustLoader(outs["customer"].buf),
		tpch.TOrder:  tpch.NewOrderLoader(outs["orders"].buf),
		tpch.TLine:   tpch.NewLineItemLoader(outs["lineitem"].buf),
		tpch.TNation: tpch.NewNationLoader(outs["nation"].buf),
		tpch.TRegion: tpch.NewRegionLoader(outs["region"].buf),
	}
}
