package records

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/miekg/dns"
)

// Resolver asks recursive name servers, one after the other until one answers.
type Resolver struct {
	servers []string
	udp     dns.Client
	tcp     dns.Client
}

// How long a server may take.
const askFor = 4 * time.Second

// NewResolver asks the servers given as host:port; without any, those of the system.
func NewResolver(servers []string) (*Resolver, error) {
	if len(servers) == 0 {
		system, err := dns.ClientConfigFromFile("/etc/resolv.conf")
		if err != nil {
			return nil, fmt.Errorf("find the system's name servers: %w", err)
		}
		for _, s := range system.Servers {
			servers = append(servers, net.JoinHostPort(s, system.Port))
		}
	}
	if len(servers) == 0 {
		return nil, errors.New("there is no name server to ask")
	}
	return &Resolver{servers: servers, udp: dns.Client{Timeout: askFor, UDPSize: 1232}, tcp: dns.Client{Net: "tcp", Timeout: askFor}}, nil
}

// answer is what a server says of a name and type.
type answer struct {
	// code of the response: dns.RcodeSuccess, NameError, ServerFailure…
	code    int
	records []dns.RR
}

// errUnreachable: no server answered, which says nothing about the zone.
var errUnreachable = errors.New("no name server answered")

func (r *Resolver) ask(ctx context.Context, name string, kind uint16) (answer, error) {
	question := new(dns.Msg)
	question.SetQuestion(dns.Fqdn(name), kind)
	question.SetEdns0(1232, false)
	var refused *answer
	for _, server := range r.servers {
		reply, _, err := r.udp.ExchangeContext(ctx, question, server)
		if err == nil && reply.Truncated {
			reply, _, err = r.tcp.ExchangeContext(ctx, question, server)
		}
		if ctx.Err() != nil {
			return answer{}, ctx.Err()
		}
		if err != nil {
			continue
		}
		a := answer{reply.Rcode, reply.Answer}
		if a.code == dns.RcodeSuccess || a.code == dns.RcodeNameError {
			return a, nil
		}
		// Another server may know better: one that refuses to ask around says nothing about the zone.
		if refused == nil || refused.code == dns.RcodeRefused {
			refused = &a
		}
	}
	if refused != nil && refused.code != dns.RcodeRefused {
		return *refused, nil
	}
	return answer{}, fmt.Errorf("%w: %s %s", errUnreachable, name, dns.TypeToString[kind])
}
