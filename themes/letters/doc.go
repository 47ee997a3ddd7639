// Package letters knows what letters and papers say: ours in every language, and a realm's own words in place of them.
//
// It owns: the closed list of letters and of the closing words of papers; which variables each has and which of them cannot be
// left out; the small language that own words are written in (paragraphs, a heading, **bold**, [links](https://…), {{variables}})
// and where somebody has written it wrongly; how a letter is laid out as HTML and as text.
//
// It does not own: whose own words are in force (reseller/brand keeps them, platform/messaging/wording finds them), when a letter
// goes out (platform/messaging/mail), or how a PDF is drawn (billing/invoice).
//
// It never: takes HTML from anybody, puts what somebody has typed anywhere but as text, reads a variable that is not of the
// letter's list, or answers half a letter: what cannot be filled is an error, and whoever sends takes ours.
package letters
