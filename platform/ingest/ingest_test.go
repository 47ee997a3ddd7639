package ingest_test

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/testdb"
	"github.com/liveryhq/livery/platform/ingest"
	"github.com/liveryhq/livery/platform/ingest/ingesttest"
	"github.com/liveryhq/livery/platform/ingest/protocol"
)

func TestARecordOfEachProtocolIsAcknowledgedStoredAndShownLive(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]protocol.DeviceConfig{
		"teltonika": {Identity: imei}, "gt06": {Identity: "356307042441021"}, "wialon-ips": {Identity: "356307042441039", Variant: "2.0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil)
			if name != "teltonika" {
				o, err := b.AddObject(t.Context(), b.Account, name, "m12")
				require.NoError(t, err)
				b.tracker(t, ingesttest.Tracker{Object: o.ID, Protocol: name, Namespace: "imei", Identity: c.Identity})
				b.stop()
				b.open(t, nil)
				b.heard = b.watch(t, b.Account)
				b.object = o
			}
			p := b.dial(t, name, c)
			require.Equal(t, protocol.AnswerAccepted, p.answer(t))
			now := time.Now()
			p.send(t, fix(now))
			if name != "gt06" { // whose locations are not answered
				require.Equal(t, protocol.AnswerAccepted, p.answer(t))
			}
			e := b.event(t, "position")
			require.Equal(t, b.object.ID.String(), e["object"])
			require.InDelta(t, 60.17, e["lat"], 1e-4)
			b.outcome(t, "stored")
			b.rows(t, 1)
			require.Equal(t, 1, b.count(t, `select count(*) from object_states where object_id = $1 and moving and lat is not null
				and fixed_at = (select fixed_at from positions)`, b.object.ID))
			require.Eventually(t, func() bool {
				return b.count(t, `select count(*) from tracker_contacts where outcome = 'stored' and protocol = $1`, name) == 1
			}, patience, 10*time.Millisecond)
			p.send(t, fix(now)) // again: its answer was lost
			p.send(t, fix(now.Add(time.Second)))
			b.rows(t, 2)
		})
	}
}

func TestAPhoneIsServedOnTheSharedPortAndOnItsBrandsHost(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.tracker(t, ingesttest.Tracker{Object: b.spare(t), Protocol: "osmand", Namespace: "port:5055", Identity: "van-7"})
	b.tracker(t, ingesttest.Tracker{Object: b.spare(t), Protocol: "osmand", Namespace: "realm:" + b.Platform.String(), Identity: "van-8"})
	b.stop()
	b.open(t, nil)
	query := func(id string) url.Values {
		return url.Values{"id": {id}, "lat": {"60"}, "lon": {"24"}, "timestamp": {time.Now().UTC().Format(time.RFC3339)}}
	}
	shared := func(id string) int {
		r, err := http.Get("http://" + b.path.Addresses()["osmand"] + "/?" + query(id).Encode())
		require.NoError(t, err)
		require.NoError(t, r.Body.Close())
		return r.StatusCode
	}
	own := func(realm uuid.UUID, id string) int {
		reply, err := b.path.HTTP(t.Context(), realm, protocol.HTTPRequest{Method: "GET", Path: "/osmand", Query: query(id)})
		require.NoError(t, err)
		return reply.Status
	}
	require.Equal(t, http.StatusOK, shared("van-7"))
	require.Equal(t, http.StatusNotFound, shared("van-8"))
	require.Equal(t, http.StatusNotFound, shared("stranger"))
	require.Equal(t, http.StatusOK, own(b.Platform, "van-8"))
	require.Equal(t, http.StatusNotFound, own(uuid.New(), "van-8"), "another realm's host is another namespace")
	require.Equal(t, http.StatusNotFound, own(b.Platform, "van-7"))
	reply, err := b.path.HTTP(t.Context(), b.Platform, protocol.HTTPRequest{Method: "GET", Path: "/osmand", Query: url.Values{"id": {"van-8"}, "lat": {"north"}, "lon": {"24"}}})
	require.NoError(t, err)
	require.Equal(t, http.StatusBadRequest, reply.Status)
	require.Equal(t, "This request cannot be read: lat is \"north\", which is not a number\n", string(reply.Body), "a client's maker is told what to mend")
	b.rows(t, 2)
}

