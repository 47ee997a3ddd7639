package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"golang.org/x/sync/errgroup"

	"github.com/liveryhq/livery/api"
	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/api/ops"
	"github.com/liveryhq/livery/api/public"
	"github.com/liveryhq/livery/api/reselling"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/billing/papers"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/billing/topup"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/ingest"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/legal"
	"github.com/liveryhq/livery/platform/lifecycle"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/messaging/recipients"
	"github.com/liveryhq/livery/platform/messaging/sender"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/platform/signup"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/escalate"
	"github.com/liveryhq/livery/platform/support/mailboxes"
	"github.com/liveryhq/livery/platform/support/post"
	"github.com/liveryhq/livery/platform/support/translation"
	"github.com/liveryhq/livery/platform/webhooks"
	"github.com/liveryhq/livery/reseller"
	"github.com/liveryhq/livery/reseller/books"
	"github.com/liveryhq/livery/reseller/brand"
	"github.com/liveryhq/livery/reseller/customers"
	"github.com/liveryhq/livery/reseller/start"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// installation is a process with all that its roles need, wired.
type installation struct {
	config  config.Config
	log     *slog.Logger
	storage *storage
	tenants *tenant.Tenants
	brands  *tenant.Brands
	rights  *access.Rights
	people  *identity.People
	fleet   *fleet.Fleet
	imports *onboarding.Onboarding
	acting  *lifecycle.Acting
	lives   *lifecycle.Tenants
	legal   *legal.Legal
	signUps *signup.SignUps
	// desks are the realms' support, ways the owners' way up.
	desks *support.Desks
	ways  *escalate.Ways
	// customers and business are a reseller's.
	customers *customers.Customers
	business  *reseller.Business
	// starts knows how far each business has come.
	starts *start.Starts
	// ledger has the books, prices the price lists, engine debits what is due.
	ledger *ledger.Ledger
	prices *catalogue.Catalogue
	engine *service.Engine
	// books is what keepers see of their customers' money.
	books *books.Books
	// subscriptions puts objects on plans.
	subscriptions *service.Subscriptions
	// topups is customers' money that comes in.
	topups *topup.Topups
	// papers is what is put in writing about it.
	papers *papers.Papers
	// wording is what realms say in their own words.
	wording *wording.Wording
	ingest  *ingest.Ingest

	// edge is where browsers come in.
	edge edge

	courier *outbox.Courier
	// pager wakes people for what is critical; post is the way in of letters.
	pager *post.Pager
	// webhooks tell tenants' programs what happens to them.
	webhooks *webhooks.Webhooks
	// mailboxes elsewhere hold letters to desks.
	mailboxes *mailboxes.Mailboxes
	// senders are where realms' letters come from; letters, which send them, are nil without a mail server.
	senders *sender.Senders
	// recipients are whom tenants' letters go to outside of their users.
	recipients *recipients.Recipients
	letters    *mail.Mail
	post       postOffice

	// work is how the jobs went.
	work workBook

	server *api.Server
	web    net.Listener
	ops    *ops.Server
}

// options of an installation beyond its configuration.
type options struct {
	// freePorts takes any free port where the wanted one is taken: for the demo.
	freePorts bool
	// zone of new resellers' hosts where none is configured.
	zone string
	// offlineAfter is how long an object may be silent; 0: as usual.
	offlineAfter time.Duration
}

