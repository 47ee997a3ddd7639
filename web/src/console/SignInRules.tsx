import { Button, MultiSelect, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSignInRules, getSignInRules, type SignInRules as Rules } from '../api/strong'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { Fault } from '../people/parts'
import { useWords } from '../people/words'
import styles from './console.module.css'

const roles = ['owner', 'admin', 'billing', 'support', 'operator', 'viewer', 'own'] as const
const graces = ['0', '7', '14', '30']

/** Whom a realm lets in with two factors only. */
export function SignInRules() {
  const rules = useQuery({ queryKey: ['sign-in rules'], queryFn: getSignInRules })
  if (rules.isPending) return <Waiting />
  if (rules.isError) return <Failure error={rules.error} retry={() => void rules.refetch()} />
  return <Form now={rules.data} />
}

function Form({ now }: { now: Rules }) {
  const { t } = useTranslation()
  const f = useFormats()
  const words = useWords()
  const queries = useQueryClient()
  const [staff, setStaff] = useState(now.staff)
  const [customers, setCustomers] = useState(now.customers)
  const since = now.staff.length + now.customers.length > 0 ? now.required_from : undefined
  // Whoever adds a role gives nobody else time anew: a day is chosen, or what was chosen stays.
  const [days, setDays] = useState<string | null>(since ? null : '14')
  const save = useMutation({
    mutationFn: () => changeSignInRules({ staff, customers, required_from: days === null && since ? since : new Date(Date.now() + Number(days) * 86_400_000).toISOString() }),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      void queries.invalidateQueries({ queryKey: ['session'] })
      return queries.invalidateQueries({ queryKey: ['sign-in rules'] })
    },
  })
  const fields = useFieldTexts(save.error)
  const data = roles.map((role) => ({ value: role, label: role === 'own' ? t('security.ownRoles') : words.role(role) }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const some = staff.length + customers.length > 0
  return (
    <form className={styles.card} onSubmit={submit}>
      <h2>{t('security.rules')}</h2>
      <p className={styles.faint}>{t('security.rulesText')}</p>
      <MultiSelect label={t('security.rulesStaff')} data={data} value={staff} onChange={setStaff} error={fields.staff} clearable />
      <MultiSelect label={t('security.rulesCustomers')} data={data} value={customers} onChange={setCustomers} error={fields.customers} clearable />
      {some && <Select label={t('security.rulesFrom')} description={t('security.rulesFromText')} data={graces.map((value) => ({ value, label: value === '0' ? t('security.atOnce') : t('security.inDays', { count: Number(value) }) }))} value={days} onChange={(next) => (next || since) && setDays(next)} placeholder={since && f.date(since)} clearable={Boolean(since)} error={fields.required_from} />}
      {since && <p className={styles.faint}>{t('security.rulesSince', { date: f.date(since) })}</p>}
      {Object.keys(fields).length === 0 && <Fault error={save.error} />}
      <Button type="submit" className={styles.end} loading={save.isPending}>
        {t('security.rulesSave')}
      </Button>
    </form>
  )
}
