package simulator

import (
	"math"
	"sync"

	"github.com/liveryhq/livery/platform/ingest/simulator/streets"
)

// city is the streets with the places in them where one stops, and the ways between these.
type city struct {
	graph *streets.Graph
	// stops are edges with room to park.
	stops []int
	ways  []*streets.Ways
}

var helsinki = sync.OnceValue(func() *city { return newCity(streets.Helsinki()) })

const stopCount = 48

// newCity spreads the stops over the streets: each as far from those before it as can be.
func newCity(g *streets.Graph) *city {
	const (
		leastLength = 40 // metres
		quiet       = 30 // km/h: nobody parks where faster traffic runs
	)
	var candidates []int
	var middles []streets.Point
	for i := range g.Edges {
		if e := &g.Edges[i]; e.Length() >= leastLength && e.Limit <= quiet {
			middle, _ := e.Place(e.Length() / 2)
			candidates, middles = append(candidates, i), append(middles, middle)
		}
	}
	c := &city{graph: g}
	nearest := make([]float64, len(candidates))
	for i := range nearest {
		nearest[i] = math.Inf(1)
	}
	for len(c.stops) < min(stopCount, len(candidates)) {
		best := 0
		for i := range candidates {
			if nearest[i] > nearest[best] {
				best = i
			}
		}
		c.stops = append(c.stops, candidates[best])
		c.ways = append(c.ways, g.Ways(candidates[best]))
		for i := range candidates {
			nearest[i] = math.Min(nearest[i], streets.Distance(middles[i], middles[best]))
		}
	}
	return c
}

// Traffic lights all have one cycle; each junction starts it at a time of its own, and its two axes take turns.
const (
	lightCycle = 72 // seconds
	greenFor   = 33
)

// greenAfter returns how many seconds after a moment (in Unix seconds) a light is green: zero if it is.
func greenAfter(junction int, course, moment float64) float64 {
	start := dice(junction).of(forStart).between(0, lightCycle)
	if math.Abs(math.Sin(course*math.Pi/180)) > math.Sqrt2/2 {
		start += lightCycle / 2 // the axis from east to west
	}
	into := math.Mod(moment-start, lightCycle)
	if into < 0 {
		into += lightCycle
	}
	if into < greenFor {
		return 0
	}
	return lightCycle - into
}
