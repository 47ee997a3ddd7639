package gt06

import "strings"

// model sorts the declared models into the families whose frames differ. A device of no declared model is read as
// its own frames suggest (see layoutOf).
type model uint8

const (
	modelAny      model = iota
	modelLW             // LW4G and its kind
	modelSeeWorld       //
	modelNT             // NT11…NT46, VL100, XT40
	modelVL             // JM-VL01…VL04, VL103, VL512, LL301, LL303, G18: alarm table of the JM-VL03 document
	modelR11            //
	modelQH302R         //
	modelConcox         // GT06N, WeTrack2, GK310…: alarm table of the Concox documents
)

// modelOf takes the vendor's spelling, with or without the brand before it.
func modelOf(declared string) model {
	name := strings.ToUpper(strings.TrimSpace(declared))
	for _, brand := range []string{"CONCOX ", "JIMI ", "JM-"} {
		name = strings.TrimPrefix(name, brand)
	}
	switch name {
	case "":
		return modelAny
	case "NT11", "NT20", "NT26", "NT40", "NT46", "VL100", "XT40":
		return modelNT
	case "SEEWORLD":
		return modelSeeWorld
	case "R11":
		return modelR11
	case "QH302R":
		return modelQH302R
	case "G18":
		return modelVL
	}
	for prefix, m := range map[string]model{"LW": modelLW, "VL": modelVL, "LL30": modelVL, "GT06": modelConcox, "WETRACK": modelConcox, "GK310": modelConcox} {
		if strings.HasPrefix(name, prefix) {
			return m
		}
	}
	return modelAny
}

// layout tells apart devices that give the same type a content of their own. Their frames differ in length, so a
// device need not be declared to be understood.
type layout uint8

const (
	layoutStandard  layout = iota
	layoutVXT01            // status without a length before the cell
	layoutWanwayS20        // cell scan with timing advance first and a count
	layoutSR411            // location under the type of a cell scan
	layoutCard             // GT06E with magnetic card reader
	layoutBenway           // a mask after the cell
	layoutS5               // status, voltage, fuel and temperature after the cell
	layoutSpace10X         // cell scan under the type of a status
	layoutOBD6             // status with voltages and temperature
	layoutWeTrust          // card reader and driving time after the cell
	layoutJC400            // camera alarm with position and voltage
	layoutSL4X             // altitude, wide cells
	layoutSeeWorld         // odometer, temperature and humidity, or a pet's steps
	layoutRFID             // position with a driver's tag
	layoutLW4G             // 4G cell, status, voltage, odometer, hours
	layoutTRX16I           // odometer, voltages, hours and a driver's tag
)

// layouts by type and declared length, of frames with a one-byte length.
var layouts = map[[2]byte]layout{
	{0x12, 0x21}: layoutBenway,
	{0x12, 0x24}: layoutVXT01,
	{0x12, 0x29}: layoutWeTrust,
	{0x12, 0x2B}: layoutS5,
	{0x13, 0x13}: layoutOBD6,
	{0x16, 0x24}: layoutVXT01,
	{0x16, 0x26}: layoutSeeWorld,
	{0x16, 0x2D}: layoutTRX16I,
	{0x17, 0x28}: layoutRFID,
	{0x22, 0x2F}: layoutSeeWorld,
	{0x24, 0x2E}: layoutSR411,
	{0x24, 0x31}: layoutWanwayS20,
	{0x31, 0x2A}: layoutSL4X,
	{0x32, 0x27}: layoutSL4X,
	{0x32, 0x29}: layoutSL4X,
	{0x34, 0x37}: layoutSL4X,
	{0x36, 0x35}: layoutTRX16I,
	{0xA2, 0x40}: layoutLW4G,
	{0xA3, 0x0C}: layoutSeeWorld,
	{0xA3, 0x18}: layoutSeeWorld,
}

func layoutOf(f frame) layout {
	if f.extended {
		return layoutStandard
	}
	switch {
	case f.typ == typeLocation && f.length >= 0x71:
		return layoutCard
	case f.typ == typeCellStatus && f.length >= 0x17:
		return layoutSpace10X
	case f.typ == typeCameraAlarm && len(f.content) >= 2 && f.content[0] == 0xFF && f.content[1] == 0xFF:
		return layoutJC400
	}
	return layouts[[2]byte{f.typ, byte(f.length)}]
}
