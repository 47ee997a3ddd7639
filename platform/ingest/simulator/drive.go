package simulator

import (
	"math"
	"sort"

	"github.com/liveryhq/livery/platform/ingest/simulator/streets"
)

// How briskly anything here drives, in m/s².
const (
	accelerates = 1.5
	brakes      = 1.9
)

// drive is one ride along edges, worked out to the split second: a list of phases of even acceleration.
type drive struct {
	graph *streets.Graph
	edges []int
	// starts is where on the ride each edge starts, in metres; the first lies before the ride's own start.
	starts []float64
	phases []phase
	metres float64
	// arrive is the end in Unix seconds.
	arrive float64

	back    float64
	scratch []float64
}

// phase is a time of even acceleration: when it starts, in Unix seconds, where on the ride, how fast (m/s) and how much
// faster each second.
type phase struct{ from, at, speed, gain float64 }

// mark is a place on the ride that bounds the speed there; top bounds it from there to the next mark.
type mark struct {
	at, most, top float64
	light         *streets.Signal
}

// newDrive works out a ride that starts some metres along the first edge at a moment in Unix seconds and ends some metres
// along the last one. At lights it stands some metres back, as in a queue.
func newDrive(g *streets.Graph, edges []int, startAt, endAt, moment, back float64, p *Profile) *drive {
	d := &drive{graph: g, edges: edges, back: back, starts: make([]float64, len(edges))}
	at := -startAt
	for i, edge := range edges {
		d.starts[i] = at
		at += g.Edges[edge].Length()
	}
	d.metres = d.starts[len(edges)-1] + endAt
	marks := d.marks(p)

	// Backwards: at each mark no faster than lets one brake for all that follow.
	for i := len(marks) - 2; i >= 0; i-- {
		room := marks[i+1].at - marks[i].at
		marks[i].most = math.Min(marks[i].most, math.Sqrt(marks[i+1].most*marks[i+1].most+2*brakes*room))
	}
	// Forwards: from standstill to standstill, be it at a light that is red or at the end.
	for from := 0; from < len(marks)-1; {
		to, wait := d.nextHalt(marks, from, moment)
		moment = d.run(marks, from, to, moment, true, true)
		if wait > 0 {
			d.phases = append(d.phases, phase{from: moment, at: marks[to].at})
			moment += wait
		}
		from = to
	}
	d.arrive = moment
	return d
}

// marks lists what bounds the speed: corners, lights, and both ends.
func (d *drive) marks(p *Profile) []mark {
	var marks []mark
	add := func(at, most, top float64, light *streets.Signal) {
		if at > 0 && at < d.metres {
			marks = append(marks, mark{at, most, top, light})
		}
	}
	marks = append(marks, mark{})
	before := math.Inf(1)
	for i, index := range d.edges {
		edge := &d.graph.Edges[index]
		top := math.Min(edge.Limit*p.Pace, p.Top) / 3.6
		if i == 0 {
			marks[0].top = top
		} else {
			corner := cornerSpeed(streets.Turn(d.graph.Edges[d.edges[i-1]].Arrival, edge.Departure))
			add(d.starts[i], math.Min(corner, math.Min(top, before)), top, nil)
		}
		for _, bend := range edge.Bends {
			add(d.starts[i]+bend.At, math.Min(cornerSpeed(bend.Degrees), top), top, nil)
		}
		for j := range edge.Signals {
			light := &edge.Signals[j]
			queue := math.Min(top, before)
			add(d.starts[i]+light.At-d.back, queue, queue, light)
		}
		before = top
	}
	sort.SliceStable(marks, func(a, b int) bool { return marks[a].at < marks[b].at })
	return append(marks, mark{at: d.metres})
}

// cornerSpeed is how fast one takes a corner of some degrees, in m/s.
func cornerSpeed(bend float64) float64 {
	bend = math.Abs(bend)
	if bend < 15 {
		return math.Inf(1)
	}
	return math.Max(8, 42-0.36*bend) / 3.6
}

