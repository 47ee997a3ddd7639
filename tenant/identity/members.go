package identity

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Person is somebody of the tenant, as those who look after people see them.
type Person struct {
	ID     uuid.UUID
	Login  string
	Email  string
	Name   string
	Role   string
	RoleID *uuid.UUID
	// Bundles that the role comes to.
	Bundles []string
	SeesAll bool
	// Status: active or blocked.
	Status string
	// MustChange: somebody else has set the password.
	MustChange bool
	CreatedAt  time.Time
	// SeenAt is when they last used a session; zero: never.
	SeenAt time.Time
	// Objects and Groups that somebody sees who does not see all; only those that whoever asks sees too. Read by Person.
	Objects, Groups []uuid.UUID

	loginKey string
}

// PeopleAfter is where a page of people ended.
type PeopleAfter struct {
	LoginKey string
	ID       uuid.UUID
}

// PeopleQuery narrows a list of people.
type PeopleQuery struct {
	// Search is found anywhere in a login, a name or an address.
	Search string
	// Only these, where there are any: whoever is chosen in a form is named, wherever they stand in the list.
	Only  []uuid.UUID
	After *PeopleAfter
	// Limit from 1 to 500.
	Limit int
}

// List reads a page of the people of the tenant acted in, by login; next is nil on the last.
func (p *People) List(ctx context.Context, s db.Scope, query PeopleQuery) (list []Person, next *PeopleAfter, err error) {
	params := identitydb.PeoplePageParams{TenantID: s.Tenant(), Search: tenant.NameKey(query.Search), Named: append([]uuid.UUID{}, query.Only...), Most: int32(query.Limit) + 1}
	if query.After != nil {
		params.AfterKey, params.AfterID = query.After.LoginKey, query.After.ID
	}
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).PeoplePage(ctx, params)
		for _, r := range rows {
			list = append(list, p.person(identitydb.PersonRow(r)))
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list people: %w", err)
	}
	if len(list) > query.Limit {
		list = list[:query.Limit]
		last := list[query.Limit-1]
		next = &PeopleAfter{last.loginKey, last.ID}
	}
	return list, next, nil
}

// Person reads somebody of the tenant acted in. NotFound if they are not.
func (p *People) Person(ctx context.Context, s db.Scope, user uuid.UUID) (Person, error) {
	var got Person
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		got, err = p.readPerson(ctx, identitydb.New(tx), s, user)
		return err
	})
	if err != nil {
		return Person{}, fmt.Errorf("read a person: %w", err)
	}
	return got, nil
}

func (p *People) readPerson(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) (Person, error) {
	row, err := q.Person(ctx, identitydb.PersonParams{TenantID: s.Tenant(), ID: user})
	if err != nil {
		return Person{}, err
	}
	got := p.person(row)
	if got.SeesAll {
		return got, nil
	}
	if got.Objects, err = q.VisibleObjects(ctx, identitydb.VisibleObjectsParams{TenantID: s.Tenant(), UserID: user}); err != nil {
		return Person{}, err
	}
	got.Groups, err = q.VisibleGroups(ctx, identitydb.VisibleGroupsParams{TenantID: s.Tenant(), UserID: user})
	return got, err
}

func (p *People) person(r identitydb.PersonRow) Person {
	got := Person{ID: r.ID, Login: r.Login, Name: r.Name, Role: r.Role, RoleID: r.RoleID, Bundles: p.holds(r.Role, r.Bundles), SeesAll: r.SeesAll,
		Status: r.Status, MustChange: r.MustChange, CreatedAt: r.CreatedAt.UTC(), loginKey: r.LoginKey}
	if r.Email != nil {
		got.Email = *r.Email
	}
	if r.SeenAt.Unix() > 0 {
		got.SeenAt = r.SeenAt.UTC()
	}
	return got
}

// NewPerson is a member whom somebody adds by hand, with a login and a first password: people without e-mail above all.
type NewPerson struct {
	Login, Email, Name, Locale string
	// Password for the first time; its owner must change it before anything else.
	Password string
	Grant    Grant
}

