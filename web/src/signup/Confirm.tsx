import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { confirmAddress } from '../api/signup'
import { Problem } from '../api/http'
import { boot } from '../app/boot'
import { Failure, Notice, Waiting } from '../app/Notice'
import { Page } from './Page'

/** Where the link of the letter leads that confirms an address. */
export function Confirm() {
  const { t } = useTranslation()
  const [token] = useState(() => location.hash.slice(1))
  const confirm = useMutation({ mutationFn: () => confirmAddress(token) })
  const { mutate } = confirm
  useEffect(() => {
    document.title = `${t('signUp.confirming')} · ${boot.brand}`
  }, [t])
  useEffect(() => mutate(), [mutate])
  return (
    <Page title={t('signUp.confirming')}>
      {confirm.isSuccess ? (
        <Notice kind="empty" title={t('signUp.confirmedTitle')} text={t('signUp.confirmedText')} action={t('signUp.goOn')} onAction={() => location.replace('/')} />
      ) : confirm.isError ? (
        confirm.error instanceof Problem && confirm.error.status < 500 ? (
          <Notice kind="missing" title={t('signUp.voidTitle')} text={t('signUp.voidText')} action={t('signUp.toSignIn')} onAction={() => location.replace('/')} />
        ) : (
          <Failure error={confirm.error} retry={() => mutate()} />
        )
      ) : (
        <Waiting />
      )}
    </Page>
  )
}
