package public

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/tenant/access"
)

// Documents shows what a realm has published.
type Documents interface {
	Versions(ctx context.Context, realm uuid.UUID, brand, locale string) ([]legal.Version, error)
	Read(ctx context.Context, realm uuid.UUID, brand string, kind legal.Kind, number int, locale string) (legal.Document, error)
	Changes(ctx context.Context, realm uuid.UUID, brand string, kind legal.Kind, number int, locale string) (legal.Changes, error)
}

// DocumentHead is a version of a document without its text.
type DocumentHead struct {
	ID          uuid.UUID  `json:"id" format:"uuid" doc:"Of the version: this is what is accepted"`
	Kind        string     `json:"kind" enum:"terms,privacy,support,sms"`
	Version     int        `json:"version"`
	Title       string     `json:"title"`
	PostedAt    time.Time  `json:"posted_at"`
	EffectiveAt time.Time  `json:"effective_at"`
	WithdrawnAt *time.Time `json:"withdrawn_at,omitempty" doc:"It was taken back before its date, and never comes in force"`
	Locales     []string   `json:"locales" nullable:"false"`
}

// ToHead shows a version.
func ToHead(v legal.Version) DocumentHead {
	return DocumentHead{ID: v.ID, Kind: v.Kind, Version: v.Number, Title: v.Title, PostedAt: v.PostedAt, EffectiveAt: v.EffectiveAt, WithdrawnAt: v.WithdrawnAt, Locales: v.Locales}
}

// ToHeads shows versions.
func ToHeads(list []legal.Version) []DocumentHead {
	heads := make([]DocumentHead, 0, len(list))
	for _, v := range list {
		heads = append(heads, ToHead(v))
	}
	return heads
}

// DocumentText is a version with its text.
type DocumentText struct {
	DocumentHead

	Locale string `json:"locale" doc:"Of title and text: the one asked for, or the first there is"`
	Body   string `json:"body" doc:"Paragraphs parted by empty lines; ## begins a heading, - an item of a list"`
}

// DocumentList is what is in force, and what is announced.
type DocumentList struct {
	Current   []DocumentHead `json:"current" nullable:"false"`
	Announced []DocumentHead `json:"announced" nullable:"false" doc:"Posted, and not in force yet"`
}

// DocumentPath names a document.
type DocumentPath struct {
	LocaleQuery

	Kind    string `path:"kind" enum:"terms,privacy,support,sms"`
	Version int    `query:"version" minimum:"0" doc:"Absent: the one in force"`
}

// RegisterDocuments hangs in the documents of a brand: public, and to be taken along.
func RegisterDocuments(d *door.Doors, documents Documents) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/documents",
		ID: "list-documents", Summary: "Documents in force, and announced"},
		func(ctx context.Context, c *door.Caller, in *LocaleQuery) (*door.Body[DocumentList], error) {
			list, err := documents.Versions(ctx, c.Brand.Realm, c.Brand.Name, in.of(c))
			if err != nil {
				return nil, err
			}
			now := d.Clock.Now()
			return door.Answer(DocumentList{ToHeads(legal.InForce(list, now)), ToHeads(legal.Announced(list, now))}), nil
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/documents/{kind}",
		ID: "get-document", Summary: "A document with its text"},
		func(ctx context.Context, c *door.Caller, in *DocumentPath) (*door.Body[DocumentText], error) {
			got, err := documents.Read(ctx, c.Brand.Realm, c.Brand.Name, in.Kind, in.Version, in.of(c))
			return door.Answer(toText(got)), err
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/documents/{kind}/changes",
		ID: "get-changes-of-document", Summary: "What a version of a document says otherwise than the one before"},
		func(ctx context.Context, c *door.Caller, in *DocumentPath) (*door.Body[shown.DocumentChanges], error) {
			changes, err := documents.Changes(ctx, c.Brand.Realm, c.Brand.Name, in.Kind, in.Version, in.of(c))
			return door.Answer(shown.ToDocumentChanges(changes)), err
		})
	door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodGet, Path: "/api/documents/{kind}/file",
		ID: "download-document", Summary: "A document as a file of plain text", Description: "Takes version and locale as get-document does."},
		func(c *fiber.Ctx, caller *door.Caller) error {
			version, err := strconv.Atoi(c.Query("version", "0"))
			if err != nil || version < 0 || version > 1<<20 {
				return errs.Field("version", "bad_version", "A version is a number from 1.")
			}
			got, err := documents.Read(c.UserContext(), caller.Brand.Realm, caller.Brand.Name, c.Params("kind"), version, LocaleQuery{c.Query("locale")}.of(caller))
			if err != nil {
				return err
			}
			c.Set(fiber.HeaderContentType, "text/plain; charset=utf-8")
			c.Set(fiber.HeaderContentDisposition, fmt.Sprintf("attachment; filename=%q", fmt.Sprintf("%s-%d-%s.txt", got.Kind, got.Number, got.Locale)))
			return c.SendString(got.Text.Title + "\n" + caller.Brand.Name + " · " + got.EffectiveAt.In(zoneOf(caller)).Format(time.DateOnly) + " · " + strconv.Itoa(got.Number) + "\n\n" + got.Body + "\n")
		})
}

// zoneOf is the time zone of a brand: its days begin where it is, not in London.
func zoneOf(caller *door.Caller) *time.Location {
	zone, err := time.LoadLocation(caller.Brand.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

func toText(got legal.Document) DocumentText {
	head := ToHead(got.Version)
	head.Title = got.Text.Title
	return DocumentText{DocumentHead: head, Locale: got.Locale, Body: got.Body}
}
