package stripetest

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/liveryhq/livery/internal/clock"
)

// Key is the secret key of the one account there is; Secret signs its events.
const (
	Key    = "sk_test_stripetest"
	Secret = "whsec_stripetest"
)

// Stripe is a server with a memory. Its methods are what people do elsewhere: at the payment page, at Stripe, at their bank.
type Stripe struct {
	// URL for package stripe's Options.
	URL string

	mu       sync.Mutex
	clock    clock.Clock
	server   *http.Server
	numbers  int
	sessions map[string]*session
	intents  map[string]*intent
	// repeated are answers by idempotency key.
	repeated   map[string]answered
	deliveries []Delivery
	failures   int
	declining  bool
	revoked    bool
	// waiting are requests that somebody holds up, by the beginning of their path.
	waiting map[string]*Gate
}

// Gate holds requests up.
type Gate struct {
	// Reached gets a value for each request that has come to it.
	Reached chan struct{}
	open    chan struct{}
}

// Open lets all through that have come, and those to come.
func (g *Gate) Open() { close(g.open) }

// Hold holds requests with a method and path ("POST /v1/refunds") up before anything is done of them, until the gate is opened.
func (s *Stripe) Hold(request string) *Gate {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Gate{Reached: make(chan struct{}, 100), open: make(chan struct{})}
	s.waiting[request] = g
	return g
}

// answered is a request that was done, and what was said.
type answered struct {
	asked string
	body  []byte
}

type session struct {
	id, reference, intent, status, payment, currency, customer string
	amount                                                     int64
	save                                                       bool
	metadata                                                   map[string]string
}

type intent struct {
	id, currency, customer, method, status string
	received, asked                        int64
	save                                   bool
	metadata                               map[string]string
	refunds                                []refund
	disputes                               []dispute
}

type refund struct {
	id, status string
	amount     int64
}

// DisputeFee is what a dispute costs, whoever wins it, in minor units.
const DisputeFee = 1500

type dispute struct {
	id, status string
	amount     int64
}

// Delivery is an event as it comes to an endpoint.
type Delivery struct {
	Type      string
	Body      []byte
	Signature string
}

// Start opens one on a free loopback port; Close ends it.
func Start(c clock.Clock) (*Stripe, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	s := &Stripe{URL: "http://" + listener.Addr().String(), clock: c, sessions: map[string]*session{}, intents: map[string]*intent{}, repeated: map[string]answered{}, waiting: map[string]*Gate{}}
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.server.Serve(listener) }()
	return s, nil
}

// Close ends it.
func (s *Stripe) Close() error { return s.server.Close() }

// FailNext lets the next n requests end with an error of the server, after the work was done: the worst moment.
func (s *Stripe) FailNext(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures = n
}

// Decline lets banks decline saved cards from now on, or no more.
func (s *Stripe) Decline(yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.declining = yes
}

// Revoke lets the key be good no more, as when somebody has made another one; or again.
func (s *Stripe) Revoke(yes bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = yes
}

// Pay is what a customer does at a payment page. It answers the payment's id; empty: the page is closed.
func (s *Stripe) Pay(sessionID string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	page := s.sessions[sessionID]
	if page == nil || page.status != "open" {
		return ""
	}
	page.status, page.payment = "complete", "paid"
	if page.save && page.customer == "" {
		page.customer = s.id("cus")
	}
	i := &intent{id: s.id("pi"), currency: page.currency, customer: page.customer, method: s.id("pm"), status: "succeeded", received: page.amount, asked: page.amount,
		save: page.save, metadata: page.metadata}
	page.intent = i.id
	s.intents[i.id] = i
	s.tell("payment_intent.succeeded", s.showIntent(i))
	s.tell("checkout.session.completed", s.showSession(page))
	return i.id
}

// Expire closes a payment page that nobody has paid.
func (s *Stripe) Expire(sessionID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if page := s.sessions[sessionID]; page != nil && page.status == "open" {
		page.status = "expired"
		s.tell("checkout.session.expired", s.showSession(page))
	}
}

