import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmBusiness, getPartnerPage } from '../api/signup'
import { Problem } from '../api/http'
import { boot } from '../app/boot'
import { Failure, Notice, Waiting } from '../app/Notice'
import { useProblemText } from '../app/problems'
import { Page } from '../signup/Page'
import styles from '../signup/signup.module.css'
import { HostInput } from './HostInput'

const hostFaults = ['host_taken', 'host_reserved', 'bad_host_label']

/** Where the link of the letter leads: the business opens, or the application is on its way. */
export function Confirm() {
  const { t } = useTranslation()
  const problem = useProblemText()
  const [token] = useState(() => location.hash.slice(1))
  const confirm = useMutation({ mutationFn: (host: string | undefined) => confirmBusiness(token, host) })
  const { mutate } = confirm
  useEffect(() => {
    document.title = `${t('apply.confirming')} · ${boot.brand}`
  }, [t])
  useEffect(() => mutate(undefined), [mutate])
  const fault = confirm.error instanceof Problem ? confirm.error : null
  if (confirm.isSuccess) {
    const done = confirm.data
    return (
      <Page title={t('apply.confirming')}>
        {done.status === 'opened' ? (
          <Notice kind="empty" title={t('apply.openedTitle')} text={t('apply.openedText', { host: done.host, login: done.login })} action={t('apply.toStart')} onAction={() => location.assign(done.url ?? '/')} />
        ) : (
          <Notice kind="empty" title={t('apply.waitTitle')} text={t('apply.waitText', { brand: boot.brand, login: done.login })} />
        )}
      </Page>
    )
  }
  if (fault && hostFaults.includes(fault.code)) return <OtherHost onChosen={mutate} sending={confirm.isPending} error={problem(fault)} />
  return (
    <Page title={t('apply.confirming')}>
      {fault?.code === 'partner_waits' ? (
        <Notice kind="empty" title={t('apply.waitTitle')} text={problem(fault)} />
      ) : fault && (fault.status === 410 || fault.status === 404) ? (
        <Notice kind="missing" title={t('apply.voidTitle')} text={t('apply.voidText')} action={t('apply.again')} onAction={() => location.replace('/partners')} />
      ) : confirm.isError ? (
        <Failure error={confirm.error} retry={() => mutate(undefined)} />
      ) : (
        <Waiting />
      )}
    </Page>
  )
}

function OtherHost({ onChosen, sending, error }: { onChosen: (host: string) => void; sending: boolean; error: string }) {
  const { t, i18n } = useTranslation()
  const [host, setHost] = useState('')
  const page = useQuery({ queryKey: ['partners', i18n.language], queryFn: () => getPartnerPage(i18n.language), placeholderData: (before) => before, retry: false })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChosen(host)
  }
  return (
    <Page>
      <form onSubmit={submit}>
        <h1>{t('apply.otherHost')}</h1>
        <p className={styles.lead}>{t('apply.otherHostText')}</p>
        <HostInput zone={page.data?.zone ?? ''} value={host} onChange={setHost} error={error} />
        <Button type="submit" size="md" fullWidth mt="lg" loading={sending} disabled={host.trim() === ''}>
          {t('apply.open')}
        </Button>
      </form>
    </Page>
  )
}
