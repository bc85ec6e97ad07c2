package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/raft"
)

// clusterCommand talks to the server that runs on a data directory of this machine,
// through a socket in it: it works without a leader and needs no password beyond the
// right to read the directory.
func clusterCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "cluster", Short: "See and change the cluster that a server on this machine belongs to"}
	data := cmd.PersistentFlags().String("data", node.DefaultConfig().Data, "data directory of the server")
	sub := func(use, short string, args cobra.PositionalArgs, f func(ctx context.Context, c *raft.Client, args []string) error) {
		cmd.AddCommand(&cobra.Command{Use: use, Short: short, Args: args, RunE: func(cmd *cobra.Command, args []string) error {
			c, err := raft.NewClient(node.RaftDir(*data))
			if err != nil {
				return err
			}
			return f(cmd.Context(), c, args)
		}})
	}
	sub("status", "Show the servers and how far each is", cobra.NoArgs, func(ctx context.Context, c *raft.Client, _ []string) error {
		return printStatus(ctx, c, os.Stdout)
	})
	sub("add", "Show how another server joins", cobra.NoArgs, func(ctx context.Context, c *raft.Client, _ []string) error {
		return printAdd(ctx, c, node.RaftDir(*data))
	})
	sub("remove NODE", "Take a server out", cobra.ExactArgs(1), func(ctx context.Context, c *raft.Client, args []string) error {
		return c.Remove(ctx, args[0])
	})
	sub("replace OLD NEW", "Take OLD out as soon as NEW, which has joined, votes", cobra.ExactArgs(2), func(ctx context.Context, c *raft.Client, args []string) error {
		return c.Replace(ctx, args[0], args[1])
	})
	sub("transfer [NODE]", "Hand leadership to NODE, or to the one most up to date", cobra.MaximumNArgs(1), func(ctx context.Context, c *raft.Client, args []string) error {
		return c.Transfer(ctx, append(args, "")[0])
	})
	sub("backup FILE", "Write a backup of the catalog", cobra.ExactArgs(1), func(ctx context.Context, c *raft.Client, args []string) error {
		return backup(ctx, c, args[0])
	})
	sub("restore FILE", "Replace the catalog of the whole cluster by a backup's; asked of the leader", cobra.ExactArgs(1), func(ctx context.Context, c *raft.Client, args []string) error {
		f, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer f.Close()
		return c.Restore(ctx, f)
	})
	cmd.AddCommand(recoverCommand(data))
	return cmd
}

func recoverCommand(data *string) *cobra.Command {
	yes := false
	cmd := &cobra.Command{Use: "recover", Args: cobra.NoArgs,
		Short: "Make a stopped server a cluster of its own, when the majority of the others is lost for good"}
	cmd.Flags().BoolVar(&yes, "others-are-lost", false, "say that the other servers will never run again on their old directories")
	cmd.RunE = func(*cobra.Command, []string) error {
		if !yes {
			return errors.New("this gives up what only the other servers have: say --others-are-lost")
		}
		if err := node.Recover(*data); err != nil {
			return err
		}
		fmt.Println("recovered: the cluster has a new name and token; start the server, and let others join with empty directories")
		return nil
	}
	return cmd
}

func printStatus(ctx context.Context, c *raft.Client, out io.Writer) error {
	s, err := c.Status(ctx)
	if err != nil {
		return err
	}
	leader := s.Leader
	if leader == "" {
		leader = "none"
	}
	fmt.Fprintf(out, "cluster %s, this node %s (%s), leader %s, term %d\n", s.Cluster, s.Node, s.State, leader, s.Term)
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "NODE\tADDRESS\tROLE\tSTATE\tAPPLIED\tLAST")
	for _, m := range s.Members {
		role, state := "learner", "unreachable: "+m.Error
		if m.Voter {
			role = "voter"
		}
		if m.Leader {
			role = "leader"
		}
		if m.Reachable {
			state = "ok"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\n", m.ID, m.Addr, role, state, m.Applied, m.Last)
	}
	return w.Flush()
}

func printAdd(ctx context.Context, c *raft.Client, dir string) error {
	s, err := c.Status(ctx)
	if err != nil {
		return err
	}
	token, _, err := raft.TokenOf(dir)
	if err != nil {
		return err
	}
	for _, m := range s.Members {
		if m.ID == s.Node && m.Addr == m.ID {
			return errors.New("this server does not listen for others: start it with --raft-listen HOST:PORT")
		}
		if m.ID == s.Node {
			fmt.Printf("on the new machine, with an empty data directory:\n\n"+
				"TARN_JOIN_TOKEN=%s tarn serve --data DIR --raft-listen HOST:PORT --join %s\n", token, m.Addr)
		}
	}
	return nil
}

// backup writes under a temporary name and renames when all is there.
func backup(ctx context.Context, c *raft.Client, path string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = errors.Join(c.Backup(ctx, f), f.Sync(), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
