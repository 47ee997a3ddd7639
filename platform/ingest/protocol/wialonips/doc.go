// Package wialonips reads and writes Wialon IPS, the text protocol of Gurtam, versions 1.1, 2.0 and 2.1, over TCP
// and UDP.
//
// It owns: the framer, the decoder of each packet, the answers, and the device of the simulator and of forwarding.
// Its documents are "Wialon IPS v.1.1", "v.2.0" and "v.2.1", cited by the name of the packet.
//
// It does not own: which password is right. A login carries what the device sent, the answer to a right one, and
// the answers to a wrong one (#AL#01) and to a stranger (#AL#0).
//
// It never: takes a packet of version 2 whose CRC-16 is missing or wrong, save where the session is told not to
// verify; acknowledges a part of a picture that it did not keep, or a tachograph file, which it cannot keep at all;
// or drops a parameter: what has no standard key goes under io.<name>.
//
// With an error, a Message may still hold a Refusal: the answer by which the document tells the device what was
// wrong (#AD#16, a checksum; #AD#10, coordinates).
//
// # Departures from the shared vectors
//
//   - wialon-ips-000: the checksum of this login is wrong (it would be DBEB), though the vector does not say so;
//     version 2 demands a right one (Checksum), and the login is refused.
//   - wialon-ips-004, wialon-ips-023: latitude and longitude are NA, which says that there are none (all versions,
//     packet D). The record has no position; the reference puts it at 0, 0 because a speed is given.
//
// Analogue inputs are numbers (packet D: "ADC: fractional numbers"), where the reference keeps their text. A short
// packet is answered by #ASD# (packet SD), where the reference answers #AD#. The inputs and outputs are spread over
// input.1 to input.8 and further to the highest that is set.
package wialonips
