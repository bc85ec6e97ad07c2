package pgwire

import (
	"bytes"
	"crypto/tls"
	"encoding/binary"
	"io"
	"net"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Codes in place of a protocol version in a packet before login.
const (
	codeCancel = 80877102
	codeSSL    = 80877103
	codeGSS    = 80877104
)

// Limits of packets before login, PostgreSQL's own.
const (
	startupMin = 8
	startupMax = 10000
	minorMax   = 2 // newest minor version of protocol 3 that we speak
)

// startup is a decoded StartupMessage.
type startup struct {
	minor   int
	params  map[string]string
	order   []string // names as sent
	unknown []string // _pq_ options we do not know
}

// readPacket reads an untyped packet: code and rest.
func readPacket(r io.Reader) (code uint32, body []byte, err error) {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[:4])
	if n < startupMin || n > startupMax {
		return 0, nil, pgerr.New(pgerr.ProtocolViolation, "invalid length of startup packet")
	}
	body = make([]byte, n-8)
	_, err = io.ReadFull(r, body)
	return binary.BigEndian.Uint32(head[4:]), body, err
}

// negotiate answers encryption requests until a startup message or a cancel request
// comes. It gives nil, nil when the connection is finished.
func (c *conn) negotiate() (*startup, error) {
	if err := c.directTLS(); err != nil {
		return nil, err
	}
	for range 3 {
		code, body, err := readPacket(c.nc)
		if err != nil {
			return nil, err
		}
		switch code {
		case codeSSL:
			err = c.answerSSL()
		case codeGSS:
			_, err = c.nc.Write([]byte{'N'})
		case codeCancel:
			if len(body) >= 5 && len(body) <= 4+256 {
				c.srv.cancel(int32(binary.BigEndian.Uint32(body)), body[4:])
			}
			return nil, nil
		default:
			return decodeStartup(code, body)
		}
		if err != nil {
			return nil, err
		}
	}
	return nil, pgerr.New(pgerr.ProtocolViolation, "too many encryption requests")
}

// answerSSL offers TLS. The request was read unbuffered, so nothing sent in clear text
// behind it can be taken for encrypted data.
func (c *conn) answerSSL() error {
	if c.srv.cfg.TLS == nil || c.tls != nil {
		_, err := c.nc.Write([]byte{'N'})
		return err
	}
	if _, err := c.nc.Write([]byte{'S'}); err != nil {
		return err
	}
	return c.handshake(c.nc)
}

// directTLS starts TLS without an SSLRequest when the first byte is a TLS record's.
func (c *conn) directTLS() error {
	var first [1]byte
	if _, err := io.ReadFull(c.nc, first[:]); err != nil {
		return err
	}
	pre := &prefixConn{Conn: c.nc, prefix: first[:]}
	if first[0] != 0x16 || c.srv.cfg.TLS == nil {
		c.nc = pre
		return nil
	}
	if err := c.handshake(pre); err != nil {
		return err
	}
	if c.tls.ConnectionState().NegotiatedProtocol != "postgresql" {
		return pgerr.New(pgerr.ProtocolViolation, "received direct SSL connection request without ALPN protocol negotiation extension")
	}
	return nil
}

func (c *conn) handshake(nc net.Conn) error {
	t := tls.Server(nc, c.srv.cfg.TLS)
	if err := t.Handshake(); err != nil {
		return err
	}
	c.tls, c.nc = t, t
	return nil
}

// prefixConn gives back bytes that were read to look at them.
type prefixConn struct {
	net.Conn
	prefix []byte
}

// Read reads the prefix first.
func (p *prefixConn) Read(b []byte) (int, error) {
	if len(p.prefix) > 0 {
		n := copy(b, p.prefix)
		p.prefix = p.prefix[n:]
		return n, nil
	}
	return p.Conn.Read(b)
}

// decodeStartup reads the version and the name/value pairs.
func decodeStartup(code uint32, body []byte) (*startup, error) {
	major, minor := int(code>>16), int(code&0xffff)
	if major != 3 {
		return nil, pgerr.New(pgerr.FeatureNotSupported,
			"unsupported frontend protocol %d.%d: server supports 3.0 to 3.%d", major, minor, minorMax)
	}
	st := &startup{minor: minor, params: map[string]string{}}
	for len(body) > 0 && body[0] != 0 {
		name, rest, ok := cutString(body)
		if !ok {
			return nil, badStartup()
		}
		value, rest, ok := cutString(rest)
		if !ok {
			return nil, badStartup()
		}
		body = rest
		if strings.HasPrefix(name, "_pq_.") {
			st.unknown = append(st.unknown, name)
			continue
		}
		if _, dup := st.params[name]; !dup {
			st.order = append(st.order, name)
		}
		st.params[name] = value
	}
	if len(body) != 1 {
		return nil, badStartup()
	}
	return st, nil
}

func badStartup() error {
	return pgerr.New(pgerr.ProtocolViolation, "invalid startup packet layout: expected terminator as last byte")
}

func cutString(b []byte) (s string, rest []byte, ok bool) {
	i := bytes.IndexByte(b, 0)
	if i < 0 {
		return "", nil, false
	}
	return string(b[:i]), b[i+1:], true
}
