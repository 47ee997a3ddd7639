package config

import (
	"log/slog"
	"time"
)

// Prefix of every variable.
const Prefix = "LIVERY_"

// Config is everything an operator can set. The groups are the sections of docs/configuration.md; names of fields are
// unique over all groups, so that an error can be traced to its variable.
type Config struct {
	General  General  `title:"General"`
	Database Database `title:"Database"`
	Web      Web      `title:"Web"`
	Trackers Trackers `title:"Trackers"`
	Spool    Spool    `title:"Spool"`
	Map      Map      `title:"Map"`
	Mail     Mail     `title:"Mail"`
	Watching Watching `title:"Watching it run"`

	// Unknown lists LIVERY_* variables that were set and mean nothing: most often a slip of the pen.
	Unknown []string `env:"-"`
}

// General is what concerns the process as a whole.
type General struct {
	DataDir       string        `env:"DATA_DIR" envDefault:"./data" desc:"Folder for what this machine keeps: the master key, the spool, the private PostgreSQL, the gateway's snapshot."`
	Roles         Roles         `env:"ROLES" envDefault:"gateway,worker,web" desc:"What this process does: gateway listens for trackers, worker stores records and runs jobs, web answers browsers and the API. Several processes may share the work if they share LIVERY_DATABASE_URL, LIVERY_NATS_URL and LIVERY_MASTER_KEY."`
	MasterKey     Secret        `env:"MASTER_KEY" desc:"32 random bytes in base64, from which all secrets are derived and under which they are sealed. Empty: made once and kept in master.key in the data folder. Keep a copy: without it sealed secrets are lost."`
	EdgeDomain    string        `env:"EDGE_DOMAIN" desc:"The neutral DNS zone of the installation, which does not contain the platform's name: starter hosts of brands, targets for CNAME and MX, host names for trackers. Example: edge-7.net."`
	EdgeTarget    string        `env:"EDGE_TARGET" desc:"Host name that brands' own domains point at with CNAME records. Empty: brands in LIVERY_EDGE_DOMAIN."`
	EdgeAddresses Addresses     `env:"EDGE_ADDRESSES" desc:"Public addresses of this installation, comma-separated, for A and AAAA records of domains that cannot have a CNAME (those without anything before them). Empty: those of LIVERY_EDGE_TARGET count, and screens show the CNAME alone."`
	DNSResolvers  List          `env:"DNS_RESOLVERS" desc:"Recursive name servers that brands' domains are looked at through, as host:port, comma-separated. Empty: those of the system."`
	StopTimeout   time.Duration `env:"STOP_TIMEOUT" envDefault:"30s" desc:"How long a graceful stop may take: connections closed with a code, batches written, jobs finished."`
}

// Database is where the data lies.
type Database struct {
	DatabaseURL      Secret `env:"DATABASE_URL" desc:"PostgreSQL 15 or newer, as postgres://user:password@host:port/database. Livery logs in with roles of its own that 'livery migrate' makes; the user named here needs the right to make roles and is used for nothing else. Empty: a private PostgreSQL is run in the data folder."`
	DatabaseMaxConns int    `env:"DATABASE_MAX_CONNS" envDefault:"20" desc:"Connections the requests of one process may hold; jobs hold half as many besides."`
	PostgresPrograms string `env:"POSTGRES_PROGRAMS" desc:"Folder of the programs initdb and postgres for the private PostgreSQL. Empty: where Debian and Ubuntu put them, then PATH."`
	PostgresDir      string `env:"POSTGRES_DIR" envDefault:"/var/lib/livery" desc:"Where the private PostgreSQL goes when its user cannot enter the data folder, as below /root."`
	Retention        string `env:"RETENTION" envDefault:"m36" desc:"How long positions are kept where no plan says otherwise: m3, m12 or m36 months. Older records are not taken from trackers either."`
}

