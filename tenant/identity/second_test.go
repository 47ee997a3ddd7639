package identity_test

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

// codeAt is RFC 6238 written out, beside the library that is under test.
func codeAt(t *testing.T, secret string, at time.Time) string {
	t.Helper()
	key, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(secret)
	require.NoError(t, err)
	h := hmac.New(sha1.New, key)
	_ = binary.Write(h, binary.BigEndian, uint64(at.Unix()/30))
	sum := h.Sum(nil)
	return fmt.Sprintf("%06d", (binary.BigEndian.Uint32(sum[sum[19]&15:])&0x7fffffff)%1_000_000)
}

func (w *world) proof() identity.Proof {
	return identity.Proof{Password: password + "North", Address: "192.0.2.1"}
}

// withApp sets an authenticator app up for the owner of the first realm.
func (w *world) withApp(t *testing.T) (secret string, codes []string) {
	t.Helper()
	owner := w.owner(t)
	made, err := w.people.BeginTotp(t.Context(), w.realms[0], owner.User, "North", w.proof())
	require.NoError(t, err)
	require.Contains(t, made.Address, "otpauth://totp/North:Anna?")
	codes, err = w.people.ConfirmTotp(t.Context(), w.realms[0], owner.User, "192.0.2.1", codeAt(t, made.Secret, w.clock.Now()))
	require.NoError(t, err)
	w.clock.Advance(time.Minute)
	return made.Secret, codes
}

func (w *world) half(t *testing.T) *identity.SecondStep {
	t.Helper()
	tokens, err := w.people.SignIn(t.Context(), w.visit(0), "anna", password+"North")
	require.NoError(t, err)
	require.NotNil(t, tokens.Second)
	require.Empty(t, tokens.Access+tokens.Refresh)
	return tokens.Second
}

func (w *world) second(t *testing.T, a identity.Answer) (identity.Tokens, error) {
	t.Helper()
	return w.people.SignInSecond(t.Context(), w.visit(0), w.half(t).Token, a)
}

func TestACodeOfTheAppIsNeededBesidesThePasswordAndGoodOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, _ := w.withApp(t)
	w.letter(t, "totp_added")
	half := w.half(t)
	require.Equal(t, []string{identity.ByTotp, identity.ByRecovery}, half.Ways)
	code := codeAt(t, secret, w.clock.Now())
	tokens, err := w.people.SignInSecond(t.Context(), w.visit(0), half.Token, identity.Answer{Code: code[:3] + " " + code[3:]})
	require.NoError(t, err)
	require.NoError(t, w.check(t, tokens.Access))
	_, err = w.people.SignInSecond(t.Context(), w.visit(0), half.Token, identity.Answer{Code: codeAt(t, secret, w.clock.Now().Add(30*time.Second))})
	requireReason(t, err, errs.Gone, "step_void") // the step was used
	_, err = w.second(t, identity.Answer{Code: code})
	requireReason(t, err, errs.Unauthenticated, "wrong_second") // the code was
	_, err = w.second(t, identity.Answer{Code: codeAt(t, secret, w.clock.Now().Add(-30*time.Second))})
	requireReason(t, err, errs.Unauthenticated, "wrong_second") // and with it all before it
	w.clock.Advance(30 * time.Second)
	_, err = w.second(t, identity.Answer{Code: codeAt(t, secret, w.clock.Now().Add(30*time.Second))})
	require.NoError(t, err, "a clock may be a step off")
	_, err = w.second(t, identity.Answer{Code: codeAt(t, secret, w.clock.Now().Add(90*time.Second))})
	requireReason(t, err, errs.Unauthenticated, "wrong_second")
}

