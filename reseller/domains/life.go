package domains

import (
	"time"

	"github.com/liveryhq/livery/reseller/domains/records"
)

// Times of a domain's life.
const (
	// unprovedFor is how long a name may be asked for without being proved.
	unprovedFor = 14 * 24 * time.Hour
	// abandonedAfter is how long a name may lead elsewhere before it is given up.
	abandonedAfter = 30 * 24 * time.Hour
	// contestFor is what a realm whose proof is gone has to put it back, once somebody else's stands there.
	contestFor = 72 * time.Hour
	// checkDaily is how often a name that is live is looked at.
	checkDaily = 24 * time.Hour
	// checkAgain is how soon it is looked at once more before its trouble is believed.
	checkAgain = 10 * time.Minute
	// expiringSoon is when a certificate that should have been renewed is told of; an own one earlier, a person has to act.
	expiringSoon    = 7 * 24 * time.Hour
	ownExpiringSoon = 14 * 24 * time.Hour
)

// Letters about domains, as platform/messaging/mail has their words.
const (
	letterDegraded  = "domain_degraded"
	letterContested = "domain_contested"
	letterDetached  = "domain_detached"
)

// Holding says who answers on a name now.
type Holding struct {
	// Self, Other or nobody.
	Self, Other bool
	// Rival: somebody else has proved the name, and waits for it.
	Rival bool
}

// Outcome is what follows from a look, beside the domain's own new state.
type Outcome struct {
	// Take: the realm answers there from now on. Detach: no more, for the reason named.
	Take   bool
	Detach string
	// Release: it does not answer there any more, but goes on asking.
	Release bool
	// Letter tells the realm's people.
	Letter string
}

// Follow moves a domain on by what was seen of its records. It is a function of its arguments alone.
func Follow(d *Domain, seen records.Seen, held Holding, tls bool, now time.Time) (o Outcome) {
	d.CheckedAt, d.Findings = &now, seen.Findings
	switch d.State {
	case Pending, Verified:
		return d.prove(seen, held, tls, now)
	case Issuing:
		return d.await(seen, held, now)
	case Active, Degraded:
		return d.stay(seen, held, tls, now)
	}
	return o
}

// prove leads from asking to answering.
func (d *Domain) prove(seen records.Seen, held Holding, tls bool, now time.Time) (o Outcome) {
	waits := now.Sub(d.AskedAt)
	d.CheckAt = now.Add(patience(waits))
	if !seen.Proved {
		d.State, d.VerifiedAt, d.ContestedAt = Pending, nil, nil
		if waits > unprovedFor {
			o.Detach = Unproved
		}
		return o
	}
	if d.State == Pending {
		d.State, d.VerifiedAt = Verified, &now
	}
	if held.Other {
		if d.ContestedAt == nil {
			d.ContestedAt = &now
		}
		return o
	}
	d.ContestedAt = nil
	if !seen.Arrives {
		if waits > 4*unprovedFor {
			o.Detach = Abandoned
		}
		return o
	}
	o.Take = true
	d.BadChecks = 0
	if tls && d.Certificate.NotAfter == nil {
		d.State, d.Certificate.IssueAt = Issuing, &now
		d.CheckAt = now.Add(checkAgain)
		return o
	}
	d.State, d.ActiveAt, d.CheckAt = Active, &now, now.Add(checkDaily)
	return o
}

// await is while the first certificate is asked for.
func (d *Domain) await(seen records.Seen, held Holding, now time.Time) (o Outcome) {
	d.CheckAt = now.Add(checkAgain)
	if seen.Proved && seen.Arrives && held.Self {
		d.BadChecks = 0
		return o
	}
	if d.BadChecks++; d.BadChecks < 2 && held.Self {
		return o
	}
	d.State, d.BadChecks, d.Certificate.IssueAt = Verified, 0, nil
	if !seen.Proved {
		d.State, d.VerifiedAt = Pending, nil
	}
	o.Release = held.Self
	return o
}

// stay is while the realm answers there.
func (d *Domain) stay(seen records.Seen, held Holding, tls bool, now time.Time) (o Outcome) {
	if trouble := d.Certificate.trouble(tls, now); trouble != "" {
		d.Findings = append(d.Findings, records.Finding{Code: trouble, Record: "certificate", Name: d.Host})
	} else if seen.Proved && seen.Arrives {
		d.State, d.BadChecks, d.TroubledAt, d.ToldAt, d.ContestedAt = Active, 0, nil, nil, nil
		d.CheckAt = now.Add(checkDaily)
		return o
	}
	d.BadChecks++
	d.CheckAt = now.Add(time.Hour)
	if d.State == Active && d.BadChecks < 2 {
		d.CheckAt = now.Add(checkAgain)
		return o
	}
	if d.State == Active {
		d.State, d.TroubledAt, d.ToldAt, o.Letter = Degraded, &now, &now, letterDegraded
	}
	if !seen.Proved && held.Rival {
		if d.ContestedAt == nil {
			d.ContestedAt, o.Letter = &now, letterContested
		}
		if now.Sub(*d.ContestedAt) >= contestFor {
			o.Detach, o.Letter = Lost, letterDetached
		}
		return o
	}
	d.ContestedAt = nil
	if (!seen.Proved || !seen.Arrives) && now.Sub(*d.TroubledAt) >= abandonedAfter {
		o.Detach, o.Letter = Abandoned, letterDetached
	}
	return o
}

// patience is how soon a name is looked at again: often while somebody sits before the screen, seldom when nobody does.
func patience(waits time.Duration) time.Duration {
	switch {
	case waits < 15*time.Minute:
		return 15 * time.Second
	case waits < 2*time.Hour:
		return 2 * time.Minute
	case waits < 24*time.Hour:
		return 15 * time.Minute
	}
	return 2 * time.Hour
}

// trouble is what is wrong with a certificate; empty: nothing, or none is needed here. tls: browsers' TLS ends here.
func (c Certificate) trouble(tls bool, now time.Time) string {
	soon := expiringSoon
	if c.Source == FromOwner {
		soon = ownExpiringSoon
	}
	switch {
	case c.NotAfter == nil && tls && c.Source == FromAuthority && c.Failures > 0:
		return CertificateMissing
	case c.NotAfter == nil:
		return ""
	case !c.NotAfter.After(now):
		return CertificateExpired
	case c.NotAfter.Sub(now) < soon && (c.Source == FromOwner || c.Failures > 0):
		return CertificateExpiring
	}
	return ""
}

// pauses between attempts to get a certificate. Authorities count failures: five for a name in an hour are too many.
var pauses = [...]time.Duration{2 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour}

// pauseAfter so many failures.
func pauseAfter(failures int) time.Duration { return pauses[min(max(failures, 1), len(pauses))-1] }
