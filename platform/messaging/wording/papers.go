package wording

import (
	"context"
	"maps"

	"github.com/google/uuid"

	"github.com/liveryhq/livery/billing/invoice"
	"github.com/liveryhq/livery/tenant"
	"github.com/liveryhq/livery/themes/letters"
)

// paperKinds are the texts of papers.
func paperKinds() map[invoice.Kind]string {
	return map[invoice.Kind]string{invoice.KindInvoice: letters.PaperInvoice, invoice.KindReceipt: letters.PaperReceipt, invoice.KindCreditNote: letters.PaperCreditNote,
		invoice.KindStatement: letters.PaperStatement, invoice.KindSlip: letters.PaperSlip}
}

// PaperKind is the kind of paper that a text closes; the foot is looked at below an invoice.
func PaperKind(text string) (invoice.Kind, bool) {
	if text == letters.PaperFoot {
		return invoice.KindInvoice, true
	}
	for kind, name := range paperKinds() {
		if name == text {
			return kind, true
		}
	}
	return "", false
}

// Papers is what papers of a realm wear: its logo, how they close, and their foot.
func (w *Wording) Papers(ctx context.Context, realm uuid.UUID, brand *tenant.Brand) (invoice.Dress, error) {
	logo, err := w.Logo(ctx, realm, brand)
	if err != nil {
		return invoice.Dress{}, err
	}
	kinds := []string{letters.PaperFoot}
	for _, name := range paperKinds() {
		kinds = append(kinds, name)
	}
	layers, err := w.Layers(ctx, realm, kinds...)
	if err != nil {
		return invoice.Dress{}, err
	}
	particulars, err := w.Particulars(ctx, realm)
	if err != nil {
		return invoice.Dress{}, err
	}
	return invoice.Dress{Logo: logo.Content, Media: logo.Media, Say: func(kind invoice.Kind, locale string, params map[string]string) (closing, foot []string) {
		return say(w.Own(layers, paperKinds()[kind], locale), params, particulars.In(locale)), say(w.Own(layers, letters.PaperFoot, locale), params, particulars.In(locale))
	}}, nil
}

// say fills a text; one that cannot be filled is left out.
func say(text *letters.Parsed, params, particulars map[string]string) []string {
	if text == nil {
		return nil
	}
	known := map[string]string{}
	maps.Copy(known, params)
	maps.Copy(known, particulars)
	said, err := text.Paragraphs(known)
	if err != nil {
		return nil
	}
	return said
}

// Trying is what papers wear with a text that is not in force. Invalid as Shown's.
func (w *Wording) Trying(ctx context.Context, realm uuid.UUID, t Worded) (func(invoice.Dress) invoice.Dress, error) {
	parsed, faults := w.book.Parse(t.Kind, t.Text)
	if len(faults) > 0 {
		return nil, Refused(faults[0])
	}
	particulars, err := w.Particulars(ctx, realm)
	if err != nil {
		return nil, err
	}
	return func(dress invoice.Dress) invoice.Dress {
		inForce := dress.Say
		dress.Say = func(kind invoice.Kind, locale string, params map[string]string) (closing, foot []string) {
			closing, foot = inForce(kind, locale, params)
			if t.Kind == letters.PaperFoot {
				return closing, say(&parsed, params, particulars.In(locale))
			}
			return say(&parsed, params, particulars.In(locale)), foot
		}
		return dress
	}, nil
}
