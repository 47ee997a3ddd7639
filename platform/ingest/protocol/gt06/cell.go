package gt06

import (
	"encoding/hex"
	"strconv"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Where the device hears which base stations and Wi-Fi stations; there is no standard key for that, so it goes
// under these, as texts a locating service can be asked with.
const (
	cellsKey = "io.cells" // mcc-mnc-lac-cell[/dBm], separated by spaces
	wifiKey  = "io.wifi"  // address[/dBm], separated by spaces
)

// cellForm is how wide a device writes a base station.
type cellForm struct {
	wideMNC bool // the network code has two bytes whatever the country code says
	lac, id int  // bytes
}

var (
	cell2G = cellForm{lac: 2, id: 3} // LAC and cell of GT06, chapter 5.2.1.11
	cell4G = cellForm{lac: 4, id: 8} // JM-VL03, packet A0
	cell32 = cellForm{lac: 2, id: 4}
)

// network reads country and network code. Bit 15 of the country code says that the network code has two bytes
// (JM-VL03, packet A0).
func network(c *cursor, wide bool) (mcc, mnc int) {
	mcc = int(c.uint(2))
	wide = wide || mcc&0x8000 != 0
	mcc &= 0x7FFF
	if c.notes != nil {
		c.note(2, "country code", mcc)
	}
	if wide {
		return mcc, c.u16("network code")
	}
	return mcc, c.u8("network code")
}

// cell reads one base station; an empty one (no service) leaves no attribute.
func cell(c *cursor, r *protocol.Record, form cellForm) {
	mcc, mnc := network(c, form.wideMNC)
	lac := c.number(form.lac, "location area")
	id := c.number(form.id, "cell")
	if c.short || (lac == 0 && id == 0) {
		return
	}
	var text [64]byte
	r.Attributes.String(cellsKey, string(appendCell(text[:0], mcc, mnc, lac, id)))
}

func appendCell(dst []byte, mcc, mnc int, lac, id int64) []byte {
	dst = strconv.AppendInt(dst, int64(mcc), 10)
	dst = append(dst, '-')
	dst = strconv.AppendInt(dst, int64(mnc), 10)
	dst = append(dst, '-')
	dst = strconv.AppendInt(dst, lac, 10)
	dst = append(dst, '-')
	return strconv.AppendInt(dst, id, 10)
}

// cellBefore reads a base station with a length before it, which ends where a tail begins: the status and what
// follows it. The length is not to be relied on: some devices count it in, some do not, some leave it zero and pad
// (chapter 5.3.1.8). So the end of the frame counts, and the length only chooses between what is possible.
// It gives whether a tail of one of the sizes follows.
func cellBefore(c *cursor, r *protocol.Record, tails ...int) bool {
	declared := c.u8("length of the base station")
	mcc := int(c.peek(0))<<8 | int(c.peek(1))
	for _, tail := range tails {
		size := c.left() - tail
		form, fits := formOf(size, mcc&0x8000 != 0)
		if fits && (declared == size || declared == size+1) {
			cell(c, r, form)
			return true
		}
	}
	if declared == 0 {
		if size := c.left() - tails[0]; size >= 0 {
			c.skip(size, "no base station")
			return true
		}
		return false
	}
	cell(c, r, cell2G)
	return !c.short
}

// formOf is the form of a base station of that many bytes.
func formOf(size int, wideMNC bool) (cellForm, bool) {
	if wideMNC {
		size--
	}
	switch size {
	case 8:
		return cell2G, true
	case 9:
		return cell32, true
	case 15:
		return cell4G, true
	}
	return cellForm{}, false
}

// appendStation appends an address as aa:bb:cc:dd:ee:ff, after a space if there are others.
func appendStation(dst, address []byte) []byte {
	if len(dst) > 0 {
		dst = append(dst, ' ')
	}
	for i, b := range address {
		if i > 0 {
			dst = append(dst, ':')
		}
		dst = hex.AppendEncode(dst, []byte{b})
	}
	return dst
}
