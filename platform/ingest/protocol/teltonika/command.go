package teltonika

import (
	"encoding/binary"
	"fmt"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Command is a command for the device at the other end of the connection, in codec 12 (Data Sending Protocols,
// "Codec 12"): "getinfo", "setdigout 1". The answer comes as Message.Command.
func Command(text string) []byte {
	return wrapMessage(codec12, typeCommand, []byte(text))
}

// CommandFor is a command that only the device with that IMEI carries out, in codec 14 (Data Sending Protocols,
// "Codec 14"); another one answers that it is not meant.
func CommandFor(imei, text string) ([]byte, error) {
	if id := protocol.IdentityOf(imei); !id.IMEI {
		return nil, fmt.Errorf("addressing a command: %q is not an IMEI of 15 digits", imei)
	}
	return wrapMessage(codec14, typeCommand, append(protocol.AppendBCD(nil, imei), text...)), nil
}

// wrapMessage wraps one message of codecs 12 to 15.
func wrapMessage(codec, kind byte, body []byte) []byte {
	data := []byte{codec, 1, kind}
	data = binary.BigEndian.AppendUint32(data, uint32(len(body)))
	data = append(data, body...)
	return appendPacket(nil, append(data, 1))
}

// appendPacket puts data, from the codec to the second count, into the envelope of TCP.
func appendPacket(dst, data []byte) []byte {
	dst = append(dst, 0, 0, 0, 0)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(data)))
	dst = append(dst, data...)
	return binary.BigEndian.AppendUint32(dst, uint32(protocol.CRC16ARC(data)))
}
