package bank

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/liveryhq/livery/internal/errs"
)

// camt02 is as a German bank writes it: days in the balances only, a bundle taken apart, a pending movement.
const camt02 = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
 <BkToCstmrStmt>
  <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-05T06:00:00+01:00</CreDtTm></GrpHdr>
  <Stmt>
   <Id>S1</Id><CreDtTm>2026-03-05T06:00:00+01:00</CreDtTm>
   <Acct><Id><IBAN>DE89 3704 0044 0532 0130 00</IBAN></Id><Ccy>EUR</Ccy></Acct>
   <Bal><Tp><CdOrPrtry><Cd>PRCD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-03</Dt></Dt></Bal>
   <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">172.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>
   <Ntry>
    <Amt Ccy="EUR">80.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
    <BookgDt><Dt>2026-03-04</Dt></BookgDt><ValDt><Dt>2026-03-04</Dt></ValDt><AcctSvcrRef>BUNDLE</AcctSvcrRef>
    <NtryDtls>
     <Btch><NbOfTxs>2</NbOfTxs></Btch>
     <TxDtls><Refs><AcctSvcrRef>T1</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
      <AmtDtls><TxAmt><Amt Ccy="EUR">50.00</Amt></TxAmt></AmtDtls>
      <RltdPties><Dbtr><Nm>Möller Spedition</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties>
      <RltdAgts><DbtrAgt><FinInstnId><BIC>BYLADEM1001</BIC></FinInstnId></DbtrAgt></RltdAgts>
      <RmtInf><Ustrd>Personal Account top-up,</Ustrd><Ustrd>account # 1000019</Ustrd></RmtInf></TxDtls>
     <TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">30.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>Aalto Oy</Nm></Dbtr></RltdPties></TxDtls>
    </NtryDtls>
   </Ntry>
   <Ntry><Amt Ccy="EUR">7.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-03-04T23:59:00+01:00</DtTm></BookgDt><NtryRef>9</NtryRef>
    <AddtlNtryInf>Kontoführung</AddtlNtryInf></Ntry>
   <Ntry><Amt Ccy="EUR">5000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts></Ntry>
  </Stmt>
 </BkToCstmrStmt>
</Document>`

const camt08 = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>S</Id>
<FrToDt><FrDtTm>2026-03-04T00:00:00+02:00</FrDtTm><ToDtTm>2026-03-04T23:59:59+02:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>40702978900000001235</Id></Othr></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">10</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">90</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">100.000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-04</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><TxId>X77</TxId></Refs><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<RltdPties><Dbtr><Pty><Nm>Lumi &amp; Sons</Nm></Pty></Dbtr></RltdPties>
<RltdAgts><DbtrAgt><FinInstnId><BICFI>NDEAFIHH</BICFI></FinInstnId></DbtrAgt></RltdAgts>
<RmtInf><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf><AddtlRmtInf>account 1000019</AddtlRmtInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>`

func TestCamtVersion02IsReadWithItsBundlesTakenApart(t *testing.T) {
	t.Parallel()
	got, err := Read([]byte(camt02))
	require.NoError(t, err)
	require.Len(t, got, 1)
	s := got[0]
	require.Equal(t, Camt02, s.Format)
	require.Equal(t, "DE89370400440532013000", s.Account)
	require.Equal(t, day(2026, 3, 4), s.From, "what the day before closed with is what the next opens with")
	require.Equal(t, []int64{10000, 17250}, []int64{s.Opening, s.Closing})
	require.Equal(t, []Entry{
		{Line: 10, Date: day(2026, 3, 4), Amount: 5000, Other: Party{Name: "Möller Spedition", Account: "DE02120300000000202051", Bank: "BYLADEM1001"},
			Purpose: "Personal Account top-up, account # 1000019", Reference: "T1"},
		{Line: 10, Date: day(2026, 3, 4), Amount: 3000, Other: Party{Name: "Aalto Oy"}, Reference: "BUNDLE"},
		{Line: 23, Date: day(2026, 3, 4), Amount: -750, Purpose: "Kontoführung", Reference: "9"},
	}, s.Entries)
}

