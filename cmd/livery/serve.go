package main

import (
	"context"
	"errors"

	"github.com/liveryhq/livery/internal/config"
)

// serve runs an installation until it is told to stop.
func serve(ctx context.Context, _ []string, s streams) int {
	c, err := config.Load(s.environment)
	if err != nil {
		return tellConfiguration(s, "serve", err)
	}
	log := newLogger(s.err, c)
	for _, name := range c.Unknown {
		log.Warn("a variable is set that means nothing", "variable", name)
	}
	i, err := openInstallation(ctx, c, log, options{})
	if err != nil {
		return fail(s, "serve", err)
	}
	if i.web != nil {
		log.Info("listening", "web", i.web.Addr().String(), "trackers", i.ingest.Addresses())
	}
	if err := i.run(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return fail(s, "serve", err)
	}
	return 0
}

// tellConfiguration prints each variable that is wrong.
func tellConfiguration(s streams, doing string, err error) int {
	findings := configurationFindings(err)
	if len(findings) == 0 {
		return fail(s, doing, err)
	}
	return report(s.err, findings)
}
