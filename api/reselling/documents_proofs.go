package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/sheet"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
)

// DocumentAcceptance is that somebody has accepted a version.
type DocumentAcceptance struct {
	ID          uuid.UUID `json:"id" format:"uuid"`
	Customer    uuid.UUID `json:"customer" format:"uuid"`
	Name        string    `json:"customer_name" doc:"Empty once the customer has left"`
	Number      string    `json:"number" doc:"Of the account"`
	User        uuid.UUID `json:"user" format:"uuid" doc:"Only zeros where the way is agreement: it was signed, and nobody accepted it"`
	Login       string    `json:"login" doc:"At that moment; empty once the person was removed"`
	Person      string    `json:"person"`
	Document    uuid.UUID `json:"document" format:"uuid" doc:"The version, or the document by agreement"`
	Kind        string    `json:"kind" enum:"terms,privacy,support,sms"`
	Version     int       `json:"version"`
	Title       string    `json:"title"`
	Fingerprint string    `json:"fingerprint" doc:"SHA-256 of what the version says in all its languages"`
	Way         string    `json:"way" enum:"signed_up,accepted,used,agreement" doc:"agreement: another document applies instead, by a signed agreement"`
	At          time.Time `json:"at"`
	Address     string    `json:"from" doc:"Network address"`
	Agent       string    `json:"agent" doc:"Program"`
	// Of an agreement alone.
	Agreement *AcceptedAgreement `json:"agreement,omitempty"`
}

// AcceptedAgreement is what a document by agreement stands on.
type AcceptedAgreement struct {
	Number   string     `json:"number"`
	On       string     `json:"on" format:"date"`
	File     string     `json:"file" doc:"Name of the signed file"`
	FileHash string     `json:"file_fingerprint" doc:"SHA-256 of the signed file"`
	EndsAt   *time.Time `json:"ends_at,omitempty" doc:"From when the public document applies again"`
}

// acceptancesAsked narrows who has accepted what.
type acceptancesAsked struct {
	Customer string `query:"customer" format:"uuid" doc:"Absent: all"`
	Document string `query:"document" format:"uuid" doc:"A version. Absent: all"`
}

func (a acceptancesAsked) query() legal.ProofQuery {
	var q legal.ProofQuery
	if id, err := uuid.Parse(a.Customer); err == nil {
		q.Customer = &id
	}
	if id, err := uuid.Parse(a.Document); err == nil {
		q.Version = &id
	}
	return q
}

func registerProofs(d *door.Doors, documents Documents) {
	door.Handle(d, door.Route{Operation: access.DocumentProof, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/document-acceptances",
		ID: "list-document-acceptances", Summary: "Who has accepted the brand's documents, when and from where; the latest first"},
		func(ctx context.Context, c *door.Caller, in *struct {
			door.Page
			acceptancesAsked
		}) (*door.Body[door.Items[DocumentAcceptance]], error) {
			q := in.query()
			q.Limit = in.Limit
			key := "acceptances " + in.Customer + " " + in.Document
			if in.After != "" {
				q.After = &legal.ProofAfter{}
				if err := c.After(key, in.After, q.After); err != nil {
					return nil, err
				}
			}
			list, next, err := documents.Proofs(ctx, c.Scope, q)
			if err != nil {
				return nil, err
			}
			items := make([]DocumentAcceptance, 0, len(list))
			for _, p := range list {
				items = append(items, toAcceptance(p))
			}
			return door.Listed(items, c.Next(key, next, next != nil)), nil
		})
	door.Handle(d, door.Route{Operation: access.DocumentProof, Area: door.Reselling, Method: http.MethodGet, Path: "/api/console/document-acceptances/file",
		ID: "export-document-acceptances", Summary: "The same as a file; that it was made stands in the audit"},
		func(ctx context.Context, c *door.Caller, in *struct {
			acceptancesAsked

			Format string `query:"format" enum:"csv,xlsx" default:"csv"`
		}) (*door.File, error) {
			content, err := documents.ProofsFile(ctx, c.Scope, in.query(), in.Format)
			media := "text/csv; charset=utf-8"
			if in.Format == legal.XLSX {
				media = sheet.WorkbookType
			}
			return door.Kept("acceptances-"+d.Clock.Now().UTC().Format(time.DateOnly)+"."+in.Format, media, content, err)
		})
}

func toAcceptance(p legal.Proof) DocumentAcceptance {
	a := DocumentAcceptance{ID: p.ID, Customer: p.Tenant, Name: p.Name, Number: p.Number, User: p.User, Login: p.Login, Person: p.Person, Document: p.Version.ID,
		Kind: p.Version.Kind, Version: p.Version.Number, Title: p.Version.Title, Fingerprint: p.Fingerprint, Way: p.Way, At: p.At, Address: p.From.Address, Agent: p.From.Agent}
	if g := p.Agreement; g != nil {
		a.Agreement = &AcceptedAgreement{g.Number, g.On.Format(time.DateOnly), g.File, g.SHA256, g.EndsAt}
	}
	return a
}
