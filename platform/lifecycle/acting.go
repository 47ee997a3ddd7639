package lifecycle

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// How long somebody may act in a tenant at a time.
const (
	ShortestActing = 5 * time.Minute
	LongestActing  = 8 * time.Hour
)

// Acting lets people act in tenants below their own (DESIGN §4). Safe for concurrent use.
type Acting struct {
	db      *db.DB
	people  *identity.People
	tenants *tenant.Tenants
	clock   clock.Clock
}

// NewActing makes it.
func NewActing(d *db.DB, people *identity.People, tenants *tenant.Tenants, c clock.Clock) *Acting {
	return &Acting{d, people, tenants, c}
}

// Wish is what somebody says who wants to act in a tenant below.
type Wish struct {
	Target uuid.UUID
	// Reason is told to the tenant, and in both audits.
	Reason string
	For    time.Duration
	// Back is the address they come back to.
	Back string
}

// Ask begins acting: the answer is the way to go, good once. Invalid names the field; NotFound if the target does not stand
// below; Conflict (reason "no_grant") if an owner between has granted nothing.
func (a *Acting) Ask(ctx context.Context, s db.Scope, user, session uuid.UUID, w Wish) (identity.Asked, error) {
	reason, err := checkReason(w.Reason, 3)
	if err != nil {
		return identity.Asked{}, err
	}
	if w.For < ShortestActing || w.For > LongestActing {
		return identity.Asked{}, errs.Field("minutes", "bad_duration", "Act in a customer for 5 minutes to 8 hours.")
	}
	return a.people.AskActIn(ctx, s, user, session, identity.Ask{Target: w.Target, Reason: reason, Back: w.Back, Until: a.clock.Now().Add(w.For)})
}

// checkReason makes a reason normal.
func checkReason(reason string, least int) (string, error) {
	reason = strings.Join(strings.Fields(reason), " ")
	if n := utf8.RuneCountInString(reason); n < least || n > 500 || strings.ContainsFunc(reason, unicode.IsControl) {
		return "", errs.Field("reason", "bad_reason", "Say why, in 3 to 500 letters: the customer reads it.")
	}
	return reason, nil
}

// Read leaves the trace of something that is read by acting, before it is: in the tenant's audit and in that of whoever
// reads, whom the context tells.
func (a *Acting) Read(ctx context.Context, s db.Scope, what, route string, subject audit.Subject) error {
	err := a.db.InTenant(ctx, s, func(tx *db.Tx) error {
		return audit.Write(ctx, tx, s.Tenant(), a.clock.Now(), audit.Change{Action: what, Subject: subject, After: audit.Fields{"read": route}})
	})
	if err != nil {
		return fmt.Errorf("leave the trace of a reading: %w", err)
	}
	return nil
}

// Settle writes down the ends of acting sessions that nobody has ended; a job.
func (a *Acting) Settle(ctx context.Context) (int64, error) { return a.people.SettleActings(ctx) }