// Web is the API and the pages.
type Web struct {
	Listen             string   `env:"LISTEN" envDefault:"127.0.0.1:8080" desc:"Address and port for browsers and the API. Port 0 takes a free one."`
	TLSListen          string   `env:"TLS_LISTEN" desc:"Address and port where browsers' TLS ends here, as :443, with a certificate for each brand's domain. Empty: a proxy in front ends it (LIVERY_TRUSTED_PROXIES)."`
	HTTPListen         string   `env:"HTTP_LISTEN" desc:"Address and port for plain HTTP beside LIVERY_TLS_LISTEN, as :80: sends browsers on to HTTPS and answers the authority's challenges. Empty: nothing listens."`
	ACMEDirectory      string   `env:"ACME_DIRECTORY" envDefault:"https://acme-v02.api.letsencrypt.org/directory" desc:"Directory of the authority that issues certificates by ACME."`
	ACMEEmail          string   `env:"ACME_EMAIL" desc:"Address that the authority writes to about the installation's account."`
	ACMERoots          string   `env:"ACME_ROOTS" desc:"File of root certificates in PEM form, where the authority's own address has a certificate that this machine does not trust."`
	ACMEName           string   `env:"ACME_CAA" envDefault:"letsencrypt.org" desc:"What CAA records call the authority; the check of a domain looks for it."`
	EdgeCertificate    string   `env:"EDGE_CERTIFICATE" desc:"File of a certificate for all hosts of LIVERY_EDGE_DOMAIN (*.edge-7.net), with its chain, in PEM form. It may name nothing else, nor its owner: visitors read it. Empty: each of them gets its own from the authority, whose public logs then list them."`
	EdgeCertificateKey string   `env:"EDGE_CERTIFICATE_KEY" desc:"File of the key that goes with it. Both are read again when they change."`
	PlainHTTP          bool     `env:"PLAIN_HTTP" envDefault:"false" desc:"Speak HTTP without TLS to browsers on this same machine, for the demo and for development. Cookies lose their __Host- prefix; anything but a loopback LIVERY_LISTEN is refused."`
	TrustedProxies     Prefixes `env:"TRUSTED_PROXIES" desc:"Networks of the proxies that end TLS in front of Livery, comma-separated: 10.0.0.0/8,192.0.2.7. Only their X-Forwarded-* headers are believed."`
}

// Trackers is where trackers connect.
type Trackers struct {
	TrackerHost    string `env:"TRACKER_HOST" envDefault:"0.0.0.0" desc:"Address the tracker ports listen on."`
	TrackerAddress string `env:"TRACKER_ADDRESS" desc:"Host name or address that people type into their trackers. Empty: the address the browser came to."`
	Ports          Ports  `title:"Tracker ports"`
}

// Ports are the shared ports, one a protocol, as the field is used to.
type Ports struct {
	PortTeltonika Port `env:"PORT_TELTONIKA" envDefault:"5027" desc:"Teltonika, codecs 8, 8 Extended and 16, TCP and UDP. A port number, off (or 0), or free for any free port."`
	PortGT06      Port `env:"PORT_GT06" envDefault:"5023" desc:"GT06, Concox and Jimi, TCP. Likewise."`
	PortWialonIPS Port `env:"PORT_WIALON_IPS" envDefault:"5039" desc:"Wialon IPS 1.1 and 2, TCP and UDP. Likewise."`
	PortOsmAnd    Port `env:"PORT_OSMAND" envDefault:"5055" desc:"OsmAnd and Traccar Client, HTTP. Likewise."`
}

