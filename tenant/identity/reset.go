package identity

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// ResetLife is how long the link to a new password is good.
const ResetLife = time.Hour

// resetsAnHour bounds the letters that one person gets, however many processes are asked.
const resetsAnHour = 5

// ResetTopic is the outbox topic of requests for a new password; DeliverReset works on them.
const ResetTopic = "reset"

type resetAsked struct {
	Login   string `json:"login"`
	Locale  string `json:"locale"`
	Address string `json:"address"`
	Agent   string `json:"agent"`
}

// AskReset takes down that somebody has forgotten the password of a login, or of an address. Whether there is such a one
// is looked up later, elsewhere: the answer and the time it takes are the same, whoever is named. LimitReached after too
// many requests.
func (p *People) AskReset(ctx context.Context, v Visit, login, locale string) error {
	login = readable(login)
	if err := p.asks.take(v.Realm.String()+" "+loginKey(login), v.Address); err != nil {
		return err
	}
	place, err := p.tenants.Place(ctx, v.Realm, v.Realm)
	if err != nil {
		return fmt.Errorf("ask for a new password: %w", err)
	}
	err = p.db.InTenant(ctx, place.Scope, func(tx *db.Tx) error {
		return outbox.Put(ctx, tx, place.Scope, ResetTopic, resetAsked{Login: login, Locale: locale, Address: v.Address, Agent: v.Agent})
	})
	if err != nil {
		return fmt.Errorf("ask for a new password: %w", err)
	}
	return nil
}

// DeliverReset sends the letter that was asked for, if the realm has such a login and it has an address. It may be called
// again with the same message: its id is the link's, so there is one letter.
func (p *People) DeliverReset(ctx context.Context, m outbox.Message) error {
	var asked resetAsked
	if err := json.Unmarshal(m.Payload, &asked); err != nil {
		return outbox.GiveUp(fmt.Errorf("read a request for a new password: %w", err))
	}
	user, s, err := p.find(ctx, m.Tenant, loginKey(asked.Login))
	if err != nil {
		return fmt.Errorf("look for whoever wants a new password: %w", err)
	}
	if user == uuid.Nil {
		return nil
	}
	ctx = audit.As(ctx, audit.Actor{Kind: audit.Visitor, Address: asked.Address, Agent: asked.Agent})
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		c, err := q.Contact(ctx, identitydb.ContactParams{TenantID: s.Tenant(), ID: user})
		if err != nil || c.Email == nil || c.Status != "active" {
			return err
		}
		lately, err := q.LinksSince(ctx, identitydb.LinksSinceParams{TenantID: s.Tenant(), UserID: user, Purpose: forReset, Since: p.clock.Now().Add(-time.Hour)})
		if err != nil || lately >= resetsAnHour {
			return err
		}
		sent, err := p.sendReset(ctx, tx, q, s, c, m.ID, asked.Locale)
		if err != nil || !sent {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: "people.reset.ask", Subject: audit.Subject{Kind: "user", ID: user, Name: c.Login}})
	})
	if err != nil {
		return fmt.Errorf("send a link to a new password: %w", err)
	}
	return nil
}

// sendReset puts the letter with a link to a new password; sent is false if a link of this id is there already.
func (p *People) sendReset(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, c identitydb.ContactRow, id uuid.UUID, locale string) (sent bool, err error) {
	token, until, err := p.makeLink(ctx, q, s, newLink{ID: id, User: c.ID, Purpose: forReset, Email: *c.Email, Life: ResetLife})
	if err != nil || token == "" {
		return false, err
	}
	return true, post(ctx, tx, s, Letter{Template: "reset", To: *c.Email, User: &c.ID, Locale: language(c.Locale, locale, c.TenantLocale),
		Path: ResetPath + token, Params: map[string]string{"name": nameOf(c.Name, c.Login), "login": c.Login}, Until: &until})
}

// ReadReset tells whose new password a link is good for: their login. Gone (reason "link_void") if it is not.
func (p *People) ReadReset(ctx context.Context, realm uuid.UUID, token string) (login string, err error) {
	err = p.withLink(ctx, realm, token, []string{forReset}, func(_ *db.Tx, _ *identitydb.Queries, _ db.Scope, l link) error {
		if login = l.Login; l.Status != "active" {
			return linkVoid()
		}
		return nil
	})
	return login, err
}

// Reset sets a new password by a link, which is good once, and ends all sessions of its user. Gone (reason "link_void") if
// the link is not good; Invalid names the field.
func (p *People) Reset(ctx context.Context, v Visit, token, wanted string) error {
	if err := checkPassword(wanted); err != nil {
		return err
	}
	// A void link does not get a password hashed.
	if _, err := p.ReadReset(ctx, v.Realm, token); err != nil {
		return err
	}
	hash, err := p.passwords.hash(ctx, wanted)
	if err != nil {
		return err
	}
	return p.withLink(ctx, v.Realm, token, []string{forReset}, func(tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error {
		if l.Status != "active" {
			return linkVoid()
		}
		now := p.clock.Now()
		tx.AfterCommit(func() {
			p.forget()
			p.guesses.succeeded(v.Realm.String() + " " + loginKey(l.Login))
		})
		return inTurn(
			func() error { return p.settleLink(ctx, q, s, l.ID) },
			func() error { _, err := p.settleLinks(ctx, q, s, l.UserID, replaced, forReset); return err },
			func() error { // whoever has the link reads the address
				if l.PresentEmailKey == nil || *l.PresentEmailKey != l.EmailKey {
					return nil
				}
				return q.ConfirmEmail(ctx, identitydb.ConfirmEmailParams{TenantID: s.Tenant(), ID: l.UserID})
			},
			func() error {
				_, err := q.SetPassword(ctx, identitydb.SetPasswordParams{PasswordHash: hash, At: now, MustChange: false, TenantID: s.Tenant(), ID: l.UserID})
				return err
			},
			func() error {
				_, err := q.EndAllSessions(ctx, identitydb.EndAllSessionsParams{At: &now, Reason: new("password"), TenantID: s.Tenant(), UserID: l.UserID})
				return err
			},
			func() error {
				if l.PresentEmail == nil {
					return nil
				}
				return post(ctx, tx, s, Letter{Template: "password_changed", To: *l.PresentEmail, User: &l.UserID, Locale: language(l.Locale, l.TenantLocale),
					Path: "/stolen", Params: map[string]string{"name": nameOf(l.Name, l.Login), "login": l.Login}})
			},
			func() error {
				return audit.Write(ctx, tx, s.Tenant(), now, audit.Change{Action: "people.reset.do", Subject: audit.Subject{Kind: "user", ID: l.UserID, Name: l.Login}})
			},
		)
	})
}
