package protocol

import (
	"strconv"

	"github.com/google/uuid"
)

// Namespace is where an identity is unique: within it one value is one device (DESIGN §2). It is the one place that
// knows the rule; whoever types an identity and whoever hears one must come to the same answer.
//
//	"imei"         an IMEI, wherever it is heard
//	"realm:<id>"   any other name sent to a realm's own HTTP host (httpRealm is that realm)
//	"port:<n>"     any other name heard on a shared port (httpRealm is uuid.Nil)
//
// port is the protocol's number in the table (Protocol.Port), not the one its listener happened to get: an installation
// that moves a port keeps its devices. A device of a protocol over HTTP may come by either door, so a claim for one
// takes both namespaces.
func Namespace(id Identity, httpRealm uuid.UUID, port int) string {
	switch {
	case id.IMEI:
		return "imei"
	case httpRealm != uuid.Nil:
		return "realm:" + httpRealm.String()
	}
	return "port:" + strconv.Itoa(port)
}
