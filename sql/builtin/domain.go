package builtin

import "github.com/tarndb/tarn/sql/types"

// Domain is what a domain demands of its values.
type Domain struct {
	Name    string
	Base    types.Type
	NotNull bool
	Checks  []DomainCheck
}

// DomainCheck is a CHECK of a domain; VALUE in its text stands for the value.
type DomainCheck struct {
	Name string
	SQL  string
}

// DomainCatalog is a Catalog that knows domains.
type DomainCatalog interface {
	// Domain finds a domain by its possibly qualified name, nil when the name is none.
	Domain(parts []string) (*Domain, error)
}
