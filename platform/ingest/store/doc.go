// Package store brings the spool into the database.
//
// It owns: the rows of positions, object_states, quarantine and spool_shards, the lease by which one worker has a shard
// at a time, the making of partitions on demand and the dropping of expired ones.
//
// It does not own: what is stored (verdict decided that before the record was spooled), or reading it (tenant/fleet).
//
// It never: stores a message twice or skips one, whatever is killed when (how far it came is written in the transaction
// that stores), lets an older record move the last state back, or frees the spool before the commit.
package store
