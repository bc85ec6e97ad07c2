package node

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/tarndb/tarn/catalog/replica"
	"github.com/tarndb/tarn/raft"
)

// leaveTime is how long a server that leaves tries to hand leadership over.
const leaveTime = 5 * time.Second

// RaftDir is where a data directory has the catalog's log and snapshots.
func RaftDir(data string) string { return filepath.Join(data, "raft") }

// openCatalog opens the catalog of the data directory, or of the cluster it belongs to.
func (n *Node) openCatalog(ctx context.Context, log *slog.Logger, progress func(string)) (*replica.Store, error) {
	cfg := &n.cfg
	t, err := clusterTLS(cfg)
	if err != nil {
		return nil, err
	}
	store, err := replica.Open(ctx, replica.Config{Database: DatabaseName, Owner: Superuser, Raft: raft.Config{
		Dir: RaftDir(cfg.Data), ID: cfg.NodeID, Listen: cfg.RaftListen, Advertise: cfg.RaftAdvertise, Join: cfg.Join,
		Token: cfg.JoinToken, TLS: t, Log: log, OnFatal: func(err error) {
			log.Error("the catalog stops", "error", err)
			n.end(fmt.Errorf("the catalog stopped: %w", err))
		}}})
	if err != nil {
		return nil, fmt.Errorf("opening the catalog: %w", err)
	}
	if err := addSamples(ctx, cfg, store, progress); err != nil {
		store.Close(ctx)
		return nil, err
	}
	return store, nil
}

// clusterTLS makes the TLS settings between servers: both sides must have a certificate
// of the cluster's authority; its name does not matter, servers move.
func clusterTLS(c *Config) (*tls.Config, error) {
	if c.ClusterCA == "" && c.ClusterCert == "" && c.ClusterKey == "" {
		return nil, nil
	}
	if c.ClusterCA == "" || c.ClusterCert == "" || c.ClusterKey == "" {
		return nil, errors.New("cluster-ca, cluster-cert and cluster-key go together")
	}
	pem, err := os.ReadFile(c.ClusterCA)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s has no certificate", c.ClusterCA)
	}
	cert, err := tls.LoadX509KeyPair(c.ClusterCert, c.ClusterKey)
	if err != nil {
		return nil, err
	}
	return &tls.Config{
		Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS13,
		ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: roots,
		InsecureSkipVerify: true, // the name is not checked; VerifyConnection checks the chain
		VerifyConnection: func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 {
				return errors.New("no certificate")
			}
			inter := x509.NewCertPool()
			for _, c := range s.PeerCertificates[1:] {
				inter.AddCert(c)
			}
			_, err := s.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, Intermediates: inter,
				KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}})
			return err
		},
	}, nil
}

// Recover makes the server of a data directory, which must not run, a cluster of its own.
func Recover(data string) error {
	if _, err := os.Stat(RaftDir(data)); err != nil {
		return err
	}
	lock, err := lockDir(data)
	if err != nil {
		return err
	}
	defer lock.Close()
	return replica.Recover(raft.Config{Dir: RaftDir(data)})
}
