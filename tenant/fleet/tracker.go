package fleet

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/tenant"
)

// passwordPurpose separates MACs of devices' passwords from others; the gateway uses the same word.
const passwordPurpose = "tracker password"

// Tracker is a device as its owner described it.
type Tracker struct {
	ID       uuid.UUID
	Protocol string
	Model    string
	// Identity as typed, without spaces.
	Identity string
	// Phone is the number of the SIM, + and digits or digits; empty: not told.
	Phone       string
	HasPassword bool
	// TimeZone is the IANA zone of a device that does not send UTC; empty: the protocol's own rule.
	TimeZone string
	// Since when it has stood for its object.
	Since time.Time
	// Waiting tells that no device of this identity has knocked yet, or that somebody else's tracker holds the
	// identity: the two are never told apart.
	Waiting bool
	// OperatorOwned: the equipment belongs to the operator, whose staff may send it commands (support policy 4.2).
	OperatorOwned bool
}

// TrackerSpec describes a tracker to be bound.
type TrackerSpec struct {
	Protocol string
	Model    string
	Identity string
	Phone    string
	// Password the device must show: nil leaves what there is, an empty one asks for none.
	Password *string
	TimeZone string
	// Since when it stands for the object; nil: now. In the past it lets in what the device has buffered.
	Since *time.Time
	// Move takes the tracker from the other object of the tenant that it is bound to now.
	Move bool
}

// Warning is something that is probably a slip, but is not refused.
type Warning struct {
	Field, Reason, Message string
}

// name is what a device calls itself and where that is unique.
type name struct{ namespace, value string }

// check puts a spec into its normal form and tells all that is wrong with it. prefix is put before names of fields.
func (f *Fleet) check(spec *TrackerSpec, prefix string, w *wrong) []Warning {
	var warnings []Warning
	spec.Model = strings.Join(strings.Fields(spec.Model), " ")
	spec.Identity = trimIdentity(spec.Identity)
	p, known := f.protocols[spec.Protocol]
	if !known {
		w.field(prefix+"protocol", "unknown_protocol", "There is no such protocol here. Choose one of: "+strings.Join(f.protocolNames(), ", ")+".")
	}
	id := protocol.IdentityOf(spec.Identity)
	switch {
	case spec.Identity == "":
		w.field(prefix+"identity", "no_identity", "Type what the device calls itself: its IMEI, or the identifier set in it.")
	case !printable(spec.Identity) || utf8.RuneCountInString(spec.Identity) > 100:
		w.field(prefix+"identity", "bad_identity", "Type the identifier as it is set in the device: up to 100 characters without spaces inside.")
	case known && namedByIMEI(p.Name) && !id.IMEI:
		w.field(prefix+"identity", "not_an_imei", p.Title+" devices are known by their IMEI: 15 digits, printed on the label. "+
			"Sending *#06# to some devices shows it too.")
	case id.IMEI && !luhn(spec.Identity):
		warnings = append(warnings, Warning{prefix + "identity", "imei_check_digit",
			"The last digit does not fit an IMEI. Compare it with the label; some cheap devices do carry such numbers."})
	}
	if utf8.RuneCountInString(spec.Model) > 100 {
		w.field(prefix+"model", "long_model", "The model has at most 100 characters.")
	}
	var ok bool
	if spec.Phone, ok = phoneNumber(spec.Phone); !ok {
		w.field(prefix+"phone", "bad_phone", "Write the number of the SIM with its country code, as +358401234567, or leave it empty.")
	}
	if spec.Password != nil && (len(*spec.Password) > 100 || *spec.Password != "" && !printable(*spec.Password)) {
		w.field(prefix+"password", "bad_password", "A device's password has at most 100 characters and no spaces.")
	}
	if spec.TimeZone != "" && tenant.CheckTimeZone("", spec.TimeZone) != nil {
		w.field(prefix+"time_zone", "bad_time_zone", "This is not a time zone. Write it like Asia/Shanghai, or leave it empty for UTC.")
	}
	if spec.Since != nil {
		now := f.now()
		since := spec.Since.UTC().Truncate(time.Microsecond)
		switch {
		case since.After(now.Add(time.Minute)): // a clock that is a little ahead is not a mistake
			w.field(prefix+"since", "since_in_future", "A tracker is bound from now or from a moment in the past.")
		case since.Before(f.kept(now)):
			w.field(prefix+"since", "since_too_old", "Records are not kept for that long. Choose a moment after "+
				f.kept(now).Format(time.RFC3339)+".")
		case since.After(now):
			since = now
		}
		spec.Since = &since
	}
	return warnings
}

// names are the places where a device of this protocol and identity is unique; the gateway comes to the same answer.
func (f *Fleet) names(protocolName, identity string, realm uuid.UUID) []name {
	p := f.protocols[protocolName]
	id := protocol.IdentityOf(identity)
	list := []name{{protocol.Namespace(id, uuid.Nil, p.Port), id.Value}}
	if p.Transports&protocol.HTTP != 0 && !id.IMEI {
		list = append(list, name{protocol.Namespace(id, realm, p.Port), id.Value})
	}
	return list
}

func (f *Fleet) passwordMAC(password string) []byte {
	if password == "" {
		return nil
	}
	return f.key.MAC(passwordPurpose, []byte(password))
}

// namedByIMEI: the protocols whose login carries nothing but an IMEI (Teltonika "Data Sending Protocols", login; GT06
// "Communication Protocol", type 01).
func namedByIMEI(protocolName string) bool {
	return protocolName == "teltonika" || protocolName == "gt06"
}

// trimIdentity drops what people type or paste along with a number: spaces around, and within digits spaces and dashes.
func trimIdentity(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
	bare := strings.Map(func(r rune) rune {
		if r == '-' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	if protocol.IdentityOf(bare).IMEI {
		return bare
	}
	return s
}

func printable(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
}

// phoneNumber drops what people put between digits. An empty number is one not told.
func phoneNumber(s string) (normal string, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", true
	}
	normal = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("-().", r) {
			return -1
		}
		return r
	}, s)
	digits := strings.TrimPrefix(normal, "+")
	if len(digits) < 5 || len(digits) > 15 {
		return "", false
	}
	return normal, strings.Trim(digits, "0123456789") == ""
}

// luhn tells whether the last digit of an IMEI is its check digit (3GPP TS 23.003, annex B).
func luhn(imei string) bool {
	sum := 0
	for i := range len(imei) {
		d := int(imei[i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