// AddPerson adds a member to the tenant acted in. An address is theirs once they have followed the link of a letter to it, which they
// ask for themselves. Invalid names the field; Conflict (reason "login_taken" or "email_taken"); Forbidden if it gives more than the giver has.
func (p *People) AddPerson(ctx context.Context, s db.Scope, by By, n NewPerson) (Person, error) {
	user := NewUser{Login: n.Login, Email: n.Email, Name: n.Name, Locale: n.Locale, Password: n.Password, Role: Viewer}
	if err := user.check(); err != nil {
		return Person{}, err
	}
	hash, err := p.passwords.hash(ctx, n.Password)
	if err != nil {
		return Person{}, err
	}
	var made Person
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, _ map[uuid.UUID]member) error {
		done, err := p.settle(ctx, q, g, n.Grant)
		if err != nil {
			return err
		}
		row := p.newRow(s, user, hash)
		row.MustChange = true
		if err := p.within(ctx, tx, s, done.Role); err != nil {
			return err
		}
		if err := p.insertMember(ctx, q, s, row, done); err != nil {
			return err
		}
		// That an address is theirs is only said, by somebody who could name anybody's, and would read what a desk takes for letters of theirs.
		if user.Email != "" {
			if err := q.LeaveUnconfirmed(ctx, identitydb.LeaveUnconfirmedParams{TenantID: s.Tenant(), ID: row.ID}); err != nil {
				return err
			}
		}
		if made, err = p.readPerson(ctx, q, s, row.ID); err != nil {
			return err
		}
		return p.notePerson(ctx, tx, s, "people.person.add", nil, &made)
	})
	if err != nil {
		return Person{}, fmt.Errorf("add a person: %w", err)
	}
	return made, nil
}

// insertMember adds a user with what a settled grant gives.
func (p *People) insertMember(ctx context.Context, q *identitydb.Queries, s db.Scope, row identitydb.InsertUserParams, done settled) error {
	if err := q.InsertUser(ctx, row); err != nil {
		return taken(err)
	}
	err := q.InsertMembership(ctx, identitydb.InsertMembershipParams{TenantID: s.Tenant(), UserID: row.ID, Role: done.Role,
		RoleID: done.roleID, Bundles: done.bundles, SeesAll: done.SeesAll})
	if err != nil {
		return err
	}
	return show(ctx, q, s, row.ID, done)
}

// changePeople runs fn with whoever asks, and those it is about, locked; afterwards nothing that was known of sessions is
// believed any more. Forbidden if whoever asks is no member any more.
func (p *People) changePeople(ctx context.Context, s db.Scope, by By,
	fn func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error, about ...uuid.UUID,
) error {
	return p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if err := q.LockPeople(ctx, s.Tenant().String()); err != nil {
			return err
		}
		found, err := p.lockMembers(ctx, q, s, append(about, by.User)...)
		if err != nil {
			return err
		}
		asks, there := found[by.User]
		// Also if what they see was narrowed while the request was on its way.
		if !there || asks.Status != "active" || !asks.SeesAll && s.SeesAll() {
			return signedOut()
		}
		for _, id := range about {
			if _, there := found[id]; !there {
				return errs.Missing()
			}
		}
		tx.AfterCommit(p.forget)
		return fn(tx, q, p.giverOf(by, s, asks), found)
	})
}

// PersonChange sets what is not nil.
type PersonChange struct {
	Name *string
	// Blocked ends all sessions, and lets nobody in.
	Blocked *bool
	Grant   *Grant
}

