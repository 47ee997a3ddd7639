package stripe

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"

	"github.com/liveryhq/livery/internal/errs"
)

// oldest is how old a delivery's signature may be: Stripe signs each attempt anew.
const oldest = 5 * time.Minute

// Events lists the kinds of events that Read understands.
func Events() []string {
	return []string{
		"checkout.session.completed", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "checkout.session.expired",
		"payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled",
		"charge.refunded", "charge.refund.updated", "charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed",
		"charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated",
	}
}

// Event names the payment that something has happened to: what it was is asked of Stripe.
type Event struct {
	ID   string
	Type string
	// Session or Intent, or both; neither: nothing that is ours.
	Session, Intent string
}

// ReadEvent checks who has signed a delivery, and when, and reads which payment it is about. Unauthenticated if the signature
// is not the endpoint's, or too old.
func ReadEvent(body []byte, signature, secret string, now time.Time) (Event, error) {
	refused := errs.New(errs.Unauthenticated, "bad_signature", "The signature does not fit this endpoint.")
	if secret == "" || len(signature) > 4096 {
		return Event{}, refused
	}
	if err := webhook.ValidatePayloadIgnoringTolerance(body, signature, secret); err != nil {
		return Event{}, refused.With(err)
	}
	signed, ok := signedAt(signature)
	if age := now.Sub(signed); !ok || age > oldest || age < -oldest {
		return Event{}, refused
	}
	var e struct {
		ID   string `json:"id"`
		Type string `json:"type"`
		Data struct {
			Object struct {
				ID            string    `json:"id"`
				Object        string    `json:"object"`
				PaymentIntent reference `json:"payment_intent"`
			} `json:"object"`
		} `json:"data"`
	}
	if err := json.Unmarshal(body, &e); err != nil {
		return Event{}, errs.Field("body", "bad_event", "This is no event.").With(err)
	}
	out := Event{ID: e.ID, Type: e.Type, Intent: string(e.Data.Object.PaymentIntent)}
	switch e.Data.Object.Object {
	case "checkout.session":
		out.Session = e.Data.Object.ID
	case "payment_intent":
		out.Intent = e.Data.Object.ID
	}
	return out, nil
}

// signedAt reads the moment out of "t=1700000000,v1=…".
func signedAt(signature string) (time.Time, bool) {
	for part := range strings.SplitSeq(signature, ",") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(part), "t="); ok {
			seconds, err := strconv.ParseInt(value, 10, 64)
			return time.Unix(seconds, 0), err == nil
		}
	}
	return time.Time{}, false
}

// reference is an id, or an object that has one.
type reference string

// UnmarshalJSON implements json.Unmarshaler.
func (r *reference) UnmarshalJSON(b []byte) error {
	var id string
	if json.Unmarshal(b, &id) == nil {
		*r = reference(id)
		return nil
	}
	var object struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(b, &object) == nil {
		*r = reference(object.ID)
	}
	return nil
}
