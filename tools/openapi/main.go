package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"

	"github.com/liveryhq/livery/api"
	"github.com/liveryhq/livery/tenant/access"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: openapi FILE")
		os.Exit(2)
	}
	document, err := document()
	if err == nil {
		err = os.WriteFile(os.Args[1], document, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
}

// document is what the platform's host serves, for people to read.
func document() ([]byte, error) {
	rights, err := access.New()
	if err != nil {
		return nil, err
	}
	server, err := api.New(api.Config{Rights: rights, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	compact, err := server.Document("API", true)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := json.Indent(&b, compact, "", "  "); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
