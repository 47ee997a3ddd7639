// Command start proves that a new reseller sets up its business alone, in a browser and through the screens: it is invited by a letter,
// says who it is, publishes a look and a price list, gets its own domain with a certificate, lets a stranger register, and sees their
// tracker move.
//
// It runs an installation (build/livery serve), an authority and a DNS of its own (pebble and its challenge server, built by
// scripts/tool.sh), takes its letters, and leaves the rest to the browser test web/e2e/start.spec.ts, whose figures it prints. With
// -serve it only runs the world and tells where it is: so the same test runs among the others.
package main
