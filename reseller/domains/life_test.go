package domains_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/records"
)

var began = time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)

func asked() *domains.Domain {
	return &domains.Domain{Host: "track.shop.test", State: domains.Pending, AskedAt: began, Certificate: domains.Certificate{Source: domains.FromAuthority}}
}

var (
	nothing = records.Seen{}
	proved  = records.Seen{Proved: true}
	arrives = records.Seen{Proved: true, Arrives: true}
	astray  = records.Seen{Arrives: true}
	mine    = domains.Holding{Self: true}
	others  = domains.Holding{Other: true}
)

func TestADomainGoesFromAskingToLive(t *testing.T) {
	t.Parallel()
	d := asked()
	require.Equal(t, domains.Outcome{}, domains.Follow(d, nothing, domains.Holding{}, true, began))
	require.Equal(t, domains.Pending, d.State)
	require.Equal(t, domains.Outcome{}, domains.Follow(d, astray, domains.Holding{}, true, began), "what points here is not proved by it")
	require.Equal(t, domains.Pending, d.State)
	domains.Follow(d, proved, domains.Holding{}, true, began)
	require.Equal(t, domains.Verified, d.State)
	require.Equal(t, domains.Outcome{Take: true}, domains.Follow(d, arrives, domains.Holding{}, true, began))
	require.Equal(t, domains.Issuing, d.State)
	require.Equal(t, began, *d.Certificate.IssueAt)

	behind := asked()
	require.Equal(t, domains.Outcome{Take: true}, domains.Follow(behind, arrives, domains.Holding{}, false, began))
	require.Equal(t, domains.Active, behind.State, "where a proxy has the certificates, nothing is waited for")
}

func TestOneBadLookIsNotBelievedTwoAreToldAndAMonthIsTheEnd(t *testing.T) {
	t.Parallel()
	d := asked()
	d.State = domains.Active
	require.Equal(t, domains.Outcome{}, domains.Follow(d, proved, mine, true, began))
	require.Equal(t, domains.Active, d.State)
	require.Equal(t, domains.Outcome{Letter: "domain_degraded"}, domains.Follow(d, proved, mine, true, began.Add(time.Hour)))
	require.Equal(t, domains.Degraded, d.State)
	require.Equal(t, domains.Outcome{}, domains.Follow(d, proved, mine, true, began.Add(2*time.Hour)), "it is told once")
	require.Equal(t, domains.Outcome{}, domains.Follow(d, proved, mine, true, began.Add(29*24*time.Hour)))
	mended := *d
	require.Equal(t, domains.Outcome{}, domains.Follow(&mended, arrives, mine, true, began.Add(29*24*time.Hour)))
	require.Equal(t, domains.Active, mended.State)
	require.Nil(t, mended.TroubledAt)
	require.Equal(t, domains.Outcome{Detach: domains.Abandoned, Letter: "domain_detached"}, domains.Follow(d, proved, mine, true, began.Add(31*24*time.Hour)))
}

func TestANameGoesToWhoeversProofStands(t *testing.T) {
	t.Parallel()
	rival := asked()
	require.Equal(t, domains.Outcome{}, domains.Follow(rival, arrives, others, true, began))
	require.Equal(t, domains.Verified, rival.State)
	require.NotNil(t, rival.ContestedAt)

	holder := asked()
	holder.State = domains.Active
	beside := domains.Holding{Self: true, Rival: true}
	for hour := range 200 {
		require.Equal(t, domains.Outcome{}, domains.Follow(holder, arrives, beside, true, began.Add(time.Duration(hour)*time.Hour)), "as long as its own proof stands")
	}
	domains.Follow(holder, astray, beside, true, began)
	require.Equal(t, domains.Outcome{Letter: "domain_contested"}, domains.Follow(holder, astray, beside, true, began.Add(time.Hour)))
	require.Equal(t, domains.Outcome{}, domains.Follow(holder, astray, beside, true, began.Add(72*time.Hour)))
	back := *holder
	domains.Follow(&back, arrives, beside, true, began.Add(72*time.Hour))
	require.Nil(t, back.ContestedAt, "who puts the proof back keeps the name")
	require.Equal(t, domains.Outcome{Detach: domains.Lost, Letter: "domain_detached"}, domains.Follow(holder, astray, beside, true, began.Add(74*time.Hour)))
	require.Equal(t, domains.Outcome{Take: true}, domains.Follow(rival, arrives, domains.Holding{}, true, began.Add(74*time.Hour)))
}

func TestACertificateThatIsNotRenewedIsTroubleAndNoReasonToLoseTheName(t *testing.T) {
	t.Parallel()
	for source, days := range map[string]int{domains.FromAuthority: 6, domains.FromOwner: 13} {
		d, ends := asked(), began.Add(time.Duration(days)*24*time.Hour)
		d.State, d.Certificate = domains.Active, domains.Certificate{Source: source, NotAfter: &ends, Failures: 1}
		domains.Follow(d, arrives, mine, true, began)
		require.Equal(t, domains.Outcome{Letter: "domain_degraded"}, domains.Follow(d, arrives, mine, true, began.Add(time.Hour)))
		require.Equal(t, domains.CertificateExpiring, d.Findings[len(d.Findings)-1].Code)
		require.Equal(t, domains.Outcome{}, domains.Follow(d, arrives, mine, true, began.Add(60*24*time.Hour)))
		require.Equal(t, domains.CertificateExpired, d.Findings[len(d.Findings)-1].Code)
	}
}

func TestWhateverIsSeenANameIsNeverTakenWithoutProofNorFromWhoeverHasIt(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, now, held := asked(), began, domains.Holding{}
		for range rapid.IntRange(1, 60).Draw(t, "looks") {
			now = now.Add(time.Duration(rapid.IntRange(1, 50).Draw(t, "hours")) * time.Hour)
			seen := records.Seen{Proved: rapid.Bool().Draw(t, "proved"), Arrives: rapid.Bool().Draw(t, "arrives")}
			if !held.Self {
				held.Other = rapid.Bool().Draw(t, "other")
			}
			held.Rival = rapid.Bool().Draw(t, "rival")
			was := d.State
			o := domains.Follow(d, seen, held, rapid.Bool().Draw(t, "tls"), now)
			if o.Take {
				require.True(t, seen.Proved && seen.Arrives && !held.Other, "taken from %s", was)
				held.Self = true
			}
			if o.Detach == domains.Lost {
				require.True(t, !seen.Proved && held.Rival)
			}
			if o.Release {
				held.Self = false
			}
			if o.Detach != "" {
				return
			}
			require.Equal(t, held.Self, d.State == domains.Issuing || d.State == domains.Active || d.State == domains.Degraded)
			require.True(t, d.CheckAt.After(now))
			if d.State == domains.Issuing && rapid.Bool().Draw(t, "issued") {
				d.State = domains.Active
			}
		}
	})
}
