package account

import (
	"bytes"
	"context"
	"net/http"
	"net/url"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
)

// Setups tells how trackers are set up.
type Setups interface {
	Setups(a fleet.Address) []fleet.Setup
}

// Reports is what phone apps report to over the brand's own host.
type Reports interface {
	// HTTP answers once what the request carries is on disk. Unavailable: it is not, and the app must keep it.
	HTTP(ctx context.Context, realm uuid.UUID, r protocol.HTTPRequest) (protocol.HTTPReply, error)
}

// TrackerAddress says where trackers of a host's brand report, by protocol.
type TrackerAddress func(c *door.Caller) fleet.Address

// Protocol is a language of trackers, and how they are set up.
type Protocol struct {
	Protocol    string         `json:"protocol" example:"teltonika"`
	Title       string         `json:"title" example:"Teltonika"`
	Host        string         `json:"host" doc:"Server to type into the tracker"`
	Port        int            `json:"port" doc:"0: not listened for here"`
	Transports  []string       `json:"transports" nullable:"false" doc:"tcp, udp, http"`
	ByIMEI      bool           `json:"by_imei" doc:"Devices are known by their IMEI and nothing else"`
	HasPassword bool           `json:"has_password" doc:"The protocol carries a password, which may be asked for"`
	Models      []TrackerModel `json:"models" nullable:"false"`
	Steps       []string       `json:"steps" nullable:"false" doc:"What to do, in English"`
}

// TrackerModel is a device or an app.
type TrackerModel struct {
	Name   string   `json:"name" example:"FMB920"`
	Vendor string   `json:"vendor"`
	SMS    []SMS    `json:"sms" nullable:"false" doc:"Texts to send to its SIM, in this order"`
	Link   string   `json:"link,omitempty" doc:"Sets up a phone app: show it as a QR code. {identity} stands for the tracker's identifier"`
	Stores []string `json:"stores" nullable:"false" doc:"Where the app is had"`
	Notes  []string `json:"notes" nullable:"false"`
}

// SMS is a text to copy.
type SMS struct {
	Purpose  string `json:"purpose"`
	Text     string `json:"text" doc:"{apn}, {apn_user}, {apn_password}, {login}, {password} and {identity} are to be filled in"`
	Optional bool   `json:"optional,omitempty"`
}

// RegisterProtocols hangs in what is needed to set a tracker up.
func RegisterProtocols(d *door.Doors, setups Setups, address TrackerAddress) {
	door.Handle(d, door.Route{Operation: access.TrackerRead, Area: door.Account, Method: http.MethodGet, Path: "/api/protocols",
		ID: "list-protocols", Summary: "Protocols of trackers, and how trackers are set up to report here"},
		func(_ context.Context, c *door.Caller, _ *struct{}) (*door.Body[door.Items[Protocol]], error) {
			list := setups.Setups(address(c))
			items := make([]Protocol, 0, len(list))
			for _, s := range list {
				items = append(items, ToProtocol(s))
			}
			return door.Listed(items, ""), nil
		})
}

// ToProtocol shows a protocol.
func ToProtocol(s fleet.Setup) Protocol {
	p := Protocol{Protocol: s.Protocol, Title: s.Title, Host: s.Host, Port: s.Port, Transports: list(s.Transports), ByIMEI: s.ByIMEI,
		HasPassword: s.HasPassword, Models: make([]TrackerModel, 0, len(s.Models)), Steps: list(s.Steps)}
	for _, m := range s.Models {
		model := TrackerModel{Name: m.Name, Vendor: m.Vendor, SMS: make([]SMS, 0, len(m.SMS)), Link: m.Link, Stores: list(m.Stores), Notes: list(m.Notes)}
		for _, text := range m.SMS {
			model.SMS = append(model.SMS, SMS(text))
		}
		p.Models = append(p.Models, model)
	}
	return p
}

// list is s, and an empty list for none: JSON has null for that.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// maxReport bounds a report: a batch of some hundred positions is a quarter of it.
const maxReport = 1 << 20

// RegisterReports lets phone apps report to the brand's own host. Whose a device is follows from its identity in the
// host's realm, never from a cookie.
func RegisterReports(d *door.Doors, reports Reports) {
	handler := func(c *fiber.Ctx, caller *door.Caller) error {
		if len(c.Body()) > maxReport {
			return &fiber.Error{Code: fiber.StatusRequestEntityTooLarge}
		}
		// As a server reads it: pairs that cannot be read are left out.
		query, _ := url.ParseQuery(string(c.Context().URI().QueryString()))
		reply, err := reports.HTTP(c.UserContext(), caller.Brand.Realm, protocol.HTTPRequest{Method: c.Method(), Path: c.Path(),
			Query: query, ContentType: c.Get(fiber.HeaderContentType), Body: bytes.Clone(c.Body())})
		if err != nil {
			if errs.CodeOf(err) == errs.Internal {
				err = errs.New(errs.Unavailable, "not_stored", "This was not stored. Keep it and try again.").With(err)
			}
			return err
		}
		if reply.ContentType != "" {
			c.Set(fiber.HeaderContentType, reply.ContentType)
		}
		return c.Status(reply.Status).Send(reply.Body)
	}
	for method, id := range map[string]string{http.MethodGet: "report-position", http.MethodPost: "report-positions"} {
		door.Raw(d, door.Route{Operation: access.Anyone, Area: door.Public, Method: method, Path: "/osmand", ID: id, FromElsewhere: true,
			Summary:     "Report where a phone is",
			Description: "As OsmAnd and Traccar Client do, by a query or as JSON. An answer of 200 says that it is on disk.", MaxBody: maxReport}, handler)
	}
}
