// Package testdb gives each test a migrated database of its own within milliseconds.
//
// It owns: the test run's PostgreSQL (the one LIVERY_TEST_DATABASE_URL names, as `make test` sets it through the
// command withpg below this folder, or else one it starts for the package and stops after it), the template database
// that is migrated once a run however many packages run side by side, and the copies of it; the moulds, which a package
// fills once with a world that takes long to make, and their copies.
//
// It does not own: fixtures. A test makes its tenants and objects through the packages that own them.
//
// It never: skips a test because there is no database (it fails it), lets two tests share one, or leaves a database,
// a server or a goroutine behind.
//
// A package that uses it says so once, which also checks for leaked goroutines:
//
//	func TestMain(m *testing.M) { testdb.Main(m) }
package testdb
