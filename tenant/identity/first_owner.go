package identity

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// FirstOwner is who will answer for a tenant that its provider opens: with a login and a first password that they must
// change, or, where Login is empty, whoever follows the link of an invitation.
type FirstOwner struct {
	Login, Password string
	// Email the invitation goes to; empty: the link is handed over by the provider.
	Email  string
	Name   string
	Locale string
}

// PreparedOwner is a first owner whose password has been hashed, which takes longer than a transaction should.
type PreparedOwner struct {
	who  FirstOwner
	hash string
	p    *People
}

// PrepareOwner checks a first owner. Invalid names the field, as owner.login.
func (p *People) PrepareOwner(ctx context.Context, who FirstOwner) (PreparedOwner, error) {
	o := PreparedOwner{who: who, p: p}
	if who.Login != "" {
		n := NewUser{Login: who.Login, Email: who.Email, Name: who.Name, Password: who.Password, Role: Owner}
		if err := n.check(); err != nil {
			return o, ofOwner(err)
		}
		hash, err := p.passwords.hash(ctx, who.Password)
		o.hash = hash
		return o, err
	}
	if who.Email != "" {
		if err := checkEmail(who.Email); err != nil {
			return o, ofOwner(err)
		}
	}
	if utf8.RuneCountInString(who.Name) > 200 {
		return o, ofOwner(errs.Field("name", "bad_name", "Give a name of at most 200 letters."))
	}
	return o, nil
}

// InstallIn gives a tenant its first owner, in a transaction that has entered it: a user at once, or an invitation, whose
// path is returned where there is nobody to send it to. An invitation given before is void from then on. Conflict if
// the tenant has an owner (reason "has_owner"), or the realm such a login or address.
func (o PreparedOwner) InstallIn(ctx context.Context, tx *db.Tx, s db.Scope, by uuid.UUID) (path string, err error) {
	q := identitydb.New(tx)
	if err := q.LockPeople(ctx, s.Tenant().String()); err != nil {
		return "", err
	}
	owned, err := q.HasOwner(ctx, s.Tenant())
	if err != nil {
		return "", err
	}
	if owned {
		return "", errs.New(errs.Conflict, "has_owner", "This tenant has an owner already.")
	}
	now := o.p.clock.Now()
	if err := q.RevokeOwnersInvitations(ctx, identitydb.RevokeOwnersInvitationsParams{At: &now, TenantID: s.Tenant()}); err != nil {
		return "", err
	}
	if o.who.Login != "" {
		row := o.p.newRow(s, NewUser{Login: o.who.Login, Email: o.who.Email, Name: o.who.Name, Locale: o.who.Locale}, o.hash)
		row.MustChange = true
		return "", ofOwner(o.p.insertMember(ctx, q, s, row, settled{Grant: Everything(Owner), bundles: []string{}}))
	}
	token, hash := newLinkToken()
	err = q.InsertInvitation(ctx, identitydb.InsertInvitationParams{ID: uuid.Must(uuid.NewV7()), TenantID: s.Tenant(), Email: o.who.Email,
		EmailKey: loginKey(o.who.Email), Name: o.who.Name, Role: Owner, SeesAll: true, Objects: []uuid.UUID{}, Groups: []uuid.UUID{},
		TokenHash: hash, InvitedBy: by, At: now, ExpiresAt: now.Add(InvitationLife)})
	if err != nil {
		return "", fmt.Errorf("invite the first owner: %w", err)
	}
	if o.who.Email == "" {
		return InvitationPath + token, nil
	}
	t, err := q.TenantName(ctx, s.Tenant())
	if err != nil {
		return "", err
	}
	locale := o.who.Locale
	if locale == "" {
		locale = t.Locale
	}
	return "", post(ctx, tx, s, Letter{Template: "first_owner", To: o.who.Email, Locale: locale, Path: InvitationPath + token,
		Params: map[string]string{"name": o.who.Name, "tenant": t.Name}})
}

// TellOwnerIn sends a letter to the owner of a tenant, in a transaction that has entered it, if there is an address.
func (p *People) TellOwnerIn(ctx context.Context, tx *db.Tx, s db.Scope, template, path string, params map[string]string) error {
	q := identitydb.New(tx)
	o, err := q.OwnerOf(ctx, s.Tenant())
	if errors.Is(err, pgx.ErrNoRows) || err == nil && o.Email == nil {
		return nil
	}
	if err != nil {
		return fmt.Errorf("find the owner: %w", err)
	}
	locale := o.Locale
	if locale == "" {
		locale = o.TenantLocale
	}
	told := map[string]string{"name": nameOf(o.Name, o.Login), "tenant": o.TenantName, "time": p.clock.Now().UTC().Format(time.RFC3339)}
	maps.Copy(told, params)
	return post(ctx, tx, s, Letter{Template: template, To: *o.Email, User: &o.ID, Locale: locale, Path: path, Params: told})
}

// ownersInvitation is a settled grant of the first owner's invitation; void if there is an owner by now.
func (p *People) ownersInvitation(ctx context.Context, q *identitydb.Queries, s db.Scope, void error) (settled, error) {
	owned, err := q.HasOwner(ctx, s.Tenant())
	if err == nil && owned {
		err = void
	}
	return settled{Grant: Everything(Owner), bundles: []string{}}, err
}

// ofOwner names the fields of a first owner as those of the opening.
func ofOwner(err error) error {
	e, ok := errors.AsType[*errs.Error](err)
	if !ok || len(e.Details) == 0 {
		return err
	}
	prefixed := *e
	prefixed.Details = []errs.Detail{}
	for _, d := range e.Details {
		d.Field = "owner." + d.Field
		prefixed.Details = append(prefixed.Details, d)
	}
	return &prefixed
}
