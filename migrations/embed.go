package migrations

import "embed"

// Files are the migrations, in goose's format, in order of their names.
//
//go:embed *.sql
var Files embed.FS
