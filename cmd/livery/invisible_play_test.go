package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"flag"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fasthttp/websocket"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/tenant/identity"
)

// readers of a realm: nobody, two of a customer, and its own people by their roles.
func (s *stage) readers(r *realm) []reader {
	ctx := s.t.Context()
	list := []reader{{name: "anybody", realm: r}}
	var account uuid.UUID
	require.NoError(s.t, s.i.storage.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select id from tenants where parent_id = $1 and name = $2`, r.scope.Tenant(), r.accounts[0].name).Scan(&account)
	}))
	for _, u := range r.accounts[0].users[:2] {
		list = append(list, reader{name: "the customer's " + u.role, login: u.login, realm: r, account: account})
	}
	list = append(list, reader{name: "the reseller's owner", login: r.owner.login, realm: r, staff: true, provider: true})
	for _, role := range []string{"admin", "billing", "support", "operator", "viewer"} {
		list = append(list, reader{name: "the reseller's " + role, login: "staff-" + role, realm: r, staff: true, provider: role == "billing"})
	}
	return list
}

// whole looks at everything as everybody, as make prove-invisible does; otherwise each route is looked at, but not as each at each host. Under
// the race detector each host is looked at by one, another at each, and the rest once.
var whole = flag.Bool("whole", false, "look at every host as everybody") //nolint:gochecknoglobals // a flag of this test

func TestNothingThatABrandShowsTellsOfThePlatformOrOfAnotherBrand(t *testing.T) {
	s := raise(t)
	s.correspond()
	c := s.censor()
	s.letters(c)
	words, hosts, part := c.words(), 0, racing.Part(t)
	for _, name := range []string{"meridian", "harbour", "polaris"} {
		r := s.realm(name)
		all := s.readers(r)
		for _, host := range []string{r.starter, r.own} {
			hosts++
			readers := all
			if !*whole && (name != "meridian" || host == r.own) {
				readers = []reader{all[0], all[1], all[3]} // anybody, a customer and the owner
			}
			if part {
				readers = []reader{all[(hosts-1)%len(all)]}
			}
			for _, each := range readers {
				w := s.walk(c, each, host)
				require.Greater(t, w.reads(), 20, "%s at %s", each.name, host)
				w.providerWrites()
			}
			if *whole || host == r.own && (!part || name == "meridian") {
				s.walk(c, all[0], host).bundles()
			}
			s.handshakes(c, r, host)
		}
		for _, each := range all[:4] {
			if *whole || name == "harbour" && !part || each.login == "" {
				s.walk(c, each, r.starter).errs()
			}
		}
	}
	require.NotZero(t, s.asked.named, "the Provider section names the level above: if it does not, the words that are looked for are the wrong ones")
	require.Zero(t, s.asked.marks, "no page names a level above unless a plan says so")
	s.marked(c)
	s.watch(c)
	routes := len(s.i.server.Routes())
	s.broken(c)
	t.Logf("invisible: %d routes on %d hosts, %d answers, %d papers, %d letters, %d messages of sockets and %d handshakes hold none of %d words of others; the Provider section refused %d times",
		routes, hosts, s.asked.answers, s.asked.papers, s.asked.letters, s.asked.messages, s.asked.handshakes, words, s.asked.refused)
}

// marked has a plan say that Harbour's pages name the level above. One mark then stands at its place, and nothing else is there that was not
// before; what stands further above is named nowhere.
func (s *stage) marked(c *censor) {
	r := s.realm("harbour")
	says := func(shown bool) {
		require.NoError(s.t, s.i.storage.db.InTenant(s.t.Context(), r.up.scope, func(tx *db.Tx) error {
			_, err := tx.Exec(s.t.Context(), `update contracts set shows_provider = $2 where counterparty_id = $1`, r.scope.Tenant(), shown)
			return err
		}))
		s.await(func() bool { return strings.Contains(s.get(r.own, "/en", "").text, `class="powered"`) == shown })
	}
	says(true)
	r.marked = true
	all := s.readers(r)
	for _, each := range []reader{all[0], all[1], all[3]} {
		s.walk(c, each, r.own).reads()
	}
	require.Greater(s.t, s.asked.marks, 3*len(languages()), "each page of the site has it")
	r.marked = false
	says(false)
	s.walk(c, all[0], r.own).reads()
}

// correspond has people ask and be answered, so that there are letters and tickets of each kind.
func (s *stage) correspond() {
	for _, r := range s.realms[1:] {
		first := r.accounts[0].users[0]
		customer := s.signIn(r.starter, first.login)
		asked := s.post(r.starter, "/api/support/tickets", customer, map[string]any{"subject": "A question", "body": "How does the map work?"})
		require.Less(s.t, asked.status, 300, asked.body)
		id, _ := asked.json()["id"].(string)
		owner := s.signIn(r.starter, r.owner.login)
		answered := s.post(r.starter, "/api/console/desk/tickets/"+id+"/answers", owner, map[string]any{"body": "Press the button at the top."})
		require.Less(s.t, answered.status, 300, answered.body)
		up := s.post(r.starter, "/api/console/provider/support/tickets", owner, map[string]any{"subject": "Ours", "body": "And how does it work for us?"})
		require.Less(s.t, up.status, 300, up.body)
		reset := s.post(r.starter, "/api/reset", "", map[string]any{"login": first.login})
		require.Less(s.t, reset.status, 300, reset.body)
	}
}

// watch listens to what open sockets tell while trackers drive.
func (s *stage) watch(c *censor) {
	r := s.realm("meridian")
	other := s.realm("polaris")
	ctx, cancel := context.WithCancel(s.t.Context())
	driven := make(chan error, 1)
	go func() { driven <- driveDemo(ctx, s.seed.drive, s.i.ingest.Addresses(), s.seed.now) }()
	defer func() {
		cancel()
		<-driven
	}()
	who := s.readers(r)[1]
	token := s.signIn(r.starter, who.login)
	dialer := websocket.Dialer{NetDialTLSContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		return s.client.Transport.(*http.Transport).DialTLSContext(ctx, network, address)
	}}
	conn, answer, err := dialer.Dial("wss://"+r.starter+"/api/live", http.Header{"Authorization": {"Bearer " + token}, "Origin": {"https://" + r.starter}})
	require.NoError(s.t, err, answer)
	defer conn.Close()
	_ = answer.Body.Close()
	require.NoError(s.t, conn.SetReadDeadline(time.Now().Add(2*time.Minute)))
	for range 50 {
		_, message, err := conn.ReadMessage()
		require.NoError(s.t, err)
		s.asked.messages++
		require.Empty(s.t, c.betrayed(who, sight{}, string(message)))
	}
	_, refused, err := dialer.Dial("wss://"+other.starter+"/api/live", http.Header{"Authorization": {"Bearer " + token}, "Origin": {"https://" + other.starter}})
	require.Error(s.t, err)
	require.Equal(s.t, http.StatusMisdirectedRequest, refused.StatusCode)
	_ = refused.Body.Close()
}

// letters writes one of each kind in each language for each brand, and reads them and whatever else was sent.
func (s *stage) letters(c *censor) {
	var words struct{ Letters map[string]json.RawMessage }
	content, err := os.ReadFile("../../themes/letters/words/en.json")
	require.NoError(s.t, err)
	require.NoError(s.t, json.Unmarshal(content, &words))
	require.NotEmpty(s.t, words.Letters)
	langs := languages()
	if racing.Part(s.t) {
		langs = langs[:2]
	}
	wanted := len(words.Letters) * len(langs)
	for _, r := range s.realms[1:] {
		customer, address := s.readers(r)[1], r.accounts[0].users[0].email
		s.await(func() bool { return len(s.caught.Letters(address)) >= 2 }) // an answer of the desk, and a new password
		s.read(c, customer, address)
	}
	for _, r := range s.realms[1:] {
		for kind := range words.Letters {
			for _, lang := range langs {
				s.write(r, kind, lang)
			}
		}
		s.await(func() bool { return len(s.caught.Letters("each@"+r.own)) >= wanted })
		s.read(c, reader{name: "whoever gets letters", realm: r, staff: true}, "each@"+r.own)
	}
}

// write has a realm send a letter of a kind.
func (s *stage) write(r *realm, kind, lang string) {
	ctx := s.t.Context()
	require.NoError(s.t, s.i.storage.db.InTenant(ctx, r.scope, func(tx *db.Tx) error {
		return outbox.Put(ctx, tx, r.scope, identity.MailTopic, identity.Letter{Template: kind, To: "each@" + r.own, User: new(uuid.New()), Locale: lang, Path: "/somewhere#x", Params: map[string]string{"name": "Somebody"}})
	}))
}

// read looks at all letters that an address got, as they were sent and as they are read.
func (s *stage) read(c *censor, who reader, address string) {
	for _, l := range s.caught.Letters(address) {
		s.asked.letters++
		require.Empty(s.t, c.betrayed(who, sight{}, l.From+"\n"+l.Raw+"\n"+l.Subject+"\n"+l.Text+"\n"+l.HTML), "the letter %q to %s", l.Subject, address)
	}
}

// await waits for what letters bring about.
func (s *stage) await(there func() bool) {
	s.t.Helper()
	require.Eventually(s.t, there, 2*time.Minute, 50*time.Millisecond)
}

// handshakes: the certificate of a host names that host alone, or the zone it lies in; of a name that is nobody's there is none.
func (s *stage) handshakes(c *censor, r *realm, host string) {
	shake := func(name string) *x509.Certificate {
		conn, err := tls.Dial("tcp", s.i.edge.tls.Addr().String(), &tls.Config{ServerName: name, InsecureSkipVerify: true, MinVersion: tls.VersionTLS12})
		s.asked.handshakes++
		if err != nil {
			return nil
		}
		defer conn.Close()
		return conn.ConnectionState().PeerCertificates[0]
	}
	shown := shake(host)
	require.NotNil(s.t, shown, host)
	require.NoError(s.t, shown.VerifyHostname(host))
	require.Empty(s.t, c.betrayed(reader{realm: r}, sight{}, string(shown.Raw)), host)
	for _, nobody := range []string{"", "nobody.test", "x." + host, "127.0.0.1"} {
		require.Nil(s.t, shake(nobody), "a handshake for %q", nobody)
	}
}

// broken takes the database away, and looks at how everything says so. It ends the installation.
func (s *stage) broken(c *censor) {
	r := s.realm("meridian")
	token := s.signIn(r.starter, r.owner.login)
	// What no client says is answered by the server below the doors, which must not name itself or us either.
	for _, said := range []string{"GET / HTTP/9.9\r\n\r\n", "NONSENSE\r\n\r\n"} {
		answered, err := s.rawly(r.starter, said)
		require.NoError(s.t, err)
		require.Empty(s.t, c.betrayed(reader{realm: r}, sight{}, answered), said)
		require.NotContains(s.t, strings.ToLower(answered), "fasthttp", said)
		require.NotContains(s.t, strings.ToLower(answered), "fiber", said)
	}
	s.i.storage.db.Close()
	failed := 0
	w := s.walk(c, reader{name: "the reseller's owner", realm: r, staff: true}, r.starter)
	for _, path := range []string{"/", "/console", "/api/objects", "/api/console/customers", "/en/contacts", "/api/documents", "/api/brand", "/api/sign-up"} {
		a := s.get(r.starter, path, token)
		if a.status >= 500 {
			failed++
		}
		w.clean(path+" without a database", false, a)
	}
	require.NotZero(s.t, failed)
}

// rawly says something that no client would, and returns what is answered to it.
func (s *stage) rawly(host, said string) (string, error) {
	conn, err := s.client.Transport.(*http.Transport).DialTLSContext(s.t.Context(), "tcp", host+":443")
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(said)); err != nil {
		return "", err
	}
	answer := make([]byte, 16<<10)
	n, _ := conn.Read(answer) // closed without a word is an answer too
	return string(answer[:n]), nil
}
