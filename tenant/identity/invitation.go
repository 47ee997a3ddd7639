package identity

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// InvitationLife is how long the link of an invitation is good.
const InvitationLife = 7 * 24 * time.Hour

// Invitation is somebody asked to join the tenant who has not answered yet.
type Invitation struct {
	ID uuid.UUID
	// Email the link was sent to; empty: it was handed over by whoever invited.
	Email string
	Name  string
	Grant Grant
	// RoleName of the tenant's own role.
	RoleName  string
	Inviter   string
	CreatedAt time.Time
	SentAt    time.Time
	ExpiresAt time.Time
}

// Invite is what somebody is asked to join with.
type Invite struct {
	Email  string // empty: the answer is a link to hand over
	Name   string
	Locale string // of the letter; empty: the tenant's
	Grant  Grant
}

// InvitationPath is where the link leads; what follows # never reaches a server's log.
const InvitationPath = "/invitation#"

// Invite asks somebody to join the tenant acted in: by letter, or, where there is no address, by a path that is answered
// once and never again. Invalid names the field; Conflict (reason "email_taken") if they are there already; Forbidden if
// it gives more than the giver has.
func (p *People) Invite(ctx context.Context, s db.Scope, by By, wanted Invite) (id uuid.UUID, path string, err error) {
	if wanted.Email != "" {
		if err := checkEmail(wanted.Email); err != nil {
			return uuid.Nil, "", err
		}
	}
	if utf8.RuneCountInString(wanted.Name) > 200 {
		return uuid.Nil, "", errs.Field("name", "bad_name", "Give a name of at most 200 letters.")
	}
	id = uuid.Must(uuid.NewV7())
	now := p.clock.Now()
	token, hash := newLinkToken()
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := mayWriteToOthers(ctx, q, s, by.User); err != nil {
			return err
		}
		done, err := p.settle(ctx, q, g, wanted.Grant)
		if err != nil {
			return err
		}
		if wanted.Email != "" {
			there, err := q.EmailInTenant(ctx, identitydb.EmailInTenantParams{TenantID: s.Tenant(), EmailKey: new(loginKey(wanted.Email))})
			if err != nil {
				return err
			}
			if there {
				return errs.Field("email", "email_taken", "Somebody of this address is here already.")
			}
		}
		err = q.InsertInvitation(ctx, identitydb.InsertInvitationParams{ID: id, TenantID: s.Tenant(), Email: wanted.Email, EmailKey: loginKey(wanted.Email),
			Name: wanted.Name, Role: done.Role, RoleID: done.roleID, SeesAll: done.SeesAll, Objects: done.Objects, Groups: done.Groups,
			TokenHash: hash, InvitedBy: by.User, At: now, ExpiresAt: now.Add(InvitationLife)})
		if err != nil {
			return err
		}
		if err := p.deliver(ctx, tx, q, s, about[by.User], wanted, token); err != nil {
			return err
		}
		given := grantFields(done.Grant)
		given["email"] = wanted.Email
		return p.note(ctx, tx, s, "people.invitation.make", invitationSubject(id, wanted.Name, wanted.Email), nil, given)
	})
	if err != nil {
		return uuid.Nil, "", fmt.Errorf("invite: %w", err)
	}
	if wanted.Email == "" {
		path = InvitationPath + token
	}
	return id, path, nil
}

// deliver sends the letter, if there is somewhere to send it.
func (p *People) deliver(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, inviter member, to Invite, token string) error {
	if to.Email == "" {
		return nil
	}
	t, err := q.TenantName(ctx, s.Tenant())
	if err != nil {
		return err
	}
	locale := to.Locale
	if locale == "" {
		locale = t.Locale
	}
	return post(ctx, tx, s, Letter{Template: "invitation", To: to.Email, Locale: locale, Path: InvitationPath + token,
		Params: map[string]string{"name": to.Name, "tenant": t.Name, "inviter": nameOf(inviter.Name, inviter.Login)}})
}

func invitationSubject(id uuid.UUID, name, email string) audit.Subject {
	return audit.Subject{Kind: "invitation", ID: id, Name: nameOf(name, email)}
}

func nameOf(name, login string) string {
	if name != "" {
		return name
	}
	return login
}

// Invitations lists those that nobody has answered, the newest first.
func (p *People) Invitations(ctx context.Context, s db.Scope) ([]Invitation, error) {
	var list []Invitation
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).Invitations(ctx, s.Tenant())
		for _, r := range rows {
			i := Invitation{ID: r.ID, Email: r.Email, Name: r.Name, Grant: Grant{Role: r.Role, SeesAll: r.SeesAll},
				RoleName: r.RoleName, Inviter: nameOf(r.InviterName, r.InviterLogin), CreatedAt: r.CreatedAt.UTC(), SentAt: r.SentAt.UTC(), ExpiresAt: r.ExpiresAt.UTC()}
			if r.RoleID != nil {
				i.Grant.RoleID = *r.RoleID
			}
			list = append(list, i)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list invitations: %w", err)
	}
	return list, nil
}

