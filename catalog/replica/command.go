package replica

import (
	"encoding/json"
	"fmt"

	"github.com/tarndb/tarn/catalog"
)

// Level is the newest cluster level that this program knows. A command that needs a
// higher one is not proposed before every voter supports it and the level was raised.
const Level = 1

// kind is the type of a command. Numbers are stored: they never change.
type kind uint64

const (
	kindInit      kind = 1 // the objects that a catalog begins with; only the first counts
	kindCommit    kind = 2
	kindReserve   kind = 3 // identities and transaction numbers
	kindAdvance   kind = 4 // nextval
	kindSet       kind = 5 // setval
	kindPublished kind = 6
	kindPurge     kind = 7
	kindDigest    kind = 8 // the leader's state hash at an index
	kindLevel     kind = 9 // raises the cluster level
)

// commandFormat is the version of the envelope.
const commandFormat = 1

// command is one entry of the log. The leader's time comes with the entry.
type command struct {
	kind  kind
	level uint64
	// request makes a repeat harmless where the command itself does not; zero for none.
	request   [16]byte
	ignorable bool

	change   *catalog.Change   // commit
	objects  []*catalog.Object // init
	ids, txs uint64            // reserve
	object   catalog.ID        // advance, set, published
	n        int64             // advance: how many; set: value; published: version
	m        int64             // published: checkpoint
	called   bool              // set
	list     []uint64          // purge
	index    uint64            // digest
	hash     [32]byte          // digest
}

func (c *command) encode() ([]byte, error) {
	payload, err := c.payload()
	if err != nil {
		return nil, err
	}
	o := &out{}
	o.uint(1, commandFormat)
	o.uint(2, uint64(c.kind))
	o.uint(3, max(c.level, 1))
	if c.request != [16]byte{} {
		o.bytes(4, c.request[:])
	}
	o.bool(5, c.ignorable)
	o.bytes(6, payload)
	return o.b, nil
}

func (c *command) payload() ([]byte, error) {
	o := &out{}
	switch c.kind {
	case kindInit:
		for _, obj := range c.objects {
			b, err := json.Marshal(obj)
			if err != nil {
				return nil, err
			}
			o.bytes(1, b)
		}
	case kindCommit:
		return encodeChange(c.change)
	case kindReserve:
		o.uint(1, c.ids)
		o.uint(2, c.txs)
	case kindAdvance, kindSet, kindPublished:
		o.uint(1, uint64(c.object))
		o.int(2, c.n)
		o.int(3, c.m)
		o.bool(4, c.called)
	case kindPurge:
		o.numbers(1, c.list)
	case kindDigest:
		o.uint(1, c.index)
		o.bytes(2, c.hash[:])
	case kindLevel:
		o.uint(1, c.ids)
	default:
		return nil, fmt.Errorf("command of kind %d", c.kind)
	}
	return o.b, nil
}

// unknown says that this program is too old for a command.
type unknown struct{ format, kind, level uint64 }

func (u unknown) Error() string {
	return fmt.Sprintf("the log has a command that this program does not know (format %d, type %d, level %d): upgrade this server",
		u.format, u.kind, u.level)
}

// decodeCommand reads a command. It gives nil for one that may be skipped, and an error
// of type unknown for one that may not.
func decodeCommand(b []byte) (*command, error) {
	c := &command{}
	var format uint64
	var payload []byte
	err := each(b, func(f field) error {
		switch f.n {
		case 1:
			format = f.value
		case 2:
			c.kind = kind(f.value)
		case 3:
			c.level = f.value
		case 4:
			if len(f.bytes) != len(c.request) {
				return errMalformed
			}
			copy(c.request[:], f.bytes)
		case 5:
			c.ignorable = f.bool()
		case 6:
			payload = f.bytes
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.level = max(c.level, 1)
	if format != commandFormat || c.level > Level || c.kind < kindInit || c.kind > kindLevel {
		if c.ignorable {
			return nil, nil
		}
		return nil, unknown{format, uint64(c.kind), c.level}
	}
	return c, c.decodePayload(payload)
}

func (c *command) decodePayload(b []byte) (err error) {
	if c.kind == kindCommit {
		c.change, err = decodeChange(b)
		return err
	}
	return each(b, func(f field) (err error) {
		switch c.kind {
		case kindInit:
			if f.n == 1 {
				o := &catalog.Object{}
				c.objects, err = append(c.objects, o), json.Unmarshal(f.bytes, o)
			}
		case kindReserve:
			c.numbers2(f, &c.ids, &c.txs)
		case kindAdvance, kindSet, kindPublished:
			switch f.n {
			case 1:
				c.object = catalog.ID(f.value)
			case 2:
				c.n = f.int()
			case 3:
				c.m = f.int()
			case 4:
				c.called = f.bool()
			}
		case kindPurge:
			if f.n == 1 {
				c.list, err = f.numbers()
			}
		case kindDigest:
			switch f.n {
			case 1:
				c.index = f.value
			case 2:
				if len(f.bytes) != len(c.hash) {
					return errMalformed
				}
				copy(c.hash[:], f.bytes)
			}
		case kindLevel:
			c.numbers2(f, &c.ids, new(uint64))
		}
		return err
	})
}

func (c *command) numbers2(f field, one, two *uint64) {
	switch f.n {
	case 1:
		*one = f.value
	case 2:
		*two = f.value
	}
}
