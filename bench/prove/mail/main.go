package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/messaging/mail"
	"github.com/liveryhq/livery/platform/support"
)

func main() {
	many := flag.Int("many", 300, "plain letters beside the corpus")
	keep := flag.Bool("keep", false, "leave the folder with its logs")
	flag.Parse()
	if url := os.Getenv(fetcherURL); url != "" {
		fetch(url)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	line, err := prove(ctx, *many, *keep)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mail: FAILED:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stopped above
	}
	fmt.Println(line)
}

func prove(ctx context.Context, many int, keep bool) (line string, err error) {
	dir, err := os.MkdirTemp("", "livery-prove-mail-")
	if err != nil {
		return "", err
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		return "", err
	}
	defer func() {
		if !keep {
			err = errors.Join(err, os.RemoveAll(dir))
		}
	}()
	w, err := open(ctx, dir)
	if w != nil && w.pg != nil {
		defer func() { err = errors.Join(err, w.close()) }()
	}
	if err != nil {
		return "", err
	}
	p, err := startPeers(ctx, dir, w)
	if p != nil {
		defer func() {
			if err != nil && keep {
				fmt.Fprintln(os.Stderr, "mail: the logs lie in", dir)
			}
			err = errors.Join(err, p.stop())
		}()
	}
	if err != nil {
		return "", err
	}
	if err := w.start(ctx, dir, mail.Server{Address: p.submission, TLS: "none"}); err != nil {
		return "", err
	}
	nasty, err := w.nastyLetters(ctx, p)
	if err != nil {
		return "", fmt.Errorf("the corpus: %w", err)
	}
	conversation, err := w.conversation(ctx, p)
	if err != nil {
		return "", fmt.Errorf("a conversation: %w", err)
	}
	took, err := w.manyLetters(ctx, p, many)
	if err != nil {
		return "", fmt.Errorf("many letters: %w", err)
	}
	elsewhere, err := w.elsewhere(ctx, p, many)
	if err != nil {
		return "", fmt.Errorf("a mailbox elsewhere: %w", err)
	}
	away, err := w.away(ctx, p)
	if err != nil {
		return "", fmt.Errorf("PostgreSQL away: %w", err)
	}
	encrypted := strings.Count(p.log(), "status=sent (250 2.0.0 OK: queued)")
	return fmt.Sprintf("mail: %s; %s; %d plain letters through postfix in %.1f s, each a ticket and acknowledged once (%d handed over by STARTTLS and LMTP in all); %s; %s", nasty, conversation, many,
		took.Seconds(), encrypted, elsewhere, away), nil
}

// nastyLetters brings the corpus and looks what became of each.
func (w *world) nastyLetters(ctx context.Context, p *peers) (string, error) {
	list := corpus()
	taken, answered, refused := 0, 0, 0
	for _, n := range list {
		if err := bring(p.submission, n.sender(), help, n.raw); err != nil {
			return "", fmt.Errorf("%s: postfix does not take it: %w", n.name, err)
		}
		if n.refused {
			refused++
			continue
		}
		taken++
		if n.answered {
			answered++
		}
	}
	if err := w.counted(ctx, "letters to become tickets", taken, "select count(*)::int from ticket_messages where letter_key is not null"); err != nil {
		return "", err
	}
	if err := until(ctx, "postfix to be done", func() (bool, error) { n, err := p.waiting(); return n == 0, err }); err != nil {
		return "", err
	}
	for _, n := range list {
		if err := w.became(ctx, p, n); err != nil {
			return "", fmt.Errorf("%s: %w", n.name, err)
		}
	}
	if list, err := p.letters("victim@victim.example"); err != nil || len(list) > 0 {
		return "", errors.Join(err, errors.New("a subject has made a letter of its own"))
	}
	return fmt.Sprintf("%d nasty letters: %d became tickets, %d writers acknowledged once, %d machines not at all, %d refused", len(list), taken, answered, taken-answered, refused), nil
}

func (w *world) became(ctx context.Context, p *peers, n nasty) error {
	if n.sender() != "" {
		wanted := 0
		if n.answered || n.refused { // that it was refused is told by postfix
			wanted = 1
		}
		err := until(ctx, "what its writer is told", func() (bool, error) {
			got, err := p.letters(n.sender())
			if len(got) > wanted {
				return false, fmt.Errorf("%d letters, and %d should be", len(got), wanted)
			}
			return len(got) == wanted, err
		})
		if err != nil {
			return err
		}
	}
	if n.says == "" {
		return nil
	}
	var found int
	err := w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `select count(*)::int from ticket_messages m where position($1 in m.body) > 0 and ($2 = '' or position($2 in m.body) = 0)
			and ($3 = '' or exists (select from ticket_attachments a where a.tenant_id = m.tenant_id and a.message_id = m.id and a.name = $3))`, n.says, n.silent, n.file).Scan(&found)
	})
	if err == nil && found != 1 {
		err = fmt.Errorf("the desk reads %d letters that say what it says", found)
	}
	return err
}

var replyTo = regexp.MustCompile(`(?im)^Reply-To: <?([^>\r\n]+)>?`)

