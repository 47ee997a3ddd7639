// Package privatepg runs a PostgreSQL server that belongs to one Livery: the demo's, a small installation's, the
// tests'. Nobody has to install, configure or start a database; the programs of PostgreSQL 15 or newer are enough.
//
// It owns: finding those programs, the place where the cluster lies, its creation, its settings, its process from
// first to last, and the superuser's password.
//
// It does not own: what is in the databases (roles, schema: internal/db and migrations), or a server it did not start
// (LIVERY_DATABASE_URL).
//
// It never: listens anywhere but on the loopback interface and a socket in a private directory; hands out an address
// before it has checked that the server behind it serves this very cluster; runs two servers on one cluster; leaves
// its server behind when its own process ends, however it ends; runs PostgreSQL as root; touches a cluster of another
// major version; or deletes data.
//
// # Where the cluster lies
//
// In <data directory>/postgres. As root, PostgreSQL has to run as somebody else (the user livery if there is one, else
// postgres); where that user cannot enter the data directory, as below /root, the cluster lies in
// /var/lib/livery/<random name> and the file postgres.place in the data directory says which. The name is random and
// not derived from the path, so that a fresh clone at an old path does not find the old clone's data.
//
//	postgres/
//	  lock                 held (flock) by the Livery that runs the server
//	  superuser.password   0600
//	  cluster/             PGDATA; livery.conf in it is written anew at each start, ALTER SYSTEM goes before it
//	  run/                 the Unix socket, unless the path is too long for one
//
// # Life and death
//
// The server is started by a thread that is kept for it, with the parent-death signal SIGINT: when this process is
// killed, PostgreSQL makes a fast shutdown by itself. If the server dies while it is wanted, it is started again on
// the same port, so that addresses handed out stay true. Left-over processes of a killed server are waited for.
package privatepg
