package db

import (
	"strings"

	"github.com/google/uuid"
)

// Scope is what row-level security is told of a request: the one tenant it acts in. Only package tenant makes one,
// after it has checked the caller's place in the tree (internal/archtest holds that).
type Scope struct {
	tenant  uuid.UUID
	realm   uuid.UUID
	kind    string
	path    string
	lineage string
	// viewer narrows the tenant's objects to those that this user sees; nil: all.
	viewer uuid.UUID
}

// MakeScope binds a scope to a tenant, its realm, its kind, its path and the ids from the root down to it.
func MakeScope(tenant, realm uuid.UUID, kind, path string, lineage []uuid.UUID) Scope {
	ids := make([]string, len(lineage))
	for i, id := range lineage {
		ids[i] = id.String()
	}
	return Scope{tenant: tenant, realm: realm, kind: kind, path: path, lineage: "{" + strings.Join(ids, ",") + "}"}
}

// Tenant is the tenant acted in.
func (s Scope) Tenant() uuid.UUID { return s.tenant }

// SeenBy narrows the scope to the objects that were granted to a user of the tenant; there is no way back from it.
func (s Scope) SeenBy(user uuid.UUID) Scope {
	s.viewer = user
	return s
}

// SeesAll tells that the scope is not narrowed to granted objects.
func (s Scope) SeesAll() bool { return s.viewer == uuid.Nil }

func (s Scope) viewerSetting() string {
	if s.SeesAll() {
		return ""
	}
	return s.viewer.String()
}

// Realm is the nearest reseller, or the platform, at or above the tenant.
func (s Scope) Realm() uuid.UUID { return s.realm }

// Kind is the tenant's: platform, reseller or account.
func (s Scope) Kind() string { return s.kind }

// Below bounds the paths of the tenant and all its descendants: from ≤ path < to. '.' sorts right before '/'.
func (s Scope) Below() (from, to string) {
	if s.path == "" {
		return "", ""
	}
	return s.path, strings.TrimSuffix(s.path, ".") + "/"
}
