// Package staff is the doors of the platform's own staff. They exist on the platform's host only; elsewhere their
// addresses are answered like any that is not there.
//
// It owns: what staff see of the whole tree. It does not own: who staff is (tenant/access). It never: answers on a
// brand's host.
package staff
