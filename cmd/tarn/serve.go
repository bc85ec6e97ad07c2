package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/tarndb/tarn/internal/node"
)

func serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Run the server until SIGTERM or SIGINT",
		Args:  cobra.NoArgs,
	}
	load := configFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		cfg, err := load()
		if err != nil {
			return err
		}
		return serve(cmd.Context(), cfg)
	}
	return cmd
}

// reloads reads the host-based rules again at each signal.
func reloads(again <-chan os.Signal, n *node.Node) {
	for range again {
		if err := n.Reload(); err != nil {
			fmt.Fprintf(os.Stderr, "not reloaded: %v\n", err)
		}
	}
}

// serve runs a node; a first signal drains it, a second one cancels what still runs.
func serve(ctx context.Context, cfg node.Config) error {
	if ctx == nil {
		ctx = context.Background()
	}
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT)
	n, err := node.Start(ctx, cfg, func(line string) { fmt.Fprintln(os.Stderr, line) })
	if err != nil {
		return err
	}
	fmt.Printf("tarn %s accepts connections on %s\n", node.Version, n.Addr())
	again := make(chan os.Signal, 1)
	signal.Notify(again, syscall.SIGHUP)
	defer signal.Stop(again)
	go reloads(again, n)
	ended := make(chan error, 1)
	go func() { ended <- n.Wait() }()
	select {
	case err := <-ended:
		n.Close(ctx)
		return err
	case <-signals:
	}
	drain, cancel := context.WithCancel(ctx)
	go func() { <-signals; cancel() }()
	n.Close(drain)
	return nil
}