// ChangePerson changes a member. NotFound if they are none; Forbidden (reason "stands_above") if they may do more than
// whoever asks, or "grants_more"; Conflict (reason "own_rights") for one's own role, or "owner_stays" for the owner's.
func (p *People) ChangePerson(ctx context.Context, s db.Scope, by By, user uuid.UUID, c PersonChange) (Person, error) {
	if c.Name != nil && utf8.RuneCountInString(*c.Name) > 200 {
		return Person{}, errs.Field("name", "bad_name", "Give a name of at most 200 letters.")
	}
	var changed Person
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		target := about[user]
		if err := p.outranks(ctx, q, g, target); err != nil {
			return err
		}
		if c.Grant != nil || c.Blocked != nil {
			if err := notOneself(by, target); err != nil {
				return err
			}
		}
		before, err := p.readPerson(ctx, q, s, user)
		if err != nil {
			return err
		}
		params := identitydb.ChangePersonParams{TenantID: s.Tenant(), ID: user, Name: c.Name}
		if c.Blocked != nil {
			params.Status = new("active")
			if *c.Blocked {
				params.Status = new("blocked")
				if err := p.endAll(ctx, q, s, user); err != nil {
					return err
				}
			}
		}
		if err := q.ChangePerson(ctx, params); err != nil {
			return err
		}
		if c.Grant != nil {
			done, err := p.settle(ctx, q, g, *c.Grant)
			if err != nil {
				return err
			}
			if err := q.SetMembership(ctx, identitydb.SetMembershipParams{TenantID: s.Tenant(), UserID: user, Role: done.Role,
				RoleID: done.roleID, Bundles: done.bundles, SeesAll: done.SeesAll}); err != nil {
				return err
			}
			if err := show(ctx, q, s, user, done); err != nil {
				return err
			}
		}
		if changed, err = p.readPerson(ctx, q, s, user); err != nil {
			return err
		}
		return p.notePerson(ctx, tx, s, "people.person.change", &before, &changed)
	}, user)
	if err != nil {
		return Person{}, fmt.Errorf("change a person: %w", err)
	}
	return changed, nil
}

// notOneself: nobody raises, lowers or locks out themselves, and the owner's role moves only to another owner.
func notOneself(by By, target member) error {
	if target.Role == Owner {
		return errs.New(errs.Conflict, "owner_stays", "The owner answers for the account. Hand the ownership over first.")
	}
	if target.UserID == by.User {
		return errs.New(errs.Conflict, "own_rights", "Nobody changes their own rights. Ask somebody else who looks after people.")
	}
	return nil
}

// SetFirstPassword gives a member another first password, ends their sessions and an offer of the ownership, which whoever
// set it could accept in their place, and revokes nothing else: for those who have forgotten theirs and have no address.
// They must change it before anything else.
func (p *People) SetFirstPassword(ctx context.Context, s db.Scope, by By, user uuid.UUID, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	hash, err := p.passwords.hash(ctx, password)
	if err != nil {
		return err
	}
	err = p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		if err := notOneself(by, about[user]); err != nil {
			return err
		}
		if _, err := q.SetPassword(ctx, identitydb.SetPasswordParams{PasswordHash: hash, At: p.clock.Now(), MustChange: true,
			TenantID: s.Tenant(), ID: user}); err != nil {
			return err
		}
		if err := q.SettleOffersAbout(ctx, identitydb.SettleOffersAboutParams{At: new(p.clock.Now()), TenantID: s.Tenant(), UserID: user}); err != nil {
			return err
		}
		if err := p.endAll(ctx, q, s, user); err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.set_password", userSubject(user), nil, nil)
	}, user)
	if err != nil {
		return fmt.Errorf("set a first password: %w", err)
	}
	return nil
}

// RemovePerson takes somebody out of the tenant: sessions and keys end, the login is free again, and nothing is kept that
// tells who it was but the id that entries elsewhere refer to.
func (p *People) RemovePerson(ctx context.Context, s db.Scope, by By, user uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		if err := notOneself(by, about[user]); err != nil {
			return err
		}
		before, err := p.readPerson(ctx, q, s, user)
		if err != nil {
			return err
		}
		if err := p.remove(ctx, q, s, user); err != nil {
			return err
		}
		return p.notePerson(ctx, tx, s, "people.person.remove", &before, nil)
	}, user)
	if err != nil {
		return fmt.Errorf("remove a person: %w", err)
	}
	return nil
}

