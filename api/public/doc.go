// Package public is the doors that stand open before anybody is known: a brand's pages and pictures, its map, signing in
// and out, and the API's own document.
//
// It owns: what is shown on a host to anyone. It never: names the platform on a brand's host, or tells whether a login
// exists.
package public
