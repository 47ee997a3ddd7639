package support

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// File is something to be attached.
type File struct {
	Name    string
	Content []byte
}

// Attachment is something that was.
type Attachment struct {
	ID          uuid.UUID
	Message     uuid.UUID
	Internal    bool
	Name        string
	ContentType string
	Size        int
	At          time.Time
}

// Bounds of what is attached to one message.
const (
	mostFiles      = 10
	largestFile    = 10 << 20
	largestMessage = 15 << 20
)

func checkFiles(files []File) error {
	if len(files) > mostFiles {
		return errs.Field("files", "too_many_files", fmt.Sprintf("Attach at most %d files to one message.", mostFiles))
	}
	all := 0
	for i := range files {
		files[i].Name = fileName(files[i].Name)
		n := len(files[i].Content)
		if all += n; n == 0 || n > largestFile || all > largestMessage {
			return errs.Field("files", "bad_file", "A file has 1 byte to 10 MB, and all of a message 15 MB.")
		}
	}
	return nil
}

// fileName is the last part of what a sender calls a file, without what a system might take for something else.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "_"), "\\", "/"))
	name = strings.Map(func(r rune) rune {
		if control(r) || strings.ContainsRune(`<>:"|?*/`, r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '_'
		}
		return r
	}, name)
	if name = strings.Trim(name, ". "); name == "" {
		name = "file"
	}
	for utf8.RuneCountInString(name) > 120 || len(name) > 200 {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:] // the end of a name says what it is
	}
	return name
}

// sniff says what a file is by its bytes. What a browser could run is nothing in particular.
func sniff(content []byte) string {
	found, _, _ := strings.Cut(http.DetectContentType(content), ";")
	switch found {
	case "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "application/zip", "application/x-gzip", "text/plain":
		return found
	}
	return "application/octet-stream"
}

// attach puts files to a message.
func attach(ctx context.Context, tx *db.Tx, m Message, desk uuid.UUID, counterparty *uuid.UUID, files []File) error {
	for _, f := range files {
		digest := sha256.Sum256(f.Content)
		err := insertAttachment(ctx, tx, Attachment{ID: uuid.Must(uuid.NewV7()), Message: m.ID, Internal: m.Kind == Note, Name: f.Name, ContentType: sniff(f.Content),
			Size: len(f.Content), At: m.At}, desk, counterparty, m.Ticket, digest[:], f.Content)
		if err != nil {
			return err
		}
	}
	return nil
}