// ResendInvitation makes a new link, which ends the old one: by letter, or as a path to hand over.
func (p *People) ResendInvitation(ctx context.Context, s db.Scope, by By, id uuid.UUID) (path string, err error) {
	token, hash := newLinkToken()
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		row, err := q.LockInvitation(ctx, identitydb.LockInvitationParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if err := p.mayHandle(ctx, q, g, row); err != nil {
			return err
		}
		if err := mayWriteToOthers(ctx, q, s, by.User); err != nil {
			return err
		}
		now := p.clock.Now()
		if err := q.RenewInvitation(ctx, identitydb.RenewInvitationParams{TokenHash: hash, At: now, ExpiresAt: now.Add(InvitationLife), TenantID: s.Tenant(), ID: id}); err != nil {
			return err
		}
		if row.Email == "" {
			path = InvitationPath + token
		}
		if err := p.deliver(ctx, tx, q, s, about[by.User], Invite{Email: row.Email, Name: row.Name}, token); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.invitation.resend", invitationSubject(id, row.Name, row.Email), nil, nil)
	})
	if err != nil {
		return "", fmt.Errorf("send an invitation again: %w", err)
	}
	return path, nil
}

// mayHandle: whoever could not have made an invitation does not get its link either.
func (p *People) mayHandle(ctx context.Context, q *identitydb.Queries, g giver, row identitydb.LockInvitationRow) error {
	_, err := p.settle(ctx, q, g, grantOf(row))
	return err
}

func grantOf(row identitydb.LockInvitationRow) Grant {
	g := Grant{Role: row.Role, SeesAll: row.SeesAll, Objects: row.Objects, Groups: row.Groups}
	if row.RoleID != nil {
		g.RoleID = *row.RoleID
	}
	return g
}

// RevokeInvitation takes an invitation back; its link is worth nothing from then on.
func (p *People) RevokeInvitation(ctx context.Context, s db.Scope, by By, id uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, _ giver, _ map[uuid.UUID]member) error {
		row, err := q.LockInvitation(ctx, identitydb.LockInvitationParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		if err := q.SettleInvitation(ctx, identitydb.SettleInvitationParams{At: new(p.clock.Now()), Outcome: new("revoked"), TenantID: s.Tenant(), ID: id}); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.invitation.revoke", invitationSubject(id, row.Name, row.Email), grantFields(grantOf(row)), nil)
	})
	if err != nil {
		return fmt.Errorf("revoke an invitation: %w", err)
	}
	return nil
}

// Welcome is what an invitation shows to whoever holds its link.
type Welcome struct {
	Tenant, Email, Name string
	ExpiresAt           time.Time
}

// ReadInvitation tells what a link is good for. Gone (reason "invitation_void") if it is not, or no more.
func (p *People) ReadInvitation(ctx context.Context, realm uuid.UUID, token string) (Welcome, error) {
	var w Welcome
	err := p.withInvitation(ctx, realm, token, func(_ *db.Tx, q *identitydb.Queries, s db.Scope, row identitydb.LockInvitationRow, _ settled) error {
		t, err := q.TenantName(ctx, s.Tenant())
		w = Welcome{Tenant: t.Name, Email: row.Email, Name: row.Name, ExpiresAt: row.ExpiresAt.UTC()}
		return err
	})
	return w, err
}

// Acceptance is how somebody joins.
type Acceptance struct {
	Token, Login, Name, Locale, Password string
}

// AcceptInvitation makes a user of whoever holds a link, and signs them in. Gone if the link is worth nothing, also
// because whoever sent it could not give so much any more; Invalid names the field; Conflict if login or address are taken.
func (p *People) AcceptInvitation(ctx context.Context, v Visit, a Acceptance) (Tokens, error) {
	n := NewUser{Login: a.Login, Name: a.Name, Locale: a.Locale, Password: a.Password, Role: Viewer}
	// A void link does not get a password hashed.
	welcome, err := p.ReadInvitation(ctx, v.Realm, a.Token)
	if err != nil {
		return Tokens{}, err
	}
	n.Email = welcome.Email
	if err := n.check(); err != nil {
		return Tokens{}, err
	}
	if a.Locale != "" && !isLocale(a.Locale) {
		n.Locale = ""
	}
	hash, err := p.passwords.hash(ctx, a.Password)
	if err != nil {
		return Tokens{}, err
	}
	var joined identitydb.InsertUserParams
	var scope db.Scope
	err = p.withInvitation(ctx, v.Realm, a.Token, func(tx *db.Tx, q *identitydb.Queries, s db.Scope, row identitydb.LockInvitationRow, done settled) error {
		n.Email = row.Email
		if n.Name == "" {
			n.Name = row.Name
		}
		joined, scope = p.newRow(s, n, hash), s
		if err := p.within(ctx, tx, s, done.Role); err != nil {
			return err
		}
		if err := p.insertMember(ctx, q, s, joined, done); err != nil {
			return err
		}
		if err := q.SettleInvitation(ctx, identitydb.SettleInvitationParams{At: new(p.clock.Now()), Outcome: new("accepted"), TenantID: s.Tenant(), ID: row.ID}); err != nil {
			return err
		}
		given := grantFields(done.Grant)
		given["login"], given["invitation"] = n.Login, row.ID
		return p.note(oneself(ctx, v, joined.ID), tx, s, "people.invitation.accept",
			audit.Subject{Kind: "user", ID: joined.ID, Name: nameOf(n.Name, n.Login)}, nil, given)
	})
	if err != nil {
		return Tokens{}, err
	}
	return p.open(ctx, scope, v, joined.ID, hash, 0)
}

