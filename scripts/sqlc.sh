#!/bin/sh
# Go from <package>/queries.sql, by sqlc, with a note of what it was made of: sqlc is long in building, and need not be asked what it would
# make of the same files.
#
#   scripts/sqlc.sh generate     writes
#   scripts/sqlc.sh check        fails if a file is not what would be made now, or what it is made of has changed since the last generate
set -eu
cd "$(dirname "$0")/.."
note=sqlc.sha256

# of what goes in, of what comes out, and of sqlc's version.
sum() {
	queries=$(sed -n 's/^ *queries: *//p' sqlc.yaml)
	made=$(sed -n 's/.*[ {]out: *\([^ }]*\).*/\1/p' sqlc.yaml)
	# shellcheck disable=SC2086 # one word a path
	{
		grep '^sqlc)' scripts/tool.sh
		find sqlc.yaml migrations $queries $made -type f | LC_ALL=C sort | xargs sha256sum
	} | sha256sum | cut -d ' ' -f 1
}

case ${1:-} in
generate)
	"$(scripts/tool.sh sqlc)" generate
	sum >$note
	;;
check)
	[ "$(sum)" = "$(cat $note)" ] && exit
	"$(scripts/tool.sh sqlc)" diff || true
	exit 1
	;;
*)
	echo "usage: scripts/sqlc.sh generate|check" >&2
	exit 2
	;;
esac
