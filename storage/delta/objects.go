package delta

// Objects gives the paths of the objects an Add refers to: its file and, when it has one
// in a file, its deletion vector.
func (a *Add) Objects(root string) ([]string, error) { return objects(root, a.Path, a.DeletionVector) }

// Objects gives the paths of the objects a Remove refers to.
func (r *Remove) Objects(root string) ([]string, error) {
	return objects(root, r.Path, r.DeletionVector)
}

func objects(root, path string, dv *DeletionVector) ([]string, error) {
	file, err := resolve(root, path)
	if err != nil || dv == nil || dv.Storage == "i" {
		return []string{file}, err
	}
	vector, err := dv.path(root)
	return []string{file, vector}, err
}
