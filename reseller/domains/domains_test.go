package domains_test

import (
	"crypto/x509"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/certificates"
	"github.com/liveryhq/livery/tenant"
)

func TestANameAnswersOnceItIsProvedPointsHereAndHasItsCertificate(t *testing.T) {
	t.Parallel()
	w := setup(t)
	brands := tenant.NewBrands(w.tenants, slog.New(slog.DiscardHandler))
	one := w.ask(w.north, " HTTPS://Track.Shop.test./path ")
	require.Equal(t, "track.shop.test", one.Host)
	instructions := w.domains.Instructions(one)
	require.Equal(t, domains.Instruction{Record: "TXT", Name: "_domain-proof.track.shop.test", Value: "domain-proof=" + one.Token}, instructions[0])
	require.Equal(t, domains.Instruction{Record: "CNAME", Name: "track.shop.test", Value: "brands.edge.test", Either: true}, instructions[1])

	w.zones.set(one.Host, true)
	require.Equal(t, domains.Pending, w.look(w.north, one.ID).State)
	_, err := brands.Resolve(t.Context(), one.Host)
	require.True(t, errs.Is(err, errs.NotFound), "what points here without proof shows nothing")

	w.zones.set(one.Host, false, one.Token)
	require.Equal(t, domains.Verified, w.look(w.north, one.ID).State)
	w.zones.set(one.Host, true, one.Token)
	looked := w.look(w.north, one.ID)
	require.Equal(t, domains.Issuing, looked.State)
	require.True(t, looked.Answers)
	require.False(t, looked.Primary, "letters go on leading where they did")
	w.issue()
	live := w.read(w.north, one.ID)
	require.Equal(t, domains.Active, live.State)
	require.Equal(t, "Test CA", live.Certificate.Issuer)
	brands.Forget()
	brand, err := brands.Resolve(t.Context(), one.Host)
	require.NoError(t, err)
	require.Equal(t, w.north.Tenant(), brand.Realm)

	// Silence of the name servers changes nothing.
	w.zones.silent = true
	require.Equal(t, domains.Active, w.look(w.north, one.ID).State)
}

func TestACertificateThatIsRefusedIsAskedForEverMoreSeldomAndTheReasonIsShown(t *testing.T) {
	t.Parallel()
	w := setup(t)
	one := w.ask(w.north, "track.shop.test")
	w.zones.set(one.Host, true, one.Token)
	w.look(w.north, one.ID)
	w.issue() // and the starter hosts'
	w2 := w.read(w.north, one.ID)
	require.Equal(t, domains.Active, w2.State)

	w.clock.Advance(60 * 24 * time.Hour)
	w.issuer.refuse = errors.New("refused")
	w.issuer.orders.Store(0)
	for failures := 1; failures <= 3; failures++ {
		w.issue()
		got := w.read(w.north, one.ID)
		require.Equal(t, failures, got.Certificate.Failures)
		require.Equal(t, domains.Active, got.State, "the old certificate is still good")
		orders := w.issuer.orders.Load()
		w.issue()
		require.Equal(t, orders, w.issuer.orders.Load(), "not before its time")
		w.clock.Advance(time.Hour)
	}
	w.clock.Advance(25 * 24 * time.Hour)
	w.look(w.north, one.ID)
	require.Equal(t, domains.Degraded, w.look(w.north, one.ID).State)
	w.issuer.refuse = nil
	w.issue()
	_, err := w.domains.CheckDue(t.Context())
	require.NoError(t, err)
	require.Equal(t, domains.Active, w.read(w.north, one.ID).State)
}

func TestANameThatTwoAskForBelongsToWhoeversProofStands(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.live(w.north, "track.shop.test")
	south := w.ask(w.south, "track.shop.test")
	require.NotEqual(t, north.Token, south.Token)
	w.zones.set(north.Host, true, north.Token, south.Token)
	waits := w.look(w.south, south.ID)
	require.Equal(t, domains.Verified, waits.State)
	require.NotNil(t, waits.ContestedAt)
	for range 10 {
		w.look(w.south, south.ID)
	}
	require.Equal(t, domains.Active, w.read(w.north, north.ID).State, "as long as its own proof stands")

	w.zones.set(north.Host, true, south.Token)
	for range 6 {
		w.look(w.north, north.ID)
	}
	lost := w.read(w.north, north.ID)
	require.Equal(t, domains.Detached, lost.State)
	require.Equal(t, domains.Lost, lost.Ended)
	w.look(w.south, south.ID)
	w.issue()
	require.Equal(t, domains.Active, w.read(w.south, south.ID).State)
	require.False(t, w.read(w.north, north.ID).Answers)

	// Asked for again it begins anew, and its proof is needed again.
	again := w.ask(w.north, "track.shop.test")
	require.Equal(t, domains.Pending, again.State)
}

