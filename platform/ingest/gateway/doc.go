// Package gateway listens for trackers and answers them.
//
// It owns: the shared TCP, UDP and HTTP ports, one goroutine a connection, the session that turns frames into records
// with a verdict, and the rule that an answer which lets a tracker forget is sent after the spool has synced.
//
// It does not own: how a frame is read (protocol), whose a device is (registry), what becomes of a record (verdict),
// how it is kept (spool).
//
// It never: acknowledges a record that is neither on disk nor rightly dropped, a damaged frame, or an unknown device;
// answers out of order; holds a buffer for a connection that is silent; or tells one tenant of another's device.
package gateway
