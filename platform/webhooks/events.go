package webhooks

// Event is one that the two sides of it are told of, or the one whose affair it is. docs/webhooks.md says what each carries.
type Event struct {
	Type, Topic string
	// Provider and Customer are the sides that are told: whoever keeps the desk, the book or the contract, and whoever it is with.
	Provider, Customer bool
	Summary            string
}

// ToldTo is which sides are told, in words.
func (e Event) ToldTo() string {
	switch {
	case e.Provider && e.Customer:
		return "provider and customer"
	case e.Provider:
		return "provider"
	}
	return "customer"
}

// Events are all that have a name of their own, in the order of the document. Whatever else the audit tells of a topic is told by its action.
func Events() []Event {
	both := func(topic, kind, summary string) Event { return Event{kind, topic, true, true, summary} }
	provider := func(topic, kind, summary string) Event { return Event{kind, topic, true, false, summary} }
	return []Event{
		both("tickets", "ticket.opened", "Somebody has asked, in the app, by letter, by phone or by escalation, or another question was split off"),
		both("tickets", "ticket.replied", "Whoever asked has written again"),
		both("tickets", "ticket.answered", "The desk has answered"),
		both("tickets", "ticket.confirmed", "Whoever asked says that the question is settled"),
		both("tickets", "ticket.refused", "The desk leaves the ticket without an answer"),
		both("tickets", "ticket.reopened", "The desk has put the ticket into its queue again"),
		provider("tickets", "ticket.escalated", "The owner has asked the level above"),
		provider("tickets", "ticket.answered_above", "The level above has answered, in a note"),
		provider("tickets", "ticket.due", "An answer is promised soon"),
		provider("tickets", "ticket.late", "An answer was promised and has not come"),
		provider("tickets", "ticket.overdue", "The last deadline has passed without an answer"),
		both("money", "payment.received", "Money came in by card, bank or cash, and is in the wallet"),
		both("money", "payment.returned", "A payment, or a part of it, went back: a refund or a dispute"),
		both("money", "payment.restored", "What went back has come again: a refund that failed, or a dispute that was won"),
		both("money", "payment.failed", "An automatic payment was refused"),
		provider("money", "payment.unidentified", "Money came in by bank, and nobody knows for whom"),
		both("money", "payout.begun", "What was left in the wallet is on its way out"),
		both("money", "payout.sent", "What was paid out has left"),
		both("money", "invoice.issued", "An invoice was issued"),
		both("money", "receipt.issued", "A receipt was issued"),
		both("money", "statement.issued", "A statement of account was issued"),
		both("money", "credit_note.issued", "A credit note was issued"),
		both("money", "wallet.adjusted", "A bonus, a correction or a reversal was booked"),
		both("money", "wallet.low", "The money will not last for the week to come"),
		both("money", "subscription.charged", "A period of some objects was debited, at activation or renewal"),
		both("money", "service.blocked", "Objects are blocked, because the money was short"),
		both("money", "service.restored", "Objects are served again"),
		{"price.announced", "money", false, true, "A price will change"},
		both("money", "autopay.agreed", "Automatic payments are agreed to, or their card is saved"),
		both("money", "autopay.stopped", "Automatic payments have stopped, because they failed"),
		both("money", "autopay.capped", "The month's most is reached, so nothing more is taken by itself"),
		both("money", "debt.stage", "A reseller in debt has come to another stage"),
		both("subscriptions", "subscription.activated", "A plan was connected to objects that had none"),
		both("subscriptions", "subscription.changed", "Another plan took the place of the one before"),
		both("subscriptions", "subscription.paused", "A plan was paused"),
		both("subscriptions", "subscription.resumed", "A paused plan goes on"),
		both("subscriptions", "subscription.stopping", "A plan ends when what is paid for is over"),
		both("subscriptions", "subscription.kept", "A plan that was to end goes on"),
		both("subscriptions", "subscription.ended", "A plan has ended, and none took its place"),
		both("subscriptions", "package.bought", "A package was bought"),
		both("subscriptions", "package.used_up", "Nothing is left in a package"),
		both("subscriptions", "package.expired", "A package is over"),
		both("documents", "agreement.signed", "A document by agreement was posted, with the paper that both have signed"),
		both("documents", "agreement.withdrawn", "A document by agreement was taken back before its date"),
		both("documents", "agreement.ended", "A document by agreement has an end"),
	}
}