func (b *bed) spare(t *testing.T) uuid.UUID {
	t.Helper()
	o, err := b.AddObject(t.Context(), b.Account, uuid.NewString(), "m12")
	require.NoError(t, err)
	return o.ID
}

func TestAnUnknownDeviceIsRefusedAndNeverAcknowledged(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: "356307042441999"})
	require.Equal(t, protocol.AnswerRefused, p.answer(t))
	require.Equal(t, protocol.AnswerNone, p.answer(t), "and the connection ends")
	w := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "stranger", Variant: "2.0"})
	require.Equal(t, protocol.AnswerRefused, w.answer(t))
	b.rows(t, 0)
}

func TestAWaitingClaimIsBoundWhenTheDeviceKnocks(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	o := b.spare(t)
	b.tracker(t, ingesttest.Tracker{Object: o, Protocol: "teltonika", Namespace: "imei", Identity: "356307042441047", Waiting: true})
	require.Eventually(t, func() bool {
		p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: "356307042441047"})
		return p.answer(t) == protocol.AnswerAccepted // as soon as the notice has come
	}, patience, 10*time.Millisecond)
	require.Equal(t, o.String(), b.event(t, "object")["object"])
	b.outcome(t, "waiting")
}

func TestAWrongPasswordIsToldAndNothingIsTaken(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.tracker(t, ingesttest.Tracker{
		Object: b.spare(t), Protocol: "wialon-ips", Namespace: "port:5039", Identity: "van-9",
		MAC: testdb.Key().MAC("tracker password", []byte("secret")),
	})
	b.stop()
	b.open(t, nil)
	b.heard = b.watch(t, b.Account)
	wrong := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "van-9", Password: "guess", Variant: "2.0"})
	require.Equal(t, protocol.AnswerRefused, wrong.answer(t))
	b.outcome(t, "wrong_password")
	right := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "van-9", Password: "secret", Variant: "2.0"})
	require.Equal(t, protocol.AnswerAccepted, right.answer(t))
	right.send(t, fix(time.Now()))
	require.Equal(t, protocol.AnswerAccepted, right.answer(t))
	b.rows(t, 1)
}

func TestADamagedFrameIsNotAcknowledgedAndItsOwnerIsTold(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	packet, err := p.Encode([]protocol.Record{fix(time.Now())})
	require.NoError(t, err)
	damaged := append([]byte(nil), packet...)
	damaged[20] ^= 1
	p.write(t, damaged)
	b.outcome(t, "checksum")
	p.write(t, packet)
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	b.rows(t, 1)
}

func TestAPacketThatCannotBeReadIsAnsweredByTheProtocolsCodeForWhatIsWrong(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.tracker(t, ingesttest.Tracker{Object: b.spare(t), Protocol: "wialon-ips", Namespace: "port:5039", Identity: "van-9"})
	b.stop()
	b.open(t, nil)
	conn, err := net.Dial("tcp", b.path.Addresses()["wialon-ips"])
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	require.NoError(t, conn.SetDeadline(time.Now().Add(patience)))
	place := ";6010.2;N;02456.4;E;42;123;30;9"
	now := time.Now().UTC().Format("020106;150405")
	answers := bufio.NewReader(conn)
	for _, packet := range []struct{ sent, answer string }{
		{"#L#van-9;NA", "#AL#1"},
		{"#SD#" + now + place, "#ASD#1"},
		{"#SD#311326;120000" + place, "#ASD#0"},
		{"#D#nonsense", "#AD#-1"},
		{"#D#" + now + place + ";0.8;5;2;;NA;;0000", "#AD#16"},
		{"#B#" + now + place + "|0000", "#AB#"},
		{"#D#" + now + place + ";0.8;5;2;;NA;", "#AD#1"},
	} {
		_, err = conn.Write([]byte(packet.sent + "\r\n"))
		require.NoError(t, err)
		answer, err := answers.ReadString('\n')
		require.NoError(t, err, packet.sent)
		require.Equal(t, packet.answer+"\r\n", answer, packet.sent)
	}
	b.rows(t, 2)
}

