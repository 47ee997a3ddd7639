package reselling

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/translation"
	"github.com/liveryhq/livery/tenant/access"
)

// DeskTranslations are made by a service that the desk has a key for.
type DeskTranslations interface {
	Machine(ctx context.Context, s db.Scope) (support.Machine, error)
	SetMachine(ctx context.Context, s db.Scope, url string, key *string) (support.Machine, error)
	CheckMachine(ctx context.Context, s db.Scope, url string, key *string) (support.MachineCheck, error)
	RemoveMachine(ctx context.Context, s db.Scope) error
	Translate(ctx context.Context, s db.Scope, ticket, message uuid.UUID, to string) (support.Translation, error)
	TranslateDraft(ctx context.Context, s db.Scope, ticket uuid.UUID, text, to string) (translation.Translated, error)
}

// DeskTranslator is the service that texts of the desk are translated by; its key is not here.
type DeskTranslator struct {
	Set   bool       `json:"set" doc:"There is one. Without it nothing is translated, and nothing is sent anywhere"`
	URL   string     `json:"url,omitempty" doc:"Of a service that speaks as DeepL's API does; absent: DeepL's own"`
	SetAt *time.Time `json:"set_at,omitempty"`
}

// DeskTranslatorWanted is what a person sets or checks.
type DeskTranslatorWanted struct {
	URL string  `json:"url,omitempty" maxLength:"300" example:"https://translate.example.com" doc:"Absent: DeepL's own, by the kind of the key"`
	Key *string `json:"key,omitempty" maxLength:"200" doc:"Absent: the one that is kept. It is never shown again"`
}

// DeskTranslatorCheck is what came of asking a service how much it has translated.
type DeskTranslatorCheck struct {
	Fine    bool   `json:"fine"`
	Problem string `json:"problem,omitempty" enum:"key,quota,busy,too_long,connection,private,refused"`
	Used    int64  `json:"used" doc:"Letters that were translated in the current period"`
	Limit   int64  `json:"limit,omitempty" doc:"How many may be; absent: as many as one likes"`
}

// DeskTranslation of a message for those who work at the desk, made by a machine.
type DeskTranslation struct {
	Message uuid.UUID `json:"message" format:"uuid"`
	To      string    `json:"to" enum:"en,ru,es,pt,fr"`
	From    string    `json:"from,omitempty" doc:"What the machine takes the message for, in two or three letters"`
	Body    string    `json:"body"`
	At      time.Time `json:"at"`
}

// DraftTranslation of what is going to be answered.
type DraftTranslation struct {
	Body string `json:"body"`
	From string `json:"from,omitempty" doc:"What the machine takes the draft for"`
}

func toDeskTranslator(m support.Machine) DeskTranslator {
	shown := DeskTranslator{Set: m.Set, URL: m.URL}
	if m.SetAt != nil {
		shown.SetAt = new(m.SetAt.UTC())
	}
	return shown
}

func toDeskTranslation(t support.Translation) DeskTranslation {
	return DeskTranslation{t.Message, t.To, t.From, t.Body, t.At.UTC()}
}

// registerTranslations hangs in what is translated, and by whom.
func registerTranslations(d *door.Doors, desk DeskTranslations) {
	route := func(operation access.Operation, method, path, id, summary string) door.Route {
		return door.Route{Operation: operation, Area: door.Reselling, Method: method, Path: "/api/console/desk" + path, ID: id, Summary: summary}
	}
	type wanted struct{ Body DeskTranslatorWanted }
	door.Handle(d, route(access.DeskSettings, http.MethodGet, "/translator", "get-desk-translator", "The service that texts of the desk are translated by"),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[DeskTranslator], error) {
			m, err := desk.Machine(ctx, c.Scope)
			return door.Answer(toDeskTranslator(m)), err
		})
	door.Handle(d, route(access.DeskSettings, http.MethodPut, "/translator", "set-desk-translator", "Say which service translates, and by which key"),
		func(ctx context.Context, c *door.Caller, in *wanted) (*door.Body[DeskTranslator], error) {
			m, err := desk.SetMachine(ctx, c.Scope, in.Body.URL, in.Body.Key)
			return door.Answer(toDeskTranslator(m)), err
		})
	door.Handle(d, route(access.DeskSettings, http.MethodPost, "/translator/check", "check-desk-translator", "Ask the service how much of its quota is used; nothing is kept, and nothing is translated"),
		func(ctx context.Context, c *door.Caller, in *wanted) (*door.Body[DeskTranslatorCheck], error) {
			got, err := desk.CheckMachine(ctx, c.Scope, in.Body.URL, in.Body.Key)
			return door.Answer(DeskTranslatorCheck{got.Fine, got.Problem, got.Used, got.Limit}), err
		})
	remove := route(access.DeskSettings, http.MethodDelete, "/translator", "remove-desk-translator", "Translate no more; the key is gone, translations that were made stay")
	remove.Status = http.StatusNoContent
	door.Handle(d, remove, func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.None, error) {
		return nil, desk.RemoveMachine(ctx, c.Scope)
	})
	door.Handle(d, route(access.DeskWrite, http.MethodPost, "/tickets/{case}/messages/{message}/translation", "translate-message",
		"Translate a message for those who work at the desk; once made, it is kept with the message"),
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Message uuid.UUID `path:"message" format:"uuid"`
			Body    struct {
				To string `json:"to" enum:"en,ru,es,pt,fr"`
			}
		},
		) (*door.Body[DeskTranslation], error) {
			t, err := desk.Translate(ctx, c.Scope, in.Case, in.Message, in.Body.To)
			return door.Answer(toDeskTranslation(t)), err
		})
	door.Handle(d, route(access.DeskWrite, http.MethodPost, "/tickets/{case}/translation", "translate-draft", "Translate what is going to be answered; nothing is kept or sent to whoever asked"),
		func(ctx context.Context, c *door.Caller, in *struct {
			CasePath

			Body struct {
				Body string `json:"body" maxLength:"100000"`
				To   string `json:"to" enum:"en,ru,es,pt,fr"`
			}
		},
		) (*door.Body[DraftTranslation], error) {
			got, err := desk.TranslateDraft(ctx, c.Scope, in.Case, in.Body.Body, in.Body.To)
			return door.Answer(DraftTranslation{got.Text, got.From}), err
		})
}
