package raft

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"time"
)

// adminSocket is where tools on the same machine reach a node.
const adminSocket = "admin.sock"

// adminCall is a request of a tool or a peer.
type adminCall struct {
	Op   string `json:"op"`
	ID   string `json:"id,omitempty"`
	By   string `json:"by,omitempty"`
	Addr string `json:"addr,omitempty"`
}

// serveAdmin answers one administrative call.
func (n *Node) serveAdmin(ctx context.Context, stream byte, body []byte, r *bufio.Reader, w *bufio.Writer) error {
	var req adminCall
	if err := json.Unmarshal(body, &req); err != nil {
		return err
	}
	if stream == streamJoin && req.Op != "join" && req.Op != "cluster" {
		return errors.New("only a join is answered here")
	}
	if req.Op == "backup" {
		return streamTo(w, func(out io.Writer) error { return n.Backup(ctx, out) })
	}
	answer, err := n.runAdmin(ctx, &req, r)
	if err != nil {
		status, text := failure(err)
		return writeFrame(w, status, text)
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return writeFrame(w, answerOK, text)
}

func (n *Node) runAdmin(ctx context.Context, req *adminCall, r *bufio.Reader) (any, error) {
	switch req.Op {
	case "here":
		return n.Here(), nil
	case "status":
		return n.Status(ctx), nil
	case "cluster":
		return joined{Cluster: n.self.Cluster}, nil
	case "join":
		return n.admit(req.ID, req.Addr)
	case "remove":
		return nil, n.Remove(ctx, req.ID)
	case "replace":
		return nil, n.Replace(ctx, req.ID, req.By)
	case "transfer":
		return nil, n.TransferLeadership(ctx, req.ID)
	case "restore":
		in := &chunkReader{r: r}
		err := n.Restore(ctx, in)
		if _, rest := io.Copy(io.Discard, in); rest != nil {
			return nil, errors.Join(err, rest)
		}
		return nil, err
	}
	return nil, fmt.Errorf("unknown operation %q", req.Op)
}

// callOnce makes one call over a connection of its own.
func (n *Node) callOnce(ctx context.Context, addr string, stream byte, req *adminCall, out any) error {
	c, err := n.mux.dial(ctx, addr, stream)
	if err != nil {
		return err
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(callTime))
	return exchangeAdmin(c, req, out)
}

func exchangeAdmin(c net.Conn, req *adminCall, out any) error {
	body, err := json.Marshal(req)
	if err != nil {
		return err
	}
	if err := writeFrame(bufio.NewWriter(c), callAdmin, body); err != nil {
		return err
	}
	status, answer, err := readFrame(bufio.NewReader(c))
	if err != nil {
		return err
	}
	return decodeAdmin(status, answer, out)
}

// Client is a tool's connection to the node that runs in a directory of this machine.
type Client struct {
	dir string
	id  identity
}

// NewClient reads the directory's identity; the node need not run yet.
func NewClient(dir string) (*Client, error) {
	f, err := loadNodeFile(dir)
	if err != nil {
		return nil, err
	}
	if f.ID == "" {
		return nil, fmt.Errorf("no node in %s", dir)
	}
	return &Client{dir, f.identity()}, nil
}

func (c *Client) dial(ctx context.Context) (net.Conn, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "unix", filepath.Join(c.dir, adminSocket))
	if err != nil {
		return nil, fmt.Errorf("no server runs on this directory: %w", err)
	}
	if err := c.id.greet(conn, streamCalls); err != nil {
		_ = conn.Close()
		return nil, err
	}
	context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	return conn, nil
}

func (c *Client) call(ctx context.Context, req *adminCall, out any) error {
	conn, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	return exchangeAdmin(conn, req, out)
}

// Status asks for the cluster's state.
func (c *Client) Status(ctx context.Context) (s Status, err error) {
	err = c.call(ctx, &adminCall{Op: "status"}, &s)
	return s, err
}

// Remove takes a node out of the cluster.
func (c *Client) Remove(ctx context.Context, id string) error {
	return c.call(ctx, &adminCall{Op: "remove", ID: id}, nil)
}

// Replace removes a node once another one votes.
func (c *Client) Replace(ctx context.Context, old, by string) error {
	return c.call(ctx, &adminCall{Op: "replace", ID: old, By: by}, nil)
}

// Transfer hands leadership over.
func (c *Client) Transfer(ctx context.Context, to string) error {
	return c.call(ctx, &adminCall{Op: "transfer", ID: to}, nil)
}

// Backup streams a backup of everything acknowledged before the call.
func (c *Client) Backup(ctx context.Context, out io.Writer) error {
	conn, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	body, err := json.Marshal(&adminCall{Op: "backup"})
	if err != nil {
		return err
	}
	if err := writeFrame(bufio.NewWriter(conn), callAdmin, body); err != nil {
		return err
	}
	r := bufio.NewReaderSize(conn, 1<<18)
	status, answer, err := readFrame(r)
	if err != nil {
		return err
	}
	if status != answerStream {
		return decodeAdmin(status, answer, nil)
	}
	if _, err := io.Copy(out, &chunkReader{r: r}); err != nil {
		return fmt.Errorf("the node broke the backup off: %w", err)
	}
	return nil
}

// Restore replaces the cluster's state by a backup's.
func (c *Client) Restore(ctx context.Context, in io.Reader) error {
	conn, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	body, err := json.Marshal(&adminCall{Op: "restore"})
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(conn, 1<<18)
	if err := writeFrame(w, callAdmin, body); err != nil {
		return err
	}
	if _, err := io.Copy(chunkWriter{w}, in); err != nil {
		return err
	}
	_, _ = w.Write(make([]byte, 4))
	if err := w.Flush(); err != nil {
		return err
	}
	status, answer, err := readFrame(bufio.NewReader(conn))
	if err != nil {
		return err
	}
	return decodeAdmin(status, answer, nil)
}
