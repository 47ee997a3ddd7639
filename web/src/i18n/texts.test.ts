import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '.'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, path = ''): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[path + key, value]] : Object.entries(flat(value, `${path}${key}.`)))))
}

const sources = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]))

const plural = /_(zero|one|two|few|many|other)$/
const read = (name: string) => JSON.parse(readFileSync(join('src/i18n', name), 'utf8')) as Tree
const named = (pattern: RegExp) => readdirSync('src/i18n').flatMap((name) => pattern.exec(name)?.slice(1) ?? []).sort()
// Every language that there is a file of; those that people can choose are complete besides.
const texts: Record<string, Record<string, string>> & { en: Record<string, string> } = { en: {}, ...Object.fromEntries(named(/^([a-z]{2})\.json$/).map((name) => [name, flat(read(`${name}.json`))])) }
const chosen = Object.keys(languages)

function stems(language: Record<string, string>): string[] {
  return [...new Set(Object.keys(language).map((key) => key.replace(plural, '')))].sort()
}

test('every language that people can choose says everything, and none says anything else', () => {
  for (const language of chosen) expect(stems(texts[language]!), language).toEqual(stems(texts.en))
  const known = new Set(stems(texts.en))
  for (const [language, all] of Object.entries(texts)) {
    expect(stems(all).filter((stem) => !known.has(stem)), language).toEqual([])
    for (const [key, text] of Object.entries(all)) expect(text.trim(), `${language} ${key}`).not.toBe('')
  }
})

test('the server and its API take the languages that people can choose', () => {
  const locales = /func Locales\(\) \[\]string \{ return \[\]string\{(.*?)\} \}/.exec(readFileSync('../tenant/identity/profile.go', 'utf8'))![1]!
  expect(locales.match(/\w+/g)).toEqual(chosen)
  const asked = [...readFileSync('api.json', 'utf8').matchAll(/"enum": ?\[([^\]]*"en"[^\]]*)\]/g)].map((match) => match[1]!.match(/\w+/g))
  expect(asked.length).toBeGreaterThan(10)
  for (const list of asked) expect(list).toEqual(chosen)
})

test('every language has the plural forms that it needs, and no others', () => {
  for (const [language, all] of Object.entries(texts)) {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const counted = new Set(Object.keys(all).filter((key) => plural.test(key)).map((key) => key.replace(plural, '')))
    for (const stem of counted) {
      const forms = Object.keys(all).filter((key) => key.replace(plural, '') === stem).map((key) => plural.exec(key)![1])
      expect(forms.sort(), `${language} ${stem}`).toEqual([...needed].sort())
    }
  }
})

test('a translation fills in the same values as the original', () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
  for (const [language, all] of Object.entries(texts)) {
    for (const [key, text] of Object.entries(all)) {
      const original = texts.en[key] ?? texts.en[`${key.replace(plural, '')}_other`]!
      expect([...new Set(values(text))], `${language} ${key}`).toEqual([...new Set(values(original))])
    }
  }
})

test('whoever stands above has one name in Russian', () => {
  for (const path of ['src/i18n/ru.json', '../themes/letters/words/ru.json']) expect(readFileSync(path, 'utf8')).not.toMatch(/провайдер/i)
})

