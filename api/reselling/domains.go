package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/tenant/access"
)

// Domains are what a realm answers on.
type Domains interface {
	List(ctx context.Context, s db.Scope) ([]domains.Domain, error)
	One(ctx context.Context, s db.Scope, id uuid.UUID) (domains.Domain, error)
	Ask(ctx context.Context, s db.Scope, name string) (domains.Domain, error)
	Check(ctx context.Context, s db.Scope, id uuid.UUID) error
	MakePrimary(ctx context.Context, s db.Scope, id uuid.UUID, others bool) error
	SetRedirects(ctx context.Context, s db.Scope, id uuid.UUID, redirects bool) error
	Remove(ctx context.Context, s db.Scope, id uuid.UUID) error
	BringCertificate(ctx context.Context, s db.Scope, id uuid.UUID, chain, key string) error
	DropCertificate(ctx context.Context, s db.Scope, id uuid.UUID) error
	Instructions(one domains.Domain) []domains.Instruction
}

// Domain is a name that the brand answers on, or wants to.
type Domain struct {
	ID    uuid.UUID `json:"id" format:"uuid"`
	Host  string    `json:"host"`
	Given bool      `json:"given" doc:"An address that came with the account: it always answers, and cannot be removed"`
	State string    `json:"state" enum:"pending,verified,issuing,active,degraded,detached" doc:"pending: its proof is waited for; verified: it does not point here yet; issuing: its certificate is waited for; degraded: live as far as it goes"`
	Ended string    `json:"ended,omitempty" enum:"unproved,abandoned,lost" doc:"Why it is detached"`
	// Primary: letters and links lead there.
	Primary   bool `json:"primary"`
	Redirects bool `json:"redirects" doc:"Browsers are sent on to the primary one"`
	Answers   bool `json:"answers" doc:"The brand is shown there"`
	Contested bool `json:"contested" doc:"Another proof stands at the same name"`

	AskedAt     time.Time         `json:"asked_at"`
	ActiveAt    *time.Time        `json:"active_at,omitempty"`
	TroubledAt  *time.Time        `json:"troubled_at,omitempty" doc:"Since when something has been wrong"`
	CheckedAt   *time.Time        `json:"checked_at,omitempty"`
	CheckAt     time.Time         `json:"check_at"`
	Findings    []DomainFinding   `json:"findings" nullable:"false" doc:"What the last look at the DNS has found"`
	Records     []DomainRecord    `json:"records" nullable:"false" doc:"What to set in the DNS"`
	Certificate DomainCertificate `json:"certificate"`
}

// DomainFinding is what was seen of one record.
type DomainFinding struct {
	Code   string   `json:"code" doc:"fine, or what is wrong: proof_missing, proof_wrong, proof_misplaced, name_missing, zone_broken, address_missing, address_wrong, address_mixed, stray_ipv6, proxied, issuer_forbidden, certificate_expiring, certificate_expired, certificate_missing"`
	Record string   `json:"record"`
	Name   string   `json:"name"`
	Found  []string `json:"found" nullable:"false"`
	Want   []string `json:"want" nullable:"false"`
	By     string   `json:"by,omitempty" doc:"Whose proxy stands in between"`
}

// DomainRecord is a record to set.
type DomainRecord struct {
	Record string `json:"record"`
	Name   string `json:"name"`
	Value  string `json:"value"`
	Either bool   `json:"either" doc:"One of those with this set is enough"`
}

// DomainCertificate is what browsers are shown.
type DomainCertificate struct {
	Source    string     `json:"source" enum:"acme,own"`
	Issuer    string     `json:"issuer,omitempty"`
	NotBefore *time.Time `json:"not_before,omitempty"`
	NotAfter  *time.Time `json:"not_after,omitempty"`
	NextAt    *time.Time `json:"next_at,omitempty" doc:"When the next is asked for"`
	Failures  int        `json:"failures"`
	Problem   string     `json:"problem,omitempty" doc:"What the authority said last"`
}

// DomainPath names a domain.
type DomainPath struct {
	Domain uuid.UUID `path:"domain" format:"uuid"`
}

func toDomain(all Domains, d domains.Domain) Domain {
	shown := Domain{ID: d.ID, Host: d.Host, Given: d.Given, State: d.State, Ended: d.Ended, Primary: d.Primary, Redirects: d.Redirects, Answers: d.Answers,
		Contested: d.ContestedAt != nil, AskedAt: d.AskedAt, ActiveAt: d.ActiveAt, TroubledAt: d.TroubledAt, CheckedAt: d.CheckedAt, CheckAt: d.CheckAt,
		Findings: []DomainFinding{}, Records: []DomainRecord{},
		Certificate: DomainCertificate{Source: d.Certificate.Source, Issuer: d.Certificate.Issuer, NotBefore: d.Certificate.NotBefore, NotAfter: d.Certificate.NotAfter,
			NextAt: d.Certificate.IssueAt, Failures: d.Certificate.Failures, Problem: d.Certificate.Problem}}
	for _, f := range d.Findings {
		shown.Findings = append(shown.Findings, DomainFinding{f.Code, f.Record, f.Name, append([]string{}, f.Found...), append([]string{}, f.Want...), f.By})
	}
	for _, r := range all.Instructions(d) {
		shown.Records = append(shown.Records, DomainRecord(r))
	}
	return shown
}

