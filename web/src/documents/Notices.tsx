import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconFileText, IconMailQuestion } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { acceptDocuments, getMyAddress, type MyDocument, resendConfirmation, tellUse } from '../api/signup'
import { useSession } from '../app/Gate'
import { useProblemText } from '../app/problems'
import styles from '../signup/signup.module.css'

/** What whoever is signed in should know before they go on: documents that have come in force, and an address to confirm. It keeps nobody from their work. */
export function Notices() {
  const { session } = useSession()
  return session.tenant.kind === 'account' ? (
    <>
      <NewDocuments />
      <Unconfirmed />
    </>
  ) : null
}

function NewDocuments() {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  // Opening the app is use: the server records it, and tells what is new by that.
  const used = useQuery({ queryKey: ['use', i18n.language], queryFn: () => tellUse(i18n.language), staleTime: 3_600_000, refetchOnWindowFocus: false, placeholderData: (before) => before })
  const accept = useMutation({
    mutationFn: acceptDocuments,
    onSuccess: () => Promise.all([['use'], ['acceptances']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
  const fresh = used.data?.filter((one) => one.new && one.current) ?? []
  if (fresh.length === 0) return null
  const titles = new Intl.ListFormat(i18n.language).format(fresh.map((one) => one.title))
  return (
    <section className={styles.banner} aria-label={t('documents.newTitle')}>
      <IconFileText size={20} aria-hidden />
      <p>
        <b>{t('documents.newTitle')}.</b> {t('documents.newText', { titles })} <Links fresh={fresh} />
      </p>
      <Button size="compact-sm" variant="light" loading={accept.isPending} onClick={() => accept.mutate()}>
        {t('documents.understood')}
      </Button>
    </section>
  )
}

function Links({ fresh }: { fresh: MyDocument[] }) {
  const { t } = useTranslation()
  const to = fresh.length === 1 ? `/documents/${fresh[0]!.kind}` : '/documents'
  return (
    <a href={to} target="_blank" rel="noreferrer">
      {t('documents.all')}
    </a>
  )
}

function Unconfirmed() {
  const { t } = useTranslation()
  const problem = useProblemText()
  const address = useQuery({ queryKey: ['my-address'], queryFn: getMyAddress, staleTime: 60_000 })
  const resend = useMutation({
    mutationFn: resendConfirmation,
    onSuccess: () => notifications.show({ message: t('signUp.resent', { email: address.data?.email }), color: 'green' }),
    onError: (error) => notifications.show({ message: problem(error), color: 'red' }),
  })
  if (!address.data?.unconfirmed) return null
  return (
    <section className={styles.banner} aria-label={t('signUp.email')}>
      <IconMailQuestion size={20} aria-hidden />
      <p>{t('signUp.unconfirmed', { email: address.data.email })}</p>
      <Button size="compact-sm" variant="light" loading={resend.isPending} onClick={() => resend.mutate()}>
        {t('signUp.resend')}
      </Button>
    </section>
  )
}
