package catcher

import (
	_ "embed"
	"encoding/json"
	"html/template"
	"net"
	"net/http"
	"net/netip"
	"strconv"
)

//go:embed page.html
var page string

// pages shows letters to whoever is on this machine.
func (c *Catcher) pages() http.Handler {
	look := template.Must(template.New("page").Parse(page))
	show := func(w http.ResponseWriter, status int, v any) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		w.WriteHeader(status)
		_ = look.Execute(w, v)
	}
	found := func(r *http.Request) (Letter, bool) {
		id, err := strconv.Atoi(r.PathValue("id"))
		if err != nil {
			return Letter{}, false
		}
		return c.letter(id)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		to := r.URL.Query().Get("to")
		show(w, http.StatusOK, map[string]any{"To": to, "Letters": c.Letters(to)})
	})
	mux.HandleFunc("GET /letters.json", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(c.Letters(r.URL.Query().Get("to")))
	})
	mux.HandleFunc("GET /letters/{id}", func(w http.ResponseWriter, r *http.Request) {
		if l, ok := found(r); ok {
			show(w, http.StatusOK, map[string]any{"Letter": l})
			return
		}
		show(w, http.StatusNotFound, map[string]any{"Letters": []Letter{}, "To": ""})
	})
	mux.HandleFunc("GET /letters/{id}/html", func(w http.ResponseWriter, r *http.Request) {
		l, ok := found(r)
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		// Links open in a window of their own; nothing runs, and nothing is loaded from anywhere.
		w.Header().Set("Content-Security-Policy", "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
		_, _ = w.Write([]byte(`<base target="_blank">` + l.HTML))
	})
	mux.HandleFunc("GET /letters/{id}/raw", func(w http.ResponseWriter, r *http.Request) {
		l, ok := found(r)
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte(l.Raw))
	})
	return here(mux)
}

// here refuses who has come by a name that is not this machine's: a page elsewhere could be made to ask in its own name.
func here(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if a, err := netip.ParseAddr(host); host != "localhost" && (err != nil || !a.IsLoopback()) {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}
