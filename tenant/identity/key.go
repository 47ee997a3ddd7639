package identity

import (
	"context"
	"crypto/subtle"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// KeyPrefix is what keys begin with, so that who finds one knows what it is, and nothing else.
const KeyPrefix = "key_"

// LongestKeyLife bounds how long a key may be good.
const LongestKeyLife = 2 * 366 * 24 * time.Hour

// keyNotedEvery is how exactly the last use of a key is known.
const keyNotedEvery = time.Minute

// Key is what a program signs in with.
type Key struct {
	ID      uuid.UUID
	Name    string
	Bundles []string
	// Secret is there when the key is made, and never again.
	Secret    string
	CreatedAt time.Time
	ExpiresAt time.Time
	UsedAt    *time.Time
	UsedFrom  string
}

// MakeKey makes a key of one's own rights. Invalid names the field; Forbidden (reason "grants_more") if it were for more
// than whoever makes it may do.
func (p *People) MakeKey(ctx context.Context, s db.Scope, by By, name string, bundles []string, until time.Time) (Key, error) {
	name = strings.Join(strings.Fields(name), " ")
	if n := utf8.RuneCountInString(name); n < 1 || n > 100 || strings.ContainsFunc(name, isControl) {
		return Key{}, errs.Field("name", "bad_name", "Give a name of 1 to 100 letters.")
	}
	now := p.clock.Now()
	if !until.After(now) || until.After(now.Add(LongestKeyLife)) {
		return Key{}, errs.Field("expires_at", "bad_expiry", "A key ends within two years from now.")
	}
	_, known := p.catalogue.Grantable()
	if len(bundles) == 0 {
		return Key{}, errs.Field("bundles", "no_bundle", "Choose at least one thing that the key is for.")
	}
	for _, b := range bundles {
		if !slices.Contains(known, b) {
			return Key{}, errs.Field("bundles", "bad_bundle", "A key cannot have “"+b+"”. Choose from the list.")
		}
	}
	secret := newRefreshToken(uuid.Must(uuid.NewV7())) // an id to find it by, and a secret, like theirs
	made := Key{ID: secret.session, Name: name, Bundles: slices.Compact(slices.Sorted(slices.Values(bundles))), Secret: KeyPrefix + secret.String(),
		CreatedAt: now.UTC(), ExpiresAt: until.UTC()}
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, _ map[uuid.UUID]member) error {
		if err := g.covers(made.Bundles); err != nil {
			return err
		}
		if err := q.InsertKey(ctx, identitydb.InsertKeyParams{ID: made.ID, TenantID: s.Tenant(), UserID: by.User, Name: name, SecretHash: secret.hash(),
			Bundles: made.Bundles, CreatedAt: now, ExpiresAt: until}); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "security.key.make", audit.Subject{Kind: "key", ID: made.ID, Name: name}, nil,
			audit.Fields{"bundles": made.Bundles, "expires_at": made.ExpiresAt})
	})
	if err != nil {
		return Key{}, fmt.Errorf("make a key: %w", err)
	}
	return made, nil
}

// Keys lists a user's keys, the newest first.
func (p *People) Keys(ctx context.Context, s db.Scope, user uuid.UUID) ([]Key, error) {
	var list []Key
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).KeysOf(ctx, identitydb.KeysOfParams{TenantID: s.Tenant(), UserID: user})
		for _, r := range rows {
			list = append(list, Key{ID: r.ID, Name: r.Name, Bundles: r.Bundles, CreatedAt: r.CreatedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(),
				UsedAt: r.UsedAt, UsedFrom: r.UsedFrom})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	return list, nil
}

// RevokeKey ends a key of one's own. NotFound if it is not theirs, or ended already.
func (p *People) RevokeKey(ctx context.Context, s db.Scope, user, key uuid.UUID) error {
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		tx.AfterCommit(p.forget)
		n, err := identitydb.New(tx).RevokeKey(ctx, identitydb.RevokeKeyParams{At: new(p.clock.Now()), TenantID: s.Tenant(), ID: key, UserID: user})
		if err == nil && n == 0 {
			err = errs.Missing()
		}
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "security.key.revoke", audit.Subject{Kind: "key", ID: key}, nil, nil)
	})
	if err != nil {
		return fmt.Errorf("revoke a key: %w", err)
	}
	return nil
}

