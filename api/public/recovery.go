package public

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Recovery gives people back what they have lost: a password, an address, a login.
type Recovery interface {
	AskReset(ctx context.Context, v identity.Visit, login, locale string) error
	ReadReset(ctx context.Context, realm uuid.UUID, token string) (login string, err error)
	Reset(ctx context.Context, v identity.Visit, token, wanted string) error
	ConfirmChange(ctx context.Context, realm uuid.UUID, token string) (email string, err error)
	UndoEmail(ctx context.Context, v identity.Visit, token string) (reset string, err error)
	ReportStolen(ctx context.Context, v identity.Visit, r identity.StolenReport) error
}

// LinkBody carries what follows # in the link of a letter: in the body, so that it stands in no log.
type LinkBody struct {
	Body struct {
		Token string `json:"token" maxLength:"100" doc:"What follows # in the link"`
	}
}

// ResetReady is whose password may be chosen anew.
type ResetReady struct {
	Login string `json:"login"`
}

// ConfirmedEmail is an address that has taken the place of another.
type ConfirmedEmail struct {
	Email string `json:"email"`
}

// UndoneEmail is what comes after an address was given back.
type UndoneEmail struct {
	ResetToken string `json:"reset_token,omitempty" doc:"Good for choosing a new password, for an hour. Absent: the login is blocked besides"`
}

// RegisterRecovery hangs in what somebody does who cannot get in. Each answer is the same whether there is such a login
// or not.
func RegisterRecovery(d *door.Doors, recovery Recovery) {
	public := func(path, id, summary, description string, status int) door.Route {
		return door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: path, ID: id, Summary: summary, Description: description, Status: status}
	}
	door.Handle(d, public("/api/reset", "ask-reset", "Ask for a link to a new password",
		"A letter goes to the login's address, if there is such a login and it has one; the answer is the same. Too many requests have to wait: see Retry-After.", http.StatusAccepted),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Login  string `json:"login" minLength:"1" maxLength:"254" doc:"A login or an e-mail address"`
				Locale string `json:"locale,omitempty" enum:",en,ru,es,pt,fr" doc:"Language of the letter, for who has chosen none"`
			}
		}) (*door.None, error) {
			return nil, recovery.AskReset(ctx, c.Visit(), in.Body.Login, in.Body.Locale)
		})
	door.Handle(d, public("/api/reset/link", "read-reset", "Whose password a link is good for", "", 0),
		func(ctx context.Context, c *door.Caller, in *LinkBody) (*door.Body[ResetReady], error) {
			login, err := recovery.ReadReset(ctx, c.Brand.Realm, in.Body.Token)
			return door.Answer(ResetReady{login}), err
		})
	door.Handle(d, public("/api/reset/password", "reset-password", "Choose a new password by a link", "The link is good once. Ends all sessions of the user.", http.StatusNoContent),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token    string `json:"token" maxLength:"100"`
				Password string `json:"password" minLength:"1" maxLength:"1024" format:"password" doc:"8 to 256 letters"`
			}
		}) (*door.None, error) {
			return nil, recovery.Reset(ctx, c.Visit(), in.Body.Token, in.Body.Password)
		})
	door.Handle(d, public("/api/email/confirm", "confirm-email", "Confirm one's new e-mail address by a link", "It takes the place of the present one, which is told.", 0),
		func(ctx context.Context, c *door.Caller, in *LinkBody) (*door.Body[ConfirmedEmail], error) {
			email, err := recovery.ConfirmChange(ctx, c.Brand.Realm, in.Body.Token)
			return door.Answer(ConfirmedEmail{email}), err
		})
	door.Handle(d, public("/api/email/undo", "undo-email", "Take back a change of one's e-mail address by a link",
		"Restores the address before, ends all sessions and keys, and lets the password fit no more.", 0),
		func(ctx context.Context, c *door.Caller, in *LinkBody) (*door.Body[UndoneEmail], error) {
			token, err := recovery.UndoEmail(ctx, c.Visit(), in.Body.Token)
			return door.Answer(UndoneEmail{token}), err
		})
	door.Handle(d, public("/api/stolen", "report-stolen", "Report that one's login was stolen",
		"The staff identifies who it is and blocks the login. The answer is the same whether there is such a login or not.", http.StatusAccepted),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Login         string `json:"login" minLength:"1" maxLength:"254"`
				AccountNumber string `json:"account_number,omitempty" maxLength:"40"`
				Contact       string `json:"contact" minLength:"1" maxLength:"300" doc:"How to reach whoever reports it"`
				Knows         string `json:"knows,omitempty" maxLength:"4000" doc:"What only the rightful holder knows"`
				Locale        string `json:"locale,omitempty" enum:",en,ru,es,pt,fr"`
			}
		}) (*door.None, error) {
			return nil, recovery.ReportStolen(ctx, c.Visit(), identity.StolenReport{Login: in.Body.Login, AccountNumber: in.Body.AccountNumber,
				Contact: in.Body.Contact, Knows: in.Body.Knows, Locale: in.Body.Locale})
		})
}
