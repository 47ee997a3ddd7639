package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/smtp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// peers are mail servers that others wrote.
type peers struct {
	dir string
	// submission is where letters are handed to postfix; reader is dovecot's LMTP.
	submission, reader string
	// mailbox is dovecot's IMAP with TLS, and certificate the file it shows.
	mailbox, certificate string
	dovecot              *exec.Cmd
	postfix              bool
}

// nobody's user and group own the mailboxes.
const nobodyID = 65534

func freeAddress(ctx context.Context) (address, port string, err error) {
	var config net.ListenConfig
	l, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	address = l.Addr().String()
	_, port, err = net.SplitHostPort(address)
	return address, port, errors.Join(err, l.Close())
}

// startPeers starts both; letters to the desk go to our server by SMTP, to its critical address by LMTP.
func startPeers(ctx context.Context, dir string, w *world) (p *peers, err error) {
	if os.Geteuid() != 0 {
		return nil, errors.New("postfix and dovecot are started by root only: run this as root")
	}
	p = &peers{dir: dir}
	var readerPort, submissionPort string
	if p.reader, readerPort, err = freeAddress(ctx); err != nil {
		return p, err
	}
	if p.submission, submissionPort, err = freeAddress(ctx); err != nil {
		return p, err
	}
	var mailboxPort string
	if p.mailbox, mailboxPort, err = freeAddress(ctx); err != nil {
		return p, err
	}
	if p.certificate, err = writeCertificate(dir); err != nil {
		return p, err
	}
	if err := p.startDovecot(ctx, readerPort, mailboxPort); err != nil {
		return p, err
	}
	err = p.startPostfix(ctx, submissionPort, w)
	return p, err
}

func (p *peers) startDovecot(ctx context.Context, port, mailboxPort string) error {
	boxes := filepath.Join(p.dir, "mail")
	if err := errors.Join(os.MkdirAll(boxes, 0o755), os.Chown(boxes, nobodyID, nobodyID)); err != nil {
		return err
	}
	conf := filepath.Join(p.dir, "dovecot.conf")
	text := fmt.Sprintf(`protocols = lmtp imap
base_dir = %[1]s/dovecot
state_dir = %[1]s/dovecot-state
log_path = %[1]s/dovecot.log
ssl = yes
ssl_cert = <%[5]s
ssl_key = <%[5]s
listen = 127.0.0.1
mail_location = maildir:%[2]s/%%u
userdb {
  driver = static
  args = uid=%[3]d gid=%[3]d home=%[2]s/%%u allow_all_users=yes
}
passdb {
  driver = static
  args = password=%[7]s
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = %[4]s
  }
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = %[6]s
    ssl = yes
  }
}
`, p.dir, boxes, nobodyID, port, p.certificate, mailboxPort, mailboxPassword)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		return err
	}
	return p.runDovecot(ctx)
}

// runDovecot starts it, for the first time or again.
func (p *peers) runDovecot(ctx context.Context) error {
	p.dovecot = exec.Command("dovecot", "-F", "-c", filepath.Join(p.dir, "dovecot.conf"))
	p.dovecot.Stderr = os.Stderr
	if err := p.dovecot.Start(); err != nil {
		return fmt.Errorf("start dovecot (apt-get install dovecot-lmtpd dovecot-imapd): %w", err)
	}
	return errors.Join(reached(ctx, "dovecot", p.reader), reached(ctx, "dovecot's mailboxes", p.mailbox))
}

