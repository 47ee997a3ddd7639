package sender

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Why an address is not written to.
const (
	Bounce    = "bounce"
	Complaint = "complaint"
)

// Suppressed is an address that the realm's letters do not go to.
type Suppressed struct {
	ID           uuid.UUID
	Address      string
	Reason, Said string
	At           time.Time
	Withheld     int
	WithheldAt   *time.Time
	WithheldWhat string
}

// After is where a page begins.
type After struct {
	At time.Time
	ID uuid.UUID
}

// Suppressions of the realm acted in, the newest first; part of an address may be asked for.
func (s *Senders) Suppressions(ctx context.Context, scope db.Scope, part string, after *After, limit int) (list []Suppressed, err error) {
	err = s.DB.InTenant(ctx, scope, func(tx *db.Tx) error {
		list, err = suppressions(ctx, tx, scope.Tenant(), strings.ToLower(strings.TrimSpace(part)), after, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list suppressed addresses: %w", err)
	}
	return list, nil
}

// Lift lets an address be written to again.
func (s *Senders) Lift(ctx context.Context, scope db.Scope, id uuid.UUID) error {
	err := s.DB.InTenant(ctx, scope, func(tx *db.Tx) error {
		one, there, err := lift(ctx, tx, scope.Tenant(), id)
		if err != nil {
			return err
		}
		if !there {
			return errs.Missing()
		}
		return audit.Write(ctx, tx, scope.Tenant(), s.now(), audit.Change{Action: "brand.suppression.lift", Subject: audit.Subject{Kind: "suppression", ID: id, Name: one.Address},
			Before: audit.Fields{"reason": one.Reason}})
	})
	if err != nil {
		return fmt.Errorf("lift a suppression: %w", err)
	}
	return nil
}

// Withheld tells whether an address is not written to, and counts the letter there that was not sent.
func (s *Senders) Withheld(ctx context.Context, realm uuid.UUID, address, what string) (withheld bool, err error) {
	err = s.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		withheld, err = withhold(ctx, tx, realm, strings.ToLower(address), what, s.now())
		return err
	})
	if err != nil {
		return false, fmt.Errorf("look whether an address is written to: %w", err)
	}
	return withheld, nil
}

// Suppress an address in a realm.
func (s *Senders) Suppress(ctx context.Context, realm uuid.UUID, address, reason, said string) error {
	err := s.DB.Worker(ctx, func(tx *db.Tx) error {
		return suppress(ctx, tx, realm, strings.ToLower(address), reason, Readable(said, 300), s.now())
	})
	if err != nil {
		return fmt.Errorf("suppress an address: %w", err)
	}
	return nil
}

// bouncesLocal is the name that bounces come to.
const bouncesLocal = "bounces"

var tags = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// tag marks letters of a realm to an address.
func (s *Senders) tag(realm uuid.UUID, address string) []byte {
	return s.Key.MAC("mail bounce", append(realm[:], strings.ToLower(address)...))[:12]
}

// Return is the address that a letter to somebody comes back to.
func (s *Senders) Return(realm uuid.UUID, to, host string) string {
	return bouncesLocal + "+" + tags.EncodeToString(append(realm[:], s.tag(realm, to)...)) + "@" + host
}

// Addresses that bounces come to.
func (s *Senders) Addresses(ctx context.Context) (list []string, err error) {
	if !s.Receives {
		return nil, nil
	}
	if s.Zone != "" {
		list = append(list, bouncesLocal+"@"+s.Zone)
	}
	var domains []string
	err = s.DB.Worker(ctx, func(tx *db.Tx) (err error) {
		domains, err = bounceDomains(ctx, tx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list where bounces come to: %w", err)
	}
	for _, d := range domains {
		list = append(list, bouncesLocal+"@"+bouncesLabel+"."+d)
	}
	return list, nil
}

// Came is a bounce or a complaint about one reader.
type Came struct {
	// Detail of the address that it came to.
	Detail string
	// Address that it tells of.
	Address string
	Reason  string
	Said    string
}

// Take believes a bounce that carries the mark of a letter to that very address. What carries none is thrown away: anybody could
// have written it.
func (s *Senders) Take(ctx context.Context, c Came) (taken bool, err error) {
	b, err := tags.DecodeString(strings.ToLower(c.Detail))
	if err != nil || len(b) != 28 {
		return false, nil //nolint:nilerr // it is not one of our marks
	}
	realm := uuid.UUID(b[:16])
	if subtle.ConstantTimeCompare(b[16:], s.tag(realm, c.Address)) != 1 {
		return false, nil
	}
	return true, s.Suppress(ctx, realm, c.Address, c.Reason, c.Said)
}
