// Package measures names the units that figures are shown in, and how the clock and the week are read.
//
// It owns: which there are. It does not own: who chooses them. A brand says what its users see (package themes), and each user
// may say otherwise (package identity). It never converts anything: figures are kept and sent in km/h, metres, litres, °C and
// UTC, and whoever shows them converts.
package measures
