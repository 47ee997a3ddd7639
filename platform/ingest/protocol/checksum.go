package protocol

// CRC-16 and CRC-8 by table, by the names of the catalogue of parametrised CRC algorithms (Williams, "A painless
// guide to CRC error detection algorithms"). Each is a pure function of its bytes.

// crcParams are a CRC's parameters: the polynomial as written most significant bit first, the register's first
// value, what its last value is XORed with, and whether bytes go through least significant bit first.
type crcParams struct {
	poly, init, xorOut uint16
	reflected          bool
}

type crc16Table struct {
	params crcParams
	step   [256]uint16
}

var (
	crc16ARC        = newCRC16(crcParams{poly: 0x8005, reflected: true})
	crc16Modbus     = newCRC16(crcParams{poly: 0x8005, init: 0xFFFF, reflected: true})
	crc16Kermit     = newCRC16(crcParams{poly: 0x1021, reflected: true})
	crc16X25        = newCRC16(crcParams{poly: 0x1021, init: 0xFFFF, xorOut: 0xFFFF, reflected: true})
	crc16CCITTFalse = newCRC16(crcParams{poly: 0x1021, init: 0xFFFF})
	crc8NRSC5       = newCRC8(0x31)
)

// CRC16ARC is CRC-16/ARC, also called CRC-16/IBM: Teltonika, Wialon IPS 2.
func CRC16ARC(b []byte) uint16 { return crc16ARC.of(b) }

// CRC16Modbus is CRC-16/MODBUS: Galileosky.
func CRC16Modbus(b []byte) uint16 { return crc16Modbus.of(b) }

// CRC16Kermit is CRC-16/KERMIT: Ruptela.
func CRC16Kermit(b []byte) uint16 { return crc16Kermit.of(b) }

// CRC16X25 is CRC-16/X-25, which Concox calls CRC-ITU: GT06.
func CRC16X25(b []byte) uint16 { return crc16X25.of(b) }

// CRC16CCITTFalse is CRC-16/CCITT-FALSE: the body of EGTS packets (GOST R 54619).
func CRC16CCITTFalse(b []byte) uint16 { return crc16CCITTFalse.of(b) }

// CRC8 is the CRC-8 with polynomial 0x31 and first value 0xFF (CRC-8/NRSC-5): the header of EGTS packets and the
// frames of Navtelecom's FLEX.
func CRC8(b []byte) uint8 {
	crc := uint8(0xFF)
	for _, c := range b {
		crc = crc8NRSC5[crc^c]
	}
	return crc
}

// XOR is all bytes XORed together: JT/T 808, NTCB.
func XOR(b []byte) uint8 {
	var x uint8
	for _, c := range b {
		x ^= c
	}
	return x
}

// Sum8 is the sum of all bytes modulo 256: Meitrack, Arnavi.
func Sum8(b []byte) uint8 {
	var s uint8
	for _, c := range b {
		s += c
	}
	return s
}

func newCRC16(p crcParams) *crc16Table {
	t := &crc16Table{params: p}
	poly := p.poly
	if p.reflected {
		poly = reverse16(poly)
	}
	for i := range t.step {
		v := uint16(i)
		if !p.reflected {
			v <<= 8
		}
		for range 8 {
			switch {
			case p.reflected && v&1 != 0:
				v = v>>1 ^ poly
			case p.reflected:
				v >>= 1
			case v&0x8000 != 0:
				v = v<<1 ^ poly
			default:
				v <<= 1
			}
		}
		t.step[i] = v
	}
	return t
}

func (t *crc16Table) of(b []byte) uint16 {
	crc := t.params.init
	if t.params.reflected {
		for _, c := range b {
			crc = crc>>8 ^ t.step[uint8(crc)^c]
		}
	} else {
		for _, c := range b {
			crc = crc<<8 ^ t.step[uint8(crc>>8)^c]
		}
	}
	return crc ^ t.params.xorOut
}

func newCRC8(poly uint8) *[256]uint8 {
	t := new([256]uint8)
	for i := range t {
		v := uint8(i)
		for range 8 {
			if v&0x80 != 0 {
				v = v<<1 ^ poly
			} else {
				v <<= 1
			}
		}
		t[i] = v
	}
	return t
}

func reverse16(v uint16) uint16 {
	var r uint16
	for range 16 {
		r, v = r<<1|v&1, v>>1
	}
	return r
}