// withInvitation runs fn with the invitation of a link locked, in its tenant, seeing what whoever invited sees now, and
// with the grant as far as they could still give it.
func (p *People) withInvitation(ctx context.Context, realm uuid.UUID, token string,
	fn func(tx *db.Tx, q *identitydb.Queries, s db.Scope, row identitydb.LockInvitationRow, done settled) error,
) error {
	void := errs.New(errs.Gone, "invitation_void", "This invitation is not good any more. Ask for a new one.")
	hash, ok := linkHash(token)
	if !ok {
		return void
	}
	var place identitydb.InvitationPlaceRow
	err := p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		place, err = identitydb.New(tx).InvitationPlace(ctx, hash)
		return err
	})
	if errs.Is(err, errs.NotFound) {
		return void
	}
	if err != nil {
		return fmt.Errorf("find an invitation: %w", err)
	}
	at, err := p.tenants.Place(ctx, place.TenantID, place.TenantID)
	if err != nil || at.Realm() != realm || at.Status != "active" {
		return void.With(err)
	}
	s, err := p.sightOfInviter(ctx, at.Scope, place.InvitationID)
	if err != nil {
		return void.With(err)
	}
	return p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if err := q.LockPeople(ctx, s.Tenant().String()); err != nil {
			return err
		}
		row, err := q.LockInvitation(ctx, identitydb.LockInvitationParams{TenantID: s.Tenant(), ID: place.InvitationID})
		if err != nil || !slices.Equal(row.TokenHash, hash) || !row.ExpiresAt.After(p.clock.Now()) {
			return void.With(err)
		}
		if row.Role == Owner {
			done, err := p.ownersInvitation(ctx, q, s, void)
			if err != nil {
				return err
			}
			return fn(tx, q, s, row, done)
		}
		found, err := p.lockMembers(ctx, q, s, row.InvitedBy)
		if err != nil {
			return err
		}
		inviter, there := found[row.InvitedBy]
		if !there || inviter.Status != "active" || inviter.SeesAll != s.SeesAll() {
			return void
		}
		wanted, err := stillThere(ctx, q, grantOf(row))
		if err != nil {
			return err
		}
		done, err := p.settle(ctx, q, p.giverOf(By{User: row.InvitedBy}, s, inviter), wanted)
		if err != nil {
			return void.With(err)
		}
		return fn(tx, q, s, row, done)
	})
}

// sightOfInviter is the scope as whoever made an invitation sees the tenant now.
func (p *People) sightOfInviter(ctx context.Context, s db.Scope, id uuid.UUID) (db.Scope, error) {
	narrowed := s
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		row, err := q.LockInvitation(ctx, identitydb.LockInvitationParams{TenantID: s.Tenant(), ID: id})
		if err != nil {
			return err
		}
		found, err := p.lockMembers(ctx, q, s, row.InvitedBy)
		if inviter, there := found[row.InvitedBy]; there && !inviter.SeesAll {
			narrowed = s.SeenBy(inviter.UserID)
		}
		return err
	})
	return narrowed, err
}

// stillThere leaves out objects and groups that are gone since, or out of the inviter's sight.
func stillThere(ctx context.Context, q *identitydb.Queries, g Grant) (Grant, error) {
	var err error
	if g.Objects, err = q.StillObjects(ctx, g.Objects); err != nil {
		return g, err
	}
	g.Groups, err = q.StillGroups(ctx, g.Groups)
	return g, err
}

// newLinkToken makes the secret of a link, and what is kept of it.
func newLinkToken() (token string, hash []byte) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails: crypto/rand
	sum := sha256.Sum256(secret)
	return base64.RawURLEncoding.EncodeToString(secret), sum[:]
}

func linkHash(token string) ([]byte, bool) {
	secret, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(secret) != 32 {
		return nil, false
	}
	sum := sha256.Sum256(secret)
	return sum[:], true
}
