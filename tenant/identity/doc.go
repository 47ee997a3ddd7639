// Package identity is who people are: users, how they prove it, and their sessions.
//
// It owns: logins and e-mail addresses (unique in the realm), passwords (argon2id, hashed by a bounded number of hands at
// a time), throttling of guesses, access tokens, refresh tokens and their rotation, the end of a session.
//
// It does not own: what somebody may do (tenant/access), cookies or addresses (api), or which realm a host belongs to
// (tenant).
//
// It never: tells whether a login exists (an unknown one takes the same time and gets the same answer), keeps a password
// or a refresh token as it is, lets a session of one host speak on another, or lets a rotated refresh token go by: seen
// again it means that two hold it, and the session ends (RFC 9700, section 4.14.2).
package identity
