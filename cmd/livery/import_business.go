package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/audit"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/platform/onboarding"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/access"
	"github.com/liveryhq/livery/tenant/fleet"
	"github.com/liveryhq/livery/tenant/identity"
)

const importBusinessUsage = `livery import business --reseller HOST [--mapping COLUMN=FIELD,…] [--dry-run] FILE
livery import business --reseller HOST --undo ID

Brings customers, their people, objects and trackers from a table of another system (CSV or XLSX). What is wrong with
single lines is told, and the others are brought. Safe to repeat and to interrupt: the same file changes nothing twice.
The operator reaches a reseller by a host of its brand, or by its account number with its provider.

`

// businessFlags are what the command line says.
type businessFlags struct {
	reseller, mapping, protocol, undo, result, passwords string
	dryRun, firstPasswords                               bool
	file                                                 string
}

// importBusiness brings a business, or takes one back.
func importBusiness(ctx context.Context, args []string, s streams) int {
	var b businessFlags
	flags := flag.NewFlagSet("livery import business", flag.ContinueOnError)
	flags.SetOutput(s.err)
	flags.StringVar(&b.reseller, "reseller", "", "host of the brand, or account number, of whoever the customers will belong to")
	flags.StringVar(&b.mapping, "mapping", "", "what columns mean where that is not guessed: Column=field,Other=field; an empty field leaves one aside")
	flags.StringVar(&b.protocol, "protocol", "", "protocol of trackers whose line names none")
	flags.BoolVar(&b.firstPasswords, "first-passwords", false, "give whoever has an e-mail a first password too, and write to nobody")
	flags.BoolVar(&b.dryRun, "dry-run", false, "tell what each line would do, and do nothing")
	flags.StringVar(&b.undo, "undo", "", "take back what the import of this id has created")
	flags.StringVar(&b.result, "result", "", "write the file again, with what became of each line, to this file")
	flags.StringVar(&b.passwords, "passwords", "", "write the first passwords of whoever is added to this file: they are told once")
	flags.Usage = func() {
		fmt.Fprint(s.err, importBusinessUsage)
		flags.PrintDefaults()
	}
	files, err := parseAnywhere(flags, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case b.reseller == "" || (b.undo == "") == (len(files) == 0) || len(files) > 1:
		fmt.Fprintln(s.err, "livery import business: name one reseller and one file, or the import to undo: livery import business --reseller HOST FILE")
		return 2
	}
	if len(files) == 1 {
		b.file = files[0]
	}
	if err := b.run(ctx, s); err != nil {
		return tellImport(s, err)
	}
	return 0
}

func (b businessFlags) run(ctx context.Context, s streams) (err error) {
	c, err := config.Load(s.environment)
	if err != nil {
		return err
	}
	log := newLogger(s.err, c)
	st, err := openStorage(ctx, c, log, true)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close(context.WithoutCancel(ctx))) }()
	tenants := tenant.New(st.db)
	rights, err := access.New()
	if err != nil {
		return err
	}
	prices := catalogue.New(st.db, ledger.New(st.db, clock.System{}), clock.System{})
	people := identity.New(identity.Config{DB: st.db, Room: prices, Tenants: tenants, Key: st.key, Clock: clock.System{}, Log: log, Catalogue: rights})
	objects := fleet.New(fleet.Config{DB: st.db, Room: prices, Key: st.key, Protocols: all.Table(), Retention: c.Database.Retention})
	imports := onboarding.New(onboarding.Config{DB: st.db, Tenants: tenants, People: people, Fleet: objects, Key: st.key, Log: log})
	scope, err := resellerNamed(ctx, tenants, tenant.NewBrands(tenants, log), b.reseller)
	if err != nil {
		return err
	}
	run := businessRun{businessFlags: b, streams: s, imports: imports, scope: scope}
	ctx = audit.As(ctx, audit.Job("command line"))
	if b.undo != "" {
		return run.takeBack(ctx)
	}
	return run.bring(ctx)
}

// resellerNamed finds a realm by one of its hosts, or by its account number.
func resellerNamed(ctx context.Context, tenants *tenant.Tenants, brands *tenant.Brands, name string) (db.Scope, error) {
	var id uuid.UUID
	if tenant.ValidAccountNumber(name) {
		found, err := tenants.ByNumber(ctx, "", name)
		if err != nil && !errs.Is(err, errs.NotFound) {
			return db.Scope{}, err
		}
		id = found
	} else if brand, err := brands.Resolve(ctx, name); err == nil {
		id = brand.Realm
	} else if !errs.Is(err, errs.NotFound) {
		return db.Scope{}, err
	}
	if id == uuid.Nil {
		return db.Scope{}, errs.Field("--reseller", "no_such_reseller", "Nobody answers on the host, or has the account number, "+name+".")
	}
	return tenants.Scope(ctx, id, id)
}

type businessRun struct {
	businessFlags
	streams

	imports *onboarding.Onboarding
	scope   db.Scope
}

