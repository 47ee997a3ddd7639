package main

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	customers = 300
	objects   = 2_000
	// drivers come beside the owner of every third customer.
	drivers = 100
	groups  = 2 * customers
)

const heading = "Customer,Reference,Legal form,Country,Customer plan,Login,E-mail,Contact,Role,Object,Group,Plan,IMEI,Device type,SIM"

// bad are lines of every kind that is refused, with the field and the reason that must be told.
func bad() []struct{ line, field, reason string } {
	return []struct{ line, field, reason string }{
		{",,,,,nobody,,,,,,,,,", "customer", "no_customer"},
		{strings.Repeat("x", 201) + ",,,,,,,,,,,,,,", "customer", "long_name"},
		{"Another name,C-1,,,,,,,,,,,,,", "customer", "customer_differs"},
		{",nobody's,,,,,,,,,,,,,", "customer", "no_customer_name"},
		{"Form,C-1f,gmbh,,,,,,,,,,,,", "legal_form", "bad_legal_form"},
		{"Land,C-1l,,Atlantis,,,,,,,,,,,", "country", "bad_country"},
		{"Customer 001,C-1,,,,,,Somebody,,,,,,,", "person", "no_login"},
		{"Customer 001,C-1,,,,king,,,king,,,,,,", "role", "bad_role"},
		{"Customer 001,C-1,,,,mail,nowhere,,viewer,,,,,,", "email", "bad_email"},
		{"Customer 001,C-1,,,,boss,,,viewer,,,,,,", "login", "login_taken"},
		{"Customer 001,C-1,,,,owner-002,,,,,,,,,", "login", "login_twice"},
		{"Customer 001,C-1,,,,other,owner-002@example.com,,viewer,,,,,,", "email", "email_twice"},
		{"Customer 001,C-1,,,,usurper,,,owner,,,,,,", "role", "owner_twice"},
		{"Customer 001,C-1,,,,,,,,VAN 0001,,,,,", "object", "name_twice"},
		{"Customer 001,C-1,,,,,,,,Copy,,," + imei(1) + ",gt06,", "identity", "identity_twice"},
		{"Customer 001,C-1,,,,,,,,Rounded,,,3.53862E+14,gt06,", "identity", "scientific_number"},
		{"Customer 001,C-1,,,,,,,,Short,,,123,gt06,", "identity", "not_an_imei"},
		{"Customer 001,C-1,,,,,,,,Mute,,,abc,,", "protocol", "unknown_protocol"},
		{"Customer 001,C-1,,,,,,,,Morse,,,abc6,morse,", "protocol", "unknown_protocol"},
		{"Customer 001,C-1,,,,,,,,Phone,,,abc7,wialon-ips,12", "sim", "bad_phone"},
		{"Customer 001,C-1,,,,,,,,,North,,,,", "object", "no_object"},
		{"Customer 001,C-1,,,,,,,,Bare,,,,gt06,", "identity", "no_identity"},
		{"Customer 001,C-1,,,,,,,,Group," + strings.Repeat("g", 101) + ",,,,", "group", "bad_name"},
		{"Customer 001,C-1,,,,,,,,Cells,,,,,,,too many", "", "bad_line"},
		{`Customer 001,C-1,,,,,,,,Quo"te,,,,,`, "", "bad_line"},
	}
}

// imei is the n-th number of the proof's, with its check digit.
func imei(n int) string {
	body := fmt.Sprintf("35386105%06d", n)
	sum := 0
	for i := range len(body) {
		d := int(body[i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return body + strconv.Itoa((10-sum%10)%10)
}

// business is the whole file: what is right, and then what is wrong.
func business() string {
	var b strings.Builder
	b.WriteString(heading + "\n")
	for n := 1; n <= objects; n++ {
		c := (n-1)%customers + 1
		form := []string{"person", "entity"}[c%2]
		// Every tracker speaks another protocol than its neighbour; the group of an object follows from its round.
		device := []string{imei(n) + ",Teltonika", imei(n) + ",GT06 (Concox; Jimi)", fmt.Sprintf("unit-%05d,Wialon IPS", n), fmt.Sprintf("phone-%05d,osmand", n)}[n%4]
		fmt.Fprintf(&b, "Customer %03d,C-%d,%s,FI,Plan %d,owner-%03d,owner-%03d@example.com,Owner %d,owner,Van %04d,%s,Standard,%s,+35840%07d\n",
			c, c, form, c%3, c, c, c, n, []string{"North", "South"}[(n-1)/customers%2], device, n)
	}
	for n := 1; n <= drivers; n++ {
		fmt.Fprintf(&b, "Customer %03d,C-%d,,,,driver-%03d,,Driver %d,operator,,,,,,\n", 3*n, 3*n, n, n)
	}
	for _, one := range bad() {
		b.WriteString(one.line + "\n")
	}
	return b.String()
}
