package letterbox_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/racing"
	"github.com/liveryhq/livery/platform/messaging/letterbox"
)

// hostile is a server that lets anybody in, and answers commands of one kind as it likes.
func hostile(t *testing.T, answers string, answer func(to net.Conn, tag string)) letterbox.Elsewhere {
	t.Helper()
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	done := make(chan struct{})
	t.Cleanup(func() {
		_ = l.Close()
		<-done
	})
	go func() {
		defer close(done)
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = fmt.Fprint(conn, "* OK [CAPABILITY IMAP4rev1 ESEARCH] hello\r\n")
		for lines := bufio.NewScanner(conn); lines.Scan(); {
			tag, command, _ := strings.Cut(lines.Text(), " ")
			switch {
			case strings.HasPrefix(command, answers):
				answer(conn, tag)
			case strings.HasPrefix(command, "SELECT"):
				_, _ = fmt.Fprintf(conn, "* 3 EXISTS\r\n* OK [UIDVALIDITY 1] v\r\n* OK [UIDNEXT 4294967295] n\r\n")
				fallthrough
			default:
				_, _ = fmt.Fprintf(conn, "%s OK done\r\n", tag)
			}
		}
	}()
	address := l.Addr().(*net.TCPAddr) //nolint:forcetypeassert // it listens by TCP
	return letterbox.Elsewhere{Host: "127.0.0.1", Port: address.Port, TLS: letterbox.NoTLS, User: "u", Password: "p", Folder: "INBOX", Afterwards: letterbox.Seen}
}

func TestAServerThatNamesFourThousandMillionLettersInALineIsNotBelieved(t *testing.T) {
	t.Parallel()
	box := hostile(t, "UID SEARCH", func(to net.Conn, tag string) {
		_, _ = fmt.Fprintf(to, "* ESEARCH (TAG %q) UID ALL 1:4294967294\r\n%s OK found\r\n", tag, tag)
	})
	visit, err := letterbox.Fetcher{Private: true}.Open(t.Context(), box)
	require.NoError(t, err)
	defer visit.Close()
	unread, err := visit.Unread(t.Context(), 1<<31)
	var trouble *letterbox.Trouble
	require.ErrorAs(t, err, &trouble)
	require.Empty(t, unread)
}

func TestAServerThatAnswersWithoutEndIsLeft(t *testing.T) {
	t.Parallel()
	if racing.Part(t) {
		return // sixty megabytes, byte by byte
	}
	sent := make(chan int, 1)
	box := hostile(t, "UID FETCH", func(to net.Conn, _ string) {
		_, _ = fmt.Fprint(to, "* OK ")
		n, piece := 0, []byte(strings.Repeat("a", 1<<16))
		_ = to.SetWriteDeadline(time.Now().Add(time.Minute))
		for n < 1<<30 {
			m, err := to.Write(piece)
			if n += m; err != nil {
				break
			}
		}
		sent <- n
	})
	visit, err := letterbox.Fetcher{Private: true}.Open(t.Context(), box)
	require.NoError(t, err)
	defer visit.Close()
	_, err = visit.After(t.Context(), 0, 10)
	var trouble *letterbox.Trouble
	require.ErrorAs(t, err, &trouble)
	visit.Close()
	require.Less(t, <-sent, 256<<20)
}

func TestLettersOfOneDeskDoNotWaitForThoseOfAnother(t *testing.T) {
	t.Parallel()
	spool, err := letterbox.OpenSpool(t.TempDir(), 1<<20, 0)
	require.NoError(t, err)
	slow, quick := uuid.New(), uuid.New()
	for _, desk := range []uuid.UUID{slow, slow, quick, slow} {
		a := letterbox.Arrived{ID: uuid.Must(uuid.NewV7()), At: time.Now(), Via: letterbox.BySMTP, To: []letterbox.Recipient{{Address: "help@x.example", Desk: desk}}}
		require.NoError(t, spool.Put(a, strings.NewReader("Subject: s\r\n\r\nwords\r\n")))
	}
	answered, stored := make(chan struct{}), make(chan uuid.UUID, 4)
	worker := &letterbox.Worker{Spool: spool, Clock: clock.System{}, Log: slog.New(slog.DiscardHandler),
		Store: func(ctx context.Context, a letterbox.Arrived) error {
			if a.To[0].Desk == slow {
				select { // somebody's name server
				case <-answered:
				case <-ctx.Done():
				}
			}
			stored <- a.To[0].Desk
			return nil
		}}
	done := make(chan error, 1)
	go func() { done <- worker.Round(t.Context()) }()
	select {
	case first := <-stored:
		require.Equal(t, quick, first)
	case <-time.After(30 * time.Second):
		t.Fatal("the letter of another desk waits")
	}
	close(answered)
	require.NoError(t, <-done)
	waiting, _ := spool.Count()
	require.Zero(t, waiting)
}
