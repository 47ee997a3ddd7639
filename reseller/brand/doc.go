// Package brand is the studio in which a realm works at how it looks.
//
// It owns: the draft of a realm's brand and the link to look at it, publishing, the versions that were published and bringing
// one of them back, and the brand's pictures.
//
// It does not own: what tokens and dress mean, and how pictures are encoded (themes), how a host finds its brand and keeps it in
// memory (tenant: its notice tells every node that something was published), or pages (web, api/public).
//
// It never: shows a draft to anybody without its link, changes a version, keeps a byte of a file that somebody has sent, lets a
// token be set that a realm above has locked, or tells who that is.
package brand