func TestTwoWhoComeWithOneCodeAtTheSameMomentAreOneSession(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, codes := w.withApp(t)
	for _, answer := range []identity.Answer{{Code: codeAt(t, secret, w.clock.Now())}, {Recovery: codes[0]}} {
		steps := []*identity.SecondStep{w.half(t), w.half(t), w.half(t)}
		var wg sync.WaitGroup
		got := make(chan error, len(steps))
		for _, half := range steps {
			wg.Go(func() {
				_, err := w.people.SignInSecond(t.Context(), w.visit(0), half.Token, answer)
				got <- err
			})
		}
		wg.Wait()
		close(got)
		let := 0
		for err := range got {
			if err == nil {
				let++
				continue
			}
			requireReason(t, err, errs.Unauthenticated, "wrong_second")
		}
		require.Equal(t, 1, let)
	}
}

func TestWhatIsHalfSignedInIsWorthNothingElsewhereLaterOrAfterTheSecondPassword(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, _ := w.withApp(t)
	half := w.half(t)
	_, err := w.people.Read(half.Token)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err), "it is no access token")
	_, err = w.people.Refresh(t.Context(), w.visit(0), half.Token)
	require.Equal(t, errs.Unauthenticated, errs.CodeOf(err), "and no refresh token")
	answer := identity.Answer{Code: codeAt(t, secret, w.clock.Now())}
	elsewhere := w.visit(0)
	elsewhere.Host = "other.north.example"
	for _, v := range []identity.Visit{elsewhere, w.visit(1)} {
		_, err = w.people.SignInSecond(t.Context(), v, half.Token, answer)
		requireReason(t, err, errs.Gone, "step_void")
	}
	_, err = w.people.SignInSecond(t.Context(), w.visit(0), "AAAA", answer)
	requireReason(t, err, errs.Gone, "step_void")
	w.clock.Advance(6 * time.Minute)
	_, err = w.people.SignInSecond(t.Context(), w.visit(0), half.Token, identity.Answer{Code: codeAt(t, secret, w.clock.Now())})
	requireReason(t, err, errs.Gone, "step_void")

	half = w.half(t)
	owner := w.owner(t)
	require.NoError(t, w.people.ChangePassword(t.Context(), w.realms[0], owner.User, uuid.New(), "192.0.2.1", password+"North", "another horse"))
	_, err = w.people.SignInSecond(t.Context(), w.visit(0), half.Token, identity.Answer{Code: codeAt(t, secret, w.clock.Now())})
	requireReason(t, err, errs.Unauthenticated, "wrong_login")
}

func TestGuessingTheSecondStepWaitsWhoeverKnowsThePassword(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, _ := w.withApp(t)
	for range 5 {
		_, err := w.second(t, identity.Answer{Code: "000000"})
		requireReason(t, err, errs.Unauthenticated, "wrong_second")
	}
	_, err := w.second(t, identity.Answer{Code: codeAt(t, secret, w.clock.Now())})
	require.Equal(t, errs.LimitReached, errs.CodeOf(err))
	w.clock.Advance(6 * time.Minute)
	_, err = w.second(t, identity.Answer{Code: codeAt(t, secret, w.clock.Now())})
	require.NoError(t, err)
}

func TestARecoveryCodeIsGoodOnceIsToldByLetterAndNewOnesEndTheOld(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, codes := w.withApp(t)
	require.Len(t, codes, 10)
	_, err := w.second(t, identity.Answer{Recovery: " " + codes[0][:5] + " " + codes[0][6:]})
	require.NoError(t, err)
	w.letter(t, "code_used")
	_, err = w.second(t, identity.Answer{Recovery: codes[0]})
	requireReason(t, err, errs.Unauthenticated, "wrong_second")
	owner := w.owner(t)
	f, err := w.people.Factors(t.Context(), w.realms[0], owner.User)
	require.NoError(t, err)
	require.Equal(t, 9, f.CodesLeft)
	fresh, err := w.people.RenewCodes(t.Context(), w.realms[0], owner.User, w.proof())
	require.NoError(t, err)
	_, err = w.second(t, identity.Answer{Recovery: codes[1]})
	requireReason(t, err, errs.Unauthenticated, "wrong_second")
	_, err = w.second(t, identity.Answer{Recovery: fresh[0]})
	require.NoError(t, err)
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		var kept []byte
		require.NoError(t, tx.QueryRow(t.Context(), "select mac from recovery_codes limit 1").Scan(&kept))
		require.Len(t, kept, 32)
		return nil
	}))
}

