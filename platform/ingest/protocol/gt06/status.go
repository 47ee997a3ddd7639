package gt06

import (
	"strconv"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// terminal reads the byte of terminal information (chapter 5.3.1.14).
func terminal(c *cursor, r *protocol.Record, l layout) {
	status := int(c.uint(1))
	if c.short {
		return
	}
	a := &r.Attributes
	a.Bool(protocol.Ignition, status&(1<<1) != 0)
	a.Bool(protocol.Charge, status&(1<<2) != 0)
	a.Bool(protocol.Blocked, status&(1<<7) != 0)
	a.Bool("io.armed", status&1 != 0)
	word := ""
	switch status >> 3 & 7 {
	case 1:
		word = protocol.AlarmVibration
	case 2:
		word = protocol.AlarmPowerCut
	case 3:
		word = protocol.AlarmLowBattery
	case 4:
		word = protocol.AlarmSOS
	case 7:
		word = protocol.AlarmTamper
		if l == layoutVXT01 {
			word = protocol.AlarmOverspeed
		}
	}
	if word != "" {
		a.Alarm(word)
	}
	if c.notes != nil {
		c.note(1, "terminal information", terminalText(status, word))
	}
}

func terminalText(status int, alarm string) string {
	text := "ignition off"
	if status&(1<<1) != 0 {
		text = "ignition on"
	}
	if status&(1<<2) != 0 {
		text += ", charging"
	}
	if status&(1<<7) != 0 {
		text += ", fuel cut"
	}
	if status&(1<<6) != 0 {
		text += ", GPS on"
	}
	if status&1 != 0 {
		text += ", armed"
	}
	if alarm != "" {
		text += ", alarm: " + alarm
	}
	return text
}

// battery reads the voltage level: 0 (off) to 6 (full) by the documents (chapter 5.3.1.15), or percent.
func battery(c *cursor, r *protocol.Record) {
	level := int(c.uint(1))
	if c.short {
		return
	}
	switch {
	case level <= 6:
		r.Attributes.Int(protocol.BatteryLevel, int64(level*100/6))
	case level <= 100:
		r.Attributes.Int(protocol.BatteryLevel, int64(level))
	default:
		r.Attributes.Int("io.voltage_level", int64(level))
	}
	if c.notes != nil {
		text := strconv.Itoa(level)
		if level <= 6 {
			text += " of 6"
		} else if level <= 100 {
			text += " %"
		}
		c.note(1, "battery", text)
	}
}

// signal reads the strength of the mobile network, 0 to 4 by the documents.
func signal(c *cursor, r *protocol.Record) {
	if v := c.u8("signal"); !c.short {
		r.Attributes.Int(protocol.RSSI, int64(v))
	}
}

// volts reads two bytes in hundredths of a volt.
func volts(c *cursor, r *protocol.Record, key, name string) {
	if v := float64(c.uint(2)) / 100; !c.short {
		r.Attributes.Float(key, v)
		if c.notes != nil {
			c.note(2, name+" (V)", v)
		}
	}
}

// alarm sets what an alarm code means. A code without a word of ours is still kept, as the device's event.
func alarm(r *protocol.Record, code int, l layout, m model) {
	if code == 0 {
		return
	}
	if word := alarmWord(code, l, m); word != "" {
		r.Attributes.Alarm(word)
	}
	r.Attributes.Int(protocol.Event, int64(code))
}

// alarmWord is our word for an alarm code. The documents of different devices give some codes different
// meanings; there the declared model decides.
func alarmWord(code int, l layout, m model) string {
	switch code {
	case 0x09:
		switch {
		case l == layoutTRX16I:
			return "" // a geofence, without saying in or out
		case m == modelVL || m == modelConcox:
			return protocol.AlarmTow
		}
		return protocol.AlarmVibration
	case 0x0C:
		// JM-VL03 and the Concox documents: powered on. TR08X, which nobody declares: tampered with.
		if m == modelAny || m == modelLW {
			return protocol.AlarmTamper
		}
		return ""
	case 0x0E:
		if l == layoutTRX16I {
			return "" // low external power
		}
		return protocol.AlarmLowBattery
	case 0x18:
		if m == modelLW {
			return protocol.AlarmAccident
		}
		return protocol.AlarmTamper
	case 0x19:
		if m == modelLW {
			return protocol.AlarmHarshAcceleration
		}
		return protocol.AlarmLowBattery
	case 0x28:
		switch m {
		case modelSeeWorld:
			return protocol.AlarmHarshCornering
		case modelVL:
			return "" // switched off
		}
		return protocol.AlarmHarshBraking
	case 0x29:
		if m == modelSeeWorld {
			return protocol.AlarmAccident
		}
		return protocol.AlarmHarshAcceleration
	case 0x30:
		if m == modelVL {
			return protocol.AlarmHarshBraking
		}
		return protocol.AlarmJamming
	}
	return alarmWords[code]
}

// alarmWords are the codes on which the documents agree (GT06 chapter 5.3.1.17; JM-VL03 and JM-LL301, alert and
// language; the cameras' 1xx).
var alarmWords = map[int]string{
	0x01:  protocol.AlarmSOS,
	0x02:  protocol.AlarmPowerCut,
	0x03:  protocol.AlarmVibration,
	0x04:  protocol.AlarmGeofenceEnter,
	0x05:  protocol.AlarmGeofenceExit,
	0x06:  protocol.AlarmOverspeed,
	0x0F:  protocol.AlarmLowBattery,
	0x13:  protocol.AlarmTamper,
	0x14:  protocol.AlarmDoor,
	0x15:  protocol.AlarmLowBattery,
	0x17:  protocol.AlarmJamming,
	0x1A:  protocol.AlarmHarshBraking,
	0x1B:  protocol.AlarmHarshCornering,
	0x23:  protocol.AlarmFall,
	0x25:  protocol.AlarmTamper,
	0x26:  protocol.AlarmHarshAcceleration,
	0x27:  protocol.AlarmHarshBraking,
	0x2A:  protocol.AlarmHarshCornering,
	0x2B:  protocol.AlarmHarshCornering,
	0x2C:  protocol.AlarmAccident,
	0x2E:  protocol.AlarmHarshCornering,
	0x32:  protocol.AlarmTamper,
	0xC9:  protocol.AlarmIdle,
	0xF0:  protocol.AlarmHarshAcceleration,
	0xF1:  protocol.AlarmHarshBraking,
	0xF2:  protocol.AlarmAccident,
	0x107: protocol.AlarmJamming,
	0x10B: protocol.AlarmJamming,
}

// alarmByte reads an alarm code of one byte.
func alarmByte(c *cursor, r *protocol.Record, l layout, m model) {
	code := int(c.uint(1))
	if c.short {
		return
	}
	alarm(r, code, l, m)
	if c.notes != nil {
		c.note(1, "alarm", alarmText(code, l, m))
	}
}

func alarmText(code int, l layout, m model) string {
	if code == 0 {
		return "none"
	}
	text := "code " + strconv.Itoa(code)
	if word := alarmWord(code, l, m); word != "" {
		text += ": " + word
	}
	return text
}
