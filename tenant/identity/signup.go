package identity

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// ConfirmationLife is how long the link that confirms an address is good.
const ConfirmationLife = 3 * 24 * time.Hour

// ConfirmationPath is where that link leads; what follows # never reaches a server's log.
const ConfirmationPath = "/confirm#"

// How often the letter is sent again: it goes to an address that nobody has vouched for.
const (
	confirmationPause = time.Minute
	confirmationsADay = 5
)

// Newcomer is somebody who registers by themselves, with an address and a password of their own choosing.
type Newcomer struct {
	Login, Email, Name, Locale string
}

// CheckNewcomer tells what is wrong with a newcomer and the password they want. Invalid names the field.
func CheckNewcomer(n Newcomer, password string) error {
	if n.Email == "" {
		return errs.Field("email", "bad_email", "Give your e-mail address. Write it like name@example.com.")
	}
	if err := (NewUser{Login: n.Login, Email: n.Email, Name: n.Name, Locale: n.Locale, Password: password, Role: Owner}).check(); err != nil {
		return err
	}
	return checkGuessable(n, password)
}

// commonest passwords of eight letters and more, in lower case: the first that anybody tries.
var commonest = []string{"password", "password1", "passw0rd", "12345678", "123456789", "1234567890", "87654321", "11111111", "00000000",
	"qwertyui", "qwerty123", "qwertyuiop", "1q2w3e4r", "1q2w3e4r5t", "iloveyou", "sunshine", "princess", "football", "baseball",
	"superman", "trustno1", "welcome1", "abcd1234", "abc12345", "asdfghjkl", "йцукенгш", "йцукен123", "пароль123", "парольпароль"}

// checkGuessable refuses a password that is tried first: one of the commonest, or made of what is known (NIST SP 800-63B-4,
// section 3.1.1.2).
func checkGuessable(n Newcomer, password string) error {
	key := loginKey(password)
	name, _, _ := strings.Cut(loginKey(n.Email), "@")
	if slices.Contains(commonest, key) || key == loginKey(n.Login) || key == loginKey(n.Email) || key == name ||
		strings.Count(key, key[:1]) == len(key) {
		return errs.Field("password", "guessable_password", "This password is among the first that are tried. Choose one that is not a known word, your login or your address.")
	}
	return nil
}

// Hash hashes a password that CheckNewcomer has let through. Unavailable when too many are hashed.
func (p *People) Hash(ctx context.Context, password string) (string, error) {
	return p.passwords.hash(ctx, password)
}

// Taken tells whether a login or an address belongs to somebody of a realm; it looks nowhere else. Conflict, as by Add.
func (p *People) Taken(ctx context.Context, realm uuid.UUID, login, email string) error {
	var row identitydb.LoginTakenRow
	err := p.db.Nobody(ctx, func(tx *db.Tx) (err error) {
		row, err = identitydb.New(tx).LoginTaken(ctx, identitydb.LoginTakenParams{Realm: realm, LoginKey: loginKey(login), EmailKey: loginKey(email)})
		return err
	})
	switch {
	case err != nil:
		return fmt.Errorf("look a login up: %w", err)
	case row.Login:
		return LoginTaken()
	case row.Email:
		return EmailTaken()
	}
	return nil
}

// LoginTaken is the answer to a login that somebody of the realm has.
func LoginTaken() *errs.Error {
	return &errs.Error{Code: errs.Conflict, Reason: "login_taken", Message: "This login is taken. Choose another.",
		Details: []errs.Detail{{Field: "login", Message: "This login is taken. Choose another."}}}
}

// EmailTaken is the answer to an address that somebody of the realm has.
func EmailTaken() *errs.Error {
	return &errs.Error{Code: errs.Conflict, Reason: "email_taken", Message: "Somebody signs in with this address already. Use another.",
		Details: []errs.Detail{{Field: "email", Message: "Somebody signs in with this address already. Use another."}}}
}

// Register makes a newcomer the owner of the account that the transaction is in, with an address that is not confirmed
// yet, and posts the letter that confirms it: as template, with params beside what the letter has anyway. Conflict if the
// realm has such a login or address.
func (p *People) Register(ctx context.Context, tx *db.Tx, s db.Scope, n Newcomer, hash, template string, params map[string]string) (uuid.UUID, error) {
	q := identitydb.New(tx)
	user, err := p.Establish(ctx, tx, s, n, hash)
	if err != nil {
		return uuid.Nil, err
	}
	if err := q.LeaveUnconfirmed(ctx, identitydb.LeaveUnconfirmedParams{TenantID: s.Tenant(), ID: user}); err != nil {
		return uuid.Nil, err
	}
	return user, p.postConfirmation(ctx, tx, q, s, user, n, template, params)
}

// Establish makes a newcomer the owner of the tenant that the transaction is in, with an address that they have confirmed
// before there was the tenant. Conflict if the realm has such a login or address.
func (p *People) Establish(ctx context.Context, tx *db.Tx, s db.Scope, n Newcomer, hash string) (uuid.UUID, error) {
	q := identitydb.New(tx)
	row := p.newRow(s, NewUser{Login: n.Login, Email: n.Email, Name: n.Name, Locale: n.Locale}, hash)
	if err := q.InsertUser(ctx, row); err != nil {
		switch reason, _ := errors.AsType[*errs.Error](taken(err)); {
		case reason == nil:
			return uuid.Nil, err
		case reason.Reason == "login_taken":
			return uuid.Nil, LoginTaken().With(err)
		default:
			return uuid.Nil, EmailTaken().With(err)
		}
	}
	return row.ID, q.InsertMembership(ctx, identitydb.InsertMembershipParams{TenantID: s.Tenant(), UserID: row.ID, Role: Owner, Bundles: []string{}, SeesAll: true})
}