func TestNoFactorChangesWithoutThePasswordOrACode(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, _ := w.withApp(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	wrong := identity.Proof{Password: "wrong", Address: "192.0.2.9"}
	requireReason(t, w.people.RemoveTotp(ctx, s, owner.User, wrong), errs.Invalid, "wrong_password")
	requireReason(t, w.people.RemoveTotp(ctx, s, owner.User, identity.Proof{Address: "192.0.2.9"}), errs.Invalid, "wrong_password")
	_, err := w.people.RenewCodes(ctx, s, owner.User, wrong)
	requireReason(t, err, errs.Invalid, "wrong_password")
	_, err = w.people.BeginPasskey(ctx, s, w.visit(0), owner.User, uuid.New(), wrong)
	requireReason(t, err, errs.Invalid, "wrong_password")
	_, err = w.people.BeginTotp(ctx, s, owner.User, "North", w.proof())
	requireReason(t, err, errs.Conflict, "totp_on")
	requireReason(t, w.people.RemoveTotp(ctx, s, owner.User, identity.Proof{Code: "000000", Address: "192.0.2.9"}), errs.Invalid, "wrong_totp")
	require.NoError(t, w.people.RemoveTotp(ctx, s, owner.User, identity.Proof{Code: codeAt(t, secret, w.clock.Now()), Address: "192.0.2.9"}))
	w.letter(t, "totp_removed")
	f, err := w.people.Factors(ctx, s, owner.User)
	require.NoError(t, err)
	require.False(t, f.On())
	require.Zero(t, f.CodesLeft, "codes stand in for nothing any more")
	w.signIn(t)
}

func (w *world) originVisit() identity.Visit {
	v := w.visit(0)
	v.Origin, v.Brand = "https://north.example", "North"
	return v
}

// withPasskey adds a passkey for the owner of the first realm.
func (w *world) withPasskey(t *testing.T, v identity.Visit) (*authenticator, identity.Passkey, []string) {
	t.Helper()
	owner, session := w.owner(t), uuid.New()
	c, err := w.people.BeginPasskey(t.Context(), w.realms[0], v, owner.User, session, w.proof())
	require.NoError(t, err)
	a := &authenticator{}
	made, codes, err := w.people.AddPasskey(t.Context(), w.realms[0], v, owner.User, session, c.Token, "phone", a.create(t, c, v.Origin))
	require.NoError(t, err)
	_, _, err = w.people.AddPasskey(t.Context(), w.realms[0], v, owner.User, session, c.Token, "again", (&authenticator{}).create(t, c, v.Origin))
	requireReason(t, err, errs.Gone, "step_void")
	return a, made, codes
}

func TestAPasskeySignsInAloneOnItsHostOnceAChallenge(t *testing.T) {
	t.Parallel()
	w := setup(t)
	v := w.originVisit()
	a, made, codes := w.withPasskey(t, v)
	require.Len(t, codes, 10)
	w.letter(t, "passkey_added")
	ctx := t.Context()
	c, err := w.people.PasskeySignIn(ctx, v)
	require.NoError(t, err)
	require.NotContains(t, string(c.Options), "allowCredentials", "nobody is named")
	answer := a.get(t, c, v.Origin, true)
	tokens, err := w.people.SignInPasskey(ctx, v, c.Token, answer)
	require.NoError(t, err)
	require.NoError(t, w.check(t, tokens.Access))
	_, err = w.people.SignInPasskey(ctx, v, c.Token, answer)
	require.Error(t, err, "neither the challenge nor the counter is taken again")

	again := func(v identity.Visit, origin string, verified bool) error {
		w.clock.Advance(6 * time.Minute)
		c, err := w.people.PasskeySignIn(ctx, v)
		require.NoError(t, err)
		_, err = w.people.SignInPasskey(ctx, v, c.Token, a.get(t, c, origin, verified))
		return err
	}
	require.NoError(t, again(v, v.Origin, true))
	requireReason(t, again(v, "https://evil.example", true), errs.Unauthenticated, "wrong_passkey")
	requireReason(t, again(v, v.Origin, false), errs.Unauthenticated, "wrong_passkey") // no finger, no face, no code
	other := v
	other.Host, other.Origin = "other.north.example", "https://other.north.example"
	requireReason(t, again(other, other.Origin, true), errs.Unauthenticated, "wrong_passkey")
	stranger := w.visit(1)
	stranger.Origin = "https://south.example"
	requireReason(t, again(stranger, stranger.Origin, true), errs.Unauthenticated, "wrong_passkey")
	a.count = 0 // a copy, made before the first use
	requireReason(t, again(v, v.Origin, true), errs.Unauthenticated, "wrong_passkey")

	owner := w.owner(t)
	require.NoError(t, w.people.RenamePasskey(ctx, w.realms[0], owner.User, made.ID, "the new phone"))
	requireReason(t, w.people.RemovePasskey(ctx, w.realms[1], owner.User, made.ID, w.proof()), errs.NotFound, "not_found")
	require.NoError(t, w.people.RemovePasskey(ctx, w.realms[0], owner.User, made.ID, w.proof()))
	a.count = 100
	requireReason(t, again(v, v.Origin, true), errs.Unauthenticated, "wrong_passkey")
	w.signIn(t)
}

func TestAPasskeyIsASecondStepAndItsHostsGoingIsCountedBefore(t *testing.T) {
	t.Parallel()
	w := setup(t)
	v, ctx := w.originVisit(), t.Context()
	a, _, codes := w.withPasskey(t, v)
	half := w.half(t)
	require.Equal(t, []string{identity.ByPasskey, identity.ByRecovery}, half.Ways)
	require.False(t, half.Elsewhere)
	c, err := w.people.PasskeySecond(ctx, v, half.Token)
	require.NoError(t, err)
	alone, err := w.people.PasskeySignIn(ctx, v)
	require.NoError(t, err)
	_, err = w.people.SignInSecond(ctx, v, half.Token, identity.Answer{Passkey: a.get(t, alone, v.Origin, true), Challenge: alone.Token})
	requireReason(t, err, errs.Gone, "step_void") // a challenge of another kind
	_, err = w.people.SignInSecond(ctx, v, half.Token, identity.Answer{Passkey: a.get(t, c, v.Origin, true), Challenge: c.Token})
	require.NoError(t, err)

	bound, err := w.people.BoundTo(ctx, w.realms[0], v.Host)
	require.NoError(t, err)
	require.Equal(t, identity.Bound{People: 1, Stranded: 1}, bound)
	bound, err = w.people.BoundTo(ctx, w.realms[1], v.Host)
	require.NoError(t, err)
	require.Zero(t, bound.People, "another realm's people are not counted")
	elsewhere := w.visit(0)
	elsewhere.Host = "other.north.example"
	tokens, err := w.people.SignIn(ctx, elsewhere, "anna", password+"North")
	require.NoError(t, err)
	require.Equal(t, []string{identity.ByRecovery}, tokens.Second.Ways, "on another host it is worth nothing, and does not stop being asked for")
	require.True(t, tokens.Second.Elsewhere, "and it is said why no passkey is asked for")
	_, err = w.people.SignInSecond(ctx, elsewhere, tokens.Second.Token, identity.Answer{Recovery: codes[0]})
	require.NoError(t, err)
	w.withApp(t)
	bound, err = w.people.BoundTo(ctx, w.realms[0], v.Host)
	require.NoError(t, err)
	require.Zero(t, bound.Stranded)
}

func TestWhomTheRealmRequiresASecondFactorOfDoesNothingButSetOneUp(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	tokens := w.signIn(t)
	claims, err := w.people.Read(tokens.Access)
	require.NoError(t, err)
	require.NoError(t, w.people.SetSignInRules(ctx, s, identity.SignInRules{Staff: []string{"owner"}, Customers: []string{}, RequiredFrom: w.clock.Now().Add(5 * time.Minute)}))
	standing, err := w.people.Check(ctx, s, claims)
	require.NoError(t, err)
	require.Equal(t, identity.Owner, standing.Role)
	require.NotNil(t, standing.StrengthenBy, "it can be put off")
	w.clock.Advance(6 * time.Minute)
	standing, err = w.people.Check(ctx, s, claims)
	require.NoError(t, err)
	require.True(t, standing.MustStrengthen)
	require.Equal(t, identity.Own, standing.Role)
	require.Equal(t, []string{"self"}, standing.Own)
	w.withApp(t)
	standing, err = w.people.Check(ctx, s, claims)
	require.NoError(t, err)
	require.False(t, standing.MustStrengthen)
	require.Equal(t, identity.Owner, standing.Role)
	f, err := w.people.Factors(ctx, s, owner.User)
	require.NoError(t, err)
	require.NotNil(t, f.RequiredFrom)
	requireReason(t, w.people.SetSignInRules(ctx, s, identity.SignInRules{Staff: []string{"king"}}), errs.Invalid, "bad_role")
	requireReason(t, w.people.SetSignInRules(ctx, s, identity.SignInRules{RequiredFrom: w.clock.Now().AddDate(1, 0, 0)}), errs.Invalid, "grace_too_long")

	// A key for a program goes on, and so do customers, of whom nothing is required.
	account := w.account(t)
	_, err = w.people.Add(ctx, account, identity.NewUser{Login: "customer", Password: password, Role: identity.Admin})
	require.NoError(t, err)
	tokens, err = w.people.SignIn(ctx, w.visit(0), "customer", password)
	require.NoError(t, err)
	claims, err = w.people.Read(tokens.Access)
	require.NoError(t, err)
	standing, err = w.people.Check(ctx, account, claims)
	require.NoError(t, err)
	require.Equal(t, identity.Admin, standing.Role)
	require.NoError(t, w.people.SetSignInRules(ctx, s, identity.SignInRules{Customers: []string{"admin"}}))
	standing, err = w.people.Check(ctx, account, claims)
	require.NoError(t, err)
	require.True(t, standing.MustStrengthen, "at once, in a session that is open too")
}

func TestWhoLooksAfterPeopleTakesSecondFactorsAwayWithATraceAndALetter(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s, owner := t.Context(), w.realms[0], w.owner(t)
	driver := w.add(t, owner, "driver", identity.Everything("operator"))
	require.NoError(t, w.db.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, "update users set email = 'driver@example.com', email_key = 'driver@example.com' where id = $1", driver.User)
		return err
	}))
	requireReason(t, w.people.ResetFactors(ctx, s, owner, driver.User), errs.Conflict, "no_second_factor")
	made, err := w.people.BeginTotp(ctx, s, driver.User, "North", identity.Proof{Password: password + "driver"})
	require.NoError(t, err)
	_, err = w.people.ConfirmTotp(ctx, s, driver.User, "", codeAt(t, made.Secret, w.clock.Now()))
	require.NoError(t, err)
	requireReason(t, w.people.ResetFactors(ctx, s, driver, owner.User), errs.Forbidden, "stands_above")
	require.NoError(t, w.people.ResetFactors(ctx, s, owner, driver.User))
	w.letter(t, "second_reset")
	tokens, err := w.people.SignIn(ctx, w.visit(0), "driver", password+"driver")
	require.NoError(t, err)
	require.Nil(t, tokens.Second)
	require.NoError(t, w.db.InTenant(ctx, s, func(tx *db.Tx) error {
		var n int
		require.NoError(t, tx.QueryRow(ctx, "select count(*) from audit_entries where action = 'people.person.reset_second'").Scan(&n))
		require.Equal(t, 1, n)
		return nil
	}))
}

func TestTheSecretOfAnAppIsNotReadInTheDatabase(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, _ := w.withApp(t)
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		var sealed []byte
		require.NoError(t, tx.QueryRow(t.Context(), "select sealed from totp_secrets").Scan(&sealed))
		require.NotContains(t, string(sealed), secret)
		raw, err := json.Marshal(sealed)
		require.NotContains(t, string(raw), secret)
		return err
	}))
}
