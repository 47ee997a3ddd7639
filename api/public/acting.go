package public

import (
	"context"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Actings begins and ends acting sessions.
type Actings interface {
	EnterActing(ctx context.Context, v identity.Visit, token string) (identity.Acting, error)
	LeaveActing(ctx context.Context, v identity.Visit, token string) (back string, err error)
}

// ActingTokens is what an acting session is held by. A browser gets it in a cookie.
type ActingTokens struct {
	AccessToken string    `json:"access_token,omitempty" doc:"For Authorization: Bearer"`
	ExpiresAt   time.Time `json:"expires_at" doc:"When acting ends; it is not renewed"`
}

// Left is where whoever acted goes back to.
type Left struct {
	Back string `json:"back" doc:"Address they came from; empty: nobody acted"`
}

// RegisterActing hangs in the exchange of a way in for an acting session, and its end.
func RegisterActing(d *door.Doors, actings Actings) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/acting",
		ID: "enter-acting", Summary: "Begin to act, with a token that is good once"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token     string `json:"token" maxLength:"200"`
				Transport string `json:"transport,omitempty" enum:"cookie,token" doc:"token: answer the token, for programs; otherwise it is set as a cookie"`
			}
		}) (*door.Body[ActingTokens], error) {
			begun, err := actings.EnterActing(ctx, c.Visit(), in.Body.Token)
			if err != nil {
				return nil, err
			}
			out := ActingTokens{ExpiresAt: begun.Until}
			if in.Body.Transport == transportToken {
				out.AccessToken = begun.Access
			} else {
				c.SetCookie(d.ActingCookie(begun.Access, begun.Until))
			}
			return door.Answer(out), nil
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodDelete, Path: "/api/acting",
		ID: "leave-acting", Summary: "Stop acting"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Cookie        string `header:"Cookie" hidden:"true"`
			Authorization string `header:"Authorization" hidden:"true"`
		}) (*door.Body[Left], error) {
			token := bearer(in.Authorization)
			if token == "" {
				token = cookie(in.Cookie, d.ActingCookieName())
			}
			back, err := actings.LeaveActing(ctx, c.Visit(), token)
			if err != nil {
				return nil, err
			}
			c.SetCookie(d.ActingCookie("", time.Time{}))
			return door.Answer(Left{back}), nil
		})
}
