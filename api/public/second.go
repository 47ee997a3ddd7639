package public

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// SecondStep is what a right password comes to where there is a second factor.
type SecondStep struct {
	Token string    `json:"token" doc:"For the second step; good for nothing else"`
	Until time.Time `json:"until" doc:"So long it waits"`
	Ways  []string  `json:"ways" nullable:"false" enum:"totp,passkey,recovery" doc:"What this user can answer with here"`
	// Elsewhere is so after a brand's domain has changed.
	Elsewhere bool `json:"passkeys_elsewhere" doc:"This user's passkeys were made at another address, and none works at this one"`
}

// Challenge is what a browser answers with a passkey.
type Challenge struct {
	Token   string         `json:"token" doc:"Comes back with the answer"`
	Options map[string]any `json:"options" doc:"As PublicKeyCredential.parse…OptionsFromJSON takes them"`
}

// ToChallenge shows one.
func ToChallenge(c identity.Challenge, err error) (*door.Body[Challenge], error) {
	if err != nil {
		return nil, err
	}
	out := Challenge{Token: c.Token}
	if err := json.Unmarshal(c.Options, &out.Options); err != nil {
		return nil, err
	}
	return door.Answer(out), nil
}

// registerSecond hangs in the second step, and signing in with a passkey alone.
func registerSecond(d *door.Doors, people People) {
	post := func(path, id, summary, description string) door.Route {
		return door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: path, ID: id, Summary: summary, Description: description}
	}
	door.Handle(d, post("/api/session/second", "sign-in-second", "The second step of signing in",
		"Give one of code, recovery_code or credential. Too many wrong ones have to wait: see Retry-After."),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token      string         `json:"token" maxLength:"2000" doc:"From second of POST /api/session"`
				Code       string         `json:"code,omitempty" maxLength:"20" doc:"Of an authenticator app"`
				Recovery   string         `json:"recovery_code,omitempty" maxLength:"40" doc:"One of those for whoever has lost the rest; good once"`
				Challenge  string         `json:"challenge,omitempty" maxLength:"4000" doc:"Token of POST /api/session/second/passkey"`
				Credential map[string]any `json:"credential,omitempty" doc:"The browser's answer to it"`
				Transport  string         `json:"transport,omitempty" enum:"cookie,token"`
			}
		}) (*door.Body[Tokens], error) {
			a := identity.Answer{Code: in.Body.Code, Recovery: in.Body.Recovery, Challenge: in.Body.Challenge}
			if in.Body.Credential != nil {
				a.Passkey, _ = json.Marshal(in.Body.Credential) //nolint:errchkjson // it came as JSON
			}
			tokens, err := people.SignInSecond(ctx, c.Visit(), in.Body.Token, a)
			if err != nil {
				return nil, err
			}
			return answer(d, c, tokens, in.Body.Transport == transportToken), nil
		})
	door.Handle(d, post("/api/session/second/passkey", "ask-second-passkey", "Ask for a passkey as the second step", ""),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token string `json:"token" maxLength:"2000" doc:"From second of POST /api/session"`
			}
		}) (*door.Body[Challenge], error) {
			return ToChallenge(people.PasskeySecond(ctx, c.Visit(), in.Body.Token))
		})
	door.Handle(d, post("/api/session/passkey/challenge", "ask-passkey", "Ask the browser for any passkey of this host", "Nobody is named, and nobody is told of."),
		func(ctx context.Context, c *door.Caller, _ *struct{}) (*door.Body[Challenge], error) {
			return ToChallenge(people.PasskeySignIn(ctx, c.Visit()))
		})
	door.Handle(d, post("/api/session/passkey", "sign-in-passkey", "Sign in with a passkey alone",
		"The device has asked for a finger, a face or a code: it stands for both factors."),
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Challenge  string         `json:"challenge" maxLength:"4000"`
				Credential map[string]any `json:"credential" doc:"The browser's answer"`
				Transport  string         `json:"transport,omitempty" enum:"cookie,token"`
			}
		}) (*door.Body[Tokens], error) {
			credential, _ := json.Marshal(in.Body.Credential) //nolint:errchkjson // it came as JSON
			tokens, err := people.SignInPasskey(ctx, c.Visit(), in.Body.Challenge, credential)
			if err != nil {
				return nil, err
			}
			return answer(d, c, tokens, in.Body.Transport == transportToken), nil
		})
}
