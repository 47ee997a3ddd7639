// Package records looks at what the DNS says of a name, and says which record is wrong and what to set.
//
// It owns: the questions asked (proof, addresses, who may issue certificates), how the answers are read, and the closed set of
// what can be found wrong (Finding.Code), which the screens have words for.
//
// It does not own: what follows from it (package domains), or any state.
//
// It never: takes a name for proved because it points here; takes a server's trouble for the zone's; asks anybody but the
// resolvers it was given.
package records
