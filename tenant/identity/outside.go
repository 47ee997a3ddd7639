package identity

import (
	"context"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
)

// Outsider is somebody who is told of a tenant's affairs at an address of their own choice, and is nobody of its users.
type Outsider struct {
	// Tenant that they are told of, its name, and whoever stands right above it.
	Tenant     uuid.UUID
	TenantName string
	Provider   uuid.UUID
	// ID of the recipient: a letter that carries it leaves only while its reader wants it.
	ID              uuid.UUID
	Address, Locale string
	// Zone that dates are told by.
	Zone string
}

// Outsiders knows who is told of one kind of a tenant's affairs besides its users. It is asked within the worker's transaction
// that writes the letters.
type Outsiders interface {
	Of(ctx context.Context, tx *db.Tx, kind string, tenants ...uuid.UUID) ([]Outsider, error)
}