func TestADeviceAtAnotherProtocolsPortIsNotTakenAndItsOwnerIsToldWhereToGo(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	login := entry(t, "teltonika").NewDevice(protocol.DeviceConfig{Identity: imei}).Login()
	for _, port := range []string{"gt06", "osmand", "wialon-ips"} {
		conn, err := net.Dial("tcp", b.path.Addresses()[port])
		require.NoError(t, err)
		_, err = conn.Write(login)
		require.NoError(t, err)
		if port == "wialon-ips" { // whose frames end with a line
			_, err = conn.Write([]byte("\r\n"))
			require.NoError(t, err)
		}
		e := b.outcome(t, "wrong_protocol")
		require.Equal(t, port, e["protocol"])
		require.Equal(t, "teltonika", e["detail"].(map[string]any)["heard"])
		require.NoError(t, conn.Close())
	}
}

func TestABlockTakesEffectOnAnOpenConnectionAndTheRecordsStayWithheldOrAreDropped(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	next := func() {
		p.send(t, fix(time.Now()))
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	}
	next()
	b.outcome(t, "stored")
	require.NoError(t, b.Exec(t.Context(), `insert into blocks (id, tenant_id, object_id, cause, keep_data, since)
		values (gen_random_uuid(), $1, $2, 'by_hand', false, now() - interval '10 seconds')`, b.Account, b.object.ID))
	begun := time.Now()
	require.Eventually(t, func() bool {
		p.send(t, fix(time.Now()))
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
		select {
		case e := <-b.heard:
			return e["outcome"] == "blocked"
		default:
			return false
		}
	}, patience, 10*time.Millisecond)
	require.Less(t, time.Since(begun), 5*time.Second, "a second, and what a loaded machine adds")
}

