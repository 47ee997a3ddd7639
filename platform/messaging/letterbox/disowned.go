package letterbox

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/mail"
	"net/netip"
	"strings"
	"time"

	"blitiri.com.ar/go/spf"
	"github.com/emersion/go-msgauth/authres"
	"github.com/emersion/go-msgauth/dmarc"
	"golang.org/x/net/publicsuffix"
)

// DNS is what a Bureau asks; a *net.Resolver is one.
type DNS interface {
	LookupTXT(ctx context.Context, name string) ([]string, error)
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
	LookupIPAddr(ctx context.Context, host string) ([]net.IPAddr, error)
	LookupAddr(ctx context.Context, address string) ([]string, error)
}

// Bureau finds out whether the domain that a letter names disowns it.
type Bureau struct {
	// DNS may be nil: nothing is asked, and no letter is disowned.
	DNS DNS
	// Trusted is the name under which the mail server before this one writes down what it has found (RFC 8601, authserv-id). Empty: nobody's
	// word is taken.
	Trusted string
}

// asksFor bounds all questions about one letter.
const asksFor = 15 * time.Second

// Disowned tells that a letter is forged as far as the domain named in it says: its SPF record refuses whoever brought the letter (RFC 7208,
// 8.4), or its DMARC policy is to reject it (RFC 7489, 6.3). from is the address in From. What cannot be found out disowns nothing.
func (b Bureau) Disowned(ctx context.Context, a Arrived, from string) bool {
	_, domain, ok := strings.Cut(strings.ToLower(from), "@")
	if b.DNS == nil || !ok {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, asksFor)
	defer cancel()
	result, sender := b.spf(ctx, a)
	switch result {
	case spf.Fail:
		return true
	case spf.TempError, "":
		// Not known: nor is it then whether SPF would do for DMARC.
		return b.trustedSays(ctx, a, domain)
	}
	strictDKIM, strictSPF, rejects := b.policy(ctx, domain)
	if !rejects || result == spf.Pass && aligned(sender, domain, strictSPF) {
		return false
	}
	return !b.signed(ctx, a, domain, strictDKIM)
}

// spf asks whether whoever brought a letter by SMTP may, and for which domain. Empty: there is nobody to ask about. A peer of a private
// network is a mail server of our own, which took the letter from somebody else.
func (b Bureau) spf(ctx context.Context, a Arrived) (result spf.Result, domain string) {
	ip, err := netip.ParseAddr(a.Peer)
	if a.Via != BySMTP || err != nil || !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return "", ""
	}
	sender := a.From
	if sender == "" {
		sender = "postmaster@" + a.Helo
	}
	_, domain, _ = strings.Cut(strings.ToLower(sender), "@")
	result, _ = spf.CheckHostWithSender(net.IP(ip.AsSlice()), a.Helo, sender, spf.WithContext(ctx), spf.WithResolver(b.DNS)) // what the error tells, the result does
	return result, domain
}

// policy tells whether letters of a domain that prove nothing are to be rejected, and how closely the names must agree.
func (b Bureau) policy(ctx context.Context, domain string) (strictDKIM, strictSPF, rejects bool) {
	ask := func(name string) (*dmarc.Record, error) {
		return dmarc.LookupWithOptions(name, &dmarc.LookupOptions{LookupTXT: func(name string) ([]string, error) { return b.DNS.LookupTXT(ctx, name) }})
	}
	record, err := ask(domain)
	above := organisation(domain)
	inherited := errors.Is(err, dmarc.ErrNoPolicy) && above != domain
	if inherited {
		record, err = ask(above)
	}
	if err != nil {
		return false, false, false
	}
	policy := record.Policy
	if inherited && record.SubdomainPolicy != "" {
		policy = record.SubdomainPolicy
	}
	sampled := record.Percent != nil && *record.Percent < 100 // the domain only tries it out
	return record.DKIMAlignment == dmarc.AlignmentStrict, record.SPFAlignment == dmarc.AlignmentStrict, policy == dmarc.PolicyReject && !sampled
}

// signed tells whether a domain that agrees with the sender's signed a letter, or may have.
func (b Bureau) signed(ctx context.Context, a Arrived, domain string, strict bool) bool {
	list, unsure := signers(ctx, a.Raw, b.DNS.LookupTXT)
	for _, signer := range list {
		if aligned(signer, domain, strict) {
			return true
		}
	}
	return unsure
}

// trustedSays takes the word of the mail server before this one: SPF failed, or DMARC did and the domain would have the letter rejected.
func (b Bureau) trustedSays(ctx context.Context, a Arrived, domain string) bool {
	if b.Trusted == "" {
		return false
	}
	m, err := mail.ReadMessage(bytes.NewReader(a.Raw))
	if err != nil {
		return false
	}
	for _, line := range m.Header["Authentication-Results"] {
		by, results, err := authres.Parse(line)
		if err != nil || !strings.EqualFold(by, b.Trusted) {
			continue
		}
		for _, r := range results {
			switch r := r.(type) {
			case *authres.SPFResult:
				if r.Value == authres.ResultFail {
					return true
				}
			case *authres.DMARCResult:
				if _, _, rejects := b.policy(ctx, domain); r.Value == authres.ResultFail && rejects {
					return true
				}
			}
		}
		return false // the uppermost is the one that it wrote; whatever stands below came with the letter
	}
	return false
}

// aligned tells whether two names are of one owner, or, where that is asked for, the same (RFC 7489, 3.1).
func aligned(a, b string, strict bool) bool {
	return a == b || !strict && organisation(a) == organisation(b)
}

// organisation is the domain that somebody has registered, of one below it.
func organisation(domain string) string {
	if above, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		return above
	}
	return domain
}
