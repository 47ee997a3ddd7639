import { Button, Checkbox, FileButton, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agreeDocument, type CustomerAgreed, type CustomerDocuments, endAgreed, getCustomerTexts, listCustomerDocuments, type ReplaceableDocument } from '../api/agreed'
import type { OneCustomer } from '../api/consoles'
import { putAgreementFile } from '../api/prices'
import { getStarter, getTexts, previewDocument, type VersionText } from '../api/signup'
import { useMay } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import console from '../console/console.module.css'
import { dayFrom, midnight } from '../i18n/days'
import { useFormats } from '../i18n/format'
import { Buttons, Dialog, Fault } from '../people/parts'
import { Standing } from './ByAgreement'
import styles from './documents.module.css'
import { Previewed, TextFields } from './Draft'
import { Prose } from './Prose'

/** Which documents apply to one customer by agreement instead of the public ones. */
export function AgreedWith({ customer }: { customer: OneCustomer }) {
  const { t, i18n } = useTranslation()
  const f = useFormats()
  const queries = useQueryClient()
  const mayPut = useMay('billing.agreement.write')
  const list = useQuery({ queryKey: ['customer-documents', customer.id, i18n.language], queryFn: () => listCustomerDocuments(customer.id, i18n.language), placeholderData: (before) => before })
  const put = useMutation({
    mutationFn: (file: File) => putAgreementFile(customer.id, file),
    onSuccess: () => Promise.all([['customer-documents', customer.id], ['agreement-files', customer.id]].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  if (list.isPending) return <Waiting />
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />
  const agreed = list.data
  const signed = agreed.agreement !== '' && Boolean(agreed.agreed_on)
  return (
    <div className={console.stack}>
      <section className={console.card} aria-label={t('agreed.tab')}>
        <h2>{signed ? t('agreed.of', { number: agreed.agreement, on: f.date(agreed.agreed_on!) }) : t('agreed.tab')}</h2>
        <p className={console.faint}>{t('agreed.lead')}</p>
        {!signed && <p>{t('agreed.no', { actions: t('customer.actions'), action: t('customer.changeTerms') })}</p>}
        {agreed.files.length === 0 && <p>{t('agreed.noFile')}</p>}
        {mayPut && (
          <FileButton accept="application/pdf" onChange={(file) => file && put.mutate(file)}>
            {(props) => (
              <Button {...props} size="sm" variant="default" className={console.end} loading={put.isPending}>
                {t('agreed.putFile')}
              </Button>
            )}
          </FileButton>
        )}
        <Fault error={put.error} />
      </section>
      {agreed.public.map((one) => (
        <Kind key={one.kind} customer={customer} agreed={agreed} document={one} ready={signed && agreed.files.length > 0} />
      ))}
    </div>
  )
}

function Kind({ customer, agreed, document, ready }: { customer: OneCustomer; agreed: CustomerDocuments; document: ReplaceableDocument; ready: boolean }) {
  const { t } = useTranslation()
  const may = useMay('reselling.agreed.write')
  const [agreeing, setAgreeing] = useState(false)
  const [leaving, setLeaving] = useState<CustomerAgreed>()
  const [reading, setReading] = useState<CustomerAgreed>()
  const mine = agreed.documents.filter((one) => one.kind === document.kind)
  const ahead = mine.some((one) => one.state === 'announced')
  return (
    <section className={console.card} aria-label={document.title}>
      <h2>{document.title}</h2>
      {!mine.some((one) => one.state === 'in_force') && <p className={console.faint}>{t('agreed.publicApplies')}</p>}
      {mine.length > 0 && (
        <ul className={styles.list}>
          {mine.map((one) => (
            <li key={one.id}>
              {one.locales.length > 0 ? (
                <Button variant="subtle" size="compact-md" onClick={() => setReading(one)} aria-label={t('agreed.read', { title: one.title })}>
                  {one.title}
                </Button>
              ) : (
                <b>{one.file_name}</b>
              )}
              <Standing one={one} />
              {one.by && <small>{t('agreed.by', { name: one.by })}</small>}
              {may && (one.state === 'announced' || (one.state === 'in_force' && !one.ends_at && !ahead)) && (
                <Button variant="subtle" color="red" size="compact-sm" onClick={() => setLeaving(one)} aria-label={t(one.state === 'announced' ? 'agreed.takeBackOf' : 'agreed.endOf', { title: one.title })}>
                  {one.state === 'announced' ? t('documents.withdraw') : t('agreed.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {may && ready && (
        <div>
          <Button variant="light" onClick={() => setAgreeing(true)} aria-label={t('agreed.agreeOf', { title: document.title })}>
            {t('agreed.agree')}
          </Button>
        </div>
      )}
      {agreeing && <Agree customer={customer} agreed={agreed} document={document} before={mine.find((one) => one.locales.length > 0)} close={() => setAgreeing(false)} />}
      {leaving && <Leave customer={customer} document={document} one={leaving} close={() => setLeaving(undefined)} />}
      {reading && <Read customer={customer} one={reading} close={() => setReading(undefined)} />}
    </section>
  )
}

function useDone(customer: OneCustomer, close: () => void) {
  const queries = useQueryClient()
  return async (message: string) => {
    notifications.show({ message, color: 'green' })
    close()
    await Promise.all([['customer-documents', customer.id], ['trace', customer.id], ['document-proofs']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
}

function Agree({ customer, agreed, document, before, close }: { customer: OneCustomer; agreed: CustomerDocuments; document: ReplaceableDocument; before?: CustomerAgreed; close: () => void }) {
  const { t } = useTranslation()
  const f = useFormats()
  const done = useDone(customer, close)
  const mayPreview = useMay('reselling.document.preview')
  const today = dayFrom(new Date(), 0)
  const [file, setFile] = useState(agreed.files[0]!.id)
  const [date, setDate] = useState(today)
  const [written, setWritten] = useState(false)
  const [draft, setDraft] = useState<VersionText[]>()
  // A text begins with what was agreed last, or with the public one.
  const texts = useQuery({
    queryKey: ['agreed-texts', before?.id ?? document.id],
    queryFn: () => (before ? getCustomerTexts(customer.id, before.id) : getTexts(document.id)),
    enabled: written,
    staleTime: Infinity,
  })
  const starter = useQuery({ queryKey: ['document-starter', document.kind], queryFn: () => getStarter(document.kind), enabled: written && mayPreview, staleTime: 60_000 })
  const now = draft ?? (texts.data ?? []).map(({ locale, title, body, template }) => ({ locale, title, body: template || body }))
  const shown = useMutation({ mutationFn: () => previewDocument(now) })
  const post = useMutation({
    mutationFn: () => agreeDocument(customer.id, { kind: document.kind, file, texts: written ? now : [], ...(date === today ? {} : { effective_at: midnight(date) }) }),
    onSuccess: () => done(t('agreed.done')),
  })
  const fields = useFieldTexts(post.error)
  const empty = written && (now.length === 0 || now.some((one) => one.title.trim() === '' || one.body.trim() === ''))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    post.mutate()
  }
  return (
    <Dialog title={t('agreed.agreeOf', { title: document.title })} opened close={close}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Select label={t('agreed.file')} description={t('agreed.fileHint')} data={agreed.files.map((one) => ({ value: one.id, label: `${one.name} · ${f.date(one.put_at)}` }))} value={file} onChange={(value) => value && setFile(value)} error={fields.file} />
          <TextInput type="date" label={t('documents.effective')} description={t('agreed.atOnce')} value={date} min={today} onChange={(event) => setDate(event.currentTarget.value)} error={fields.effective_at} required maw={260} />
          <Checkbox label={t('agreed.withText')} description={t('agreed.withTextHint')} checked={written} onChange={(event) => setWritten(event.currentTarget.checked)} />
          {written && (texts.isPending ? <Waiting /> : texts.isError ? <Failure error={texts.error} retry={() => void texts.refetch()} /> : <TextFields draft={now} change={setDraft} starters={starter.data?.texts ?? []} fields={fields} />)}
          {written && shown.data && <Previewed preview={shown.data} />}
          <Fault error={shown.error ?? (Object.keys(fields).length === 0 || fields.agreement ? post.error : null)} />
          <Buttons close={close}>
            {written && mayPreview && (
              <Button variant="default" loading={shown.isPending} disabled={empty} onClick={() => shown.mutate()}>
                {t('documents.preview')}
              </Button>
            )}
            <Button type="submit" loading={post.isPending} disabled={date === '' || empty}>
              {t('agreed.agree')}
            </Button>
          </Buttons>
        </Stack>
      </form>
    </Dialog>
  )
}

/** Ends one that applies, or takes back one that is announced. */
function Leave({ customer, document, one, close }: { customer: OneCustomer; document: ReplaceableDocument; one: CustomerAgreed; close: () => void }) {
  const { t } = useTranslation()
  const done = useDone(customer, close)
  const announced = one.state === 'announced'
  const first = dayFrom(new Date(), document.notice_days > 0 ? document.notice_days + 1 : 0)
  const [date, setDate] = useState(first)
  const end = useMutation({
    mutationFn: () => endAgreed(customer.id, one.id, announced ? undefined : midnight(date)),
    onSuccess: () => done(announced ? t('documents.isWithdrawn') : t('agreed.endDone')),
  })
  const fields = useFieldTexts(end.error)
  return (
    <Dialog title={t(announced ? 'agreed.takeBackOf' : 'agreed.endOf', { title: one.title })} opened close={close}>
      <p>{announced ? t('documents.withdrawText') : t('agreed.endText')}</p>
      {!announced && (
        <TextInput type="date" label={t('agreed.endsOn')} description={document.notice_days > 0 ? t('documents.notice', { count: document.notice_days }) : t('documents.atOnce')} value={date} min={first} onChange={(event) => setDate(event.currentTarget.value)} error={fields.ends_at} required maw={300} />
      )}
      <Fault error={Object.keys(fields).length === 0 ? end.error : null} />
      <Buttons close={close}>
        <Button color="red" loading={end.isPending} disabled={!announced && date === ''} onClick={() => end.mutate()}>
          {announced ? t('documents.withdraw') : t('agreed.end')}
        </Button>
      </Buttons>
    </Dialog>
  )
}

function Read({ customer, one, close }: { customer: OneCustomer; one: CustomerAgreed; close: () => void }) {
  const texts = useQuery({ queryKey: ['agreed-texts', one.id], queryFn: () => getCustomerTexts(customer.id, one.id), staleTime: Infinity })
  return (
    <Dialog title={one.title} opened close={close}>
      {texts.isPending ? (
        <Waiting />
      ) : texts.isError ? (
        <Failure error={texts.error} retry={() => void texts.refetch()} />
      ) : (
        texts.data.map((text) => (
          <article key={text.locale} lang={text.locale}>
            <h3>{text.title}</h3>
            <Prose text={text.body} />
          </article>
        ))
      )}
    </Dialog>
  )
}