// conversation goes to and fro, and has an answer bounce.
func (w *world) conversation(ctx context.Context, p *peers) (string, error) {
	const anna, gone = "anna@customer.example", "someone@gone.example"
	var before int
	var err error
	if before, err = w.count(ctx, "select count(*)::int from tickets"); err != nil {
		return "", err
	}
	for _, from := range []string{anna, gone} {
		if err := bring(p.submission, from, help, headers(from, "A question")+plain+"\r\nHow does it work?\r\n"); err != nil {
			return "", err
		}
	}
	var letter string
	err = until(ctx, "the acknowledgement", func() (bool, error) {
		list, err := p.letters(anna)
		if len(list) == 1 {
			letter = list[0]
		}
		return len(list) == 1, err
	})
	if err != nil {
		return "", err
	}
	address := replyTo.FindStringSubmatch(letter)
	if address == nil {
		return "", errors.New("the acknowledgement says not where to answer")
	}
	if err := bring(p.submission, anna, address[1], headers(anna, "Re: A question", "X-Second: yes")+plain+"\r\nAnd one more thing.\r\n"); err != nil {
		return "", err
	}
	// Our own letter comes back: nobody is answered.
	if err := bring(p.submission, anna, help, letter); err != nil {
		return "", err
	}
	if err := w.counted(ctx, "the conversation to be stored", 2, "select count(*)::int from ticket_messages where author_email = $1 and not machine", anna); err != nil {
		return "", err
	}
	// That the acknowledgement did not reach its reader comes back into its ticket.
	if err := w.counted(ctx, "the bounce to come into its ticket", 1, `select count(*)::int from ticket_messages m join tickets t on t.tenant_id = m.tenant_id and t.id = m.ticket_id
		where t.author_email = $1 and m.machine and t.state = 'open'`, gone); err != nil {
		return "", err
	}
	var ticket struct{ id [16]byte }
	err = w.db.Worker(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, "select id from tickets where author_email = $1 and refusal is null", anna).Scan(&ticket.id)
	})
	if err != nil {
		return "", err
	}
	if _, err := w.desks.Answer(ctx, w.realm, w.boss, ticket.id, support.Reply{Body: "Like this."}); err != nil {
		return "", err
	}
	err = until(ctx, "the answer", func() (bool, error) {
		list, err := p.letters(anna)
		return len(list) == 2, err
	})
	if err != nil {
		return "", err
	}
	after, err := w.count(ctx, "select count(*)::int from tickets where refusal is distinct from 'machine'")
	if err != nil || after > before+2 {
		return "", errors.Join(err, errors.New("a letter of the conversation has opened a ticket of its own"))
	}
	return "a conversation to and fro is one ticket, a bounce came into its own, our own letter that came back was answered by nobody", nil
}

func (w *world) manyLetters(ctx context.Context, p *peers, many int) (time.Duration, error) {
	begun := time.Now()
	for i := range many {
		from := fmt.Sprintf("many%04d@customer.example", i)
		if err := bring(p.submission, from, help, headers(from, "Many")+plain+"\r\nNumber "+strconv.Itoa(i)+".\r\n"); err != nil {
			return 0, err
		}
	}
	err := w.counted(ctx, "all to be tickets", many, "select count(*)::int from tickets where subject = 'Many'")
	took := time.Since(begun)
	for i := range many {
		err = errors.Join(err, until(ctx, "an acknowledgement", func() (bool, error) {
			list, err := p.letters(fmt.Sprintf("many%04d@customer.example", i))
			return len(list) == 1, err
		}))
		if err != nil {
			return took, err
		}
	}
	return took, err
}

// away stops PostgreSQL, and starts it again.
func (w *world) away(ctx context.Context, p *peers) (string, error) {
	paged := w.paged.Load()
	if err := w.pg.Stop(); err != nil {
		return "", err
	}
	const writer = "night@customer.example"
	begun := time.Now()
	if err := bring(p.submission, writer, urgent, strings.Replace(headers(writer, "All is down"), help, urgent, 1)+plain+"\r\nNobody can sign in.\r\n"); err != nil {
		return "", err
	}
	var woke time.Duration
	err := until(ctx, "somebody to be woken", func() (bool, error) {
		list, err := p.letters(duty)
		woke = time.Since(begun)
		return len(list) == 1 && w.paged.Load() == paged+1, err
	})
	if err != nil {
		return "", err
	}
	if err := bring(p.submission, writer, help, headers(writer, "An ordinary question")+plain+"\r\nHow does it work at night?\r\n"); err != nil {
		return "", err
	}
	if err := until(ctx, "postfix to be asked to come later", func() (bool, error) {
		return strings.Contains(p.log(), "451 4.3.0 Try again later"), nil
	}); err != nil {
		return "", err
	}
	if err := w.pg.Start(ctx); err != nil {
		return "", err
	}
	if err := w.counted(ctx, "both to be tickets", 2, "select count(*)::int from tickets where author_email = $1", writer); err != nil {
		return "", err
	}
	err = until(ctx, "both to be acknowledged", func() (bool, error) {
		list, err := p.letters(writer)
		return len(list) == 2, err
	})
	if err != nil {
		return "", err
	}
	if err := until(ctx, "postfix to be done", func() (bool, error) { n, err := p.waiting(); return n == 0, err }); err != nil {
		return "", err
	}
	pages, err := p.letters(duty)
	if err != nil || len(pages) != 1 {
		return "", errors.Join(err, fmt.Errorf("%d pages, and one should be", len(pages)))
	}
	letters, err := p.letters(writer)
	if err != nil || len(letters) != 2 {
		return "", errors.Join(err, fmt.Errorf("%d acknowledgements, and two should be", len(letters)))
	}
	return fmt.Sprintf("with PostgreSQL stopped a critical letter woke in %.1f s and an ordinary one was put off by 451, both are tickets since it came back, each acknowledged once: none lost, none answered twice",
		woke.Seconds()), nil
}