func TestThePlatformDecidesAboutAContestedName(t *testing.T) {
	t.Parallel()
	w := setup(t)
	north := w.live(w.north, "track.shop.test")
	south := w.ask(w.south, "track.shop.test")
	w.zones.set(north.Host, true, north.Token, south.Token)
	w.look(w.south, south.ID)
	list, _, err := w.domains.All(t.Context(), w.root, "", "contested", domains.Place{}, 10)
	require.NoError(t, err)
	require.Len(t, list, 1)
	require.Equal(t, "south", list[0].TenantName)
	list, _, err = w.domains.All(t.Context(), w.north, "", "", domains.Place{}, 10)
	require.NoError(t, err)
	require.Empty(t, list, "nobody but the platform sees all")
	require.True(t, errs.Is(w.domains.Release(t.Context(), w.south, north.ID, "mine"), errs.NotFound))
	require.Equal(t, domains.Active, w.read(w.north, north.ID).State)
	require.NoError(t, w.domains.Release(t.Context(), w.root, north.ID, "a court says so"))
	w.look(w.south, south.ID)
	w.issue()
	require.Equal(t, domains.Active, w.read(w.south, south.ID).State)
	require.True(t, errs.Is(w.domains.Release(t.Context(), w.root, uuid.New(), "x"), errs.NotFound))
}

func TestWhatANameCannotBe(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for name, reason := range map[string]string{"": "bad_host", "localhost": "bad_host", "192.0.2.1": "bad_host", "a b.test": "bad_host", "x..test": "bad_host",
		"-x.test": "bad_host", "mine.edge.test": "host_is_given", "edge.test": "host_is_given"} {
		_, err := w.domains.Ask(t.Context(), w.north, name)
		e, ok := errors.AsType[*errs.Error](err)
		require.True(t, ok, name)
		require.Equal(t, reason, e.Reason, name)
	}
	require.Equal(t, "xn--e1afmkfd.xn--p1ai", w.ask(w.north, "Пример.рф").Host, "as the DNS has it")
	w.ask(w.north, "a.test")
	_, err := w.domains.Ask(t.Context(), w.north, "A.test.")
	require.True(t, errs.Is(err, errs.Conflict))
	_, err = w.domains.One(t.Context(), w.south, w.ask(w.north, "b.test").ID)
	require.True(t, errs.Is(err, errs.NotFound), "another's domain is as one that does not exist")
}

func TestOneHostIsPrimaryTheOthersSendOnAndTheGivenOneStays(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	brands := tenant.NewBrands(w.tenants, slog.New(slog.DiscardHandler))
	apex, www := w.live(w.north, "shop.test"), w.live(w.north, "www.shop.test")
	pending := w.ask(w.north, "later.test")
	require.True(t, errs.Is(w.domains.MakePrimary(ctx, w.north, pending.ID, true), errs.Conflict))
	require.NoError(t, w.domains.MakePrimary(ctx, w.north, apex.ID, true))
	brand, err := brands.Resolve(ctx, "www.shop.test")
	require.NoError(t, err)
	require.Equal(t, "shop.test", brand.SendsTo)
	brand, err = brands.Resolve(ctx, "shop.test")
	require.NoError(t, err)
	require.Empty(t, brand.SendsTo)
	require.NoError(t, w.domains.SetRedirects(ctx, w.north, www.ID, false))
	require.True(t, errs.Is(w.domains.Remove(ctx, w.north, apex.ID), errs.Conflict), "letters lead there")

	list, err := w.domains.List(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, "shop.test", list[0].Host)
	for _, one := range list {
		if one.Given {
			require.True(t, errs.Is(w.domains.Remove(ctx, w.north, one.ID), errs.Conflict))
		}
	}
	require.NoError(t, w.domains.Remove(ctx, w.north, www.ID))
	_, err = w.vault.Load(ctx, "certificates/ca.test/www.shop.test/www.shop.test.key")
	require.Error(t, err, "its key is gone with it")

	// The primary one is given up by itself: letters lead to the host that was given.
	w.zones.set("shop.test", false)
	for range 40 {
		w.look(w.north, apex.ID)
	}
	require.Equal(t, domains.Abandoned, w.read(w.north, apex.ID).Ended)
	hosts, err := w.tenants.Hosts(ctx, w.north)
	require.NoError(t, err)
	require.Equal(t, []tenant.Host{{Name: "north.edge.test", Primary: true}}, hosts)
}

