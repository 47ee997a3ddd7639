package streets

import (
	_ "embed"
	"math"
	"sort"
	"sync"
)

// Point is a place in degrees, WGS 84.
type Point struct{ Lat, Lon float64 }

// Signal is a traffic light on an edge.
type Signal struct {
	// At is where vehicles stop for it, in metres from the edge's start.
	At float64
	// Junction tells the crossing it belongs to: lights of one junction have the same number.
	Junction int
	// Course is the direction in which one comes up to it, derived from the edge's shape.
	Course float64
}

// Edge is a stretch of street between two junctions in one direction.
type Edge struct {
	// Name is the street's, in the language of the place; it may be empty.
	Name string
	// Limit is the speed limit in km/h.
	Limit float64
	// Line is the edge's shape, two points at least.
	Line []Point
	// Signals are the lights along it, in order.
	Signals []Signal
	// Next are the edges one may drive on to at its end.
	Next []int

	// What follows is derived from the shape.

	// Bends are the corners within the edge.
	Bends []Bend
	// Departure and Arrival are the directions in which one enters and leaves it, in degrees clockwise from north.
	Departure, Arrival float64
	// reach is the distance of each point of Line from its start, in metres.
	reach []float64
}

// Bend is a corner within an edge: where, in metres from its start, and by how many degrees it turns, right positive.
type Bend struct{ At, Degrees float64 }

// Graph is a network of edges, each known by its index. It is not changed once made.
type Graph struct {
	Edges []Edge
}

//go:embed data/helsinki.streets
var helsinkiFile []byte

// Helsinki returns the embedded graph.
var Helsinki = sync.OnceValue(func() *Graph {
	graph, err := Decode(helsinkiFile)
	if err != nil {
		panic("streets: the embedded graph cannot be read: " + err.Error())
	}
	return graph
})

// Length returns the edge's length in metres.
func (e *Edge) Length() float64 { return e.reach[len(e.reach)-1] }

// Place returns where one is some metres along the edge, and in which direction one goes there, in degrees clockwise
// from north. Metres before the start or beyond the end count as those.
func (e *Edge) Place(metres float64) (at Point, course float64) {
	// The piece that ends at or after the place.
	i := sort.SearchFloat64s(e.reach[1:len(e.reach)-1], metres) + 1
	a, b := e.Line[i-1], e.Line[i]
	part := math.Max(0, math.Min(1, (metres-e.reach[i-1])/(e.reach[i]-e.reach[i-1])))
	return Point{a.Lat + (b.Lat-a.Lat)*part, a.Lon + (b.Lon-a.Lon)*part}, Course(a, b)
}

// measure computes what is derived from the shape.
func (e *Edge) measure() {
	e.reach = make([]float64, len(e.Line))
	for i := 1; i < len(e.Line); i++ {
		e.reach[i] = e.reach[i-1] + Distance(e.Line[i-1], e.Line[i])
		course := Course(e.Line[i-1], e.Line[i])
		if i == 1 {
			e.Departure = course
		} else {
			e.Bends = append(e.Bends, Bend{e.reach[i-1], Turn(e.Arrival, course)})
		}
		e.Arrival = course
	}
	for i := range e.Signals {
		_, e.Signals[i].Course = e.Place(e.Signals[i].At)
	}
}

const earthRadius = 6371008.8 // metres, mean

// Distance returns the metres between two places not far apart.
func Distance(a, b Point) float64 {
	north := (b.Lat - a.Lat) * math.Pi / 180
	east := (b.Lon - a.Lon) * math.Pi / 180 * math.Cos((a.Lat+b.Lat)/2*math.Pi/180)
	return earthRadius * math.Hypot(north, east)
}

// Course returns the direction from one place to another not far off, in degrees clockwise from north, 0 to 360.
func Course(a, b Point) float64 {
	east := (b.Lon - a.Lon) * math.Cos((a.Lat+b.Lat)/2*math.Pi/180)
	return math.Mod(math.Atan2(east, b.Lat-a.Lat)*180/math.Pi+360, 360)
}

// Turn returns by how much the direction changes from one course to another: -180 to 180, right positive.
func Turn(from, to float64) float64 { return math.Mod(to-from+540, 360) - 180 }
