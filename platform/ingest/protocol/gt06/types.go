package gt06

import (
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// The types a handler asks about by name.
const (
	typeLogin          = 0x01
	typeLocation11     = 0x11
	typeLocation       = 0x12
	typeStatus         = 0x13
	typeWifi17         = 0x17
	typeCellsPhone     = 0x18
	typeCellStatus     = 0x19
	typeLocationUTC    = 0x22
	typeCells24        = 0x24
	typeLocationDriver = 0x25
	typeAlarmFences    = 0x27
	typeCells28        = 0x28
	typeLocation2D     = 0x2D
	typeCells2E        = 0x2E
	typeLocation31     = 0x31
	type32             = 0x32
	type33             = 0x33
	type34             = 0x34
	typePhotoInfo      = 0x35
	typeStatusModules  = 0x36
	typeLocation37     = 0x37
	typeWifi69         = 0x69
	typeModular        = 0x70
	typeTime           = 0x8A
	typeCameraAlarm    = 0x95
	typeAddressAnswer  = 0x97
	typeLocation4G     = 0xA0
	typeCells4G        = 0xA1
	typeA2             = 0xA2
	typeAlarmFence4G   = 0xA3
	typeAlarmFences4G  = 0xA4
	typeCellAlarm4G    = 0xA5
	typeCellAddress    = 0xA7
	typeWifiAlarm      = 0xA9
	typeDeviceStatus   = 0xF1
	typePeripheral     = 0xF2
	typeWifiF3         = 0xF3

	typeLocationRFID = typeWifi17 // of frames of one length; see layouts
)

// handler explains the content of a frame of one type.
type handler func(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error)

// kind is what is known of a type.
type kind struct {
	name    string
	decode  handler
	uploads bool
}

// types are the protocol numbers (chapter 4.3 and the later documents: GK310, JM-VL03, JM-LL301, AT4, X3, JC100…).
var types = [256]kind{
	typeLogin:          {"login", decodeLogin, false},
	0x10:               {"location", decodeFix, true},
	typeLocation11:     {"location", decodeLocation, true},
	typeLocation:       {"location", decodeLocation, true},
	typeStatus:         {"heartbeat", decodeStatus, true},
	0x15:               {"command answer", decodeCommand, false},
	0x16:               {"alarm", decodeAlarm, true},
	typeWifi17:         {"base stations and Wi-Fi", decode17, true},
	typeCellsPhone:     {"base stations", decodeCells, false},
	typeCellStatus:     {"status", decodeCellStatus, true},
	0x1A:               {"location", decodeFix, false},
	0x1E:               {"location", decodeFix, false},
	0x21:               {"command answer", decodeCommandText, false},
	typeLocationUTC:    {"location", decodeLocation, true},
	0x23:               {"heartbeat", decodeHeartbeat, false},
	typeCells24:        {"base stations", decodeCells, false},
	typeLocationDriver: {"location", decodeLocation, true},
	0x26:               {"alarm", decodeAlarm, true},
	typeAlarmFences:    {"alarm", decodeAlarm, true},
	typeCells28:        {"base stations", decodeCells, false},
	0x2A:               {"address request", decodeAddressRequest, false},
	0x2C:               {"base stations and Wi-Fi", decodeCells, false},
	typeLocation2D:     {"location", decodeLocation, true},
	typeCells2E:        {"base stations", decodeCells, false},
	typeLocation31:     {"location", decodeLocation, true},
	type32:             {"alarm", decode32, true},
	type33:             {"base stations and Wi-Fi", decode33, false},
	type34:             {"location", decode34, false},
	typePhotoInfo:      {"photo", decodePhotoInfo, false},
	typeStatusModules:  {"heartbeat", decode36, true},
	typeLocation37:     {"location", decodeLocation, false},
	0x38:               {"location", decode38, false},
	0x39:               {"alarm", decode39, false},
	0x40:               {"battery pack", decodeBatteryPack, false},
	0x41:               {"picture", decodeMultimedia, false},
	0x61:               {"location", decodeDriverLocation, false},
	0x65:               {"engine faults", decodeEngineText, false},
	0x66:               {"engine values", decodeEngineText, false},
	typeWifi69:         {"base stations and Wi-Fi", decodeWifiClone, false},
	typeModular:        {"modules", decodeModular, false},
	0x80:               {"command", decodeCommandEcho, false},
	0x81:               {"command", decodeCommandEcho, false},
	0x82:               {"command", decodeCommandEcho, false},
	typeTime:           {"time request", decodeTimeRequest, false},
	0x8C:               {"engine values", decodeOBD, false},
	0x94:               {"information", decodeInformation, false},
	typeCameraAlarm:    {"camera alarm", decodeCameraAlarm, false},
	0x9B:               {"serial port", decodeSerialPort, false},
	typeLocation4G:     {"location", decodeLocation, true},
	typeCells4G:        {"base stations", decodeCells, false},
	typeA2:             {"base stations and Wi-Fi", decodeA2, false},
	typeAlarmFence4G:   {"alarm", decodeA3, true},
	typeAlarmFences4G:  {"alarm", decodeAlarm, true},
	typeCellAlarm4G:    {"status", decodeCellStatus, true},
	typeCellAddress:    {"base station", decodeCellStatus, true},
	typeWifiAlarm:      {"alarm", decodeCells, false},
	0xB2:               {"Bluetooth clock", decodeBluetoothClock, false},
	typeDeviceStatus:   {"device status", decodeDeviceStatus, false},
	typePeripheral:     {"peripherals", decodePeripherals, false},
	typeWifiF3:         {"Wi-Fi", decodeWifiF3, false},
}

// decode17 to decodeA3 tell apart what shares a type.

func decode17(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.layout == layoutRFID {
		return decodeLocation(s, f, c, received)
	}
	if !unnumbered(f) {
		return decodeStationRequest(s, f, c, received)
	}
	return decodeWifiClone(s, f, c, received)
}

func decode32(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.extended {
		return decodeAZ735(s, f, c, received)
	}
	return decodeAlarm(s, f, c, received)
}

func decode33(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.extended {
		return decodeAZ735(s, f, c, received)
	}
	return decodeCells(s, f, c, received)
}

func decode34(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.layout == layoutSL4X {
		return decodeCells(s, f, c, received)
	}
	return decodeX1(s, f, c, received)
}

func decode36(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	switch {
	case f.extended:
		return decodePhotoBlock(s, f, c, received)
	case f.layout == layoutTRX16I:
		return decodeTRX16I(s, f, c, received)
	}
	return decodeStatus(s, f, c, received)
}

func decodeA2(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.layout == layoutLW4G {
		return decodeLW4G(s, f, c, received)
	}
	return decodeCells(s, f, c, received)
}

func decodeA3(s *session, f frame, c *cursor, received time.Time) (protocol.Message, error) {
	if f.layout == layoutSeeWorld {
		return decodeStatus(s, f, c, received)
	}
	return decodeAlarm(s, f, c, received)
}

// unnumbered tells that a frame has neither serial nor checksum: the scans of some clones.
func unnumbered(f frame) bool {
	return !f.extended && (f.typ == typeWifi69 || f.typ == typeWifi17) && f.length < 0x20
}
