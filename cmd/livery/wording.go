package main

import (
	"github.com/liveryhq/livery/internal/db"
	"github.com/liveryhq/livery/platform/messaging/wording"
	"github.com/liveryhq/livery/tenant"
	words "github.com/liveryhq/livery/themes/letters"
)

// openWording reads what letters say, and finds what realms say in their own words.
func openWording(d *db.DB, tenants *tenant.Tenants) (*wording.Wording, error) {
	book, err := words.New()
	if err != nil {
		return nil, err
	}
	return wording.New(d, tenants, book), nil
}
