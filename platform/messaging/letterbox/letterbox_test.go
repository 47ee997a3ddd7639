package letterbox_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// box is a letterbox with a database that can be away.
type box struct {
	dir    string
	config letterbox.Config
	clock  *clock.Set
	desk   uuid.UUID
	at     string

	mu     sync.Mutex
	away   bool
	stored []letterbox.Arrived
	alarms []letterbox.Alarm
	// pages are how often somebody was woken.
	pages int
}

func silent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func (b *box) setAway(away bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.away = away
	b.clock.Advance(time.Minute)
}

func (b *box) gone() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.away {
		return errs.New(errs.Unavailable, "database", "The database does not answer.")
	}
	return nil
}

func (b *box) load(context.Context) ([]letterbox.Entry, error) {
	return []letterbox.Entry{
		{Address: "support@brand.example", Desk: b.desk}, {Address: "urgent@brand.example", Desk: b.desk, Critical: true, Alarm: []byte(`{"emails":["duty@brand.example"]}`)},
	}, b.gone()
}

func open(t *testing.T, change func(*letterbox.Config)) *box {
	t.Helper()
	b := &box{dir: t.TempDir(), clock: clock.At(time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)), desk: uuid.New()}
	book, err := letterbox.OpenBook(filepath.Join(b.dir, "addresses.json"), b.load, b.clock, silent())
	require.NoError(t, err)
	require.NoError(t, book.Refresh(t.Context()))
	spool, err := letterbox.OpenSpool(filepath.Join(b.dir, "letters"), 1<<30, 0)
	require.NoError(t, err)
	b.config = letterbox.Config{Book: book, Spool: spool, Ready: func(context.Context) error { return b.gone() }, Name: "mx.edge.example", Clock: b.clock, Log: silent()}
	if change != nil {
		change(&b.config)
	}
	b.serve(t)
	return b
}

func (b *box) serve(t *testing.T) {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	b.at = l.Addr().String()
	server := letterbox.NewServer(b.config)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = server.Shutdown(ctx)
		<-ended
	})
}

func (b *box) worker() *letterbox.Worker {
	return &letterbox.Worker{Spool: b.config.Spool, Clock: b.clock, Log: silent(),
		Store: func(_ context.Context, a letterbox.Arrived) error {
			if err := b.gone(); err != nil {
				return err
			}
			b.mu.Lock()
			defer b.mu.Unlock()
			b.stored = append(b.stored, a)
			return nil
		},
		Page: func(_ context.Context, alarms []letterbox.Alarm) error {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.alarms = append(b.alarms, alarms...)
			b.pages++
			return nil
		}}
}

func (b *box) dial(t *testing.T) *smtp.Client {
	t.Helper()
	c, err := smtp.Dial(b.at)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	require.NoError(t, c.Hello("mx.fleet.example"))
	return c
}

func (b *box) send(t *testing.T, to, subject string) error {
	t.Helper()
	c := b.dial(t)
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	if err := c.Rcpt(to, nil); err != nil {
		return err
	}
	return put(t, c, "From: ann@fleet.example\r\nSubject: "+subject+"\r\n\r\nPlease help.\r\n")
}

func put(t *testing.T, c *smtp.Client, content string) error {
	t.Helper()
	w, err := c.Data()
	require.NoError(t, err)
	_, err = io.WriteString(w, content)
	if err != nil {
		return err
	}
	return w.Close()
}

func code(t *testing.T, err error) int {
	t.Helper()
	e, ok := errors.AsType[*smtp.SMTPError](err)
	require.True(t, ok, "%v", err)
	return e.Code
}

