package support

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
)

// What is asked of a desk and decided elsewhere: in the list of trackers, of stolen logins, of customers. The decision answers and closes the
// ticket that carries it, in its own transaction: nobody reads of one without the other, and nothing waits in the queue that is done. Whose
// ticket came too late to be there, or is at a desk that they have left, reads the decision where it was made.

// ClaimDecided answers the ticket of a request for a tracker, whose tenant asked, in a worker's transaction: the platform decides, and the
// desk is that of the realm of whoever asked. Nobody is named as who answers, for whoever decides is of neither.
func (d *Desks) ClaimDecided(ctx context.Context, tx *db.Tx, tenant, request uuid.UUID, granted bool, identity, reason string) error {
	s, err := d.Tenants.ScopeWithin(ctx, tx, tenant, tenant)
	if err != nil {
		return err
	}
	desk, err := d.Tenants.ScopeWithin(ctx, tx, s.Realm(), s.Realm())
	if err != nil {
		return err
	}
	if err := tx.Enter(ctx, desk); err != nil {
		return err
	}
	ctx = audit.As(ctx, audit.Actor{Kind: audit.Technical}) // who of the platform it was stands in its own audit
	said := claimRefused
	if granted {
		said = claimGranted
	}
	return d.decided(ctx, tx, desk, claimKey(request), nil, said, "identity", identity, "reason", reason)
}

// StolenSettled answers the ticket of a report of a stolen login, in the transaction of its realm that settles it. Why it was refused is a
// note: whoever reported it has proved nothing.
func (d *Desks) StolenSettled(ctx context.Context, tx *db.Tx, desk db.Scope, by, report uuid.UUID, restored bool, login, reason string) error {
	if restored {
		return d.decided(ctx, tx, desk, stolenKey(report), &by, stolenRestored, "login", login)
	}
	if err := d.decided(ctx, tx, desk, stolenKey(report), &by, stolenRefused, "login", login); err != nil {
		return err
	}
	t, _, err := letterBefore(ctx, tx, desk.Tenant(), stolenKey(report))
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	p, err := personOf(ctx, tx, desk.Tenant(), by)
	if err != nil {
		return err
	}
	return d.say(ctx, tx, t, Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Note, Via: ByDesk, Author: &by, AuthorName: p.name, Body: reason, At: d.now()}, nil, "")
}

// CustomerClosed answers the cancellations of a customer that wait at the desk acted in, in the transaction that closes it (terms 6.2). Until
// then it can be brought back.
func (d *Desks) CustomerClosed(ctx context.Context, tx *db.Tx, desk db.Scope, customer uuid.UUID, until time.Time) error {
	list, err := cancellations(ctx, tx, desk.Tenant(), customer)
	if err != nil {
		return err
	}
	for _, t := range list {
		if err := d.answersDecided(ctx, tx, desk, t, nil, customerClosed, "until", until.Format(time.DateOnly)); err != nil {
			return err
		}
	}
	return nil
}

