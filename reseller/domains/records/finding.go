package records

// Codes of what is found. Each has its words on the screens: what is wrong, and what to set.
const (
	// ProofMissing: nothing is at the name of the proof.
	ProofMissing = "proof_missing"
	// ProofWrong: something else is there than the proof.
	ProofWrong = "proof_wrong"
	// ProofMisplaced: the proof stands at another name than it must: at the host itself, or with the zone's name twice.
	ProofMisplaced = "proof_misplaced"
	// NameMissing: the host does not exist in the DNS.
	NameMissing = "name_missing"
	// ZoneBroken: the zone's name servers fail (most often DNSSEC, or a delegation to servers that do not have the zone).
	ZoneBroken = "zone_broken"
	// AddressMissing: the name exists and has no address.
	AddressMissing = "address_missing"
	// AddressWrong: it points elsewhere.
	AddressWrong = "address_wrong"
	// AddressMixed: it points here and elsewhere too.
	AddressMixed = "address_mixed"
	// StrayIPv6: its IPv6 addresses lead elsewhere, and browsers prefer them.
	StrayIPv6 = "stray_ipv6"
	// Proxied: the addresses are those of a proxy in between.
	Proxied = "proxied"
	// IssuerForbidden: a CAA record keeps our authority from issuing a certificate.
	IssuerForbidden = "issuer_forbidden"
	// Fine: as it should be.
	Fine = "fine"
)

// Finding is what was seen of one thing.
type Finding struct {
	Code string `json:"code"`
	// Record and Name say which record it is about, as one sets it in a zone.
	Record string   `json:"record"`
	Name   string   `json:"name"`
	Found  []string `json:"found,omitempty"`
	Want   []string `json:"want,omitempty"`
	// By names who is in between, of a proxy.
	By string `json:"by,omitempty"`
}

// Seen is what a look at the DNS came to.
type Seen struct {
	// Proved: the proof stands where it must.
	Proved bool
	// Arrives: who asks for the host comes here, and a certificate may be issued.
	Arrives  bool
	Findings []Finding
}
