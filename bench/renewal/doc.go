// Command renewal measures renewals: very many objects in many accounts in many books, one of which has a third of them, are
// activated and then renewed a month later; beside the same work row by row, as a job an object would do it.
//
//	go run ./bench/renewal [-books 100] [-accounts 100000] [-objects 10] [-workers 2] [-rows 2000]
//
// It owns: the database it fills, and its end. It does not own: what it measures. It never: asserts a time; it fails if what was
// renewed is wrong.
package main
