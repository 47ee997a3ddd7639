package translation

import (
	"context"
	"fmt"
)

// Account is what somebody has at a service.
type Account struct {
	// URL of the service; empty: its own, by the kind of the key.
	URL string
	Key string
}

// Translated is a text in another language, and the one it was in.
type Translated struct {
	Text string
	// From is the language that the service takes the text for: two or three small letters.
	From string
}

// Usage of an account in its current period, in letters. Limit 0: there is none.
type Usage struct{ Used, Limit int64 }

// Translator has texts translated. Its errors are Troubles.
type Translator interface {
	// Translate a text into a language, as en.
	Translate(ctx context.Context, a Account, text, to string) (Translated, error)
	// Usage of an account; nothing is used up by asking for it.
	Usage(ctx context.Context, a Account) (Usage, error)
	// Check an address as a person gives it: ErrURL where it is none that may be called.
	Check(url string) error
}

// Problems of a Trouble.
const (
	// Key: the service refuses it.
	Key = "key"
	// Quota: as much was translated as the account may in its period.
	Quota = "quota"
	// Busy: too many ask at once.
	Busy = "busy"
	// TooLong: the text is.
	TooLong = "too_long"
	// Connection: it cannot be reached, or does not answer in time.
	Connection = "connection"
	// Private: its address lies within a private network.
	Private = "private"
	// Refused: it answers something else.
	Refused = "refused"
)

// Trouble is why there is no translation.
type Trouble struct {
	Problem string
	// Status the service answered; 0: it did not.
	Status int

	cause error
}

func (t *Trouble) Error() string {
	if t.cause != nil {
		return fmt.Sprintf("translate: %s: %v", t.Problem, t.cause)
	}
	return fmt.Sprintf("translate: %s (%d)", t.Problem, t.Status)
}

// Unwrap gives the cause.
func (t *Trouble) Unwrap() error { return t.cause }
