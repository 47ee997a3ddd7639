package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/liveryhq/livery/platform/ingest/protocol"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/ingest/protocol/explain"
)

const decodeUsage = `livery decode explains what a tracker sent.

  livery decode [--model NAME] [--zone ZONE] PROTOCOL BYTES…
      BYTES are hexadecimal digits, with or without spaces, or the text itself; - reads them from standard input.
      For osmand they are a URL, a query, a JSON or a whole HTTP request.
  livery decode --json --vectors FILE
      answers each vector of a file (- for standard input) with one line of JSON.

Protocols: %s.
`

// decode explains frames: in words for support people, or a file of vectors as JSON. It gives the exit code: 0 if
// everything would be taken, 1 if something is refused or cannot be read, 2 if it was called wrongly.
func decode(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	table := all.Table()
	names := make([]string, len(table))
	for i, p := range table {
		names[i] = p.Name
	}
	flags := flag.NewFlagSet("decode", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() { _, _ = fmt.Fprintf(stderr, decodeUsage, strings.Join(names, ", ")) }
	asJSON := flags.Bool("json", false, "answer in JSON; with --vectors")
	vectors := flags.String("vectors", "", "file of vectors, - for standard input")
	model := flags.String("model", "", "model of the device, in the vendor's spelling")
	zone := flags.String("zone", "", "zone of the device's clock, as Europe/Helsinki")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if *vectors != "" || *asJSON {
		if *vectors == "" || !*asJSON || flags.NArg() > 0 {
			_, _ = fmt.Fprintln(stderr, "livery decode: --json and --vectors FILE go together, and with nothing else")
			return 2
		}
		return decodeVectors(table, *vectors, stdin, stdout, stderr)
	}
	if flags.NArg() < 2 {
		flags.Usage()
		return 2
	}
	options := explain.Options{Model: *model, Received: time.Now()}
	if *zone != "" {
		location, err := time.LoadLocation(*zone)
		if err != nil {
			_, _ = fmt.Fprintf(stderr, "livery decode: --zone is %q, which is no zone; give one as Europe/Helsinki\n", *zone)
			return 2
		}
		options.Zone = location
	}
	return decodeWords(table, flags.Arg(0), flags.Args()[1:], options, stdin, stdout, stderr)
}

func decodeWords(table []protocol.Protocol, name string, args []string, o explain.Options, stdin io.Reader, stdout, stderr io.Writer) int {
	p, err := explain.Find(table, name)
	if err != nil {
		_, _ = fmt.Fprintf(stderr, "livery decode: %v\n", err)
		return 2
	}
	if len(args) == 1 && args[0] == "-" {
		pasted, err := io.ReadAll(stdin)
		if err != nil {
			_, _ = fmt.Fprintf(stderr, "livery decode: reading standard input: %v\n", err)
			return 1
		}
		args = []string{string(pasted)}
	}
	input := explain.Bytes(args)
	if len(input) == 0 {
		_, _ = fmt.Fprintln(stderr, "livery decode: there are no bytes to explain")
		return 2
	}
	taken, err := explain.Words(stdout, table, p, input, o)
	switch {
	case err != nil:
		_, _ = fmt.Fprintf(stderr, "livery decode: %v\n", err)
		return 1
	case !taken:
		return 1
	}
	return 0
}

func decodeVectors(table []protocol.Protocol, file string, stdin io.Reader, stdout, stderr io.Writer) int {
	in := stdin
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			_, _ = fmt.Fprintf(stderr, "livery decode: opening the vectors: %v\n", err)
			return 1
		}
		defer func() { _ = f.Close() }()
		in = f
	}
	if err := explain.Vectors(table, in, stdout, time.Now()); err != nil {
		_, _ = fmt.Fprintf(stderr, "livery decode: %v\n", err)
		return 1
	}
	return 0
}
