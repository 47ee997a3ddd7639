package staff

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/tenant/access"
)

// Chains are the audits of all tenants.
type Chains interface {
	CheckAll(ctx context.Context, fn func(of audit.Chain, c audit.Checked)) error
}

// ChainsChecked is the result of a check of all audits: what is in them is not told.
type ChainsChecked struct {
	Chains  int          `json:"chains" doc:"Tenants that have an audit"`
	Entries int64        `json:"entries"`
	Faults  []ChainFault `json:"faults" nullable:"false" doc:"None: nothing was rewritten"`
}

// ChainFault is a place at which a tenant's chain does not hold.
type ChainFault struct {
	Tenant uuid.UUID  `json:"tenant" format:"uuid"`
	Name   string     `json:"name"`
	Entry  *uuid.UUID `json:"entry,omitempty" format:"uuid" doc:"Absent: the end was cut off"`
	What   string     `json:"what" enum:"missing,unchained,changed,detail changed,cut off"`
}

// RegisterAudit hangs in the check of all audits.
func RegisterAudit(d *door.Doors, chains Chains) {
	door.Handle(d, door.Route{Operation: access.AuditCheckAll, Area: door.Staff, Method: http.MethodGet, Path: "/api/platform/audit/check",
		ID: "check-all-audits", Summary: "Check that nothing in any tenant's audit was rewritten"},
		func(ctx context.Context, _ *door.Caller, _ *struct{}) (*door.Body[ChainsChecked], error) {
			all := ChainsChecked{Faults: []ChainFault{}}
			err := chains.CheckAll(ctx, func(of audit.Chain, c audit.Checked) {
				all.Chains++
				all.Entries += c.Entries
				for _, f := range c.Faults {
					all.Faults = append(all.Faults, ChainFault{of.Tenant, of.Name, f.Entry, f.What})
				}
			})
			return door.Answer(all), err
		})
}
