package letterbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"os"
	"sync"
	"time"
)

// Certificate is what STARTTLS is offered with: of the two files, read again when they change, or where none is named one that is signed
// here. Servers that bring letters take any (RFC 7672 aside): the letter is encrypted on its way all the same.
func Certificate(name, certFile, keyFile string) (*tls.Config, error) {
	if certFile == "" {
		own, err := signedHere(name)
		if err != nil {
			return nil, fmt.Errorf("make a certificate: %w", err)
		}
		return &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{own}}, nil
	}
	f := &filePair{cert: certFile, key: keyFile}
	if _, err := f.get(nil); err != nil {
		return nil, err
	}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: f.get}, nil
}

// filePair is a certificate that somebody renews.
type filePair struct {
	cert, key string

	mu   sync.Mutex
	at   time.Time
	pair *tls.Certificate
}

func (f *filePair) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := os.Stat(f.cert)
	if err == nil && f.pair != nil && info.ModTime().Equal(f.at) {
		return f.pair, nil
	}
	pair, errPair := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil || errPair != nil {
		if f.pair != nil { // half renewed: the one before goes on
			return f.pair, nil
		}
		return nil, fmt.Errorf("read a certificate: %w", errPair)
	}
	f.pair, f.at = &pair, info.ModTime()
	return f.pair, nil
}

func signedHere(name string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	if err != nil {
		return tls.Certificate{}, err
	}
	// It says nothing of when this process began, and lasts longer than one.
	sheet := &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: name}, DNSNames: []string{name}, NotBefore: time.Unix(0, 0),
		NotAfter: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}
	der, err := x509.CreateCertificate(rand.Reader, sheet, sheet, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}
