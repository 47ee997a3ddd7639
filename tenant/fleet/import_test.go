package fleet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/liveryhq/livery/internal/errs"
	"github.com/liveryhq/livery/tenant/fleet"
)

const fleetTable = "name,identity,protocol,sim,group\n" +
	"Van 1," + imei1 + ",teltonika,+358401234567,North\n" +
	"Van 2," + imei2 + ",GT06 (Concox; Jimi),,north\n" +
	"Boat,sea-1,Wialon IPS,,\n" +
	"Cat,,,,Pets\n"

func (w world) importing(t *testing.T, table string, dryRun bool) (fleet.Imported, error) {
	t.Helper()
	return w.Import(t.Context(), w.scope, strings.NewReader(table), dryRun)
}

func (w world) names(t *testing.T) []string {
	t.Helper()
	page, err := w.List(t.Context(), w.scope, fleet.Query{Limit: fleet.MaxPage})
	require.NoError(t, err)
	list := []string{}
	for _, o := range page.Objects {
		list = append(list, o.Name)
	}
	return list
}

func TestATableIsImportedOnceHoweverOftenItIsRepeated(t *testing.T) {
	t.Parallel()
	w := setup(t)
	would, err := w.importing(t, fleetTable, true)
	require.NoError(t, err)
	require.Empty(t, w.names(t), "a dry run leaves nothing behind")
	done, err := w.importing(t, fleetTable, false)
	require.NoError(t, err)
	require.Equal(t, would, done)
	require.Equal(t, fleet.Imported{Lines: 4, Created: 4, Groups: 2}, done)
	require.Equal(t, []string{"Boat", "Cat", "Van 1", "Van 2"}, w.names(t))

	again, err := w.importing(t, fleetTable, false)
	require.NoError(t, err)
	require.Equal(t, fleet.Imported{Lines: 4, Unchanged: 4}, again)

	changed := strings.Replace(strings.Replace(fleetTable, "+358401234567", "+358 50 765 4321", 1), "Cat,,,,Pets", "Cat,cat-1,osmand,,North", 1)
	result, err := w.importing(t, changed, false)
	require.NoError(t, err)
	require.Equal(t, fleet.Imported{Lines: 4, Changed: 1, Bound: 1, Unchanged: 2}, result)
	page, err := w.List(t.Context(), w.scope, fleet.Query{Search: "cat", Limit: 1})
	require.NoError(t, err)
	require.Equal(t, "cat-1", page.Objects[0].Tracker.Identity)
}

func TestTablesAreReadAsSpreadsheetsWriteThem(t *testing.T) {
	t.Parallel()
	russian := "Госномер;IMEI;Протокол;Номер SIM;Группа;Пробег\r\n\"А 123 ВС; 77\";" + imei1 + ";Teltonika;+7 (901) 234-56-78;Север;12\r\n\r\n;;;;;\r\n"
	cp1251, err := charmap.Windows1251.NewEncoder().String(russian)
	require.NoError(t, err)
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(strings.ReplaceAll(russian, "С; 77", "С- 77"), ";", "\t"))
	require.NoError(t, err)
	for name, table := range map[string]string{
		"UTF-8": russian, "UTF-8 with a mark": "\uFEFF" + russian, "Windows-1251": cp1251, "UTF-16 with tabs": utf16,
		"quoted digits": strings.Replace(russian, imei1, "\"=\"\""+imei1+"\"\"\"", 1), "an apostrophe": strings.Replace(russian, imei1, "'"+imei1, 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := setup(t)
			result, err := w.importing(t, table, false)
			require.NoError(t, err)
			require.Equal(t, fleet.Imported{Lines: 1, Created: 1, Groups: 1, Unknown: []string{"Пробег"}}, result)
			page, err := w.List(t.Context(), w.scope, fleet.Query{Limit: 1})
			require.NoError(t, err)
			require.Contains(t, page.Objects[0].Name, "А 123 ВС")
			require.Equal(t, imei1, page.Objects[0].Tracker.Identity)
			require.Equal(t, "+79012345678", page.Objects[0].Tracker.Phone)
		})
	}
}

