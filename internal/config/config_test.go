package config_test

import (
	"fmt"
	"log/slog"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/errs"
)

func TestNothingNeedsToBeSet(t *testing.T) {
	t.Parallel()
	c, err := config.Load(nil)
	require.NoError(t, err)
	require.Equal(t, "./data", c.General.DataDir)
	require.True(t, c.General.Roles.Has(config.Gateway) && c.General.Roles.Has(config.Worker) &&
		c.General.Roles.Has(config.WebRole))
	require.Equal(t, 30*time.Second, c.General.StopTimeout)
	require.False(t, c.Database.DatabaseURL.IsSet())
	require.Equal(t, "127.0.0.1:8080", c.Web.Listen)
	require.False(t, c.Web.PlainHTTP)
	require.Equal(t, config.Bytes(4<<30), c.Spool.SpoolMaxBytes)
	require.Equal(t, "data/spool", c.Spool.SpoolDir)
	require.Equal(t, slog.LevelInfo, c.Watching.LogLevel)
	require.Equal(t, map[string]config.Port{"teltonika": 5027, "gt06": 5023, "wialon-ips": 5039, "osmand": 5055},
		c.Trackers.Ports.ByProtocol())
	require.Empty(t, c.Unknown)
}

func TestVariablesAreRead(t *testing.T) {
	t.Parallel()
	c, err := config.Load([]string{
		"LIVERY_DATA_DIR=/srv/livery", "LIVERY_ROLES= web , gateway,worker,web", "LIVERY_LOG_LEVEL=debug",
		"LIVERY_DATABASE_URL=postgres://u:p@db:5432/livery", "LIVERY_TRUSTED_PROXIES=10.1.2.3/8, 2001:db8::1",
		"LIVERY_PORT_GT06=0", "LIVERY_PORT_OSMAND=free", "LIVERY_PORT_TELTONIKA=15027", "LIVERY_SPOOL_MAX_BYTES=1.5 GB",
		"LIVERY_EDGE_DOMAIN=Edge-7.NET.", "LIVERY_METRICS_LISTEN=off", "LIVERY_STOP_TIMEOUT=2m",
		"LIVERY_MAP_TILES_URL=https://tiles.example.com/{z}/{x}/{y}.png?k={key}", "LIVERY_MAP_KEY=abc",
		"LIVERY_MAP_ATTRIBUTION=© Example", "LIVERY_LISTN=:80", "LIVERY_TEST_DATABASE_URL=postgres://", "HOME=/root",
	})
	require.NoError(t, err)
	require.Equal(t, config.Roles{config.WebRole, config.Gateway, config.Worker}, c.General.Roles)
	require.Equal(t, "edge-7.net", c.General.EdgeDomain)
	require.Equal(t, "postgres://u:p@db:5432/livery", c.Database.DatabaseURL.Reveal())
	require.Equal(t, config.Prefixes{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::1/128")},
		c.Web.TrustedProxies)
	require.Equal(t, config.PortOff, c.Trackers.Ports.PortGT06)
	require.Equal(t, config.PortFree, c.Trackers.Ports.PortOsmAnd)
	require.Equal(t, config.Port(15027), c.Trackers.Ports.PortTeltonika)
	require.Equal(t, config.Bytes(1.5e9), c.Spool.SpoolMaxBytes)
	require.Equal(t, "/srv/livery/spool", c.Spool.SpoolDir)
	require.Equal(t, slog.LevelDebug, c.Watching.LogLevel)
	require.Equal(t, []string{"LIVERY_LISTN"}, c.Unknown, "a slip of the pen is noticed")
}

func TestWhatIsWrongIsNamedWithItsRemedy(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ set, variable, says string }{
		"a role that is none":        {"ROLES=web,cook", "LIVERY_ROLES", `there is no role "cook"`},
		"no role":                    {"ROLES=,", "LIVERY_ROLES", "would do nothing"},
		"a role apart":               {"ROLES=gateway", "LIVERY_NATS_URL", "name a NATS cluster"},
		"a port too high":            {"PORT_OSMAND=70000", "LIVERY_PORT_OSMAND", "from 1 to 65535"},
		"a port twice":               {"PORT_OSMAND=5023", "LIVERY_PORT_OSMAND", "already given to LIVERY_PORT_GT06"},
		"a size without sense":       {"SPOOL_MAX_BYTES=lots", "LIVERY_SPOOL_MAX_BYTES", "write 512MiB"},
		"a size too small":           {"SPOOL_MAX_BYTES=1MB", "LIVERY_SPOOL_MAX_BYTES", "at least 64MiB"},
		"a number without sense":     {"SPOOL_SHARDS=eight", "LIVERY_SPOOL_SHARDS", `"eight" is not a whole number`},
		"a bool without sense":       {"PLAIN_HTTP=perhaps", "LIVERY_PLAIN_HTTP", "neither true nor false"},
		"a duration without unit":    {"STOP_TIMEOUT=30", "LIVERY_STOP_TIMEOUT", "write 30s"},
		"a level without sense":      {"LOG_LEVEL=loud", "LIVERY_LOG_LEVEL", "write debug, info, warn or error"},
		"a key too short":            {"MASTER_KEY=c2hvcnQ=", "LIVERY_MASTER_KEY", "head -c 32 /dev/urandom | base64"},
		"a database of another kind": {"DATABASE_URL=mysql://u@h/d", "LIVERY_DATABASE_URL", "write postgres://"},
		"a server without database":  {"DATABASE_URL=postgres://u@h", "LIVERY_DATABASE_URL", "/database"},
		"an address without port":    {"LISTEN=localhost", "LIVERY_LISTEN", "write 127.0.0.1:8080"},
		"TLS and none":               {"TLS_LISTEN=:443\nPLAIN_HTTP=true", "LIVERY_TLS_LISTEN", "leave one of them out"},
		"a redirect to nowhere":      {"HTTP_LISTEN=:80", "LIVERY_HTTP_LISTEN", "is not set"},
		"an authority in the open":   {"TLS_LISTEN=:443\nACME_DIRECTORY=http://ca.example/dir", "LIVERY_ACME_DIRECTORY", "https://"},
		"a certificate without key":  {"EDGE_CERTIFICATE=x.pem\nEDGE_DOMAIN=edge-7.net", "LIVERY_EDGE_CERTIFICATE_KEY", "go together"},
		"an address that is none":    {"EDGE_ADDRESSES=here", "LIVERY_EDGE_ADDRESSES", "192.0.2.7"},
		"a name server without port": {"DNS_RESOLVERS=9.9.9.9", "LIVERY_DNS_RESOLVERS", "not an address and port"},
		"letters in the open":        {"SMTP_SERVER=smtp.example:587\nSMTP_TLS=none", "LIVERY_SMTP_TLS", "on this machine only"},
		"a way that is none":         {"SMTP_TLS=rot13", "LIVERY_SMTP_TLS", "write starttls, tls or none"},
		"a user without password":    {"SMTP_USER=u", "LIVERY_SMTP_PASSWORD", "give both or neither"},
		"letters by nobody":          {"LETTERS_LISTEN=127.0.0.1:2525\nROLES=web", "LIVERY_LETTERS_LISTEN", "the role worker"},
		"letters from the world":     {"LETTERS_LMTP=0.0.0.0:24", "LIVERY_LETTERS_LMTP", "private network"},
		"a certificate alone":        {"LETTERS_CERTIFICATE=/a", "LIVERY_LETTERS_KEY", "both or neither"},
		"a selector that is none":    {"DKIM_SELECTOR=a b", "LIVERY_DKIM_SELECTOR", "s1"},
		"letters nowhere":            {"LETTERS_LISTEN=25", "LIVERY_LETTERS_LISTEN", ""},
		"a name that is none":        {"LETTERS_NAME=m x", "LIVERY_LETTERS_NAME", "mx.edge-7.net"},
		"no room for letters":        {"LETTERS_MAX_BYTES=0", "LIVERY_LETTERS_MAX_BYTES", "2GiB"},
		"a sender with a name":       {"SMTP_FROM=A <a@example.com>", "LIVERY_SMTP_FROM", "alone"},
		"plain HTTP to the world":    {"PLAIN_HTTP=true\nLISTEN=:8080", "LIVERY_PLAIN_HTTP", "loopback"},
		"a proxy without sense":      {"TRUSTED_PROXIES=everybody", "LIVERY_TRUSTED_PROXIES", "write 10.0.0.0/8"},
		"a zone with a protocol":     {"EDGE_DOMAIN=https://x.net", "LIVERY_EDGE_DOMAIN", "without protocol"},
		"tiles without credit":       {"MAP_TILES_URL=https://t.example.com/{z}/{x}/{y}", "LIVERY_MAP_ATTRIBUTION", "be named"},
		"tiles without a key": {"MAP_TILES_URL=https://t.example.com/{z}/{x}/{y}?{key}\nMAP_ATTRIBUTION=x", "LIVERY_MAP_KEY",
			"asks for a {key}"},
		"tiles without a row":   {"MAP_TILES_URL=https://t.example.com/{z}/{x}\nMAP_ATTRIBUTION=x", "LIVERY_MAP_TILES_URL", "{y}"},
		"a style without TLS":   {"MAP_STYLE_URL=http://t.example.com/s\nMAP_ATTRIBUTION=x", "LIVERY_MAP_STYLE_URL", "https://"},
		"a host that is none":   {"MAP_HOSTS=https://t.example.com", "LIVERY_MAP_HOSTS", "not a host name"},
		"an address that isn't": {"TRACKER_HOST=everywhere", "LIVERY_TRACKER_HOST", "0.0.0.0"},
		"a queue of another kind": {"NATS_URL=kafka://h:1", "LIVERY_NATS_URL",
			"nats://host:port"},
		"metrics without port":   {"METRICS_LISTEN=localhost", "LIVERY_METRICS_LISTEN", "not an address and port"},
		"traces to nowhere":      {"OTEL_ENDPOINT=localhost:4318", "LIVERY_OTEL_ENDPOINT", "http://host:4318"},
		"a retention of its own": {"RETENTION=m6", "LIVERY_RETENTION", "m3, m12 or m36"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var environment []string
			for variable := range strings.SplitSeq(test.set, "\n") {
				environment = append(environment, "LIVERY_"+variable)
			}
			_, err := config.Load(environment)
			require.True(t, errs.Is(err, errs.Invalid), "%v", err)
			require.ErrorContains(t, err, test.variable+": ")
			require.ErrorContains(t, err, test.says)
		})
	}
}

func TestEverythingWrongIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	_, err := config.Load([]string{"LIVERY_LISTEN=here", "LIVERY_RETENTION=long", "LIVERY_TRACKER_HOST=there"})
	for _, variable := range []string{"LIVERY_LISTEN", "LIVERY_RETENTION", "LIVERY_TRACKER_HOST"} {
		require.ErrorContains(t, err, variable)
	}
}

func TestSecretsDoNotShow(t *testing.T) {
	t.Parallel()
	c, err := config.Load([]string{"LIVERY_DATABASE_URL=postgres://u:hunter2@h/d", "LIVERY_MAP_KEY=hunter2"})
	require.NoError(t, err)
	hidden := struct{ c config.Config }{c}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		printed := fmt.Sprintf(verb+verb, c, hidden)
		require.NotContains(t, printed, "hunter2", verb)
		require.NotContains(t, printed, fmt.Sprintf("%x", "hunter2"), verb)
	}
	_, err = config.Load([]string{"LIVERY_DATABASE_URL=postgres:/hunter2", "LIVERY_MASTER_KEY=hunter2"})
	require.Error(t, err)
	require.NotContains(t, err.Error(), "hunter2")
	require.NotContains(t, fmt.Sprintf("%#v", err), "hunter2")
}

func TestEachVariableIsDescribedAndHasAFieldOfItsOwn(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, variable := range config.Variables() {
		require.Regexp(t, `^LIVERY_[A-Z0-9_]+$`, variable.Name)
		require.False(t, names[variable.Name], "%s is there twice", variable.Name)
		names[variable.Name] = true
		require.Regexp(t, `^.+\.$`, variable.Description, "%s needs a sentence in its desc tag", variable.Name)
		require.NotEmpty(t, variable.Group)
	}
	require.NoError(t, config.FieldsAreUnique())
}

func TestThePageIsUpToDate(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/configuration.md")
	require.NoError(t, err)
	require.Equal(t, config.Document(), string(page), "stale: go generate ./internal/config")
}
