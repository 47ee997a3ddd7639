import { Alert, Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Problem } from '../api/http'
import { undoEmail } from '../api/recovery'
import { FormFault, LinkFailure, Page, useToken } from './parts'
import { NewPassword } from './Reset'

/** Takes back a change of address: whoever made it is out, and the reader chooses a new password. */
export function Undo() {
  const { t } = useTranslation()
  const token = useToken()
  const undo = useMutation({ mutationFn: () => undoEmail(token) })
  const void_ = undo.error instanceof Problem && undo.error.status === 410
  return (
    <Page title={t('recovery.undo')} lead={undo.isIdle ? t('recovery.undoText') : undefined}>
      {undo.isSuccess ? (
        <>
          <Alert role="status" color="green" variant="light" mb="md" icon={<IconCheck size={18} />}>
            {t('recovery.undone')}
          </Alert>
          {undo.data.reset_token ? <NewPassword token={undo.data.reset_token} /> : <p>{t('recovery.undoneBlocked')}</p>}
        </>
      ) : void_ ? (
        <LinkFailure error={undo.error} retry={() => undo.mutate()} />
      ) : (
        <>
          <FormFault error={undo.error} />
          <Button size="md" fullWidth mt="lg" color="red" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('recovery.undoYes')}
          </Button>
        </>
      )}
    </Page>
  )
}
