// Command tarn is the server and its tools: serve, sql, cluster, bench, version.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/tarndb/tarn/internal/node"
)

func main() {
	root := &cobra.Command{
		Use:           "tarn",
		Short:         "SQL over files in object storage, through the PostgreSQL protocol",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.AddCommand(serveCommand(), sqlCommand(), clusterCommand(), benchCommand(), versionCommand())
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "tarn:", err)
		os.Exit(1)
	}
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		Run:   func(*cobra.Command, []string) { fmt.Println("tarn", node.Version) },
	}
}
