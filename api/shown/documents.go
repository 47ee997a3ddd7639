package shown

import (
	"time"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/platform/legal"
)

// DocumentLocale is the language of titles and texts.
type DocumentLocale struct {
	Locale string `query:"locale" enum:"en,ru,es,pt,fr" doc:"Absent: the brand's"`
}

// Of is the language asked for, or the brand's.
func (q DocumentLocale) Of(brand string) string {
	if q.Locale == "" {
		return brand
	}
	return q.Locale
}

// DocumentPiece is some words of a paragraph that stayed, came or went.
type DocumentPiece struct {
	What string `json:"what" enum:"same,added,removed"`
	Text string `json:"text"`
}

// DocumentChange is a paragraph, a heading (## ) or an item (- ) of a text, and what became of it.
type DocumentChange struct {
	What   string          `json:"what" enum:"same,added,removed,changed"`
	Before string          `json:"before,omitempty"`
	After  string          `json:"after,omitempty"`
	Pieces []DocumentPiece `json:"pieces,omitempty" doc:"Of a paragraph that changed, in the order of reading"`
}

// DocumentChanges are what a version says otherwise than the one that it follows.
type DocumentChanges struct {
	ID          uuid.UUID        `json:"id" format:"uuid" doc:"Of the version"`
	Kind        string           `json:"kind" enum:"terms,privacy,support,sms"`
	Version     int              `json:"version"`
	Before      int              `json:"before" doc:"The version it follows; 0: none, it is the first"`
	EffectiveAt time.Time        `json:"effective_at"`
	Locale      string           `json:"locale" doc:"Both are compared in this language"`
	Title       string           `json:"title"`
	Changes     []DocumentChange `json:"changes" nullable:"false"`
}

// ToDocumentChanges shows them.
func ToDocumentChanges(c legal.Changes) DocumentChanges {
	out := DocumentChanges{ID: c.To.ID, Kind: c.To.Kind, Version: c.To.Number, EffectiveAt: c.To.EffectiveAt, Locale: c.Locale, Title: c.Title, Changes: []DocumentChange{}}
	if c.From != nil {
		out.Before = c.From.Number
	}
	for _, one := range c.List {
		change := DocumentChange{What: one.What, Before: one.Before, After: one.After}
		for _, p := range one.Pieces {
			change.Pieces = append(change.Pieces, DocumentPiece(p))
		}
		out.Changes = append(out.Changes, change)
	}
	return out
}
