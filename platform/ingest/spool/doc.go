// Package spool keeps what trackers sent on disk until the database has it.
//
// It owns: the JetStream behind it (NATS within the process, or a cluster), one stream a shard, the binary envelope of
// records, and group commit: what arrives within a few milliseconds goes into one message, so that one fsync serves
// many trackers.
//
// It does not own: whose a record is (verdict), or how it becomes a row (store).
//
// It never: says that a record is kept before its file is synced, drops a kept record because it is full (it refuses
// the new one), grows beyond its bound or eats the disk's last bytes, and never reads an envelope of a version it does
// not know.
package spool
