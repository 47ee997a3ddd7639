package legal

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/platform/legal/internal/legaldb"
)

// Variable is a place in a text that is filled from what a realm says of itself.
type Variable struct {
	// Name as it is written between double braces.
	Name string
	// Source is where its value is kept: brand, entity (the legal entity), domain or support (the contact for users).
	Source string
	// Field there.
	Field string
	// Value now; empty: it is missing.
	Value string
}

// variablesOf lists the places there are, filled from facts as a language says them. Nothing of them is inherited from above.
func variablesOf(f legaldb.FactsRow, locale string) []Variable {
	var hours map[string]string
	_ = json.Unmarshal(f.SupportHoursIn, &hours) // written by us
	return []Variable{
		{"brand", "brand", "name", f.Brand},
		{"company", "entity", "name", f.Company},
		{"address", "entity", "address", f.Address},
		{"registration", "entity", "registration", f.Registration},
		{"tax_number", "entity", "tax_number", f.TaxNumber},
		{"email", "entity", "email", f.Email},
		{"phone", "entity", "phone", f.Phone},
		{"site", "domain", "host", f.Site},
		{"support_email", "support", "email", f.SupportEmail},
		{"support_phone", "support", "phone", f.SupportPhone},
		{"support_hours", "support", "hours", cmp.Or(hours[locale], f.SupportHours)},
	}
}

// Variables lists the places with their values in the realm acted in.
func (l *Legal) Variables(ctx context.Context, s db.Scope) ([]Variable, error) {
	facts, err := l.facts(ctx, s)
	if err != nil {
		return nil, err
	}
	return variablesOf(facts, ""), nil
}

// facts are what documents of the realm acted in are filled from.
func (l *Legal) facts(ctx context.Context, s db.Scope) (facts legaldb.FactsRow, err error) {
	err = l.db.InTenant(ctx, s, func(tx *db.Tx) (err error) {
		facts, err = legaldb.New(tx).Facts(ctx, s.Tenant())
		return err
	})
	if err != nil {
		return facts, fmt.Errorf("read what documents are filled from: %w", err)
	}
	return facts, nil
}

// place is a variable in a text, or something that looks like one.
var place = regexp.MustCompile(`\{\{[^{}\n]*\}\}`)

// fill puts values into their places. It tells which known ones have none, and what is between braces and is no variable.
func fill(text string, variables []Variable) (filled string, missing []Variable, unknown []string) {
	filled = place.ReplaceAllStringFunc(text, func(found string) string {
		name := strings.TrimSpace(found[2 : len(found)-2])
		i := slices.IndexFunc(variables, func(v Variable) bool { return v.Name == name })
		switch {
		case i < 0:
			unknown = append(unknown, found)
			return found
		case variables[i].Value == "":
			if !slices.Contains(missing, variables[i]) {
				missing = append(missing, variables[i])
			}
			return found
		}
		// A value stands in a line: what it holds of lines must not become a heading or a list.
		return strings.Join(strings.Fields(variables[i].Value), " ")
	})
	return filled, missing, unknown
}

// Preview is texts as they would be posted.
type Preview struct {
	Texts []Text
	// Missing are the variables used that have no value: the document cannot be posted until they have.
	Missing []Variable
	// Unknown is what stands between double braces and is no variable.
	Unknown []string
}

// Preview fills texts with the particulars of the realm acted in.
func (l *Legal) Preview(ctx context.Context, s db.Scope, texts []Text) (Preview, error) {
	facts, err := l.facts(ctx, s)
	if err != nil {
		return Preview{}, err
	}
	var p Preview
	for _, t := range texts {
		variables := variablesOf(facts, t.Locale)
		for _, part := range []*string{&t.Title, &t.Body} {
			filled, missing, unknown := fill(*part, variables)
			*part = filled
			for _, m := range missing {
				if !slices.Contains(p.Missing, m) {
					p.Missing = append(p.Missing, m)
				}
			}
			p.Unknown = append(p.Unknown, unknown...)
		}
		p.Texts = append(p.Texts, t)
	}
	slices.Sort(p.Unknown)
	p.Unknown = slices.Compact(p.Unknown)
	return p, nil
}

// filledIn fills a draft's texts for good, and keeps beside each what was written. Invalid names the text and what is missing.
func filledIn(texts []Text, facts legaldb.FactsRow) ([]Text, error) {
	done := make([]Text, 0, len(texts))
	for i, t := range texts {
		written, variables := t.Body, variablesOf(facts, t.Locale)
		for _, part := range []struct {
			field string
			text  *string
		}{{"title", &t.Title}, {"body", &t.Body}} {
			at := fmt.Sprintf("texts[%d].%s", i, part.field)
			filled, missing, unknown := fill(*part.text, variables)
			if len(unknown) > 0 || strings.Contains(filled, "{{") && len(missing) == 0 || strings.Contains(place.ReplaceAllString(*part.text, ""), "}}") {
				name := "{{ }}"
				if len(unknown) > 0 {
					name = unknown[0]
				}
				return nil, errs.Field(at, "unknown_variable", name+" is no variable. Use one of the list, or write the text without double braces.")
			}
			if len(missing) > 0 {
				return nil, errs.Field(at, "variable_missing", lacking(missing[0]))
			}
			*part.text = filled
		}
		t.Template = written
		done = append(done, t)
	}
	return done, nil
}

// lacking says what to do where a variable has no value.
func lacking(v Variable) string {
	where := map[string]string{"entity": "The legal entity", "support": "The contact for users", "domain": "The brand", "brand": "The brand"}[v.Source]
	return fmt.Sprintf("%s has no value in its field %q. Fill it in, or take {{%s}} out of the text.", where, v.Field, v.Name)
}

// leniently fills one of our own texts where particulars may still be missing: the company is called by its brand, and an
// item of a list that asks for something missing is left out.
func leniently(text string, variables []Variable) string {
	variables = slices.Clone(variables)
	var brand string
	for i, v := range variables {
		if v.Name == "brand" {
			brand = v.Value
		}
		if v.Name == "company" && v.Value == "" {
			variables[i].Value = brand
		}
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		filled, missing, _ := fill(line, variables)
		if len(missing) == 0 || !strings.HasPrefix(line, "- ") {
			lines = append(lines, filled)
		}
	}
	return strings.Join(lines, "\n")
}
