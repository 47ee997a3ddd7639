// Package invoice lays out papers about money: what they look like, not what they mean.
//
// It owns: the PDF of statement, invoice, receipt, credit note and bank slip in a brand's colours and mark, Cyrillic too;
// the words on them in each language; the purpose line of a payment (terms 4.6.2); the payloads of payment QR codes (EPC069-12
// and GOST R 56042-2014). It is the only importer of the PDF and the QR library.
//
// It does not own: numbers of papers, what stands in the books, where a paper is kept (package papers).
//
// It never: says anything but what it was given (no maker, no program, no date of its own: equal papers are equal bytes),
// or draws a QR code that a banking app would refuse.
package invoice
