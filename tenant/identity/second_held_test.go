package identity_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity"
)

// atOnce has fifty make a wrong guess at the same moment; it tells how many of them were compared, and how many had to wait.
func atOnce(t *testing.T, guess func(n int) error) (compared, waited int) {
	t.Helper()
	var all sync.WaitGroup
	begin, got := make(chan struct{}), make(chan error, 50)
	for n := range 50 {
		all.Go(func() {
			<-begin
			got <- guess(n)
		})
	}
	close(begin)
	all.Wait()
	close(got)
	for err := range got {
		switch errs.CodeOf(err) {
		case errs.LimitReached:
			waited++
		case errs.Unauthenticated, errs.Invalid:
			compared++
		default:
			require.NoError(t, err)
			require.Fail(t, "a wrong guess was taken")
		}
	}
	return compared, waited
}

func TestFiftyWhoGuessACodeAtTheSameMomentAreCountedBeforeTheNextIsCompared(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.withApp(t)
	owner := w.owner(t)
	steps := make([]*identity.SecondStep, 50)
	for n := range steps {
		steps[n] = w.half(t)
	}
	compared, waited := atOnce(t, func(n int) error {
		_, err := w.people.SignInSecond(t.Context(), w.visit(0), steps[n].Token, identity.Answer{Code: "000000"})
		return err
	})
	require.Equal(t, []int{5, 45}, []int{compared, waited}, "at signing in")

	w.clock.Advance(time.Hour)
	compared, waited = atOnce(t, func(int) error {
		_, err := w.people.RenewCodes(t.Context(), w.realms[0], owner.User, identity.Proof{Code: "000000", Address: "192.0.2.1"})
		return err
	})
	require.Equal(t, []int{5, 45}, []int{compared, waited}, "before a factor is changed")

	other := setup(t)
	_, err := other.people.BeginTotp(t.Context(), other.realms[0], other.owner(t).User, "North", other.proof())
	require.NoError(t, err)
	compared, waited = atOnce(t, func(int) error {
		_, err := other.people.ConfirmTotp(t.Context(), other.realms[0], other.owner(t).User, "192.0.2.1", "000000")
		return err
	})
	require.Equal(t, []int{5, 45}, []int{compared, waited}, "where one is set up")
}

func TestASignInWithACodeLeavesWhatIsKnownOfOtherSessionsAlone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	secret, _ := w.withApp(t)
	conn, err := pgx.Connect(t.Context(), w.url)
	require.NoError(t, err)
	defer conn.Close(context.WithoutCancel(t.Context()))
	_, err = conn.Exec(t.Context(), "listen livery_sessions")
	require.NoError(t, err)
	_, err = w.second(t, identity.Answer{Code: codeAt(t, secret, w.clock.Now())})
	require.NoError(t, err)
	require.NoError(t, w.db.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), "notify livery_sessions, 'the mark'")
		return err
	}))
	first, err := conn.WaitForNotification(t.Context())
	require.NoError(t, err)
	require.Equal(t, "the mark", first.Payload, "nothing was told before it")
}

func TestAPasskeyWhoseIdIsLongerThanAnyIsRefusedAndNotRemembered(t *testing.T) {
	t.Parallel()
	w := setup(t)
	v := w.originVisit()
	key, _, _ := w.withPasskey(t, v)
	key.id = []byte(strings.Repeat("x", 1024))
	for range 8 { // of one that might be somebody's, the sixth would have to wait
		c, err := w.people.PasskeySignIn(t.Context(), v)
		require.NoError(t, err)
		_, err = w.people.SignInPasskey(t.Context(), v, c.Token, key.get(t, c, v.Origin, true))
		requireReason(t, err, errs.Unauthenticated, "wrong_passkey")
	}
}

func TestWhenARequiredSecondFactorBeginsOpenSocketsOfThoseWithoutFallAndOthersStand(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx, s := t.Context(), w.realms[0]
	claims, err := w.people.Read(w.signIn(t).Access)
	require.NoError(t, err)
	fallen := func() bool {
		t.Helper()
		found, err := w.people.Fallen(ctx, []identity.Claims{claims})
		require.NoError(t, err)
		return found[claims.Session]
	}
	require.NoError(t, w.people.SetSignInRules(ctx, s, identity.SignInRules{Staff: []string{"owner"}, Customers: []string{}, RequiredFrom: w.clock.Now().Add(5 * time.Minute)}))
	require.False(t, fallen(), "it can be put off")
	w.clock.Advance(6 * time.Minute)
	require.True(t, fallen(), "it has begun, by time alone")
	w.withApp(t)
	require.False(t, fallen())
	require.NoError(t, w.people.SetSignInRules(ctx, s, identity.SignInRules{Staff: []string{"viewer"}, Customers: []string{"owner"}}))
	require.False(t, fallen(), "it meets others")
}