func TestRecordsGoToWhoHeldTheDeviceWhenTheyWereFixed(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	other, err := b.AddAccount(t.Context(), "Other")
	require.NoError(t, err)
	theirs, err := b.AddObject(t.Context(), other, "theirs", "m12")
	require.NoError(t, err)
	// Until half an hour ago it was ours, since then theirs.
	require.NoError(t, b.Exec(t.Context(), `update bindings set span = tstzrange(lower(span), now() - interval '30 minutes')`))
	require.NoError(t, b.Exec(t.Context(), `update identities set held = tstzrange(lower(held), now() - interval '30 minutes'), released_at = now()`))
	b.tracker(t, ingesttest.Tracker{
		Tenant: other, Object: theirs.ID, Protocol: "teltonika", Namespace: "imei", Identity: imei, Since: time.Now().Add(-20 * time.Minute),
	})
	b.stop()
	b.open(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	now := time.Now()
	p.send(t, fix(now.Add(-2*time.Hour)), fix(now.Add(-40*time.Minute)), fix(now.Add(-25*time.Minute)), fix(now), fix(now.AddDate(0, 0, 2)))
	require.Equal(t, protocol.AnswerAccepted, p.answer(t), "what is nobody's is acknowledged and dropped")
	b.rows(t, 2)
	require.Equal(t, 1, b.count(t, `select count(*) from positions where object_seq = $1 and tenant_id = $2`, b.object.Seq, b.Account))
	require.Equal(t, 1, b.count(t, `select count(*) from positions where object_seq = $1 and tenant_id = $2`, theirs.Seq, other))
	require.Equal(t, 1, b.count(t, `select count(*) from quarantine where object_id = $1 and reason = 'future'`, theirs.ID))
}

func TestAnsweringInOrderServesATrackerThatDoesNotWait(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	now := time.Now().Add(-time.Minute)
	var all []byte
	const packets = 50
	for i := range packets {
		packet, err := p.Encode([]protocol.Record{fix(now.Add(time.Duration(i) * time.Second))})
		require.NoError(t, err)
		all = append(all, packet...)
	}
	for len(all) > 0 { // in pieces that know nothing of frames
		n := min(len(all), 97)
		p.write(t, all[:n])
		all = all[n:]
	}
	for range packets + 1 {
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	}
	b.rows(t, packets)
}

func TestDatagramsAreAnsweredAndStored(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	conn, err := net.Dial("udp", b.path.Addresses()["teltonika"])
	require.NoError(t, err)
	defer conn.Close()
	packet, err := entry(t, "teltonika").NewDevice(protocol.DeviceConfig{Identity: imei}).Encode([]protocol.Record{fix(time.Now())})
	require.NoError(t, err)
	// The data of the packet without its TCP envelope, behind the UDP headers.
	data := packet[8 : len(packet)-4]
	datagram := append([]byte{0, 0, 0xca, 0xfe, 1, 7, 0, 15}, imei...)
	datagram = append(datagram, data...)
	datagram[0], datagram[1] = byte((len(datagram)-2)>>8), byte(len(datagram)-2)
	_, err = conn.Write(datagram)
	require.NoError(t, err)
	require.NoError(t, conn.SetReadDeadline(time.Now().Add(patience)))
	answer := make([]byte, 100)
	n, err := conn.Read(answer)
	require.NoError(t, err)
	require.Equal(t, []byte{0, 5, 0xca, 0xfe, 1, 7, 1}, answer[:n])
	b.rows(t, 1)
}

func TestADeviceThatHasNoFixYetIsNowhereAndItsFirstFixIsNoJourney(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	state := func(column string) *float64 {
		v, err := ingesttest.Value[*float64](t.Context(), b.World, `select `+column+` from object_states where object_seq = $1`, b.object.Seq)
		require.NoError(t, err)
		return v
	}
	at := time.Now().Add(-time.Minute)
	// Before its first fix it sends zeros, and no satellites.
	none := protocol.Record{Time: at.Truncate(time.Second).UTC(), Fix: true}
	none.Attributes.Int(protocol.Satellites, 0)
	p.send(t, none)
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	b.outcome(t, "no_fix")
	b.rows(t, 1)
	require.Nil(t, state("lat"), "it is not in the Gulf of Guinea")
	// Then a place it does not trust yet, and then one it does.
	doubted := fix(at.Add(10 * time.Second))
	doubted.Lat, doubted.Valid = 59, false
	doubted.Attributes.Int(protocol.Satellites, 0)
	p.send(t, doubted)
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	p.send(t, fix(at.Add(20*time.Second)))
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	b.outcome(t, "stored")
	b.rows(t, 3)
	require.InDelta(t, 60.17, *state("lat"), 1e-6)
	require.Zero(t, *state("odometer"), "nobody drove from there to here")
}

func TestWhatIsHeardFromAGarageStands(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		later    time.Duration
		ignition bool
		moving   int
	}{
		"it says that its ignition is off": {time.Minute, false, 0},
		"under a bridge it moves on":       {time.Minute, true, 1},
		"no place has come for long":       {10 * time.Minute, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := start(t, nil)
			p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
			require.Equal(t, protocol.AnswerAccepted, p.answer(t))
			drove := fix(time.Now().Add(-20 * time.Minute))
			p.send(t, drove)
			require.Equal(t, protocol.AnswerAccepted, p.answer(t))
			b.rows(t, 1)
			require.Equal(t, 1, b.count(t, `select count(*) from object_states where moving`))
			blind := drove
			blind.Attributes, blind.Time, blind.Valid = nil, drove.Time.Add(c.later), false
			blind.Attributes.Int(protocol.Satellites, 0)
			blind.Attributes.Bool(protocol.Ignition, c.ignition)
			p.send(t, blind)
			require.Equal(t, protocol.AnswerAccepted, p.answer(t))
			b.rows(t, 2)
			require.Equal(t, c.moving, b.count(t, `select count(*) from object_states where moving`))
			require.Equal(t, 1, b.count(t, `select count(*) from object_states where valid and lat > 60`), "where it was seen last is where it is")
		})
	}
}

