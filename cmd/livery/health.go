package main

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"github.com/liveryhq/livery/api/ops"
	staffdoors "github.com/liveryhq/livery/api/staff"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
)

// healthTime bounds what staff wait for when something does not answer.
const healthTime = 3 * time.Second

// watching tells the platform's staff how the installation is doing: from what this process counts, and from the
// database.
type watching struct {
	i       *installation
	metrics prometheus.Gatherer
	checks  map[string]ops.Check
	started time.Time
	now     func() time.Time
}

// Health asks everything at once and says what does not answer.
func (w watching) Health(ctx context.Context) staffdoors.Health {
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	h := staffdoors.Health{At: w.now().UTC(), StartedAt: w.started, Version: version, Go: runtime.Version(), Roles: []string{}, Parts: []staffdoors.Part{}, Backlog: []staffdoors.Work{},
		Database: staffdoors.Database{Schema: db.SchemaVersion()}}
	for _, r := range []config.Role{config.Gateway, config.Worker, config.WebRole} {
		if w.i.config.General.Roles.Has(r) {
			h.Roles = append(h.Roles, string(r))
		}
	}
	for name, check := range w.checks {
		p := staffdoors.Part{Name: name}
		if err := check(ctx); err != nil {
			p.Problem = err.Error()
		}
		h.Parts = append(h.Parts, p)
	}
	slices.SortFunc(h.Parts, func(a, b staffdoors.Part) int { return cmp.Compare(a.Name, b.Name) })
	before := w.now()
	if f, err := w.i.storage.db.Facts(ctx); err == nil {
		h.Database.Version, h.Database.Bytes, h.Database.Sessions, h.Database.MostConns = f.Version, f.Bytes, f.Connections, f.MostConnections
		h.Database.Seconds = w.now().Sub(before).Seconds()
		h.Backlog = w.backlog(ctx)
	}
	h.Ingest = w.ingest()
	return h
}

func (w watching) backlog(ctx context.Context) []staffdoors.Work {
	list := []staffdoors.Work{}
	if topics, err := outbox.Count(ctx, w.i.storage.db); err == nil {
		waiting, dead := staffdoors.Work{Name: "outbox"}, staffdoors.Work{Name: "outbox_failed"}
		for _, t := range topics {
			waiting.Count += t.Waiting
			dead.Count += t.Dead
			if t.Waiting > 0 && (waiting.Since == nil || t.Oldest.Before(*waiting.Since)) {
				waiting.Since = &t.Oldest
			}
		}
		list = append(list, waiting, dead)
	}
	if n, err := w.i.fleet.ToErase(ctx); err == nil {
		list = append(list, staffdoors.Work{Name: "erase", Count: n})
	}
	return list
}

// ingest reads the figures of the path of trackers, as operators see them in the metrics.
func (w watching) ingest() staffdoors.Ingest {
	families, err := w.metrics.Gather()
	if err != nil {
		families = nil // a collector that fails is told by /metrics
	}
	by := func(family, label string) []staffdoors.ByName {
		sums := map[string]float64{}
		for _, m := range metricsOf(families, family) {
			sums[labelOf(m, label)] += valueOf(m)
		}
		list := make([]staffdoors.ByName, 0, len(sums))
		for name, v := range sums {
			list = append(list, staffdoors.ByName{Name: name, Value: v})
		}
		slices.SortFunc(list, func(a, b staffdoors.ByName) int { return cmp.Compare(a.Name, b.Name) })
		return list
	}
	sum := func(family string) (total float64) {
		for _, m := range metricsOf(families, family) {
			total += valueOf(m)
		}
		return total
	}
	var lag float64
	for _, m := range metricsOf(families, "livery_store_lag_seconds") {
		lag = max(lag, valueOf(m))
	}
	return staffdoors.Ingest{
		Connections: by("livery_gateway_connections", "protocol"), Frames: by("livery_gateway_frames_total", "protocol"),
		Undecodable: by("livery_gateway_undecodable_total", "protocol"), Records: by("livery_gateway_records_total", "outcome"),
		Stored: sum("livery_store_records_total"), Failures: sum("livery_store_failures_total"), Unspooled: sum("livery_gateway_unspooled_total"), LagSeconds: lag,
	}
}

func metricsOf(families []*dto.MetricFamily, name string) []*dto.Metric {
	for _, f := range families {
		if f.GetName() == name {
			return f.GetMetric()
		}
	}
	return nil
}

func labelOf(m *dto.Metric, name string) string {
	for _, l := range m.GetLabel() {
		if l.GetName() == name {
			return l.GetValue()
		}
	}
	return ""
}

func valueOf(m *dto.Metric) float64 {
	if g := m.GetGauge(); g != nil {
		return g.GetValue()
	}
	return m.GetCounter().GetValue()
}