func TestCamtVersion08IsRead(t *testing.T) {
	t.Parallel()
	got, err := Read([]byte(camt08))
	require.NoError(t, err)
	s := got[0]
	require.Equal(t, Camt08, s.Format)
	require.Equal(t, []int64{-1000, 9000}, []int64{s.Opening, s.Closing})
	require.Equal(t, Entry{Line: 7, Date: day(2026, 3, 4), Amount: 10000, Other: Party{Name: "Lumi & Sons", Bank: "NDEAFIHH"},
		Purpose: "RF18539007547034 account 1000019", Reference: "X77"}, s.Entries[0])
}

func TestCamtIsReadInTheEncodingItNames(t *testing.T) {
	t.Parallel()
	latin, err := charmap.ISO8859_1.NewEncoder().String(strings.Replace(camt02, "UTF-8", "ISO-8859-1", 1))
	require.NoError(t, err)
	got, err := Read([]byte(latin))
	require.NoError(t, err)
	require.Equal(t, "Möller Spedition", got[0].Entries[0].Other.Name)
}

func TestABundleWhosePartsDoNotMakeTheWholeStaysOne(t *testing.T) {
	t.Parallel()
	got, err := Read([]byte(strings.Replace(camt02, ">30.00<", ">29.00<", 1)))
	require.NoError(t, err)
	require.Len(t, got[0].Entries, 2)
	require.Equal(t, int64(8000), got[0].Entries[0].Amount)
}

func TestBrokenCamtIsAnsweredWithLineElementAndReason(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, with, field, says string }{
		{"cut off", camt02[strings.Index(camt02, "<AddtlNtryInf>"):], "", "line 24", "no XML"},
		{"another currency", `<Ntry><Amt Ccy="EUR">7.50`, `<Ntry><Amt Ccy="USD">7.50`, "line 23", "Ntry/Amt is in"},
		{"no direction", "<CdtDbtInd>DBIT</CdtDbtInd><RvslInd>", "<CdtDbtInd>OUT</CdtDbtInd><RvslInd>", "line 23", "Ntry/CdtDbtInd"},
		{"no amount", ">7.50<", ">seven<", "line 23", "Ntry/Amt"},
		{"a minus", ">7.50<", ">-7.50<", "line 23", "Ntry/Amt"},
		{"an unknown status", "<Sts>PDNG</Sts>", "<Sts>MAYBE</Sts>", "line 25", "Ntry/Sts"},
		{"no day", "<BookgDt><DtTm>2026-03-04T23:59:00+01:00</DtTm></BookgDt>", "", "line 23", "Ntry/BookgDt"},
		{"no opening balance", "<Cd>PRCD</Cd>", "<Cd>XXXX</Cd>", "line 5", "opening (OPBD)"},
		{"a missing movement", ">172.50<", ">173.50<", "line 5", "but the closing balance says"},
		{"no account", "<IBAN>DE89 3704 0044 0532 0130 00</IBAN>", "", "line 5", "Stmt/Acct/Id"},
		{"no statement", camt02[strings.Index(camt02, "<Stmt>") : strings.Index(camt02, "</Stmt>")+7], "", "Document/BkToCstmrStmt", "no statement"},
	} {
		require.Contains(t, camt02, c.old, c.name)
		_, err := Read([]byte(strings.Replace(camt02, c.old, c.with, 1)))
		e, ok := err.(*errs.Error) //nolint:errorlint // it is returned as it is
		require.True(t, ok, "%s: %v", c.name, err)
		require.Equal(t, c.field, e.Details[0].Field, "%s: %s", c.name, e.Details[0].Message)
		require.Contains(t, e.Details[0].Message, c.says, c.name)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(oneC))
	f.Add([]byte(camt02))
	f.Add([]byte(camt08))
	cp1251, err := charmap.Windows1251.NewEncoder().String(oneC)
	require.NoError(f, err)
	f.Add([]byte(cp1251))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := Read(file)
		if err != nil {
			require.Equal(t, errs.Invalid, errs.CodeOf(err), "%v", err)
			require.Empty(t, got)
			return
		}
		require.NotEmpty(t, got)
		for _, s := range got {
			require.Equal(t, s.Closing, s.Opening+s.Came()-s.Went())
			require.Len(t, s.Fingerprints(), len(s.Entries))
			for _, e := range s.Entries {
				require.NotZero(t, e.Amount)
				require.False(t, e.Date.IsZero())
			}
		}
	})
}