func TestAPlaceOfADeviceThatDoesNotSayHowGoodItIsIsTakenForGood(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	b.tracker(t, ingesttest.Tracker{Object: b.spare(t), Protocol: "wialon-ips", Namespace: "port:5039", Identity: "van-9"})
	b.stop()
	b.open(t, nil)
	p := b.dial(t, "wialon-ips", protocol.DeviceConfig{Identity: "van-9", Variant: "1.1"})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	for _, satellites := range []string{"NA", "1"} {
		p.write(t, []byte("#SD#"+time.Now().UTC().Format("020106;150405")+";6010.2;N;02456.4;E;42;123;30;"+satellites+"\r\n"))
	}
	b.rows(t, 2)
	require.Equal(t, 1, b.count(t, `select count(*) from positions where valid`), "the one that says how few satellites it sees is doubted")
}

func TestAnOlderRecordDoesNotMoveTheLastStateBack(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	now := time.Now()
	near, far := fix(now.Add(-10*time.Second)), fix(now)
	far.Lat += 0.01 // 1,112 m
	p.send(t, near, far)
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	b.rows(t, 2)
	old := fix(now.Add(-30 * time.Minute))
	old.Lat = 10
	p.send(t, old)
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	b.rows(t, 3)
	lat, err := ingesttest.Value[float64](t.Context(), b.World, `select lat from object_states`)
	require.NoError(t, err)
	require.InDelta(t, 60.18, lat, 1e-4)
	odometer, err := ingesttest.Value[float64](t.Context(), b.World, `select odometer from object_states`)
	require.NoError(t, err)
	require.InDelta(t, 1112, odometer, 2)
}

func TestARecordSentAgainAfterItsObjectsClassOfKeepingChangedIsStoredOnce(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	var sent []protocol.Record
	send := func(records ...protocol.Record) {
		p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
		p.send(t, records...)
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	}
	fresh := func() protocol.Record {
		sent = append(sent, fix(time.Now().Add(-30*time.Minute+time.Duration(len(sent))*time.Second)))
		return sent[len(sent)-1]
	}
	// The gateway hears of a class by itself; until it has, records are kept as before.
	keep := func(class string) {
		require.NoError(t, b.DB.Worker(t.Context(), func(tx *db.Tx) error {
			_, err := tx.Exec(t.Context(), `update objects set retention = $1`, class)
			return err
		}))
		require.Eventually(t, func() bool {
			send(fresh())
			b.rows(t, len(sent))
			return b.count(t, `select count(*) from positions where retention = $1`, class) > 0
		}, patience, time.Millisecond)
	}
	for _, class := range []string{"m12", "m3", "m36"} {
		keep(class)
		send(append(slices.Clone(sent), fresh())...)
		b.rows(t, len(sent))
	}
	// As after a restart in a database whose states were lost.
	b.stop()
	require.NoError(t, b.DB.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `delete from object_states`)
		return err
	}))
	b.open(t, nil)
	send(append(slices.Clone(sent), fresh())...)
	b.rows(t, len(sent))
	require.Equal(t, 3, b.count(t, `select count(distinct retention) from positions`))
}

