package account

import (
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
)

// RegisterAgreements hangs in the documents that apply to an account by agreement: to be read by its people, and their signed files
// by its owner.
func RegisterAgreements(d *door.Doors, agreements shown.Agreements) {
	shown.RegisterAgreements(d, agreements, shown.AgreedSide{Of: tenant.Account, Area: door.Account, Root: "/api/agreed-documents", Read: access.SelfAgreed})
}
