package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/platform/support"
)

// rounds is how often something is read each way; the ways take turns, so that both meet the same weather.
const rounds = 400

// columns of a line in a list, as a superuser asks for them.
const columns = `t.id, t.counterparty_id, t.number, t.kind, t.state, t.awaiting_customer, t.critical, t.critical_reason, t.subject, t.via, t.locale, t.native_speaker,
	t.author_id, t.author_name, t.author_email, t.category_id, t.team_id, t.assignee_id, t.tier, t.facts, t.group_id, t.follows_id, t.refusal, t.refusal_reason,
	t.asked_at, t.unanswered_at, t.queue_at, t.promise_at, t.deadline_at, t.opened_at, t.first_promise_at, t.first_answer_at, t.answered_at, t.confirmed_at,
	t.unanswered_questions, t.warned_at, t.breached_at, t.overdue_at, t.promises_kept, t.promises_missed, t.changed_at`

// pages measures a page of fifty of the queue, and of all tickets by when they changed, each somewhere in it.
func (b *bench) pages(ctx context.Context) (string, error) {
	rows, err := b.Super.Query(ctx, `select id, rank, queue_at, asked_at, changed_at from tickets where tenant_id = $1 and state = 'open' order by random() limit 200`, b.realm.Tenant())
	if err != nil {
		return "", err
	}
	somewhere, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
		ID                    uuid.UUID
		Rank                  int
		Queue, Asked, Changed time.Time
	}])
	if err != nil {
		return "", err
	}
	var queue, bareQueue, list, bareList []time.Duration
	for range rounds {
		at := somewhere[rand.IntN(len(somewhere))]
		began := time.Now()
		if _, _, err := b.desks.Queue(ctx, b.realm, uuid.Nil, support.Filter{}, support.Place{Rank: at.Rank, At: at.Queue, Asked: at.Asked, ID: at.ID}, 50); err != nil {
			return "", err
		}
		queued := time.Now()
		if err := b.Bare(ctx, "select "+columns+` from tickets t where t.tenant_id = $1 and t.state = 'open' and (t.rank, t.queue_at, t.asked_at, t.id) > ($2, $3, $4, $5)
			order by t.rank, t.queue_at, t.asked_at, t.id limit 51`, b.realm.Tenant(), at.Rank, at.Queue, at.Asked, at.ID); err != nil {
			return "", err
		}
		bareQueued := time.Now()
		if _, _, err := b.desks.List(ctx, b.realm, uuid.Nil, support.Filter{}, support.Place{At: at.Changed, ID: at.ID}, 50); err != nil {
			return "", err
		}
		listed := time.Now()
		if err := b.Bare(ctx, "select "+columns+` from tickets t where t.tenant_id = $1 and (t.changed_at, t.id) < ($2, $3) order by t.changed_at desc, t.id desc limit 51`,
			b.realm.Tenant(), at.Changed, at.ID); err != nil {
			return "", err
		}
		queue, bareQueue = append(queue, queued.Sub(began)), append(bareQueue, bareQueued.Sub(queued))
		list, bareList = append(list, listed.Sub(bareQueued)), append(bareList, time.Since(listed))
	}
	q, bq, l, bl := median(queue), median(bareQueue), median(list), median(bareList)
	return fmt.Sprintf("a page of 50 of the queue %.3f ms, bare %.3f ms, ratio %.2f; of all by their last change %.3f ms, bare %.3f ms, ratio %.2f",
		ms(q), ms(bq), float64(q)/float64(bq), ms(l), ms(bl), float64(l)/float64(bl)), nil
}

// searches measures what is looked for at a desk: a word in a few of very many, a customer's name, and words that are everywhere.
func (b *bench) searches(ctx context.Context) (string, error) {
	var told []string
	for _, s := range []struct {
		what  string
		words func() string
		rows  bool
	}{
		{"a rare word", func() string { return fmt.Sprintf("axle%d", 7+8*rand.IntN(8)) }, true},
		{"a customer and a word", func() string { return fmt.Sprintf("customer%d late", rand.IntN(5000)) }, true},
		{"words that most have", func() string { return "since yester" }, true},
	} {
		var ours, bare []time.Duration
		for range rounds / 4 {
			words := s.words()
			began := time.Now()
			found, err := b.desks.Search(ctx, b.realm, words)
			if err != nil {
				return "", err
			}
			if len(found) == 0 {
				return "", fmt.Errorf("a search for %q finds nothing", words)
			}
			searched := time.Now()
			if err := b.Bare(ctx, "select "+columns+` from tickets t join (
				select w.ticket_id from ticket_words w where w.desk_id = $1
				and w.words @@ (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(tsvector_to_array(to_tsvector('simple', $2))) word)::tsquery
				order by w.opened_at desc, w.ticket_id desc limit 100) f on f.ticket_id = t.id order by t.opened_at desc, t.id desc`, b.realm.Tenant(), words); err != nil {
				return "", err
			}
			ours, bare = append(ours, searched.Sub(began)), append(bare, time.Since(searched))
		}
		o, p := median(ours), median(bare)
		told = append(told, fmt.Sprintf("%s %.2f ms, bare %.2f ms, ratio %.2f", s.what, ms(o), ms(p), float64(o)/float64(p)))
	}
	return "searched for " + strings.Join(told, ", "), nil
}
