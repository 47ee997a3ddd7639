// Command configdoc writes docs/configuration.md from the variables of internal/config, to the file it is given.
// It is run by go generate and owns nothing.
package main
