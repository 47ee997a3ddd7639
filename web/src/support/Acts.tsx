import { Button } from '@mantine/core'
import { IconAlertTriangle, IconArrowMerge, IconArrowsSplit2, IconBan, IconLanguage, IconRotateClockwise, IconScissors } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSet } from '../api/desk'
import { type Change, changeTicket, type DeskConversation, reopenTicket, ungroupTicket } from '../api/support'
import { useSession } from '../app/Gate'
import { Fault } from '../people/parts'
import people from '../people/people.module.css'
import { Critical, Join, Refuse, Split } from './ActDialogs'
import { TicketFields } from './TicketFields'
import styles from './tickets.module.css'

// A deed is a line of its own: in every language they stand below each other.
const deed = { size: 'sm', h: 32, px: 8, variant: 'subtle', justify: 'flex-start', fullWidth: true } as const

/** What is done to a ticket besides answering it: who has it, and how it stands. */
export function Acts({ whole, desk }: { whole: DeskConversation; desk: DeskSet | undefined }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const queries = useQueryClient()
  const [open, setOpen] = useState('')
  const close = () => setOpen('')
  const again = () => queries.invalidateQueries({ queryKey: ['desk'] })
  const change = useMutation({ mutationFn: (body: Change) => changeTicket(whole.id, body), onSuccess: again })
  const reopen = useMutation({ mutationFn: () => reopenTicket(whole.id), onSuccess: again })
  const apart = useMutation({ mutationFn: () => ungroupTicket(whole.id), onSuccess: again })
  const { desk: now } = whole
  const me = session.user.id
  const state = now.desk_state
  const questions = whole.messages.filter((one) => one.kind === 'asked')
  return (
    <section className={people.card} aria-label={t('support.acts')}>
      <div className={styles.fields}>
        <TicketFields now={now} desk={desk} set={(part) => change.mutate(part)}>
          {now.assignee !== me && (
            <Button size="compact-sm" variant="light" loading={change.isPending} onClick={() => change.mutate({ assignee: me })}>
              {t('support.take')}
            </Button>
          )}
        </TicketFields>
      </div>
      <div className={styles.deeds}>
        {state !== 'open' && state !== 'grouped' && (
          <Button {...deed} leftSection={<IconRotateClockwise size={17} stroke={1.7} aria-hidden />} loading={reopen.isPending} onClick={() => reopen.mutate()}>
            {t('support.reopen')}
          </Button>
        )}
        {state === 'grouped' ? (
          <Button {...deed} leftSection={<IconArrowsSplit2 size={17} stroke={1.7} aria-hidden />} loading={apart.isPending} onClick={() => apart.mutate()}>
            {t('support.apart')}
          </Button>
        ) : (
          <>
            {state !== 'unanswerable' && (
              <Button {...deed} leftSection={<IconBan size={17} stroke={1.7} aria-hidden />} onClick={() => setOpen('refuse')}>
                {t('support.refuse')}
              </Button>
            )}
            {whole.members.length === 0 && (
              <Button {...deed} leftSection={<IconArrowMerge size={17} stroke={1.7} aria-hidden />} onClick={() => setOpen('join')}>
                {t('support.join')}
              </Button>
            )}
          </>
        )}
        {questions.length > 0 && (
          <Button {...deed} leftSection={<IconScissors size={17} stroke={1.7} aria-hidden />} onClick={() => setOpen('split')}>
            {t('support.split')}
          </Button>
        )}
        {(now.native || desk?.promises.native_calendar) && (
          <Button {...deed} leftSection={<IconLanguage size={17} stroke={1.7} aria-hidden />} loading={change.isPending} onClick={() => change.mutate({ native: !now.native })}>
            {t(now.native ? 'support.notNative' : 'support.makeNative')}
          </Button>
        )}
        <Button {...deed} leftSection={<IconAlertTriangle size={17} stroke={1.7} aria-hidden />} onClick={() => setOpen('critical')}>
          {t(now.critical ? 'support.notCritical' : 'support.makeCritical')}
        </Button>
      </div>
      <Fault error={change.error ?? reopen.error ?? apart.error} />
      {open === 'refuse' && <Refuse whole={whole} close={close} />}
      {open === 'join' && <Join whole={whole} close={close} />}
      {open === 'split' && <Split whole={whole} close={close} />}
      {open === 'critical' && <Critical whole={whole} close={close} />}
    </section>
  )
}
