package config

import (
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
)

// Off is how a listener is switched off.
const Off = "off"

// validate checks what the types cannot, and fills in what follows from other variables.
func (c *Config) validate() []errs.Detail {
	var v validation
	c.validateGeneral(&v)
	c.validateDatabase(&v)
	c.validateWeb(&v)
	c.validateTrackers(&v)
	c.validateSpool(&v)
	c.validateMap(&v)
	c.validateMail(&v)
	c.validateWatching(&v)
	return v.wrong
}

// validation gathers what is wrong.
type validation struct{ wrong []errs.Detail }

// check adds a complaint about a variable, named without its prefix, unless ok.
func (v *validation) check(ok bool, variable, complaint string) {
	if !ok {
		v.wrong = append(v.wrong, errs.Detail{Field: Prefix + variable, Message: complaint})
	}
}

func (c *Config) validateGeneral(v *validation) {
	g := &c.General
	v.check(len(g.Roles) > 0, "ROLES", "the process would do nothing: write gateway, worker and web, or some of them")
	if g.MasterKey.IsSet() {
		_, err := secrets.Parse(strings.TrimSpace(g.MasterKey.Reveal()))
		v.check(err == nil, "MASTER_KEY", "is not 32 bytes in base64: make one with head -c 32 /dev/urandom | base64")
	}
	g.EdgeDomain = strings.ToLower(strings.TrimSuffix(g.EdgeDomain, "."))
	v.check(g.EdgeDomain == "" || domainName.MatchString(g.EdgeDomain), "EDGE_DOMAIN",
		"is not a domain name: write it without protocol, port and path, as edge-7.net")
	g.EdgeTarget = strings.ToLower(strings.TrimSuffix(g.EdgeTarget, "."))
	v.check(g.EdgeTarget == "" || domainName.MatchString(g.EdgeTarget), "EDGE_TARGET", "is not a host name: write it as brands.edge-7.net")
	if g.EdgeTarget == "" && g.EdgeDomain != "" {
		g.EdgeTarget = "brands." + g.EdgeDomain
	}
	for _, each := range g.DNSResolvers {
		v.address("DNS_RESOLVERS", each)
	}
	v.check(g.StopTimeout > 0, "STOP_TIMEOUT", "must be longer than nothing, as 30s")
	// A gateway or a worker apart from the rest meets it in the database and the spool, so these cannot be private.
	if len(g.Roles) > 0 && len(g.Roles) < 3 {
		apart := "LIVERY_ROLES leaves some roles to other processes, which have to share this: "
		v.check(c.Database.DatabaseURL.IsSet(), "DATABASE_URL", apart+"name a PostgreSQL server")
		v.check(c.Spool.NATSURL.IsSet(), "NATS_URL", apart+"name a NATS cluster")
		v.check(g.MasterKey.IsSet(), "MASTER_KEY", apart+"give the same key to all")
	}
}

func (c *Config) validateDatabase(v *validation) {
	d := &c.Database
	if d.DatabaseURL.IsSet() {
		address, err := url.Parse(d.DatabaseURL.Reveal())
		v.check(err == nil && (address.Scheme == "postgres" || address.Scheme == "postgresql") &&
			len(address.Path) > 1, "DATABASE_URL",
			"is not the address of a database: write postgres://user:password@host:port/database")
	}
	v.check(d.DatabaseMaxConns >= 2 && d.DatabaseMaxConns <= 1000, "DATABASE_MAX_CONNS", "must be from 2 to 1000")
	v.check(slices.Contains([]string{"m3", "m12", "m36"}, d.Retention), "RETENTION", "must be m3, m12 or m36")
}

