package letterbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"github.com/liveryhq/livery/internal/outward"
)

// How the connection to a mailbox is encrypted.
const (
	TLS      = "tls"
	StartTLS = "starttls"
	// NoTLS is for a server on this same machine alone.
	NoTLS = "none"
)

// What becomes of letters that were taken out of a mailbox.
const (
	Seen   = "seen"
	Move   = "move"
	Delete = "delete"
)

// Elsewhere is a mailbox at somebody else's server.
type Elsewhere struct {
	Host           string
	Port           int
	TLS            string
	User, Password string
	Folder         string
	// Afterwards is what becomes of letters that were taken; MoveTo is where they go if they are moved.
	Afterwards, MoveTo string
}

// Problems with a mailbox.
const (
	NoName         = "name"
	Inside         = "private"
	TooSlow        = "timeout"
	NoConnection   = "connection"
	NoEncryption   = "encryption"
	BadCertificate = "certificate"
	NoLogin        = "login"
	NoFolder       = "folder"
	NoMoveTo       = "move_to"
	ReadOnly       = "read_only"
	Refused        = "refused"
)

// Trouble is what is wrong with a mailbox: Problem is one of the problems, Field what of an Elsewhere to look at, Said the words of the
// server, if it said any.
type Trouble struct {
	Problem, Field, Said string
	Cause                error
}

func (t *Trouble) Error() string {
	return fmt.Sprintf("read a mailbox: %s (%s): %v", t.Problem, t.Field, t.Cause)
}

func (t *Trouble) Unwrap() error { return t.Cause }

// trouble is one; the cause may carry the words of the server.
func trouble(problem, field string, cause error) *Trouble {
	t := &Trouble{Problem: problem, Field: field, Cause: cause}
	if e, ok := errors.AsType[*imap.Error](cause); ok {
		t.Said = e.Text
	}
	return t
}

// Fetcher opens mailboxes.
type Fetcher struct {
	// Private lets servers lie within private networks and on this machine.
	Private bool
	// Trust is what certificates are checked against; nil: the machine's authorities. For tests.
	Trust *tls.Config
}

// openFor is how long it may take to connect and log in.
const openFor = 30 * time.Second

// Open a mailbox: connect, encrypt, log in, and look whether its folders are there. What is wrong is a *Trouble.
func (f Fetcher) Open(ctx context.Context, box Elsewhere) (*Visit, error) {
	bounded, cancel := context.WithTimeout(ctx, openFor)
	defer cancel()
	conn, err := outward.Dialer(f.Private).DialContext(bounded, "tcp", net.JoinHostPort(box.Host, strconv.Itoa(box.Port)))
	if err != nil {
		return nil, reaching(err)
	}
	v := &Visit{box: box, conn: &metered{Conn: conn}, news: make(chan struct{}, 1)}
	v.conn.left.Store(forCommand.bytes)
	if err := v.within(bounded, func() error { return v.begin(bounded, f.Trust) }); err != nil {
		_ = conn.Close() // what is wrong has been said
		if _, ok := errors.AsType[*Trouble](err); !ok {
			err = v.broken(err)
		}
		return nil, err
	}
	return v, nil
}

// reaching tells why a server could not be reached.
func reaching(err error) *Trouble {
	_, unknown := errors.AsType[*net.DNSError](err)
	slow, _ := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, outward.ErrInside):
		return trouble(Inside, "host", err)
	case unknown:
		return trouble(NoName, "host", err)
	case slow != nil && slow.Timeout():
		return trouble(TooSlow, "port", err)
	}
	return trouble(NoConnection, "port", err)
}

// begin leads the conversation to where letters can be read.
func (v *Visit) begin(ctx context.Context, trust *tls.Config) error {
	config := &tls.Config{ServerName: v.box.Host, MinVersion: tls.VersionTLS12}
	if trust != nil {
		config = trust.Clone()
		config.ServerName = v.box.Host
	}
	options := &imapclient.Options{TLSConfig: config, UnilateralDataHandler: &imapclient.UnilateralDataHandler{
		Mailbox: func(data *imapclient.UnilateralDataMailbox) {
			if data.NumMessages != nil {
				v.ring()
			}
		},
	}}
	switch v.box.TLS {
	case TLS:
		secure := tls.Client(v.conn, config)
		if err := secure.HandshakeContext(ctx); err != nil {
			return encrypting(err)
		}
		v.client = imapclient.New(secure, options)
	case StartTLS:
		client, err := imapclient.NewStartTLS(v.conn, options)
		if err != nil {
			return encrypting(err)
		}
		v.client = client
	default:
		v.client = imapclient.New(v.conn, options)
	}
	if err := v.client.WaitGreeting(); err != nil {
		return trouble(NoConnection, "port", err)
	}
	if v.client.State() == imap.ConnStateNotAuthenticated {
		if err := v.client.Login(v.box.User, v.box.Password).Wait(); err != nil {
			if e, ok := errors.AsType[*imap.Error](err); ok && e.Type == imap.StatusResponseTypeNo && e.Code != imap.ResponseCodeUnavailable && e.Code != imap.ResponseCodeInUse {
				return trouble(NoLogin, "user", err)
			}
			return err
		}
	}
	if v.box.Afterwards == Move {
		if _, err := v.client.Status(v.box.MoveTo, &imap.StatusOptions{NumMessages: true}).Wait(); err != nil {
			return v.folder(NoMoveTo, "move_to", err)
		}
	}
	selected, err := v.client.Select(v.box.Folder, nil).Wait()
	if err != nil {
		return v.folder(NoFolder, "folder", err)
	}
	v.validity, v.next = selected.UIDValidity, uint32(selected.UIDNext)
	return nil
}

// folder tells a folder that is not there from a conversation that broke.
func (v *Visit) folder(problem, field string, err error) error {
	if e, ok := errors.AsType[*imap.Error](err); ok && e.Type == imap.StatusResponseTypeNo && e.Code != imap.ResponseCodeUnavailable && e.Code != imap.ResponseCodeInUse {
		return trouble(problem, field, err)
	}
	return err
}

func encrypting(err error) *Trouble {
	if _, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return trouble(BadCertificate, "host", err)
	}
	if _, ok := errors.AsType[x509.HostnameError](err); ok {
		return trouble(BadCertificate, "host", err)
	}
	if slow, ok := errors.AsType[net.Error](err); ok && slow.Timeout() {
		return trouble(TooSlow, "tls", err)
	}
	return trouble(NoEncryption, "tls", err)
}

// broken tells of a conversation that came to an end before its time, or was refused.
func (v *Visit) broken(err error) *Trouble {
	e, said := errors.AsType[*imap.Error](err)
	slow, _ := errors.AsType[net.Error](err)
	switch {
	case said && strings.EqualFold(string(e.Type), string(imap.StatusResponseTypeBye)), said:
		return trouble(Refused, "host", err)
	case errors.Is(err, context.DeadlineExceeded), slow != nil && slow.Timeout():
		return trouble(TooSlow, "host", err)
	}
	return trouble(NoConnection, "host", err)
}
