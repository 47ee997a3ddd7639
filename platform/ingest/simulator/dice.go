package simulator

// dice throws numbers that look random and are computed from a seed and what they are thrown for.
type dice uint64

// of returns the dice for one purpose.
func (d dice) of(purposes ...uint64) dice {
	for _, p := range purposes {
		d = dice(mixed(uint64(d) + 0x9e3779b97f4a7c15*(p+1)))
	}
	return d
}

// below returns a number from 0 to n-1.
func (d dice) below(n int) int { return int(mixed(uint64(d)) % uint64(n)) }

// share returns a number from 0 up to 1.
func (d dice) share() float64 { return float64(mixed(uint64(d))>>11) / (1 << 53) }

// between returns a number from low to high.
func (d dice) between(low, high float64) float64 { return low + (high-low)*d.share() }

// mixed spreads a number over all bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
func mixed(z uint64) uint64 {
	z += 0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// What dice are thrown for.
const (
	forHome uint64 = iota
	forShift
	forOdometer
	forPlaces
	forDwell
	forLongDwell
	forSky
	forNet
	forHarsh
	forTank
	forParking
	forOutage
	forDrop
	forStart
	forQueue
)
