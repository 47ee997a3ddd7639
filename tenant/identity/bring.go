package identity

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Ready is a user whose fields have been checked and whose first password has been hashed, to be added within somebody
// else's transaction: hashing takes too long to do it there.
type Ready struct {
	user NewUser
	hash string
	// invited: they are sent a letter with a link to choose a password.
	invited bool
}

// Prepare makes a user ready. Without hashing nobody can ever sign in as them: for trying out. Invalid names the field.
func (p *People) Prepare(ctx context.Context, n NewUser, hashing bool) (r Ready, err error) {
	if err := n.check(); err != nil {
		return Ready{}, err
	}
	r.user = n
	if hashing {
		r.hash, err = p.passwords.hash(ctx, n.Password)
	}
	return r, err
}

// PrepareInvited makes a user ready who has no password: they choose one by a link in a letter to their address. Invalid
// names the field.
func (p *People) PrepareInvited(n NewUser) (Ready, error) {
	n.Password = ""
	if err := n.checkBut(); err != nil {
		return Ready{}, err
	}
	if n.Email == "" {
		return Ready{}, errs.Field("email", "bad_email", "Whoever chooses a password by letter needs an e-mail address.")
	}
	return Ready{user: n, hash: p.passwords.encode(salt(), salt()), invited: true}, nil // no password leads to it
}

// welcome sends whoever was added without a password the link to choose one. When that has run out they can ask for
// another, like anybody who has forgotten theirs.
func (p *People) welcome(ctx context.Context, tx *db.Tx, q *identitydb.Queries, s db.Scope, user uuid.UUID, n NewUser) error {
	t, err := q.TenantName(ctx, s.Tenant())
	if err != nil {
		return err
	}
	token, until, err := p.makeLink(ctx, q, s, newLink{User: user, Purpose: forReset, Email: n.Email, Life: InvitationLife})
	if err != nil {
		return err
	}
	return post(ctx, tx, s, Letter{Template: "brought", To: n.Email, User: &user, Locale: language(n.Locale, t.Locale), Path: ResetPath + token,
		Params: map[string]string{"name": nameOf(n.Name, n.Login), "login": n.Login, "tenant": t.Name}, Until: &until})
}

// AddWithin adds a user to the tenant that a transaction acts in, who must change their password before anything else.
func (p *People) AddWithin(ctx context.Context, tx *db.Tx, s db.Scope, r Ready) (uuid.UUID, error) {
	q := identitydb.New(tx)
	row := p.newRow(s, r.user, r.hash)
	row.MustChange = true
	if err := p.within(ctx, tx, s, r.user.Role); err != nil {
		return uuid.Nil, err
	}
	if err := q.InsertUser(ctx, row); err != nil {
		return uuid.Nil, taken(err)
	}
	err := q.InsertMembership(ctx, identitydb.InsertMembershipParams{TenantID: s.Tenant(), UserID: row.ID, Role: r.user.Role, Bundles: []string{}, SeesAll: true})
	if err != nil {
		return uuid.Nil, err
	}
	if r.invited {
		if err := p.welcome(ctx, tx, q, s, row.ID, r.user); err != nil {
			return uuid.Nil, err
		}
	}
	told := audit.Fields{"login": r.user.Login, "email": r.user.Email, "name": r.user.Name, "role": r.user.Role}
	if r.invited {
		told["by_letter"] = true
	}
	return row.ID, audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: addedAction,
		Subject: audit.Subject{Kind: "user", ID: row.ID, Name: nameOf(r.user.Name, r.user.Login)}, After: told})
}

// addedAction is what the audit calls adding somebody.
const addedAction = "people.person.add"

// UsersWithin lists the users of the tenant that a transaction acts in.
func (p *People) UsersWithin(ctx context.Context, tx *db.Tx, s db.Scope) ([]User, error) {
	rows, err := identitydb.New(tx).Users(ctx, s.Tenant())
	list := make([]User, len(rows))
	for i, r := range rows {
		list[i] = User{ID: r.ID, Login: r.Login, Name: r.Name, Role: r.Role}
	}
	return list, err
}

// TakenWithin tells whether somebody of the realm signs in with a login or an address.
func (p *People) TakenWithin(ctx context.Context, tx *db.Tx, s db.Scope, login string) (bool, error) {
	_, err := identitydb.New(tx).LoginUser(ctx, identitydb.LoginUserParams{Realm: s.Realm(), Wanted: loginKey(login)})
	if errors.Is(err, pgx.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Untouched tells of some users, in a transaction of their tenant's, which have never signed in, have the first password
// they were given and have not been changed since.
func (p *People) Untouched(ctx context.Context, tx *db.Tx, s db.Scope, users []uuid.UUID) (map[uuid.UUID]bool, error) {
	fresh, err := identitydb.New(tx).FreshUsers(ctx, identitydb.FreshUsersParams{TenantID: s.Tenant(), Ids: users})
	if err != nil {
		return nil, err
	}
	touched, err := audit.Touched(ctx, tx, s.Tenant(), users, addedAction)
	untouched := map[uuid.UUID]bool{}
	for _, id := range fresh {
		untouched[id] = !touched[id]
	}
	return untouched, err
}

// RemoveWithin takes somebody out of the tenant that a transaction acts in, as RemovePerson does. The owner goes only
// with the whole tenant, which is closed in the same transaction.
func (p *People) RemoveWithin(ctx context.Context, tx *db.Tx, s db.Scope, user uuid.UUID) error {
	q := identitydb.New(tx)
	row, err := q.Person(ctx, identitydb.PersonParams{TenantID: s.Tenant(), ID: user})
	if err != nil {
		return err
	}
	if err := p.remove(ctx, q, s, user); err != nil {
		return err
	}
	tx.AfterCommit(p.forget)
	return audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: "people.person.remove",
		Subject: audit.Subject{Kind: "user", ID: user, Name: nameOf(row.Name, row.Login)}, Before: audit.Fields{"role": row.Role}})
}

// LoginKey is what logins and addresses are compared by.
func LoginKey(login string) string { return loginKey(login) }

// As is the same person in another role.
func (r Ready) As(role string) Ready {
	r.user.Role = role
	return r
}
