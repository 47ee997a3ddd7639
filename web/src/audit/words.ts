import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../api/acting'
import { boot } from '../app/boot'
import type en from '../i18n/en.json'
import { languages } from '../i18n'
import { useFormats } from '../i18n/format'
import { useWords } from '../people/words'
import { read as typedSum, useSum } from '../prices/sums'

type ActionWord = keyof typeof en.audit.actions
type FieldWord = keyof typeof en.audit.fields
type Fields = NonNullable<AuditEntry['after']>

/** Sums that were once written in minor units, their currency beside them. */
const sums = new Set(['price', 'amount', 'credit', 'charged', 'given_back', 'commission'])
const writtenSum = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const day = /^\d{4}-\d{2}-\d{2}$/
const named = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** What stands in a field, where it is one of a few words of the program, by the field's name. */
const built: Record<string, string[]> = { period: ['prices.period_'], retention: ['prices.retention_'], tier: ['customer.tiers.'], role: ['roleNames.'], status: ['tenant.'], ground: ['lifecycle.grounds.'], kind: ['prices.entry_', 'tenant.', 'kinds.'] }

/** The kinds of actions that the audit is narrowed to: what their names begin with. */
export const subjects = ['people', 'security', 'fleet', 'stock', 'reselling', 'tenant', 'signup', 'billing', 'legal', 'settings', 'support', 'acting'] as const

/** Who and what of an entry, in words. */
export function useAuditWords() {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const sum = useSum()
  const { bundle } = useWords()
  return {
    field: (name: string) => (i18n.exists(`audit.fields.${name}`) ? t(`audit.fields.${name as FieldWord}`) : name),
    /** What the program calls a thing by says nothing to people. */
    told: (name: string, ...of: (Fields | undefined)[]) => !of.some((fields) => typeof fields?.[name] === 'string' && named.test(fields[name])),
    value: (name: string, of: Fields) => {
      const value: unknown = of[name]
      if (value === undefined || value === null || value === '') return t('audit.nothing')
      if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no')
      const unit = typeof of.currency === 'string' ? of.currency : typeof of.price === 'string' ? writtenSum.exec(of.price)?.[2] : undefined
      if (typeof value === 'number' && sums.has(name) && unit) return sum(value, unit, name === 'price' ? Number(of.price_micro ?? 0) : 0)
      if (Array.isArray(value) && value.length === 0) return t('audit.nothing')
      if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' }).format(name === 'bundles' ? value.map(bundle) : value)
      if (typeof value === 'object') return JSON.stringify(value)
      const text = String(value)
      const written = typeof value === 'string' && writtenSum.exec(text)
      if (written && Intl.supportedValuesOf('currency').includes(written[2]!)) {
        const read = typedSum(written[1]!, written[2]!)
        if (read) return sum(read.amount, written[2]!, read.micro)
      }
      if (typeof value === 'string' && moment.test(text)) return f.full(text)
      if (day.test(text)) return f.date(text)
      if (name === 'locale' || name === 'language') return languages[text as keyof typeof languages] ?? text
      const key = built[name]?.map((beginning) => beginning + text).find((one) => i18n.exists(one))
      return key ? t(key as 'prices.period_month') : text
    },
    action: (action: string) => {
      const key = action.replaceAll('.', '_')
      return i18n.exists(`audit.actions.${key}`) ? t(`audit.actions.${key as ActionWord}`) : action
    },
    actor: ({ actor, shredded }: AuditEntry) => {
      const name = actor.name || actor.login || ''
      switch (actor.kind) {
        case 'technical':
          return name || t('acting.technical', { brand: boot.brand })
        case 'system':
          return name ? t('audit.job', { name }) : t('audit.system')
        case 'visitor':
          return t('audit.visitor')
        case 'key':
          return t('audit.byKey', { name })
        default:
          return name || (shredded || !actor.id ? t('audit.forgotten') : actor.id)
      }
    },
  }
}
