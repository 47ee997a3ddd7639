// Command renewal proves what is charged and served: random histories, and three years of calendars in several zones, are
// compared with a plain telling; then months of renewals and top-ups are made while the renewing process and PostgreSQL are
// killed with SIGKILL again and again, and each account has in the end what arithmetic says it has. It ends in one line of figures.
//
//	go run ./internal/testdb/withpg go run ./bench/prove/renewal [-histories 30] [-accounts 3000] [-months 6] [-kills 4]
//
// It owns: the database it fills, the process it kills, and their end. It does not own: the engine, nor its tests. It never:
// counts what did not run as proved.
package main
