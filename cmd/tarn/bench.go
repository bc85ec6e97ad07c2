package main

import (
	"errors"
	"os"
	"os/exec"

	"github.com/spf13/cobra"
)

// benchCommand starts the benchmark program, which is a module of its own and needs the
// source tree and Go.
func benchCommand() *cobra.Command {
	return &cobra.Command{
		Use:                "bench [arguments]",
		Short:              "Run the benchmarks of the source tree in the current directory",
		DisableFlagParsing: true,
		RunE: func(_ *cobra.Command, args []string) error {
			if _, err := os.Stat("bench/go.mod"); err != nil {
				return errors.New("bench: run this in the source tree, where bench/go.mod is")
			}
			run := exec.Command("go", append([]string{"run", "-C", "bench", "."}, args...)...)
			run.Stdin, run.Stdout, run.Stderr = os.Stdin, os.Stdout, os.Stderr
			return run.Run()
		},
	}
}
