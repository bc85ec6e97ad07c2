package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/tarndb/tarn/internal/node"
)

// configFlags adds a flag for every option and gives a function that loads the
// configuration: flags before environment before file before defaults.
func configFlags(cmd *cobra.Command) func() (node.Config, error) {
	flags := node.DefaultConfig()
	f := cmd.Flags()
	for _, o := range flags.Options() {
		usage := o.Usage + " [" + o.Env() + "]"
		switch p := o.Pointer().(type) {
		case *string:
			f.StringVar(p, o.Name, *p, usage)
		case *int:
			f.IntVar(p, o.Name, *p, usage)
		case *float64:
			f.Float64Var(p, o.Name, *p, usage)
		}
	}
	file := f.String("config", "", "file of lines `name = value` with these options, and set.NAME for SQL settings [TARN_CONFIG]")
	set := f.StringToString("set", nil, "server-wide value of a SQL setting, name=value; may be repeated")
	return func() (node.Config, error) {
		cfg := node.DefaultConfig()
		path := *file
		if path == "" {
			path = os.Getenv("TARN_CONFIG")
		}
		if path != "" {
			if err := cfg.LoadFile(path); err != nil {
				return cfg, fmt.Errorf("configuration file: %w", err)
			}
		}
		if err := cfg.LoadEnv(); err != nil {
			return cfg, err
		}
		for _, o := range cfg.Options() {
			if fl := f.Lookup(o.Name); fl.Changed {
				if err := o.Assign(fl.Value.String()); err != nil {
					return cfg, err
				}
			}
		}
		for k, v := range *set {
			cfg.Set[k] = v
		}
		return cfg, nil
	}
}
