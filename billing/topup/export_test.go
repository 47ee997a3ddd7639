package topup

import "github.com/liveryhq/livery/internal/db"

// Gathering tells how many payments of a keeper wait to be booked together.
func (t *Topups) Gathering(keeper db.Scope, currency string) int {
	return t.payments.Waiting(book{keeper, currency})
}

// PayingHands and PaidAtOnce bound how payments are gathered.
const (
	PayingHands = payingHands
	PaidAtOnce  = paidAtOnce
)
