package entrance

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/liveryhq/livery/api/door"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
)

// Brands resolves hosts.
type Brands interface {
	Resolve(ctx context.Context, host string) (*tenant.Brand, error)
}

// Plain answers on plain HTTP.
type Plain struct {
	Brands Brands
	// Challenge answers those of the authority; false: it was none. May be nil.
	Challenge func(http.ResponseWriter, *http.Request) bool
	// Port of TLS as browsers name it; 443 is left out.
	Port string
	Log  *slog.Logger
}

// Server is the answers with bounds on what a stranger may take.
func (p Plain) Server() *http.Server {
	return &http.Server{Handler: p, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 10 * time.Second, IdleTimeout: 30 * time.Second,
		MaxHeaderBytes: 16 << 10, ErrorLog: slog.NewLogLogger(p.Log.Handler(), slog.LevelDebug)}
}

// ServeHTTP sends what somebody opens to the same place with TLS.
func (p Plain) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.Challenge != nil && p.Challenge(w, r) {
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	host, ok := tenant.NormalHost(r.Host)
	if ok {
		_, err := p.Brands.Resolve(r.Context(), host)
		ok = err == nil
	}
	// What would be written is refused: it has come in the open already, and must not be sent again as if nothing were.
	if !ok || r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.IsAbs() {
		problem := door.ToProblem(r.Context(), p.Log, errs.Missing())
		w.Header().Set("Content-Type", problem.ContentType(""))
		w.WriteHeader(problem.Status)
		_ = json.NewEncoder(w).Encode(problem)
		return
	}
	if p.Port != "" && p.Port != "443" {
		host = net.JoinHostPort(host, p.Port)
	}
	w.Header().Set("Location", "https://"+host+r.URL.RequestURI())
	w.WriteHeader(http.StatusPermanentRedirect)
}
