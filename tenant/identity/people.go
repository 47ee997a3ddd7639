package identity

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/internal/secrets"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity/internal/identitydb"
)

// The roles that this package speaks of; package access says what each may do.
const (
	Owner  = "owner" // the one who answers for the tenant
	Admin  = "admin" // what an owner becomes who hands the tenant over
	Viewer = "viewer"
	Own    = "own" // a role that the tenant has made of bundles
)

// Config is what People stands on.
type Config struct {
	DB      *db.DB
	Tenants *tenant.Tenants
	Key     secrets.Key
	Clock   clock.Clock
	Log     *slog.Logger
	// Catalogue of roles and bundles; nil: users can be added and signed in, but nobody looks after people.
	Catalogue Catalogue
	// Room refuses people beyond what contracts and plans allow; nil: nothing bounds them.
	Room Room
	// Tickets answers reports of stolen logins; nil: nobody does.
	Tickets Tickets
	// Hashers bounds how many passwords are hashed at once, each in 19 MiB; 0: as many as there are processors.
	Hashers int
	// HashMemory is what a password is hashed in, in KiB. 0: the 19 MiB that OWASP recommends; nothing but a test says
	// otherwise (internal/archtest holds that), for whole worlds of people are made there.
	HashMemory uint32
}

// People signs users in and out. Safe for concurrent use.
type People struct {
	db        *db.DB
	tenants   *tenant.Tenants
	clock     clock.Clock
	log       *slog.Logger
	passwords *passwords
	guesses   *guesses
	asks      *guesses
	signing   ed25519.PrivateKey
	key       secrets.Key
	catalogue Catalogue
	room      Room
	tickets   Tickets
	standings *standings[identitydb.StandingRow]
	keys      *standings[keyKept]
	actings   *standings[identitydb.ActingStandingRow]
	watching  watchers
}

// New makes People. Run Watch, so that what ends a session is heard at once.
func New(c Config) *People {
	if c.Hashers == 0 {
		c.Hashers = runtime.GOMAXPROCS(0)
	}
	if c.Catalogue == nil {
		c.Catalogue = noCatalogue{}
	}
	return &People{db: c.DB, tenants: c.Tenants, clock: c.Clock, log: c.Log, passwords: newPasswords(c.Hashers, c.HashMemory),
		guesses: newGuesses(c.Clock), asks: newAsks(c.Clock), signing: c.Key.SigningKey(), key: c.Key, catalogue: c.Catalogue, room: c.Room, tickets: c.Tickets,
		standings: newStandings[identitydb.StandingRow](), keys: newStandings[keyKept](), actings: newStandings[identitydb.ActingStandingRow](), watching: watchers{rang: map[chan struct{}]struct{}{}}}
}

// Tickets know where reports of stolen logins are asked about.
type Tickets interface {
	// StolenSettled answers the ticket of a report of the realm acted in, in the transaction that settles it.
	StolenSettled(ctx context.Context, tx *db.Tx, desk db.Scope, by, report uuid.UUID, restored bool, login, reason string) error
}

// Room knows how many people a tenant may have: by its own contract and plans, and by those of everybody above it.
type Room interface {
	// RoomForUsers refuses so many more, in the transaction that adds them: LimitReached names the limit and where it comes from.
	RoomForUsers(ctx context.Context, tx *db.Tx, s db.Scope, more int) error
}

// within refuses one person more than there may be. Whoever answers for a tenant has a place in it.
func (p *People) within(ctx context.Context, tx *db.Tx, s db.Scope, role string) error {
	if p.room == nil || role == Owner {
		return nil
	}
	return p.room.RoomForUsers(ctx, tx, s, 1)
}

// NewUser is what is needed to add a user to a tenant.
type NewUser struct {
	Login    string
	Email    string // optional
	Name     string
	Locale   string // empty: the tenant's
	Password string
	Role     string
}

// User of a tenant.
type User struct {
	ID    uuid.UUID
	Login string
	Name  string
	Role  string
}

