package config

import (
	"fmt"
	"log/slog"
	"math"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Secret is text that shows itself only to who asks for it by Reveal. The zero value is none.
type Secret struct {
	// reveal is a function, so that fmt prints an address even where it may not call our methods: in an unexported
	// field of somebody's struct.
	reveal func() string
}

// SecretOf wraps a text; an empty one is none.
func SecretOf(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{reveal: func() string { return text }}
}

// Reveal returns the text.
func (s Secret) Reveal() string {
	if s.reveal == nil {
		return ""
	}
	return s.reveal()
}

// IsSet tells whether there is one.
func (s Secret) IsSet() bool { return s.reveal != nil }

// UnmarshalText takes the text.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = SecretOf(string(text))
	return nil
}

// String hides the text, but tells whether there is one.
func (s Secret) String() string {
	if !s.IsSet() {
		return ""
	}
	return "redacted"
}

// Format hides the text from every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// LogValue hides the text from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the text from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Role is a part of the work that a process can take.
type Role string

// The roles.
const (
	Gateway Role = "gateway" // listens for trackers, decodes, spools, acknowledges
	Worker  Role = "worker"  // stores records, runs jobs
	WebRole Role = "web"     // answers browsers and the API
)

// Roles is a set of them.
type Roles []Role

// Has tells whether the process has the role.
func (r Roles) Has(role Role) bool { return slices.Contains(r, role) }

// UnmarshalText takes a comma-separated list.
func (r *Roles) UnmarshalText(text []byte) error {
	*r = nil
	for _, name := range split(string(text)) {
		role := Role(name)
		switch role {
		case Gateway, Worker, WebRole:
		default:
			return fmt.Errorf("there is no role %q: write gateway, worker and web, or some of them, separated by commas", name)
		}
		if !r.Has(role) {
			*r = append(*r, role)
		}
	}
	return nil
}

// Port of a tracker protocol: a number, PortOff or PortFree.
type Port int

// What is not a number.
const (
	PortOff  Port = 0
	PortFree Port = -1
)

// UnmarshalText takes 1 to 65535, "off", "0" or "free".
func (p *Port) UnmarshalText(text []byte) error {
	switch string(text) {
	case "off", "0":
		*p = PortOff
		return nil
	case "free":
		*p = PortFree
		return nil
	}
	n, err := strconv.ParseUint(string(text), 10, 16)
	if err != nil {
		return fmt.Errorf("%q is not a port: write a number from 1 to 65535, off, or free for any free port", text)
	}
	*p = Port(n)
	return nil
}

// Bytes is a size.
type Bytes int64

// UnmarshalText takes a number with a unit: 512MiB, 4GiB, 1TB, or bare bytes.
func (b *Bytes) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	number := strings.TrimRight(s, "kKMGTiB ")
	var unit float64
	switch strings.TrimSpace(s[len(number):]) {
	case "", "B":
		unit = 1
	case "kB", "KB":
		unit = 1e3
	case "MB":
		unit = 1e6
	case "GB":
		unit = 1e9
	case "TB":
		unit = 1e12
	case "KiB", "K":
		unit = 1 << 10
	case "MiB", "M":
		unit = 1 << 20
	case "GiB", "G":
		unit = 1 << 30
	case "TiB", "T":
		unit = 1 << 40
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || unit == 0 || n < 0 || n*unit >= math.MaxInt64 || n != n {
		return fmt.Errorf("%q is not a size: write 512MiB, 4GiB or the like", text)
	}
	*b = Bytes(n * unit)
	return nil
}

// Prefixes is a list of networks.
type Prefixes []netip.Prefix

// UnmarshalText takes networks and single addresses, comma-separated.
func (p *Prefixes) UnmarshalText(text []byte) error {
	*p = nil
	for _, item := range split(string(text)) {
		if address, err := netip.ParseAddr(item); err == nil {
			*p = append(*p, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(item)
		if err != nil {
			return fmt.Errorf("%q is not a network: write 10.0.0.0/8 or a single address", item)
		}
		*p = append(*p, prefix.Masked())
	}
	return nil
}

// Addresses is a list of single addresses.
type Addresses []netip.Addr

// UnmarshalText takes addresses, comma-separated.
func (a *Addresses) UnmarshalText(text []byte) error {
	*a = nil
	for _, item := range split(string(text)) {
		address, err := netip.ParseAddr(item)
		if err != nil {
			return fmt.Errorf("%q is not an address: write 192.0.2.7 or 2001:db8::7", item)
		}
		*a = append(*a, address.Unmap())
	}
	return nil
}

// List is a comma-separated list of words.
type List []string

// UnmarshalText takes the list; empty items are left out.
func (l *List) UnmarshalText(text []byte) error {
	*l = split(string(text))
	return nil
}

func split(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// SMTPTLS says how a connection to the mail server is encrypted.
type SMTPTLS string

// The ways.
const (
	StartTLS SMTPTLS = "starttls"
	FullTLS  SMTPTLS = "tls"
	NoTLS    SMTPTLS = "none"
)

// UnmarshalText takes one of the words.
func (t *SMTPTLS) UnmarshalText(text []byte) error {
	switch got := SMTPTLS(strings.ToLower(string(text))); got {
	case StartTLS, FullTLS, NoTLS:
		*t = got
		return nil
	}
	return fmt.Errorf("%q is not a way to encrypt: write starttls, tls or none", text)
}