// keyKept is what is known of a key for a moment.
type keyKept struct {
	tenant uuid.UUID
	row    identitydb.KeyStandingRow
}

// ReadKey tells who shows a key, from an address. Unauthenticated if it is none, ended, or its user is out; the database
// is asked at most every other second for the same key.
func (p *People) ReadKey(ctx context.Context, shown, address string) (Claims, error) {
	token, err := parseRefreshToken(strings.TrimPrefix(shown, KeyPrefix))
	if err != nil || !strings.HasPrefix(shown, KeyPrefix) {
		return Claims{}, signedOut()
	}
	kept, err := p.keyStanding(ctx, token.session)
	if err != nil {
		return Claims{}, err
	}
	if subtle.ConstantTimeCompare(token.hash(), kept.row.SecretHash) != 1 {
		return Claims{}, signedOut()
	}
	return Claims{User: kept.row.UserID, Tenant: kept.tenant, Session: token.session, Version: kept.row.Version,
		Until: kept.row.ExpiresAt, Key: true, Address: address}, nil
}

func (p *People) keyStanding(ctx context.Context, id uuid.UUID) (keyKept, error) {
	now := p.clock.Now()
	known, ok, changes := p.keys.get(id, now)
	if ok {
		return known, nil
	}
	var found keyKept
	err := p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		found.tenant, err = identitydb.New(tx).KeyTenant(ctx, id)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return keyKept{}, signedOut()
	}
	if err != nil {
		return keyKept{}, fmt.Errorf("find a key: %w", err)
	}
	place, err := p.tenants.Place(ctx, found.tenant, found.tenant)
	if err != nil {
		return keyKept{}, fmt.Errorf("find a key's place: %w", err)
	}
	err = p.db.InTenant(ctx, place.Scope, func(tx *db.Tx) (err error) {
		found.row, err = identitydb.New(tx).KeyStanding(ctx, identitydb.KeyStandingParams{TenantID: found.tenant, ID: id})
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return keyKept{}, signedOut()
	}
	if err != nil {
		return keyKept{}, fmt.Errorf("read a key: %w", err)
	}
	p.keys.put(id, found, now.Add(standingFor), changes)
	return found, nil
}

// noteKey remembers when and from where a key was used last, a minute exactly.
func (p *People) noteKey(ctx context.Context, s db.Scope, id uuid.UUID, row identitydb.KeyStandingRow, address string) {
	now := p.clock.Now()
	if row.UsedAt != nil && now.Sub(*row.UsedAt) < keyNotedEvery {
		return
	}
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		return identitydb.New(tx).KeyUsed(ctx, identitydb.KeyUsedParams{At: &now, UsedFrom: address, TenantID: s.Tenant(), ID: id})
	})
	if err != nil {
		p.log.WarnContext(ctx, "the use of a key could not be noted", "key", id, "error", err)
	}
	p.keys.drop(id)
}

// checkKey is Check for a key: what it may do is what it was made for, as far as its user may do that now.
func (p *People) checkKey(ctx context.Context, s db.Scope, c Claims) (Standing, error) {
	kept, err := p.keyStanding(ctx, c.Session)
	if err != nil {
		return Standing{}, err
	}
	row := kept.row
	if row.RevokedAt != nil || !row.ExpiresAt.After(p.clock.Now()) || row.Status != "active" || row.UserID != c.User || row.Version != c.Version {
		return Standing{}, signedOut()
	}
	p.noteKey(ctx, s, c.Session, row, c.Address)
	within := both(p.holds(row.Role, row.Bundles), row.KeyBundles)
	return Standing{Role: Own, Own: within, Within: within, SeesAll: row.SeesAll}, nil
}
