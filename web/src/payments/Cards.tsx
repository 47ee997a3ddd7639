import { Badge, Button, Group, PasswordInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectStripe, disconnectStripe, getStripe } from '../api/payments'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'

/** Taking cards with a key of one's own. The key goes in, and is shown to nobody again. */
export function Cards() {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [secret, write] = useState('')
  const state = useQuery({ queryKey: ['stripe'], queryFn: getStripe })
  const done = () => queries.invalidateQueries({ queryKey: ['stripe'] })
  const connect = useMutation({
    mutationFn: () => connectStripe(secret),
    onSuccess: () => {
      write('')
      return done()
    },
  })
  const end = useMutation({ mutationFn: disconnectStripe, onSuccess: done })
  const fields = useFieldTexts(connect.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    connect.mutate()
  }
  return (
    <section className={styles.card}>
      <h2>{t('payments.cards')}</h2>
      <p className={styles.lead}>{t('payments.cardsText')}</p>
      {state.isPending ? (
        <Waiting />
      ) : state.isError ? (
        <Failure error={state.error} retry={() => void state.refetch()} />
      ) : (
        <>
          {state.data.connected && (
            <Group gap="sm">
              <Badge variant="light" color={state.data.live ? 'green' : 'yellow'}>
                {t(state.data.live ? 'payments.cardsLive' : 'payments.cardsTest')} · …{state.data.hint}
              </Badge>
              <Button size="xs" variant="light" color="red" loading={end.isPending} onClick={() => end.mutate()}>
                {t('payments.cardsEnd')}
              </Button>
            </Group>
          )}
          <form onSubmit={submit}>
            <Group align="flex-end" gap="sm">
              <PasswordInput label={t('payments.cardsKey')} value={secret} onChange={(event) => write(event.currentTarget.value)} error={fields.secret_key} maxLength={255} autoComplete="off" flex="1 1 240px" visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
              <Button type="submit" variant="default" loading={connect.isPending} disabled={secret.trim() === ''}>
                {t(state.data.connected ? 'payments.cardsReplace' : 'payments.cardsConnect')}
              </Button>
            </Group>
          </form>
          <Fault error={(Object.keys(fields).length === 0 ? connect.error : null) ?? end.error} />
        </>
      )}
    </section>
  )
}
