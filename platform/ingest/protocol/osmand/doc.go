// Package osmand speaks the protocol of phones over HTTP: the query that the OsmAnd app sends and Traccar made a
// standard, and the JSON of Traccar Client 9, which is that of the background-geolocation SDK.
//
// It owns: reading a request, what it says in standard keys, and a device that plays the phone.
//
// It does not own: the HTTP server, which realm a host belongs to, or the answer to a device nobody knows, which is 404.
//
// It never: takes the time of arrival for the time of a fix, or drops a parameter it does not understand.
//
// # Documents
//
// Traccar, "OsmAnd protocol" (parameters and JSON); Transistor Software, "Location Data Schema" of background-geolocation
// (single locations, batches as an array, events without coordinates); OsmAnd, "Trip recording", "Online tracking".
//
// # Units
//
// In a query speed is in knots, since that is what the document's clients send; in JSON it is in metres a second. OsmAnd
// itself fills in metres a second: the address we give it names them speed_mps, which is a name of our own. A moment without a zone is UTC unless the device has a zone of its own. An integer is seconds, milliseconds,
// microseconds or nanoseconds, by its size.
//
// # Keys
//
// Parameters and extras may have any name. Names of standard values, in Traccar's spelling or in Livery's, become
// standard keys; a value that is not of the key's kind, and any other name, are kept: under io.<name> in the first
// case, under their own name in the second. A push token (notificationToken) is a secret of the app and not kept.
//
// # Departures from the shared vectors
//
// None.
package osmand
