package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
)

// tellAtOnce bounds how many customers are told of a price in one transaction.
const tellAtOnce = 500

// DeliverPrice tells whoever has a plan or a package of what changes of it, and from when (terms 4.7), each once
// (catalogue.Topic); of what was agreed with one customer, that one alone. What was taken back meanwhile is told to nobody.
func (e *Engine) DeliverPrice(ctx context.Context, m outbox.Message) error {
	var told catalogue.Told
	if err := json.Unmarshal(m.Payload, &told); err != nil {
		return outbox.GiveUp(fmt.Errorf("read a change of a price: %w", err))
	}
	if told.Agreed != nil {
		return e.DB.Worker(ctx, func(tx *db.Tx) error {
			a := told.Agreed
			return outbox.PutFor(ctx, tx, a.Customer, NoticeTopic, notice{Tenant: a.Customer, Template: "price_change", About: a.About, Provider: a.Wholesale,
				Params: map[string]string{"plan": a.Item, "price": a.Price, "was": a.Was, "from": a.From.UTC().Format(time.DateOnly)}})
		})
	}
	for after := uuid.Nil; ; {
		var readers []uuid.UUID
		err := e.DB.Worker(ctx, func(tx *db.Tx) error {
			change, err := readChange(ctx, tx, told.Version)
			if errors.Is(err, pgx.ErrNoRows) {
				return outbox.GiveUp(errors.New("the version of a price list that was to be told of is not there"))
			}
			if err != nil || change.withdrawn {
				return err
			}
			if readers, err = concerned(ctx, tx, told.Version, after, e.Clock.Now(), tellAtOnce); err != nil {
				return err
			}
			for _, customer := range readers {
				n := notice{Tenant: customer, Template: "price_change", About: told.Version.String(), Provider: change.wholesale,
					Params: map[string]string{"plan": change.name, "price": change.price.String(), "was": change.was.String(),
						"from": change.inForceFrom.UTC().Format(time.DateOnly)}}
				if err := outbox.PutFor(ctx, tx, customer, NoticeTopic, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || len(readers) < tellAtOnce {
			return err
		}
		after = readers[len(readers)-1]
	}
}

// changed is a version that was posted, beside the one before it.
type changed struct {
	name                 string
	price, was           catalogue.Price
	inForceFrom          time.Time
	wholesale, withdrawn bool
}