func TestACertificateOfOnesOwnIsCheckedAndItsKeyTellsNobody(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	one := w.live(w.north, "shop.test")
	chain, key := forge(t, w.clock.Now(), "shop.test")
	_, otherKey := forge(t, w.clock.Now(), "shop.test")
	otherName, itsKey := forge(t, w.clock.Now(), "other.test")
	old, oldKey := forge(t, w.clock.Now().Add(-100*24*time.Hour), "shop.test")
	early, earlyKey := forge(t, w.clock.Now().Add(48*time.Hour), "shop.test")
	for reason, brought := range map[string][2][]byte{
		"bad_certificate": {nil, key}, "bad_certificate_key": {chain, []byte("nonsense")}, "certificate_other_key": {chain, otherKey},
		"certificate_other_name": {otherName, itsKey}, "certificate_expired": {old, oldKey}, "certificate_too_early": {early, earlyKey},
		"certificate_chain_broken": {append(append([]byte{}, chain...), otherName...), key},
	} {
		err := w.domains.BringCertificate(ctx, w.north, one.ID, string(brought[0]), string(brought[1]))
		e, ok := errors.AsType[*errs.Error](err)
		require.True(t, ok, reason)
		require.Equal(t, reason, e.Reason)
	}
	require.NoError(t, w.domains.BringCertificate(ctx, w.north, one.ID, string(chain), string(key)))
	got := w.read(w.north, one.ID)
	require.Equal(t, domains.FromOwner, got.Certificate.Source)
	require.Equal(t, "Shop's own", got.Certificate.Issuer)
	w.clock.Advance(70 * 24 * time.Hour)
	w.issuer.orders.Store(0)
	w.issue()
	require.Equal(t, domains.FromOwner, w.read(w.north, one.ID).Certificate.Source, "no other is asked for")
	w.clock.Advance(8 * 24 * time.Hour)
	w.look(w.north, one.ID)
	require.Equal(t, domains.Degraded, w.look(w.north, one.ID).State, "its owner is told in time that it ends")
	keeper := certificates.NewKeeper(w.vault, nil, nil)
	issuer := func() string {
		keeper.Forget("shop.test") // as a process that has just begun
		found, err := keeper.Find(ctx, "shop.test")
		require.NoError(t, err)
		leaf, err := x509.ParseCertificate(found.Certificate[0])
		require.NoError(t, err)
		return leaf.SerialNumber.String()
	}
	brought := issuer()
	require.NoError(t, w.domains.DropCertificate(ctx, w.north, one.ID))
	require.Equal(t, brought, issuer(), "nothing else is there yet")
	w.issuer.refuse = errors.New("not today")
	w.issue()
	require.Equal(t, brought, issuer(), "the authority has refused")
	w.clock.Advance(48 * time.Hour)
	w.look(w.north, one.ID)
	require.Equal(t, domains.Degraded, w.look(w.north, one.ID).State, "and what is shown ends soon")
	w.issuer.refuse = nil
	w.clock.Advance(24 * time.Hour)
	w.issue()
	require.Equal(t, "Test CA", w.read(w.north, one.ID).Certificate.Issuer)
	require.NotEqual(t, brought, issuer())
	require.Equal(t, domains.Active, w.look(w.north, one.ID).State)
}

func TestAGivenHostWhoseCertificateIsRefusedIsTroubleAndItsRealmIsWrittenTo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ctx := t.Context()
	list, err := w.domains.List(ctx, w.north)
	require.NoError(t, err)
	given := list[0]
	require.True(t, given.Given)
	w.issuer.refuse = errors.New("not today")
	w.clock.Advance(time.Minute)
	w.issue()
	w.look(w.north, given.ID)
	got := w.look(w.north, given.ID)
	require.Equal(t, domains.Degraded, got.State)
	require.Equal(t, domains.CertificateMissing, got.Findings[len(got.Findings)-1].Code)
	require.NotNil(t, got.ToldAt)
	w.clock.Advance(60 * 24 * time.Hour)
	require.Equal(t, domains.Degraded, w.look(w.north, given.ID).State, "it is never given up")
	w.issuer.refuse = nil
	w.issue()
	require.Equal(t, domains.Active, w.look(w.north, given.ID).State)
	require.Nil(t, w.read(w.north, given.ID).ToldAt)
}