func (c *Config) validateWeb(v *validation) {
	host := v.address("LISTEN", c.Web.Listen)
	if c.Web.PlainHTTP {
		v.check(loopback(host), "PLAIN_HTTP", "speaks without TLS, so LIVERY_LISTEN must be on the loopback interface, "+
			"as 127.0.0.1:8080; for anything else leave it false and put TLS in front")
		v.check(c.Web.TLSListen == "", "TLS_LISTEN", "LIVERY_PLAIN_HTTP speaks without TLS: leave one of them out")
	}
	w := c.Web
	if w.TLSListen != "" {
		v.address("TLS_LISTEN", w.TLSListen)
		directory, err := url.Parse(w.ACMEDirectory)
		v.check(err == nil && directory.Scheme == "https" && directory.Host != "", "ACME_DIRECTORY", "is not the address of an ACME directory: it begins with https://")
	}
	if w.HTTPListen != "" {
		v.address("HTTP_LISTEN", w.HTTPListen)
		v.check(w.TLSListen != "", "HTTP_LISTEN", "sends browsers on to LIVERY_TLS_LISTEN, which is not set")
	}
	if w.ACMEEmail != "" {
		address, err := mail.ParseAddress(w.ACMEEmail)
		v.check(err == nil && address.Address == w.ACMEEmail, "ACME_EMAIL", "is not an e-mail address alone: write hostmaster@example.com")
	}
	v.check((w.EdgeCertificate == "") == (w.EdgeCertificateKey == ""), "EDGE_CERTIFICATE_KEY", "LIVERY_EDGE_CERTIFICATE and LIVERY_EDGE_CERTIFICATE_KEY go together: give both or neither")
	v.check(w.EdgeCertificate == "" || c.General.EdgeDomain != "", "EDGE_CERTIFICATE", "is for the hosts of LIVERY_EDGE_DOMAIN, which is not set")
}

func (c *Config) validateTrackers(v *validation) {
	_, err := netip.ParseAddr(c.Trackers.TrackerHost)
	v.check(err == nil, "TRACKER_HOST", "is not an address: write 0.0.0.0 for all, or one of this machine's addresses")
	taken := map[Port]string{}
	for _, port := range c.Trackers.Ports.list() {
		if port.number <= 0 {
			continue
		}
		v.check(taken[port.number] == "", port.variable,
			"port "+strconv.Itoa(int(port.number))+" is already given to "+Prefix+taken[port.number]+": choose another")
		taken[port.number] = port.variable
	}
}

func (c *Config) validateSpool(v *validation) {
	s := &c.Spool
	if s.NATSURL.IsSet() {
		for _, each := range split(s.NATSURL.Reveal()) {
			address, err := url.Parse(each)
			v.check(err == nil && (address.Scheme == "nats" || address.Scheme == "tls") && address.Host != "", "NATS_URL",
				"is not the address of a NATS server: write nats://host:port, several separated by commas")
		}
	}
	if s.SpoolDir == "" {
		s.SpoolDir = filepath.Join(c.General.DataDir, "spool")
	}
	v.check(s.SpoolMaxBytes >= 64<<20, "SPOOL_MAX_BYTES", "must be at least 64MiB")
	v.check(s.SpoolShards >= 0 && s.SpoolShards <= 256, "SPOOL_SHARDS", "must be from 0 to 256")
}

func (c *Config) validateMap(v *validation) {
	m := &c.Map
	v.check(m.MapStyleURL == "" || m.MapTilesURL == "", "MAP_TILES_URL",
		"a style brings its own tiles: set this or LIVERY_MAP_STYLE_URL, not both")
	for _, template := range []struct{ variable, value string }{
		{"MAP_STYLE_URL", m.MapStyleURL}, {"MAP_TILES_URL", m.MapTilesURL},
	} {
		if template.value == "" {
			continue
		}
		v.check(secureURL(template.value), template.variable, "is not an address that browsers may load on a page "+
			"served with TLS: it must begin with https://")
		v.check(!strings.Contains(template.value, "{key}") || m.MapKey.IsSet(), "MAP_KEY",
			"LIVERY_"+template.variable+" asks for a {key} and there is none")
		v.check(m.MapAttribution != "", "MAP_ATTRIBUTION", "providers want to be named: say how, for the map's corner")
	}
	if m.MapTilesURL != "" {
		for _, part := range []string{"{z}", "{x}", "{y}"} {
			v.check(strings.Contains(m.MapTilesURL, part), "MAP_TILES_URL", "has no "+part+" in it")
		}
	}
	for _, host := range m.MapHosts {
		v.check(domainName.MatchString(host), "MAP_HOSTS", "\""+host+"\" is not a host name")
	}
}

