package protocol

// BCD appends the two decimal digits of each byte to dst. A nibble above nine comes out as its hexadecimal
// digit, so that a broken number is seen as what it was.
func BCD(dst, b []byte) []byte {
	const digits = "0123456789abcdef"
	for _, c := range b {
		dst = append(dst, digits[c>>4], digits[c&15])
	}
	return dst
}

// AppendBCD appends decimal digits packed two to a byte, the first nibble zero if their number is odd. What is
// not a digit becomes a zero.
func AppendBCD(dst []byte, digits string) []byte {
	var pending byte
	half := len(digits)%2 == 1
	for i := range len(digits) {
		var d byte
		if c := digits[i]; c >= '0' && c <= '9' {
			d = c - '0'
		}
		if half {
			dst = append(dst, pending<<4|d)
		}
		pending, half = d, !half
	}
	return dst
}

// IdentityOf names a device by what it said. Fifteen decimal digits are an IMEI and live in the one global
// namespace; the check digit is not asked for, since cheap trackers ship with numbers that fail it. Whoever binds
// a tracker by a typed identity must use the same rule, or the two never meet.
func IdentityOf(value string) Identity {
	if len(value) != 15 {
		return Identity{Value: value}
	}
	for i := range len(value) {
		if value[i] < '0' || value[i] > '9' {
			return Identity{Value: value}
		}
	}
	return Identity{IMEI: true, Value: value}
}
