// Package secrets keeps the one master key of an installation and everything that follows from it.
//
// It owns: where the key comes from (LIVERY_MASTER_KEY, or a file only its owner can read), the derivations by
// purpose (passwords of the database roles, the key that signs access tokens, keys for MACs), and the sealing of
// what must lie encrypted in the database: certificates' private keys, senders' passwords, payment keys.
//
// It does not own: what is sealed or signed, passwords of users (those are hashed, see tenant/identity), or
// transport encryption.
//
// It never: prints a key (a Key shows itself as "redacted" however it is formatted or logged), lets a sealed value
// be opened for another tenant or another purpose than it was sealed for, or overwrites a key file.
package secrets
