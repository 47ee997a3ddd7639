package protocol_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestAnIMEIIsOneDeviceEverywhereAndOtherNamesBelongToTheirDoor(t *testing.T) {
	t.Parallel()
	realm := uuid.MustParse("01890a5d-ac96-774b-bcce-b302099a8057")
	imei, name := protocol.IdentityOf("356307042441013"), protocol.IdentityOf("van-7")
	require.Equal(t, "imei", protocol.Namespace(imei, uuid.Nil, 5027))
	require.Equal(t, "imei", protocol.Namespace(imei, realm, 5055))
	require.Equal(t, "port:5039", protocol.Namespace(name, uuid.Nil, 5039))
	require.Equal(t, "realm:01890a5d-ac96-774b-bcce-b302099a8057", protocol.Namespace(name, realm, 5055))
}
