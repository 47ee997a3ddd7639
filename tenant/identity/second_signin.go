package identity

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// SecondStep is what still stands between a right password and a session. Whoever holds its token can do nothing with it but
// the second step, on the same host.
type SecondStep struct {
	Token string
	Until time.Time
	// Ways that are open to this user here: ByTotp, ByPasskey, ByRecovery; empty: they have to ask for help.
	Ways []string
	// Elsewhere: the user has passkeys, and none of them is for this host. Whoever wonders where theirs has gone is told.
	Elsewhere bool
}

const forSecond = "second"

// halfway is what a right password comes to where there is a second factor; nil: there is none, and the session is opened.
func (p *People) halfway(ctx context.Context, s db.Scope, v Visit, user uuid.UUID, hash string, failed int) (*SecondStep, error) {
	var row identitydb.FactorsRow
	on := false
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		row, on, err = factorsOn(ctx, identitydb.New(tx), s, user, v.Host)
		return err
	})
	if err != nil || !on {
		return nil, err
	}
	token, until, err := p.seal(v.Realm, step{Purpose: forSecond, Host: v.Host, User: user, Tenant: s.Tenant(), Fingerprint: fingerprint(hash), Failed: failed})
	if err != nil {
		return nil, err
	}
	half := &SecondStep{Token: token, Until: until, Ways: []string{}, Elsewhere: row.Passkeys > 0 && row.PasskeysOn == 0}
	if row.TotpAt.Unix() > 0 {
		half.Ways = append(half.Ways, ByTotp)
	}
	if row.PasskeysOn > 0 {
		half.Ways = append(half.Ways, ByPasskey)
	}
	if row.Codes > 0 {
		half.Ways = append(half.Ways, ByRecovery)
	}
	return half, nil
}

// Answer to the second step: one of them.
type Answer struct {
	// Code of an authenticator app.
	Code string
	// Recovery is one of the codes for whoever has lost the rest.
	Recovery string
	// Passkey is what the browser answered to the challenge whose token Challenge is.
	Passkey   []byte
	Challenge string
}

// SignInSecond opens the session that a right password began. Unauthenticated (reason "wrong_second") if the answer is not
// right; Gone (reason "step_void") if the token is not good, or no more; LimitReached after too many guesses.
func (p *People) SignInSecond(ctx context.Context, v Visit, token string, a Answer) (Tokens, error) {
	st, err := p.unseal(v, token, forSecond)
	if err != nil {
		return Tokens{}, err
	}
	place, err := p.tenants.Place(ctx, st.Tenant, st.Tenant)
	if errs.Is(err, errs.NotFound) || err == nil && (place.Status == "closed" || place.Realm() != v.Realm) {
		return Tokens{}, stepVoid()
	}
	if err != nil {
		return Tokens{}, fmt.Errorf("sign in: %w", err)
	}
	s := place.Scope
	o := opening{user: st.User, failed: st.Failed, same: func(hash string) bool { return bytes.Equal(fingerprint(hash), st.Fingerprint) }}
	o.before = func(tx *db.Tx, q *identitydb.Queries) error {
		err := p.guessSecond(ctx, q, s, st.User, v.Address, wrongSecond(), func() (right bool, err error) {
			switch {
			case len(a.Passkey) > 0:
				o.way = ByPasskey
				return p.takePasskey(ctx, q, s, v, st.User, a)
			case a.Recovery != "":
				o.way = ByRecovery
				return p.takeCode(ctx, q, s, st.User, a.Recovery)
			}
			o.way = ByTotp
			return p.takeTotp(ctx, q, s, st.User, a.Code)
		})
		if err == nil && o.way == ByRecovery {
			err = p.tellFactors(ctx, tx, q, s, st.User, "code_used", nil)
		}
		if err != nil {
			return err
		}
		return p.spend(ctx, q, s, st)
	}
	tokens, err := p.openAs(ctx, s, v, &o)
	if err == nil {
		p.guesses.succeeded(secondOf(st.User))
	}
	return tokens, err
}

func wrongSecond() *errs.Error {
	return errs.New(errs.Unauthenticated, "wrong_second", "This is not right, or was used already. Try again.")
}

// ResetFactors takes all second factors of a member away, for whoever looks after people: they sign in with the password alone,
// and are asked to set up new ones where the realm requires that. Their sessions end.
func (p *People) ResetFactors(ctx context.Context, s db.Scope, by By, user uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		if err := notOneself(by, about[user]); err != nil {
			return err
		}
		dropped, err := p.dropFactors(ctx, q, s, user, time.Time{})
		if err == nil && !dropped {
			err = errs.New(errs.Conflict, "no_second_factor", "This person has no second factor.")
		}
		if err != nil {
			return err
		}
		if err := p.endAll(ctx, q, s, user); err != nil {
			return err
		}
		if err := p.tellFactors(ctx, tx, q, s, user, "second_reset", nil); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.reset_second", userSubject(user), nil, nil)
	}, user)
	if err != nil {
		return fmt.Errorf("reset second factors: %w", err)
	}
	return nil
}

// resetFactors is the same in a transaction that has found out who it is.
func (p *People) resetFactors(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, user uuid.UUID, after audit.Fields) error {
	dropped, err := p.dropFactors(ctx, q, s, user, time.Time{})
	if err != nil || !dropped {
		return err
	}
	after["second_factors"] = "reset"
	return p.tellFactors(ctx, tx, q, s, user, "second_reset", nil)
}
