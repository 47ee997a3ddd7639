package public

import (
	"context"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// People signs users in and out.
type People interface {
	SignIn(ctx context.Context, v identity.Visit, login, password string) (identity.Tokens, error)
	SignInSecond(ctx context.Context, v identity.Visit, token string, a identity.Answer) (identity.Tokens, error)
	PasskeySecond(ctx context.Context, v identity.Visit, token string) (identity.Challenge, error)
	PasskeySignIn(ctx context.Context, v identity.Visit) (identity.Challenge, error)
	SignInPasskey(ctx context.Context, v identity.Visit, token string, answer []byte) (identity.Tokens, error)
	Refresh(ctx context.Context, v identity.Visit, token string) (identity.Tokens, error)
	Leave(ctx context.Context, v identity.Visit, access, refresh string) error
}

// Tokens of a session. A browser gets none in the body: it holds them in cookies that no script can read.
type Tokens struct {
	AccessToken  string    `json:"access_token,omitempty" doc:"For Authorization: Bearer"`
	RefreshToken string    `json:"refresh_token,omitempty" doc:"Good once, for the next pair"`
	ExpiresAt    time.Time `json:"expires_at" doc:"When the access token runs out"`
	// Second: nothing else is set.
	Second *SecondStep `json:"second,omitempty" doc:"The password was right, and a second step is needed: there is no session yet"`
}

const transportToken = "token"

// RegisterSession hangs in signing in, renewing and signing out.
func RegisterSession(d *door.Doors, people People) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/session",
		ID: "sign-in", Summary: "Sign in with a login or an e-mail address",
		Description: "The session is good on this host only. Where the user has a second factor there is none yet: go on with second. Too many wrong passwords have to wait: see Retry-After."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Login     string `json:"login" minLength:"1" maxLength:"254"`
				Password  string `json:"password" minLength:"1" maxLength:"1024" format:"password"`
				Transport string `json:"transport,omitempty" enum:"cookie,token" doc:"token: answer the tokens, for programs; otherwise they are set as cookies"`
			}
		}) (*door.Body[Tokens], error) {
			tokens, err := people.SignIn(ctx, c.Visit(), in.Body.Login, in.Body.Password)
			if err != nil {
				return nil, err
			}
			return answer(d, c, tokens, in.Body.Transport == transportToken), nil
		})
	registerSecond(d, people)
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/session/refresh",
		ID: "renew-session", Summary: "Get new tokens for the refresh token",
		Description: "A refresh token is good once. One that comes back later ends the session, since two must have it."},
		func(ctx context.Context, c *door.Caller, in *struct {
			Cookie string `header:"Cookie" hidden:"true"`
			Body   *struct {
				RefreshToken string `json:"refresh_token,omitempty" maxLength:"200" doc:"Absent: the browser's cookie"`
			} `required:"false"`
		}) (*door.Body[Tokens], error) {
			token, inBody := cookie(in.Cookie, d.RefreshCookieName()), false
			if in.Body != nil && in.Body.RefreshToken != "" {
				token, inBody = in.Body.RefreshToken, true
			}
			tokens, err := people.Refresh(ctx, c.Visit(), token)
			if err != nil {
				return nil, err
			}
			return answer(d, c, tokens, inBody), nil
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodDelete, Path: "/api/session",
		ID: "sign-out", Summary: "Sign out", Status: http.StatusNoContent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Cookie        string `header:"Cookie" hidden:"true"`
			Authorization string `header:"Authorization" hidden:"true"`
		}) (*door.None, error) {
			token := bearer(in.Authorization)
			if token == "" {
				token = cookie(in.Cookie, d.AccessCookieName())
			}
			if err := people.Leave(ctx, c.Visit(), token, cookie(in.Cookie, d.RefreshCookieName())); err != nil {
				return nil, err
			}
			c.SetCookie(d.AccessCookie("", time.Time{}))
			c.SetCookie(d.RefreshCookie("", time.Time{}))
			return nil, nil //nolint:nilnil // no body
		})
}

func answer(d *door.Doors, c *door.Caller, t identity.Tokens, inBody bool) *door.Body[Tokens] {
	if h := t.Second; h != nil {
		return door.Answer(Tokens{ExpiresAt: h.Until, Second: &SecondStep{h.Token, h.Until, h.Ways, h.Elsewhere}})
	}
	out := Tokens{ExpiresAt: t.AccessUntil}
	if inBody {
		out.AccessToken, out.RefreshToken = t.Access, t.Refresh
	} else {
		c.SetCookie(d.AccessCookie(t.Access, t.AccessUntil))
		c.SetCookie(d.RefreshCookie(t.Refresh, t.RefreshUntil))
	}
	return door.Answer(out)
}

func cookie(header, name string) string {
	cookies, err := http.ParseCookie(header)
	if err != nil {
		return ""
	}
	for _, c := range cookies {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

func bearer(header string) string {
	const scheme = "Bearer "
	if len(header) > len(scheme) && header[:len(scheme)] == scheme {
		return header[len(scheme):]
	}
	return ""
}