// openInstallation opens everything up to the listeners; run makes it work.
func openInstallation(ctx context.Context, c config.Config, log *slog.Logger, o options) (i *installation, err error) {
	i = &installation{config: c, log: log}
	defer func() {
		if err != nil {
			err = errors.Join(err, i.close(context.WithoutCancel(ctx)))
			i = nil
		}
	}()
	if i.storage, err = openStorage(ctx, c, log, false); err != nil {
		return i, err
	}
	metrics := prometheus.NewRegistry()
	metrics.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	i.tenants = tenant.New(i.storage.db)
	i.brands = tenant.NewBrands(i.tenants, log)
	if i.rights, err = access.New(); err != nil {
		return i, err
	}
	if i.wording, err = openWording(i.storage.db, i.tenants); err != nil {
		return i, err
	}
	i.recipients = recipients.New(recipients.Config{DB: i.storage.db, Key: i.storage.key, Clock: clock.System{}, Tenants: i.tenants,
		Limits: recipients.Limits{Addresses: c.Mail.RecipientsMost, Asks: c.Mail.RecipientAsks, AddressAsks: c.Mail.RecipientAddressAsks, Letters: c.Mail.RecipientLetters}})
	i.openMoney()
	i.desks = support.New(support.Config{DB: i.storage.db, Outside: i.recipients, Tenants: i.tenants, Prices: i.prices, Key: i.storage.key, Clock: clock.System{}, Log: log, Version: versionWithDates(version, released),
		Translator: translation.NewDeepL(c.Mail.TranslationPrivate)})
	i.people = identity.New(identity.Config{DB: i.storage.db, Tenants: i.tenants, Key: i.storage.key, Clock: clock.System{}, Log: log, Catalogue: i.rights, Room: i.prices, Tickets: i.desks})
	i.acting = lifecycle.NewActing(i.storage.db, i.people, i.tenants, clock.System{})
	i.legal = legal.New(i.storage.db, i.tenants, clock.System{})
	i.legal.Outsiders = i.recipients
	// Before the ports open: a tracker that knocks may prove whose it is.
	i.fleet = fleet.New(fleet.Config{DB: i.storage.db, Room: i.prices, Tickets: i.desks, Key: i.storage.key, Protocols: all.Table(), Retention: c.Database.Retention,
		OfflineAfter: o.offlineAfter, Changed: func(tenant, object uuid.UUID) { i.ingest.Changed(tenant, object) }})
	if i.ingest, err = i.openIngest(ctx, c, log, metrics, o); err != nil {
		return i, fmt.Errorf("open the path of trackers: %w", err)
	}
	i.lives = lifecycle.NewTenants(lifecycle.TenantsConfig{DB: i.storage.db, Limits: i.prices, Money: i.subscriptions, Endings: i.topups, Desks: i.desks, Tree: i.tenants, People: i.people, Fleet: i.fleet, Clock: clock.System{},
		Zone: cmp.Or(c.General.EdgeDomain, o.zone), Reserved: []string{c.General.EdgeTarget, c.Trackers.TrackerAddress}})
	i.imports = onboarding.New(onboarding.Config{DB: i.storage.db, Tenants: i.tenants, People: i.people, Fleet: i.fleet, Key: i.storage.key, Clock: clock.System{}, Log: log})
	i.signUps = signup.New(signup.Config{DB: i.storage.db, Tenants: i.tenants, People: i.people, Legal: i.legal, Clock: clock.System{}, Log: log, Trade: i.papers, Lives: i.lives, Prices: i.prices, Desks: i.desks})
	i.webhooks = webhooks.New(webhooks.Config{DB: i.storage.db, Key: i.storage.key, Clock: clock.System{}, Log: log, Caller: outward.New(c.Mail.WebhooksPrivate)})
	i.ways = escalate.New(escalate.Config{DB: i.storage.db, Desks: i.desks, Clock: clock.System{}})
	i.customers = customers.New(customers.Config{DB: i.storage.db, OfflineAfter: cmp.Or(o.offlineAfter, fleet.OfflineAfter)})
	i.business = reseller.New(i.storage.db, clock.System{})
	i.business.Outsiders = i.recipients
	i.starts = start.New(start.Config{DB: i.storage.db, Clock: clock.System{}, Entities: i.papers, Zone: cmp.Or(c.General.EdgeDomain, o.zone), Letters: c.Mail.SMTPServer != ""})
	if err := i.openDomains(); err != nil {
		return i, err
	}
	if err := i.openMailboxes(metrics); err != nil {
		return i, err
	}
	checks := map[string]ops.Check{"database": i.storage.db.Ping, "trackers": func(context.Context) error { return i.ingest.Ready() }}
	if c.General.Roles.Has(config.Worker) {
		if i.courier, err = i.openCourier(metrics); err != nil {
			return i, fmt.Errorf("open the way of letters: %w", err)
		}
		if err := i.openPost(ctx, metrics, o); err != nil {
			return i, fmt.Errorf("open the way of letters to desks: %w", err)
		}
	}
	if c.General.Roles.Has(config.WebRole) {
		watch := watching{i: i, metrics: metrics, checks: checks, started: time.Now().UTC(), now: time.Now}
		if err := i.openWeb(ctx, metrics, watch, o); err != nil {
			return i, err
		}
		if err := i.openEdge(ctx); err != nil {
			return i, err
		}
	}
	if c.Watching.MetricsListen != config.Off {
		i.ops, err = ops.Listen(ctx, c.Watching.MetricsListen, metrics, checks)
		if errors.Is(err, syscall.EADDRINUSE) && o.freePorts {
			i.ops, err = ops.Listen(ctx, "127.0.0.1:0", metrics, checks)
		}
		if err != nil {
			return i, fmt.Errorf("listen for operators (LIVERY_METRICS_LISTEN): %w", err)
		}
	}
	return i, nil
}

