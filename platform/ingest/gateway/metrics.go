package gateway

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/platform/ingest/verdict"
)

// Metrics are what the gateway counts. Register them once.
type Metrics struct {
	connections *prometheus.GaugeVec
	refused     *prometheus.CounterVec
	frames      *prometheus.CounterVec
	undecodable *prometheus.CounterVec
	records     *prometheus.CounterVec
	outcomes    [verdict.BeforeBinding + 1]prometheus.Counter // those of records
	unspooled   *prometheus.CounterVec
	durable     prometheus.Histogram
}

// NewMetrics makes them, all at zero.
func NewMetrics() *Metrics {
	vec := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "livery", Subsystem: "gateway", Name: name, Help: help}, labels)
	}
	m := &Metrics{
		connections: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Namespace: "livery", Subsystem: "gateway", Name: "connections", Help: "Trackers connected over TCP.",
		}, []string{"protocol"}),
		refused:     vec("refused_total", "Connections and logins that were not let in.", "protocol", "why"),
		frames:      vec("frames_total", "Frames decoded.", "protocol", "kind"),
		undecodable: vec("undecodable_total", "Frames not accepted: wrong checksum, malformed, of another protocol.", "protocol", "why"),
		records:     vec("records_total", "Records by what became of them.", "outcome"),
		unspooled:   vec("unspooled_total", "Packets not acknowledged because the spool did not take them.", "why"),
		durable: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: "livery", Subsystem: "gateway", Name: "durable_seconds",
			Help: "From a packet's arrival to its acknowledgement.", Buckets: []float64{.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10},
		}),
	}
	for outcome := range m.outcomes {
		m.outcomes[outcome] = m.records.WithLabelValues(verdict.Outcome(outcome).String())
	}
	return m
}

// Collectors are all of them.
func (m *Metrics) Collectors() []prometheus.Collector {
	return []prometheus.Collector{m.connections, m.refused, m.frames, m.undecodable, m.records, m.unspooled, m.durable}
}