func (p *People) postConfirmation(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, user uuid.UUID, n Newcomer, template string, params map[string]string) error {
	token, until, err := p.makeLink(ctx, q, s, newLink{User: user, Purpose: forConfirm, Email: n.Email, Life: ConfirmationLife})
	if err != nil {
		return err
	}
	filled := map[string]string{"name": n.Name, "login": n.Login}
	maps.Copy(filled, params)
	return post(ctx, tx, s, Letter{Template: template, To: n.Email, User: &user, Locale: n.Locale, Path: ConfirmationPath + token, Params: filled, Until: &until})
}

// OpenSession signs in somebody who has just registered, with the password of this hash.
func (p *People) OpenSession(ctx context.Context, s db.Scope, v Visit, user uuid.UUID, hash string) (Tokens, error) {
	return p.open(ctx, s, v, user, hash, 0)
}

// EmailStanding is how things stand with somebody's own address.
type EmailStanding struct {
	Email string
	// Unconfirmed: the link of the letter has not been followed yet.
	Unconfirmed bool
}

// EmailStanding reads whether a user's address waits to be confirmed.
func (p *People) EmailStanding(ctx context.Context, s db.Scope, user uuid.UUID) (EmailStanding, error) {
	row, err := p.readEmailStanding(ctx, s, user)
	return EmailStanding{row.Email, row.EmailUnconfirmed}, err
}

func (p *People) readEmailStanding(ctx context.Context, s db.Scope, user uuid.UUID) (row identitydb.EmailStandingRow, err error) {
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, err = p.lockEmailStanding(ctx, identitydb.New(tx), s, user)
		return err
	})
	if err != nil {
		return row, fmt.Errorf("read how an address stands: %w", err)
	}
	return row, nil
}

func (p *People) lockEmailStanding(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) (identitydb.EmailStandingRow, error) {
	return q.EmailStanding(ctx, identitydb.EmailStandingParams{TenantID: s.Tenant(), ID: user, Since: p.clock.Now().Add(-24 * time.Hour)})
}

// ResendConfirmation sends the letter again; the links sent before stay good as long as they were. Conflict (reason
// "email_confirmed") if there is nothing to confirm; LimitReached if it was sent a moment ago, or too often today.
func (p *People) ResendConfirmation(ctx context.Context, s db.Scope, user uuid.UUID) error {
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		row, err := p.lockEmailStanding(ctx, q, s, user)
		if err != nil {
			return err
		}
		if !row.EmailUnconfirmed {
			return errs.New(errs.Conflict, "email_confirmed", "Your address is confirmed already.")
		}
		wait := confirmationPause - p.clock.Now().Sub(row.LastAt)
		if row.Lately >= confirmationsADay {
			wait = max(wait, time.Hour)
		}
		if wait > 0 {
			e := errs.New(errs.LimitReached, "letter_just_sent", "The letter was sent a moment ago. Look into your mailbox, also among what it takes for spam, then try again.")
			e.RetryAfter = int(wait/time.Second) + 1
			return e
		}
		n := Newcomer{Login: row.Login, Email: row.Email, Name: row.Name, Locale: row.Locale}
		return p.postConfirmation(ctx, tx, q, s, user, n, "confirm_email", nil)
	})
	if err != nil {
		return fmt.Errorf("send a confirmation again: %w", err)
	}
	return nil
}

// ConfirmEmail takes the secret of a link that a letter brought. Gone (reason "confirmation_void") if it is worth nothing,
// was used, has run out, or is about an address that is not the user's any more.
func (p *People) ConfirmEmail(ctx context.Context, realm uuid.UUID, token string) error {
	void := errs.New(errs.Gone, "confirmation_void", "This link is not good any more. Sign in and have the letter sent again.")
	err := p.withLink(ctx, realm, token, []string{forConfirm}, func(tx *db.Tx, q *identitydb.Queries, s db.Scope, l link) error {
		if l.PresentEmailKey == nil || *l.PresentEmailKey != l.EmailKey || l.Status != "active" {
			return void
		}
		// A link that was followed ends all others that confirm.
		if _, err := p.settleLinks(ctx, q, s, l.UserID, used, forConfirm); err != nil {
			return err
		}
		if err := q.ConfirmEmail(ctx, identitydb.ConfirmEmailParams{TenantID: s.Tenant(), ID: l.UserID}); err != nil {
			return err
		}
		return audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: "identity.email.confirm", Subject: audit.Subject{Kind: "user", ID: l.UserID, Name: l.Login}})
	})
	if errs.Is(err, errs.Gone) {
		return void.With(err)
	}
	if err != nil {
		return fmt.Errorf("confirm an address: %w", err)
	}
	return nil
}

// mayWriteToOthers: whoever has signed up with an address that they have not shown to be theirs has nothing sent to others.
func mayWriteToOthers(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) error {
	row, err := q.EmailStanding(ctx, identitydb.EmailStandingParams{TenantID: s.Tenant(), ID: user})
	if err != nil {
		return err
	}
	if row.EmailUnconfirmed {
		return errs.New(errs.Forbidden, "email_unconfirmed", "Confirm your e-mail address first: follow the link in the letter that we have sent you, or have it sent again.")
	}
	return nil
}

// CheckEmail refuses what is no e-mail address: Invalid at the field "email".
func CheckEmail(email string) error { return checkEmail(email) }
