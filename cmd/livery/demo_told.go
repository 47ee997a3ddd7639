package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// demoTold is data/demo.json: where the demo answers, and who can sign in.
type demoTold struct {
	Platform demoPlatform      `json:"platform"`
	Brands   []demoBrand       `json:"brands"`
	Trackers map[string]string `json:"trackers"`
	Mail     demoMail          `json:"mail"`
	Metrics  string            `json:"metrics,omitempty"`
}

// demoMail is where the letters are read that the demo would have sent, and where letters to its desks are brought by SMTP.
type demoMail struct {
	URL  string `json:"url"`
	SMTP string `json:"smtp"`
}

type demoPlatform struct {
	URL      string      `json:"url"`
	Host     string      `json:"host"`
	Login    string      `json:"login"`
	Password string      `json:"password"`
	Users    []demoLogin `json:"users"`
}

type demoBrand struct {
	Name          string      `json:"name"`
	URL           string      `json:"url"`
	Host          string      `json:"host"`
	AccountNumber string      `json:"account_number"`
	Owner         demoLogin   `json:"owner"`
	Users         []demoLogin `json:"users"`
}

type demoLogin struct {
	Login         string `json:"login"`
	Email         string `json:"email,omitempty"`
	Password      string `json:"password"`
	Name          string `json:"name"`
	Role          string `json:"role"`
	Locale        string `json:"locale"`
	Account       string `json:"account,omitempty"`
	AccountNumber string `json:"account_number,omitempty"`
}

func tellUser(u demoUser, account, number string) demoLogin {
	return demoLogin{Login: u.login, Email: u.email, Password: demoPassword, Name: u.name, Role: u.role, Locale: u.locale, Account: account, AccountNumber: number}
}

func (t *demoTold) realm(platform bool, b demoBrand) {
	if platform {
		t.Platform = demoPlatform{Host: b.Host, Login: b.Owner.Login, Password: b.Owner.Password, Users: b.Users}
		return
	}
	t.Brands = append(t.Brands, b)
}

// listening fills in the addresses, once they are known.
func (t *demoTold) listening(port string, trackers map[string]string) {
	t.Platform.URL = "http://" + t.Platform.Host + ":" + port
	for i := range t.Brands {
		t.Brands[i].URL = "http://" + t.Brands[i].Host + ":" + port
	}
	t.Trackers = trackers
}

func (t *demoTold) write(dir string) error {
	whole, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return err
	}
	// Written aside and moved, so that who waits for it never reads a half.
	aside := filepath.Join(dir, ".demo.json")
	if err := os.WriteFile(aside, append(whole, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(aside, filepath.Join(dir, "demo.json"))
}

func (t *demoTold) show(w io.Writer, file, port string) {
	fmt.Fprintf(w, "\n  Ready. Every password is %s\n\n", demoPassword)
	fmt.Fprintf(w, "  %-16s %s/platform\n  %-16s sign in as %s\n\n", "The platform", t.Platform.URL, "", t.Platform.Login)
	for _, b := range t.Brands {
		fmt.Fprintf(w, "  %-16s %s\n", b.Name, b.URL)
		fmt.Fprintf(w, "  %-16s /console as %s", "", b.Owner.Login)
		account := ""
		for _, u := range b.Users {
			if u.Account == account {
				fmt.Fprintf(w, ", %s", u.Login)
				continue
			}
			account = u.Account
			fmt.Fprintf(w, "\n  %-16s %s (account %s) as %s", "", account, u.AccountNumber, u.Login)
		}
		fmt.Fprint(w, "\n\n")
	}
	fmt.Fprintf(w, "  %-16s %s\n", "Letters", t.Mail.URL)
	fmt.Fprintf(w, "  %-16s %s by SMTP, as support@ or urgent@ the host of a brand\n\n", "to its desks", t.Mail.SMTP)
	fmt.Fprintln(w, "  Trackers report to:")
	for _, name := range sortedKeys(t.Trackers) {
		fmt.Fprintf(w, "  %-16s %s\n", name, t.Trackers[name])
	}
	fmt.Fprintf(w, "\n  All of this is in %s. The demo listens on this machine only; from another one:\n", file)
	fmt.Fprintf(w, "      ssh -L %s:127.0.0.1:%s <this machine>\n  and open the same addresses there. Ctrl-C ends it.\n\n", port, port)
}