// decided answers the ticket that was opened under a key, if there is one.
func (d *Desks) decided(ctx context.Context, tx *db.Tx, desk db.Scope, key string, by *uuid.UUID, said decision, values ...string) error {
	t, _, err := letterBefore(ctx, tx, desk.Tenant(), key)
	if errs.Is(err, errs.NotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if t, err = lockTicket(ctx, tx, desk.Tenant(), t.ID); err != nil {
		return err
	}
	return d.answersDecided(ctx, tx, desk, t, by, said, values...)
}

func (d *Desks) answersDecided(ctx context.Context, tx *db.Tx, desk db.Scope, t Ticket, by *uuid.UUID, said decision, values ...string) error {
	now := d.now()
	pairs := slices.Clone(values)
	for i := 0; i < len(pairs); i += 2 {
		pairs[i] = "{" + pairs[i] + "}"
	}
	m := Message{ID: uuid.Must(uuid.NewV7()), Ticket: t.ID, Kind: Answer, Via: ByDesk, Author: by, Body: strings.NewReplacer(pairs...).Replace(said.in(t.Locale)), Locale: t.Locale, At: now}
	if by != nil {
		p, err := personOf(ctx, tx, desk.Tenant(), *by)
		if err != nil {
			return err
		}
		m.AuthorName = p.name
	}
	if err := d.say(ctx, tx, t, m, nil, ""); err != nil {
		return err
	}
	if t.Group == nil {
		t.answered(now, false)
	} else { // it stands in another, which asks something besides
		t.replied(now)
	}
	t.ChangedAt = now
	if err := keepTicket(ctx, tx, t); err != nil {
		return err
	}
	if t.Author != nil || t.AuthorEmail != "" { // nobody is written to who has told no address
		if err := d.put(ctx, tx, desk, AnswerTopic, Answering{t.Desk, t.ID, m.ID}); err != nil {
			return err
		}
	}
	if err := d.answerGrouped(ctx, tx, desk, t, m, nil); err != nil {
		return err
	}
	return audit.Write(ctx, tx, desk.Tenant(), now, audit.Change{Action: "support.ticket.answer", Subject: audit.Subject{Kind: "ticket", ID: t.ID, Name: t.Subject}})
}

// decision is what was decided, in the words of each language.
type decision map[string]string

// in a language; in English for whoever reads none of the others.
func (s decision) in(locale string) string { return orText(s[locale], s["en"]) }

// What whoever asked reads.
var (
	claimGranted = decision{ //nolint:gochecknoglobals // words
		"en": "The tracker {identity} is yours now. Its data comes to your object as soon as it is heard again.",
		"ru": "Трекер {identity} теперь закреплён за вами. Данные появятся у объекта, как только трекер снова выйдет на связь.",
		"es": "El rastreador {identity} ya es suyo. Sus datos llegarán a su objeto en cuanto vuelva a conectarse.",
		"pt": "O rastreador {identity} agora é seu. Os dados chegam ao seu objeto assim que ele voltar a se conectar.",
		"fr": "Le traceur {identity} est désormais à vous. Ses données arriveront à votre objet dès qu’il se connectera de nouveau.",
	}
	claimRefused = decision{ //nolint:gochecknoglobals // words
		"en": "The tracker {identity} cannot be given to you. The reason: {reason}",
		"ru": "Передать вам трекер {identity} нельзя. Причина: {reason}",
		"es": "No podemos asignarle el rastreador {identity}. El motivo: {reason}",
		"pt": "Não podemos atribuir a você o rastreador {identity}. O motivo: {reason}",
		"fr": "Le traceur {identity} ne peut pas vous être attribué. Motif\u202f: {reason}",
	}
	stolenRestored = decision{ //nolint:gochecknoglobals // words
		"en": "The login {login} is open again. A letter with a link for a new password has gone to its registered address.",
		"ru": "Доступ к логину {login} восстановлен. Письмо со ссылкой для нового пароля отправлено на зарегистрированный адрес.",
		"es": "El usuario {login} está abierto de nuevo. Se ha enviado a su dirección registrada un mensaje con un enlace para elegir otra contraseña.",
		"pt": "O login {login} está liberado de novo. Uma mensagem com o link para uma nova senha foi enviada ao endereço registrado.",
		"fr": "L’identifiant {login} est de nouveau ouvert. Un message avec un lien pour choisir un nouveau mot de passe est parti à son adresse enregistrée.",
	}
	stolenRefused = decision{ //nolint:gochecknoglobals // words
		"en": "The report about the login {login} is closed: it could not be confirmed that the login is yours.",
		"ru": "Заявление о логине {login} закрыто: подтвердить, что логин принадлежит вам, не удалось.",
		"es": "El aviso sobre el usuario {login} queda cerrado: no se ha podido confirmar que sea suyo.",
		"pt": "O aviso sobre o login {login} foi encerrado: não foi possível confirmar que ele é seu.",
		"fr": "Le signalement concernant l’identifiant {login} est clos\u202f: il n’a pas pu être confirmé qu’il est à vous.",
	}
	customerClosed = decision{ //nolint:gochecknoglobals // words
		"en": "The account is closed, as you asked. Until {until} it can be brought back with all it had: write to us.",
		"ru": "Счёт закрыт по вашему заявлению. До {until} его можно восстановить со всеми данными: напишите нам.",
		"es": "La cuenta está cerrada, como pidió. Hasta el {until} se puede recuperar con todo lo que tenía: escríbanos.",
		"pt": "A conta foi encerrada, como você pediu. Até {until} ela pode ser recuperada com tudo o que tinha: escreva para nós.",
		"fr": "Le compte est clos, comme vous l’avez demandé. Jusqu’au {until}, il peut être rétabli avec tout son contenu\u202f: écrivez-nous.",
	}
)
