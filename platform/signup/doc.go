// Package signup is how strangers become customers of a realm: what it asks of them, the account that is opened or the
// application that waits for somebody's decision, and the questions of those who are not customers yet.
//
// It owns: a realm's settings for signing up, applications and their decisions, questions, the limits that keep either
// from being abused, and what an account is served free of charge from its first day.
//
// It does not own: users and their addresses (tenant/identity), documents (platform/legal), letters on their way (the
// outbox), or prices (billing).
//
// It never: opens an account in part, tells of a login or an address that another realm knows, keeps the password of an
// application once it is decided, or lets a stranger write to somebody other than themselves.
package signup
