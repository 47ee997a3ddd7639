// Package certificates keeps the certificates of hosts: where they lie, how they are asked for, and which one a browser is shown.
//
// It owns: the files of certificates, sealed in the database (Vault, which is certmagic's storage), the leases under which one
// process asks for one certificate, the ACME client (Authority), what somebody uploads themselves (Read), and the look-up of a handshake
// (Keeper).
//
// It does not own: when a certificate is asked for, and what follows from not getting one (package domains); listeners.
//
// It never: keeps a private key unsealed anywhere but in memory; stores a file for a host that is no realm's; shows a
// certificate for a name that was not asked for; asks an authority during a handshake.
package certificates
