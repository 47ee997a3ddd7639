// Command withpg runs another command beside a throw-away PostgreSQL, whose address it finds in
// LIVERY_TEST_DATABASE_URL. `make test` runs all Go tests in one, so that they share a migrated template:
//
//	go run ./internal/testdb/withpg go test ./...
//
// It owns the server's life; what is done with the server is testdb's. If the variable is set already, the command
// runs with that server and none is started. It never outlives the command, nor leaves the command running when it
// is killed.
package main
