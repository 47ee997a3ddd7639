package identity

import (
	"context"
	"crypto/subtle"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Purposes of the links that letters carry.
const (
	forReset  = "reset"
	forChange = "change"
	forUndo   = "undo"
	// forConfirm: the address that somebody has signed up with is theirs.
	forConfirm = "confirm"
)

// What became of a link.
const (
	used      = "used"
	replaced  = "replaced"
	cancelled = "cancelled"
)

// Where the links lead; what follows # never reaches a server's log.
const (
	ResetPath   = "/reset#"
	AddressPath = "/address#"
	UndoPath    = "/undo#"
)

type link = identitydb.LockLinkRow

func linkVoid() *errs.Error {
	return errs.New(errs.Gone, "link_void", "This link is not good any more: it has been used, or its time has run out. Ask for a new one.")
}

// newLink is a link that somebody is about to be sent, with its token.
type newLink struct {
	// ID is given where the same cause must not make two; otherwise one is made.
	ID      uuid.UUID
	User    uuid.UUID
	Purpose string
	Email   string
	Life    time.Duration
}

// makeLink puts a link into the transaction and returns its token; empty if a link of this id is there already.
func (p *People) makeLink(ctx context.Context, q *identitydb.Queries, s db.Scope, n newLink) (token string, until time.Time, err error) {
	if n.ID == uuid.Nil {
		n.ID = uuid.Must(uuid.NewV7())
	}
	now := p.clock.Now()
	until = now.Add(n.Life)
	token, hash := newLinkToken()
	made, err := q.InsertLink(ctx, identitydb.InsertLinkParams{ID: n.ID, TenantID: s.Tenant(), UserID: n.User, Purpose: n.Purpose, TokenHash: hash,
		Email: n.Email, EmailKey: loginKey(n.Email), CreatedAt: now, ExpiresAt: until})
	if err != nil || made == 0 {
		return "", until, err
	}
	return token, until, nil
}

// withLink runs fn with the link of a token locked, in its user's tenant. Gone (reason "link_void") if it is good for none
// of the purposes in this realm, or no more.
func (p *People) withLink(ctx context.Context, realm uuid.UUID, token string, purposes []string,
	fn func(tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error,
) error {
	hash, ok := linkHash(token)
	if !ok {
		return linkVoid()
	}
	var found identitydb.LetterLinkPlaceRow
	err := p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		found, err = identitydb.New(tx).LetterLinkPlace(ctx, hash)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return linkVoid()
	}
	if err != nil {
		return fmt.Errorf("find a link: %w", err)
	}
	at, err := p.tenants.Place(ctx, found.TenantID, found.TenantID)
	if err != nil || at.Realm() != realm || at.Status == "closed" {
		return linkVoid().With(err)
	}
	return p.db.InTenant(ctx, at.Scope, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if err := q.LockPeople(ctx, found.TenantID.String()); err != nil {
			return err
		}
		l, err := q.LockLink(ctx, identitydb.LockLinkParams{TenantID: found.TenantID, ID: found.LinkID})
		if err != nil || subtle.ConstantTimeCompare(l.TokenHash, hash) != 1 || !slices.Contains(purposes, l.Purpose) ||
			!l.ExpiresAt.After(p.clock.Now()) || l.Status == "removed" {
			return linkVoid().With(err)
		}
		return fn(tx, q, at.Scope, l)
	})
}

func (p *People) settleLink(ctx context.Context, q *identitydb.Queries, s db.Scope, id uuid.UUID) error {
	return q.SettleLink(ctx, identitydb.SettleLinkParams{At: new(p.clock.Now()), Outcome: new(used), TenantID: s.Tenant(), ID: id})
}

func (p *People) settleLinks(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID, outcome string, purposes ...string) (int64, error) {
	return q.SettleLinksOf(ctx, identitydb.SettleLinksOfParams{At: new(p.clock.Now()), Outcome: &outcome, TenantID: s.Tenant(), UserID: user, Purposes: purposes})
}

// linksKept is how long a link that has run out is remembered, for whoever looks into what has happened.
const linksKept = 30 * 24 * time.Hour

// SweepLinks forgets links that ran out long ago, with the addresses in them.
func (p *People) SweepLinks(ctx context.Context) (n int64, err error) {
	err = p.db.Worker(ctx, func(tx *db.Tx) error {
		n, err = identitydb.New(tx).DeleteOldLinks(ctx, p.clock.Now().Add(-linksKept))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("forget old links: %w", err)
	}
	return n, nil
}