func (i *installation) openIngest(ctx context.Context, c config.Config, log *slog.Logger, metrics prometheus.Registerer, o options) (*ingest.Ingest, error) {
	ports := map[string]int{}
	for name, port := range c.Trackers.Ports.ByProtocol() {
		switch port {
		case config.PortOff:
		case config.PortFree:
			ports[name] = 0
		default:
			ports[name] = int(port)
		}
	}
	return ingest.Open(ctx, ingest.Config{
		Gateway: c.General.Roles.Has(config.Gateway), Worker: c.General.Roles.Has(config.Worker),
		Database: func(context.Context) (*db.DB, error) { return i.storage.db, nil }, Key: i.storage.key,
		Prove:   func(ctx context.Context, tracker uuid.UUID) error { return i.fleet.ProveByPassword(ctx, tracker) },
		DataDir: c.General.DataDir, SpoolDir: c.Spool.SpoolDir, NATSURL: c.Spool.NATSURL.Reveal(), SpoolShards: c.Spool.SpoolShards,
		SpoolMaxBytes: int64(c.Spool.SpoolMaxBytes), SpoolMinFreeDisk: int64(c.Spool.SpoolMinFreeDisk),
		Protocols: all.Table(), Host: c.Trackers.TrackerHost, Ports: ports, FreePorts: o.freePorts,
		Clock: clock.System{}, Log: log, Metrics: metrics,
	})
}

func (i *installation) openWeb(ctx context.Context, metrics prometheus.Registerer, watch watching, o options) (err error) {
	c := i.config
	requests := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "livery_http_request_seconds", Help: "Time of requests by route.",
		Buckets: []float64{.002, .005, .01, .025, .05, .1, .25, .5, 1, 5}}, []string{"method", "route", "status"})
	if err := metrics.Register(requests); err != nil {
		return err
	}
	sends, err := i.tries()
	if err != nil {
		return err
	}
	looks := brand.New(i.storage.db, i.tenants, clock.System{})
	i.server, err = api.New(api.Config{
		Tenants: i.tenants, Brands: i.brands, People: i.people, Rights: i.rights, Fleet: i.fleet, Imports: i.imports, Acting: i.acting,
		SignUps: i.signUps, Desks: i.desks, Ways: i.ways, Webhooks: i.webhooks, Legal: i.legal, Lives: i.lives,
		Customers: i.customers, Business: i.business, Starts: i.starts, Domains: i.edge.domains, Senders: i.senders, Mailboxes: i.mailboxes, Letters: sends, Recipients: i.recipients, Looks: looks, Words: looks.Letters(i.wording), Prices: i.prices, Papers: i.papers, Books: i.books, Topups: i.topups, Subscriptions: i.subscriptions, Audit: audit.New(i.storage.db), Installation: watch, Background: watch, Waiting: i.waiting(),
		Repeats: outbox.NewRepeats(i.storage.db, clock.System{}), Live: i.ingest, Reports: i.ingest, Trackers: i.trackerAddress,
		Maps: public.Maps{StyleURL: c.Map.StyleAddress(), TilesURL: c.Map.TilesAddress(), Attribution: c.Map.MapAttribution, Hosts: c.Map.Sources()},
		Key:  i.storage.key, Clock: clock.System{}, Log: i.log, PlainHTTP: c.Web.PlainHTTP, TrustedProxies: c.Web.TrustedProxies,
		Observe: func(method, route string, status int, took time.Duration) {
			requests.WithLabelValues(method, route, strconv.Itoa(status)).Observe(took.Seconds())
		},
	})
	if err != nil {
		return fmt.Errorf("open the doors: %w", err)
	}
	listen := net.ListenConfig{}
	i.web, err = listen.Listen(ctx, "tcp", c.Web.Listen)
	if errors.Is(err, syscall.EADDRINUSE) && o.freePorts {
		i.web, err = listen.Listen(ctx, "tcp", "127.0.0.1:0")
	}
	if err != nil {
		return fmt.Errorf("listen for browsers (LIVERY_LISTEN): %w", err)
	}
	return nil
}

// waiting are the lists that a provider should look through, for the first page of the console: a line each.
func (i *installation) waiting() []reselling.Counter {
	return []reselling.Counter{
		{Name: "applications", Needs: access.ApplicationRead, Count: i.signUps.WaitingApplications},
		{Name: "questions", Needs: access.QuestionRead, Count: i.signUps.WaitingQuestions},
		{Name: "stolen", Needs: access.StolenRead, Count: i.people.WaitingStolen},
		{Name: "mail_sender", Needs: access.SenderRead, Count: i.senders.Failing},
		{Name: "desk_mailboxes", Needs: access.DeskRead, Count: i.mailboxes.Failing},
		{Name: "tickets", Needs: access.DeskRead, Count: i.desks.Waiting},
		{Name: "tracker_requests", Needs: access.ClaimRead, Count: i.fleet.WaitingRequests},
	}
}

