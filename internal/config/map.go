package config

import (
	"net/url"
	"slices"
	"strings"
)

// StyleAddress is the provider's style with its key; empty: the built-in one.
func (m Map) StyleAddress() string {
	return strings.ReplaceAll(m.MapStyleURL, "{key}", url.QueryEscape(m.MapKey.Reveal()))
}

// TilesAddress is the provider's tiles with its key; empty: the built-in ones.
func (m Map) TilesAddress() string {
	return strings.ReplaceAll(m.MapTilesURL, "{key}", url.QueryEscape(m.MapKey.Reveal()))
}

// Sources are the origins that maps load from, for the content security policy.
func (m Map) Sources() []string {
	var list []string
	add := func(origin string) {
		if origin != "" && !slices.Contains(list, origin) {
			list = append(list, origin)
		}
	}
	for _, address := range []string{m.MapStyleURL, m.MapTilesURL} {
		if u, err := url.Parse(strings.NewReplacer("{", "", "}", "").Replace(address)); err == nil && u.Host != "" {
			add(u.Scheme + "://" + u.Host)
		}
	}
	for _, host := range m.MapHosts {
		if !strings.Contains(host, "://") {
			host = "https://" + host
		}
		add(strings.TrimSuffix(host, "/"))
	}
	return list
}
