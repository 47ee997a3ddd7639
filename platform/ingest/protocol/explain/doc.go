// Package explain says in words, or as JSON, what the bytes of a tracker mean: the inside of `livery decode`.
//
// It owns: cutting typed or pasted bytes into frames, showing the meaning of each byte, the records and the reply,
// and the reading of vector files.
//
// It does not own: the meaning itself, which each decoder notes down while it decodes (protocol.Notes), nor the
// list of protocols, which is handed to it.
//
// It never: looks at what a vector expects, sends or stores anything, or decodes by other code than the gateway's.
package explain
