import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { confirmEmail } from '../api/recovery'
import { Problem } from '../api/http'
import { boot } from '../app/boot'
import { FormFault, LinkFailure, Page, useToken } from './parts'

/** Confirms that a new address is its reader's. It takes a press of a button: programs that look into letters follow links. */
export function Address() {
  const { t } = useTranslation()
  const token = useToken()
  const confirm = useMutation({ mutationFn: () => confirmEmail(token) })
  const void_ = confirm.error instanceof Problem && confirm.error.status === 410
  return (
    <Page title={t('recovery.confirm')} lead={confirm.isIdle ? t('recovery.confirmText', { brand: boot.brand }) : undefined}>
      {confirm.isSuccess ? (
        <Alert role="status" color="green" variant="light" icon={<IconCheck size={18} />}>
          {t('recovery.confirmed', { email: confirm.data.email })}
        </Alert>
      ) : void_ ? (
        <LinkFailure error={confirm.error} retry={() => confirm.mutate()} />
      ) : (
        <>
          <FormFault error={confirm.error} />
          <Button size="md" fullWidth mt="lg" loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('recovery.confirmYes')}
          </Button>
        </>
      )}
    </Page>
  )
}