func (c *Config) validateMail(v *validation) {
	m := &c.Mail
	host := ""
	if m.SMTPServer != "" {
		host = v.address("SMTP_SERVER", m.SMTPServer)
		v.check(host != "", "SMTP_SERVER", "names no host: write smtp.example:587")
	}
	if m.SMTPTLS == NoTLS && m.SMTPServer != "" {
		v.check(loopback(host), "SMTP_TLS", "letters and the password would be read on their way: none is for a server on this machine only")
	}
	v.check((m.SMTPUser == "") == !m.SMTPPassword.IsSet(), "SMTP_PASSWORD", "LIVERY_SMTP_USER and LIVERY_SMTP_PASSWORD go together: give both or neither")
	if m.SMTPFrom != "" {
		address, err := mail.ParseAddress(m.SMTPFrom)
		v.check(err == nil && address.Address == m.SMTPFrom, "SMTP_FROM", "is not an e-mail address alone: write no-reply@edge-7.net; the brand's name is put before it")
	}
	m.SMTPHelo = strings.ToLower(m.SMTPHelo)
	v.check(m.SMTPHelo == "" || domainName.MatchString(m.SMTPHelo), "SMTP_HELO", "is not a host name: write mail.edge-7.net")
	if m.LettersListen != "" {
		v.address("LETTERS_LISTEN", m.LettersListen)
		v.check(c.General.Roles.Has(Worker), "LETTERS_LISTEN", "this process has not the role worker, which makes tickets of letters: give it the role, or let another process listen")
	}
	if m.LettersLMTP != "" {
		if !strings.HasPrefix(m.LettersLMTP, "/") {
			v.check(inHouse(v.address("LETTERS_LMTP", m.LettersLMTP)), "LETTERS_LMTP", "would take letters without a limit from anybody: name this machine or one of a private network")
		}
		v.check(c.General.Roles.Has(Worker), "LETTERS_LMTP", "this process has not the role worker, which makes tickets of letters: give it the role, or let another process listen")
	}
	v.check((m.LettersCertificate == "") == (m.LettersKey == ""), "LETTERS_KEY", "LIVERY_LETTERS_CERTIFICATE and LIVERY_LETTERS_KEY go together: give both or neither")
	m.DKIMSelector = strings.ToLower(m.DKIMSelector)
	v.check(domainName.MatchString(m.DKIMSelector+".example"), "DKIM_SELECTOR", "is not a name: write s1")
	m.LettersName = strings.ToLower(m.LettersName)
	v.check(m.LettersName == "" || domainName.MatchString(m.LettersName), "LETTERS_NAME", "is not a host name: write mx.edge-7.net")
	v.check(m.LettersMaxBytes > 0, "LETTERS_MAX_BYTES", "leaves no room for a letter: write 2GiB")
}

func (c *Config) validateWatching(v *validation) {
	w := &c.Watching
	if w.MetricsListen != Off {
		v.address("METRICS_LISTEN", w.MetricsListen)
	}
	if w.OTELEndpoint != "" {
		address, err := url.Parse(w.OTELEndpoint)
		v.check(err == nil && (address.Scheme == "http" || address.Scheme == "https") && address.Host != "",
			"OTEL_ENDPOINT", "is not an address: write http://host:4318")
	}
}

// address checks that a value is host:port and returns the host.
func (v *validation) address(variable, value string) string {
	host, port, err := net.SplitHostPort(value)
	_, errPort := strconv.ParseUint(port, 10, 16)
	v.check(err == nil && errPort == nil, variable,
		"\""+value+"\" is not an address and port: write 127.0.0.1:8080, or :8080 for all interfaces")
	return host
}

// inHouse tells addresses of this machine and of private networks.
func inHouse(host string) bool {
	address, err := netip.ParseAddr(host)
	return loopback(host) || err == nil && address.IsPrivate()
}

func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

// secureURL looks at the parts a template's braces cannot be in.
func secureURL(template string) bool {
	rest, secure := strings.CutPrefix(template, "https://")
	host, _, _ := strings.Cut(rest, "/")
	return secure && domainName.MatchString(strings.Split(host, ":")[0])
}

// domainName is RFC 1123 in lower case, with at least two labels.
var domainName = regexp.MustCompile(`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)
