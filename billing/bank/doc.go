// Package bank reads the statements that banks give and finds in them whose money it is.
//
// It owns: the formats (1C ClientBankExchange in CP1251, CP866 and UTF-8; ISO 20022 camt.053.001.02 and .08), the one
// normal form they become, the check that opening balance and turnover make the closing balance, and the reading of an
// account number out of a purpose line (terms 4.6.2).
//
// It does not own: wallets, whether a number is anybody's, what was imported before (package topup).
//
// It never: guesses an amount, a date or a direction (a file that leaves one open is refused with line and reason), gives
// a part of a broken file, or touches anything but the bytes it was given.
//
//	statements, err := bank.Read(file)   // errs.Invalid: a detail for each wrong line
package bank