// RegisterDomains hangs in a realm's domains.
func RegisterDomains(d *door.Doors, all Domains) {
	one := func(ctx context.Context, c *door.Caller, id uuid.UUID, err error) (*door.Body[Domain], error) {
		if err != nil {
			return nil, err
		}
		got, err := all.One(ctx, c.Scope, id)
		return door.Answer(toDomain(all, got)), err
	}
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: operation, Area: door.Reselling, Method: method, Path: "/api/console/domains" + path, ID: id, Summary: summary}
	}
	door.Handle(d, route(access.DomainRead, http.MethodGet, "", "list-domains", "What the brand answers on, or asks to, the primary one first"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Domain]], error) {
			list, err := all.List(ctx, c.Scope)
			items := make([]Domain, 0, len(list))
			for _, got := range list {
				items = append(items, toDomain(all, got))
			}
			return door.Listed(items, ""), err
		})
	ask := route(access.DomainWrite, http.MethodPost, "", "ask-for-domain", "Ask for a name; its records decide")
	ask.Status = http.StatusCreated
	door.Handle(d, ask, func(ctx context.Context, c *door.Caller, in *struct {
		Body struct {
			Host string `json:"host" minLength:"1" maxLength:"300" example:"track.example.com"`
		}
	}) (*door.Body[Domain], error) {
		asked, err := all.Ask(ctx, c.Scope, in.Body.Host)
		return door.Answer(toDomain(all, asked)), err
	})
	door.Handle(d, route(access.DomainRead, http.MethodGet, "/{domain}", "get-domain", "One domain, and what is wrong with it"),
		func(ctx context.Context, c *door.Caller, in *DomainPath) (*door.Body[Domain], error) {
			return one(ctx, c, in.Domain, nil)
		})
	door.Handle(d, route(access.DomainWrite, http.MethodPost, "/{domain}/check", "check-domain", "Look at its records now"),
		func(ctx context.Context, c *door.Caller, in *DomainPath) (*door.Body[Domain], error) {
			return one(ctx, c, in.Domain, all.Check(ctx, c.Scope, in.Domain))
		})
	door.Handle(d, route(access.DomainWrite, http.MethodPost, "/{domain}/primary", "make-domain-primary", "Let letters and links lead there"),
		func(ctx context.Context, c *door.Caller, in *struct {
			DomainPath

			Body struct {
				RedirectOthers bool `json:"redirect_others" doc:"Send browsers there that come to the brand's other addresses"`
			}
		}) (*door.Body[Domain], error) {
			return one(ctx, c, in.Domain, all.MakePrimary(ctx, c.Scope, in.Domain, in.Body.RedirectOthers))
		})
	door.Handle(d, route(access.DomainWrite, http.MethodPut, "/{domain}/redirect", "redirect-domain", "Send browsers on to the primary one, or not"),
		func(ctx context.Context, c *door.Caller, in *struct {
			DomainPath

			Body struct {
				Redirects bool `json:"redirects"`
			}
		}) (*door.Body[Domain], error) {
			return one(ctx, c, in.Domain, all.SetRedirects(ctx, c.Scope, in.Domain, in.Body.Redirects))
		})
	bring := route(access.DomainWrite, http.MethodPut, "/{domain}/certificate", "bring-domain-certificate", "Bring a certificate of one's own; its key is never shown again")
	door.Handle(d, bring, func(ctx context.Context, c *door.Caller, in *struct {
		DomainPath

		Body struct {
			Chain string `json:"chain" minLength:"1" maxLength:"40000" doc:"The certificate and those above it, in PEM form"`
			Key   string `json:"key" minLength:"1" maxLength:"20000" doc:"Its private key, in PEM form, without a password"`
		}
	}) (*door.Body[Domain], error) {
		return one(ctx, c, in.Domain, all.BringCertificate(ctx, c.Scope, in.Domain, in.Body.Chain, in.Body.Key))
	})
	door.Handle(d, route(access.DomainWrite, http.MethodDelete, "/{domain}/certificate", "drop-domain-certificate", "Go back to certificates that are renewed by themselves"),
		func(ctx context.Context, c *door.Caller, in *DomainPath) (*door.Body[Domain], error) {
			return one(ctx, c, in.Domain, all.DropCertificate(ctx, c.Scope, in.Domain))
		})
	remove := route(access.DomainWrite, http.MethodDelete, "/{domain}", "remove-domain", "Give a domain up")
	door.Handle(d, remove, func(ctx context.Context, c *door.Caller, in *DomainPath) (*door.None, error) {
		return nil, all.Remove(ctx, c.Scope, in.Domain)
	})
}
