package mail

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
	gomail "github.com/wneessen/go-mail"

	"github.com/liveryhq/livery/platform/messaging/sender"
)

// Signer signs letters from a domain and from what lies below it (DKIM, RFC 6376).
type Signer struct {
	Domain, Selector string
	Key              crypto.Signer
}

// signedHeaders are those that readers are shown or threads are made of; From stands twice, so that none can be added.
func signedHeaders() []string {
	return []string{"From", "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "MIME-Version", "Content-Type", "Auto-Submitted",
		"List-Unsubscribe", "List-Unsubscribe-Post"} // the last two: RFC 8058, section 4
}

// signs tells whether the domain is the signer's own or lies below it.
func (s Signer) signs(domain string) bool {
	return domain == s.Domain || strings.HasSuffix(domain, "."+s.Domain)
}

// sign puts a signature on a letter, if there is somebody to sign for its domain.
func (m *Mail) sign(msg *gomail.Msg, domain string, route sender.Route) error {
	signers := m.Signers
	if route.Own {
		signers = nil
		if route.Key != nil {
			signers = []Signer{{Domain: route.Domain, Selector: route.Selector, Key: route.Key}}
		}
	}
	for _, s := range signers {
		if !s.signs(strings.ToLower(domain)) {
			continue
		}
		// What is signed is what is sent: the parts are kept apart in the same way each time it is written. The header names this without
		// quotes, so it is made of letters and digits alone (RFC 2045, 5.1).
		msg.SetBoundary("part" + rand.Text())
		var raw bytes.Buffer
		if _, err := msg.WriteTo(&raw); err != nil {
			return fmt.Errorf("%w: %w", errMalformed, err)
		}
		signer, err := dkim.NewSigner(&dkim.SignOptions{Domain: s.Domain, Selector: s.Selector, Signer: s.Key, HeaderKeys: signedHeaders(),
			HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed})
		if err != nil {
			return fmt.Errorf("sign a letter: %w", err)
		}
		_, err = signer.Write(raw.Bytes())
		if closing := signer.Close(); err == nil {
			err = closing
		}
		if err != nil {
			return fmt.Errorf("sign a letter: %w", err)
		}
		_, value, _ := strings.Cut(signer.Signature(), ":")
		msg.SetGenHeaderPreformatted("DKIM-Signature", strings.TrimSpace(value))
		return nil
	}
	return nil
}

// Record is the TXT record that tells readers' servers the key.
func (s Signer) Record() (name, value string, err error) {
	kind := "rsa"
	var public []byte
	switch key := s.Key.Public().(type) {
	case ed25519.PublicKey:
		kind, public = "ed25519", key
	default:
		if public, err = x509.MarshalPKIXPublicKey(key); err != nil {
			return "", "", fmt.Errorf("write the record of a key: %w", err)
		}
	}
	return s.Selector + "._domainkey." + s.Domain, "v=DKIM1; k=" + kind + "; p=" + base64.StdEncoding.EncodeToString(public), nil
}

// Published tells whether the DNS knows the key.
func (s Signer) Published(ctx context.Context, lookup func(ctx context.Context, name string) ([]string, error)) bool {
	name, record, err := s.Record()
	if err != nil {
		return false
	}
	found, err := lookup(ctx, name)
	if err != nil {
		return false
	}
	wanted := record[strings.LastIndex(record, "p="):]
	for _, each := range found {
		if strings.Contains(strings.Join(strings.Fields(each), ""), wanted) {
			return true
		}
	}
	return false
}

// keyBits of an RSA key: what all readers take, and what one TXT record has room for.
const keyBits = 2048

// LoadKey reads a private key; orMake has one made where there is none.
func LoadKey(file string, orMake bool) (crypto.Signer, error) {
	raw, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) && orMake {
		if err := makeKey(file); err != nil {
			return nil, err
		}
		raw, err = os.ReadFile(file)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(raw)
	if block == nil {
		return nil, errors.New(file + " is no key in PEM form")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	switch key := key.(type) {
	case *rsa.PrivateKey:
		return key, nil
	case ed25519.PrivateKey:
		return key, nil
	}
	return nil, errors.New(file + " is neither an RSA nor an Ed25519 key")
}

// makeKey makes a key whole, or none; of two processes one makes it.
func makeKey(file string) error {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".dkim-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	err = pem.Encode(f, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	if err := os.Link(f.Name(), file); err != nil && !errors.Is(err, os.ErrExist) {
		return err
	}
	return nil
}
