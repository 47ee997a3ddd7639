package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

// seen is an answer as whoever asked sees it: packed content is unpacked beside it.
type seen struct {
	status int
	header http.Header
	body   string
	// text is the body as a reader reads it.
	text string
}

func (a seen) json() map[string]any {
	var content map[string]any
	_ = json.Unmarshal([]byte(a.body), &content) // no JSON: nothing
	return content
}

// dial opens TLS connections to the installation, whatever name is asked for.
func (s *stage) dial(roots *x509.CertPool) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return nil, err
		}
		dialer := tls.Dialer{Config: &tls.Config{ServerName: host, RootCAs: roots, MinVersion: tls.VersionTLS12}}
		return dialer.DialContext(ctx, network, s.i.edge.tls.Addr().String())
	}
}

func (s *stage) get(host, path, token string, headers ...string) seen {
	return s.ask(http.MethodGet, host, path, token, nil, headers...)
}

func (s *stage) post(host, path, token string, content any) seen {
	body, err := json.Marshal(content)
	require.NoError(s.t, err)
	return s.ask(http.MethodPost, host, path, token, body)
}

// ask asks a host over TLS. Each asker has an address of its own, as the proxy says, so that no limit of rate stands in the way.
func (s *stage) ask(method, host, path, token string, body []byte, headers ...string) seen {
	request, err := http.NewRequestWithContext(s.t.Context(), method, "https://"+host+path, bytes.NewReader(body))
	require.NoError(s.t, err)
	s.visits++
	request.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", s.visits>>8&0xff, s.visits&0xff))
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := s.client.Do(request)
	require.NoError(s.t, err, "%s %s%s", method, host, path)
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	require.NoError(s.t, err)
	s.asked.answers++
	return seen{response.StatusCode, response.Header, string(content), s.legible(response.Header, content)}
}

// legible is content as a reader has it before them, after it was unpacked.
func (s *stage) legible(header http.Header, content []byte) string {
	if header.Get("Content-Encoding") == "gzip" {
		r, err := gzip.NewReader(bytes.NewReader(content))
		require.NoError(s.t, err)
		content, err = io.ReadAll(r)
		require.NoError(s.t, err)
	}
	kind := header.Get("Content-Type")
	switch {
	case strings.HasPrefix(kind, "application/pdf"):
		s.asked.papers++
		return string(content) + paperText(content)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		s.asked.papers++
		return string(content) + unzipped(content)
	}
	return string(content)
}

var (
	pdfStream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	pdfText   = regexp.MustCompile(`(?s)\(((?:[^\\()]|\\.)*)\) ?Tj`)
	pdfEscape = regexp.MustCompile(`(?s)\\(.)`)
)

// paperText are the texts of a PDF, whose content streams hold them in UTF-16.
func paperText(pdf []byte) string {
	var all strings.Builder
	for _, stream := range pdfStream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(stream[1]))
		if err != nil {
			continue // a font or a picture
		}
		content, err := io.ReadAll(r)
		if err != nil {
			continue
		}
		for _, text := range pdfText.FindAllSubmatch(content, -1) {
			raw := pdfEscape.ReplaceAllFunc(text[1], func(b []byte) []byte {
				if b[1] == 'r' {
					return []byte{'\r'}
				}
				return b[1:]
			})
			var units []uint16
			for i := 0; i+1 < len(raw); i += 2 {
				units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
			}
			all.WriteString(string(utf16.Decode(units)) + "\n")
		}
		all.Write(content) // colours stand there as they are
	}
	return all.String()
}

func unzipped(content []byte) string {
	var all strings.Builder
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return ""
	}
	for _, file := range archive.File {
		all.WriteString(file.Name + "\n")
		r, err := file.Open()
		if err != nil {
			continue
		}
		_, _ = io.Copy(&all, r)
		_ = r.Close()
	}
	return all.String()
}
