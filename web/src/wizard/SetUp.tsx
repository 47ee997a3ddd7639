import { Button, CopyButton, SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconArrowLeft, IconCheck, IconCopy, IconMapPin, IconMessage2 } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { getContact, getObject, listProtocols, type Model, type Setup, type Tracker } from '../api/model'
import { Failure } from '../app/Notice'
import type { LiveFleet } from '../monitoring/live'
import { useSetupWords } from '../i18n/setup'
import { AskForTracker } from '../claims/AskForTracker'
import { Arrival } from './Arrival'
import { QR } from './QR'
import styles from './wizard.module.css'

/** How to make the tracker report here, beside what has arrived of it so far. */
export default function SetUp({ object: id, fleet }: { object: string; fleet: LiveFleet }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const object = useQuery({ queryKey: ['object', id], queryFn: () => getObject(id) })
  const protocols = useQuery({ queryKey: ['protocols'], queryFn: listProtocols, staleTime: Infinity })
  // Events come at once; asking now and then makes up for a connection that was away.
  const contact = useQuery({ queryKey: ['contact', id], queryFn: () => getContact(id), refetchInterval: 5000 })
  useEffect(() => {
    const again = (one: string) => {
      if (one !== id) return
      void queries.invalidateQueries({ queryKey: ['contact', id] })
      void queries.invalidateQueries({ queryKey: ['object', id] })
    }
    const stop = [fleet.onContact((event) => again(event.object)), fleet.onChange(again), fleet.onObject(id, () => again(id))]
    return () => stop.forEach((one) => one())
  }, [fleet, id, queries])

  if (object.isError) return <Failure error={object.error} retry={() => void object.refetch()} />
  if (!object.data || !protocols.data) {
    return (
      <div className={styles.page}>
        <div className={styles.sheet}>{protocols.isError ? <Failure error={protocols.error} retry={() => void protocols.refetch()} /> : <Skeleton height={320} />}</div>
      </div>
    )
  }
  const { tracker, name } = object.data
  const setup = protocols.data.find((one) => one.protocol === tracker?.protocol)
  return (
    <div className={styles.page}>
      <div className={styles.wide}>
        <Link href={`/objects/${id}`} className={styles.back}>
          <IconArrowLeft size={17} aria-hidden /> {name}
        </Link>
        <h1>{t('setup.title')}</h1>
        <div className={styles.columns}>
          <div>{tracker && setup ? <Instructions setup={setup} tracker={tracker} /> : <p className={styles.lead}>{t('card.noTracker')}</p>}</div>
          <aside className={styles.arrival}>
            <Arrival contact={contact.data} error={contact.isError && !contact.data} tracker={tracker ?? undefined} setup={setup} />
            {tracker?.waiting && <AskForTracker object={id} />}
            <Button component={Link} href={`/objects/${id}`} variant={contact.data?.what === 'well' ? 'filled' : 'default'} fullWidth mt="md" leftSection={<IconMapPin size={18} />}>
              {t('setup.toMap')}
            </Button>
          </aside>
        </div>
      </div>
    </div>
  )
}

