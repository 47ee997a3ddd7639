package shown_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/liveryhq/livery/api/shown"
	"github.com/liveryhq/livery/platform/support"
)

func TestAFileOfATicketIsKeptAsAFileAndNeverOpenedByABrowser(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"image/png", "application/pdf", "text/plain", "application/octet-stream"} {
		f := shown.TicketFile(support.Attachment{Name: `трек "7".html`, ContentType: kind}, []byte("<script>"))
		require.Equal(t, "application/octet-stream", f.ContentType)
		require.Regexp(t, `^attachment; filename\*=utf-8''`, f.Disposition, "a name is no header of its own")
		require.NotContains(t, f.Disposition, "\n")
		require.Equal(t, "private, no-store", f.Cache)
		require.Equal(t, "<script>", string(f.Body))
	}
}

func TestWhatADeskDoesAboutAQuestionIsItsOwnAffair(t *testing.T) {
	t.Parallel()
	require.Equal(t, support.Open, shown.ToTicket(support.Ticket{State: support.Escalated}).State)
	require.True(t, shown.ToTicket(support.Ticket{State: support.Confirmed}).Withdrawn, "nobody has answered it")
	require.False(t, shown.ToTicket(support.Ticket{State: support.Open}).Withdrawn)
}
