package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/identity"
)

// staff gives somebody a login on the platform's own host. The first one opens the platform: then --host is needed.
func staff(ctx context.Context, args []string, s streams) int {
	if len(args) == 0 || args[0] != "create" {
		fmt.Fprintln(s.err, "livery staff: livery staff create --login NAME [--host HOST] [--role NAME]; the password is read from standard input")
		return 2
	}
	flags := flag.NewFlagSet("livery staff create", flag.ContinueOnError)
	flags.SetOutput(s.err)
	login := flags.String("login", "", "login name")
	name := flags.String("name", "", "name of the person")
	email := flags.String("email", "", "e-mail address")
	role := flags.String("role", "", "owner, admin, billing, support, operator or viewer (owner for a new installation, else admin)")
	host := flags.String("host", "", "host name of the platform, for a new installation")
	brand := flags.String("platform", "Platform", "name of the platform, for a new installation")
	if err := flags.Parse(args[1:]); err != nil {
		return 2
	}
	password, err := bufio.NewReader(s.in).ReadString('\n')
	if err != nil && password == "" {
		fmt.Fprintln(s.err, "livery staff: give the password on standard input, in one line")
		return 2
	}
	c, err := config.Load(s.environment)
	if err != nil {
		return tellConfiguration(s, "staff", err)
	}
	user := identity.NewUser{Login: *login, Name: *name, Email: *email, Role: *role, Password: strings.TrimRight(password, "\r\n")}
	if err := createStaff(ctx, c, s, *host, *brand, user); err != nil {
		return fail(s, "staff", err)
	}
	fmt.Fprintf(s.out, "%s can sign in.\n", *login)
	return 0
}

func createStaff(ctx context.Context, c config.Config, s streams, host, brand string, user identity.NewUser) (err error) {
	log := newLogger(s.err, c)
	st, err := openStorage(ctx, c, log, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close(context.WithoutCancel(ctx))) }()
	tenants := tenant.New(st.db)
	id, err := tenants.PlatformID(ctx)
	if errs.Is(err, errs.NotFound) {
		if host == "" {
			return errs.Field("--host", "missing", "This installation is new: name the host that the platform answers on.")
		}
		opened, err := tenants.OpenPlatform(ctx, tenant.Opening{Name: brand})
		if err != nil {
			return err
		}
		id = opened.ID
		if err := tenants.GiveHost(ctx, id, host, true); err != nil {
			return err
		}
		user.Role = cmp.Or(user.Role, identity.Owner)
	} else if err != nil {
		return err
	}
	user.Role = cmp.Or(user.Role, identity.Admin)
	scope, err := tenants.Scope(ctx, id, id)
	if err != nil {
		return err
	}
	people := identity.New(identity.Config{DB: st.db, Tenants: tenants, Key: st.key, Clock: clock.System{}, Log: log})
	_, err = people.Add(ctx, scope, user)
	return err
}
