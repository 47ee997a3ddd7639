import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Invitation, listInvitations, resendInvitation, revokeInvitation } from '../api/people'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { ListPage } from './ListPage'
import { Dialog, Fault, Secret } from './parts'
import { useWords } from './words'

/** Who has been asked to join and has not answered. */
export function Invitations() {
  const { t } = useTranslation()
  const list = useQuery({ queryKey: ['invitations'], queryFn: listInvitations })
  return (
    <ListPage
      inner
      title={t('people.invitations')}
      list={list}
      none={t('people.noInvitations')}
      noneText={t('people.noInvitationsText')}
      row={(one) => <Item key={one.id} one={one} />}
    />
  )
}

function Item({ one }: { one: Invitation }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const words = useWords()
  const queries = useQueryClient()
  const settled = () => queries.invalidateQueries({ queryKey: ['invitations'] })
  const again = useMutation({
    mutationFn: () => resendInvitation(one.id),
    onSuccess: (sent) => {
      if (!sent.link) notifications.show({ message: t('people.sent', { email: one.email }), color: 'green' })
      return settled()
    },
  })
  const revoke = useMutation({ mutationFn: () => revokeInvitation(one.id), onSettled: settled })
  return (
    <li>
      <div>
        <b>{one.name || one.email || t('people.byLink')}</b>
        <small>
          {[one.name && one.email, words.role(one.role, one.role_name), t('people.invitedBy', { name: one.inviter })].filter(Boolean).join(' · ')}
        </small>
        <small className="figures">{new Date(one.expires_at).getTime() > now ? t('people.goodUntil', { when: f.full(one.expires_at) }) : t('people.runOut')}</small>
      </div>
      <Button size="compact-sm" variant="light" loading={again.isPending} onClick={() => again.mutate()}>
        {t(one.email ? 'people.sendAgain' : 'people.newLink')}
      </Button>
      <Button size="compact-sm" color="red" variant="subtle" loading={revoke.isPending} onClick={() => revoke.mutate()}>
        {t('people.revoke')}
      </Button>
      <Fault error={again.error ?? revoke.error} />
      {again.data?.link && (
        <Dialog title={t('people.linkTitle')} opened close={() => again.reset()}>
          <p>{t('people.linkText')}</p>
          <Secret label={t('people.link')} value={again.data.link} />
        </Dialog>
      )}
    </li>
  )
}
