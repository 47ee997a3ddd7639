package outward

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrInside is an address of this house, which nobody may have us call.
var ErrInside = errors.New("the address lies within a private network")

// Caller makes calls. Safe for concurrent use.
type Caller struct {
	client *http.Client
}

const (
	callFor  = 15 * time.Second
	dialFor  = 5 * time.Second
	mostRead = 64 << 10
)

// New makes one; private: it may reach private networks too.
func New(private bool) *Caller {
	dialer := Dialer(private)
	return &Caller{client: &http.Client{
		Timeout:       callFor,
		Transport:     &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: dialFor, MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Dialer reaches machines of the world; private: those within private networks too. It looks at the address that is dialled, not at the
// name before it.
func Dialer(private bool) *net.Dialer {
	return &net.Dialer{Timeout: dialFor, Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("dial: %w", err)
		}
		if !private && !Public(to.Addr()) {
			return ErrInside
		}
		return nil
	}}
}

// Trust has certificates checked as another client checks them; for tests, whose servers have their own.
func (c *Caller) Trust(other *http.Client) {
	from, ok := other.Transport.(*http.Transport)
	to, mine := c.client.Transport.(*http.Transport)
	if ok && mine {
		to.TLSClientConfig = from.TLSClientConfig.Clone()
	}
}

// inside are networks that are not the world, beside those that package netip knows.
func inside() []netip.Prefix {
	list := []netip.Prefix{}
	for _, text := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
	} {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// Public tells whether an address is one of the world's.
func Public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return false
	}
	for _, p := range inside() {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// Call is a message to an address.
type Call struct {
	URL string
	// ID is the same however often it is tried: the receiver can tell that it has it.
	ID     string
	At     time.Time
	Secret string
	// Secrets sign one beside the other, while one takes the place of another.
	Secrets []string
	Body    []byte
}

// Answer is what a receiver said: its status, and the beginning of its words.
type Answer struct {
	Status int
	Body   []byte
}

// Sign is the signature of a message: HMAC-SHA256 over "id.seconds.body", as Standard Webhooks has it.
func Sign(secret, id string, at time.Time, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	_, _ = fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	_, _ = mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Refused is an answer other than success.
type Refused struct{ Status int }

func (r Refused) Error() string { return "the receiver answered " + strconv.Itoa(r.Status) }

// Post makes a call; without an error the receiver has said that it has it (2xx).
func (c *Caller) Post(ctx context.Context, call Call) error {
	_, err := c.Send(ctx, call)
	return err
}

// Send makes a call and tells what was answered, also where that is no success (Refused).
func (c *Caller) Send(ctx context.Context, call Call) (Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, call.URL, bytes.NewReader(call.Body))
	if err != nil {
		return Answer{}, fmt.Errorf("call: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "webhook")
	req.Header.Set("Webhook-Id", call.ID)
	req.Header.Set("Webhook-Timestamp", strconv.FormatInt(call.At.Unix(), 10))
	var signatures []string
	for _, secret := range append([]string{call.Secret}, call.Secrets...) {
		if secret != "" {
			signatures = append(signatures, Sign(secret, call.ID, call.At, call.Body))
		}
	}
	if len(signatures) > 0 {
		req.Header.Set("Webhook-Signature", strings.Join(signatures, " "))
	}
	answer, err := c.client.Do(req)
	if err != nil {
		return Answer{}, fmt.Errorf("call: %w", err)
	}
	// Read to its end, within bounds, so that the connection can be used again.
	body, _ := io.ReadAll(io.LimitReader(answer.Body, mostRead))
	if err := answer.Body.Close(); err != nil {
		return Answer{}, fmt.Errorf("call: %w", err)
	}
	told := Answer{answer.StatusCode, body}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return told, Refused{answer.StatusCode}
	}
	return told, nil
}