test('every text is used, and no screen has words of its own', () => {
  const code = sources('src').filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts')).map((path) => [path, readFileSync(path, 'utf8')] as const)
  const all = code.map(([, text]) => text).join('\n')
  // Keys that are put together at run time, by their beginning.
  const built = ['status.', 'agreed.states.', 'why.', 'values.', 'alarms.', 'letters.name_', 'letters.group_', 'letters.fault_', 'measures.name_', 'measures.value_', 'compass.', 'kinds.', 'arrival.', 'problems.', 'warnings.', 'tenant.', 'shell.', 'settings.scheme_', 'setup.', 'sections.', 'sectionGroups.', 'roleNames.', 'roleTexts.', 'bundles.', 'recovery.check_', 'recovery.state_', 'importing.count.', 'importing.state.', 'importing.fields.', 'importing.fieldGroup.', 'importing.working.', 'importing.kind.', 'importing.why.', 'importing.outcome.', 'audit.actions.', 'deskSetup.mailboxProblems.', 'deskSetup.mailboxThen.', 'deskSetup.translatorProblems.', 'domains.states.', 'domains.stateTexts.', 'domains.ended.', 'domains.wrong.', 'domains.mend.', 'sender.for.', 'sender.liftText.', 'sender.mend.', 'sender.problems.', 'sender.reasons.', 'sender.wrong.', 'recipients.about_', 'recipients.kind_', 'recipients.since_', 'recipients.state_', 'apply.barred_', 'apply.get_', 'start.advice_', 'start.go_', 'start.left_', 'start.state_', 'start.step_', 'start.text_', 'studio.logo_', 'studio.map_', 'studio.shade_', 'studio.text_', 'studio.token_', 'studio.value_', 'audit.fault_', 'jobs.name_', 'jobs.topic_', 'signUp.strength_', 'signUp.field_', 'customer.tiers.', 'customer.deeds.', 'lifecycle.grounds.', 'lifecycle.cause_', 'trash.tracker_', 'stock.states.', 'claims.lists.', 'claims.outcomes.', 'claims.states.', 'claims.proofs.', 'claims.release', 'claims.transfer', 'claims.refuse', 'papers.entity_', 'papers.kind_', 'payments.entry_', 'payments.why_', 'payments.source_', 'payments.state_', 'prices.kind_', 'prices.state_', 'prices.entry_', 'prices.account_', 'prices.source_', 'prices.step_', 'prices.per_', 'prices.period_', 'prices.retention_', 'billing.ask_', 'billing.auto_', 'billing.by_', 'billing.do_', 'billing.keeps_', 'billing.kinds.', 'billing.per_', 'billing.state_', 'support.column.', 'support.event.', 'support.fact.', 'support.kind.', 'support.link.', 'support.refusal.', 'support.shownAt.', 'support.sorted.', 'support.state.', 'support.tier.', 'support.via.', 'webhooks.problems.', 'webhooks.states.', 'webhooks.topics.', 'webhooks.events.', 'audit.fields.', 'prices.supportTiers.', 'site.page_', 'support.moved.', 'letters.topic_']
  for (const stem of stems(texts.en)) {
    if (!built.some((beginning) => stem.startsWith(beginning))) expect(all.includes(`'${stem}'`), stem).toBe(true)
  }
  for (const [path, text] of code) {
    if (!path.endsWith('.tsx')) continue
    for (const match of text.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)+)\s*</g)) expect.soft(match[1], path).toBeUndefined()
  }
})

test('every fault that the server names is told in words', () => {
  const code = ['api', 'billing', 'internal/db', 'internal/outbox', 'platform', 'reseller', 'tenant'].flatMap((folder) => sources(join('..', folder))).filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'))
  const reasons = new Set(code.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/errs\.(?:New\(errs\.\w+|Field\([^\n]*?), *"([a-z0-9_]+)"/g)].map((match) => match[1]!)))
  expect(reasons.size).toBeGreaterThan(300)
  // Faults of programs: of a request that no screen makes, or of whoever runs the server.
  const ofPrograms = new Set(['ambiguous', 'bad_by', 'bad_cursor', 'bad_event', 'bad_fields', 'bad_from', 'bad_ground', 'bad_item', 'bad_key', 'bad_mapping', 'bad_mode', 'bad_signature', 'bad_state', 'bad_status', 'bad_tokens', 'bad_version', 'bad_with', 'column_twice', 'database', 'long_key', 'missing', 'no_gateway', 'no_name_column', 'not_migrated', 'not_your_book', 'rights_changed', 'signed_out', 'stopping', 'unbalanced', 'unknown_field'])
  const told = new Set(Object.keys(texts.en).filter((key) => key.startsWith('problems.')).map((key) => key.slice('problems.'.length)))
  expect([...reasons].filter((reason) => !told.has(reason) && !ofPrograms.has(reason)).sort()).toEqual([])
  expect([...ofPrograms].filter((reason) => told.has(reason) || !reasons.has(reason)), 'these are told, or gone').toEqual([])
})

test('what the server says of setting trackers up is translated', () => {
  const source = readFileSync('../tenant/fleet/setup.go', 'utf8')
  const said = [...source.matchAll(/Purpose: "([^"]+)"/g), ...source.matchAll(/^\t+"([A-Z][^"]+\.)",$/gm), ...source.matchAll(/Notes: +\[\]string\{"([^"]+)"\}/g)].map((match) => match[1]!)
  expect(said.length).toBeGreaterThan(15)
  const books = named(/^setup\.([a-z]{2})\.json$/)
  expect(books).toEqual(expect.arrayContaining(chosen.filter((language) => language !== 'en')))
  for (const language of books) {
    const book = read(`setup.${language}.json`)
    for (const sentence of said) expect(book, `${language}: ${sentence}`).toHaveProperty([sentence])
    for (const [english, text] of Object.entries(book)) expect(String(text).match(/\{\w+\}|\d+/g) ?? [], `${language}: ${english}`).toEqual(expect.arrayContaining(english.match(/\{\w+\}|\d+/g) ?? []))
  }
})
