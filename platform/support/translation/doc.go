// Package translation has texts translated by a machine elsewhere.
//
// It owns: the conversation with a service (DeepL's API, version 2), which machines may be reached so, how long that may take and how much
// is sent and read, and what an answer other than a translation means.
//
// It does not own: whose key it is, what is sent, or what becomes of the translation (platform/support).
//
// It never: sends more than the text, logs a text or a key, follows a redirect, sends a key without TLS, or reaches a private network,
// unless the installation allows it.
package translation