// trackerAddress is what people type into their trackers.
func (i *installation) trackerAddress(c *door.Caller) fleet.Address {
	a := fleet.Address{Host: i.config.Trackers.TrackerAddress, Ports: map[string]int{}, Web: c.Origin}
	if a.Host == "" {
		a.Host = c.Host
	}
	for name, address := range i.ingest.Addresses() {
		if _, port, err := net.SplitHostPort(address); err == nil {
			a.Ports[name], _ = strconv.Atoi(port)
		}
	}
	if len(a.Ports) == 0 { // the gateway is another process
		for name, port := range i.config.Trackers.Ports.ByProtocol() {
			if port > 0 {
				a.Ports[name] = int(port)
			}
		}
	}
	return a
}

// run works until ctx ends, or trackers can be served no more, then stops in order: doors first, then trackers, then the database.
func (i *installation) run(ctx context.Context) error {
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	ctx, end := context.WithCancel(ctx)
	defer end()
	g, ctx := errgroup.WithContext(ctx)
	var behind errgroup.Group
	behind.Go(func() error { return i.brands.Watch(background) })
	behind.Go(func() error { return i.people.Watch(background) })
	behind.Go(func() error {
		// A process that cannot take records any more is of no use to trackers: whoever watches over it starts another.
		defer end()
		return i.ingest.Run(background)
	})
	if i.config.General.Roles.Has(config.Worker) {
		behind.Go(func() error { return i.jobs(background) })
		behind.Go(func() error { return i.courier.Run(background) })
		behind.Go(func() error { return i.webhooks.Run(background) })
		behind.Go(func() error { return i.mailboxes.Work(background) })
		behind.Go(func() error { return i.imports.Work(background) })
		behind.Go(func() error { return i.legal.Watch(background, i.documentsFailed) })
		behind.Go(func() error { return i.edge.domains.WorkChecks(background) })
	}
	if i.post.listener != nil {
		g.Go(func() error { return i.post.Serve(i.post.listener) })
	}
	if i.post.lmtp != nil {
		g.Go(func() error { return i.post.ServeLMTP(i.post.lmtp) })
	}
	if i.post.opened() {
		behind.Go(func() error { return i.post.Work(background) })
	}
	if e := &i.edge; e.tls != nil {
		g.Go(func() error { return i.server.Serve(tls.NewListener(e.tls, e.keeper.TLS())) })
		behind.Go(func() error { return e.keeper.Watch(background) })
		behind.Go(func() error { return e.domains.WorkCertificates(background, e.authority) })
		if e.redirects != nil {
			g.Go(func() error {
				if err := e.redirects.Serve(e.plain); !errors.Is(err, http.ErrServerClosed) {
					return fmt.Errorf("serve plain HTTP: %w", err)
				}
				return nil
			})
		}
	}
	if i.server != nil {
		g.Go(func() error { return i.server.Serve(i.web) })
		behind.Go(func() error { return i.server.WatchSockets(background) })
	}
	if i.ops != nil {
		behind.Go(i.ops.Serve)
	}
	<-ctx.Done()
	deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), i.config.General.StopTimeout)
	defer cancel()
	var errs []error
	if i.server != nil {
		errs = append(errs, i.server.Shutdown(deadline))
	}
	if i.post.opened() {
		errs = append(errs, i.post.Shutdown(deadline))
	}
	if i.edge.redirects != nil {
		errs = append(errs, i.edge.redirects.Shutdown(deadline))
	}
	errs = append(errs, g.Wait())
	stop()
	if i.ops != nil {
		errs = append(errs, i.ops.Shutdown(deadline))
	}
	errs = append(errs, behind.Wait())
	i.ingest = nil // Run has closed it
	return errors.Join(append(errs, i.close(deadline))...)
}

// close ends what was opened, where run was not called or has come to the end.
func (i *installation) close(ctx context.Context) error {
	if i.ingest != nil {
		i.ingest.Close(ctx)
	}
	err := errors.Join(i.edge.close(), i.post.close())
	if i.storage != nil {
		err = errors.Join(err, i.storage.close(ctx))
	}
	return err
}

// documentsFailed tells of a realm that could not be given its documents; it gets them when somebody asks for one.
func (i *installation) documentsFailed(err error) {
	i.log.Warn("a realm could not be given its documents", "error", err)
}
