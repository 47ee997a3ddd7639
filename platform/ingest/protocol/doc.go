// Package protocol holds what all tracker protocols share: the record in Livery's units, the standard
// attribute keys, and the contract between a decoder and the gateway that feeds it.
//
// It owns: Record, Attributes, Message, Session, Protocol and the small byte-level tools (checksums, BCD)
// the decoders share. Each folder below it holds one protocol: its framer, decoder and, where trackers of
// that kind are simulated or forwarded to, its encoder.
//
// It does not own: sockets, clocks, databases, or the question whose a device is. A decoder is a pure
// function over bytes with an explicit session state; what time it is, is handed to it.
//
// It never: acknowledges by itself (a Message carries the reply that the gateway sends once the records are
// on disk), guesses a frame boundary from how bytes happened to arrive, drops what it does not understand
// (it goes under "io.<id>"), or keeps a reference to the bytes it was given.
package protocol
