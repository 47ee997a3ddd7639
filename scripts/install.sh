#!/bin/sh
# Installs what this machine lacks, and only that. Safe to repeat; does nothing when nothing is missing.
#
#   scripts/install.sh demo    what `make demo` needs: PostgreSQL 15 or newer
#   scripts/install.sh mail    what `make prove-mail` needs: postfix and dovecot's LMTP and IMAP besides
#   scripts/install.sh test    besides: a C compiler (for -race), Chromium, fonts, strace, and Python where Node is too old
#
# As root, or where sudo asks for no password, it runs apt-get itself. Otherwise it prints the one line to run and fails.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-}
missing=""
# What the tests can do without, only slower: it is brought where that is allowed, and else nobody is asked for it.
better=""
lack() { missing="$missing $1"; }

# The newest PostgreSQL, as its major version; 0 if there is none.
postgresql_version() {
	newest=0
	for program in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb "$(command -v initdb || true)"; do
		[ -x "$program" ] && [ -x "$(dirname "$program")/postgres" ] || continue
		version=$("$program" --version | sed -n 's/.*(PostgreSQL) \([0-9][0-9]*\).*/\1/p')
		[ "${version:-0}" -gt "$newest" ] && newest=$version
	done
	echo "$newest"
}

need_postgresql() {
	if [ "$(postgresql_version)" -lt 15 ]; then lack postgresql; fi
}

# A name in PATH is not enough: Ubuntu has stubs for a snap package, which cannot run in containers.
has_chromium() {
	for browser in "${LIVERY_CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
		[ -n "$browser" ] && "$browser" --version >/dev/null 2>&1 && return 0
	done
	return 1
}

packaged() { apt-cache show "$1" >/dev/null 2>&1; }

case $purpose in
demo)
	if [ -z "${LIVERY_DATABASE_URL:-}" ]; then need_postgresql; fi
	;;
test)
	need_postgresql
	command -v gcc >/dev/null || lack gcc
	[ -e /usr/include/stdlib.h ] || lack libc6-dev
	if ! has_chromium; then
		lack chromium-headless-shell
	elif [ -z "${LIVERY_CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null && packaged chromium-headless-shell; then
		better=chromium-headless-shell
	fi
	[ -d /usr/share/fonts/truetype/noto ] || lack fonts-noto-core
	command -v strace >/dev/null || lack strace
	if ! scripts/node.sh --present && ! python3 -c 'import ensurepip' 2>/dev/null; then lack python3-venv; fi
	;;
mail)
	need_postgresql
	[ -x /usr/sbin/postfix ] || lack postfix
	[ -e /usr/lib/dovecot/lmtp ] || lack dovecot-lmtpd
	[ -e /usr/lib/dovecot/imap ] || lack dovecot-imapd
	;;
*)
	echo "usage: scripts/install.sh demo|test|mail" >&2
	exit 2
	;;
esac

if [ -z "$missing$better" ]; then exit 0; fi
line="apt-get update && apt-get install -y --no-install-recommends$missing"

if ! command -v apt-get >/dev/null; then
	echo "Missing, by the names of Debian's packages:$missing" >&2
	echo "This system has no apt-get: install what corresponds to them, and run make again." >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
	root="sudo -n"
elif [ -z "$missing" ]; then
	exit 0
else
	echo "Missing:$missing. To install, run this, and then make again:" >&2
	echo >&2
	echo "    sudo sh -c '$line'" >&2
	echo >&2
	exit 1
fi

echo "Installing:$missing${better:+ $better}"
# Debian's PostgreSQL package makes and starts a server of its own, for which Livery has no use: unless PostgreSQL was
# here before, it is told not to while it is installed.
# shellcheck disable=SC2016 # expanded by the inner shell
$root env DEBIAN_FRONTEND=noninteractive sh -c '
	set -eu
	log=$(mktemp)
	apt() { apt-get -q -o Dpkg::Use-Pty=0 "$@" >>"$log" 2>&1 || { cat "$log" >&2; exit 1; }; }
	apt update
	settings=/etc/postgresql-common/createcluster.conf
	case " $* " in *" postgresql "*)
		if [ ! -e "$settings" ]; then
			apt install -y --no-install-recommends postgresql-common
			cp -p "$settings" "$settings.before-livery"
			trap "mv -f $settings.before-livery $settings" EXIT
			echo "create_main_cluster = false" >>"$settings"
		fi ;;
	esac
	# Chromium without windows, which no test looks at, does what the whole browser does for half of the work. Ubuntu has none.
	case " $* " in *" chromium-headless-shell "*)
		if ! apt-cache show chromium-headless-shell >/dev/null 2>&1; then
			for name; do
				shift
				[ "$name" = chromium-headless-shell ] && name=chromium
				set -- "$@" "$name"
			done
		fi ;;
	esac
	apt install -y --no-install-recommends "$@"
	rm -f "$log"
' install $missing $better || [ -z "$missing" ]

if [ "$(postgresql_version)" -lt 15 ]; then
	echo "This system packages PostgreSQL $(postgresql_version), and Livery needs 15 or newer." >&2
	echo "Add the PostgreSQL project's own packages (postgresql.org/download/linux), or set LIVERY_DATABASE_URL." >&2
	exit 1
fi
if [ "$purpose" = test ] && ! has_chromium; then
	echo "The package chromium of this system brings no browser that runs here (Ubuntu's wants snapd)." >&2
	echo "Install any Chromium or Chrome and set LIVERY_CHROMIUM to its path." >&2
	exit 1
fi