// Spool keeps what trackers sent until the database has it.
type Spool struct {
	NATSURL          Secret `env:"NATS_URL" desc:"A NATS cluster with JetStream, as nats://user:password@host:port, for installations of several machines. Empty: NATS runs within the process and keeps its files in the data folder."`
	SpoolDir         string `env:"SPOOL_DIR" desc:"Folder of the spool within the process. Empty: spool in the data folder. It should lie on a disk of its own if there are many trackers: each acknowledgement waits for it."`
	SpoolMaxBytes    Bytes  `env:"SPOOL_MAX_BYTES" envDefault:"4GiB" desc:"Bound on the spool. When it is full, trackers are no longer acknowledged and keep their records."`
	SpoolMinFreeDisk Bytes  `env:"SPOOL_MIN_FREE_DISK" envDefault:"1GiB" desc:"Free space that must be left on the spool's disk; below it trackers are no longer acknowledged."`
	SpoolShards      int    `env:"SPOOL_SHARDS" envDefault:"0" desc:"Into how many parts the spool is divided by object, and so how many workers can store at once. 0: as it is divided; a new one by the processors, into 8 at most, and on a cluster into 8. Changing it is safe only while the spool is empty."`
}

// Map is where maps come from.
type Map struct {
	MapStyleURL    string `env:"MAP_STYLE_URL" desc:"A MapLibre style to use instead of the built-in one. {key} in it stands for LIVERY_MAP_KEY."`
	MapTilesURL    string `env:"MAP_TILES_URL" desc:"Raster or vector tiles to use instead of the built-in world, with {z}, {x} and {y}, and {key} for LIVERY_MAP_KEY. Example: https://tiles.example/{z}/{x}/{y}.png?key={key}."`
	MapKey         Secret `env:"MAP_KEY" desc:"Key of the provider. It reaches browsers with the address, so limit it to your domains at the provider."`
	MapAttribution string `env:"MAP_ATTRIBUTION" desc:"What the provider wants shown on the map; needed with either address above. Plain text."`
	MapHosts       List   `env:"MAP_HOSTS" desc:"Further hosts the style loads from (tiles, glyphs, sprites), comma-separated, for the content security policy. The hosts of the addresses above need not be repeated."`
}

