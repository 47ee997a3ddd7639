package rig

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Peers are an authority that issues certificates by ACME, pebble, and the DNS that it and an installation look at, of its challenge server.
type Peers struct {
	// DNS of the challenge server, and where it is managed.
	DNS, Management string
	// Directory is pebble's for ACME, Roots what its own address is trusted by, as a pool and as a file.
	Directory string
	Roots     *x509.CertPool
	RootsFile string

	authority string // where pebble is managed
	client    *http.Client
	running   []*exec.Cmd
}

// StartPeers runs both; pebble will look for challenges at the ports given.
func StartPeers(ctx context.Context, folder string, httpPort, tlsPort int) (p *Peers, err error) {
	p = &Peers{}
	defer func() {
		if err != nil {
			p.Stop()
		}
	}()
	ports, err := FreePorts(4)
	if err != nil {
		return p, err
	}
	local := func(i int) string { return fmt.Sprintf("127.0.0.1:%d", ports[i]) }
	p.DNS, p.Management = local(0), "http://"+local(1)
	p.Directory, p.authority = "https://"+local(2)+"/dir", "https://"+local(3)
	if err := p.ownTLS(folder); err != nil {
		return p, err
	}
	config, err := json.Marshal(map[string]any{"pebble": map[string]any{
		"listenAddress": local(2), "managementListenAddress": local(3), "certificate": filepath.Join(folder, "ca.crt"), "privateKey": filepath.Join(folder, "ca.key"),
		"httpPort": httpPort, "tlsPort": tlsPort, "certificateValidityPeriod": 90 * 24 * 3600,
	}})
	if err != nil {
		return p, err
	}
	if err := os.WriteFile(filepath.Join(folder, "pebble.json"), config, 0o600); err != nil {
		return p, err
	}
	for _, c := range []struct {
		tool string
		args []string
	}{
		{"pebble-challtestsrv", []string{"-dnsserver", p.DNS, "-management", local(1), "-http01", "", "-https01", "", "-tlsalpn01", "", "-doh", "", "-defaultIPv4", "", "-defaultIPv6", ""}},
		{"pebble", []string{"-config", filepath.Join(folder, "pebble.json"), "-dnsserver", p.DNS}},
	} {
		path, err := exec.CommandContext(ctx, "scripts/tool.sh", c.tool).Output()
		if err != nil {
			return p, fmt.Errorf("build %s: %w", c.tool, err)
		}
		run := exec.CommandContext(ctx, strings.TrimSpace(string(path)), c.args...)
		run.Env = append(os.Environ(), "PEBBLE_VA_NOSLEEP=1", "PEBBLE_WFE_NONCEREJECT=0", "PEBBLE_AUTHZREUSE=0")
		log, err := os.Create(filepath.Join(folder, c.tool+".log"))
		if err != nil {
			return p, err
		}
		run.Stdout, run.Stderr = log, log
		if err := run.Start(); err != nil {
			return p, fmt.Errorf("start %s: %w", c.tool, err)
		}
		p.running = append(p.running, run)
	}
	err = p.ready(ctx)
	return p, err
}

func (p *Peers) ready(ctx context.Context) error {
	for ctx.Err() == nil {
		_, err := p.get(ctx, p.Directory)
		if err == nil {
			err = p.Set(ctx, "set-default-ipv4", map[string]any{"ip": ""})
		}
		if err == nil {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return ctx.Err()
}

// Stop ends both.
func (p *Peers) Stop() {
	for _, c := range p.running {
		_ = c.Process.Kill()
		_ = c.Wait()
	}
}

// ownTLS makes the certificate that pebble itself shows.
func (p *Peers) ownTLS(folder string) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	chain := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	p.Roots = x509.NewCertPool()
	p.Roots.AppendCertsFromPEM(chain)
	p.client = &http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: p.Roots, MinVersion: tls.VersionTLS12}}}
	p.RootsFile = filepath.Join(folder, "ca.crt")
	return errors.Join(os.WriteFile(p.RootsFile, chain, 0o600),
		os.WriteFile(filepath.Join(folder, "ca.key"), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600))
}

func (p *Peers) get(ctx context.Context, address string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := p.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	return io.ReadAll(response.Body)
}

// Issuers are what browsers would trust.
func (p *Peers) Issuers(ctx context.Context) (*x509.CertPool, error) {
	root, err := p.Chain(ctx, "roots")
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(root)
	return pool, err
}

// Chain is what pebble signs with, in PEM form: "roots" or "intermediates".
func (p *Peers) Chain(ctx context.Context, which string) ([]byte, error) {
	return p.get(ctx, p.authority+"/"+which+"/0")
}

// Set changes the DNS.
func (p *Peers) Set(ctx context.Context, what string, content map[string]any) error {
	body, err := json.Marshal(content)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.Management+"/"+what, bytes.NewReader(body))
	if err != nil {
		return err
	}
	response, err := p.client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the DNS refuses %s: %s", what, response.Status)
	}
	return nil
}

// FreePorts finds ports of the loopback interface that nobody listens on.
func FreePorts(n int) (ports []int, err error) {
	var held []net.Listener
	defer func() {
		for _, l := range held {
			_ = l.Close()
		}
	}()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		held = append(held, l)
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports, nil
}
