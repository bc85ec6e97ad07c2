package objstore

import (
	"os"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
)

// Chunk is where the values of one column of one row group lie in a file.
type Chunk struct {
	Table, Column string
	Group         int
	Off, Len      int64
}

// File is the layout of one Parquet file.
type File struct {
	Size            int64
	Groups, Columns int
	Chunks          []Chunk
}

// Layout reads the footer of a table's file.
func Layout(table, path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	p, err := parquet.OpenFile(f, st.Size(), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return nil, err
	}
	out := &File{Size: st.Size()}
	for g, group := range p.Metadata().RowGroups {
		out.Groups, out.Columns = g+1, len(group.Columns)
		for _, c := range group.Columns {
			off := c.MetaData.DataPageOffset
			if d := c.MetaData.DictionaryPageOffset; d > 0 {
				off = min(off, d)
			}
			name := c.MetaData.PathInSchema[len(c.MetaData.PathInSchema)-1]
			out.Chunks = append(out.Chunks, Chunk{table, name, g, off, c.MetaData.TotalCompressedSize})
		}
	}
	return out, nil
}

// Use is what requests asked of a store, in terms of the files' layout.
type Use struct {
	Requests, Failed int
	Bytes            int64
	FileBytes        int64            // size of the files that were asked for
	Fetched          map[string]int64 // bytes by table.column
	Groups           map[string]map[int]bool
}

// Account sums up requests; files are by table, and the object of a table is its name and ".parquet".
func Account(requests []Request, files map[string]*File) Use {
	u := Use{Fetched: map[string]int64{}, Groups: map[string]map[int]bool{}}
	seen := map[string]bool{}
	for _, r := range requests {
		u.Requests++
		u.Bytes += r.Bytes
		if r.Status >= 400 {
			u.Failed++
		}
		table := r.Object[:len(r.Object)-len(filepath.Ext(r.Object))]
		f := files[table]
		if f == nil || r.Method != "GET" {
			continue
		}
		if !seen[table] {
			seen[table] = true
			u.FileBytes += f.Size
		}
		u.ranges(f, r)
	}
	return u
}

// ranges notes which chunks a read overlaps.
func (u *Use) ranges(f *File, r Request) {
	from, to := r.Off, r.Off+r.Len
	if r.Len == 0 {
		to = f.Size
	}
	for _, c := range f.Chunks {
		n := min(to, c.Off+c.Len) - max(from, c.Off)
		if n <= 0 {
			continue
		}
		u.Fetched[c.Table+"."+c.Column] += n
		if u.Groups[c.Table] == nil {
			u.Groups[c.Table] = map[int]bool{}
		}
		u.Groups[c.Table][c.Group] = true
	}
}
