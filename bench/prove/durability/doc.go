// Command durability proves that nothing acknowledged is lost and nothing is stored twice. It runs the path from socket
// to row as a process of its own, with trackers that behave as trackers do (what is not acknowledged is sent again), and
//
//   - kills that process with SIGKILL again and again, under load;
//   - stops PostgreSQL for a while, and restarts the killed process from its snapshot meanwhile;
//   - fills the spool's disk to the last byte, and frees it again;
//   - watches the system calls: no byte of an answer leaves before the fsync of its record has returned.
//
// It ends in a line of figures, or fails.
//
//	go run ./bench/prove/durability
package main
