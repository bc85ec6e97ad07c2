package plantest

// TPCH gives TPC-H's tables with the statistics of scale factor 1. The tables declare no
// keys, as files do not.
func TPCH() *Catalog {
	c := &Catalog{Tables: map[string]*Table{}, Views: map[string]string{}}
	for _, t := range []*Table{
		New("region", 5, Col{"r_regionkey", "int4!", 5, "0", "4"}, Col{"r_name", "text!", 5, "AFRICA", "MIDDLE EAST"},
			Col{"r_comment", "text", 5, "", ""}),
		New("nation", 25, Col{"n_nationkey", "int4!", 25, "0", "24"}, Col{"n_name", "text!", 25, "ALGERIA", "VIETNAM"},
			Col{"n_regionkey", "int4!", 5, "0", "4"}, Col{"n_comment", "text", 25, "", ""}),
		New("supplier", 10000, Col{"s_suppkey", "int8!", 10000, "1", "10000"}, Col{"s_name", "text!", 10000, "", ""},
			Col{"s_address", "text!", 10000, "", ""}, Col{"s_nationkey", "int4!", 25, "0", "24"}, Col{"s_phone", "text!", 10000, "", ""},
			Col{"s_acctbal", "numeric(15,2)!", 9955, "-998.22", "9999.72"}, Col{"s_comment", "text!", 10000, "", ""}),
		New("part", 200000, Col{"p_partkey", "int8!", 200000, "1", "200000"}, Col{"p_name", "text!", 199997, "", ""},
			Col{"p_mfgr", "text!", 5, "", ""}, Col{"p_brand", "text!", 25, "", ""}, Col{"p_type", "text!", 150, "", ""},
			Col{"p_size", "int4!", 50, "1", "50"}, Col{"p_container", "text!", 40, "", ""},
			Col{"p_retailprice", "numeric(15,2)!", 20899, "901.00", "2098.99"}, Col{"p_comment", "text!", 131753, "", ""}),
		New("partsupp", 800000, Col{"ps_partkey", "int8!", 200000, "1", "200000"}, Col{"ps_suppkey", "int8!", 10000, "1", "10000"},
			Col{"ps_availqty", "int4!", 9999, "1", "9999"}, Col{"ps_supplycost", "numeric(15,2)!", 99901, "1.00", "1000.00"},
			Col{"ps_comment", "text!", 799124, "", ""}),
		New("customer", 150000, Col{"c_custkey", "int8!", 150000, "1", "150000"}, Col{"c_name", "text!", 150000, "", ""},
			Col{"c_address", "text!", 150000, "", ""}, Col{"c_nationkey", "int4!", 25, "0", "24"}, Col{"c_phone", "text!", 150000, "", ""},
			Col{"c_acctbal", "numeric(15,2)!", 140187, "-999.99", "9999.99"}, Col{"c_mktsegment", "text!", 5, "", ""},
			Col{"c_comment", "text!", 149968, "", ""}),
		New("orders", 1500000, Col{"o_orderkey", "int8!", 1500000, "1", "6000000"}, Col{"o_custkey", "int8!", 99996, "1", "149999"},
			Col{"o_orderstatus", "text!", 3, "F", "P"}, Col{"o_totalprice", "numeric(15,2)!", 1464556, "857.71", "555285.16"},
			Col{"o_orderdate", "date!", 2406, "1992-01-01", "1998-08-02"}, Col{"o_orderpriority", "text!", 5, "", ""},
			Col{"o_clerk", "text!", 1000, "", ""}, Col{"o_shippriority", "int4!", 1, "0", "0"}, Col{"o_comment", "text!", 1482071, "", ""}),
		New("lineitem", 6001215, Col{"l_orderkey", "int8!", 1500000, "1", "6000000"}, Col{"l_partkey", "int8!", 200000, "1", "200000"},
			Col{"l_suppkey", "int8!", 10000, "1", "10000"}, Col{"l_linenumber", "int4!", 7, "1", "7"},
			Col{"l_quantity", "numeric(15,2)!", 50, "1", "50"}, Col{"l_extendedprice", "numeric(15,2)!", 933900, "901.00", "104949.50"},
			Col{"l_discount", "numeric(15,2)!", 11, "0.00", "0.10"}, Col{"l_tax", "numeric(15,2)!", 9, "0.00", "0.08"},
			Col{"l_returnflag", "text!", 3, "A", "R"}, Col{"l_linestatus", "text!", 2, "F", "O"},
			Col{"l_shipdate", "date!", 2526, "1992-01-02", "1998-12-01"}, Col{"l_commitdate", "date!", 2466, "1992-01-31", "1998-10-31"},
			Col{"l_receiptdate", "date!", 2554, "1992-01-04", "1998-12-31"}, Col{"l_shipinstruct", "text!", 4, "", ""},
			Col{"l_shipmode", "text!", 7, "", ""}, Col{"l_comment", "text!", 4580667, "", ""}),
	} {
		c.Tables[t.name] = t
	}
	return c
}
