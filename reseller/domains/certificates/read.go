package certificates

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// Own is a certificate that somebody has brought, checked.
type Own struct {
	Chain, Key          []byte
	Issuer              string
	NotBefore, NotAfter time.Time
}

// Read checks what somebody brings for a host: that chain and key belong together, that the chain holds and is whole up to an
// authority's certificate, that it is for this name, and in force. Invalid names the field and the remedy.
func Read(host string, chain, key []byte, now time.Time) (Own, error) {
	certificates, err := parseChain(chain)
	if err != nil {
		return Own{}, err
	}
	private, sealed, err := parseKey(key)
	if err != nil {
		return Own{}, err
	}
	leaf := certificates[0]
	bad := func(reason, message string) (Own, error) { return Own{}, errs.Field("chain", reason, message) }
	if public, ok := leaf.PublicKey.(interface{ Equal(crypto.PublicKey) bool }); !ok || !public.Equal(private.Public()) {
		return Own{}, errs.Field("key", "certificate_other_key", "This is the key of another certificate. Give the key that the first certificate of the chain was made with.")
	}
	if leaf.IsCA {
		return bad("certificate_order", "The chain begins with an authority's certificate. Put the certificate of the host first.")
	}
	if err := leaf.VerifyHostname(host); err != nil {
		return bad("certificate_other_name", "The certificate is for "+strings.Join(leaf.DNSNames, ", ")+", not for "+host+".")
	}
	if !leaf.NotAfter.After(now) {
		return bad("certificate_expired", "The certificate has expired on "+leaf.NotAfter.UTC().Format(time.DateOnly)+". Bring a newer one.")
	}
	if leaf.NotBefore.After(now.Add(time.Hour)) {
		return bad("certificate_too_early", "The certificate is good from "+leaf.NotBefore.UTC().Format(time.DateOnly)+" on. Bring it then.")
	}
	for i := 1; i < len(certificates); i++ {
		if certificates[i-1].CheckSignatureFrom(certificates[i]) != nil {
			return bad("certificate_chain_broken", "The chain is broken: each certificate must be signed by the one after it. Ask whoever issued it for the whole chain, in order.")
		}
	}
	if last := certificates[len(certificates)-1]; len(certificates) == 1 && !bytes.Equal(leaf.RawIssuer, leaf.RawSubject) && len(last.IssuingCertificateURL) > 0 {
		return bad("certificate_chain_short", "The chain ends too early: browsers need the certificates between yours and the authority's. Ask whoever issued it for the whole chain.")
	}
	own := Own{Key: sealed, Issuer: leaf.Issuer.CommonName, NotBefore: leaf.NotBefore, NotAfter: leaf.NotAfter}
	if own.Issuer == "" && len(leaf.Issuer.Organization) > 0 {
		own.Issuer = leaf.Issuer.Organization[0]
	}
	for _, c := range certificates {
		own.Chain = append(own.Chain, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})...)
	}
	return own, nil
}

// chainAtMost are more certificates than any chain has.
const chainAtMost = 10

func parseChain(chain []byte) ([]*x509.Certificate, error) {
	var list []*x509.Certificate
	for rest := chain; len(list) < chainAtMost; {
		var block *pem.Block
		if block, rest = pem.Decode(rest); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, errs.Field("chain", "bad_certificate", "A certificate of the chain cannot be read. Paste the file as it is, from -----BEGIN CERTIFICATE----- on.").With(err)
		}
		list = append(list, c)
	}
	if len(list) == 0 {
		return nil, errs.Field("chain", "bad_certificate", "There is no certificate in this. Paste the file in PEM form, from -----BEGIN CERTIFICATE----- on.")
	}
	return list, nil
}

// parseKey reads a private key, and writes it in one form.
func parseKey(text []byte) (crypto.Signer, []byte, error) {
	bad := func(err error) (crypto.Signer, []byte, error) {
		return nil, nil, errs.Field("key", "bad_certificate_key", "This is no private key. Paste the file in PEM form, without a password, from -----BEGIN PRIVATE KEY----- on.").With(err)
	}
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		var key any
		var err error
		switch block.Type {
		case "PRIVATE KEY":
			key, err = x509.ParsePKCS8PrivateKey(block.Bytes)
		case "EC PRIVATE KEY":
			key, err = x509.ParseECPrivateKey(block.Bytes)
		case "RSA PRIVATE KEY":
			key, err = x509.ParsePKCS1PrivateKey(block.Bytes)
		default:
			continue
		}
		if err != nil {
			return bad(err)
		}
		switch key := key.(type) {
		case *rsa.PrivateKey:
			if key.N.BitLen() < 2048 {
				return nil, nil, errs.Field("key", "weak_certificate_key", "Browsers refuse RSA keys below 2048 bits. Have a certificate made with a longer key.")
			}
		case *ecdsa.PrivateKey:
		case ed25519.PrivateKey:
			return nil, nil, errs.Field("key", "weak_certificate_key", "Browsers do not take Ed25519 keys yet. Have a certificate made with an ECDSA or RSA key.")
		default:
			return bad(errors.New("a kind of key nobody knows"))
		}
		written, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			return bad(err)
		}
		return key.(crypto.Signer), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: written}), nil
	}
	return bad(nil)
}

// Keep stores an own certificate, in the transaction that takes it.
func (v *Vault) Keep(ctx context.Context, tx *db.Tx, tenant uuid.UUID, host string, o Own) error {
	for part, content := range map[string][]byte{".crt": o.Chain, ".key": o.Key} {
		name := "certificates/own/" + host + "/" + host + part
		_, kind := about(name)
		sealed, err := v.key.Seal(tenant, purpose, content)
		if err != nil {
			return err
		}
		if err := writeFile(ctx, tx, file{name: name, tenant: tenant, host: host, part: kind, content: sealed, size: len(content)}, v.clock.Now()); err != nil {
			return err
		}
	}
	return nil
}
