// Package clock gives time to those who need it, so that it can be given by a test.
//
// It owns: the Clock, the system's clock and a settable one. It never sleeps.
package clock
