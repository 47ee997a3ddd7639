// Package watch tells somebody what happens, as it happens, at the pace of their line.
//
// It owns: what waits for one watcher, and when one is let go who falls too far behind.
//
// It does not own: the route and its WebSocket, or what a watcher may see.
//
// It never: has who tells an event wait for who hears it.
package watch
