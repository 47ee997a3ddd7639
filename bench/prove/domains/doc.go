// Command domains proves the life of a name with a real authority and real records: pebble, and the DNS of its challenge
// server. A realm asks for a name; each record that can be wrong is wrong once, and is named; then it is right, the certificate
// comes, is renewed, lost and given to whoever else has proved the name.
//
// The two programs are built by scripts/tool.sh; everything listens on the loopback interface.
package main
