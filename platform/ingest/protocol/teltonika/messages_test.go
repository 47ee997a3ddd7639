package teltonika

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestCommandsAreWrittenAsTheDocumentsWriteThem(t *testing.T) {
	// Data Sending Protocols, "Codec 12", examples 1 and 2, and "Codec 14", example.
	require.Equal(t, "000000000000000f0c010500000007676574696e666f0100004312", hex.EncodeToString(Command("getinfo")))
	require.Equal(t, "000000000000000d0c010500000005676574696f01000000cb", hex.EncodeToString(Command("getio")))
	b, err := CommandFor("352093081452251", "getver")
	require.NoError(t, err)
	require.Equal(t, "00000000000000160e01050000000e0352093081452251676574766572010000d2c1", hex.EncodeToString(b))
	_, err = CommandFor("12345", "getver")
	require.ErrorContains(t, err, "not an IMEI")
}

func TestAnswersToCommands(t *testing.T) {
	imei := "0352093081452251"
	at := "654b65a4"
	for name, c := range map[string]struct {
		data    string
		kind    string
		command string
		time    time.Time
		result  string
	}{
		"codec 12":                     {"0c010600000003" + hex.EncodeToString([]byte("DI1")) + "01", "command reply", "DI1", time.Time{}, "DI1"},
		"codec 12, binary":             {"0c010600000008010300010015d5c501", "command reply", "010300010015d5c5", time.Time{}, "010300010015d5c5"},
		"codec 12, two answers":        {"0c02" + "06000000014106000000014202", "command reply", "A\nB", time.Time{}, "A"},
		"codec 13":                     {"0d010600000006" + at + "4f4b" + "01", "serial data", "", time.Unix(0x654b65a4, 0).UTC(), "OK"},
		"codec 13, size without time":  {"0d010600000002" + at + "4f4b" + "01", "serial data", "", time.Unix(0x654b65a4, 0).UTC(), "OK"},
		"codec 14":                     {"0e01060000000a" + imei + "4f4b" + "01", "command reply", "OK", time.Time{}, "OK"},
		"codec 15":                     {"0f010b0000000e" + at + "0123456789123456" + "4f4b" + "01", "serial data", "", time.Unix(0x654b65a4, 0).UTC(), "OK"},
		"codec 14, for another device": {"0e011100000008" + imei + "01", "command refused by the device", "", time.Time{}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := decode(t, protocol.Settings{}, packet(t, c.data))
			require.Equal(t, c.kind, m.Kind)
			require.Equal(t, c.command != "", m.HasCommand)
			require.Equal(t, c.command, m.Command)
			require.Nil(t, m.Reply, "messages are not acknowledged")
			if c.result == "" {
				require.Empty(t, m.Records)
				return
			}
			r := m.Records[0]
			require.Equal(t, c.time, r.Time)
			require.False(t, r.Fix)
			result, _ := r.Attributes.Get("result")
			require.Equal(t, c.result, result.Value())
		})
	}
}

func TestADriverCardReaderNamesTheDriver(t *testing.T) {
	text := "GTSL|6|100000001|0|8200190F|1"
	data := binary.BigEndian.AppendUint32(unhex(t, "0d0106"), uint32(len(text)+4))
	data = append(append(data, 0x65, 0x4b, 0x65, 0xa4), text...)
	m := decode(t, protocol.Settings{}, appendPacket(nil, append(data, 1)))
	driver, _ := m.Records[0].Attributes.Get(protocol.DriverID)
	require.Equal(t, "8200190F", driver.Value())
}

// announcement and chunk are what a camera sends.
func announcement(id uint32, size ...uint32) []byte {
	body := binary.BigEndian.AppendUint32([]byte{cameraAnnounces}, id)
	for _, n := range size {
		body = binary.BigEndian.AppendUint32(body, n)
	}
	return wrapMessage(codec12, typeCamera, body)
}

func chunk(id uint32, offset int, piece []byte) []byte {
	body := binary.BigEndian.AppendUint32([]byte{cameraChunk}, id)
	body = binary.BigEndian.AppendUint32(body, uint32(offset))
	body = binary.BigEndian.AppendUint16(body, uint16(len(piece)))
	return wrapMessage(codec12, typeCamera, append(body, piece...))
}

func TestPicturesAreFetchedPieceByPiece(t *testing.T) {
	picture := bytes.Repeat([]byte("jpeg!"), 1000)
	for name, announced := range map[string][]byte{
		"of a size told": announcement(0x598493ed, uint32(len(picture))),
		"of a size kept": announcement(0x598493ed),
	} {
		t.Run(name, func(t *testing.T) {
			s := stream(protocol.Settings{})
			m, err := s.Decode(announced, received)
			require.NoError(t, err)
			for requests := 0; len(m.Records) == 0; requests++ {
				require.Less(t, requests, 10)
				request := m.Reply
				require.Equal(t, byte(cameraChunk), request[15])
				offset := int(binary.BigEndian.Uint32(request[20:]))
				length := int(binary.BigEndian.Uint16(request[24:]))
				piece := picture[offset:min(len(picture), offset+length)]
				m, err = s.Decode(chunk(0x598493ed, offset, piece), received)
				require.NoError(t, err)
			}
			require.Nil(t, m.Reply)
			image, _ := m.Records[0].Attributes.Get("image")
			require.Equal(t, base64.StdEncoding.EncodeToString(picture), image.Value())
		})
	}
}

func TestPiecesNobodyAskedForArePassedOver(t *testing.T) {
	s := stream(protocol.Settings{})
	for _, frame := range [][]byte{chunk(1, 0, []byte("x")), announcement(2, 100), chunk(1, 0, []byte("x")), chunk(2, 7, []byte("x"))} {
		m, err := s.Decode(frame, received)
		require.NoError(t, err)
		require.Empty(t, m.Records)
	}
}

func TestPicturesTooLargeAreNotAskedFor(t *testing.T) {
	m := decode(t, protocol.Settings{}, announcement(1, maxImage+1))
	require.Nil(t, m.Reply)
}
