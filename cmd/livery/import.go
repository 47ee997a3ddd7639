package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/liveryhq/livery/billing/catalogue"
	"github.com/liveryhq/livery/billing/ledger"
	"github.com/liveryhq/livery/internal/clock"
	"github.com/liveryhq/livery/internal/config"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/ingest/protocol/all"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/tenant/fleet"
)

// importCommand adds objects from a table: `livery import objects --account NUMBER [--host HOST] [--dry-run] FILE.csv`.
func importCommand(ctx context.Context, args []string, s streams) int {
	if len(args) > 0 && args[0] == "business" {
		return importBusiness(ctx, args[1:], s)
	}
	if len(args) == 0 || args[0] != "objects" {
		fmt.Fprintln(s.err, "livery import: say what: livery import objects --account NUMBER FILE, or livery import business --reseller HOST FILE")
		return 2
	}
	flags := flag.NewFlagSet("livery import objects", flag.ContinueOnError)
	flags.SetOutput(s.err)
	number := flags.String("account", "", "number of the account that the objects will belong to")
	host := flags.String("host", "", "a host of the brand that the account belongs to, where several have the number")
	dryRun := flags.Bool("dry-run", false, "do it all, tell what came of it, and take it back")
	flags.Usage = func() {
		fmt.Fprint(s.err, "livery import objects --account NUMBER [--host HOST] [--dry-run] FILE.csv\n\n"+
			"Adds the objects of a table, with their trackers and groups: all of them or, if a line is wrong, none. Safe to repeat.\n"+
			"The first line names the columns: name, identity (IMEI), protocol, sim, group; also kind, model, password. A file\n"+
			"named - is standard input.\n\n")
		flags.PrintDefaults()
	}
	files, err := parseAnywhere(flags, args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case *number == "" || len(files) != 1:
		fmt.Fprintln(s.err, "livery import objects: name one account and one file: livery import objects --account NUMBER FILE.csv")
		return 2
	}
	table, err := openTable(files[0], s.in)
	if err != nil {
		return fail(s, "import", err)
	}
	result, err := importTable(ctx, s, *host, *number, table, *dryRun)
	if err := errors.Join(err, table.Close()); err != nil {
		return tellImport(s, err)
	}
	for _, warning := range result.Warnings {
		fmt.Fprintf(s.err, "%s: %s\n", warning.Field, warning.Message)
	}
	for _, heading := range result.Unknown {
		fmt.Fprintf(s.err, "line 1: column %q means nothing here and was left aside\n", heading)
	}
	verb := "imported"
	if *dryRun {
		verb = "would be imported (dry run)"
	}
	fmt.Fprintf(s.out, "%s: %d lines: %d created, %d trackers bound, %d changed, %d unchanged, %d new groups, %d warnings\n", verb,
		result.Lines, result.Created, result.Bound, result.Changed, result.Unchanged, result.Groups, len(result.Warnings))
	return 0
}

// importTable does it as the account itself.
func importTable(ctx context.Context, s streams, host, number string, table io.Reader, dryRun bool) (result fleet.Imported, err error) {
	c, err := config.Load(s.environment)
	if err != nil {
		return result, err
	}
	st, err := openStorage(ctx, c, newLogger(s.err, c), true)
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, st.close(context.WithoutCancel(ctx))) }()
	tenants := tenant.New(st.db)
	account, err := tenants.ByNumber(ctx, host, number)
	if errs.Is(err, errs.NotFound) {
		return result, errs.Field("--account", "no_such_account", "No account has the number "+number+".")
	}
	if err != nil {
		return result, err
	}
	scope, err := tenants.Scope(ctx, account, account)
	if err != nil {
		return result, err
	}
	objects := fleet.New(fleet.Config{DB: st.db, Room: catalogue.New(st.db, ledger.New(st.db, clock.System{}), clock.System{}), Key: st.key, Protocols: all.Table(), Retention: c.Database.Retention})
	return objects.Import(ctx, scope, table, dryRun)
}

// tellImport prints every line that is wrong.
func tellImport(s streams, err error) int {
	e, ok := errors.AsType[*errs.Error](err)
	if !ok || len(e.Details) == 0 {
		return fail(s, "import", err)
	}
	for _, d := range e.Details {
		fmt.Fprintf(s.err, "%s: %s\n", d.Field, d.Message)
	}
	if len(e.Details) > 1 {
		fmt.Fprintln(s.err, e.Message)
	}
	return 1
}

func openTable(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	return os.Open(name)
}

// parseAnywhere reads flags before, between and after the other arguments, which it returns.
func parseAnywhere(flags *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if flags.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, flags.Arg(0)), flags.Args()[1:]
	}
}
