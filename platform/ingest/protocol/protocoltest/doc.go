// Package protocoltest is what the tests of all protocols share: the shared vectors and framer cases, a protocol's
// own golden vectors, and the proof that a stream decodes the same however it was cut and glued.
//
// It owns: reading those files, comparing what a decoder made with what is expected, and saying the difference.
//
// It does not own: any protocol's knowledge, or the list of vectors a protocol departs from on purpose; each
// protocol's doc.go gives that, with the reason.
//
// It never: skips silently. A shared folder that is absent is said plainly, and an exception that has become
// needless fails the test.
package protocoltest
