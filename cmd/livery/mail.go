package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/liveryhq/livery/api/reselling"
	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/service"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/outbox"
	"github.com/liveryhq/livery/internal/outward"
	"github.com/liveryhq/livery/platform/messaging/letter"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/support"
	"github.com/liveryhq/livery/platform/support/post"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

// openCourier wires what leaves after a commit. Without a mail server letters wait for one.
func (i *installation) openCourier(metrics prometheus.Registerer) (*outbox.Courier, error) {
	topics := map[string]outbox.Deliver{identity.ResetTopic: i.people.DeliverReset, identity.MovedTopic: i.people.DeliverMoved, service.NoticeTopic: i.engine.DeliverNotice, service.OutsideTopic: i.engine.DeliverNotice,
		catalogue.Topic: i.engine.DeliverPrice, identity.StolenTopic: i.desks.DeliverStolen(i.people), fleet.ClaimTopic: i.desks.DeliverClaim(i.fleet)}
	if err := metrics.Register(outboxGauges{i.storage.db}); err != nil {
		return nil, err
	}
	c := i.config
	i.pager = &post.Pager{Stop: i.recipients.Stop, Desks: i.desks, Caller: outward.New(c.Mail.WebhooksPrivate), Clock: clock.System{}, Log: i.log}
	topics[support.PageTopic] = i.pager.DeliverPage
	if c.Mail.SMTPServer == "" {
		i.log.Warn("no mail server is configured: letters wait (LIVERY_SMTP_SERVER)")
		return outbox.NewCourier(i.storage.db, clock.System{}, i.log, topics), nil
	}
	attempts := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "livery_letters_total", Help: "Attempts to send a letter, by what became of them."}, []string{"outcome"})
	if err := metrics.Register(attempts); err != nil {
		return nil, err
	}
	m, err := i.newMail(func(outcome string) { attempts.WithLabelValues(outcome).Inc() })
	if err != nil {
		return nil, err
	}
	topics[identity.MailTopic] = m.Deliver
	sender := post.Sender{Desks: i.desks, Mail: m, Threads: letter.Threads{MAC: i.storage.key.MAC}}
	topics[support.AnswerTopic], topics[support.AcknowledgeTopic] = sender.DeliverAnswer, sender.DeliverAcknowledgement
	topics[support.DueTopic] = sender.DeliverDue
	i.pager.Mail, i.letters = m, m
	return outbox.NewCourier(i.storage.db, clock.System{}, i.log, topics), nil
}

// tries sends letters at once; nil: there is no mail server.
func (i *installation) tries() (reselling.Letters, error) {
	if i.letters != nil {
		return i.letters, nil
	}
	if i.config.Mail.SMTPServer == "" {
		return nil, nil //nolint:nilnil // no mail server is no error
	}
	return i.newMail(nil)
}

// newMail is what sends letters; observe may be nil.
func (i *installation) newMail(observe func(outcome string)) (*mail.Mail, error) {
	c := i.config
	signers, err := dkimSigners(c, true)
	if err != nil {
		return nil, err
	}
	return mail.New(mail.Config{
		Signers: signers, Senders: i.senders, Recipients: i.recipients, Wording: i.wording, Private: c.Mail.SendersPrivate,
		Tenants: i.tenants, Brands: i.brands, Server: mailServer(c), From: c.Mail.SMTPFrom, Zone: c.General.EdgeDomain, Origin: i.origin,
		Clock: clock.System{}, Log: i.log, Observe: observe,
	})
}

// dkimSigners sign for the neutral zone, where there is one. A key of the data folder's is made where there is none, if orMake says so.
func dkimSigners(c config.Config, orMake bool) ([]mail.Signer, error) {
	if c.General.EdgeDomain == "" {
		return nil, nil
	}
	key, err := mail.LoadKey(cmp.Or(c.Mail.DKIMKey, filepath.Join(c.General.DataDir, "dkim.pem")), orMake && c.Mail.DKIMKey == "")
	if err != nil {
		return nil, fmt.Errorf("read the key that letters are signed with (LIVERY_DKIM_KEY): %w", err)
	}
	return []mail.Signer{{Domain: c.General.EdgeDomain, Selector: c.Mail.DKIMSelector, Key: key}}, nil
}

func mailServer(c config.Config) mail.Server {
	return mail.Server{Address: c.Mail.SMTPServer, TLS: string(c.Mail.SMTPTLS), User: c.Mail.SMTPUser, Password: c.Mail.SMTPPassword.Reveal(), Helo: c.Mail.SMTPHelo}
}