// Mail is how letters leave, and come in.
type Mail struct {
	SMTPServer   string  `env:"SMTP_SERVER" desc:"Mail server that takes letters for delivery, as host:port: smtp.example:587. It signs them (DKIM) for the domains they come from; letters from LIVERY_EDGE_DOMAIN are signed here (LIVERY_DKIM_KEY). Empty: letters wait in the database until there is one, and 'livery doctor' says so."`
	SMTPTLS      SMTPTLS `env:"SMTP_TLS" envDefault:"starttls" desc:"How the connection is encrypted: starttls (ports 587 and 25), tls (port 465), or none, which only a server on this same machine may have."`
	SMTPUser     string  `env:"SMTP_USER" desc:"Name to log in with at the mail server. Empty: it takes letters without."`
	SMTPPassword Secret  `env:"SMTP_PASSWORD" desc:"Password that goes with it."`
	SMTPFrom     string  `env:"SMTP_FROM" desc:"Address that all letters come from, beside the brand's name: no-reply@edge-7.net. It must not contain the platform's name. Empty: no-reply at the brand's own host where that lies in LIVERY_EDGE_DOMAIN, else at LIVERY_EDGE_DOMAIN; without one, at the brand's own host."`
	SMTPHelo     string  `env:"SMTP_HELO" desc:"Name that this machine gives itself at the mail server; readers can see it. Empty: the domain that the letter comes from."`

	DKIMKey      string `env:"DKIM_KEY" desc:"File of the private key, in PEM form (RSA or Ed25519), that letters from LIVERY_EDGE_DOMAIN and its hosts are signed with. Empty: dkim.pem in the data folder, made once; several processes need the same. 'livery doctor' prints the DNS record that goes with it."`
	DKIMSelector string `env:"DKIM_SELECTOR" envDefault:"s1" desc:"Name of that key in the DNS: s1 stands for s1._domainkey in LIVERY_EDGE_DOMAIN. Give a new key a new one."`

	SendersPrivate bool `env:"SENDERS_PRIVATE" envDefault:"false" desc:"Mail servers of tenants may lie within private networks, at any port, and on this machine without encryption. Only for installations where every tenant is trusted with them."`

	RecipientsMost       int `env:"RECIPIENTS_MOST" envDefault:"20" desc:"Addresses outside of its own users that a tenant may have notices sent to. Each confirms first that it wants them."`
	RecipientAsks        int `env:"RECIPIENT_ASKS" envDefault:"20" desc:"Letters a day by which one tenant may ask such addresses whether they want its notices."`
	RecipientAddressAsks int `env:"RECIPIENT_ADDRESS_ASKS" envDefault:"5" desc:"Such letters a day that one address gets, whichever tenants of the installation have it asked. Those beyond are not sent, and nobody is told."`
	RecipientLetters     int `env:"RECIPIENT_LETTERS" envDefault:"50" desc:"Notices a day that one such address gets from one tenant. Those beyond are not sent; the tenant sees how many."`

	WebhooksPrivate bool `env:"WEBHOOKS_PRIVATE" envDefault:"false" desc:"Webhooks of tenants may call machines within private networks and this one. Only for installations where every tenant is trusted with them."`

	TranslationPrivate bool `env:"TRANSLATION_PRIVATE" envDefault:"false" desc:"Translation services of desks may lie within private networks and on this machine, without TLS. Only for installations where every tenant is trusted with them. Nothing is translated before a desk has a key of its own."`

	LettersListen      string `env:"LETTERS_LISTEN" desc:"Address and port where letters to support desks come in by SMTP, as 0.0.0.0:25 with the MX records of brands' domains leading here, or 127.0.0.1:2525 behind a mail server of your own. One process with the role worker may have it. Empty: none come in, and answers of desks leave without an address for replies."`
	LettersName        string `env:"LETTERS_NAME" desc:"Name that the server gives itself to who brings a letter: mx.edge-7.net. It must not contain the platform's name. Empty: LIVERY_EDGE_DOMAIN, else localhost."`
	LettersLMTP        string `env:"LETTERS_LMTP" desc:"Address and port, or path of a socket that begins with /, where a mail server of your own hands over letters to support desks by LMTP: 127.0.0.1:2424. Whoever reaches it is not limited in what they bring, so it must not be the world. Empty: none."`
	LettersCheckedBy   string `env:"LETTERS_CHECKED_BY" desc:"Name that your own mail server, before this one or of the mailboxes that letters are fetched from, writes into Authentication-Results (RFC 8601, authserv-id) of letters that it has checked: mx.edge-7.net. What it calls forged is not acknowledged. It must take such lines of its own name out of what comes to it. Empty: those lines are not read; letters that come straight from the world are checked here by SPF and DMARC."`
	LettersCertificate string `env:"LETTERS_CERTIFICATE" desc:"File of a certificate for LIVERY_LETTERS_NAME, with its chain, in PEM form, for STARTTLS. It is read again when it changes. Empty: one that this server signs itself, which mail servers take for letters to be encrypted on their way."`
	LettersKey         string `env:"LETTERS_KEY" desc:"File of the key that goes with it."`
	LettersMaxBytes    Bytes  `env:"LETTERS_MAX_BYTES" envDefault:"2GiB" desc:"Bound on the letters that lie in the data folder until they are stored. When it is reached, senders' servers are asked to come later."`
	LettersMinFreeDisk Bytes  `env:"LETTERS_MIN_FREE_DISK" envDefault:"256MiB" desc:"Free space that must be left on that disk; below it senders' servers are asked to come later."`
}

// Watching is logs, metrics and traces.
type Watching struct {
	LogLevel      slog.Level `env:"LOG_LEVEL" envDefault:"info" desc:"debug, info, warn or error. Logs are JSON lines on standard error."`
	MetricsListen string     `env:"METRICS_LISTEN" envDefault:"127.0.0.1:9464" desc:"Address and port for Prometheus metrics, health and readiness, apart from everything customers reach. off for none; port 0 takes a free one."`
	OTELEndpoint  string     `env:"OTEL_ENDPOINT" desc:"Where OpenTelemetry traces go by OTLP over HTTP, as http://host:4318. Empty: nowhere."`
}
