package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Variable describes one LIVERY_* variable.
type Variable struct {
	// Name with the prefix.
	Name string
	// Title of the group it stands in.
	Group string
	// Default as it would be written; empty for none.
	Default string
	// Description is a sentence or more.
	Description string

	field string
}

// Variables lists all of them, in the order of the page.
func Variables() []Variable {
	return describe(reflect.TypeFor[Config](), "")
}

func describe(group reflect.Type, title string) []Variable {
	var list []Variable
	for field := range group.Fields() {
		name, _, _ := strings.Cut(field.Tag.Get("env"), ",")
		if inner := field.Tag.Get("title"); inner != "" {
			list = append(list, describe(field.Type, inner)...)
		} else if name != "-" {
			list = append(list, Variable{
				Name:        Prefix + name,
				Group:       title,
				Default:     field.Tag.Get("envDefault"),
				Description: field.Tag.Get("desc"),
				field:       field.Name,
			})
		}
	}
	return list
}

// Document is docs/configuration.md.
func Document() string {
	var b strings.Builder
	b.WriteString("<!-- Written by `go generate ./internal/config` from internal/config/config.go. Do not edit. -->\n" +
		"# Configuration\n\n" +
		"Livery reads these variables once, when it starts. None is needed to begin: without any, it runs a private\n" +
		"PostgreSQL and keeps everything in `./data`. `livery doctor` says what is wrong with a configuration. A variable\n" +
		"that begins with `" + Prefix + "` and is not on this page is reported at the start and otherwise ignored.\n")
	group := ""
	for _, variable := range Variables() {
		if variable.Group != group {
			group = variable.Group
			fmt.Fprintf(&b, "\n## %s\n\n| variable | default | meaning |\n|---|---|---|\n", group)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", variable.Name, code(variable.Default),
			strings.ReplaceAll(variable.Description, "|", "\\|"))
	}
	return b.String()
}

func code(text string) string {
	if text == "" {
		return "–"
	}
	return "`" + text + "`"
}

// numbered is a port and its variable, named without the prefix.
type numbered struct {
	variable string
	number   Port
}

func (p Ports) list() []numbered {
	value := reflect.ValueOf(p)
	var list []numbered
	for field, each := range value.Fields() {
		list = append(list, numbered{variable: field.Tag.Get("env"), number: Port(each.Int())})
	}
	return list
}

// ByProtocol returns the port of each protocol by its name as in the table of protocols: "wialon-ips".
func (p Ports) ByProtocol() map[string]Port {
	ports := map[string]Port{}
	for _, port := range p.list() {
		name := strings.TrimPrefix(port.variable, "PORT_")
		ports[strings.ReplaceAll(strings.ToLower(name), "_", "-")] = port.number
	}
	return ports
}
