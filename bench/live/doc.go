// Command live measures the way from a tracker's socket to a browser's WebSocket, through the whole program: the demo,
// without its own trackers, with objects added and a WebSocket opened through the API. The baseline, in the same run, is
// the way from the tracker's socket to the acknowledgement that comes back on it.
//
//	make build && go run ./bench/live -trackers 200 -for 30s
package main
