// Package staff is the doors of the platform's own staff. They exist on the platform's host only; elsewhere their
// addresses are answered like any that is not there.
package staff
