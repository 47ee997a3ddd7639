package outbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Message is something that has to leave the process because a transaction was committed.
type Message struct {
	ID      uuid.UUID
	Tenant  uuid.UUID
	Topic   string
	Payload json.RawMessage
	// Attempts made before this one.
	Attempts int
}

// errDead marks what trying again does not mend.
type errDead struct{ cause error }

func (e errDead) Error() string { return "given up: " + e.cause.Error() }
func (e errDead) Unwrap() error { return e.cause }

// GiveUp is what a Deliver returns for a message that no further attempt could hand on: it is set aside, for the operator
// to see.
func GiveUp(cause error) error { return errDead{cause} }

// IsGivenUp tells whether an error says so.
func IsGivenUp(err error) bool {
	_, given := errors.AsType[errDead](err)
	return given
}

// errWait marks what waits for something of a tenant's to work again.
type errWait struct {
	cause error
	on    uuid.UUID
}

func (e errWait) Error() string { return "waits: " + e.cause.Error() }
func (e errWait) Unwrap() error { return e.cause }

// WaitFor is what a Deliver returns for a message that nothing is wrong with, and that what its tenant has set up does not take: it is
// tried again for as long as that lasts, and never given up. on is the tenant; the database wakes what waits for it.
func WaitFor(on uuid.UUID, cause error) error { return errWait{cause, on} }

// Put puts a message into the transaction that gives cause to it: it leaves if and only if that is committed.
func Put(ctx context.Context, tx *db.Tx, s db.Scope, topic string, payload any) error {
	return PutFor(ctx, tx, s.Tenant(), topic, payload)
}

// PutFor is Put for jobs, which act for many tenants and have the scope of none.
func PutFor(ctx context.Context, tx *db.Tx, tenant uuid.UUID, topic string, payload any) error {
	encoded, err := json.Marshal(payload)
	if err != nil {
		return fmt.Errorf("encode a message of topic %s: %w", topic, err)
	}
	if err := insertMessage(ctx, tx, uuid.Must(uuid.NewV7()), tenant, topic, encoded); err != nil {
		return fmt.Errorf("put a message of topic %s into the outbox: %w", topic, err)
	}
	return nil
}

// About is a message about a tenant.
type About struct {
	Tenant  uuid.UUID
	Payload any
}

// PutActing is Put of many messages, with the tenant that the transaction acts in; in a job's, which acts in none, with the tenant each is about.
func PutActing(ctx context.Context, tx *db.Tx, topic string, list ...About) error {
	ids, about, payloads := make([]uuid.UUID, len(list)), make([]uuid.UUID, len(list)), make([]string, len(list))
	for i, a := range list {
		encoded, err := json.Marshal(a.Payload)
		if err != nil {
			return fmt.Errorf("encode a message of topic %s: %w", topic, err)
		}
		ids[i], about[i], payloads[i] = uuid.Must(uuid.NewV7()), a.Tenant, string(encoded)
	}
	if err := insertMessages(ctx, tx, ids, about, topic, payloads); err != nil {
		return fmt.Errorf("put messages of topic %s into the outbox: %w", topic, err)
	}
	return nil
}

// Deliver hands a message on. It is called at least once a message, so it must bear being called again. An error has it
// tried again later.
type Deliver func(ctx context.Context, m Message) error

// Times of the courier.
const (
	// claimFor is how long a claimed message is left to the courier that has it.
	claimFor   = 2 * time.Minute
	claimBatch = 50
	// handFor bounds one attempt. A message is begun only while its claim lasts that long, so that no other courier has it
	// at the same time, however slow those before it were.
	handFor = 45 * time.Second
	// lastAttempt is the one after which a message is set aside: with lastRetry between them, some thirty hours after it
	// was put.
	lastAttempt = 40
	firstRetry  = 5 * time.Second
	lastRetry   = time.Hour
	// settleFor bounds the noting of what became of a message.
	settleFor = 5 * time.Second
	// lookAnyway is how often the courier looks without having been told.
	lookAnyway = 30 * time.Second
)

// Courier hands messages on, those of one topic in no promised order. Several may work side by side.
type Courier struct {
	db     *db.DB
	clock  clock.Clock
	log    *slog.Logger
	topics map[string]Deliver
	rang   chan struct{}
}

// NewCourier makes a courier for the topics. Messages of other topics stay for couriers that know them.
func NewCourier(d *db.DB, c clock.Clock, log *slog.Logger, topics map[string]Deliver) *Courier {
	return &Courier{db: d, clock: c, log: log, topics: topics, rang: make(chan struct{}, 1)}
}

// Run works until ctx ends.
func (c *Courier) Run(ctx context.Context) error {
	listening := make(chan error, 1)
	go func() { listening <- c.db.Listen(ctx, "livery_outbox", c.ring) }()
	tick := time.NewTicker(lookAnyway)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return <-listening
		case <-c.rang:
		case <-tick.C:
		}
		for {
			n, err := c.Round(ctx)
			if err != nil && ctx.Err() == nil {
				c.log.WarnContext(ctx, "the outbox could not be worked off", "error", err)
			}
			if n < claimBatch || ctx.Err() != nil {
				break
			}
		}
	}
}

func (c *Courier) ring() {
	select {
	case c.rang <- struct{}{}:
	default:
	}
}

// Round claims what is due and hands it on; it returns how many messages it claimed.
func (c *Courier) Round(ctx context.Context) (int, error) {
	topics := make([]string, 0, len(c.topics))
	for topic := range c.topics {
		topics = append(topics, topic)
	}
	var claimed []Message
	now := c.clock.Now()
	err := c.db.Worker(ctx, func(tx *db.Tx) (err error) {
		claimed, err = claimMessages(ctx, tx, topics, now, now.Add(claimFor), claimBatch)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("claim messages: %w", err)
	}
	for _, m := range claimed {
		if c.clock.Now().Add(handFor).After(now.Add(claimFor)) {
			break // the claims of the rest run out: they are claimed again
		}
		if err := c.hand(ctx, m); err != nil {
			return len(claimed), err
		}
	}
	return len(claimed), nil
}

func (c *Courier) hand(ctx context.Context, m Message) error {
	bounded, cancel := context.WithTimeout(ctx, handFor)
	failure := c.topics[m.Topic](bounded, m)
	cancel()
	if failure != nil && ctx.Err() != nil {
		return ctx.Err() // the claim runs out by itself
	}
	// What was handed on is known to be, also where the process is told to stop at this moment.
	ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), settleFor)
	defer cancel()
	_, dead := errors.AsType[errDead](failure)
	waits, patient := errors.AsType[errWait](failure)
	dead = dead || failure != nil && !patient && m.Attempts+1 >= lastAttempt
	err := c.db.Worker(ctx, func(tx *db.Tx) error {
		switch {
		case failure == nil:
			return deleteMessage(ctx, tx, m.ID)
		case dead:
			return buryMessage(ctx, tx, m.ID, c.clock.Now(), failure.Error())
		}
		var on *uuid.UUID
		if patient {
			on = &waits.on
		}
		return postponeMessage(ctx, tx, m.ID, c.clock.Now().Add(retryAfter(m.Attempts)), errs.CodeOf(failure).String(), on)
	})
	if failure != nil {
		c.log.WarnContext(ctx, "a message could not be handed on", "topic", m.Topic, "message", m.ID, "attempts", m.Attempts+1, "given_up", dead, "error", failure)
	}
	if err != nil {
		return fmt.Errorf("settle a message: %w", err)
	}
	return nil
}

func retryAfter(attempts int) time.Duration {
	return min(firstRetry<<min(attempts, 20), lastRetry)
}
