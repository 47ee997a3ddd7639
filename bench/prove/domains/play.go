package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/domains/records"
)

const host = "track.shop.test"

// play is the whole story.
func (s *scene) play(ctx context.Context) error {
	for _, act := range []func(context.Context) error{s.wrongRecords, s.renewal, s.lost} {
		if err := act(ctx); err != nil {
			return err
		}
	}
	return s.sealed(ctx)
}

// step changes the DNS, and expects what is found then.
type step struct {
	changes        []change
	state, finding string
}

// change is one of the challenge server's.
type change struct {
	what    string
	content map[string]any
}

func (s *scene) steps(ctx context.Context, one domains.Domain, list []step) error {
	for i, step := range list {
		for _, c := range step.changes {
			if err := s.peers.Set(ctx, c.what, c.content); err != nil {
				return err
			}
		}
		if err := s.look(ctx, 3*time.Minute); err != nil {
			return err
		}
		if err := s.expect(ctx, s.north, one.ID, step.state, step.finding); err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
	}
	return nil
}

func txt(name, value string) change {
	return change{"set-txt", map[string]any{"host": name, "value": value}}
}

// points gives the host other addresses than it had.
func points(addresses ...string) []change {
	gone := change{"clear-a", map[string]any{"host": host + "."}}
	if len(addresses) == 0 {
		return []change{gone}
	}
	return []change{gone, {"add-a", map[string]any{"host": host + ".", "addresses": addresses}}}
}

func (s *scene) wrongRecords(ctx context.Context) error {
	one, err := s.domains.Ask(ctx, s.north, host)
	if err != nil {
		return err
	}
	proof := records.ProofLabel + "." + host + "."
	value := records.ProofValue(one.Token)
	doubled := records.ProofLabel + "." + host + "." + host + "."
	of := func(name string) map[string]any { return map[string]any{"host": name} }
	before := []step{
		{nil, domains.Pending, records.ProofMissing},
		{[]change{txt(proof, "domain-proof=another")}, domains.Pending, records.ProofWrong},
		{[]change{{"clear-txt", of(proof)}, txt(doubled, value)}, domains.Pending, records.ProofMisplaced},
		{[]change{{"clear-txt", of(doubled)}, txt(proof, value)}, domains.Verified, records.AddressMissing},
		{points("198.51.100.7"), domains.Verified, records.AddressWrong},
		{points("104.16.1.1"), domains.Verified, records.Proxied},
		{points("127.0.0.1", "198.51.100.7"), domains.Verified, records.AddressMixed},
		{[]change{{"set-servfail", of(proof)}}, domains.Pending, records.ZoneBroken},
		{[]change{{"clear-servfail", of(proof)}}, domains.Verified, records.AddressMixed},
		{append(points("127.0.0.1"), change{"add-aaaa", map[string]any{"host": host + ".", "addresses": []string{"2001:db8::bad"}}}), domains.Verified, records.StrayIPv6},
		{[]change{{"clear-aaaa", of(host + ".")}, {"add-caa", map[string]any{"host": host + ".", "policies": []map[string]any{{"tag": "issue", "value": "other-ca.test"}}}}},
			domains.Verified, records.IssuerForbidden},
	}
	if err := s.steps(ctx, one, before); err != nil {
		return err
	}
	if s.shake(ctx, host) != nil {
		return errors.New("a host that is not live was shown a certificate")
	}
	s.handshakes++
	if err := s.steps(ctx, one, []step{{[]change{{"clear-caa", of(host + ".")}}, domains.Active, records.Fine}}); err != nil {
		return err
	}
	s.issued++
	return s.answers(ctx)
}

// answers: who asks for the host is shown its certificate, who asks for another none, and who asks without TLS is sent on.
func (s *scene) answers(ctx context.Context) error {
	s.keeper.Forget(host)
	shown := s.shake(ctx, host)
	if shown == nil {
		return errors.New("the host was shown no certificate that browsers trust")
	}
	if len(shown.DNSNames) != 1 || shown.DNSNames[0] != host || len(shown.IPAddresses)+len(shown.URIs)+len(shown.EmailAddresses)+len(shown.Subject.Organization) > 0 {
		return fmt.Errorf("the certificate of %s names more than it: %v %v", host, shown.Subject, shown.DNSNames)
	}
	for _, other := range []string{"", "nobody.test", "shop.test"} {
		if s.shake(ctx, other) != nil {
			return fmt.Errorf("%q was shown a certificate", other)
		}
	}
	s.handshakes += 4
	browser := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for name, status := range map[string]int{host: http.StatusPermanentRedirect, "nobody.test": http.StatusNotFound} {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.plain+"/a?b=c", nil)
		if err != nil {
			return err
		}
		request.Host = name
		response, err := browser.Do(request)
		if err != nil {
			return err
		}
		_ = response.Body.Close()
		if response.StatusCode != status || status < http.StatusBadRequest && !strings.HasPrefix(response.Header.Get("Location"), "https://"+host+":") {
			return fmt.Errorf("plain HTTP of %s was answered %s", name, response.Status)
		}
	}
	return nil
}

// renewal: when two thirds of its life are over, another certificate is there.
func (s *scene) renewal(ctx context.Context) error {
	before := s.shake(ctx, host)
	if before == nil {
		return errors.New("the host was shown no certificate")
	}
	if err := s.look(ctx, 61*24*time.Hour); err != nil {
		return err
	}
	s.keeper.Forget(host)
	after := s.shake(ctx, host)
	if after == nil || after.SerialNumber.Cmp(before.SerialNumber) == 0 {
		return errors.New("the certificate was not renewed")
	}
	s.issued++
	s.handshakes++
	return nil
}

// lost: a realm whose proof is gone, and another's stands, loses the name after its three days.
func (s *scene) lost(ctx context.Context) error {
	list, err := s.domains.List(ctx, s.north)
	if err != nil {
		return err
	}
	north := list[0]
	south, err := s.domains.Ask(ctx, s.south, host)
	if err != nil {
		return err
	}
	proof := records.ProofLabel + "." + host + "."
	if err := errors.Join(s.peers.Set(ctx, "clear-txt", map[string]any{"host": proof}),
		s.peers.Set(ctx, "set-txt", map[string]any{"host": proof, "value": records.ProofValue(south.Token)})); err != nil {
		return err
	}
	for range 7 {
		if err := s.look(ctx, 25*time.Hour); err != nil {
			return err
		}
	}
	if err := s.expect(ctx, s.north, north.ID, domains.Detached, records.ProofWrong); err != nil {
		return err
	}
	if err := s.look(ctx, time.Hour); err != nil {
		return err
	}
	if err := s.expect(ctx, s.south, south.ID, domains.Active, records.Fine); err != nil {
		return err
	}
	s.issued++
	s.keeper.Forget(host)
	if s.shake(ctx, host) == nil {
		return errors.New("who got the name has no certificate")
	}
	s.handshakes++
	return nil
}
