package identity

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// Ready is a user whose fields have been checked and whose first password has been hashed, to be added within somebody
// else's transaction: hashing takes too long to do it there.
type Ready struct {
	user NewUser
	hash string
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

// AddWithin adds a user to the tenant that a transaction acts in, who must change their password before anything else.
func (p *People) AddWithin(ctx context.Context, tx *db.Tx, s db.Scope, r Ready) (uuid.UUID, error) {
	q := identitydb.New(tx)
	row := p.newRow(s, r.user, r.hash)
	row.MustChange = true
	if err := q.InsertUser(ctx, row); err != nil {
		return uuid.Nil, taken(err)
	}
	err := q.InsertMembership(ctx, identitydb.InsertMembershipParams{TenantID: s.Tenant(), UserID: row.ID, Role: r.user.Role, Bundles: []string{}, SeesAll: true})
	if err != nil {
		return uuid.Nil, err
	}
	return row.ID, audit.Write(ctx, tx, s.Tenant(), p.clock.Now(), audit.Change{Action: addedAction,
		Subject: audit.Subject{Kind: "user", ID: row.ID, Name: nameOf(r.user.Name, r.user.Login)},
		After:   audit.Fields{"login": r.user.Login, "email": r.user.Email, "name": r.user.Name, "role": r.user.Role}})
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
