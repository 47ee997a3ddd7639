package records

import (
	"context"
	"slices"
	"strings"

	"github.com/miekg/dns"
)

// Codes of what is found of the records that letters need.
const (
	// KeyMissing: nothing is at the name of the key (DKIM).
	KeyMissing = "key_missing"
	// KeyWrong: another key is there.
	KeyWrong = "key_wrong"
	// KeyMisplaced: the key stands at another name: with the zone's name twice.
	KeyMisplaced = "key_misplaced"
	// SendersMissing: the domain does not say who sends for it (SPF).
	SendersMissing = "senders_missing"
	// SendersTwice: it says so in several records, which readers' servers take for none.
	SendersTwice = "senders_twice"
	// SendersOpen: it lets everybody send.
	SendersOpen = "senders_open"
	// SendersNobody: it says that nobody sends for it.
	SendersNobody = "senders_nobody"
	// PolicyMissing: nothing says what becomes of forged letters (DMARC).
	PolicyMissing = "policy_missing"
	// PolicyWrong: what is there is not a policy, or there are several.
	PolicyWrong = "policy_wrong"
	// BouncesMissing, BouncesWrong: letters that come back find nobody, or somebody else (MX).
	BouncesMissing = "bounces_missing"
	BouncesWrong   = "bounces_wrong"
)

// LettersWanted is what a domain's zone should say about letters.
type LettersWanted struct {
	Domain string
	// KeyName and KeyRecord of the DKIM key.
	KeyName, KeyRecord string
	// Senders and Policy are what to set where nothing is there.
	Senders, Policy string
	// Bounces is the name that letters come back to; Exchanger takes them there. Empty: they do not come here.
	Bounces, BouncesSenders, Exchanger string
}

// LettersSeen is what a look came to.
type LettersSeen struct {
	// Signs: the key stands where it must. Bounces: what comes back comes here, and servers may be told so.
	Signs, Bounces bool
	Findings       []Finding
}

// Letters asks the DNS what a domain says about letters. An error: it could not be asked, which says nothing about the domain.
func (r *Resolver) Letters(ctx context.Context, w LettersWanted) (seen LettersSeen, err error) {
	key, err := r.key(ctx, w)
	if err != nil {
		return seen, err
	}
	senders, err := r.senders(ctx, w.Domain, w.Senders)
	if err != nil {
		return seen, err
	}
	policy, err := r.policy(ctx, w)
	if err != nil {
		return seen, err
	}
	seen.Signs, seen.Findings = key.Code == Fine, []Finding{key, senders, policy}
	if w.Bounces == "" || w.Exchanger == "" {
		return seen, nil
	}
	exchanger, err := r.exchanger(ctx, w)
	if err != nil {
		return seen, err
	}
	back, err := r.senders(ctx, w.Bounces, w.BouncesSenders)
	if err != nil {
		return seen, err
	}
	seen.Bounces = exchanger.Code == Fine && back.Code == Fine
	seen.Findings = append(seen.Findings, exchanger, back)
	return seen, nil
}

func (r *Resolver) key(ctx context.Context, w LettersWanted) (Finding, error) {
	f := Finding{Code: Fine, Record: "TXT", Name: w.KeyName, Want: []string{w.KeyRecord}}
	texts, code, err := r.texts(ctx, w.KeyName)
	if err != nil {
		return f, err
	}
	f.Found = texts
	switch {
	case slices.ContainsFunc(texts, func(t string) bool { return sameKey(t, w.KeyRecord) }):
	case code == dns.RcodeServerFailure:
		f.Code = ZoneBroken
	case len(texts) > 0:
		f.Code = KeyWrong
	default:
		f.Code = KeyMissing
		for zone := w.Domain; strings.Contains(zone, "."); _, zone, _ = strings.Cut(zone, ".") {
			other := w.KeyName + "." + zone
			at, _, err := r.texts(ctx, other)
			if err != nil {
				return f, err
			}
			if slices.ContainsFunc(at, func(t string) bool { return sameKey(t, w.KeyRecord) }) {
				f.Code, f.Found = KeyMisplaced, []string{other}
				break
			}
		}
	}
	return f, nil
}