func TestALetterThatWasAcknowledgedIsStoredWithItsEnvelope(t *testing.T) {
	b := open(t, nil)
	require.NoError(t, b.send(t, "Support+r123@Brand.example", "trips"))
	require.NoError(t, b.worker().Round(t.Context()))
	require.Len(t, b.stored, 1)
	a := b.stored[0]
	require.Equal(t, []letterbox.Recipient{{Address: "support+r123@brand.example", Desk: b.desk}}, a.To)
	require.Equal(t, "ann@fleet.example", a.From)
	require.Equal(t, "127.0.0.1", a.Peer)
	require.Equal(t, "mx.fleet.example", a.Helo)
	require.Equal(t, "From: ann@fleet.example\r\nSubject: trips\r\n\r\nPlease help.\r\n", string(a.Raw))
	require.NoError(t, b.worker().Round(t.Context()))
	require.Len(t, b.stored, 1, "once")
}

func TestAStrangersAddressIsRefusedBeforeTheLetterIsSent(t *testing.T) {
	b := open(t, nil)
	require.Equal(t, 550, code(t, b.send(t, "somebody@brand.example", "x")))
	require.Equal(t, 550, code(t, b.send(t, "support@brand.example.evil.example", "x")))
}

func TestWithTheDatabaseAwayCriticalLettersWakeSomebodyAndOthersAreLeftToTheirServer(t *testing.T) {
	b := open(t, nil)
	b.setAway(true)
	require.Equal(t, 451, code(t, b.send(t, "support@brand.example", "later")))
	require.Equal(t, 451, code(t, b.send(t, "new-desk@brand.example", "unknown for now")))
	require.NoError(t, b.send(t, "urgent@brand.example", "Nothing works"))
	w := b.worker()
	require.True(t, errs.Is(w.Round(t.Context()), errs.Unavailable))
	require.NoError(t, w.Alarms(t.Context()))
	require.Len(t, b.alarms, 1)
	require.Equal(t, "Nothing works", b.alarms[0].Subject)
	require.JSONEq(t, `{"emails":["duty@brand.example"]}`, string(b.alarms[0].Whom))
	require.NoError(t, w.Alarms(t.Context()))
	require.Len(t, b.alarms, 1, "nobody is woken twice")
	b.setAway(false)
	require.NoError(t, b.send(t, "support@brand.example", "later"))
	require.NoError(t, w.Round(t.Context()))
	require.Len(t, b.stored, 2)
}

func TestNobodyIsWokenMoreThanOnceAMinuteForOneDesk(t *testing.T) {
	b := open(t, nil)
	w := b.worker()
	require.NoError(t, b.send(t, "urgent@brand.example", "Nothing works"))
	require.NoError(t, w.Alarms(t.Context()))
	for range 3 {
		require.NoError(t, b.send(t, "urgent@brand.example", "Still nothing"))
		require.NoError(t, w.Alarms(t.Context()))
	}
	require.Len(t, b.alarms, 1)
	b.clock.Advance(time.Minute)
	require.NoError(t, w.Alarms(t.Context()))
	require.Len(t, b.alarms, 4, "all of them at once")
	require.Equal(t, 2, b.pages)
}

func TestAnAlarmThatIsStillBeingWrittenWakesNobodyYet(t *testing.T) {
	b := open(t, nil)
	require.NoError(t, b.send(t, "urgent@brand.example", "Nothing works"))
	folder := filepath.Join(b.dir, "letters", "alarms")
	list, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Len(t, list, 1)
	whole, begun := filepath.Join(folder, list[0].Name()), filepath.Join(folder, ".new-1")
	require.NoError(t, os.Rename(whole, begun))
	require.NoError(t, b.worker().Alarms(t.Context()))
	require.Empty(t, b.alarms, "or somebody would be woken a second time when it is whole")
	require.NoError(t, os.Rename(begun, whole))
	require.NoError(t, b.worker().Alarms(t.Context()))
	require.Len(t, b.alarms, 1)
}

