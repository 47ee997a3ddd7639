package config

import (
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/caarlos0/env/v11"

	"github.com/liveryhq/livery/internal/errs"
)

// testVariables are read by tests and tools and mean nothing to a running Livery.
const testVariables = "LIVERY_TEST_ LIVERY_VECTORS LIVERY_BENCH_ LIVERY_E2E_"

// Load reads the configuration from an environment such as os.Environ returns. The error is an errs.Invalid with a
// detail for each variable that is wrong.
func Load(environment []string) (Config, error) {
	variables := env.ToMap(environment)
	var c Config
	var wrong []errs.Detail
	if err := env.ParseWithOptions(&c, env.Options{Prefix: Prefix, Environment: variables}); err != nil {
		wrong = parseDetails(err, variables)
	}
	if len(wrong) == 0 {
		wrong = c.validate()
	}
	if len(wrong) > 0 {
		return Config{}, invalid(wrong)
	}
	c.Unknown = unknown(variables)
	return c, nil
}

func invalid(details []errs.Detail) error {
	lines := make([]string, 0, len(details))
	for _, detail := range details {
		lines = append(lines, detail.Field+": "+detail.Message)
	}
	e := errs.New(errs.Invalid, "configuration", strings.Join(lines, "\n"))
	e.Details = details
	return e
}

// parseDetails turns the parser's complaints, which name fields of Go, into ours, which name variables.
func parseDetails(err error, variables map[string]string) []errs.Detail {
	byField := map[string]Variable{}
	for _, variable := range Variables() {
		byField[variable.field] = variable
	}
	aggregate, ok := errors.AsType[env.AggregateError](err)
	if !ok {
		aggregate.Errors = []error{err}
	}
	var details []errs.Detail
	for _, each := range aggregate.Errors {
		parse, ok := errors.AsType[env.ParseError](each)
		if !ok {
			details = append(details, errs.Detail{Field: Prefix + "*", Message: each.Error()})
			continue
		}
		variable := byField[parse.Name]
		details = append(details, errs.Detail{
			Field:   variable.Name,
			Message: remedy(parse, variables[variable.Name]),
			Value:   variables[variable.Name],
		})
	}
	return details
}

// remedy says what to write. Types of our own say so themselves; the parser's errors for Go's types do not.
func remedy(parse env.ParseError, value string) string {
	switch parse.Type {
	case reflect.TypeFor[int]():
		return quoteValue(value) + " is not a whole number"
	case reflect.TypeFor[bool]():
		return quoteValue(value) + " is neither true nor false"
	}
	switch parse.Type.String() {
	case "time.Duration":
		return quoteValue(value) + " is not a duration: write 30s, 5m or 2h"
	case "slog.Level":
		return quoteValue(value) + " is not a level: write debug, info, warn or error"
	}
	return parse.Err.Error()
}

func quoteValue(value string) string { return "\"" + value + "\"" }

// unknown lists the variables with our prefix that are none of ours.
func unknown(variables map[string]string) []string {
	known := map[string]bool{}
	for _, variable := range Variables() {
		known[variable.Name] = true
	}
	var list []string
	for name := range variables {
		if strings.HasPrefix(name, Prefix) && !known[name] && !forTests(name) {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}

func forTests(name string) bool {
	for beginning := range strings.FieldsSeq(testVariables) {
		if strings.HasPrefix(name, beginning) {
			return true
		}
	}
	return false
}
