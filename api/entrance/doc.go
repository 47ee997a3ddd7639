// Package entrance is what answers in front of the doors where browsers' TLS ends here: plain HTTP, which sends browsers on.
//
// It owns: the redirect to HTTPS, and handing the challenges of an authority to whoever answers them.
//
// It does not own: certificates (package certificates), anything that a brand shows.
//
// It never: shows anything of a brand without TLS, or tells a host that is known from one that is not by more than a redirect.
package entrance
