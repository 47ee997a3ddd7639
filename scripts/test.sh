#!/bin/sh
# Runs the stages of `make test`, all of them even if an earlier one fails, and ends with a line for each. What checks the web app without a
# browser is mostly one process long: it goes beside the first stages, and is shown when its turn comes; and what the race detector does not
# watch goes beside the browsers.
#
#   scripts/test.sh              stale lint go web
#   scripts/test.sh go           only that: what the race detector watches, and go-whole, what does a part under it
set -u
cd "$(dirname "$0")/.."

results=build/results
if [ -z "${LIVERY_TEST_APART:-}" ]; then rm -rf "$results"; fi
mkdir -p "$results"

# What runs beside the rest: a shell has whatever it leaves running ignore Ctrl-C, so each is a process group of its own, and ends with this one.
groups=
end() {
	for group in $groups; do kill -TERM "-$group" 2>/dev/null; done
}
trap 'end; exit 130' INT
trap 'end; exit 143' TERM HUP

# apart STAGE: runs a stage beside what follows, unseen; what it prints is in $results/STAGE.apart. Its process is $!.
apart() {
	LIVERY_TEST_APART=1 setsid scripts/test.sh "$1" >"$results/$1.apart" 2>&1 &
	groups="$groups $!"
}

# stage NAME COMMAND…: runs the command, shows and keeps what it prints, and notes how it went and how long it took.
stage() {
	name=$1
	shift
	printf '\n== %s\n' "$name"
	begun=$(date +%s)
	{
		"$@" 2>&1
		echo $? >"$results/$name.status"
	} | tee "$results/$name.log"
	echo $(($(date +%s) - begun)) >"$results/$name.seconds"
}

in_web() (
	cd web || exit 1
	PATH="$(../scripts/node.sh):$PATH" && export PATH && "$@"
)

# The walks over every route for every relation, and what else is mere repetition. Under the race detector, which makes each step five to
# ten times as dear, they do a part of it; without it, in a stage of their own, all. A test that does a part and is not named here fails
# (internal/racing).
LIVERY_TEST_WHOLE='^(TestEachTenantSeesOnlyItsOwnOnEveryRoute|TestWithTheApplicationsChecksTakenOutRowLevelSecurityHoldsAlone'\
'|TestNothingThatABrandShowsTellsOfThePlatformOrOfAnotherBrand'\
'|TestALetterOfFiftyMegabytesAndOneToTenThousandPeopleAreRead|TestAServerThatAnswersWithoutEndIsLeft|TestTheBoundOnSizeIsToldAndKept'\
'|TestAStateDependsOnSeedAndMomentAloneInWhateverOrderItIsAsked|TestWalkersOfDifferentSeedsGoDifferentWays|TestADayIsOverBeforeTheNextOneStarts'\
'|TestMetersOnlyGrowAndTheTankIsFilledOnlyWhileStanding|TestAtAnyHourOfTheDayManyMoveAndSomeWaitAtALight'\
'|TestTheCorpusIsTakenAndWithPostgreSQLStoppedACriticalLetterWakesAndAnOrdinaryOneComesLater)$'
export LIVERY_TEST_WHOLE

run_go() {
	# A package that takes twenty-five minutes hangs. Four packages at a time on two cores: some wait for what is outside of them. Those
	# that take longest begin first, so that none of them is alone at the end.
	# The race detector needs cgo. Nothing is debugged here and the linters have vetted everything: a hundred programs are linked
	# without what debuggers read. A race is told of when it is seen; the second that each program would wait at its end for others is cut
	# to a twentieth, since what a test leaves running fails it. Memory is collected seldom, by tests, compiler and linker alike: what they hold is small.
	go run ./internal/testdb/withpg env CGO_ENABLED=1 GOGC=400 GORACE=atexit_sleep_ms=50 go test -json -race -vet=off -ldflags=-w -timeout 25m -p 4 ./cmd/livery ./api ./... |
		go run ./tools/tally -summary "$results/go.counts"
}

run_whole() {
	# The packages whose tests ask whether they are to do a part.
	packages=$(grep -rl --include='*_test.go' --exclude-dir=node_modules --exclude-dir=build '"github.com/liveryhq/livery/internal/racing"' . | xargs -n 1 dirname | sort -u)
	# shellcheck disable=SC2086 # one word a package
	lowly=${LIVERY_TEST_APART:+19}
	nice -n "${lowly:-0}" go run ./internal/testdb/withpg env GOGC=400 go test -json -vet=off -ldflags=-w -timeout 25m -run "$LIVERY_TEST_WHOLE" $packages |
		go run ./tools/tally -summary "$results/go-whole.counts"
}

check_web() {
	stage web-install in_web npm ci --no-audit --no-fund
	stage web-types in_web npm run --silent typecheck
	stage web-unit in_web npm run --silent test
}

run_stage() {
	case $1 in
	stale) stage stale scripts/stale.sh ;;
	lint) stage lint make --no-print-directory lint ;;
	go)
		stage go run_go
		if [ -n "$browsers" ]; then
			# Browsers wait for pages, and pages for what happens in the world: a tenth of the processors' time is nobody's then.
			apart go-whole
			whole=$!
		else
			run_stage go-whole
		fi
		;;
	go-whole) stage go-whole run_whole ;;
	web-checks) check_web ;;
	web)
		if [ -n "$checks" ]; then
			wait "$checks" || stage web-checks false
			cat "$results/web-checks.apart"
		else
			check_web
		fi
		stage web-build make --no-print-directory build
		stage web-browser in_web npm run --silent e2e
		if [ -n "$whole" ]; then
			wait "$whole" || stage go-whole false
			cat "$results/go-whole.apart"
		fi
		;;
	*)
		echo "usage: scripts/test.sh [stale] [lint] [go] [go-whole] [web] [web-checks]" >&2
		exit 2
		;;
	esac
}

# What a stage counted, in its runner's own words on one line: "812 passed, 0 failed", "34 passed, 1 flaky".
counts() {
	if [ -e "$results/$1.counts" ]; then
		sed 's/^go test: //' "$results/$1.counts"
		return
	fi
	sed 's/\x1b\[[0-9;]*m//g' "$results/$1.log" |
		grep -oE '^ *(Tests +)?[0-9]+ (passed|failed|flaky|skipped|did not run)( *\| *[0-9]+ [a-z]+)*' |
		sed 's/^ *\(Tests *\)*//; s/ *| */, /g' | paste -sd, - | sed 's/,\([^ ]\)/, \1/g'
}

checks=
whole=
browsers=
if [ $# = 0 ]; then
	browsers=later
	set -- stale lint go web
	apart web-checks
	checks=$!
fi
for each in "$@"; do run_stage "$each"; done
if [ -n "${LIVERY_TEST_APART:-}" ]; then exit 0; fi

printf '\n== result\n'
failed=0
for file in "$results"/*.status; do
	name=$(basename "$file" .status)
	if [ "$(cat "$file")" = 0 ]; then word=ok; else word=FAILED failed=1; fi
	printf '%-12s %-7s %4ss  %s\n' "$name" "$word" "$(cat "$results/$name.seconds")" "$(counts "$name")"
done
exit "$failed"
