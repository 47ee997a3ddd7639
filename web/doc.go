// Package web is the app that browsers run, as files within the program.
//
// It owns: the TypeScript app (src, built into dist and committed, so that building the program needs no Node), the
// HTML page that carries it, dressed in a brand before it is sent, the files of a brand (theme, icons, manifest), the
// style of the map in a brand's colours, and the content security policy all of this needs.
//
// It does not own: HTTP (the doors serve what it returns), what a brand looks like (themes), the map's data
// (web/basemap), or what the app asks for (the API).
//
// It never: names the platform in any file it sends (a test reads them all), lets a page run script that is not a file
// of this origin, loads anything from elsewhere, or shows a brand's page in another look first.
//
// # How the doors use it
//
//	app, err := web.Open()                                  // once
//	branding := web.NewBranding(name, theme)                // once a brand and revision; keep it
//	app.Page(web.Visit{Area: web.Monitoring, Branding: branding, Lang: "ru"})
//	app.Asset("/assets/…")                                  // immutable
//	branding.File("/favicon.svg"), branding.MapStyle(…)     // and theme, icons, manifest
//	web.Policy(hosts)                                       // for pages
//
// # Building the app again
//
//	make generate-web     # npm ci, generate the API client, build into dist
//
// dist/sources.sha256 tells what it was built from; a Go test compares it with the sources, and `npm run stale` builds
// again and compares every byte.
package web
