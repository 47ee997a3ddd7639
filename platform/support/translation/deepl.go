package translation

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/liveryhq/livery/internal/outward"
)

// Where DeepL is: keys of free accounts end in :fx and have a host of their own (DeepL API, Authentication).
const (
	deeplURL     = "https://api.deepl.com"
	deeplFreeURL = "https://api-free.deepl.com"
	freeKey      = ":fx"
)

const (
	callFor = 20 * time.Second
	dialFor = 5 * time.Second
	// mostSent is what DeepL takes at once (Translate Text: 128 KiB), and Longest how many letters of any alphabet fit into it.
	mostSent = 128 << 10
	mostRead = 1 << 20
	// noLimit is what DeepL says where there is none (Usage and Quota).
	noLimit = 1_000_000_000_000
)

// Longest text that is translated, in letters.
const Longest = 30_000

// ErrURL says that an address is none that may be called.
var ErrURL = errors.New("this is no address of a translation service that may be called")

// DeepL speaks to DeepL, or to a service that speaks as it does. Safe for concurrent use.
type DeepL struct {
	client *http.Client
	caller *outward.Caller
}

var _ Translator = (*DeepL)(nil)

// NewDeepL makes one; private: it may reach private networks too, and without TLS.
func NewDeepL(private bool) *DeepL {
	return &DeepL{caller: outward.New(private), client: &http.Client{
		Timeout: callFor,
		Transport: &http.Transport{DialContext: outward.Dialer(private).DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: dialFor, MaxIdleConnsPerHost: 2,
			IdleConnTimeout: time.Minute},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Check tells whether an address may be called.
func (d *DeepL) Check(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || len(address) > 300 {
		return ErrURL
	}
	if err := d.caller.Allows(address); err != nil {
		return fmt.Errorf("%w: %w", ErrURL, err)
	}
	return nil
}

// targets are the names of our languages as DeepL wants them: it asks which English and which Portuguese.
var targets = map[string]string{"en": "EN-GB", "ru": "RU", "es": "ES", "pt": "PT-BR", "fr": "FR"} //nolint:gochecknoglobals // a table

// Translate has a text translated; only the text and the language are sent.
func (d *DeepL) Translate(ctx context.Context, a Account, text, to string) (Translated, error) {
	if utf8.RuneCountInString(text) > Longest {
		return Translated{}, &Trouble{Problem: TooLong}
	}
	target, ok := targets[to]
	if !ok {
		return Translated{}, &Trouble{Problem: Refused, cause: fmt.Errorf("%q is no language", to)}
	}
	var body bytes.Buffer
	into := json.NewEncoder(&body)
	into.SetEscapeHTML(false)
	if err := into.Encode(map[string]any{"text": []string{text}, "target_lang": target}); err != nil {
		return Translated{}, &Trouble{Problem: Refused, cause: err}
	}
	if body.Len() > mostSent {
		return Translated{}, &Trouble{Problem: TooLong}
	}
	var got struct {
		Translations []struct {
			From string `json:"detected_source_language"`
			Text string `json:"text"`
		} `json:"translations"`
	}
	if err := d.ask(ctx, a, http.MethodPost, "/v2/translate", &body, &got); err != nil {
		return Translated{}, err
	}
	if len(got.Translations) != 1 || got.Translations[0].Text == "" {
		return Translated{}, &Trouble{Problem: Refused, Status: http.StatusOK}
	}
	return Translated{Text: got.Translations[0].Text, From: language(got.Translations[0].From)}, nil
}

// language as we write it: pt for PT-BR; empty for what is none.
func language(name string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), "-")
	if len(name) < 2 || len(name) > 3 || strings.ContainsFunc(name, func(r rune) bool { return r < 'a' || r > 'z' }) {
		return ""
	}
	return name
}

// Usage of an account; where its key has a limit of its own, that counts if less is left of it.
func (d *DeepL) Usage(ctx context.Context, a Account) (Usage, error) {
	var got struct {
		Used     *int64 `json:"character_count"`
		Limit    int64  `json:"character_limit"`
		KeyUsed  int64  `json:"api_key_character_count"`
		KeyLimit int64  `json:"api_key_character_limit"`
	}
	if err := d.ask(ctx, a, http.MethodGet, "/v2/usage", nil, &got); err != nil {
		return Usage{}, err
	}
	if got.Used == nil { // whatever this is, it is not DeepL
		return Usage{}, &Trouble{Problem: Refused, Status: http.StatusOK}
	}
	u := Usage{Used: *got.Used, Limit: got.Limit}
	if got.KeyLimit > 0 && got.KeyLimit < noLimit && (u.Limit >= noLimit || got.KeyLimit-got.KeyUsed < u.Limit-u.Used) {
		u = Usage{Used: got.KeyUsed, Limit: got.KeyLimit}
	}
	if u.Limit >= noLimit {
		u.Limit = 0
	}
	return u, nil
}

// ask makes a call and reads its answer.
func (d *DeepL) ask(ctx context.Context, a Account, method, path string, body io.Reader, into any) error {
	base := strings.TrimRight(a.URL, "/")
	switch {
	case base != "":
		if err := d.caller.Allows(base); err != nil {
			return unreached(err)
		}
	case strings.HasSuffix(a.Key, freeKey):
		base = deeplFreeURL
	default:
		base = deeplURL
	}
	req, err := http.NewRequestWithContext(ctx, method, base+path, body)
	if err != nil {
		return unreached(err)
	}
	req.Header.Set("Authorization", "DeepL-Auth-Key "+a.Key)
	req.Header.Set("User-Agent", "support desk")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	answer, err := d.client.Do(req)
	if err != nil {
		return unreached(err)
	}
	defer func() { _ = answer.Body.Close() }()
	read, err := io.ReadAll(io.LimitReader(answer.Body, mostRead))
	if err != nil {
		return unreached(err)
	}
	if answer.StatusCode != http.StatusOK {
		return &Trouble{Problem: problem(answer.StatusCode), Status: answer.StatusCode}
	}
	if err := json.Unmarshal(read, into); err != nil {
		return &Trouble{Problem: Refused, Status: answer.StatusCode, cause: err}
	}
	return nil
}

// unreached is a service that gave no answer.
func unreached(err error) error {
	if errors.Is(err, outward.ErrInside) || errors.Is(err, outward.ErrPlain) {
		return &Trouble{Problem: Private, cause: err}
	}
	return &Trouble{Problem: Connection, cause: err}
}

// quotaExceeded is DeepL's own status (Error Handling).
const quotaExceeded = 456

func problem(status int) string {
	switch {
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return Key
	case status == quotaExceeded:
		return Quota
	case status == http.StatusTooManyRequests || status == 529: // DeepL has both for the same
		return Busy
	case status == http.StatusRequestEntityTooLarge:
		return TooLong
	case status >= http.StatusInternalServerError:
		return Connection
	}
	return Refused
}
