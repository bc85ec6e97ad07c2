package lake

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// Retention is how long files that no version within it refers to are kept, unless a
// table says otherwise.
const Retention = 7 * 24 * time.Hour

// Vacuum deletes the files of a table that nothing refers to since before the retention
// time: files of versions replaced long ago and what failed transactions left. It gives
// their paths; with dry nothing is deleted.
func (l *Lake) Vacuum(ctx context.Context, o *catalog.Object, keep time.Duration, dry bool) ([]string, error) {
	l.files.Lock()
	defer l.files.Unlock()
	snap := l.cfg.Catalog.Snapshot()
	st := snap.Table(o.ID)
	if st == nil {
		return nil, nil
	}
	r, err := l.Open(ctx, o, snap, nil)
	if err != nil {
		return nil, err
	}
	cut := time.Now().Add(-keep)
	used := map[string]bool{}
	for _, f := range r.base.Files() {
		paths, err := f.Objects(o.Table.Location)
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			used[p] = true
		}
	}
	for t := range r.base.Tombstones() {
		if time.UnixMilli(t.DeletionTimestamp).Before(cut) {
			continue
		}
		paths, err := t.Objects(o.Table.Location)
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			used[p] = true
		}
	}
	for _, k := range st.Commits() {
		if k.Staged != "" {
			used[k.Staged] = true
		}
	}
	var gone []string
	root := strings.TrimRight(o.Table.Location, "/") + "/"
	for info, err := range l.cfg.Store.List(ctx, root, object.ListOptions{Temp: true}) {
		if err != nil {
			return nil, err
		}
		rel := strings.TrimPrefix(info.Path, root)
		if strings.HasPrefix(rel, "_delta_log/") || used[info.Path] || info.ModTime.After(cut) {
			continue
		}
		gone = append(gone, info.Path)
	}
	slices.Sort(gone)
	if dry {
		return gone, nil
	}
	for _, p := range gone {
		if err := l.cfg.Store.Delete(ctx, p); err != nil {
			return nil, err
		}
	}
	return gone, nil
}

// PurgeDropped forgets tables that were dropped before the retention time, with their
// files.
func (l *Lake) PurgeDropped(ctx context.Context, keep time.Duration) error {
	cut := time.Now().Add(-keep).UnixMicro()
	var ids []catalog.ID
	var err error
	l.cfg.Catalog.Snapshot().Dropped(func(o *catalog.Object) bool {
		if o.Dropped >= cut {
			return true
		}
		if o.Table != nil && o.Table.Storage == catalog.Managed {
			if err = l.deleteAll(ctx, o.Table.Location); err != nil {
				return false
			}
		}
		ids = append(ids, o.ID)
		return true
	})
	if err != nil || len(ids) == 0 {
		return err
	}
	return l.cfg.Catalog.Purge(ctx, ids)
}

func (l *Lake) deleteAll(ctx context.Context, dir string) error {
	if !strings.HasPrefix(dir, strings.TrimRight(l.cfg.Root, "/")+"/") {
		return pgerr.New(pgerr.InternalError, "table directory %q is not below the root of managed tables", dir)
	}
	for info, err := range l.cfg.Store.List(ctx, strings.TrimRight(dir, "/")+"/", object.ListOptions{Temp: true}) {
		if err != nil {
			return err
		}
		if err := l.cfg.Store.Delete(ctx, info.Path); err != nil {
			return err
		}
	}
	return nil
}