// nextHalt finds where one next stands when one sets off from a mark at a moment, and for how long one waits there.
func (d *drive) nextHalt(marks []mark, from int, moment float64) (to int, wait float64) {
	last := marks[from].light
	for i := from + 1; i < len(marks)-1; i++ {
		light := marks[i].light
		// The second light of a junction is passed once the first one is.
		if light == nil || last != nil && last.Junction == light.Junction {
			continue
		}
		last = light
		if greenAfter(light.Junction, light.Course, d.run(marks, from, i, moment, false, false)) > 0 {
			// Whoever brakes comes later than whoever drives through; it may be green again by then.
			halt := d.run(marks, from, i, moment, true, false)
			return i, math.Max(1, greenAfter(light.Junction, light.Course, halt))
		}
	}
	return len(marks) - 1, 0
}

// run drives from a standstill at one mark to another mark, to halt there or to pass, and returns when it gets there.
func (d *drive) run(marks []mark, from, to int, moment float64, halt, record bool) float64 {
	speeds := d.scratch[:0]
	for _, m := range marks[from : to+1] {
		speeds = append(speeds, m.most)
	}
	d.scratch = speeds
	speeds[0] = 0
	if halt {
		speeds[len(speeds)-1] = 0
	}
	for i := len(speeds) - 2; i > 0; i-- {
		room := marks[from+i+1].at - marks[from+i].at
		speeds[i] = math.Min(speeds[i], math.Sqrt(speeds[i+1]*speeds[i+1]+2*brakes*room))
	}
	for i := 1; i < len(speeds); i++ {
		room := marks[from+i].at - marks[from+i-1].at
		speeds[i] = math.Min(speeds[i], math.Sqrt(speeds[i-1]*speeds[i-1]+2*accelerates*room))
		moment = d.piece(marks[from+i-1], room, speeds[i-1], speeds[i], moment, record)
	}
	return moment
}

// piece drives between two marks: faster, evenly, slower, each for as long as fits.
func (d *drive) piece(m mark, room, enter, leave, moment float64, record bool) float64 {
	if room <= 0 {
		return moment
	}
	peak := math.Sqrt((2*accelerates*brakes*room + brakes*enter*enter + accelerates*leave*leave) / (accelerates + brakes))
	peak = math.Max(math.Max(enter, leave), math.Min(peak, m.top))
	faster, slower := (peak*peak-enter*enter)/(2*accelerates), (peak*peak-leave*leave)/(2*brakes)
	evenly := math.Max(0, room-faster-slower)
	at := m.at
	step := func(metres, speed, gain, seconds float64) {
		if seconds <= 0 {
			return
		}
		if record {
			d.phases = append(d.phases, phase{moment, at, speed, gain})
		}
		moment, at = moment+seconds, at+metres
	}
	step(faster, enter, accelerates, (peak-enter)/accelerates)
	step(evenly, peak, 0, evenly/peak)
	step(slower, peak, -brakes, (peak-leave)/brakes)
	return moment
}

// motion is where on a ride one is, and how fast.
type motion struct {
	place         streets.Point
	course, speed float64 // degrees, m/s
	metres        float64
	braking       bool
}

// at returns the motion at a moment in Unix seconds; before the start and after the end one stands there.
func (d *drive) at(moment float64) motion {
	i := sort.Search(len(d.phases), func(i int) bool { return d.phases[i].from > moment }) - 1
	var m motion
	switch {
	case i < 0:
	case moment >= d.arrive:
		m.metres = d.metres
	default:
		p := d.phases[i]
		t := moment - p.from
		m.speed = math.Max(0, p.speed+p.gain*t)
		m.metres = math.Min(d.metres, p.at+p.speed*t+p.gain*t*t/2)
		m.braking = p.gain < 0
	}
	edge := max(0, sort.SearchFloat64s(d.starts, m.metres)-1)
	if edge+1 < len(d.starts) && d.starts[edge+1] == m.metres {
		edge++
	}
	m.place, m.course = d.graph.Edges[d.edges[edge]].Place(m.metres - d.starts[edge])
	return m
}

// hardest returns a moment at which one brakes, after some part of the ride.
func (d *drive) hardest(after float64) (moment float64, ok bool) {
	for i := 0; i+1 < len(d.phases); i++ {
		p, end := d.phases[i], d.phases[i+1].from
		if p.gain < 0 && p.at > after*d.metres && p.speed > 6 {
			return (p.from + end) / 2, true
		}
	}
	return 0, false
}
