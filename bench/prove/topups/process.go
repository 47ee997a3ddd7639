package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/stripe"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// The process that takes money in is told by these where the database, Stripe and its own door are.
const (
	whereVariable  = "LIVERY_PROVE_TOPUPS"
	stripeVariable = "LIVERY_PROVE_TOPUPS_STRIPE"
	doorVariable   = "LIVERY_PROVE_TOPUPS_DOOR"
)

// asked is what the process is asked to do.
type asked struct {
	Do       string
	Keeper   uuid.UUID
	Customer uuid.UUID
	// Subject is a payment or a receipt.
	Subject   uuid.UUID
	Amount    int64
	Body      []byte
	Signature string
}

// answered is what it says: the code of what it refuses, and what it has made.
type answered struct {
	Done   bool
	Code   errs.Code
	Reason string
	Text   string
}

// beTaker takes money in until it is killed, if this process was started to.
func beTaker() {
	url, ok := os.LookupEnv(whereVariable)
	if !ok {
		return
	}
	if err := take(context.Background(), url, os.Getenv(stripeVariable), os.Getenv(doorVariable)); err != nil {
		fmt.Fprintln(os.Stderr, "taker:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

func take(ctx context.Context, url, fake, door string) error {
	d, err := db.Open(ctx, url, rig.Key(), db.Options{MaxConns: 8})
	if err != nil {
		return err
	}
	defer d.Close()
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", door)
	if err != nil {
		return err
	}
	tenants := tenant.New(d)
	taker := taker{tenants, topups(d, tenants, fake)}
	server := http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var a asked
		if err := json.NewDecoder(r.Body).Decode(&a); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		text, err := taker.do(r.Context(), a)
		said := answered{Done: err == nil, Text: text}
		if err != nil {
			said.Code, said.Text = errs.CodeOf(err), err.Error()
			if e, ok := errors.AsType[*errs.Error](err); ok {
				said.Reason = e.Reason
			}
		}
		_ = json.NewEncoder(w).Encode(said)
	})}
	return server.Serve(listener)
}

func topups(d *db.DB, tenants *tenant.Tenants, fake string) *topup.Topups {
	return topup.New(topup.Config{DB: d, Clock: clock.System{}, Tenants: tenants, Ledger: ledger.New(d, clock.System{}), Key: rig.Key(),
		Settler: service.NewEngine(service.EngineConfig{DB: d, Clock: clock.System{}}), Stripe: stripe.Options{URL: fake}})
}

type taker struct {
	tenants *tenant.Tenants
	*topup.Topups
}

func (t taker) do(ctx context.Context, a asked) (string, error) {
	keeper, err := t.tenants.Scope(ctx, a.Keeper, a.Keeper)
	if err != nil {
		return "", err
	}
	switch a.Do {
	case "page":
		customer, err := t.tenants.Scope(ctx, a.Customer, a.Customer)
		if err != nil {
			return "", err
		}
		return t.Begin(ctx, customer, topup.Wanted{Currency: "EUR", Amount: a.Amount, Done: "https://a.example/done", Left: "https://a.example/left"})
	case "hear":
		return "", t.Hear(ctx, a.Keeper, a.Body, a.Signature)
	case "import":
		_, err := t.Import(ctx, keeper, topup.File{Name: "statement.txt", Bytes: a.Body})
		return "", err
	case "waiting":
		list, _, err := t.Unidentified(ctx, keeper, uuid.Nil, 20)
		return names(list, func(w topup.Waiting) (uuid.UUID, bool) { return w.ID, true }), err
	case "cards":
		list, _, err := t.History(ctx, keeper, topup.Place{}, 100)
		return names(list, func(h topup.Topup) (uuid.UUID, bool) {
			return h.ID, h.Source == "card" && h.State == "paid" && h.GoneBack < h.Amount
		}), err
	case "assign":
		return "", t.Assign(ctx, keeper, a.Subject, a.Customer, uuid.Nil)
	case "return":
		return "", t.Return(ctx, keeper, a.Subject, uuid.Nil, "nobody's")
	case "refund":
		return "", t.Refund(ctx, keeper, topup.Refunding{Topup: a.Subject, Amount: a.Amount})
	case "leave":
		_, err := t.PayOut(ctx, keeper, topup.Leaving{Customer: a.Customer, Currency: "EUR", Commission: min(a.Amount, 10), Recipient: "R", BankAccount: "A"})
		return "", err
	}
	return "", fmt.Errorf("nobody does %q", a.Do)
}

// names are the ids of what is wanted of a list, one a word.
func names[T any](list []T, of func(T) (uuid.UUID, bool)) string {
	var b strings.Builder
	for _, one := range list {
		if id, wanted := of(one); wanted {
			b.WriteString(id.String() + " ")
		}
	}
	return b.String()
}

// process is the taker, started, and started again when it was killed.
type process struct {
	door string
	env  []string

	mu    sync.Mutex
	cmd   *exec.Cmd
	ended chan struct{}
}

func startTaker(url, fake string) (*process, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	door := listener.Addr().String()
	if err := listener.Close(); err != nil {
		return nil, err
	}
	p := &process{door: door, env: append(os.Environ(), whereVariable+"="+url, stripeVariable+"="+fake, doorVariable+"="+door)}
	if err := p.start(); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *process) start() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	cmd, ended := exec.Command(os.Args[0]), make(chan struct{})
	cmd.Env = p.env
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() {
		defer close(ended)
		_ = cmd.Wait() // it ends by being killed
	}()
	p.cmd, p.ended = cmd, ended
	return nil
}

// kill ends the process with SIGKILL, and starts the next.
func (p *process) kill() error {
	if err := p.stop(); err != nil {
		return err
	}
	return p.start()
}

// revive starts it again if it ended by itself: it came up while PostgreSQL was away.
func (p *process) revive() error {
	p.mu.Lock()
	ended := p.ended
	p.mu.Unlock()
	select {
	case <-ended:
		return p.start()
	default:
		return nil
	}
}

// listens tells whether it is up: it listens once the database has answered it.
func (p *process) listens(ctx context.Context) bool {
	conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, "tcp", p.door)
	if err != nil {
		return false
	}
	_ = conn.Close() // it was only tried
	return true
}

func (p *process) stop() error {
	p.mu.Lock()
	cmd, ended := p.cmd, p.ended
	p.mu.Unlock()
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-ended
	return nil
}

// ask asks until it is answered for certain: neither away, nor without words.
func (p *process) ask(ctx context.Context, a asked) (answered, error) {
	body, err := json.Marshal(a)
	if err != nil {
		return answered{}, err
	}
	for {
		said, err := p.once(ctx, body)
		if err == nil && (said.Done || said.Code != errs.Unavailable && said.Code != errs.Internal) {
			return said, nil
		}
		if ctx.Err() != nil {
			return said, errors.Join(err, ctx.Err(), errors.New(said.Text))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (p *process) once(ctx context.Context, body []byte) (said answered, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+p.door, bytes.NewReader(body))
	if err != nil {
		return said, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return said, err
	}
	defer func() { _ = response.Body.Close() }()
	err = json.NewDecoder(response.Body).Decode(&said)
	return said, err
}
