package raft

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"
	"time"
)

// authority signs certificates for nodes.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "ca"}, NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &authority{cert, key}
}

// config makes a node's settings with a certificate of its own.
func (a *authority) config(t *testing.T) *tls.Config {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(2), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"node"}}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, a.cert, &key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(a.cert)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, RootCAs: roots, ServerName: "node",
		ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: roots}
}

func TestTLS(t *testing.T) {
	ca, other := newAuthority(t), newAuthority(t)
	a := openNode(t, Config{Dir: t.TempDir(), ID: "a", Listen: "127.0.0.1:0", Token: "t", TLS: ca.config(t)})
	f := newTestFSM()
	b := openNode(t, Config{Dir: t.TempDir(), ID: "b", Listen: "127.0.0.1:0", Token: "t", Join: a.Addr(), TLS: ca.config(t), FSM: f})
	propose(t, b, 1)
	waitFor(t, "two voters", func() bool { return voters(a) == 2 })
	propose(t, a, 2)
	if _, err := b.ReadIndex(context.Background()); err != nil || len(f.ids()) != 2 {
		t.Errorf("%v, %v", f.ids(), err)
	}
	for name, c := range map[string]*tls.Config{"clear text": nil, "another authority": other.config(t)} {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		m := newMux(tcpNetwork{}, c, a.self.identity())
		if _, err := m.dial(ctx, a.Addr(), streamCalls); err == nil {
			t.Errorf("%s was let in", name)
		}
		cancel()
	}
}
