package public

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/identity"
)

// Joining answers invitations.
type Joining interface {
	ReadInvitation(ctx context.Context, realm uuid.UUID, token string) (identity.Welcome, error)
	AcceptInvitation(ctx context.Context, v identity.Visit, a identity.Acceptance) (identity.Tokens, error)
}

// Welcome is what whoever holds a link may know.
type Welcome struct {
	Tenant    string    `json:"tenant" doc:"Whom one is asked to join"`
	Email     string    `json:"email,omitempty"`
	Name      string    `json:"name"`
	ExpiresAt time.Time `json:"expires_at"`
}

// RegisterInvitation hangs in answering an invitation. The link's secret comes in the body: it stands in no log.
func RegisterInvitation(d *door.Doors, joining Joining) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/invitation",
		ID: "read-invitation", Summary: "What an invitation is to"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token string `json:"token" maxLength:"100" doc:"What follows # in the link"`
			}
		}) (*door.Body[Welcome], error) {
			w, err := joining.ReadInvitation(ctx, c.Brand.Realm, in.Body.Token)
			return door.Answer(Welcome(w)), err
		})
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: "/api/invitation/accept",
		ID: "accept-invitation", Summary: "Join, and be signed in"},
		func(ctx context.Context, c *door.Caller, in *struct {
			Body struct {
				Token     string `json:"token" maxLength:"100"`
				Login     string `json:"login" minLength:"1" maxLength:"100"`
				Name      string `json:"name,omitempty" maxLength:"200"`
				Locale    string `json:"locale,omitempty" enum:",en,ru,es,pt,fr"`
				Password  string `json:"password" minLength:"1" maxLength:"1024" format:"password" doc:"8 to 256 letters"`
				Transport string `json:"transport,omitempty" enum:"cookie,token" doc:"As for signing in"`
			}
		}) (*door.Body[Tokens], error) {
			tokens, err := joining.AcceptInvitation(ctx, c.Visit(), identity.Acceptance{Token: in.Body.Token, Login: in.Body.Login, Name: in.Body.Name,
				Locale: in.Body.Locale, Password: in.Body.Password})
			if err != nil {
				return nil, err
			}
			return answer(d, c, tokens, in.Body.Transport == transportToken), nil
		})
}
