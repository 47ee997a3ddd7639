#!/bin/sh
# Prints the path of a Go tool of the pinned version, building it into build/tools if it is not there yet.
#
#   "$(scripts/tool.sh sqlc)" generate
set -eu
cd "$(dirname "$0")/.."

case ${1:-} in
sqlc) module=github.com/sqlc-dev/sqlc/cmd/sqlc version=v1.31.1 ;;
golangci-lint) module=github.com/golangci/golangci-lint/v2/cmd/golangci-lint version=v2.15.0 ;;
pebble) module=github.com/letsencrypt/pebble/v2/cmd/pebble version=v2.10.3 ;;
pebble-challtestsrv) module=github.com/letsencrypt/pebble/v2/cmd/pebble-challtestsrv version=v2.10.3 ;;
*)
	echo "usage: scripts/tool.sh sqlc|golangci-lint|pebble|pebble-challtestsrv" >&2
	exit 2
	;;
esac

folder=$PWD/build/tools/$1-$version
if [ ! -x "$folder/$1" ]; then
	echo "Building $1 $version into build/tools …" >&2
	# As the Makefile builds: what it has compiled need not be compiled anew.
	GOBIN=$folder CGO_ENABLED=0 GOFLAGS='-buildvcs=false -trimpath' go install "$module@$version" >&2
fi
echo "$folder/$1"
