package archtest_test

import (
	"slices"
	"strings"
	"testing"
)

// walls: a library that is wrapped is imported by its wrapper only (its own name, or what lies below it). Whoever needs
// it elsewhere either goes through the wrapper or writes here why not.
var walls = []struct {
	library string
	within  []string
}{
	// HTTP ends in api: no package below knows of requests.
	{"github.com/gofiber/", []string{"api", "bench/brands"}}, // the bare handler that a brand's page is measured beside
	{"github.com/danielgtaylor/huma/", []string{"api"}},
	{"github.com/valyala/fasthttp", []string{"api"}},
	{"github.com/fasthttp/websocket", []string{"api", "bench"}}, // a bench is the browser's end of it
	{"github.com/casbin/", []string{"tenant/access"}},
	{"github.com/golang-jwt/", []string{"tenant/identity"}},
	{"github.com/pressly/goose/", []string{"internal/db"}},
	{"github.com/jackc/pgx/v5/pgxpool", []string{"internal/db"}},
	{"github.com/jackc/pgx/v5/stdlib", []string{"internal/db"}},
	{"github.com/nats-io/", []string{"platform/ingest"}},
	{"github.com/tink-crypto/", []string{"internal/secrets"}},
	{"github.com/caarlos0/env/", []string{"internal/config"}},
	{"github.com/xuri/excelize/", []string{"internal/sheet"}},
	{"github.com/wneessen/go-mail", []string{"platform/messaging/mail"}},
	{"github.com/emersion/go-smtp", []string{"internal/catcher", "platform/messaging/letterbox"}},
	{"github.com/emersion/go-imap/", []string{"platform/messaging/letterbox"}},
	{"github.com/emersion/go-msgauth/", []string{"platform/messaging"}}, // signed by mail, checked by letterbox
	{"blitiri.com.ar/go/spf", []string{"platform/messaging/letterbox"}},
	{"github.com/jhillyerd/enmime/", []string{"platform/messaging/letter"}},
	{"github.com/microcosm-cc/bluemonday", []string{"platform/messaging/letter"}},
	{"github.com/stripe/", []string{"billing/stripe"}},
	{"codeberg.org/go-pdf/", []string{"billing/invoice"}},
	{"github.com/boombuler/barcode", []string{"billing/invoice"}},
	{"github.com/makiuchi-d/gozxing", nil}, // a phone's eye, for tests
	// What only tests use.
	{"testing", []string{"internal/testdb", "internal/racing", "platform/ingest/protocol/protocoltest", "bench"}},
	{"github.com/stretchr/testify/", []string{"platform/ingest/protocol/protocoltest"}},
	{"go.uber.org/goleak", []string{"internal/testdb"}},
	{"pgregory.net/rapid", nil},
}

func TestALibraryIsImportedByItsWrapperOnly(t *testing.T) {
	t.Parallel()
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			for _, wall := range walls {
				if matches(imported, wall.library) && !within(p.name, wall.within) {
					t.Errorf("%s imports %s, which belongs within %s", p.name, imported, strings.Join(wall.within, ", "))
				}
			}
		}
	}
}

// matches: a name ending in a slash stands for all below it, another for itself and all below it.
func matches(imported, library string) bool {
	return strings.HasPrefix(imported+"/", strings.TrimSuffix(library, "/")+"/")
}

func within(name string, places []string) bool {
	return slices.ContainsFunc(places, func(place string) bool { return strings.HasPrefix(name+"/", place+"/") })
}
