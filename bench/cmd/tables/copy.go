package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/tarndb/tarn/bench/internal/duck"
	"github.com/tarndb/tarn/bench/internal/proc"
)

const lineitem = `l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber int, l_quantity decimal(15,2),
l_extendedprice decimal(15,2), l_discount decimal(15,2), l_tax decimal(15,2), l_returnflag varchar, l_linestatus varchar,
l_shipdate date, l_commitdate date, l_receiptdate date, l_shipinstruct varchar, l_shipmode varchar, l_comment varchar`

// copyRuns is how often each side copies; the best counts.
const copyRuns = 3

// copyFrom loads lineitem from one CSV file: DuckDB into a Parquet file, Tarn through the
// wire into a managed table.
func (b *bench) copyFrom(ctx context.Context) error {
	db, err := duck.Open(ctx, duck.Options{Python: b.python, Name: "DuckDB", Path: ":memory:",
		Settings: map[string]string{"threads": fmt.Sprint(runtime.NumCPU())}})
	if err != nil {
		return err
	}
	defer db.Close()
	csv := filepath.Join(b.dir, "lineitem.csv")
	from := filepath.Join(b.data, "lineitem.parquet")
	if err := db.Exec(ctx, fmt.Sprintf("COPY (SELECT * FROM '%s') TO '%s' (FORMAT csv, HEADER false)", from, csv)); err != nil {
		return err
	}
	st, err := os.Stat(csv)
	if err != nil {
		return err
	}
	defer os.Remove(csv)
	if err := db.Exec(ctx, "CREATE TABLE shape ("+lineitem+")"); err != nil {
		return err
	}
	out := filepath.Join(b.dir, "duck.parquet")
	columns := "columns={" + duckColumns() + "}"
	theirs, theirCPU, err := best(db.Pid(), func() error {
		return db.Exec(ctx, fmt.Sprintf("COPY (SELECT * FROM read_csv('%s', header=false, auto_detect=false, delim=',', quote='\"', %s)) TO '%s' (FORMAT parquet)", csv, columns, out))
	})
	if err != nil {
		return err
	}
	n := 0
	var rows int64
	ours, ourCPU, err := best(b.srv.Pid(), func() error {
		n++
		rows, err = b.load(ctx, fmt.Sprintf("lineitem_%d", n), csv)
		return err
	})
	if err != nil {
		return err
	}
	fmt.Printf("COPY FROM of %d rows, %.0f MB of CSV\n", rows, float64(st.Size())/1e6)
	for _, l := range []struct {
		who       string
		wall, cpu time.Duration
	}{{"DuckDB " + db.Version() + ", COPY TO parquet", theirs, theirCPU}, {"Tarn, COPY FROM STDIN", ours, ourCPU}} {
		fmt.Printf("  %-36s %8.0f ms %8.0f CPU ms %10.0f rows/s\n", l.who, ms(l.wall), ms(l.cpu), float64(rows)/l.wall.Seconds())
	}
	fmt.Printf("  ratio %.2fx by wall time, %.2fx by CPU\n", theirs.Seconds()/ours.Seconds(), theirCPU.Seconds()/ourCPU.Seconds())
	return nil
}

// load copies the file into a new table.
func (b *bench) load(ctx context.Context, name, csv string) (int64, error) {
	if err := b.exec(ctx, "CREATE TABLE "+name+" ("+lineitem+")"); err != nil {
		return 0, err
	}
	c, err := b.connect(ctx)
	if err != nil {
		return 0, err
	}
	defer c.Close(ctx)
	f, err := os.Open(csv)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	tag, err := c.CopyFrom(ctx, f, "COPY "+name+" FROM STDIN (FORMAT csv)")
	return tag.RowsAffected(), err
}

// best runs f some times and gives the least wall time, with the CPU time of process pid.
func best(pid int, f func() error) (wall, cpu time.Duration, err error) {
	for range copyRuns {
		before, err := proc.CPU(pid)
		if err != nil {
			return 0, 0, err
		}
		start := time.Now()
		if err := f(); err != nil {
			return 0, 0, err
		}
		took := time.Since(start)
		after, err := proc.CPU(pid)
		if err != nil {
			return 0, 0, err
		}
		if wall == 0 || took < wall {
			wall, cpu = took, after-before
		}
	}
	return wall, cpu, nil
}

// duckColumns is lineitem's columns as an argument of read_csv.
func duckColumns() string {
	return "'l_orderkey':'BIGINT','l_partkey':'BIGINT','l_suppkey':'BIGINT','l_linenumber':'INTEGER','l_quantity':'DECIMAL(15,2)'," +
		"'l_extendedprice':'DECIMAL(15,2)','l_discount':'DECIMAL(15,2)','l_tax':'DECIMAL(15,2)','l_returnflag':'VARCHAR'," +
		"'l_linestatus':'VARCHAR','l_shipdate':'DATE','l_commitdate':'DATE','l_receiptdate':'DATE','l_shipinstruct':'VARCHAR'," +
		"'l_shipmode':'VARCHAR','l_comment':'VARCHAR'"
}
