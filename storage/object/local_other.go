//go:build !unix

package object

import (
	"io/fs"
	"sync"
)

func inode(fs.FileInfo) uint64 { return 0 }

var dirLock sync.Mutex

// lockDir serializes conditional puts within this process.
func lockDir(string) (unlock func(), err error) {
	dirLock.Lock()
	return dirLock.Unlock, nil
}
