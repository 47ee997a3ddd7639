package explain

import (
	"encoding/hex"
	"fmt"
	"mime"
	"net/url"
	"strings"

	"github.com/liveryhq/livery/platform/ingest/protocol"
)

// Bytes reads what a person typed or pasted: hexadecimal digits, with spaces, colons, commas, dashes or 0x between
// them and in as many arguments as they like; or else text, one line an argument, where \r and \n may be written
// out.
func Bytes(args []string) []byte {
	joined := strings.Join(args, " ")
	digits := strings.NewReplacer("0x", "", "0X", "", " ", "", "\t", "", "\r", "", "\n", "", ":", "", ",", "", "-", "").Replace(joined)
	if b, err := hex.DecodeString(digits); err == nil && len(b) > 0 {
		return b
	}
	lines := make([]string, len(args))
	for i, line := range args {
		lines[i] = strings.NewReplacer(`\r`, "\r", `\n`, "\n").Replace(line)
		if i < len(args)-1 && !strings.HasSuffix(lines[i], "\n") {
			lines[i] += "\r\n"
		}
	}
	return []byte(strings.Join(lines, ""))
}

// request reads what a person pasted of an HTTP request: all of it, its address, its query or its JSON.
func request(input []byte) (protocol.HTTPRequest, error) {
	text := strings.TrimSpace(string(input))
	r := protocol.HTTPRequest{Method: "GET", Path: "/"}
	target := text
	switch method, rest, _ := strings.Cut(text, " "); {
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "["):
		r.Method, r.ContentType, r.Body = "POST", "application/json", []byte(text)
		return r, nil
	case method == "GET" || method == "POST":
		r.Method = method
		line, _, _ := strings.Cut(rest, "\n")
		target, _, _ = strings.Cut(strings.TrimSpace(line), " ")
		r.ContentType, r.Body = headAndBody(text)
	case !strings.ContainsAny(text, "/?"):
		target = "/?" + text
	}
	u, err := url.Parse(target)
	if err != nil {
		return r, fmt.Errorf("reading the address of the request: %w", err)
	}
	if u.Path != "" {
		r.Path = u.Path
	}
	r.Query = u.Query()
	return r, nil
}

// headAndBody takes the content type and the body out of a whole request.
func headAndBody(text string) (contentType string, body []byte) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	head, rest, _ := strings.Cut(text, "\n\n")
	for line := range strings.SplitSeq(head, "\n") {
		name, value, ok := strings.Cut(line, ":")
		if ok && strings.EqualFold(strings.TrimSpace(name), "Content-Type") {
			contentType = strings.TrimSpace(value)
			if _, _, err := mime.ParseMediaType(contentType); err != nil {
				contentType = ""
			}
		}
	}
	return contentType, []byte(rest)
}
