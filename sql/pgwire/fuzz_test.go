package pgwire_test

import (
	"encoding/binary"
	"io"
	"math/rand/v2"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

func fuzzServer(t testing.TB) *node.Node {
	return testkit.StartServer(t, func(c *node.Config) {
		c.TLS, c.Memory = "off", "256MB"
		c.Set = map[string]string{"statement_timeout": "500ms", "idle_session_timeout": "5s", "idle_in_transaction_session_timeout": "5s"}
	})
}

// play sends bytes on a fresh connection, after logging in when login is set, and waits
// until the server has closed it.
func play(t testing.TB, n *node.Node, data []byte, login bool) {
	t.Helper()
	nc, err := net.Dial("tcp", n.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	_ = nc.SetDeadline(time.Now().Add(20 * time.Second))
	done := make(chan error, 1)
	go func() { _, err := io.Copy(io.Discard, nc); done <- err }()
	if login {
		b, _ := (&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersionNumber,
			Parameters: map[string]string{"user": "tarn"}}).Encode(nil)
		data = append(b, data...)
	}
	_, _ = nc.Write(data)
	end, _ := (&pgproto3.Terminate{}).Encode(nil)
	_, _ = nc.Write(end)
	if !login {
		_ = nc.(*net.TCPConn).CloseWrite()
	}
	select {
	case err = <-done:
	case <-time.After(300 * time.Millisecond):
		// A damaged length swallowed the Terminate: the server waits for more. Leaving must
		// end the connection.
		_ = nc.(*net.TCPConn).CloseWrite()
		err = <-done
	}
	if ne, ok := err.(net.Error); ok && ne.Timeout() {
		t.Fatal("the server does not end the connection")
	}
	_ = nc.Close()
}

// templates are valid messages to begin with.
func templates() [][]byte {
	var out [][]byte
	for _, m := range []pgproto3.FrontendMessage{
		&pgproto3.Query{String: "SELECT 1"}, &pgproto3.Query{String: "BEGIN; SAVEPOINT a; SELECT 'x'::text, 1.5, ARRAY[1,2]"},
		&pgproto3.Query{String: "SHOW ALL"}, &pgproto3.Query{String: "ROLLBACK"}, &pgproto3.Query{String: "SET search_path TO a, b"},
		&pgproto3.Query{String: "COPY (SELECT 1) TO STDOUT"}, &pgproto3.Query{String: "DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT 1; FETCH 1 FROM c"},
		&pgproto3.Parse{Name: "s", Query: "SELECT $1::int4 + $2, $3::text, $4::numeric", ParameterOIDs: []uint32{23, 23, 25, 1700}},
		&pgproto3.Parse{Query: "SELECT $1::date, $2::int4[], $3::interval, $4::jsonb", ParameterOIDs: []uint32{1082, 1007, 1186, 3802}},
		&pgproto3.Bind{PreparedStatement: "s", ParameterFormatCodes: []int16{1}, Parameters: [][]byte{{0, 0, 0, 1}, {0, 0, 0, 2}, []byte("x"), {0, 1, 0, 0, 0, 0, 0, 0, 0, 1}}, ResultFormatCodes: []int16{1}},
		&pgproto3.Bind{ParameterFormatCodes: []int16{1}, Parameters: [][]byte{{0, 0, 0, 1}, {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 9}, make([]byte, 16), []byte("\x01{}")}},
		&pgproto3.Bind{DestinationPortal: "p", PreparedStatement: "s", Parameters: [][]byte{[]byte("1"), nil, []byte("x"), []byte("1.5")}},
		&pgproto3.Describe{ObjectType: 'S', Name: "s"}, &pgproto3.Describe{ObjectType: 'P'}, &pgproto3.Execute{}, &pgproto3.Execute{Portal: "p", MaxRows: 1},
		&pgproto3.Close{ObjectType: 'S', Name: "s"}, &pgproto3.Sync{}, &pgproto3.Sync{}, &pgproto3.Flush{}, &pgproto3.CopyData{Data: []byte("x")}, &pgproto3.CopyDone{},
		&pgproto3.CopyFail{Message: "x"}, &pgproto3.FunctionCall{Function: 1, ResultFormatCode: 1},
	} {
		b, err := m.Encode(nil)
		if err != nil {
			panic(err)
		}
		out = append(out, b)
	}
	return out
}

// mutate changes bytes of a message; its type and length stay right, so that the damage
// reaches the decoders and not only the framing.
func mutate(r *rand.Rand, m []byte) []byte {
	m = append([]byte{}, m...)
	for range r.IntN(3) {
		switch r.IntN(5) {
		case 0:
			if len(m) > 5 {
				m[5+r.IntN(len(m)-5)] = byte(r.Uint32())
			}
		case 1:
			m = append(m, byte(r.Uint32()), byte(r.Uint32()))
		case 2:
			if len(m) > 6 {
				m = m[:5+r.IntN(len(m)-5)]
			}
		case 3:
			if len(m) > 7 {
				binary.BigEndian.PutUint16(m[5+r.IntN(len(m)-6):], uint16(r.Uint32()))
			}
		case 4:
			if len(m) > 9 {
				binary.BigEndian.PutUint32(m[5+r.IntN(len(m)-8):], r.Uint32())
			}
		}
	}
	binary.BigEndian.PutUint32(m[1:], uint32(len(m)-1))
	return m
}

// FuzzMessages sends any bytes after the login.
func FuzzMessages(f *testing.F) {
	for _, m := range templates() {
		f.Add(m)
	}
	n := fuzzServer(f)
	f.Fuzz(func(t *testing.T, data []byte) { play(t, n, data, true) })
}

// FuzzStartup sends any bytes as the first ones.
func FuzzStartup(f *testing.F) {
	f.Add([]byte{0, 0, 0, 8, 4, 210, 22, 47})
	f.Add([]byte{0, 0, 0, 8, 4, 210, 22, 48, 0, 0, 0, 9, 0, 3, 0, 0, 0})
	b, _ := (&pgproto3.StartupMessage{ProtocolVersion: 3<<16 | 7, Parameters: map[string]string{"user": "tarn", "options": "-c a=b", "_pq_.x": "1"}}).Encode(nil)
	f.Add(b)
	n := fuzzServer(f)
	f.Fuzz(func(t *testing.T, data []byte) { play(t, n, data, false) })
}
