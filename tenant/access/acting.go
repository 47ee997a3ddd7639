package access

import (
	"slices"
	"strings"
)

// neverActed are subjects of operations that no acting session carries, whatever bundle they come in: the last word, should
// one of them ever be put into a bundle that is carried.
func neverActed() []string {
	return []string{"support.", "desk.", "security.", "people.ownership.", "people.person.write", "people.role.", "acting.", "self.",
		"billing.payout.", "platform.", "reselling.customer.enter", "fleet.command.", "settings.webhook.", "brand.sender.", "billing.recipient."}
}

// HeldActing is what somebody from above may do in a tenant they act in: what they may do at home, as far as acting
// carries it, and to see that they are there.
func (r *Rights) HeldActing(role Role, own []string) Held {
	var held Held
	for _, b := range Acted() {
		if r.Has(role, own, b) {
			held.add(r.byBundle[b])
		}
	}
	for n, o := range r.order {
		if slices.ContainsFunc(neverActed(), func(subject string) bool { return strings.HasPrefix(string(o), subject) }) {
			held.clear(n)
		}
	}
	if n, ok := r.numbers[SelfRead]; ok {
		held.set(n)
	}
	return held
}

// Traced tells whether an operation reads what acting leaves a trace of each time: people, positions, and what both did; and
// what is asked for by sending something, though it changes nothing.
func Traced(o Operation) bool {
	return slices.Contains([]Operation{PersonRead, ObjectRead, PositionRead, TrackerRead, AuditRead, CustomerRead, FleetLookDown, DocumentProof, DocumentPreview, BrandPreview}, o)
}