// Add adds a user to the tenant acted in. Invalid names the field; Conflict (reason "login_taken" or "email_taken") if
// the realm has such a login or address.
func (p *People) Add(ctx context.Context, s db.Scope, n NewUser) (uuid.UUID, error) {
	if err := n.check(); err != nil {
		return uuid.Nil, err
	}
	hash, err := p.passwords.hash(ctx, n.Password)
	if err != nil {
		return uuid.Nil, err
	}
	row := p.newRow(s, n, hash)
	err = p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		q := identitydb.New(tx)
		if err := p.within(ctx, tx, s, n.Role); err != nil {
			return err
		}
		if err := q.InsertUser(ctx, row); err != nil {
			return taken(err)
		}
		err := q.InsertMembership(ctx, identitydb.InsertMembershipParams{TenantID: s.Tenant(), UserID: row.ID, Role: n.Role, Bundles: []string{}, SeesAll: true})
		if db.IsConstraint(err, "memberships_one_owner") {
			return errs.New(errs.Conflict, "has_owner", "This tenant has an owner already.").With(err)
		}
		if err != nil {
			return err
		}
		return p.note(ctx, tx, s, "people.person.add", audit.Subject{Kind: "user", ID: row.ID, Name: nameOf(n.Name, n.Login)}, nil,
			audit.Fields{"login": n.Login, "email": n.Email, "name": n.Name, "role": n.Role})
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("add a user: %w", err)
	}
	return row.ID, nil
}

// newRow is a user with a password that has been hashed.
func (p *People) newRow(s db.Scope, n NewUser, hash string) identitydb.InsertUserParams {
	row := identitydb.InsertUserParams{ID: uuid.Must(uuid.NewV7()), TenantID: s.Tenant(), RealmID: s.Realm(), Login: n.Login, LoginKey: loginKey(n.Login),
		Name: n.Name, Locale: n.Locale, PasswordHash: hash, PasswordChangedAt: p.clock.Now()}
	if n.Email != "" {
		key := loginKey(n.Email)
		row.Email, row.EmailKey = &n.Email, &key
	}
	return row
}

// Users lists the users of the tenant acted in.
func (p *People) Users(ctx context.Context, s db.Scope) ([]User, error) {
	var list []User
	err := p.db.InTenant(ctx, s, func(tx *db.Tx) error {
		rows, err := identitydb.New(tx).Users(ctx, s.Tenant())
		for _, r := range rows {
			list = append(list, User{ID: r.ID, Login: r.Login, Name: r.Name, Role: r.Role})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list users: %w", err)
	}
	return list, nil
}

func taken(err error) error {
	switch {
	case db.IsConstraint(err, "users_realm_id_login_key_key"):
		return errs.New(errs.Conflict, "login_taken", "This login is taken. Choose another.").With(err)
	case db.IsConstraint(err, "users_realm_id_email_key_key"):
		return errs.New(errs.Conflict, "email_taken", "Somebody signs in with this address already. Use another.").With(err)
	}
	return err
}

func (n NewUser) check() error {
	if err := n.checkBut(); err != nil {
		return err
	}
	return checkPassword(n.Password)
}

// checkBut checks all but the password.
func (n NewUser) checkBut() error {
	if login := utf8.RuneCountInString(n.Login); login < 1 || login > 100 || loginKey(n.Login) == "" || strings.ContainsFunc(n.Login, isControl) {
		return errs.Field("login", "bad_login", "Give a login of 1 to 100 letters.")
	}
	// Who signs in with an address is found by login first: it is nobody's login but their own.
	if strings.Contains(loginKey(n.Login), "@") && loginKey(n.Login) != loginKey(n.Email) {
		return errs.Field("login", "bad_login", "A login with an @ is one's own e-mail address. Give that, or a login without an @.")
	}
	if n.Email != "" {
		if err := checkEmail(n.Email); err != nil {
			return err
		}
	}
	if utf8.RuneCountInString(n.Name) > 200 {
		return errs.Field("name", "bad_name", "Give a name of at most 200 letters.")
	}
	if !slices.Contains(builtIn, n.Role) {
		return errs.Field("role", "bad_role", "The role is one of: "+strings.Join(builtIn, ", ")+".")
	}
	return nil
}

// builtIn are the roles that need nothing made before.
var builtIn = []string{Owner, Admin, "billing", "support", "operator", Viewer}

func checkEmail(email string) error {
	if at := strings.LastIndexByte(email, '@'); at < 1 || at == len(email)-1 || len(email) > 254 || strings.ContainsAny(email, " <>") || strings.ContainsFunc(email, isControl) {
		return errs.Field("email", "bad_email", "This is not an e-mail address. Write it like name@example.com.")
	}
	return nil
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// loginKey is what logins and addresses are compared by.
func loginKey(login string) string { return tenant.NameKey(login) }
