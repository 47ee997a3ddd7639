package main

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestACertificateOfTheNeutralZoneNamesNobodyElse(t *testing.T) {
	t.Parallel()
	within := func(names []string, subject pkix.Name) error {
		return withinZone(&x509.Certificate{DNSNames: names, Subject: subject}, "edge-7.test")
	}
	require.NoError(t, within([]string{"*.edge-7.test", "edge-7.test"}, pkix.Name{CommonName: "*.edge-7.test"}))
	require.ErrorContains(t, within([]string{"*.edge-7.test", "www.platform.test"}, pkix.Name{}), "www.platform.test")
	require.ErrorContains(t, within([]string{"*.edge-7.test"}, pkix.Name{CommonName: "platform.test"}), "platform.test")
	require.ErrorContains(t, within([]string{"notedge-7.test"}, pkix.Name{}), "notedge-7.test")
	require.ErrorContains(t, within([]string{"*.edge-7.test"}, pkix.Name{Organization: []string{"The Platform Ltd"}}), "The Platform Ltd")
}
