#!/bin/sh
# Fails if a file that is made from another differs from what would be made now. Changes nothing. What `go generate`
# makes is checked by the Go tests beside it, and the web app by `npm run stale`.
set -u
cd "$(dirname "$0")/.."
failed=0

complain() {
	echo "$1" >&2
	failed=1
}

unformatted=$(find . -name '*.go' -not -path './build/*' -not -path '*/node_modules/*' -exec gofmt -l {} +)
[ -z "$unformatted" ] || complain "not formatted (gofmt -w): $unformatted"

scripts/sqlc.sh check || complain "stale: make generate-sql"

exit "$failed"
