package lifecycle

import (
	"context"
	"crypto/rand"
	"regexp"
	"slices"
	"strings"

	"github.com/mozillazg/go-unidecode"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// label is one part of a host name.
var label = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$`)

// reserved are first labels that no business gets: the zone's own machines are called so, addresses that others write to as a matter of
// course, or what a visitor takes for whoever runs the zone.
var reserved = []string{
	"abuse", "account", "accounts", "acme", "admin", "administrator", "api", "app", "assets", "auth", "autoconfig", "autodiscover", "billing", "blog", "brands", "bounce",
	"bounces", "cdn", "console", "contact", "demo", "dev", "dkim", "dns", "docs", "edge", "email", "ftp", "forum", "gateway", "gw", "help", "host", "hostmaster", "hosts",
	"imap", "info", "internal", "live", "localhost", "login", "mail", "mailer", "map", "maps", "metrics", "mta", "mta-sts", "mx", "news", "noreply", "no-reply", "ns",
	"ns1", "ns2", "ns3", "ns4", "oauth", "ops", "pay", "payment", "payments", "platform", "pop", "pop3", "postmaster", "root", "security", "smtp", "sso", "staff", "staging",
	"static", "stats", "status", "support", "sys", "system", "test", "tracker", "trackers", "vpn", "webhook", "webhooks", "webmail", "webmaster", "wpad", "www",
}

// taken tells whether a first label is no business's to have, or is read as one of those at a glance.
func (t *Tenants) taken(first string) bool {
	if strings.HasPrefix(first, "xn--") {
		return true
	}
	looks := sketch(first)
	alike := func(kept string) bool { return sketch(kept) == looks }
	return slices.ContainsFunc(reserved, alike) || slices.ContainsFunc(t.reserved, func(host string) bool {
		kept, zone, _ := strings.Cut(host, ".")
		return zone == t.zone && alike(kept)
	})
}

// sketch is what a label looks like at a glance, as host_sketch of the database has it: two that have the same are taken for each other.
func sketch(label string) string {
	return strings.NewReplacer("rn", "m", "vv", "w").Replace(strings.NewReplacer("0", "o", "1", "l", "-", "").Replace(label))
}

// longestLabel leaves room for what tells two of one name apart.
const longestLabel = 40

// labelOf makes the first label of a host of what a business is called; empty: nothing of it can be written so.
func labelOf(name string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(unidecode.Unidecode(name)) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '\'' || r == '"' || r == '`': // of a soft sign, or of a quoted name
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	made := b.String()
	return strings.Trim(made[:min(len(made), longestLabel)], "-")
}

// freeHost finds a host in the zone for a business. Where its name is somebody's already, letters tell the two apart: a number would
// count those who are called so.
func (t *Tenants) freeHost(ctx context.Context, tx *db.Tx, name string) (string, error) {
	base := labelOf(name)
	if base == "" {
		base = "fleet"
	}
	first := base
	for range 8 {
		host := first + "." + t.zone
		there, err := hostIsAlike(ctx, tx, host)
		if err != nil || !there && !t.taken(first) {
			return host, err
		}
		first = base + "-" + strings.ToLower(rand.Text()[:5])
	}
	return "", hostTaken()
}

// checkHost looks at a first label that somebody has typed.
func (t *Tenants) checkHost(first string) (host string, err error) {
	switch {
	case t.zone == "":
		return "", errs.Field("host", "no_zone", "This installation gives out no hosts. Leave it empty: a domain of their own comes later.")
	case !label.MatchString(first):
		return "", errs.Field("host", "bad_host_label", "Use Latin letters, digits and hyphens, up to 63.")
	case t.taken(first):
		return "", errs.Field("host", "host_reserved", "This name is kept for the installation itself. Choose another, or leave it empty.")
	}
	return first + "." + t.zone, nil
}
