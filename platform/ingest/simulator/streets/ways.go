package streets

import (
	"container/heap"
	"math"
)

// Ways are the quickest ways from the end of one edge to the start of every other.
type Ways struct {
	from    int
	before  []int
	seconds []float64
	metres  []float64
	lights  []int
}

// What a turn and a light cost a driver who is choosing the way, in seconds.
const (
	rightTurn, leftTurn = 3, 7
	lightWait           = 10
)

// Ways finds the quickest ways from the end of an edge, at the speed limits.
func (g *Graph) Ways(from int) *Ways {
	n := len(g.Edges)
	w := &Ways{from, make([]int, n), make([]float64, n), make([]float64, n), make([]int, n)}
	for i := range w.seconds {
		w.seconds[i] = math.Inf(1)
	}
	var open frontier
	reach := func(edge, before int, seconds, metres float64, lights int) {
		if seconds < w.seconds[edge] {
			w.before[edge], w.seconds[edge], w.metres[edge], w.lights[edge] = before, seconds, metres, lights
			heap.Push(&open, candidate{edge, seconds})
		}
	}
	for _, next := range g.Edges[from].Next {
		reach(next, from, g.turnTime(from, next), 0, 0)
	}
	for len(open) > 0 {
		c := heap.Pop(&open).(candidate)
		if c.seconds > w.seconds[c.edge] {
			continue
		}
		e := &g.Edges[c.edge]
		length, lights := e.Length(), len(e.Signals)
		seconds := c.seconds + length/(e.Limit/3.6) + lightWait*float64(lights)
		for _, next := range e.Next {
			reach(next, c.edge, seconds+g.turnTime(c.edge, next), w.metres[c.edge]+length, w.lights[c.edge]+lights)
		}
	}
	return w
}

func (g *Graph) turnTime(from, to int) float64 {
	switch bend := Turn(g.Edges[from].Arrival, g.Edges[to].Departure); {
	case bend > 40:
		return rightTurn
	case bend < -40:
		return leftTurn
	}
	return 0
}

// To returns the edges of the way, with the first and the last one.
func (w *Ways) To(edge int) []int {
	count := 2
	for e := w.before[edge]; e != w.from; e = w.before[e] {
		count++
	}
	way := make([]int, count)
	way[0] = w.from
	for i := count - 1; i > 0; i-- {
		way[i] = edge
		edge = w.before[edge]
	}
	return way
}

// Metres returns the length between the two edges, without them.
func (w *Ways) Metres(edge int) float64 { return w.metres[edge] }

// Lights returns how many lights there are between the two edges.
func (w *Ways) Lights(edge int) int { return w.lights[edge] }

// frontier is a heap of edges reached, the nearest first; among equals the lower index, so that ways repeat.
type frontier []candidate

type candidate struct {
	edge    int
	seconds float64
}

func (f frontier) Len() int { return len(f) }
func (f frontier) Less(i, j int) bool {
	if f[i].seconds != f[j].seconds {
		return f[i].seconds < f[j].seconds
	}
	return f[i].edge < f[j].edge
}
func (f frontier) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *frontier) Push(c any)   { *f = append(*f, c.(candidate)) }
func (f *frontier) Pop() any {
	last := len(*f) - 1
	c := (*f)[last]
	*f = (*f)[:last]
	return c
}
