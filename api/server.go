package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"github.com/liveryhq/livery/api/account"
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/public"
	"github.com/liveryhq/livery/api/reselling"
	"github.com/liveryhq/livery/api/staff"
	"github.com/liveryhq/livery/api/watch"
	stripehooks "github.com/liveryhq/livery/api/webhooks"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/platform/support/mailboxes"
	"github.com/liveryhq/livery/platform/webhooks"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/reseller/domains"
	"github.com/liveryhq/livery/reseller/start"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// Config is what the server is put together from.
type Config struct {
	Tenants *tenant.Tenants
	Brands  *tenant.Brands
	People  *identity.People
	Rights  *access.Rights
	Fleet   *fleet.Fleet
	Lives   *lifecycle.Tenants
	Repeats *outbox.Repeats
	Imports *onboarding.Onboarding
	Acting  *lifecycle.Acting
	// Customers and Business are a reseller's.
	Customers *customers.Customers
	Business  *reseller.Business
	// Starts know how far each business has come.
	Starts *start.Starts
	// Domains are what a realm answers on.
	Domains *domains.Domains
	// Mailboxes are where letters to desks are fetched from.
	Mailboxes *mailboxes.Mailboxes
	// Senders are where realms' letters come from; Letters send them, and may be nil.
	Senders *sender.Senders
	// Recipients are whom tenants' letters go to outside of their users.
	Recipients *recipients.Recipients
	Letters    reselling.Letters
	// Looks are the realms' brands, as they are worked at.
	Looks *brand.Brands
	// Words are what their letters and papers say.
	Words *brand.Letters
	// Topups is customers' money that comes in.
	Topups *topup.Topups
	// Papers is what is put in writing about it.
	Papers *papers.Papers
	// Subscriptions put objects on plans.
	Subscriptions *service.Subscriptions
	// Prices are the price lists, Books what keepers see of their customers' money.
	Prices *catalogue.Catalogue
	Books  *books.Books
	Audit  *audit.Log
	// Waiting counts what waits for a decision: a line for each list that somebody should look through.
	Waiting []reselling.Counter
	// Installation knows how it is doing, for the platform's staff.
	Installation staff.Installation
	// Background is what it does without being asked for.
	Background staff.Background
	SignUps    *signup.SignUps
	Legal      *legal.Legal
	// Desks are the realms' support, Ways the owners' way up.
	Desks *support.Desks
	// Webhooks tell tenants' own programs what happens to them.
	Webhooks *webhooks.Webhooks
	Ways     *escalate.Ways
	// Live and Reports are the ingest's.
	Live    watch.Live
	Reports account.Reports
	// Trackers says where trackers of a caller's brand report.
	Trackers account.TrackerAddress
	Maps     public.Maps

	Key            secrets.Key
	Clock          clock.Clock
	Log            *slog.Logger
	PlainHTTP      bool
	TrustedProxies []netip.Prefix
	Limits         door.Limits
	// Policy is for proofs only: see door.Config.
	Policy door.Policy
	// Observe is told of each finished request.
	Observe func(method, route string, status int, took time.Duration)
}

// Server answers browsers and programs.
type Server struct {
	app   *fiber.App
	doors *door.Doors
}

// Times and sizes of the listener.
const (
	readTimeout  = 20 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 75 * time.Second
	fileTimeout  = 3 * time.Minute
	bodyLimit    = 4 << 20
	headerLimit  = 16 << 10
)

