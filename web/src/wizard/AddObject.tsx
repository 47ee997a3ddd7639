import { Alert, Button, Select, Switch, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconAlertTriangle, IconArrowLeft, IconArrowRight } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { createGroup, createObject, listGroups } from '../api/model'
import { activate } from '../api/stock'
import { doWish } from '../api/billing'
import { useMay } from '../app/Gate'
import { Notice } from '../app/Notice'
import { useFieldTexts, useProblemText } from '../app/problems'
import { useKeys } from '../app/keys'
import { type Chosen, NewPlan } from '../billing/NewPlan'
import { kindName } from '../monitoring/kindName'
import type en from '../i18n/en.json'
import { codeFromAddress, codeIsWhole } from '../stock/code'
import { kinds } from './kinds'
import { emptyTracker, TrackerFields, trackerInput } from './TrackerFields'
import styles from './wizard.module.css'

const fresh = 'new:'

/** Adds an object and, mostly, its tracker; then leads to the page that waits for it. */
export default function AddObject() {
  const { t, i18n } = useTranslation()
  const mayAdd = useMay('fleet.object.write')
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const problem = useProblemText()
  const groups = useQuery({ queryKey: ['groups'], queryFn: listGroups })
  const [name, setName] = useState('')
  const [kind, setKind] = useState<string>('vehicle')
  const [group, setGroup] = useState<string | null>(null)
  const [groupSearch, setGroupSearch] = useState('')
  const [withTracker, setWithTracker] = useState(true)
  const [tracker, setTracker] = useState(emptyTracker)
  // A label's QR code leads here with its code.
  const [code, setCode] = useState<string | undefined>(codeFromAddress)
  const [missing, setMissing] = useState(false)
  const [plan, setPlan] = useState<Chosen>()
  const once = useRef(crypto.randomUUID())
  useKeys({ Escape: () => navigate('/') })

  const add = useMutation({
    mutationFn: async () => {
      const target = group?.startsWith(fresh) ? (await createGroup(group.slice(fresh.length))).id : (group ?? undefined)
      if (code !== undefined) return { ...(await activate({ code, name: name.trim(), kind, group: target }, once.current)), warnings: [] }
      return createObject({ name: name.trim(), kind, group: target, tracker: withTracker ? trackerInput(tracker) : undefined }, once.current)
    },
    onSuccess: async (object) => {
      for (const warning of object.warnings ?? []) {
        notifications.show({ message: i18n.exists(`warnings.${warning.reason}`) ? t(`warnings.${warning.reason as keyof typeof en.warnings}`) : warning.message, color: 'yellow', autoClose: 12_000 })
      }
      // The object is there; a plan that cannot be connected is told of, and can be tried again in its card.
      if (plan?.accepted) {
        const done = await doWish({ doing: 'connect', objects: [object.id], version: plan.version }, crypto.randomUUID()).catch((error: unknown) => ({ items: [{ done: false, message: problem(error) }] }))
        const one = done.items[0]
        if (one && !one.done) notifications.show({ message: one.message || t('state.errorText'), color: 'yellow', autoClose: 12_000 })
      }
      await Promise.all([queries.invalidateQueries({ queryKey: ['objects'] }), queries.invalidateQueries({ queryKey: ['groups'] })])
      navigate(withTracker || code !== undefined ? `/objects/${object.id}/setup` : `/objects/${object.id}`)
    },
    // What is sent next is another request.
    onError: () => (once.current = crypto.randomUUID()),
  })
  const fields = useFieldTexts(add.error)

  if (!mayAdd) return <Notice kind="forbidden" title={t('state.forbiddenTitle')} text={t('state.forbiddenText')} action={t('state.toMonitoring')} onAction={() => navigate('/')} />
  const incomplete = name.trim() === '' || (code !== undefined ? !codeIsWhole(code) : withTracker && (tracker.protocol === '' || tracker.identity.trim() === ''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(incomplete)
    if (!incomplete) add.mutate()
  }
  const groupChoices = (groups.data ?? []).map((one) => ({ value: one.id, label: one.name }))
  const typed = groupSearch.trim()
  if (typed && !groupChoices.some((one) => one.label.toLowerCase() === typed.toLowerCase())) groupChoices.push({ value: fresh + typed, label: t('add.newGroup', { name: typed }) })
  if (group?.startsWith(fresh) && !groupChoices.some((one) => one.value === group)) groupChoices.push({ value: group, label: group.slice(fresh.length) })

  return (
    <div className={styles.page}>
      <form className={styles.sheet} onSubmit={submit} noValidate>
        <Link href="/" className={styles.back}>
          <IconArrowLeft size={17} aria-hidden /> {t('add.back')}
        </Link>
        <h1>{t('add.title')}</h1>
        <p className={styles.lead}>{t('add.lead')}</p>

        <fieldset className={styles.part}>
          <legend>
            <i aria-hidden>1</i> {t('add.object')}
          </legend>
          <div className={styles.fields}>
            <TextInput label={t('add.name')} placeholder={t('add.namePlaceholder')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name ?? (missing && name.trim() === '' && t('add.nameMissing'))} maxLength={100} autoFocus autoComplete="off" />
            <div className={styles.two}>
              <Select label={t('add.kind')} value={kind} onChange={(value) => value && setKind(value)} data={kinds.map((value) => ({ value, label: kindName(value, t) }))} error={fields.kind} />
              <Select
                label={t('add.group')}
                placeholder={t('add.noGroup')}
                searchable
                clearable
                value={group}
                onChange={setGroup}
                searchValue={groupSearch}
                onSearchChange={setGroupSearch}
                data={groupChoices}
                error={fields.group}
                maxLength={100}
              />
            </div>
          </div>
        </fieldset>

        <fieldset className={styles.part}>
          <legend>
            <i aria-hidden>2</i> {t('add.tracker')}
          </legend>
          <Switch label={t('stock.withCode')} checked={code !== undefined} onChange={(event) => setCode(event.currentTarget.checked ? '' : undefined)} mb="md" />
          {code !== undefined ? (
            <TextInput label={t('stock.codeLabel')} description={t('stock.codeHint')} value={code} onChange={(event) => setCode(event.currentTarget.value)} error={fields.code ?? (missing && !codeIsWhole(code) && t('stock.codeTypo'))} maxLength={60} autoComplete="off" autoCapitalize="characters" spellCheck={false} />
          ) : (
            <>
          <Switch label={t('add.withTracker')} checked={withTracker} onChange={(event) => setWithTracker(event.currentTarget.checked)} mb="md" />
          {withTracker ? <TrackerFields value={tracker} change={setTracker} error={add.error} /> : <p className={styles.lead}>{t('add.withoutText')}</p>}
            </>
          )}
        </fieldset>

        <NewPlan className={styles.part} value={plan} change={setPlan} />
        {add.isError && Object.keys(fields).length === 0 && (
          <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
            {problem(add.error)}
          </Alert>
        )}
        {missing && incomplete && (
          <Alert role="alert" color="yellow" variant="light">
            {t(name.trim() === '' ? 'add.nameMissing' : code !== undefined ? 'stock.codeTypo' : tracker.protocol === '' ? 'add.modelMissing' : 'add.identityMissing')}
          </Alert>
        )}
        <div className={styles.foot}>
          <Button component={Link} href="/" variant="default">
            {t('state.cancel')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={plan && !plan.accepted} rightSection={withTracker ? <IconArrowRight size={17} /> : undefined}>
            {t(code !== undefined ? 'stock.activate' : withTracker ? 'add.next' : 'add.submit')}
          </Button>
        </div>
      </form>
    </div>
  )
}