function Instructions({ setup, tracker }: { setup: Setup; tracker: Tracker }) {
  const { t } = useTranslation()
  const words = useSetupWords(setup)
  const model = setup.models.find((one) => one.name === tracker.model) ?? setup.models[0]
  return (
    <>
      <section className={styles.block}>
        <h2>{t('setup.address')}</h2>
        <p className={styles.lead}>{t('setup.addressText')}</p>
        <dl className={styles.copies}>
          <CopyRow name={t('setup.host')} value={setup.host} />
          {setup.port > 0 ? <CopyRow name={t('setup.port')} value={String(setup.port)} /> : <p role="alert">{t('setup.notListening')}</p>}
          <CopyRow name={t(setup.by_imei ? 'tracker.imei' : 'tracker.identity')} value={tracker.identity} />
          <div>
            <dt>{t('setup.transport')}</dt>
            <dd>{setup.transports.map((one) => one.toUpperCase()).join(', ')}</dd>
          </div>
        </dl>
      </section>
      {model?.link && <Phone model={model} tracker={tracker} />}
      {(model?.sms?.length ?? 0) > 0 && <Texts model={model!} tracker={tracker} />}
      {!model?.link && (setup.steps?.length ?? 0) > 0 && (
        <section className={styles.block}>
          <h2>{t('setup.steps')}</h2>
          <ol className={styles.steps}>
            {setup.steps!.map((step) => (
              <li key={step}>{words(step)}</li>
            ))}
          </ol>
        </section>
      )}
      {(model?.notes?.length ?? 0) > 0 && (
        <section className={styles.block}>
          <h2>{t('setup.notes')}</h2>
          <ul className={styles.steps}>
            {model!.notes!.map((note) => (
              <li key={note}>{words(note)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function CopyRow({ name, value }: { name: string; value: string }) {
  const { t } = useTranslation()
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <button type="button" className={styles.copy} onClick={copy} aria-label={t('setup.copy', { what: name })}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </button>
          )}
        </CopyButton>
      </dd>
    </div>
  )
}

/** A phone needs no typing: it reads the code. */
function Phone({ model, tracker }: { model: Model; tracker: Tracker }) {
  const { t } = useTranslation()
  const link = model.link!.replaceAll('{identity}', encodeURIComponent(tracker.identity))
  // An address that the app fills in by itself is pasted; any other can be read from the code.
  const pasted = /\{\d\}/.test(link)
  return (
    <section className={styles.block}>
      <h2>{t('setup.phone', { app: model.name })}</h2>
      <div className={styles.phone}>
        {!pasted && <QR text={link} label={t('setup.qr', { app: model.name })} />}
        <ol className={styles.steps}>
          <li>
            {t('setup.phoneInstall', { app: model.name })}{' '}
            {(model.stores ?? []).map((store) => (
              <a key={store} className={styles.store} href={store} target="_blank" rel="noopener noreferrer">
                {store.includes('apple') ? 'App Store' : 'Google Play'}
              </a>
            ))}
          </li>
          <li>{t(pasted ? 'setup.phonePaste' : 'setup.phoneScan')}</li>
          <li>{t('setup.phoneStart')}</li>
        </ol>
      </div>
      <dl className={styles.copies}>
        <CopyRow name={t('setup.link')} value={link} />
      </dl>
    </section>
  )
}

const blanks = ['apn', 'apn_user', 'apn_password', 'login', 'password'] as const

/** The texts to send to the SIM, with what only its owner knows filled in here. */
function Texts({ model, tracker }: { model: Model; tracker: Tracker }) {
  const { t } = useTranslation()
  const words = useSetupWords()
  const [values, setValues] = useState<Record<string, string>>({})
  const [shown, setShown] = useState<'needed' | 'all'>('needed')
  const all = model.sms ?? []
  const texts = shown === 'all' ? all : all.filter((sms) => !sms.optional)
  const asked = blanks.filter((blank) => texts.some((sms) => sms.text.includes(`{${blank}}`)))
  return (
    <section className={styles.block}>
      <h2>
        <IconMessage2 size={19} stroke={1.7} aria-hidden /> {t('setup.sms', { model: model.name })}
      </h2>
      <p className={styles.lead}>{tracker.phone ? t('setup.smsTo', { phone: tracker.phone }) : t('setup.smsText')}</p>
      {asked.length > 0 && (
        <div className={styles.two}>
          {asked.map((blank) => (
            <TextInput key={blank} size="sm" label={t(`setup.${blank}`)} value={values[blank] ?? ''} onChange={(event) => setValues({ ...values, [blank]: event.currentTarget.value })} autoComplete="off" autoCapitalize="none" spellCheck={false} />
          ))}
        </div>
      )}
      {all.some((sms) => sms.optional) && (
        <SegmentedControl
          mt="md"
          size="xs"
          value={shown}
          onChange={(value) => setShown(value as 'needed' | 'all')}
          data={[
            { value: 'needed', label: t('setup.needed') },
            { value: 'all', label: t('setup.all') },
          ]}
        />
      )}
      <ol className={styles.texts}>
        {texts.map((sms) => {
          const text = fill(sms.text, { identity: tracker.identity, ...values })
          return (
            <li key={sms.purpose}>
              <span>{words(sms.purpose)}</span>
              <div>
                <code>{text}</code>
                <CopyButton value={text}>
                  {({ copied, copy }) => (
                    <Button size="compact-sm" variant="light" leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />} onClick={copy} aria-label={t('setup.copy', { what: words(sms.purpose) })}>
                      {t(copied ? 'card.copied' : 'state.copy')}
                    </Button>
                  )}
                </CopyButton>
                {tracker.phone && (
                  <Button size="compact-sm" variant="subtle" component="a" href={`sms:${tracker.phone}?body=${encodeURIComponent(text)}`}>
                    {t('setup.send')}
                  </Button>
                )}
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

// Login and password of a device may be empty, and mostly are; what else is not filled in stays to be seen.
function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (blank, name: string) => (values[name] ? values[name] : ['login', 'password', 'apn_user', 'apn_password'].includes(name) ? '' : blank))
}