func (p *peers) startPostfix(ctx context.Context, port string, w *world) error {
	conf, queue, data := filepath.Join(p.dir, "postfix"), filepath.Join(p.dir, "queue"), filepath.Join(p.dir, "postfix-data")
	for _, dir := range []string{conf, queue, data} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	if out, err := exec.CommandContext(ctx, "chown", "postfix", data).CombinedOutput(); err != nil {
		return fmt.Errorf("give postfix its folder (apt-get install postfix): %w: %s", err, out)
	}
	_, smtpPort, _ := net.SplitHostPort(w.smtp.Addr().String())
	_, lmtpPort, _ := net.SplitHostPort(w.lmtp.Addr().String())
	main := fmt.Sprintf(`compatibility_level = 3.6
queue_directory = %[1]s
data_directory = %[2]s
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = %[3]s/postfix.log
maillog_file_prefixes = /
myhostname = mx.relay.example
mydestination =
local_recipient_maps =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_recipient_restrictions = permit_mynetworks, reject
smtp_dns_support_level = disabled
smtp_tls_security_level = encrypt
hopcount_limit = 300
message_size_limit = 70000000
mailbox_size_limit = 0
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
default_process_limit = 20
transport_maps = inline:{ { north.example = smtp:[127.0.0.1]:%[4]s }, { lmtp.north.example = lmtp:inet:127.0.0.1:%[5]s }, { gone.example = smtp:[127.0.0.1]:%[4]s }, { * = lmtp:inet:%[6]s } }
`, queue, data, p.dir, smtpPort, lmtpPort, p.reader)
	var master strings.Builder
	fmt.Fprintf(&master, "127.0.0.1:%s inet n - n - - smtpd\n", port)
	for _, line := range []string{
		"pickup unix n - n 60 1 pickup", "cleanup unix n - n - 0 cleanup", "qmgr unix n - n 300 1 qmgr", "tlsmgr unix - - n 1000? 1 tlsmgr", "rewrite unix - - n - - trivial-rewrite",
		"bounce unix - - n - 0 bounce", "defer unix - - n - 0 bounce", "trace unix - - n - 0 bounce", "verify unix - - n - 1 verify", "flush unix n - n 1000? 0 flush",
		"proxymap unix - - n - - proxymap", "proxywrite unix - - n - 1 proxymap", "smtp unix - - n - - smtp", "relay unix - - n - - smtp", "showq unix n - n - - showq",
		"error unix - - n - - error", "retry unix - - n - - error", "discard unix - - n - - discard", "lmtp unix - - n - - lmtp", "anvil unix - - n - 1 anvil", "scache unix - - n - 1 scache",
		"postlog unix-dgram n - n - 1 postlogd",
	} {
		master.WriteString(line + "\n")
	}
	if err := errors.Join(os.WriteFile(filepath.Join(conf, "main.cf"), []byte(main), 0o644),
		os.WriteFile(filepath.Join(conf, "master.cf"), []byte(master.String()), 0o644)); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "postfix", "-c", conf, "start").CombinedOutput(); err != nil {
		return fmt.Errorf("start postfix (apt-get install postfix): %w: %s", err, out)
	}
	p.postfix = true
	return reached(ctx, "postfix", p.submission)
}

func reached(ctx context.Context, what, address string) error {
	return until(ctx, what+" at "+address, func() (bool, error) {
		dialer := net.Dialer{Timeout: time.Second}
		c, err := dialer.DialContext(ctx, "tcp", address)
		if err != nil {
			return false, err
		}
		return true, c.Close()
	})
}

// stop ends both.
func (p *peers) stop() (err error) {
	if p.postfix {
		if out, stopping := exec.Command("postfix", "-c", filepath.Join(p.dir, "postfix"), "abort").CombinedOutput(); stopping != nil {
			err = fmt.Errorf("stop postfix: %w: %s", stopping, out)
		}
	}
	return errors.Join(err, p.stopDovecot())
}

func (p *peers) stopDovecot() (err error) {
	if p.dovecot != nil && p.dovecot.Process != nil {
		err = p.dovecot.Process.Signal(os.Interrupt)
		_ = p.dovecot.Wait() // it was told to end
		p.dovecot = nil
	}
	return err
}

// waiting is how many letters lie in postfix's queue.
func (p *peers) waiting() (n int, err error) {
	for _, folder := range []string{"maildrop", "incoming", "active", "deferred", "hold"} {
		err = errors.Join(err, filepath.WalkDir(filepath.Join(p.dir, "queue", folder), func(_ string, entry os.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() {
				n++
			}
			if errors.Is(err, os.ErrNotExist) {
				return nil // taken away meanwhile
			}
			return err
		}))
	}
	return n, err
}

// log of postfix, as far as it is written.
func (p *peers) log() string {
	b, _ := os.ReadFile(filepath.Join(p.dir, "postfix.log"))
	return string(b)
}

// letters in somebody's mailbox.
func (p *peers) letters(who string) (list []string, err error) {
	files, err := filepath.Glob(filepath.Join(p.dir, "mail", who, "new", "*"))
	for _, f := range files {
		b, reading := os.ReadFile(f)
		if err = errors.Join(err, reading); reading == nil {
			list = append(list, string(b))
		}
	}
	return list, err
}

// bring hands a letter to a server; the error is its refusal.
func bring(address, from, to, raw string) error {
	c, err := smtp.Dial(address)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	if err := c.Mail(from); err != nil {
		return err
	}
	if err := c.Rcpt(to); err != nil {
		return err
	}
	body, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := body.Write([]byte(raw)); err != nil {
		return err
	}
	if err := body.Close(); err != nil {
		return err
	}
	return c.Quit()
}
