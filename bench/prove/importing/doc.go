// Command importing proves that a business can be brought from another system's file: 300 customers with 400 people and
// 2,000 trackers, and among them a bad line of every kind. It
//
//   - tries the file out: exactly the bad lines are wrong, each for its reason, and nothing is left behind;
//   - imports it by processes that are killed with SIGKILL again and again: all of it is there once;
//   - repeats it: not one row of a tenant changes;
//   - takes it back: exactly what it made goes, but for what somebody has touched since;
//
// and checks every tenant's audit afterwards. It ends in a line of figures, or fails.
//
//	go run ./bench/prove/importing
package main
