package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/internal/catcher"
	"github.com/liveryhq/livery/internal/config"
)

func TestTheDoctorSaysWhetherLettersCanLeave(t *testing.T) {
	t.Parallel()
	caught, err := catcher.Listen(t.Context())
	require.NoError(t, err)
	address := caught.Address()
	look := func(m config.Mail) string {
		var out bytes.Buffer
		report(&out, []finding{checkMail(t.Context(), config.Config{Mail: m})})
		return out.String()
	}
	require.Contains(t, look(config.Mail{}), "WRONG mail: no mail server is configured: letters wait")
	require.Contains(t, look(config.Mail{SMTPServer: address, SMTPTLS: config.NoTLS}), "ok    mail")
	require.Contains(t, look(config.Mail{SMTPServer: address, SMTPTLS: config.StartTLS}), "WRONG mail", "it does not speak TLS")
	fresh := config.Config{Mail: config.Mail{SMTPServer: address, SMTPTLS: config.NoTLS}, General: config.General{EdgeDomain: "edge-7.test", DataDir: t.TempDir()}}
	require.Contains(t, checkMail(t.Context(), fresh).note, "is made when the server starts")
	there, err := os.ReadDir(fresh.General.DataDir)
	require.NoError(t, err)
	require.Empty(t, there, "it only looks")
	require.NoError(t, caught.Close())
	require.Contains(t, look(config.Mail{SMTPServer: address, SMTPTLS: config.NoTLS}), "letters wait meanwhile")
}
