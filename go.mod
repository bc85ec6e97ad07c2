module github.com/tarndb/tarn

go 1.26
