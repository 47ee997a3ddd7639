package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/liveryhq/livery/bench/rig"
	"github.com/liveryhq/livery/internal/catcher"
)

// Names of the world. The starter host is the reseller's wish; the zone's own DNS knows it, as a wildcard would.
const (
	zone     = "edge.test"
	platform = "root.test"
	starter  = "northern-tracks"
	password = "a password of the house"
)

// told is what the browser test must know.
type told struct {
	URL      string   `json:"url"`
	Login    string   `json:"login"`
	Password string   `json:"password"`
	Zone     string   `json:"zone"`
	Starter  string   `json:"starter"`
	TLSPort  int      `json:"tls_port"`
	DNS      string   `json:"dns"`
	Mail     string   `json:"mail"`
	Tracker  string   `json:"tracker"`
	Binary   string   `json:"binary"`
	Root     string   `json:"root"`
	Trusted  []string `json:"trusted"`
}

// world is an installation with an authority and a DNS.
type world struct {
	told    told
	peers   *rig.Peers
	letters *catcher.Catcher
	serving *exec.Cmd
	log     string
}

func open(ctx context.Context, folder, binary string) (w *world, err error) {
	w = &world{log: filepath.Join(folder, "livery.log")}
	if binary, err = filepath.Abs(binary); err != nil {
		return w, err
	}
	ports, err := rig.FreePorts(3)
	if err != nil {
		return w, err
	}
	plain, secure, tracker := ports[0], ports[1], ports[2]
	if w.peers, err = rig.StartPeers(ctx, folder, plain, secure); err != nil {
		return w, err
	}
	for _, host := range []string{platform, starter + "." + zone} {
		if err := w.peers.Set(ctx, "add-a", map[string]any{"host": host + ".", "addresses": []string{"127.0.0.1"}}); err != nil {
			return w, err
		}
	}
	if w.letters, err = catcher.Listen(ctx); err != nil {
		return w, err
	}
	w.told = told{URL: "https://" + platform, Login: "root", Password: password, Zone: zone, Starter: starter, TLSPort: secure, DNS: w.peers.Management, Mail: w.letters.URL(),
		Tracker: local(tracker), Binary: binary}
	if err := w.trust(ctx); err != nil {
		return w, err
	}
	environment := append(os.Environ(), "LIVERY_DATA_DIR="+filepath.Join(folder, "data"), "LIVERY_LISTEN=127.0.0.1:0", "LIVERY_TLS_LISTEN="+local(secure), "LIVERY_HTTP_LISTEN="+local(plain),
		"LIVERY_METRICS_LISTEN=off", "LIVERY_ACME_DIRECTORY="+w.peers.Directory, "LIVERY_ACME_ROOTS="+w.peers.RootsFile, "LIVERY_ACME_CAA=ca.test", "LIVERY_EDGE_DOMAIN="+zone,
		"LIVERY_EDGE_ADDRESSES=127.0.0.1", "LIVERY_DNS_RESOLVERS="+w.peers.DNS, "LIVERY_SMTP_SERVER="+w.letters.Address(), "LIVERY_SMTP_TLS=none",
		"LIVERY_TRACKER_HOST=127.0.0.1", "LIVERY_PORT_TELTONIKA="+strconv.Itoa(tracker), "LIVERY_PORT_GT06=off", "LIVERY_PORT_WIALON_IPS=off", "LIVERY_PORT_OSMAND=off",
		"LIVERY_SPOOL_MAX_BYTES=256MiB", "LIVERY_SPOOL_MIN_FREE_DISK=64MiB")
	err = w.serve(ctx, environment)
	return w, err
}

func local(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// trust tells the browser whose chains it may believe: pebble's, by the hashes of its keys.
func (w *world) trust(ctx context.Context) error {
	for _, which := range []string{"roots", "intermediates"} {
		chain, err := w.peers.Chain(ctx, which)
		if err != nil {
			return err
		}
		if which == "roots" {
			w.told.Root = string(chain)
		}
		block, _ := pem.Decode(chain)
		if block == nil {
			return errors.New("pebble tells no certificate")
		}
		one, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return err
		}
		hash := sha256.Sum256(one.RawSubjectPublicKeyInfo)
		w.told.Trusted = append(w.told.Trusted, base64.StdEncoding.EncodeToString(hash[:]))
	}
	return nil
}

// serve gives the house its first login and starts it.
func (w *world) serve(ctx context.Context, environment []string) error {
	log, err := os.Create(w.log)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	staff := exec.CommandContext(ctx, w.told.Binary, "staff", "create", "--login", w.told.Login, "--host", platform, "--platform", "Root")
	staff.Env, staff.Stdin, staff.Stdout, staff.Stderr = environment, strings.NewReader(password+"\n"), log, log
	if err := staff.Run(); err != nil {
		return fmt.Errorf("make the first login: %w", errors.Join(err, w.complaints()))
	}
	w.serving = exec.CommandContext(ctx, w.told.Binary, "serve")
	w.serving.Env, w.serving.Stdout, w.serving.Stderr = environment, log, log
	// Told to stop, it stops in order; only what hangs is killed.
	w.serving.Cancel = func() error { return w.serving.Process.Signal(syscall.SIGTERM) }
	w.serving.WaitDelay = time.Minute
	if err := w.serving.Start(); err != nil {
		return err
	}
	// It is there once its own host has its certificate: a browser that comes before is refused.
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM([]byte(w.told.Root))
	dialer := tls.Dialer{NetDialer: &net.Dialer{Timeout: time.Second}, Config: &tls.Config{ServerName: platform, RootCAs: roots, MinVersion: tls.VersionTLS12}}
	for ctx.Err() == nil {
		conn, err := dialer.DialContext(ctx, "tcp", local(w.told.TLSPort))
		if err == nil {
			return conn.Close()
		}
		if w.serving.ProcessState != nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.Join(errors.New("the installation does not answer"), ctx.Err(), w.complaints())
}

// complaints are the last lines of what the installation has said.
func (w *world) complaints() error {
	content, err := os.ReadFile(w.log)
	if err != nil {
		return err
	}
	lines := bytes.Split(bytes.TrimSpace(content), []byte("\n"))
	return fmt.Errorf("it has said:\n%s", bytes.Join(lines[max(0, len(lines)-15):], []byte("\n")))
}

func (w *world) close() (err error) {
	if w.serving != nil && w.serving.Process != nil {
		err = errors.Join(w.serving.Process.Signal(syscall.SIGTERM), w.serving.Wait())
	}
	if w.letters != nil {
		err = errors.Join(err, w.letters.Close())
	}
	if w.peers != nil {
		w.peers.Stop()
	}
	return err
}
