package ops

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// checkTime bounds one check of readiness.
const checkTime = 3 * time.Second

// Check tells whether a part is ready; the error says what is in the way.
type Check func(ctx context.Context) error

// Server listens for operators.
type Server struct {
	listener net.Listener
	http     *http.Server
}

// Listen opens the listener; Serve answers on it.
func Listen(ctx context.Context, address string, metrics prometheus.Gatherer, checks map[string]Check) (*Server, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, http.StatusOK, map[string]string{"status": "ok"})
	})
	mux.HandleFunc("GET /readyz", ready(checks))
	return &Server{listener: l, http: &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}}, nil
}

// Address the server listens on.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Serve answers until Shutdown.
func (s *Server) Serve() error {
	if err := s.http.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Shutdown ends the listener once what is being answered has been.
func (s *Server) Shutdown(ctx context.Context) error { return s.http.Shutdown(ctx) }

func ready(checks map[string]Check) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), checkTime)
		defer cancel()
		status, found := http.StatusOK, map[string]string{}
		for name, check := range checks {
			found[name] = "ok"
			if err := check(ctx); err != nil {
				status, found[name] = http.StatusServiceUnavailable, err.Error()
			}
		}
		answer(w, status, found)
	}
}

func answer(w http.ResponseWriter, status int, body map[string]string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(body); err != nil {
		return // the operator has gone
	}
}
