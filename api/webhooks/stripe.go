package webhooks

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/tenant/access"
)

// StripePath is where Stripe knocks, on the realm's own host.
const StripePath = "/api/webhooks/stripe"

// Payments hears what Stripe tells.
type Payments interface {
	Hear(ctx context.Context, realm uuid.UUID, body []byte, signature string) error
}

const maxEvent = 512 << 10

// RegisterStripe hangs in the door that Stripe knocks at.
func RegisterStripe(d *door.Doors, payments Payments) {
	door.Handle(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: http.MethodPost, Path: StripePath, ID: "hear-stripe",
		Summary: "What Stripe tells", Status: http.StatusNoContent, Hidden: true, FromElsewhere: true, MaxBody: maxEvent},
		func(ctx context.Context, c *door.Caller, in *struct {
			Signature string `header:"Stripe-Signature"`
			RawBody   []byte `contentType:"application/json"`
		}) (*door.None, error) {
			return nil, payments.Hear(ctx, c.Brand.Realm, in.RawBody, in.Signature)
		})
}
