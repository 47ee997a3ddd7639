package identity

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// ConfirmLife is how long somebody has to confirm that an address is theirs.
const ConfirmLife = 48 * time.Hour

// AskConfirmation puts, into a transaction in the user's tenant, a letter that asks them to confirm the address they have,
// and replaces the one before. Template names the letter's words, "confirm_email" if it is empty; locale is the language
// they read, where they have chosen none.
func (p *People) AskConfirmation(ctx context.Context, tx *db.Tx, s db.Scope, user uuid.UUID, template, locale string) error {
	q := identitydb.New(tx)
	c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
	if err != nil {
		return err
	}
	if c.Email == nil {
		return errs.Field("email", "no_email", "There is no address to confirm.")
	}
	if _, err := p.settleLinks(ctx, q, s, user, replaced, forConfirm); err != nil {
		return err
	}
	token, until, err := p.makeLink(ctx, q, s, newLink{User: user, Purpose: forConfirm, Email: *c.Email, Life: ConfirmLife})
	if err != nil {
		return err
	}
	if template == "" {
		template = "confirm_email"
	}
	return post(ctx, tx, s, Letter{Template: template, To: *c.Email, User: &user, Locale: language(c.Locale, locale, c.TenantLocale),
		Path: ConfirmPath + token, Params: map[string]string{"name": nameOf(c.Name, c.Login), "login": c.Login}, Until: &until})
}

// Confirmed is what somebody has confirmed.
type Confirmed struct {
	Tenant, User uuid.UUID
	Email        string
	// Changed: the address has taken the place of another.
	Changed bool
}

// Confirm takes the link of a letter for the proof that an address is its reader's. Gone (reason "link_void") if it is not
// good; Conflict (reason "email_taken") if the address has become somebody else's in the realm.
func (p *People) Confirm(ctx context.Context, realm uuid.UUID, token string) (Confirmed, error) {
	var done Confirmed
	err := p.withLink(ctx, realm, token, []string{forConfirm, forChange}, func(tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error {
		if l.Status != "active" {
			return linkVoid()
		}
		done = Confirmed{Tenant: s.Tenant(), User: l.UserID, Email: l.Email, Changed: l.Purpose == forChange}
		if err := p.settleLink(ctx, q, s, l.ID); err != nil {
			return err
		}
		if done.Changed {
			return p.applyChange(ctx, tx, q, s, l)
		}
		now := p.clock.Now()
		n, err := q.ConfirmEmail(ctx, identitydb.ConfirmEmailParams{At: &now, TenantID: s.Tenant(), ID: l.UserID, EmailKey: &l.EmailKey})
		if err == nil && n == 0 { // they have another address by now
			err = linkVoid()
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "people.email.confirm", Subject: audit.Subject{Kind: "user", ID: l.UserID, Name: l.Login}})
	})
	return done, err
}
