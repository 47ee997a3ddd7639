package door

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"net/http"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
)

const headerKey = "Idempotency-Key"

// once runs next unless the same caller has sent the same request under the same key: then it answers as it did. What
// failed on our side may be tried again.
func (d *Doors) once(c *fiber.Ctx, r Route, caller *Caller, next func()) error {
	key := c.Get(headerKey)
	if key == "" {
		next()
		return nil
	}
	if len(key) > 255 || strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r > '~' }) {
		return errs.Field(headerKey, "bad_key", "An idempotency key is at most 255 printable ASCII characters.")
	}
	request := outbox.Request{User: caller.User, Key: key, Operation: r.ID, Hash: requestHash(c)}
	answer, err := d.Repeats.Begin(c.UserContext(), caller.Scope, request)
	if err != nil {
		return err
	}
	if answer.Status != 0 {
		c.Set("Idempotency-Replayed", "true")
		c.Set(fiber.HeaderContentType, answer.Type)
		return c.Status(answer.Status).Send(answer.Body)
	}
	finished := false
	finish := func(a outbox.Answer) error {
		finished = true
		// Whatever became of the request's own time.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(c.UserContext()), 5*time.Second)
		defer cancel()
		return d.Repeats.Finish(ctx, caller.Scope, request, a)
	}
	defer func() {
		if !finished { // a panic
			_ = finish(outbox.Answer{})
		}
	}()
	next()
	status := c.Response().StatusCode()
	if status >= http.StatusInternalServerError || status == http.StatusTooManyRequests {
		return finish(outbox.Answer{})
	}
	return finish(outbox.Answer{Status: status, Type: string(c.Response().Header.ContentType()), Body: c.Response().Body()})
}

// requestHash is over what makes two requests the same: method, address and body.
func requestHash(c *fiber.Ctx) []byte {
	h := sha256.New()
	for _, part := range [][]byte{[]byte(c.Method()), c.Request().RequestURI(), c.Request().Body()} {
		_ = binary.Write(h, binary.BigEndian, uint64(len(part)))
		h.Write(part)
	}
	return h.Sum(nil)
}
