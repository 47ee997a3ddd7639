package contact

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/ingest/live"
)

// A tracker deleted meanwhile is left out. Logging in does not hide what the records came to.
const upsert = `insert into tracker_contacts (tracker_id, tenant_id, at, outcome, protocol, port, detail)
	select t.id, t.tenant_id, c.at, c.outcome, c.protocol, c.port, c.detail::jsonb
	from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::text[]) c (tracker, at, outcome, protocol, port, detail)
		join trackers t on t.id = c.tracker
	order by t.id
	for key share of t
	on conflict (tracker_id) do update
	set at = excluded.at, outcome = excluded.outcome, protocol = excluded.protocol, port = excluded.port, detail = excluded.detail
	where tracker_contacts.at <= excluded.at
		and (excluded.outcome <> 'waiting' or tracker_contacts.outcome in ('waiting', 'wrong_protocol', 'wrong_password'))`

func save(ctx context.Context, d Database, batch map[uuid.UUID]live.Contact) error {
	n := len(batch)
	trackers, at, outcomes := make([]uuid.UUID, 0, n), make([]time.Time, 0, n), make([]string, 0, n)
	protocols, ports, details := make([]string, 0, n), make([]int32, 0, n), make([]string, 0, n)
	for id, c := range batch {
		detail, err := json.Marshal(c.Details())
		if err != nil {
			return fmt.Errorf("write a contact's detail: %w", err)
		}
		trackers, at, outcomes = append(trackers, id), append(at, c.At), append(outcomes, c.Outcome)
		protocols, ports, details = append(protocols, c.Protocol), append(ports, int32(c.Port)), append(details, string(detail))
	}
	return d.Worker(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, upsert, trackers, at, outcomes, protocols, ports, details)
		return err
	})
}