func TestAProcessThatStartsWithTheDatabaseAwayKnowsItsCriticalAddresses(t *testing.T) {
	b := open(t, nil)
	b.setAway(true)
	book, err := letterbox.OpenBook(filepath.Join(b.dir, "addresses.json"), b.load, b.clock, silent())
	require.NoError(t, err)
	b.config.Book = book
	b.serve(t)
	require.NoError(t, b.send(t, "urgent@brand.example", "Nothing works"))
	require.NoError(t, b.worker().Alarms(t.Context()))
	require.Len(t, b.alarms, 1)
}

func TestMachinesLettersToTheCriticalAddressWakeNobody(t *testing.T) {
	b := open(t, nil)
	c := b.dial(t)
	require.NoError(t, c.Mail("", nil))
	require.NoError(t, c.Rcpt("urgent@brand.example", nil))
	require.NoError(t, put(t, c, "From: mailer-daemon@x.example\r\nAuto-Submitted: auto-replied\r\n\r\nout of office\r\n"))
	require.NoError(t, b.worker().Alarms(t.Context()))
	require.Empty(t, b.alarms)
	require.NoError(t, b.worker().Round(t.Context()))
	require.Len(t, b.stored, 1, "it is kept all the same")
}

func TestWhatWasNotAcknowledgedIsForgottenAndWhatWasIsFoundAfterAStart(t *testing.T) {
	b := open(t, nil)
	require.NoError(t, b.send(t, "support@brand.example", "kept"))
	half := filepath.Join(b.dir, "letters", "tmp", uuid.NewString())
	require.NoError(t, os.WriteFile(half, []byte("half a letter"), 0o600))
	again, err := letterbox.OpenSpool(filepath.Join(b.dir, "letters"), 1<<30, 0)
	require.NoError(t, err)
	require.NoFileExists(t, half)
	b.config.Spool = again
	require.NoError(t, b.worker().Round(t.Context()))
	require.Len(t, b.stored, 1)
}

func TestTheBoundOnSizeIsToldAndKept(t *testing.T) {
	b := open(t, nil)
	c := b.dial(t)
	ok, size := c.Extension("SIZE")
	require.True(t, ok)
	require.Equal(t, fmt.Sprint(letter.MaxSize), size)
	require.Equal(t, 552, code(t, c.Mail("ann@fleet.example", &smtp.MailOptions{Size: letter.MaxSize + 1})))
	if racing.Part(t) {
		return
	}
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	require.NoError(t, c.Rcpt("support@brand.example", nil))
	require.Equal(t, 552, code(t, put(t, c, "Subject: film\r\n\r\n"+strings.Repeat(strings.Repeat("x", 998)+"\r\n", 53_000))))
	waiting, _ := b.config.Spool.Count()
	require.Zero(t, waiting)
}

func TestTenThousandRecipientsAreRefusedDecently(t *testing.T) {
	b := open(t, nil)
	c := b.dial(t)
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	taken, later := 0, 0
	for range 10_000 {
		if err := c.Rcpt("support@brand.example", nil); err == nil {
			taken++
		} else if code(t, err) == 452 {
			later++
		}
	}
	require.Equal(t, 100, taken)
	require.Equal(t, 9_900, later)
	require.NoError(t, put(t, c, "Subject: all\r\n\r\nx\r\n"))
	c = b.dial(t)
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	codes := map[int]int{}
	for i := range 10_000 {
		err := c.Rcpt(fmt.Sprintf("guess%d@brand.example", i), nil)
		e, ok := errors.AsType[*smtp.SMTPError](err)
		if !ok {
			break // hung up
		}
		codes[e.Code]++
	}
	require.Equal(t, 20, codes[550])
	require.LessOrEqual(t, codes[421], 21)
}

