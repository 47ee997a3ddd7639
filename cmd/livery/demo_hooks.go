package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/platform/webhooks"
	"github.com/liveryhq/livery/tenant/identity"
)

// demoDown is how long ago the demo's receivers stood still, longer than a message is tried for.
const demoDown = 4*24*time.Hour + 20*time.Hour

// hooks gives a brand and the first of its customers a webhook each, with a past: a program of theirs stood still until two messages were
// given up, works again, was told one of them anew, and has heard of a payment since. All of it is called in earnest, over a socket of this
// machine, by webhooks that may do that. The ones of the running demo may not, so at the end the addresses are of a program elsewhere, and
// off: nobody answers there.
func (s *demoSeed) hooks(ctx context.Context, realm db.Scope, r demoRealm) error {
	customer, err := s.firstCustomer(ctx, realm, r)
	if err != nil {
		return err
	}
	var still atomic.Bool
	server := &http.Server{ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if still.Load() {
			http.Error(w, "Down for maintenance.", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})}
	var config net.ListenConfig
	socket, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("a receiver of webhooks: %w", err)
	}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = server.Serve(socket) // until it is closed below
	}()
	defer func() {
		_ = server.Close()
		<-served
	}()

	past := clock.At(s.now.Add(-demoDown))
	h := webhooks.New(webhooks.Config{DB: s.storage.db, Key: s.storage.key, Clock: past, Log: s.log, Caller: outward.New(true)})
	sides := []struct {
		scope  db.Scope
		wanted webhooks.Wanted
		id     uuid.UUID
	}{
		{scope: realm, wanted: webhooks.Wanted{URL: demoHook(r.owner.email), Topics: []string{"customers", "money"}}},
		{scope: customer, wanted: webhooks.Wanted{URL: demoHook(r.accounts[0].users[0].email), Topics: []string{"money", "subscriptions"}}},
	}
	for n := range sides {
		one := &sides[n]
		begun := one.wanted
		begun.URL = "http://" + socket.Addr().String() + "/"
		made, _, err := h.Add(ctx, one.scope, begun)
		if err != nil {
			return fmt.Errorf("a webhook: %w", err)
		}
		one.id = made.ID
	}
	still.Store(true)
	for range 2 {
		for _, one := range sides {
			if err := h.Test(ctx, one.scope, one.id); err != nil {
				return fmt.Errorf("a webhook is told: %w", err)
			}
		}
		past.Advance(time.Minute)
	}
	for due := past.Now(); !due.IsZero(); { // until they are given up
		past.Advance(max(0, due.Sub(past.Now())+time.Second))
		if _, err := h.Round(ctx); err != nil {
			return fmt.Errorf("webhooks are called: %w", err)
		}
		due = time.Time{}
		for _, one := range sides {
			list, _, err := h.Deliveries(ctx, one.scope, one.id, "", nil, 10)
			if err != nil {
				return fmt.Errorf("read what webhooks were told: %w", err)
			}
			for _, given := range list {
				if given.DueAt != nil && given.DueAt.After(due) {
					due = *given.DueAt
				}
			}
		}
	}
	still.Store(false)
	for _, one := range sides {
		list, _, err := h.Deliveries(ctx, one.scope, one.id, "failed", nil, 1)
		if err != nil {
			return fmt.Errorf("read what webhooks were told: %w", err)
		}
		for _, given := range list {
			if err := h.Replay(ctx, one.scope, given.ID); err != nil {
				return fmt.Errorf("a webhook is told again: %w", err)
			}
		}
	}
	b, p := s.booksAt(s.now), pricesOf(r.locale)
	if err := b.pay(ctx, realm, p, customer.Tenant(), 10*p.month); err != nil {
		return err
	}
	past.Advance(max(0, time.Since(past.Now())+time.Second))
	if _, err := h.Round(ctx); err != nil {
		return fmt.Errorf("webhooks are called: %w", err)
	}
	for _, one := range sides {
		if err := h.Change(ctx, one.scope, one.id, one.wanted, false); err != nil {
			return fmt.Errorf("a webhook goes elsewhere: %w", err)
		}
	}
	return nil
}

// demoHook is the address of a program of whoever has an address of e-mail. Names of this kind are nobody's and lead nowhere.
func demoHook(email string) string {
	_, domain, _ := strings.Cut(email, "@")
	return "https://erp." + domain + "/hooks/tracking"
}

// applicants have asked the platform for a business of their own, and wait for its decision: they fill its form in and follow the link of the
// letter that it sends them. It takes none where the demo has been set up before.
func (s *demoSeed) applicants(ctx context.Context, caught *catcher.Catcher) error {
	w := demoWorld()
	root, err := s.tenants.PlatformID(ctx)
	if err != nil {
		return err
	}
	platform, err := s.tenants.Scope(ctx, root, root)
	if err != nil {
		return err
	}
	settings, err := s.signUps.PartnerSettings(ctx, platform)
	if err != nil || settings.Mode != signup.Closed || settings.Barred != "" {
		return err
	}
	if err := s.signUps.SetPartnerSettings(ctx, platform, signup.PartnerSettings{Mode: signup.Approval}); err != nil {
		return err
	}
	page, err := s.signUps.Partners(ctx, root, w.brand.Name, w.locale)
	if err != nil {
		return err
	}
	var read []uuid.UUID
	for _, v := range page.Documents {
		read = append(read, v.ID)
	}
	visit := identity.Visit{Realm: root, Host: w.host, Address: "198.51.100.23", Agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
	for _, asks := range []signup.PartnerForm{
		{Company: "Baltic Fleet Services", Name: "Mari Tamm", Email: "mari@balticfleet.example", Host: "balticfleet", Country: "EE", TimeZone: "Europe/Tallinn", Locale: "en"},
		{Company: "Rastreo del Sur", Name: "Lucía Herrera", Email: "lucia@rastreodelsur.example", Host: "rastreodelsur", Country: "AR", TimeZone: "America/Argentina/Buenos_Aires", Locale: "es"},
		{Company: "Frota Certa", Name: "João Batista", Email: "joao@frotacerta.example", Host: "frotacerta", Country: "BR", TimeZone: "America/Sao_Paulo", Locale: "pt"},
	} {
		asks.Password, asks.Accepted = uuid.NewString(), read
		if err := s.signUps.AskPartner(ctx, visit, w.brand.Name, asks); err != nil {
			return fmt.Errorf("%s: %w", asks.Company, err)
		}
		token, err := followed(ctx, caught, asks.Email)
		if err != nil {
			return fmt.Errorf("%s: the letter with the link: %w", asks.Company, err)
		}
		if _, err := s.signUps.ConfirmPartner(ctx, visit, token, ""); err != nil {
			return fmt.Errorf("%s: %w", asks.Company, err)
		}
	}
	return nil
}

// followed waits for the letter to somebody and takes the secret of its link.
func followed(ctx context.Context, caught *catcher.Catcher, to string) (string, error) {
	confirms := regexp.MustCompile(regexp.QuoteMeta(signup.PartnerPath) + `(\S+)`)
	for n := 1; ; n++ {
		for _, l := range caught.Letters(to) {
			if found := confirms.FindStringSubmatch(l.Text); found != nil {
				return found[1], nil
			}
		}
		if err := caught.Await(ctx, n); err != nil {
			return "", err
		}
	}
}
