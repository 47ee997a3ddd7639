// Command mail proves that no letter to a desk is lost and none answered twice, with mail servers that others wrote: letters go in through
// postfix (by STARTTLS to our server, and by LMTP), and out through postfix into dovecot, whose mailboxes are looked into. A corpus of nasty
// letters goes the same way. Then PostgreSQL is stopped: a critical letter wakes somebody, an ordinary one waits in postfix and becomes a
// ticket later.
//
// postfix and dovecot run in a folder of their own, on free ports of the loopback, and end with the proof. Both want to be started by root.
package main