func TestOnePeerCannotBringMoreThanItsShare(t *testing.T) {
	b := open(t, func(c *letterbox.Config) { c.Limits = letterbox.Limits{PerMinute: 60, Burst: 3, PerPeer: 2} })
	c := b.dial(t)
	for range 3 {
		require.NoError(t, c.Mail("ann@fleet.example", nil))
		require.NoError(t, c.Reset())
	}
	require.Equal(t, 450, code(t, c.Mail("ann@fleet.example", nil)))
	b.clock.Advance(time.Second)
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	b.dial(t)
	third, err := smtp.Dial(b.at)
	if err == nil {
		err = third.Hello("mx.fleet.example")
		_ = third.Close()
	}
	require.Equal(t, 421, code(t, err))
}

func TestALetterThatGoesInCirclesIsRefused(t *testing.T) {
	b := open(t, nil)
	c := b.dial(t)
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	require.NoError(t, c.Rcpt("support@brand.example", nil))
	require.Equal(t, 554, code(t, put(t, c, strings.Repeat("Received: from a by b\r\n", 101)+"Subject: round\r\n\r\nx\r\n")))
}

func TestAFullSpoolRefusesForNow(t *testing.T) {
	b := open(t, nil)
	spool, err := letterbox.OpenSpool(filepath.Join(b.dir, "small"), 10, 0)
	require.NoError(t, err)
	b.config.Spool = spool
	b.serve(t)
	require.NoError(t, b.send(t, "support@brand.example", "first"))
	require.Equal(t, 452, code(t, b.send(t, "support@brand.example", "second")))
}

func TestALetterThatCannotBeStoredIsLaidAsideAndNotLost(t *testing.T) {
	b := open(t, nil)
	require.NoError(t, b.send(t, "support@brand.example", "poison"))
	require.NoError(t, b.send(t, "support@brand.example", "good"))
	w := b.worker()
	good := w.Store
	w.Store = func(ctx context.Context, a letterbox.Arrived) error {
		if strings.Contains(string(a.Raw), "poison") {
			return errors.New("no")
		}
		return good(ctx, a)
	}
	w.Clock = clock.At(time.Now().Add(2 * time.Hour))
	for range 10 {
		require.NoError(t, w.Round(t.Context()))
	}
	require.Len(t, b.stored, 1, "one bad letter stops no other")
	_, held := b.config.Spool.Count()
	require.Equal(t, 1, held)
	w.Store = good
	n, err := b.config.Spool.Release()
	require.NoError(t, err)
	require.Equal(t, 1, n)
	require.NoError(t, w.Round(t.Context()))
	require.Len(t, b.stored, 2)
}

func TestTheConversationIsEncryptedWhereThereIsACertificate(t *testing.T) {
	b := open(t, func(c *letterbox.Config) { c.TLS = &tls.Config{Certificates: []tls.Certificate{certificate(t)}} })
	c, err := smtp.DialStartTLS(b.at, &tls.Config{InsecureSkipVerify: true})
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	require.NoError(t, c.Rcpt("support@brand.example", nil))
	require.NoError(t, put(t, c, "Subject: safe\r\n\r\nx\r\n"))
}

func TestTheMailServerBeforeThisOneBringsLettersByLMTP(t *testing.T) {
	b := open(t, func(c *letterbox.Config) { c.LMTP = true })
	conn, err := net.Dial("tcp", b.at)
	require.NoError(t, err)
	c := smtp.NewClientLMTP(conn)
	defer c.Close()
	require.NoError(t, c.Hello("mx"))
	require.NoError(t, c.Mail("ann@fleet.example", nil))
	require.Equal(t, 550, code(t, c.Rcpt("nobody@brand.example", nil)))
	require.NoError(t, c.Rcpt("support@brand.example", nil))
	require.NoError(t, c.Rcpt("urgent@brand.example", nil))
	require.NoError(t, put(t, c, "Subject: both\r\n\r\nx\r\n"))
	require.NoError(t, b.worker().Round(t.Context()))
	require.Len(t, b.stored, 1)
	require.Len(t, b.stored[0].To, 2)
	require.True(t, b.stored[0].Critical())
}

func certificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mx.edge.example"}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}
