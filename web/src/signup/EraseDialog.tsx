import { Button } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Buttons, Dialog, Fault } from '../people/parts'

/** Asks once more before all that is known of somebody who is no customer is erased. */
export function EraseDialog({ name, opened, close, erase }: { name: string; opened: boolean; close: () => void; erase: Pick<UseMutationResult<unknown, Error, void>, 'mutate' | 'isPending' | 'error'> }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('signUp.eraseTitle', { name })} opened={opened} close={close}>
      <p>{t('signUp.eraseText')}</p>
      <Fault error={erase.error} />
      <Buttons close={close}>
        <Button color="red" loading={erase.isPending} onClick={() => erase.mutate()}>
          {t('signUp.erase')}
        </Button>
      </Buttons>
    </Dialog>
  )
}
