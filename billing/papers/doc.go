// Package papers is what is put in writing about money.
//
// It owns: legal entities as papers name them; the series of numbers of a book; statements, invoices, receipts and credit
// notes, with who was named on them then; the slip by which a wallet is paid into by bank (terms 4.6.2); entries as files
// for other programs (CSV, XLSX, 1C).
//
// It does not own: sums (billing/ledger), how a paper looks (billing/invoice), how a bank's file is written (billing/bank).
//
// It never: leaves a number out or gives one twice, whatever fails and however many ask at once; changes or issues anew
// a paper that was given out (the hash of its bytes is kept and looked at); names somebody above the keeper; holds more of a
// book in memory than a file may have lines.
package papers
