package money

import "math/bits"

// Micro is a sum in millionths of a minor unit: rates below a minor unit are counted in it, exactly.
type Micro int64

// PerUnit is how many of them make a minor unit.
const PerUnit Micro = 1_000_000

// Micro is the same sum, finer. What does not fit is capped: no sum that was let in comes near.
func (a Amount) Micro() Micro {
	if a > maxMicro/Amount(PerUnit) {
		return maxMicro
	}
	return Micro(a) * PerUnit
}

// Carry gives the whole minor units of a sum that is not negative, and what is left over to be carried.
func (m Micro) Carry() (whole Amount, rest Micro) { return Amount(m / PerUnit), m % PerUnit }

// Share is the k-th of n equal shares of a price, 1 ≤ k ≤ n: a day of a month. Shares differ by a millionth at most, and
// all of them together are the price exactly.
func Share(price Amount, k, n int) Micro {
	whole := uint64(price.Micro())
	return Micro(mulDiv(whole, uint64(k), uint64(n)) - mulDiv(whole, uint64(k-1), uint64(n)))
}

// mulDiv is a·n/d rounded down, without overflow on the way; n ≤ d.
func mulDiv(a, n, d uint64) uint64 {
	hi, lo := bits.Mul64(a, n)
	quotient, _ := bits.Div64(hi, lo, d)
	return quotient
}
