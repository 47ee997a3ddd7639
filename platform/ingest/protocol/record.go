package protocol

import "time"

// Record is one message of a device, in Livery's units. Decoders make it; verdict, spool and store carry it.
type Record struct {
	// Time is the UTC moment of the fix, or of the measurement where there is no fix. Zero: the frame names
	// none, and the receive time serves.
	Time time.Time
	// Fix tells that the record carries a position of its own. Without it Lat, Lon, Altitude, Speed and
	// Course mean nothing.
	Fix bool
	// Valid is the device's own word that the position can be trusted.
	Valid bool
	// Unrated: the device has not said whether it can, and Valid is false for want of that word alone. What is kept of such
	// a record is taken for good; else a device without that word would never have a track.
	Unrated bool
	// Lat and Lon are degrees, WGS 84, north and east positive.
	Lat, Lon float64
	// Altitude is in metres, Speed in km/h, Course in degrees clockwise from north.
	Altitude, Speed, Course float64
	// Attributes is everything else, by standard key.
	Attributes Attributes
}

// Kept is the record as it is kept and shown. Zeros that the device itself does not trust are what it says before its first
// fix, and no place in the Gulf of Guinea.
func (r *Record) Kept() {
	switch {
	case !r.Fix:
	case !r.Valid && r.Lat == 0 && r.Lon == 0:
		r.Fix, r.Altitude, r.Speed, r.Course = false, 0, 0, 0
	case r.Unrated:
		r.Valid = true
	}
}

// Identity is a name by which a device makes itself known on the wire.
type Identity struct {
	// IMEI tells that Value is an IMEI and so lives in the one global namespace. Other values belong to the
	// port, or for protocols over HTTP to the realm, on which they were heard (DESIGN §2).
	IMEI  bool
	Value string
}