func (r businessRun) bring(ctx context.Context) error {
	table, err := openTable(r.file, r.in)
	if err != nil {
		return err
	}
	raw, err := io.ReadAll(table)
	if err := errors.Join(err, table.Close()); err != nil {
		return err
	}
	i, err := r.imports.Upload(ctx, r.scope, uuid.Nil, filepath.Base(r.file), raw)
	if err != nil {
		return err
	}
	mapping, err := r.columns(i)
	if err != nil {
		return errors.Join(err, r.imports.Discard(ctx, r.scope, i.ID))
	}
	if err := r.imports.Check(ctx, r.scope, i.ID, onboarding.Reading{Mapping: mapping, Protocol: or(r.protocol, i.Protocol), FirstPasswords: r.firstPasswords}); err != nil {
		return errors.Join(err, r.imports.Discard(ctx, r.scope, i.ID))
	}
	if i, err = r.wait(ctx, i.ID); err != nil {
		return err
	}
	if !r.dryRun {
		if err := r.imports.Start(ctx, r.scope, i.ID); err != nil {
			return err
		}
		if i, err = r.wait(ctx, i.ID); err != nil {
			return err
		}
	}
	if err := r.tell(ctx, i); err != nil {
		return err
	}
	if r.dryRun {
		return r.imports.Discard(ctx, r.scope, i.ID)
	}
	return nil
}

// columns are the guessed meanings with those of the command line.
func (r businessRun) columns(i onboarding.Import) ([]onboarding.Field, error) {
	mapping := slices.Clone(i.Mapping)
	if r.mapping == "" {
		return mapping, nil
	}
	for pair := range strings.SplitSeq(r.mapping, ",") {
		column, field, _ := strings.Cut(pair, "=")
		at := slices.IndexFunc(i.Headings, func(h string) bool { return strings.EqualFold(h, strings.TrimSpace(column)) })
		if at < 0 {
			return nil, errs.Field("--mapping", "no_such_column", fmt.Sprintf("The file has no column %q. Its columns: %s.", column, strings.Join(i.Headings, ", ")))
		}
		wanted := onboarding.Field(strings.TrimSpace(field))
		if was := slices.Index(mapping, wanted); was >= 0 && wanted != "" {
			mapping[was] = "" // said to be another than was guessed
		}
		mapping[at] = wanted
	}
	return mapping, nil
}

// wait works at the import, unless a server does, until its pass is over.
func (r businessRun) wait(ctx context.Context, id uuid.UUID) (onboarding.Import, error) {
	for {
		if _, err := r.imports.WorkOnce(ctx); err != nil {
			return onboarding.Import{}, err
		}
		i, err := r.imports.Get(ctx, r.scope, id)
		if err != nil || i.State != onboarding.Checking && i.State != onboarding.Running && i.State != onboarding.Undoing {
			return i, err
		}
		fmt.Fprintf(r.err, "%s: %d of %d\n", i.State, i.Done, i.Todo)
		select {
		case <-ctx.Done():
			return i, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

// tell prints what is wrong, writes what was asked for and ends with a line of figures.
func (r businessRun) tell(ctx context.Context, i onboarding.Import) error {
	for after, more := 0, true; more; {
		var lines []onboarding.Line
		var err error
		if lines, more, err = r.imports.Lines(ctx, r.scope, i.ID, "wrong", after, 1_000); err != nil {
			return err
		}
		for _, l := range lines {
			for _, w := range l.Wrong {
				fmt.Fprintf(r.err, "line %d: %s: %s\n", l.Line, or(string(w.Field), "line"), w.Message)
			}
			after = l.Line
		}
	}
	if r.result != "" {
		err := intoFile(r.result, func(w io.Writer) error { _, err := r.imports.Result(ctx, r.scope, i.ID, w); return err })
		if err != nil {
			return err
		}
	}
	if r.passwords != "" && i.Counts.Passwords > 0 {
		if err := intoFile(r.passwords, func(w io.Writer) error { return r.imports.Passwords(ctx, r.scope, i.ID, w) }); err != nil {
			return err
		}
	}
	verb := "imported"
	if r.dryRun {
		verb = "would be imported (dry run)"
	}
	c := i.Counts
	fmt.Fprintf(r.out, "%s: %d lines: %d customers, %d users, %d objects, %d trackers, %d groups created; %d letters to choose a password; %d lines changed something, %d nothing, %d wrong", verb,
		i.Lines, c.Customers, c.Users, c.Objects, c.Trackers, c.Groups, c.Letters, c.Changed, c.Unchanged, c.Wrong)
	if !r.dryRun {
		fmt.Fprintf(r.out, "; import %s", i.ID)
	}
	fmt.Fprintln(r.out)
	return nil
}

// intoFile writes what others should not read.
func intoFile(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

func (r businessRun) takeBack(ctx context.Context) error {
	id, err := uuid.Parse(r.undo)
	if err != nil {
		return errs.Field("--undo", "bad_id", "This is not the id of an import. It stands at the end of what importing has printed.")
	}
	if err := r.imports.Undo(ctx, r.scope, id); err != nil {
		if errs.Is(err, errs.NotFound) {
			return errs.Field("--undo", "no_such_import", "This reseller has no such import.")
		}
		return err
	}
	i, err := r.wait(ctx, id)
	if err != nil {
		return err
	}
	left, err := r.imports.LeftOver(ctx, r.scope, id)
	if err != nil {
		return err
	}
	for _, l := range left {
		why := map[string]string{fleet.LeftChanged: "it was changed since", fleet.LeftInUse: "it is in use"}[l.Reason]
		if len(l.Fields) > 0 {
			why += " (" + strings.Join(l.Fields, ", ") + ")"
		}
		fmt.Fprintf(r.err, "line %d: the %s %q was left: %s\n", l.Line, l.Kind, l.Name, why)
	}
	fmt.Fprintf(r.out, "taken back: %d of %d; %d left\n", i.Counts.Undone, i.Counts.Made+i.Counts.Altered, i.Counts.Left)
	return nil
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
