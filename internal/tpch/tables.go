package tpch

import (
	"fmt"
	"time"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Table is one of the eight tables.
type Table struct {
	Name string
	Cols []table.Column
	// units is how many calls of row make the table at a scale.
	units func(sf float64) int
	// row emits the rows of a unit (an order has several line items).
	row func(g *generator, unit int, emit func(vals ...any))
	key int // first part of the random streams
}

func col(name string, t types.Type) table.Column {
	return table.Column{Name: name, Type: t, NotNull: true}
}

var (
	i4    = types.T(types.Int4)
	i8    = types.T(types.Int8)
	text  = types.T(types.Text)
	date  = types.T(types.Date)
	money = types.NumericType(15, 2)
)

func scaled(base float64) func(float64) int {
	return func(sf float64) int { return max(1, int(base*sf+0.5)) }
}

func fixed(n int) func(float64) int { return func(float64) int { return n } }

// Tables lists the tables.
func Tables() []Table {
	return []Table{
		{"region", []table.Column{col("r_regionkey", i8), col("r_name", text), col("r_comment", text)}, fixed(5), (*generator).region, 1},
		{"nation", []table.Column{col("n_nationkey", i8), col("n_name", text), col("n_regionkey", i8), col("n_comment", text)},
			fixed(25), (*generator).nation, 2},
		{"supplier", []table.Column{col("s_suppkey", i8), col("s_name", text), col("s_address", text), col("s_nationkey", i8),
			col("s_phone", text), col("s_acctbal", money), col("s_comment", text)}, scaled(10000), (*generator).supplier, 3},
		{"customer", []table.Column{col("c_custkey", i8), col("c_name", text), col("c_address", text), col("c_nationkey", i8),
			col("c_phone", text), col("c_acctbal", money), col("c_mktsegment", text), col("c_comment", text)},
			scaled(150000), (*generator).customer, 4},
		{"part", []table.Column{col("p_partkey", i8), col("p_name", text), col("p_mfgr", text), col("p_brand", text),
			col("p_type", text), col("p_size", i4), col("p_container", text), col("p_retailprice", money), col("p_comment", text)},
			scaled(200000), (*generator).part, 5},
		{"partsupp", []table.Column{col("ps_partkey", i8), col("ps_suppkey", i8), col("ps_availqty", i4),
			col("ps_supplycost", money), col("ps_comment", text)}, scaled(200000), (*generator).partsupp, 6},
		{"orders", []table.Column{col("o_orderkey", i8), col("o_custkey", i8), col("o_orderstatus", text),
			col("o_totalprice", money), col("o_orderdate", date), col("o_orderpriority", text), col("o_clerk", text),
			col("o_shippriority", i4), col("o_comment", text)}, scaled(1500000), (*generator).order, 7},
		{"lineitem", []table.Column{col("l_orderkey", i8), col("l_partkey", i8), col("l_suppkey", i8), col("l_linenumber", i4),
			col("l_quantity", money), col("l_extendedprice", money), col("l_discount", money), col("l_tax", money),
			col("l_returnflag", text), col("l_linestatus", text), col("l_shipdate", date), col("l_commitdate", date),
			col("l_receiptdate", date), col("l_shipinstruct", text), col("l_shipmode", text), col("l_comment", text)},
			scaled(1500000), (*generator).lineitems, 7},
	}
}

// generator knows the sizes of the tables that others refer to.
type generator struct {
	sf                          float64
	suppliers, customers, parts int
}

// Generate calls take with the table's rows, batch by batch. A batch is reused.
func (t Table) Generate(sf float64, take func(*vec.Batch) error) error {
	g := &generator{sf: sf, suppliers: scaled(10000)(sf), customers: scaled(150000)(sf), parts: scaled(200000)(sf)}
	b := newBatch(t.Cols)
	var err error
	for u := 1; u <= t.units(sf) && err == nil; u++ {
		t.row(g, u, func(vals ...any) {
			if b.N == vec.Size && err == nil {
				err = take(b)
				b = newBatch(t.Cols)
			}
			add(b, vals)
		})
	}
	if err == nil && b.N > 0 {
		err = take(b)
	}
	return err
}

func newBatch(cols []table.Column) *vec.Batch {
	b := &vec.Batch{}
	for _, c := range cols {
		v := &vec.Vec{Type: c.Type, Phys: c.Type.Phys()}
		if s, ok := c.Type.FixedScale(); ok {
			v.Phys, v.Scale = types.PI64, int16(s)
		}
		b.Cols = append(b.Cols, v)
	}
	return b
}

func add(b *vec.Batch, vals []any) {
	for i, x := range vals {
		v := b.Cols[i]
		switch x := x.(type) {
		case string:
			v.AppendStr(x)
		case int:
			if v.Phys == types.PI32 {
				v.I32 = append(v.I32, int32(x))
			} else {
				v.I64 = append(v.I64, int64(x))
			}
		}
	}
	b.N++
}

// Days since 1970 of the specification's STARTDATE, CURRENTDATE and ENDDATE.
var (
	startDate   = days(1992, 1, 1)
	currentDate = days(1995, 6, 17)
	endDate     = days(1998, 12, 31)
)

func days(y, m, d int) int {
	return int(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func phone(s *stream, nation int) string {
	return fmt.Sprintf("%d-%03d-%03d-%04d", nation+10, s.between(100, 999), s.between(100, 999), s.between(1000, 9999))
}
