package door

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/errs"
)

// Problem is how every error is told: problem+json, RFC 9457.
type Problem struct {
	Type   string         `json:"type" doc:"urn:problem: and the reason" example:"urn:problem:not_found"`
	Title  string         `json:"title" doc:"What kind of problem it is"`
	Status int            `json:"status" doc:"The HTTP status"`
	Detail string         `json:"detail" doc:"What was wrong and what to do, in English"`
	Reason string         `json:"reason" doc:"A stable word for programs and translations" example:"not_found"`
	Errors []ProblemField `json:"errors,omitempty" doc:"What was wrong with which field"`
	// ID of an internal error: the log has the rest under it.
	ID string `json:"id,omitempty" doc:"Name it when you ask for help"`

	retryAfter int
}

// ProblemField is one field of a request that was wrong.
type ProblemField struct {
	Field   string `json:"field" doc:"As the request spells it" example:"body.name"`
	Message string `json:"message"`
	Value   string `json:"value,omitempty"`
}

// statuses is the one table from code to status.
var statuses = map[errs.Code]int{
	errs.Internal:          http.StatusInternalServerError,
	errs.Invalid:           http.StatusUnprocessableEntity,
	errs.Unauthenticated:   http.StatusUnauthorized,
	errs.Forbidden:         http.StatusForbidden,
	errs.NotFound:          http.StatusNotFound,
	errs.Conflict:          http.StatusConflict,
	errs.InsufficientFunds: http.StatusPaymentRequired,
	errs.LimitReached:      http.StatusTooManyRequests,
	errs.Gone:              http.StatusGone,
	errs.Unavailable:       http.StatusServiceUnavailable,
}

// The answers that are always the same bytes.
func unauthenticated() *errs.Error {
	return errs.New(errs.Unauthenticated, "unauthenticated", "Sign in to continue.")
}

func forbidden() *errs.Error {
	return errs.New(errs.Forbidden, "forbidden", "You have no right to do this. Ask the owner of your account.")
}

// misdirected is not of the set of errs: only a host can be wrong.
func misdirected() *Problem {
	return &Problem{Type: "urn:problem:other_host", Title: "Misdirected Request", Status: http.StatusMisdirectedRequest,
		Reason: "other_host", Detail: "This session belongs to another address. Sign in here."}
}

// ToProblem turns an error into its answer. What is internal goes to the log under an id, and only the id is shown.
func ToProblem(ctx context.Context, log *slog.Logger, err error) *Problem {
	if p, ok := errors.AsType[*Problem](err); ok {
		return p
	}
	if status, ok := errors.AsType[huma.StatusError](err); ok {
		return fromHuma(status)
	}
	if f, ok := errors.AsType[*fiber.Error](err); ok {
		// Not its own words: they repeat what was sent, credentials and all, and speak of the server's insides.
		return byStatus(f.Code, "This is not a request that can be read. Send it as HTTP/1.1 wants it, with one Host.")
	}
	e, ok := errors.AsType[*errs.Error](err)
	if !ok || e.Code == errs.Internal {
		id := uuid.NewString()
		log.ErrorContext(ctx, "a request failed", "id", id, "error", err)
		return &Problem{Type: "urn:problem:internal", Title: http.StatusText(http.StatusInternalServerError),
			Status: http.StatusInternalServerError, Reason: "internal", ID: id,
			Detail: "Something went wrong on our side. Try again; if it stays, name the id when you ask for help."}
	}
	if e.Code == errs.Unavailable {
		log.WarnContext(ctx, "a request could not be served now", "error", err)
	}
	status := statuses[e.Code]
	p := &Problem{Type: "urn:problem:" + e.Reason, Title: http.StatusText(status), Status: status, Detail: e.Message,
		Reason: e.Reason, retryAfter: e.RetryAfter}
	for _, d := range e.Details {
		p.Errors = append(p.Errors, ProblemField{d.Field, d.Message, d.Value})
	}
	return p
}

// byStatus is for what the server itself finds wrong: too large, too long, unreadable.
func byStatus(status int, message string) *Problem {
	if status == http.StatusNotFound || status == http.StatusMethodNotAllowed {
		return ToProblem(context.Background(), slog.Default(), errs.Missing())
	}
	reason := "bad_request"
	switch status {
	case http.StatusRequestEntityTooLarge:
		reason, message = "too_large", "The request is too large. Send less at once."
	case http.StatusRequestHeaderFieldsTooLarge:
		reason, message = "too_large", "The address or a header of the request is too long. Send a shorter one; if a browser says so, clear its cookies for this site."
	case http.StatusUnsupportedMediaType:
		reason = "unsupported_media_type"
	case http.StatusRequestTimeout:
		reason = "timeout"
	}
	return &Problem{Type: "urn:problem:" + reason, Title: http.StatusText(status), Status: status, Reason: reason, Detail: message}
}

// fromHuma rewords what huma found wrong with a request.
func fromHuma(err huma.StatusError) *Problem {
	p := byStatus(err.GetStatus(), err.Error())
	if model, ok := err.(*huma.ErrorModel); ok {
		for _, d := range model.Errors {
			value := ""
			if d.Value != nil && d.Location != "body.password" && d.Location != "body" {
				if text, err := json.Marshal(d.Value); err == nil && len(text) <= 100 {
					value = string(text)
				}
			}
			p.Errors = append(p.Errors, ProblemField{d.Location, d.Message, value})
		}
	}
	if p.Status == http.StatusUnprocessableEntity || p.Status == http.StatusBadRequest {
		p.Type, p.Reason = "urn:problem:invalid", "invalid"
		p.Detail = "Some of what was sent is not as it must be. See which field, and mend it."
	}
	return p
}

// GetStatus makes a Problem what huma sends as it is.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is problem+json.
func (p *Problem) ContentType(string) string { return problemType }

const problemType = "application/problem+json"

func (p *Problem) Error() string { return p.Reason + ": " + p.Detail }

// GetHeaders says when to try again.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retryAfter > 0 {
		h.Set(fiber.HeaderRetryAfter, strconv.Itoa(p.retryAfter))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set(fiber.HeaderWWWAuthenticate, "Bearer")
	}
	h.Set(fiber.HeaderCacheControl, "no-store")
	return h
}

// Send writes the problem as the answer.
func (p *Problem) Send(c *fiber.Ctx) error {
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	body, err := json.Marshal(p)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, problemType)
	return c.Status(p.Status).Send(append(body, '\n'))
}
