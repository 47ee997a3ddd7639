// Command livery is the whole platform in one binary: the server, the demo, and the tools around them.
//
// It owns: the subcommands, a file each, and all wiring: whoever needs an interface filled is given it here. It does not
// own: any rule, statement or page; those lie in the packages it puts together. It never: reads a variable of the
// environment but through internal/config, or leaves a process behind.
package main
