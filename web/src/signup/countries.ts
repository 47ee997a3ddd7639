// ISO 3166-1 alpha-2. Their names are the browser's, in the reader's language.
const codes =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(' ')

/** All countries but those that are closed, by their names in a language. */
export function countries(language: string, closed: readonly string[] = []): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const compare = new Intl.Collator(language).compare
  return codes.filter((code) => !closed.includes(code)).map((value) => ({ value, label: names.of(value) ?? value })).sort((a, b) => compare(a.label, b.label))
}

/** The country that the browser's languages name first, if it is not closed; none: null. */
export function likelyCountry(closed: readonly string[] = []): string | null {
  for (const tag of navigator.languages) {
    const { region } = new Intl.Locale(tag)
    if (region && codes.includes(region) && !closed.includes(region)) return region
  }
  return null
}

export function likelyZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

export function zones(): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return [...new Set([likelyZone(), 'UTC', ...known])].sort()
}
