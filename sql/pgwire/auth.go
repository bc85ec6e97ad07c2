package pgwire

import (
	"crypto/subtle"
	"crypto/tls"
	"crypto/x509"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/xdg-go/scram"

	"github.com/tarndb/tarn/sql/auth"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Authenticator knows the roles and the rules of who may come from where.
type Authenticator interface {
	// Begin says how somebody logs in.
	Begin(a *auth.Attempt) Login
	// Done is told how the attempt ended.
	Done(a *auth.Attempt, err error)
}

// Login is what an attempt must show.
type Login struct {
	Err      error  // not nil: refused
	Trust    bool   // nothing is asked for
	Verifier string // otherwise the SCRAM verifier; "" when nobody can match
	Delay    time.Duration
}

// authenticate lets the role in or gives a FATAL error.
func (c *conn) authenticate(a *auth.Attempt) error {
	if c.srv.cfg.RequireTLS && c.tls == nil && c.nc.RemoteAddr().Network() != "pipe" {
		return pgerr.New(pgerr.InvalidAuthorization, "connection requires encryption")
	}
	err := c.judge(a, c.srv.cfg.Auth.Begin(a))
	if err == nil || pgerr.CodeOf(err) != "" { // a client that left did not fail
		c.srv.cfg.Auth.Done(a, err)
	}
	return err
}

func (c *conn) judge(a *auth.Attempt, l Login) error {
	if l.Err != nil || l.Trust {
		return l.Err
	}
	creds, ok := auth.ParseVerifier(l.Verifier)
	if !ok {
		creds = auth.MockCredentials(a.Role)
	}
	valid, err := c.scram(creds, l.Delay)
	if err != nil {
		return err
	}
	if !valid || !ok {
		return pgerr.New(pgerr.InvalidPassword, "password authentication failed for user \"%s\"", a.Role)
	}
	return nil
}

// scram runs the SASL exchange; false means a wrong password.
func (c *conn) scram(creds scram.StoredCredentials, delay time.Duration) (bool, error) {
	binding, bound := c.channelBinding()
	c.out.authSASL(bound)
	if err := c.out.flush(); err != nil {
		return false, err
	}
	body, err := c.readPassword()
	if err != nil {
		return false, err
	}
	if !c.pause(delay) {
		return false, pgerr.New(pgerr.CannotConnectNow, "the database system is shutting down")
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
	case first.AuthMechanism == auth.MechScramPlus && bound:
		conv = srv.NewConversationWithChannelBindingRequired(binding)
	case first.AuthMechanism == auth.MechScram && bound:
		conv = srv.NewConversationWithChannelBinding(binding)
	case first.AuthMechanism == auth.MechScram:
		conv = srv.NewConversation()
	default:
		return false, pgerr.New(pgerr.ProtocolViolation, "client selected an invalid SASL authentication mechanism")
	}
	return c.scramSteps(conv, string(first.Data))
}

// pause makes somebody who failed before wait; false when the server stops.
func (c *conn) pause(d time.Duration) bool {
	if d <= 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-c.srv.draining:
		return false
	}
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
