package main

import (
	"context"
	"fmt"

	"github.com/liveryhq/livery/internal/config"
)

// migrate brings the schema up to date; with the private PostgreSQL it starts that for as long as it takes.
func migrate(ctx context.Context, _ []string, s streams) int {
	c, err := config.Load(s.environment)
	if err != nil {
		return fail(s, "migrate", err)
	}
	st, err := openStorage(ctx, c, newLogger(s.err, c), true)
	if err != nil {
		return fail(s, "migrate", err)
	}
	if err := st.close(context.WithoutCancel(ctx)); err != nil {
		return fail(s, "migrate", err)
	}
	fmt.Fprintln(s.out, "The schema is up to date.")
	return 0
}
