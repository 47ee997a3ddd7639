import { useTranslation } from 'react-i18next'
import { shelves, type DeskSet } from '../api/desk'
import { instant, local } from '../i18n/days'
import { readerZone, useFormats } from '../i18n/format'
import type { Choice, Field, Values } from './DeskFields'
import { spans, typed } from './moments'

/** Things of one kind that a desk has: how they are shown, and what is asked for them. */
export interface Kind {
  name: keyof typeof shelves
  title: string
  text: string
  add: string
  /** used: what still stands on it, which must be given another before it can go. */
  items: { id: string; title: string; text: string; values: Values; used?: string[] }[]
  fields: Field[]
  /** What a new one begins with. */
  fresh: Values
  changes: boolean
  removes: boolean
  /** What becomes of it, and of what was made with it, when it is removed. */
  goes?: string
  set: (values: Values) => Promise<unknown>
}

const filled = (texts: unknown) => Object.fromEntries(Object.entries((texts as Record<string, string> | undefined) ?? {}).filter(([, text]) => text.trim() !== ''))
const day = (at: string) => at.slice(0, 10)

export function useKinds(desk: DeskSet): Kind[] {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const zone = readerZone()
  const said = (texts: Record<string, string>) => texts[i18n.language] ?? texts.en ?? Object.values(texts)[0] ?? ''
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' })
  const days = [...Array(7).keys()].map((n) => weekday.format(new Date(Date.UTC(2026, 10, 1 + n)))) // the first was a Sunday
  const calendars = desk.calendars.map((one) => ({ value: one.id ?? '', label: one.name }))
  const teams = desk.teams.map((one) => ({ value: one.id ?? '', label: one.name }))
  const categories = desk.categories.map((one) => ({ value: one.id ?? '', label: said(one.names) }))
  const named = (list: Choice[], id: string | undefined) => list.find((one) => one.value === id)?.label
  const scopes = [
    { value: 'service', label: t('deskSetup.scopeService') },
    { value: 'equipment', label: t('deskSetup.scopeEquipment') },
    { value: 'purchase', label: t('deskSetup.scopePurchase') },
  ]
  const lines = [
    { value: '1', label: t('deskSetup.line1') },
    { value: '2', label: t('deskSetup.line2') },
  ]
  const addressKinds = [
    { value: 'normal', label: t('deskSetup.normal') },
    { value: 'critical', label: t('deskSetup.critical') },
  ]
  const join = (...parts: (string | undefined | false)[]) => parts.filter(Boolean).join(' · ')
  const week = (values: Values) =>
    ((values.week as string[] | undefined) ?? []).flatMap((text, n) => {
      const list = spans(text ?? '')
      // What cannot be read is sent as a span that the server refuses, and names.
      return list ? list.map((one) => ({ day: n, ...one })) : [{ day: n, from: 0, to: 0 }]
    })
  return [
    {
      name: 'address',
      title: t('deskSetup.addresses'),
      text: t('deskSetup.addressesText'),
      add: t('deskSetup.addAddress'),
      items: desk.addresses.map((one) => ({ id: one.id ?? '', title: one.address, text: join(named(addressKinds, one.kind), named(categories, one.category)), values: { ...one } })),
      fields: [
        { name: 'address', label: t('deskSetup.address'), kind: 'email', most: 254, fixed: true },
        { name: 'kind', label: t('deskSetup.kind'), hint: t('deskSetup.kindHint'), kind: 'choice', choices: addressKinds },
        { name: 'category', label: t('deskSetup.category'), kind: 'choice', choices: categories, optional: true },
      ],
      fresh: { kind: 'normal' },
      changes: true,
      removes: true,
      goes: t('deskSetup.goneAddress'),
      set: (v) => shelves.address({ id: v.id as string | undefined, address: String(v.address ?? ''), kind: v.kind as 'normal', category: v.category as string | undefined }),
    },
    {
      name: 'category',
      title: t('deskSetup.categories'),
      text: t('deskSetup.categoriesText'),
      add: t('deskSetup.addCategory'),
      items: desk.categories.map((one) => ({ id: one.id ?? '', title: said(one.names), text: join(named(scopes, one.scope), named(teams, one.team), one.forum), values: { ...one } })),
      fields: [
        { name: 'names', label: t('deskSetup.name'), kind: 'texts', most: 100 },
        { name: 'scope', label: t('deskSetup.scope'), kind: 'choice', choices: scopes },
        { name: 'team', label: t('deskSetup.team'), kind: 'choice', choices: teams, optional: true },
        { name: 'forum', label: t('deskSetup.forum'), hint: t('deskSetup.forumHint'), kind: 'url', optional: true, most: 500 },
        { name: 'answers', label: t('deskSetup.agreed'), kind: 'areas', most: 5000 },
        { name: 'position', label: t('deskSetup.position'), kind: 'number', optional: true },
        { name: 'archived', label: t('deskSetup.archived'), hint: t('deskSetup.archivedHint'), kind: 'check' },
      ],
      fresh: { scope: 'service' },
      changes: true,
      removes: false,
      set: (v) =>
        shelves.category({ id: v.id as string | undefined, names: filled(v.names), scope: v.scope as 'service', team: v.team as string | undefined, forum: (v.forum as string) || undefined, answers: filled(v.answers), position: v.position as number | undefined, archived: Boolean(v.archived) }),
    },
    {
      name: 'macro',
      title: t('deskSetup.macros'),
      text: t('deskSetup.macrosText'),
      add: t('deskSetup.addMacro'),
      items: desk.macros.map((one) => ({ id: one.id ?? '', title: one.name, text: Object.keys(one.texts).join(', '), values: { ...one } })),
      fields: [
        { name: 'name', label: t('deskSetup.name'), kind: 'text', most: 100 },
        { name: 'texts', label: t('deskSetup.text'), kind: 'areas', most: 20_000 },
        { name: 'asks', label: t('support.asks'), kind: 'check' },
      ],
      fresh: {},
      changes: true,
      removes: true,
      goes: t('deskSetup.goneMacro'),
      set: (v) => shelves.macro({ id: v.id as string | undefined, name: String(v.name ?? ''), texts: filled(v.texts), asks: Boolean(v.asks) }),
    },
    {
      name: 'calendar',
      title: t('deskSetup.calendars'),
      text: t('deskSetup.calendarsText'),
      add: t('deskSetup.addCalendar'),
      items: desk.calendars.map((one) => ({
        id: one.id ?? '',
        title: one.name,
        text: join(one.zone, t('deskSetup.holidayCount', { count: one.holidays.length })),
        values: { ...one, week: days.map((_, n) => typed(one.spans.filter((span) => span.day === n))) },
        used: [
          ...desk.teams.filter((team) => team.calendar === one.id).map((team) => t('deskSetup.usedTeam', { name: team.name })),
          ...(desk.promises.calendar === one.id ? [t('deskSetup.usedHours')] : []),
          ...(desk.promises.native_calendar === one.id ? [t('deskSetup.usedNative')] : []),
        ],
      })),
      fields: [
        { name: 'name', label: t('deskSetup.name'), kind: 'text', most: 100 },
        { name: 'zone', label: t('customer.timeZone'), kind: 'zone' },
        { name: 'week', label: t('deskSetup.week'), hint: t('deskSetup.weekHint'), kind: 'week', days },
        { name: 'holidays', label: t('deskSetup.holidays'), hint: t('deskSetup.holidaysHint'), kind: 'tags' },
      ],
      fresh: { zone, week: days.map((_, n) => (n > 0 && n < 6 ? '09:00-21:00' : '')) },
      changes: true,
      removes: true,
      goes: t('deskSetup.goneCalendar'),
      set: (v) => shelves.calendar({ id: v.id as string | undefined, name: String(v.name ?? ''), zone: String(v.zone ?? ''), spans: week(v), holidays: (v.holidays as string[] | undefined) ?? [] }),
    },
    {
      name: 'team',
      title: t('deskSetup.teams'),
      text: t('deskSetup.teamsText'),
      add: t('deskSetup.addTeam'),
      items: desk.teams.map((one) => ({
        id: one.id ?? '',
        title: one.name,
        text: join(named(lines, String(one.line)), named(calendars, one.calendar), t('deskSetup.memberCount', { count: one.members.length })),
        values: { ...one, line: String(one.line) },
        used: desk.categories.filter((each) => each.team === one.id).map((each) => t('deskSetup.usedCategory', { name: said(each.names) })),
      })),
      fields: [
        { name: 'name', label: t('deskSetup.name'), hint: t('deskSetup.teamHint'), kind: 'text', most: 100 },
        { name: 'line', label: t('deskSetup.line'), kind: 'choice', choices: lines },
        { name: 'calendar', label: t('deskSetup.calendar'), kind: 'choice', choices: calendars, optional: true },
        { name: 'target_minutes', label: t('deskSetup.target'), hint: t('deskSetup.targetHint'), kind: 'number', optional: true },
        { name: 'members', label: t('deskSetup.members'), kind: 'people', optional: true },
      ],
      fresh: { line: '1', members: [] },
      changes: true,
      removes: true,
      goes: t('deskSetup.goneTeam'),
      set: (v) =>
        shelves.team({ id: v.id as string | undefined, name: String(v.name ?? ''), line: Number(v.line), calendar: v.calendar as string | undefined, target_minutes: v.target_minutes as number | undefined, members: (v.members as string[] | undefined) ?? [] }),
    },
    {
      name: 'duty',
      title: t('deskSetup.duties'),
      text: t('deskSetup.dutiesText'),
      add: t('deskSetup.addDuty'),
      items: desk.duties.map((one) => ({ id: one.id ?? '', title: one.name ?? '', text: `${f.full(one.starts)} – ${f.full(one.ends)}`, values: {} })),
      fields: [
        { name: 'user', label: t('deskSetup.person'), kind: 'person' },
        { name: 'starts', label: t('deskSetup.starts'), kind: 'moment' },
        { name: 'ends', label: t('deskSetup.ends'), kind: 'moment' },
      ],
      fresh: { starts: local(new Date().toISOString()) },
      changes: false,
      removes: true,
      goes: t('deskSetup.goneDuty'),
      set: (v) => shelves.duty({ user: v.user as string, starts: instant(String(v.starts)), ends: instant(String(v.ends)) }),
    },
    {
      name: 'product',
      title: t('deskSetup.products'),
      text: t('deskSetup.productsText'),
      add: t('deskSetup.addProduct'),
      items: desk.products.map((one) => ({
        id: one.id ?? '',
        title: `${one.name} ${one.version}`,
        text: t('deskSetup.supported', { from: f.date(day(one.released_on)), to: one.supported_until ? f.date(day(one.supported_until)) : '–' }),
        values: { ...one, released_on: day(one.released_on), supported_until: day(one.supported_until ?? '') },
      })),
      fields: [
        { name: 'name', label: t('deskSetup.name'), kind: 'text', most: 100 },
        { name: 'version', label: t('deskSetup.version'), kind: 'text', most: 60 },
        { name: 'released_on', label: t('deskSetup.released'), kind: 'date' },
        { name: 'supported_until', label: t('deskSetup.supportEnds'), hint: t('deskSetup.supportEndsHint'), kind: 'date', optional: true },
        { name: 'download', label: t('deskSetup.download'), kind: 'url', optional: true, most: 500 },
      ],
      fresh: {},
      changes: true,
      removes: true,
      goes: t('deskSetup.goneProduct'),
      set: (v) =>
        shelves.product({ id: v.id as string | undefined, name: String(v.name ?? ''), version: String(v.version ?? ''), released_on: `${String(v.released_on)}T00:00:00Z`, supported_until: v.supported_until ? `${String(v.supported_until)}T00:00:00Z` : undefined, download: (v.download as string) || undefined }),
    },
  ]
}