func TestEveryBadLineIsNamedAndNothingIsHalfDone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.create(t, "Known", teltonikaOf(imei3))
	w.create(t, "Twins", nil)
	w.create(t, "Twins", nil)
	lines := []struct{ line, field string }{
		{"Good," + imei1 + ",teltonika,,", ""},
		{"," + imei2 + ",teltonika,,", "name"},
		{strings.Repeat("x", 101) + ",,,,", "name"},
		{"Bad IMEI,123,gt06,,", "identity"},
		{"Rounded,3.53862E+14,teltonika,,", "identity"},
		{"No protocol,abc,,,", "protocol"},
		{"Unknown protocol,abc2,morse,,", "protocol"},
		{"Bad phone,abc3,wialon-ips,12,", "phone"},
		{"No identity,,teltonika,,", "identity"},
		{"GOOD,abc4,wialon-ips,,", "name"},
		{"Twice," + imei1 + ",gt06,,", "identity"},
		{"Another name," + imei3 + ",teltonika,,", "identity"},
		{"Known,abc5,wialon-ips,,", "name"},
		{"Twins,abc6,wialon-ips,,", "name"},
		{"Long group,,,," + strings.Repeat("g", 101), "group"},
		{"Too,many,cells,in,this,line", ""},
		{`A "quote" inside,,,,`, ""},
		{`Two,two words,wialon-ips,x,`, "identity"},
	}
	var table strings.Builder
	table.WriteString("Name,identity,protocol,sim,group\n")
	for _, l := range lines {
		table.WriteString(l.line + "\n")
	}
	for _, dryRun := range []bool{true, false} {
		_, err := w.importing(t, table.String(), dryRun)
		wrong := map[string]bool{}
		for _, d := range requireImportErrors(t, err) {
			wrong[d] = true
		}
		for i, l := range lines[1:] {
			at := fmt.Sprintf("line %d", i+3)
			if l.field != "" {
				at += ": " + l.field
			}
			require.True(t, wrong[at], "%s: %s not among %v", l.line, at, wrong)
		}
		require.False(t, wrong["line 2: name"])
		require.Len(t, wrong, len(lines), "one each, and two for the last")
	}
	require.Equal(t, []string{"Known", "Twins", "Twins"}, w.names(t))
	groups, err := w.Groups(t.Context(), w.scope)
	require.NoError(t, err)
	require.Empty(t, groups)
}

func requireImportErrors(t *testing.T, err error) (fields []string) {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, errs.Invalid, errs.CodeOf(err), "%v", err)
	e := asError(t, err)
	for i, d := range e.Details {
		fields = append(fields, d.Field)
		require.NotEmpty(t, d.Message)
		if i > 0 {
			require.LessOrEqual(t, line(e.Details[i-1].Field), line(d.Field), "in the order of the file")
		}
	}
	return fields
}

func line(field string) (n int) {
	_, _ = fmt.Sscanf(field, "line %d", &n)
	return n
}

func TestAFileThatIsNoTableOfObjectsIsRefusedWithTheRemedy(t *testing.T) {
	t.Parallel()
	w := setup(t)
	for reason, file := range map[string]string{
		"no_heading":     "",
		"no_name_column": "imei,protocol\n" + imei1 + ",teltonika\n",
		"column_twice":   "name,imei,Device ID\n",
		"not_text":       "\x00\x01\x02",
		"bad_workbook":   "PK\x03\x04workbook",
		"bad_heading":    "name,\"imei\n",
		"too_many_lines": "name\n" + strings.Repeat("x\n", fleet.MaxImportLines+1),
		"file_too_big":   "name\n" + strings.Repeat(strings.Repeat("x", 1<<10)+"\n", 17<<10),
	} {
		_, err := w.importing(t, file, false)
		requireError(t, err, errs.Invalid, reason)
	}
}

func TestManyObjectsAreImportedInOneGo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	n := 1500
	if testing.Short() {
		n = 100
	}
	var table strings.Builder
	table.WriteString("name,identity,protocol\n")
	for i := range n {
		fmt.Fprintf(&table, "Object %05d,unit-%05d,wialon-ips\n", i, i)
	}
	result, err := w.importing(t, table.String(), false)
	require.NoError(t, err)
	require.Equal(t, n, result.Created)
	result, err = w.importing(t, table.String(), false)
	require.NoError(t, err)
	require.Equal(t, n, result.Unchanged)
}
