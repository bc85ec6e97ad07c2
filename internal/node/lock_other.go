//go:build !unix

package node

import (
	"os"
	"path/filepath"
)

// lockDir opens the lock file; there is no lock to take on this system.
func lockDir(dir string) (*os.File, error) {
	return os.OpenFile(filepath.Join(dir, "tarn.lock"), os.O_CREATE|os.O_RDWR, 0o600)
}