// sameKey compares the key itself: panels put spaces and further tags into the record.
func sameKey(found, want string) bool {
	value := func(record string) string {
		for tag := range strings.SplitSeq(record, ";") {
			if name, v, ok := strings.Cut(tag, "="); ok && strings.TrimSpace(name) == "p" {
				return strings.Join(strings.Fields(v), "")
			}
		}
		return ""
	}
	return value(want) != "" && value(found) == value(want)
}

func (r *Resolver) senders(ctx context.Context, name, want string) (Finding, error) {
	f := Finding{Code: Fine, Record: "TXT", Name: name, Want: []string{want}}
	texts, code, err := r.texts(ctx, name)
	if err != nil {
		return f, err
	}
	for _, t := range texts {
		if lower := strings.ToLower(t); lower == "v=spf1" || strings.HasPrefix(lower, "v=spf1 ") {
			f.Found = append(f.Found, t)
		}
	}
	switch {
	case code == dns.RcodeServerFailure:
		f.Code = ZoneBroken
	case len(f.Found) == 0:
		f.Code = SendersMissing
	case len(f.Found) > 1:
		f.Code = SendersTwice
	default:
		terms := strings.Fields(strings.ToLower(f.Found[0]))[1:]
		switch {
		case slices.ContainsFunc(terms, func(t string) bool { return t == "all" || t == "+all" }):
			f.Code = SendersOpen
		case len(terms) == 1 && (terms[0] == "-all" || terms[0] == "~all"):
			f.Code = SendersNobody
		}
	}
	return f, nil
}

// policy of the domain, or of the one above that speaks for it (RFC 7489, section 6.6.3).
func (r *Resolver) policy(ctx context.Context, w LettersWanted) (Finding, error) {
	f := Finding{Code: PolicyMissing, Record: "TXT", Name: "_dmarc." + w.Domain, Want: []string{w.Policy}}
	for domain := w.Domain; strings.Contains(domain, "."); _, domain, _ = strings.Cut(domain, ".") {
		texts, code, err := r.texts(ctx, "_dmarc."+domain)
		if err != nil {
			return f, err
		}
		if code == dns.RcodeServerFailure {
			f.Code, f.Name = ZoneBroken, "_dmarc."+domain
			return f, nil
		}
		texts = slices.DeleteFunc(texts, func(t string) bool { return !strings.HasPrefix(strings.ToUpper(t), "V=DMARC1") })
		if len(texts) == 0 {
			continue
		}
		f.Found, f.Name, f.Code = texts, "_dmarc."+domain, Fine
		if len(texts) > 1 || !hasPolicy(texts[0]) {
			f.Code = PolicyWrong
		}
		return f, nil
	}
	return f, nil
}

func hasPolicy(record string) bool {
	for tag := range strings.SplitSeq(strings.ToLower(record), ";") {
		if name, value, ok := strings.Cut(tag, "="); ok && strings.TrimSpace(name) == "p" {
			return slices.Contains([]string{"none", "quarantine", "reject"}, strings.TrimSpace(value))
		}
	}
	return false
}

func (r *Resolver) exchanger(ctx context.Context, w LettersWanted) (Finding, error) {
	f := Finding{Code: Fine, Record: "MX", Name: w.Bounces, Want: []string{"10 " + w.Exchanger}}
	a, err := r.ask(ctx, w.Bounces, dns.TypeMX)
	if err != nil {
		return f, err
	}
	here := false
	for _, record := range a.records {
		if mx, ok := record.(*dns.MX); ok {
			host := strings.TrimSuffix(strings.ToLower(mx.Mx), ".")
			here = here || host == w.Exchanger
			f.Found = append(f.Found, host)
		}
	}
	switch {
	case a.code == dns.RcodeServerFailure:
		f.Code = ZoneBroken
	case len(f.Found) == 0:
		f.Code = BouncesMissing
	case !here || len(f.Found) > 1:
		f.Code = BouncesWrong
	}
	return f, nil
}
