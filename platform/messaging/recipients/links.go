package recipients

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Paths of the pages that links lead to, on the host of the realm that writes.
const (
	ConfirmPath = "/letters/confirm"
	StopPath    = "/letters/stop"
)

// What a mark is made for.
const (
	confirmPurpose = "recipient confirms"
	stopPurpose    = "recipient stops"
)

var marked = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

const markSize = 16

// mark is what a link carries besides the recipient: nobody else can make it, and it is good on the hosts of the realm alone that has
// written. That of a question is another for each time it is asked.
func (r *Recipients) mark(purpose string, id, realm uuid.UUID, askedAt time.Time) []byte {
	data := slices.Concat(id[:], realm[:])
	if purpose == confirmPurpose {
		data = binary.BigEndian.AppendUint64(data, uint64(askedAt.UnixMicro()))
	}
	return r.Key.MAC(purpose, data)[:markSize]
}

func (r *Recipients) link(path, purpose string, id, realm uuid.UUID, askedAt time.Time) string {
	return path + "?of=" + marked.EncodeToString(slices.Concat(id[:], r.mark(purpose, id, realm, askedAt)))
}

// Stop is the path of the page, and of the one click, by which a recipient stops the letters that a realm writes for its tenant.
func (r *Recipients) Stop(realm, id uuid.UUID) string {
	return r.link(StopPath, stopPurpose, id, realm, time.Time{})
}

// Visit is somebody who follows a link.
type Visit struct {
	// Realm whose host they are on.
	Realm uuid.UUID
	// Token of the link, and the network Address they come from.
	Token, Address string
}

// Seen is what whoever follows a link is shown.
type Seen struct {
	ID              uuid.UUID
	Address, Locale string
	State           string
	// Tenant that writes to them, by its name.
	Tenant string
}

// Look at a link that stops, without anything being done. NotFound: it is not one of ours on this host.
func (r *Recipients) Look(ctx context.Context, v Visit) (Seen, error) {
	return r.follow(ctx, v, stopPurpose, func(context.Context, *db.Tx, uuid.UUID, Seen) error { return nil })
}

// LookAsked looks at a link that confirms. NotFound, also when another letter has been asked for, or its time is over.
func (r *Recipients) LookAsked(ctx context.Context, v Visit) (Seen, error) {
	return r.follow(ctx, v, confirmPurpose, func(context.Context, *db.Tx, uuid.UUID, Seen) error { return nil })
}

// Confirm that the letters are wanted, also after they were stopped. Once confirmed it changes nothing. NotFound.
func (r *Recipients) Confirm(ctx context.Context, v Visit) (Seen, error) {
	return r.follow(ctx, v, confirmPurpose, func(ctx context.Context, tx *db.Tx, tenant uuid.UUID, seen Seen) error {
		if seen.State == Confirmed {
			return nil
		}
		return r.confirmed(ctx, tx, tenant, seen, v.Address)
	})
}

func (r *Recipients) confirmed(ctx context.Context, tx *db.Tx, tenant uuid.UUID, seen Seen, from string) error {
	if err := confirm(ctx, tx, tenant, seen.ID, r.now(), from); err != nil {
		return err
	}
	return audit.Write(ctx, tx, tenant, r.now(), audit.Change{Action: "billing.recipient.confirm", Subject: audit.Subject{Kind: "recipient", ID: seen.ID, Name: seen.Address}})
}

// Refuse the letters that were asked about, as StopAll does. NotFound.
func (r *Recipients) Refuse(ctx context.Context, v Visit) (Seen, error) {
	return r.follow(ctx, v, confirmPurpose, r.stopped)
}

// StopAll letters of the tenant to the address. NotFound.
func (r *Recipients) StopAll(ctx context.Context, v Visit) (Seen, error) {
	return r.follow(ctx, v, stopPurpose, r.stopped)
}

func (r *Recipients) stopped(ctx context.Context, tx *db.Tx, tenant uuid.UUID, seen Seen) error {
	if seen.State == Stopped {
		return nil
	}
	if err := stop(ctx, tx, tenant, seen.ID, r.now()); err != nil {
		return err
	}
	return audit.Write(ctx, tx, tenant, r.now(), audit.Change{Action: "billing.recipient.stop", Subject: audit.Subject{Kind: "recipient", ID: seen.ID, Name: seen.Address}})
}

// Again lets letters come that were stopped: whoever has the link has had a letter. NotFound.
func (r *Recipients) Again(ctx context.Context, v Visit) (Seen, error) {
	return r.follow(ctx, v, stopPurpose, func(ctx context.Context, tx *db.Tx, tenant uuid.UUID, seen Seen) error {
		if seen.State != Stopped {
			return nil
		}
		return r.confirmed(ctx, tx, tenant, seen, v.Address)
	})
}

// follow checks a link and acts in the tenant that its recipient is of.
func (r *Recipients) follow(ctx context.Context, v Visit, purpose string, act func(ctx context.Context, tx *db.Tx, tenant uuid.UUID, seen Seen) error) (seen Seen, err error) {
	b, err := marked.DecodeString(strings.ToLower(v.Token))
	if err != nil || len(b) != 16+markSize {
		return seen, errs.Missing()
	}
	id := uuid.UUID(b[:16])
	if purpose == stopPurpose && subtle.ConstantTimeCompare(b[16:], r.mark(purpose, id, v.Realm, time.Time{})) != 1 {
		return seen, errs.Missing()
	}
	var tenant uuid.UUID
	err = r.DB.Nobody(ctx, func(tx *db.Tx) (err error) {
		tenant, err = place(ctx, tx, id)
		return err
	})
	if err != nil {
		return seen, fmt.Errorf("find a recipient: %w", err)
	}
	if tenant == uuid.Nil {
		return seen, errs.Missing()
	}
	scope, err := r.Tenants.Scope(ctx, tenant, tenant)
	if err != nil {
		return seen, err
	}
	err = r.DB.InTenant(ctx, scope, func(tx *db.Tx) error {
		found, askedAt, err := behind(ctx, tx, tenant, id)
		if err != nil {
			return err
		}
		if purpose == confirmPurpose && (subtle.ConstantTimeCompare(b[16:], r.mark(purpose, id, v.Realm, askedAt)) != 1 || r.now().After(askedAt.Add(linkFor))) {
			return errs.Missing()
		}
		if err := act(ctx, tx, tenant, found); err != nil {
			return err
		}
		seen, _, err = behind(ctx, tx, tenant, id)
		return err
	})
	if err != nil {
		return Seen{}, fmt.Errorf("follow the link of a letter: %w", err)
	}
	return seen, nil
}