// Refund is what somebody does in Stripe's dashboard.
func (s *Stripe) Refund(intentID string, amount int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.refund(s.intents[intentID], amount)
	if r == nil {
		return ""
	}
	return r.id
}

func (s *Stripe) refund(i *intent, amount int64) *refund {
	if i == nil {
		return nil
	}
	left := i.received
	for _, r := range i.refunds {
		if r.status != "failed" {
			left -= r.amount
		}
	}
	if amount <= 0 || amount > left {
		return nil
	}
	i.refunds = append(i.refunds, refund{id: s.id("re"), status: "succeeded", amount: amount})
	s.tell("charge.refunded", map[string]any{"id": "ch_" + i.id, "object": "charge", "payment_intent": i.id})
	return &i.refunds[len(i.refunds)-1]
}

// Refunds are the ids of a payment's refunds, in order.
func (s *Stripe) Refunds(intentID string) (ids []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.intents[intentID].refunds {
		ids = append(ids, r.id)
	}
	return ids
}

// FailRefund lets a refund come back: the customer's bank did not take it.
func (s *Stripe) FailRefund(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.intents {
		for n := range i.refunds {
			if i.refunds[n].id == id {
				i.refunds[n].status = "failed"
				s.tell("charge.refund.updated", map[string]any{"id": id, "object": "refund", "payment_intent": i.id})
			}
		}
	}
}

// Dispute is what a card's holder does at their bank.
func (s *Stripe) Dispute(intentID string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.intents[intentID]
	if i == nil || len(i.disputes) > 0 {
		return ""
	}
	d := dispute{id: s.id("dp"), status: "needs_response", amount: i.received}
	i.disputes = append(i.disputes, d)
	s.tell("charge.dispute.created", map[string]any{"id": d.id, "object": "dispute", "payment_intent": i.id})
	return d.id
}

// Decide ends a dispute, for us or for the card's holder.
func (s *Stripe) Decide(id string, won bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.intents {
		for n := range i.disputes {
			if i.disputes[n].id == id {
				i.disputes[n].status = map[bool]string{true: "won", false: "lost"}[won]
				s.tell("charge.dispute.closed", map[string]any{"id": id, "object": "dispute", "payment_intent": i.id})
			}
		}
	}
}

// Kept is what the account has in a currency: captures less refunds and lost or open disputes, in minor units.
func (s *Stripe) Kept(currency string) (sum int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.intents {
		if !strings.EqualFold(i.currency, currency) {
			continue
		}
		sum += i.received
		for _, r := range i.refunds {
			if r.status != "failed" {
				sum -= r.amount
			}
		}
		for _, d := range i.disputes {
			if d.status != "won" {
				sum -= d.amount
			}
		}
	}
	return sum
}

// Captured is what was ever taken in a currency.
func (s *Stripe) Captured(currency string) (sum int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, i := range s.intents {
		if strings.EqualFold(i.currency, currency) {
			sum += i.received
		}
	}
	return sum
}

// Deliveries are the events of all that has happened so far, in order, signed now. Nobody takes them away: Stripe delivers
// an event again until it is sure.
func (s *Stripe) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Delivery, len(s.deliveries))
	for n, d := range s.deliveries {
		d.Signature = Sign(d.Body, Secret, s.clock.Now())
		list[n] = d
	}
	return list
}

// Sign signs a delivery as Stripe does.
func Sign(body []byte, secret string, at time.Time) string {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(stamp + "."))
	mac.Write(body)
	return "t=" + stamp + ",v1=" + hex.EncodeToString(mac.Sum(nil))
}

func (s *Stripe) id(prefix string) string {
	s.numbers++
	return fmt.Sprintf("%s_%08d", prefix, s.numbers)
}

func (s *Stripe) tell(kind string, object any) {
	body, err := json.Marshal(map[string]any{"id": s.id("evt"), "object": "event", "type": kind, "api_version": "2023-10-16", "data": map[string]any{"object": object}})
	if err != nil {
		panic(err) // plain values
	}
	s.deliveries = append(s.deliveries, Delivery{Type: kind, Body: body})
}