func TestARecordSentAgainIsStoredOnceBesideNewOnes(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	now := time.Now()
	sent := 0
	send := func(seconds ...int) {
		p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
		var records []protocol.Record
		for _, s := range seconds {
			records = append(records, fix(now.Add(time.Duration(s-60)*time.Second)))
		}
		p.send(t, records...)
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
		sent = max(sent, slices.Max(seconds))
		b.rows(t, sent)
	}
	send(1, 2, 3)
	send(2, 3, 4, 5, 4)
	send(6, 6)
	// As where a state is older than what is stored, for whatever reason: the database refuses the rows, and they are looked at one by one.
	b.stop()
	require.NoError(t, b.DB.Worker(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `update object_states set recorded_at = recorded_at - interval '1 hour'`)
		return err
	}))
	b.open(t, nil)
	send(5, 6, 7)
}

func TestAnObjectDeletedMeanwhileDoesNotStopTheStore(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	require.NoError(t, b.DB.Worker(t.Context(), func(tx *db.Tx) error {
		for _, table := range []string{"bindings", "identities", "paid_intervals", "trackers"} {
			if _, err := tx.Exec(t.Context(), `delete from `+table); err != nil {
				return err
			}
		}
		_, err := tx.Exec(t.Context(), `delete from objects`)
		// The gateway has not heard of it yet: its notice comes with the commit.
		p.send(t, fix(time.Now()))
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
		return err
	}))
	b.rows(t, 1)
	require.Zero(t, b.count(t, `select count(*) from object_states`))
}

func TestALastStateThatWasTakenAwayComesBackWithTheNextRecord(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	now := time.Now()
	for n := range 6 {
		if n == 3 { // the store remembers that there is one
			require.NoError(t, b.DB.Worker(t.Context(), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), `delete from object_states`)
				return err
			}))
		}
		r := fix(now.Add(time.Duration(n-10) * time.Second))
		r.Attributes.Int("io."+string(rune('1'+n)), 1)
		p.send(t, r)
		require.Equal(t, protocol.AnswerAccepted, p.answer(t))
		b.rows(t, n+1)
		require.Equal(t, 1, b.count(t, `select count(*) from object_states where fixed_at = $1`, r.Time))
	}
	require.Equal(t, 1, b.count(t, `select count(*) from object_states where attributes ?& array['satellites', 'io.4', 'io.5', 'io.6']`))
}

func TestWithoutADatabaseAndWithoutASnapshotNoTrackerIsLetIn(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	c := b.config(t, t.TempDir())
	c.Database = func(context.Context) (*db.DB, error) { return nil, errors.New("away") }
	_, err := ingest.Open(t.Context(), c)
	require.ErrorContains(t, err, "no snapshot")
}

func TestAGatewayThatStartsWhileTheDatabaseIsAwayServesAndItsRecordsArriveLater(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	dir := t.TempDir()
	b.stop()
	b.open(t, func(c *ingest.Config) { c.DataDir = dir })
	b.stop() // leaves the snapshot
	back := make(chan struct{})
	b.open(t, func(c *ingest.Config) {
		c.DataDir = dir
		c.Database = func(context.Context) (*db.DB, error) {
			select {
			case <-back:
				return b.DB, nil
			default:
				return nil, errors.New("away")
			}
		}
	})
	p := b.dial(t, "teltonika", protocol.DeviceConfig{Identity: imei})
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	p.send(t, fix(time.Now()))
	require.Equal(t, protocol.AnswerAccepted, p.answer(t))
	b.rows(t, 0)
	close(back)
	b.rows(t, 1)
}

func TestOneProcessAtATimeHasTheSpool(t *testing.T) {
	t.Parallel()
	b := start(t, nil)
	dir := t.TempDir()
	b.stop()
	b.open(t, func(c *ingest.Config) { c.DataDir = dir })
	_, err := ingest.Open(t.Context(), b.config(t, dir))
	require.ErrorContains(t, err, "another process")
}

func TestARoleAloneNeedsAClusterToShareTheSpool(t *testing.T) {
	t.Parallel()
	_, err := ingest.Open(t.Context(), ingest.Config{Gateway: true})
	require.True(t, err != nil && strings.Contains(err.Error(), "LIVERY_NATS_URL"), err)
}