// checkMail sees whether letters can leave, without sending one.
func checkMail(ctx context.Context, c config.Config) finding {
	f := finding{subject: "mail"}
	if c.Mail.SMTPServer == "" {
		f.trouble = "no mail server is configured: letters wait in the database, so nobody gets an invitation or a new password"
		f.remedy = "set LIVERY_SMTP_SERVER, and what goes with it"
		return f
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	if err := mailServer(c).Check(ctx, c.General.EdgeDomain); err != nil {
		f.trouble, f.remedy = err.Error(), "check LIVERY_SMTP_SERVER, LIVERY_SMTP_TLS, LIVERY_SMTP_USER and LIVERY_SMTP_PASSWORD; letters wait meanwhile"
		return f
	}
	signers, err := dkimSigners(c, false)
	if errors.Is(err, os.ErrNotExist) && c.Mail.DKIMKey == "" {
		f.note = c.Mail.SMTPServer + " lets us in; the key that letters are signed with is made when the server starts for the first time: ask again then for its DNS record"
		return f
	}
	if err != nil {
		f.trouble, f.remedy = err.Error(), "restore the file from your copy, or take it away to have another made, with a new LIVERY_DKIM_SELECTOR"
		return f
	}
	for _, each := range signers {
		name, record, err := each.Record()
		if err == nil && !each.Published(ctx, net.DefaultResolver.LookupTXT) {
			f.trouble = "letters are signed with a key that the DNS does not know, so readers' servers may take them for forged"
			f.remedy = "set a TXT record " + name + " with the value " + record
			return f
		}
	}
	f.note = c.Mail.SMTPServer + " lets us in; `livery letters` lists what was given up"
	return f
}

// origin of a host as browsers know it. Without TLS, as in the demo, it has the port that we listen on.
func (i *installation) origin(host string) string {
	if !i.config.Web.PlainHTTP {
		return "https://" + host
	}
	address := i.config.Web.Listen
	if i.web != nil {
		address = i.web.Addr().String()
	}
	if _, port, err := net.SplitHostPort(address); err == nil && port != "80" {
		return "http://" + net.JoinHostPort(host, port)
	}
	return "http://" + host
}

// outboxGauges tell how the outbox stands, when they are asked.
type outboxGauges struct{ db *db.DB }

var outboxGauge = prometheus.NewDesc("livery_outbox_messages", "Messages in the outbox, by topic: waiting to be handed on, or dead, given up.", []string{"topic", "state"}, nil)

// Describe implements prometheus.Collector.
func (outboxGauges) Describe(to chan<- *prometheus.Desc) { to <- outboxGauge }

// Collect implements prometheus.Collector.
func (g outboxGauges) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	list, err := outbox.Count(ctx, g.db)
	if err != nil {
		to <- prometheus.NewInvalidMetric(outboxGauge, err)
		return
	}
	for _, t := range list {
		to <- prometheus.MustNewConstMetric(outboxGauge, prometheus.GaugeValue, float64(t.Waiting), t.Topic, "waiting")
		to <- prometheus.MustNewConstMetric(outboxGauge, prometheus.GaugeValue, float64(t.Dead), t.Topic, "dead")
	}
}

// letters lists the letters that were given up, and has them tried again.
func letters(ctx context.Context, args []string, s streams) int {
	flags := flag.NewFlagSet("livery letters", flag.ContinueOnError)
	flags.SetOutput(s.err)
	again := flags.Bool("again", false, "try to send them once more")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	c, err := config.Load(s.environment)
	if err != nil {
		return tellConfiguration(s, "letters", err)
	}
	if err := workOnLetters(ctx, c, s, *again); err != nil {
		return fail(s, "letters", err)
	}
	return 0
}

func workOnLetters(ctx context.Context, c config.Config, s streams, again bool) (err error) {
	st, err := openStorage(ctx, c, newLogger(s.err, c), true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close(context.WithoutCancel(ctx))) }()
	if !again {
		return listLetters(ctx, st.db, s)
	}
	n, err := outbox.Revive(ctx, st.db, identity.MailTopic, clock.System{}.Now())
	if err == nil {
		fmt.Fprintf(s.out, "%d letters are tried once more.\n", n)
	}
	return err
}

func listLetters(ctx context.Context, d *db.DB, s streams) error {
	count, err := outbox.Count(ctx, d)
	if err != nil {
		return err
	}
	for _, t := range count {
		if t.Topic == identity.MailTopic {
			fmt.Fprintf(s.out, "%d letters wait, %d were given up.\n", t.Waiting, t.Dead)
		}
	}
	list, err := outbox.Given(ctx, d, identity.MailTopic, 100)
	if err != nil {
		return err
	}
	for _, dead := range list {
		var l identity.Letter
		_ = json.Unmarshal(dead.Payload, &l) // what cannot be read is listed all the same
		fmt.Fprintf(s.out, "  %s  %s to %s, of tenant %s: %s\n", dead.At.UTC().Format(time.DateTime), l.Template, l.To, dead.Tenant, dead.Why)
	}
	if len(list) > 0 {
		fmt.Fprintln(s.out, "livery letters -again tries them once more.")
	}
	return nil
}
