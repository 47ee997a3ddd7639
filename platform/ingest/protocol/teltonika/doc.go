// Package teltonika speaks the protocol of Teltonika's trackers: codecs 7 (GH3000), 8, 8 Extended and 16 for records, 12
// to 15 for commands and the serial port, over TCP and UDP.
//
// It owns: the framing, the meaning of the elements by line of models (the tables in elements_*.go), what is answered,
// commands (Command, CommandFor), and a device that plays the other end.
//
// It does not own: whether a device may send, or what becomes of its records.
//
// It never: acknowledges a packet whose CRC or counts are wrong, or drops an element it does not understand.
//
// # Documents
//
// Teltonika, "Teltonika Data Sending Protocols" (the codecs); for each model "… Teltonika Data Sending Parameters ID"
// (the elements: FMB130, FMB640, FMB630, FM3612, TAT100, TAT240, TST100, TFT100, TMT250, GH5200, FTC887); "TMT250
// Features settings"; "EYE Beacon / BTSID1"; "Beacon Configuration and data sending"; "GH3000 protocol". A citation in the code names one of them and a section.
//
// # Which model
//
// The number of an element means different things on different lines of models. Four things tell, in this order: the
// model the owner declared; the codec (16 is the professional line's); the width of the value, which is stable within
// a line; and the presence of elements 69 or 80 in the record, which only the FMB platform and the autonomous trackers
// send in one byte. What stays ambiguous is kept raw as io.<id>.
//
// # Keys beyond the standard ones
//
// Wired thermometers are temperature.1 to 6, Bluetooth sensors temperature.11 to 14, EYE sensors temperature.21 to 24,
// probes of the professional line temperature.31 to 36. A value that the tables give as an error code is no
// measurement and stays raw. A vehicle's own mileage is odometer only where the device does not send its own.
// Values of eight bytes are signed, as PostgreSQL's integers are.
//
// # Positions
//
// Without a fix a device repeats its last position and says zero satellites ("Codec 8", note to the GPS element): the
// record then has a position that is not valid.
//
// # Pictures
//
// A camera on the serial port (codec 12, type 0D) announces a picture and is asked for it piece by piece; the last
// piece makes a record with the picture in base64 under image. Pictures above 96 KiB are not asked for.
//
// # Departures from the shared vectors
//
//   - teltonika-007: element 4 of four bytes is the pulse counter of the first input (FMB130 "Data Sending Parameters
//     ID", "Permanent I/O elements"), not a fourth digital input, which has one byte.
//   - teltonika-031, fourth record: the mask of the GPS element says that it holds no coordinates ("GH3000 protocol",
//     "GPS element"); the record has no position, rather than one at 0°, 0°.
package teltonika