func (p *People) remove(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) error {
	now := p.clock.Now()
	return inTurn(
		func() error { return p.endAll(ctx, q, s, user) },
		func() error {
			_, err := q.RevokeKeysOf(ctx, identitydb.RevokeKeysOfParams{At: &now, TenantID: s.Tenant(), UserID: user})
			return err
		},
		func() error {
			return q.SettleOffersAbout(ctx, identitydb.SettleOffersAboutParams{At: &now, TenantID: s.Tenant(), UserID: user})
		},
		func() error { return show(ctx, q, s, user, settled{}) },
		func() error {
			return q.DeleteLinksOf(ctx, identitydb.DeleteLinksOfParams{TenantID: s.Tenant(), UserID: user})
		},
		func() error { return q.WithdrawLetters(ctx, identitydb.WithdrawLettersParams{UserID: user}) },
		func() error { _, err := p.dropFactors(ctx, q, s, user, time.Time{}); return err },
		func() error {
			return q.ForgetSessions(ctx, identitydb.ForgetSessionsParams{TenantID: s.Tenant(), UserID: user})
		},
		func() error {
			return q.DeleteMembership(ctx, identitydb.DeleteMembershipParams{TenantID: s.Tenant(), UserID: user})
		},
		func() error { return q.ShredUser(ctx, identitydb.ShredUserParams{TenantID: s.Tenant(), ID: user}) },
	)
}

// inTurn stops at the first error.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *People) endAll(ctx context.Context, q *identitydb.Queries, s db.Scope, user uuid.UUID) error {
	_, err := q.EndAllSessions(ctx, identitydb.EndAllSessionsParams{At: new(p.clock.Now()), Reason: new("revoked"), TenantID: s.Tenant(), UserID: user})
	return err
}

// SessionsOf lists where a member is signed in, for whoever looks after them.
func (p *People) SessionsOf(ctx context.Context, s db.Scope, by By, user uuid.UUID) ([]Session, error) {
	err := p.changePeople(ctx, s, by, func(_ *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		return p.outranks(ctx, q, g, about[user])
	}, user)
	if err != nil {
		return nil, fmt.Errorf("list a person's sessions: %w", err)
	}
	return p.Sessions(ctx, s, user)
}

// EndSessionsOf ends one session of a member, or all of them: session is nil.
func (p *People) EndSessionsOf(ctx context.Context, s db.Scope, by By, user uuid.UUID, session *uuid.UUID) error {
	err := p.changePeople(ctx, s, by, func(tx *db.Tx, q *identitydb.Queries, g giver, about map[uuid.UUID]member) error {
		if err := p.outranks(ctx, q, g, about[user]); err != nil {
			return err
		}
		if session == nil {
			if err := p.endAll(ctx, q, s, user); err != nil {
				return err
			}
			return p.note(ctx, tx, s, "people.person.sign_out", userSubject(user), nil, nil)
		}
		n, err := q.EndSession(ctx, identitydb.EndSessionParams{At: new(p.clock.Now()), Reason: new("revoked"), TenantID: s.Tenant(), ID: *session, UserID: user})
		if err == nil && n == 0 {
			err = errs.Missing()
		}
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.sign_out", userSubject(user), audit.Fields{"session": *session}, nil)
	}, user)
	if err != nil {
		return fmt.Errorf("end a person's sessions: %w", err)
	}
	return nil
}

// EndOtherSessions ends all of one's own sessions but the one that asks.
func (p *People) EndOtherSessions(ctx context.Context, s db.Scope, user, session uuid.UUID) error {
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		tx.AfterCommit(p.forget)
		_, err := identitydb.New(tx).EndOtherSessions(ctx, identitydb.EndOtherSessionsParams{At: new(p.clock.Now()), Reason: new("revoked"),
			TenantID: s.Tenant(), UserID: user, Kept: session})
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "security.session.end_others", userSubject(user), nil, nil)
	})
	if err != nil {
		return fmt.Errorf("end other sessions: %w", err)
	}
	return nil
}

// Grantable lists the bundles that a tenant's own role may have, and those that a key may have.
func (p *People) Grantable() (inRoles, inKeys []string) { return p.catalogue.Grantable() }

// Holds are the bundles of a role.
func (p *People) Holds(role string, own []string) []string { return slices.Clone(p.holds(role, own)) }
