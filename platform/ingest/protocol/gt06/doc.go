// Package gt06 reads and writes the protocol of the Concox GT06 and the many devices that follow it: GT06N/E/F,
// GT03, GK310, WeTrack, AT4, X1, X3, JM-VL01 to VL04, VL103, JM-LL301, the cameras JC100 and JC400, and makers such
// as WanWay, SeeWorld, Benway and X3Tech.
//
// It owns: the framer, the decoder of each type, the answers, and the device of the simulator. Its documents are
// "GPS Tracker Communication Protocol (GT06)" V1.8.1, cited by chapter; "GT03A/B Communication protocol" V1.82;
// "GT06N, GT06F, GT06E" V1.0.0; "JM-VL03" V1.1.2 and "JM-VL01" V19; "JM-LL301" V1.0; "X1 GPRS Communication
// Protocol" V1.1; "GT06E with magnetic card reader". A type that only later devices have is cited by theirs.
//
// It does not own: which device it is that speaks (its login says the IMEI), or sending the answers.
//
// It never: takes a frame whose CRC-ITU is wrong, save where the session is told not to verify; reads past the
// content of a frame; or drops what it does not understand. The unread end of a content goes under io.rest, an
// unknown module under io.module_<number>, and the whole content of an unknown type under io.<type>. An unknown type
// whose content begins with a position, in the form all types share (chapter 5.2.1), makes a record with it; what is
// behind it goes under io.<type>.
//
// # Time
//
// The first types (up to 1E) are dated in the device's own zone, which it may say at login; later types are dated
// in UTC ("22 (UTC)" beside 12, "26 (UTC)" beside 16). A zone the owner sets goes before both.
//
// # Departures from the shared vectors
//
//   - gt06-058, gt06-151: types 66 and FD carry values. They make a record with the raw content, as does every type,
//     and every kind of information in type 94, with a content that is not understood; the reference makes none.
//   - gt06-060: the date of F3 is six binary bytes, as in every Concox document (0C and 2A are no BCD digits);
//     the reference reads it as BCD.
//   - gt06-072: module 002E, the odometer, is big-endian as all numbers are (GT06, chapter 4), and as the same
//     module is in types 37 and 38; the reference reads it little-endian and finds 3 253 731 km.
//   - gt06-089: the cell of type 27 has a network code of two bytes (bit 15 of the country code; JM-VL03, A0), and
//     the frame ends with the fence number (JM-VL03, packet 27). The reference reads one byte too many into the
//     cell and takes the battery for the status.
//   - gt06-157: the login before it says that the device's clock runs at UTC−04:00 (JM-VL03, time zone of the login
//     packet: 190A), and type 12 is dated in that zone.
//
// # Doubts
//
// Where documents of different devices contradict each other and none is declared, the vectors decide: alarm 0C
// (TR08X: tampered with; Concox: powered on), 28 and 30. The two voltages of type 34 are named as in the vectors,
// though their values (12.8 and 4.2 V) suggest the opposite; kind 00 of type 94 is an analogue input to the vectors
// and the external supply to JM-VL03, and is given as both.
package gt06