// New puts the server together. It fails if a route names no operation or no area.
func New(c Config) (*Server, error) {
	app := fiber.New(fiber.Config{
		Immutable: true, DisableStartupMessage: true, ServerHeader: "", CaseSensitive: true, StrictRouting: true,
		ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout, BodyLimit: bodyLimit, ReadBufferSize: headerLimit,
		ErrorHandler: func(ctx *fiber.Ctx, err error) error { return door.ToProblem(ctx.UserContext(), c.Log, err).Send(ctx) },
	})
	d := door.New(door.Config{App: app, Brands: c.Brands, Places: c.Tenants, Sessions: c.People, Rights: c.Rights, Traces: c.Acting, Policy: c.Policy,
		Repeats: c.Repeats, Key: c.Key, Clock: c.Clock, Log: c.Log, PlainHTTP: c.PlainHTTP, TrustedProxies: c.TrustedProxies,
		Limits: c.Limits, Observe: c.Observe})
	app.Use(d.Front)
	pages, err := public.NewPages(c.Maps, c.Looks, c.Tenants)
	if err != nil {
		return nil, err
	}
	public.RegisterSession(d, public.Recording(c.People, c.Legal, c.Tenants, c.Log))
	public.RegisterSignUp(d, c.SignUps, c.People)
	public.RegisterPartners(d, c.SignUps)
	public.RegisterDocuments(d, c.Legal)
	public.RegisterBrand(d, pages)
	public.RegisterDocument(d)
	account.RegisterSelf(d, c.Tenants, c.People, c.People)
	account.RegisterSessions(d, c.People)
	account.RegisterFactors(d, c.People)
	account.RegisterWebhooks(d, c.Webhooks)
	account.RegisterPeople(d, c.People)
	account.RegisterHeld(d, c.People, c.Audit)
	account.RegisterRoles(d, c.People)
	account.RegisterInvitations(d, c.People)
	account.RegisterKeys(d, c.People)
	account.RegisterOwnership(d, c.People)
	account.RegisterLeaving(d, c.Lives)
	account.RegisterDocuments(d, c.Legal)
	account.RegisterAgreements(d, c.Legal)
	account.RegisterAddress(d, c.People)
	public.RegisterInvitation(d, c.People)
	public.RegisterRecovery(d, c.People)
	account.RegisterEmail(d, c.People)
	public.RegisterActing(d, c.People)
	account.RegisterActing(d, c.People)
	account.RegisterAudit(d, c.Audit)
	account.RegisterObjects(d, c.Fleet)
	account.RegisterBulk(d, c.Fleet)
	account.RegisterTrash(d, c.Fleet)
	account.RegisterReasons(d, c.Lives)
	account.RegisterTrackers(d, c.Fleet)
	account.RegisterActivations(d, c.Fleet)
	account.RegisterPast(d, c.Fleet)
	account.RegisterGroups(d, c.Fleet)
	account.RegisterProtocols(d, c.Fleet, c.Trackers)
	account.RegisterReports(d, c.Reports)
	account.RegisterLive(d, c.Live, c.Fleet)
	account.RegisterMine(d, c.People, c.Audit, c.Business)
	reselling.RegisterToday(d, c.Customers, c.Waiting)
	reselling.RegisterCustomers(d, c.Customers, c.Books)
	inside := reselling.Inside{Tree: c.Tenants, Customers: c.Customers, Fleet: c.Fleet, People: c.People, Audit: c.Audit}
	reselling.RegisterInside(d, inside)
	reselling.RegisterSubscriptions(d, inside, c.Subscriptions)
	reselling.RegisterNotes(d, c.Customers)
	reselling.RegisterBusiness(d, c.Business)
	reselling.RegisterStart(d, c.Starts)
	reselling.RegisterUpkeep(d, c.Business)
	account.RegisterUpkeep(d, c.Business)
	reselling.RegisterDomains(d, c.Domains)
	account.RegisterRecipients(d, c.Recipients)
	reselling.RegisterSenders(d, c.Senders, c.Letters)
	reselling.RegisterBrand(d, c.Looks, pages.MapKinds())
	reselling.RegisterLetters(d, c.Words, c.Customers, c.Papers, c.Senders, c.Letters)
	reselling.RegisterSignIns(d, c.People, c.Domains)
	reselling.RegisterObjects(d, c.Fleet)
	account.RegisterOffer(d, c.Prices)
	reselling.RegisterPrices(d, c.Prices)
	reselling.RegisterBooks(d, c.Books)
	reselling.RegisterStock(d, c.Fleet)
	reselling.RegisterPayments(d, c.Topups, stripehooks.StripePath)
	account.RegisterTopups(d, c.Topups)
	account.RegisterPapers(d, c.Papers)
	account.RegisterEntity(d, c.Papers)
	reselling.RegisterPapers(d, c.Papers)
	account.RegisterSubscriptions(d, c.Subscriptions)
	account.RegisterBilling(d, c.Subscriptions, func(ctx context.Context, s db.Scope) (bool, error) { return takesCards(ctx, c.Tenants, c.Topups, s) })
	stripehooks.RegisterStripe(d, c.Topups)
	reselling.RegisterClaims(d, c.Fleet)
	reselling.RegisterLives(d, c.Lives)
	reselling.RegisterSignUp(d, c.SignUps)
	reselling.RegisterSignUpHeld(d, c.SignUps, c.Audit)
	reselling.RegisterPartners(d, c.SignUps)
	reselling.RegisterDocuments(d, c.Legal)
	reselling.RegisterAgreedDocuments(d, c.Legal)
	reselling.RegisterStolen(d, c.People)
	reselling.RegisterImports(d, c.Imports)
	account.RegisterSupport(d, c.Desks, c.Ways)
	reselling.RegisterDeskMailboxes(d, c.Mailboxes)
	reselling.RegisterDesk(d, c.Desks, c.Ways)
	reselling.RegisterActing(d, c.Acting)
	staff.RegisterTree(d, c.Customers, c.Tenants)
	staff.RegisterDomains(d, c.Domains)
	staff.RegisterHealth(d, c.Installation)
	staff.RegisterBackground(d, c.Background)
	staff.RegisterAudit(d, c.Audit)
	staff.RegisterIdentities(d, c.Fleet)
	site := &public.Site{Pages: pages, Prices: c.Prices, Entities: c.Papers, Contacts: c.Business, Documents: c.Legal, Takers: c.SignUps}
	public.RegisterSite(d, site)
	public.RegisterReaders(d, pages, c.Recipients)
	public.RegisterPages(d, pages, site)
	public.RegisterFallback(d, pages)
	app.Use(func(*fiber.Ctx) error { return errs.Missing() })
	if err := d.Err(); err != nil {
		return nil, err
	}
	app.Server().HeaderReceived = largerBodies(d.Routes())
	return &Server{app: app, doors: d}, nil
}

