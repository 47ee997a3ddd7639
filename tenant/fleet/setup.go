package fleet

import (
	"cmp"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Setup is what somebody needs to make a tracker of a protocol report here.
type Setup struct {
	Protocol string
	Title    string
	// Host and Port to type into the tracker; Port 0: this installation does not listen for the protocol.
	Host string
	Port int
	// Transports: tcp, udp, http.
	Transports []string
	// ByIMEI: devices are known by their IMEI and nothing else.
	ByIMEI bool
	// HasPassword: the protocol carries a password, which may be asked for.
	HasPassword bool
	Models      []Model
	// Steps in words, in English, for what has no SMS; translations are the page's.
	Steps []string
}

// Model is a device, or an app, and how it is set up.
type Model struct {
	Name   string
	Vendor string
	// SMS to send to the SIM in the device, in this order.
	SMS []SMS
	// Link sets up a phone app: shown as a QR code. Empty for devices.
	Link string
	// Stores where the app is had.
	Stores []string
	Notes  []string
	// Source of the commands.
	Source string
}

// SMS is a text to copy. {apn}, {apn_user} and {apn_password} stand for what the SIM's operator says, {login} and
// {password} for what is set in the device, {identity} for the tracker's identifier; host and port are filled in.
type SMS struct {
	Purpose string
	Text    string
	// Optional ones are sent only where they are needed.
	Optional bool
}

// Address is where trackers of an installation report.
type Address struct {
	// Host name or address that trackers are told.
	Host string
	// Ports by protocol, as they are bound; a protocol that is not in it is not listened for.
	Ports map[string]int
	// Web is the brand's own origin (https://…), for protocols over HTTP; empty: there is none.
	Web string
}

// Setups tells for each protocol how trackers are set up, in the order of their titles.
func (f *Fleet) Setups(a Address) []Setup {
	list := make([]Setup, 0, len(f.protocols))
	for _, p := range f.protocols {
		s := Setup{Protocol: p.Name, Title: p.Title, Host: a.Host, Port: a.Ports[p.Name], ByIMEI: namedByIMEI(p.Name), Models: []Model{}}
		for _, t := range []struct {
			bit  protocol.Transport
			name string
		}{{protocol.TCP, "tcp"}, {protocol.UDP, "udp"}, {protocol.HTTP, "http"}} {
			if p.Transports&t.bit != 0 {
				s.Transports = append(s.Transports, t.name)
			}
		}
		if guide, written := guides[p.Name]; written {
			guide(&s, a)
		}
		list = append(list, s)
	}
	slices.SortFunc(list, func(x, y Setup) int { return cmp.Compare(strings.ToLower(x.Title), strings.ToLower(y.Title)) })
	return list
}

// guides are the protocols whose devices are described.
var guides = map[string]func(*Setup, Address){
	"teltonika":  setUpTeltonika,
	"gt06":       setUpGT06,
	"wialon-ips": setUpWialonIPS,
	"osmand":     setUpOsmAnd,
}

// Teltonika: "SMS/GPRS commands" and "FMB setparam" of the vendor's wiki; parameters 2001–2003 are the APN, its user and
// password, 2004 the server, 2005 its port, 2006 the transport (0 TCP, 1 UDP), 113 the codec (0: 8, 1: 8 Extended).
func setUpTeltonika(s *Setup, _ Address) {
	server := s.Host + ";2005:" + strconv.Itoa(s.Port) + ";2006:0"
	texts := []SMS{
		{Purpose: "Access point of the SIM", Text: "{login} {password} setparam 2001:{apn};2002:{apn_user};2003:{apn_password}"},
		{Purpose: "Server", Text: "{login} {password} setparam 2004:" + server},
		{Purpose: "Codec 8 Extended, for devices with many sensors", Text: "{login} {password} setparam 113:1", Optional: true},
		{Purpose: "Ask what is set", Text: "{login} {password} getparam 2001;2004;2005;2006", Optional: true},
		{Purpose: "Ask how it is", Text: "{login} {password} getinfo", Optional: true},
	}
	notes := []string{
		"Where no login and password are set in the device, each is left empty: the text begins with two spaces. Some phones cut them off; then send from another phone, or set a login and password.",
		"A text holds 160 characters at most: send a long access point in a text of its own.",
	}
	for _, name := range []string{"FMB920", "FMB120", "FMB125", "FMB130", "FMB140", "FMC130", "FMC150", "FMC920", "FMM130", "FMP100", "FMT100", "TFT100", "TAT100"} {
		s.Models = append(s.Models, Model{Name: name, Vendor: "Teltonika", SMS: texts, Notes: notes,
			Source: "Teltonika Telematics wiki: FMB setparam, FMB getparam, SMS/GPRS commands"})
	}
	s.Steps = []string{
		"Put a SIM with mobile data and without a PIN into the tracker, and give it power.",
		"Send the texts one after another; the tracker answers each.",
		"Take it where it sees the sky.",
	}
}

// GT06: the command tables of the Concox and Jimi user manuals. The first field of SERVER tells a name (1) from an
// address (0), the last TCP (0) from UDP (1).
func setUpGT06(s *Setup, _ Address) {
	byName := "1"
	if _, err := netip.ParseAddr(s.Host); err == nil {
		byName = "0"
	}
	texts := []SMS{
		{Purpose: "Access point of the SIM", Text: "APN,{apn}#"},
		{Purpose: "Access point with user and password, instead of the text before", Text: "APN,{apn},{apn_user},{apn_password}#", Optional: true},
		{Purpose: "Server", Text: "SERVER," + byName + "," + s.Host + "," + strconv.Itoa(s.Port) + ",0#"},
		{Purpose: "Time in UTC", Text: "GMT,E,0,0#"},
		{Purpose: "Report every 10 seconds while moving, every 300 while standing", Text: "TIMER,10,300#", Optional: true},
		{Purpose: "Ask what is set", Text: "PARAM#", Optional: true},
		{Purpose: "Ask how it is", Text: "STATUS#", Optional: true},
	}
	for _, name := range []string{"GT06N", "GT06E", "WeTrack2", "WeTrack Lite", "GT800", "JM-VL01", "JM-VL02", "JM-VL03", "JM-VL04", "JM-LL01", "X3", "AT4"} {
		s.Models = append(s.Models, Model{Name: name, Vendor: "Concox, Jimi", SMS: texts, Source: "Concox and Jimi user manuals, list of commands",
			Notes: []string{
				"A device that keeps local time reports hours off: send the text about UTC, or choose its time zone here.",
				"Some firmware wants TIMER with one number, as TIMER,30#, and a password of six digits (666666 from the factory) for changes.",
			}})
	}
	s.Steps = []string{
		"Put a SIM with mobile data and without a PIN into the tracker, and give it power.",
		"Send the texts one after another; the tracker answers OK to each.",
		"Take it where it sees the sky.",
	}
}

// Wialon IPS is spoken by many devices and by programs; they have settings, not commands in common ("Wialon IPS
// Communication Protocol", login packet).
func setUpWialonIPS(s *Setup, _ Address) {
	s.HasPassword = true
	s.Models = []Model{{Name: "Any device or program", Vendor: "", Source: "Wialon IPS Communication Protocol 2.0",
		Notes: []string{"If a password is set here, the device must send the same one; its login is refused otherwise."}}}
	s.Steps = []string{
		"In the settings of the device or program choose Wialon IPS (version 1.1 or 2.0), TCP.",
		"Type the server " + s.Host + " and the port " + strconv.Itoa(s.Port) + ".",
		"Type the same identifier as here: the IMEI, or any name without spaces. Type the password, if one is set here.",
	}
}

// setUpOsmAnd: Traccar Client takes its settings from a link, whose address is the server and whose query has the rest
// (its source: ConfigurationService.applyUri); OsmAnd's trip recording fills {0}… into an address (OsmAnd
// documentation, "Online tracking"), where a speed is in metres a second, and so has another name than the protocol's, which
// is in knots.
func setUpOsmAnd(s *Setup, a Address) {
	shared := url.URL{Scheme: "http", Host: s.Host + ":" + strconv.Itoa(s.Port), Path: "/"}
	server := strings.TrimSuffix(shared.String(), "/")
	if a.Web != "" {
		server = a.Web + "/osmand"
	}
	s.Models = []Model{
		{
			Name: "Traccar Client", Vendor: "Android, iOS",
			Link:   server + "?id={identity}&interval=60&distance=50&angle=30&buffer=true",
			Stores: []string{"https://play.google.com/store/apps/details?id=org.traccar.client", "https://apps.apple.com/app/traccar-client/id843156974"},
			Notes:  []string{"In the app: Settings, scan the QR code; then switch tracking on, and allow the location always."},
			Source: "Traccar Client, its configuration by link",
		},
		{
			Name: "OsmAnd", Vendor: "Android",
			Link:   server + "?id={identity}&lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed_mps={5}&bearing={6}",
			Stores: []string{"https://play.google.com/store/apps/details?id=net.osmand"},
			Notes:  []string{"In the app: Plugins, Trip recording, Settings, Online tracking: paste the address."},
			Source: "OsmAnd documentation, trip recording, online tracking",
		},
	}
	s.Steps = []string{
		"Choose an identifier for the phone: any name without spaces that nobody guesses.",
		"Scan the QR code with the app, or copy the address.",
		"Switch tracking on, and allow the app to know the location always.",
	}
}
