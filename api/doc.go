// Package api is the house of doors: it puts the frame (api/door) and the handlers of each area together into one server.
//
// It owns: the assembly, the listener for browsers and programs, and its end. It does not own: any route (api/public,
// api/account, api/reselling, api/staff), any rule of business, or any statement to the database. Operators have a
// listener of their own (api/ops). It never: starts with a route that names no operation or no area.
package api
