package pgwire

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/xdg-go/scram"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Authenticator knows the roles.
type Authenticator interface {
	// Login says how a role logs in from an address: secret is its SCRAM verifier in
	// PostgreSQL's form, "" means it needs none (trust). exists is false for an unknown
	// role; a verifier may be given all the same, to hide which roles exist.
	Login(role string, from net.Addr) (secret string, exists bool)
}

const (
	mechScram     = "SCRAM-SHA-256"
	mechScramPlus = "SCRAM-SHA-256-PLUS"
	scramRounds   = 4096
)

// MakeVerifier hashes a password into the form of pg_authid.rolpassword.
func MakeVerifier(password string) (string, error) {
	var salt [16]byte
	_, _ = rand.Read(salt[:])
	cl, err := scram.SHA256.NewClient("", password, "")
	if err != nil {
		// Not valid for SASLprep: PostgreSQL takes the bytes as they are.
		if cl, err = scram.SHA256.NewClientUnprepped("", password, ""); err != nil {
			return "", err
		}
	}
	sc, err := cl.GetStoredCredentialsWithError(scram.KeyFactors{Salt: string(salt[:]), Iters: scramRounds})
	if err != nil {
		return "", err
	}
	b64 := base64.StdEncoding.EncodeToString
	return mechScram + "$" + strconv.Itoa(scramRounds) + ":" + b64(salt[:]) + "$" + b64(sc.StoredKey) + ":" + b64(sc.ServerKey), nil
}

// parseVerifier reads what MakeVerifier wrote.
func parseVerifier(s string) (scram.StoredCredentials, bool) {
	var sc scram.StoredCredentials
	parts := strings.Split(s, "$")
	if len(parts) != 3 || parts[0] != mechScram {
		return sc, false
	}
	iters, salt, ok1 := strings.Cut(parts[1], ":")
	stored, server, ok2 := strings.Cut(parts[2], ":")
	n, err0 := strconv.Atoi(iters)
	saltB, err1 := base64.StdEncoding.DecodeString(salt)
	storedB, err2 := base64.StdEncoding.DecodeString(stored)
	serverB, err3 := base64.StdEncoding.DecodeString(server)
	if !ok1 || !ok2 || err0 != nil || err1 != nil || err2 != nil || err3 != nil {
		return sc, false
	}
	sc.KeyFactors = scram.KeyFactors{Salt: string(saltB), Iters: n}
	sc.StoredKey, sc.ServerKey = storedB, serverB
	return sc, true
}

// mockSecret seeds the verifiers shown for roles that do not exist.
var mockSecret = func() (b [32]byte) { _, _ = rand.Read(b[:]); return }()

// mockCredentials gives credentials nobody can match, the same for a role each time.
func mockCredentials(role string) scram.StoredCredentials {
	h := hmac.New(sha256.New, mockSecret[:])
	h.Write([]byte(role))
	sum := h.Sum(nil)
	return scram.StoredCredentials{KeyFactors: scram.KeyFactors{Salt: string(sum[:16]), Iters: scramRounds},
		StoredKey: sum, ServerKey: sum}
}

// authenticate lets the role in or gives a FATAL error.
func (c *conn) authenticate(role string) error {
	if c.srv.cfg.RequireTLS && c.tls == nil && c.nc.RemoteAddr().Network() != "pipe" {
		return pgerr.New(pgerr.InvalidAuthorization, "connection requires encryption")
	}
	secret, exists := c.srv.cfg.Auth.Login(role, c.nc.RemoteAddr())
	if secret == "" && exists {
		return nil
	}
	if secret == "" {
		return pgerr.New(pgerr.InvalidAuthorization, "role \"%s\" does not exist", role)
	}
	creds, ok := parseVerifier(secret)
	if !exists || !ok {
		creds, ok = mockCredentials(role), false
	}
	valid, err := c.scram(creds)
	if err != nil {
		return err
	}
	if !valid || !ok {
		return pgerr.New(pgerr.InvalidPassword, "password authentication failed for user \"%s\"", role)
	}
	return nil
}

// scram runs the SASL exchange; false means a wrong password.
func (c *conn) scram(creds scram.StoredCredentials) (bool, error) {
	binding, bound := c.channelBinding()
	c.out.authSASL(bound)
	if err := c.out.flush(); err != nil {
		return false, err
	}
	body, err := c.readPassword()
	if err != nil {
		return false, err
	}
	var first pgproto3.SASLInitialResponse
	if err := first.Decode(body); err != nil {
		return false, protocolError(err)
	}
	srv, err := scram.SHA256.NewServer(func(string) (scram.StoredCredentials, error) { return creds, nil })
	if err != nil {
		return false, err
	}
	var conv *scram.ServerConversation
	switch {
	case first.AuthMechanism == mechScramPlus && bound:
		conv = srv.NewConversationWithChannelBindingRequired(binding)
	case first.AuthMechanism == mechScram && bound:
		conv = srv.NewConversationWithChannelBinding(binding)
	case first.AuthMechanism == mechScram:
		conv = srv.NewConversation()
	default:
		return false, pgerr.New(pgerr.ProtocolViolation, "client selected an invalid SASL authentication mechanism")
	}
	return c.scramSteps(conv, string(first.Data))
}

// scramSteps carries out both steps of the exchange.
func (c *conn) scramSteps(conv *scram.ServerConversation, first string) (bool, error) {
	answer, err := conv.Step(first)
	if err != nil {
		return false, pgerr.Wrap(err, pgerr.ProtocolViolation, "malformed SCRAM message")
	}
	c.out.authContinue(11, answer)
	if err := c.out.flush(); err != nil {
		return false, err
	}
	body, err := c.readPassword()
	if err != nil {
		return false, err
	}
	answer, err = conv.Step(string(body))
	if err != nil || !conv.Valid() {
		return false, nil
	}
	c.out.authContinue(12, answer)
	return true, nil
}

// readPassword reads a message that must be of type 'p'.
func (c *conn) readPassword() ([]byte, error) {
	m, err := readMessage(c.nc, startupMax)
	if err != nil {
		return nil, err
	}
	if m.typ != 'p' {
		return nil, pgerr.New(pgerr.ProtocolViolation, "expected SASL response, got message type %d", m.typ)
	}
	return m.body, nil
}

// channelBinding gives tls-server-end-point data of our own certificate.
func (c *conn) channelBinding() (scram.ChannelBinding, bool) {
	if c.tls == nil || len(c.srv.cfg.TLS.Certificates) == 0 {
		return scram.ChannelBinding{}, false
	}
	cert := &c.srv.cfg.TLS.Certificates[0]
	leaf := cert.Leaf
	if leaf == nil {
		var err error
		if leaf, err = x509.ParseCertificate(cert.Certificate[0]); err != nil {
			return scram.ChannelBinding{}, false
		}
	}
	b, err := scram.NewTLSServerEndpointBinding(&tls.ConnectionState{PeerCertificates: []*x509.Certificate{leaf}})
	return b, err == nil
}

func constantTimeEqual(a, b []byte) bool {
	return len(a) > 0 && subtle.ConstantTimeCompare(a, b) == 1
}

func protocolError(err error) error {
	return pgerr.Wrap(err, pgerr.ProtocolViolation, "invalid message format")
}