// takesCards tells whether an account can pay its provider by card.
func takesCards(ctx context.Context, tenants *tenant.Tenants, topups *topup.Topups, s db.Scope) (bool, error) {
	if s.Kind() != tenant.Account {
		return false, nil
	}
	realm, err := tenants.Scope(ctx, s.Realm(), s.Realm())
	if err != nil {
		return false, err
	}
	_, err = topups.Connection(ctx, realm)
	if errs.Is(err, errs.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// largerBodies lets in what is too large for other routes where a route takes files, and gives it time to come.
func largerBodies(routes []door.Route) func(*fasthttp.RequestHeader) fasthttp.RequestConfig {
	files := map[string]int{}
	for _, r := range routes {
		if r.MaxBody > bodyLimit && len(r.Params()) == 0 {
			files[r.Method+" "+r.Path] = int(r.MaxBody)
		}
	}
	return func(h *fasthttp.RequestHeader) fasthttp.RequestConfig {
		path, _, _ := strings.Cut(string(h.RequestURI()), "?")
		if most, takes := files[string(h.Method())+" "+path]; takes {
			return fasthttp.RequestConfig{MaxRequestBodySize: most, ReadTimeout: fileTimeout}
		}
		return fasthttp.RequestConfig{}
	}
}

// Routes are all routes, by path and method.
func (s *Server) Routes() []door.Route { return s.doors.Routes() }

// Document is the OpenAPI document of a kind of host.
func (s *Server) Document(title string, platformHost bool) ([]byte, error) {
	return s.doors.Document(title, platformHost)
}

// OpenSockets is how many WebSockets are open.
func (s *Server) OpenSockets() int { return s.doors.OpenSockets() }

// WatchSockets ends WebSockets whose session or rights have changed, until ctx ends. Run it beside Serve.
func (s *Server) WatchSockets(ctx context.Context) error { return s.doors.WatchSockets(ctx) }

// App is the server without its listener, for tests.
func (s *Server) App() *fiber.App { return s.app }

// Serve answers on a listener until Shutdown.
func (s *Server) Serve(l net.Listener) error {
	if err := s.app.Listener(l); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("serve: %w", err)
	}
	return nil
}

// Shutdown closes WebSockets with 1001 (going away) and ends once what is being answered has been, or ctx ends.
func (s *Server) Shutdown(ctx context.Context) error {
	return errors.Join(s.doors.CloseSockets(ctx), s.app.ShutdownWithContext(ctx))
}
