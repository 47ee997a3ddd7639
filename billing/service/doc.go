// Package service is what objects are served under, and what is debited for it.
//
// It owns: subscriptions of objects, packages bought, paid intervals and the blocks "unpaid"; the engine that settles
// (settle_accounts and its like in the database, migrations 00093–00095): debits at activation and prolongation, renewal,
// forecasts, notices about money, the metering of what a reseller owes its provider, and the steps of a reseller in debt.
//
// It does not own: what is on offer (billing/catalogue), the books (billing/ledger), where money comes from (billing/topup).
//
// It never: debits a part of an object's price, charges twice for (object, level, start of the period), charges a gap in which
// the object was blocked, or lets what a reseller owes above undo what its customers have paid.
package service
