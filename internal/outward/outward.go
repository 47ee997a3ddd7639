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
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Why an address is not called.
var (
	// ErrInside is an address of this house, which nobody may have us call.
	ErrInside = errors.New("the address lies within a private network")
	// ErrPlain is one where what is said could be read, and changed, on its way.
	ErrPlain = errors.New("the address is not one of https")
	// ErrNoAddress is what leads nowhere, or shows a name and a password to everybody who may look at it.
	ErrNoAddress = errors.New("this is no address that can be called")
)

// Caller makes calls. Safe for concurrent use.
type Caller struct {
	client *http.Client
	// private networks may be called too, and in plain text.
	private bool
}

const (
	callFor  = 15 * time.Second
	dialFor  = 5 * time.Second
	mostRead = 64 << 10
)

// New makes one; private: it may reach private networks too, and without TLS, as programs within one are.
func New(private bool) *Caller {
	c, dialer := &Caller{private: private}, Dialer(private)
	c.client = &http.Client{
		Timeout:       callFor,
		Transport:     &http.Transport{DialContext: dialer.DialContext, ForceAttemptHTTP2: true, TLSHandshakeTimeout: dialFor, MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c
}

// Dialer reaches machines of the world; private: those within private networks too. It looks at the address that is dialled, not at the
// name before it.
func Dialer(private bool) *net.Dialer {
	c := &Caller{private: private}
	return &net.Dialer{Timeout: dialFor, Control: func(_, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("dial: %w", err)
		}
		return c.reaches(to.Addr())
	}}
}

// Allows tells whether an address may be called at all: ErrNoAddress, ErrPlain or ErrInside if not. Where a name leads is seen when it is
// called, and decided by the same rule.
func (c *Caller) Allows(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return ErrNoAddress
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil {
		if err := c.reaches(ip); err != nil {
			return err
		}
	}
	if u.Scheme != "https" && !c.private {
		return ErrPlain
	}
	return nil
}

// reaches tells whether a machine may be called.
func (c *Caller) reaches(a netip.Addr) error {
	if !c.private && !Public(a) {
		return ErrInside
	}
	return nil
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
var inside = networks( //nolint:gochecknoglobals // a table, read at each dial and never written
	"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
	"64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
)

func networks(texts ...string) []netip.Prefix {
	list := make([]netip.Prefix, 0, len(texts))
	for _, text := range texts {
		list = append(list, netip.MustParsePrefix(text))
	}
	return list
}

// Public tells whether an address is one of the world's.
func Public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return a.IsGlobalUnicast() && !a.IsPrivate() && !slices.ContainsFunc(inside, func(p netip.Prefix) bool { return p.Contains(a) })
}

// Call is a message to an address.
type Call struct {
	URL string
	// ID is the same however often it is tried: the receiver can tell that it has it.
	ID string
	At time.Time
	// Secrets sign one beside the other, while one takes the place of another; none: it is not signed.
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
	if err := c.Allows(call.URL); err != nil {
		return Answer{}, fmt.Errorf("call: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, call.URL, bytes.NewReader(call.Body))
	if err != nil {
		return Answer{}, fmt.Errorf("call: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "webhook")
	req.Header.Set("Webhook-Id", call.ID)
	req.Header.Set("Webhook-Timestamp", strconv.FormatInt(call.At.Unix(), 10))
	signatures := make([]string, 0, len(call.Secrets))
	for _, secret := range call.Secrets {
		signatures = append(signatures, Sign(secret, call.ID, call.At, call.Body))
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
