package replica

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
)

// result is what applying a command gives: numbers, or an error that every server has
// alike and that a client is shown.
type result struct {
	csn   uint64 // commit: the outcome
	time  int64
	first int64 // reserve: first identity; advance: first value
	count int64 // reserve: first transaction; advance: number of values
	err   *pgerr.Error
}

func (r *result) encode() []byte {
	o := &out{}
	o.uint(1, r.csn)
	o.int(2, r.time)
	o.int(3, r.first)
	o.int(4, r.count)
	if e := r.err; e != nil {
		o.text(5, string(e.Code))
		o.text(6, e.Message)
		o.text(7, e.Detail)
		o.text(8, e.Hint)
	}
	return o.b
}

func decodeResult(b []byte) (r result, err error) {
	err = each(b, func(f field) error {
		e := r.err
		if e == nil && f.n > 5 {
			return nil
		}
		switch f.n {
		case 1:
			r.csn = f.value
		case 2:
			r.time = f.int()
		case 3:
			r.first = f.int()
		case 4:
			r.count = f.int()
		case 5:
			r.err = pgerr.New(pgerr.Code(f.bytes), "")
		case 6:
			e.Message = f.text()
		case 7:
			e.Detail = f.text()
		case 8:
			e.Hint = f.text()
		}
		return nil
	})
	return r, err
}

func (r *result) outcome() catalog.Outcome {
	return catalog.Outcome{CSN: catalog.CSN(r.csn), Time: r.time}
}
