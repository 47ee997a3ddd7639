import { Badge, Button, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Key, listKeys, listRoles, makeKey, revokeKey } from '../api/people'
import { useSession } from '../app/Gate'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { useFormats } from '../i18n/format'
import { useNow } from '../monitoring/live'
import { Buttons, Dialog, Fault, Secret } from '../people/parts'
import styles from '../people/people.module.css'
import { meaningful, useWords } from '../people/words'

/** Keys for programs: what each may do, when it was used last, and an end to it. */
export function Keys() {
  const { t } = useTranslation()
  const keys = useQuery({ queryKey: ['keys'], queryFn: listKeys })
  const [making, setMaking] = useState(false)
  return (
    <section className={styles.card}>
      <h2>{t('security.keys')}</h2>
      <p className={styles.faint}>{t('security.keysText')}</p>
      {keys.isPending ? (
        <Waiting />
      ) : keys.isError ? (
        <Failure error={keys.error} retry={() => void keys.refetch()} />
      ) : (
        <ul className={styles.rows}>
          {keys.data.map((key) => (
            <Item key={key.id} one={key} />
          ))}
        </ul>
      )}
      <div>
        <Button variant="light" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setMaking(true)}>
          {t('security.newKey')}
        </Button>
      </div>
      {making && <Make close={() => setMaking(false)} />}
    </section>
  )
}

function Item({ one }: { one: Key }) {
  const { t } = useTranslation()
  const f = useFormats()
  const now = useNow()
  const words = useWords()
  const queries = useQueryClient()
  const [sure, setSure] = useState(false)
  const revoke = useMutation({ mutationFn: () => revokeKey(one.id), onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }) })
  return (
    <li>
      <div>
        <b>{one.name}</b>
        <small className="figures">
          {one.used_at ? t('security.used', { ago: f.ago(one.used_at, now), address: one.used_from }) : t('security.neverUsed')} · {new Date(one.expires_at).getTime() > now ? t('security.until', { date: f.date(one.expires_at) }) : t('people.runOut')}
        </small>
        <div className={styles.chips}>
          {one.bundles.map((bundle) => (
            <Badge key={bundle} variant="light" color="gray" tt="none" fw={500}>
              {words.bundle(bundle)}
            </Badge>
          ))}
        </div>
      </div>
      <Button size="compact-sm" color="red" variant="subtle" onClick={() => setSure(true)} aria-label={t('security.revokeNamed', { name: one.name })}>
        {t('security.revoke')}
      </Button>
      <Dialog title={t('security.revokeNamed', { name: one.name })} opened={sure} close={() => setSure(false)}>
        <Text>{t('security.revokeText')}</Text>
        <Fault error={revoke.error} />
        <Buttons close={() => setSure(false)}>
          <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('security.revoke')}
          </Button>
        </Buttons>
      </Dialog>
    </li>
  )
}

const lives = [30, 90, 365, 730]

function Make({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const words = useWords()
  const queries = useQueryClient()
  const roles = useQuery({ queryKey: ['roles'], queryFn: listRoles })
  const [name, setName] = useState('')
  const [days, setDays] = useState('365')
  const [chosen, setChosen] = useState<string[]>([])
  const make = useMutation({
    mutationFn: () => makeKey({ name: name.trim(), bundles: chosen, expires_at: new Date(Date.now() + Number(days) * 86_400_000).toISOString() }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const fields = useFieldTexts(make.error)
  if (make.data) {
    return (
      <Dialog title={t('security.keyMade')} opened close={close}>
        <Text>{t('security.keyMadeText')}</Text>
        <Secret label={make.data.name} value={make.data.secret ?? ''} />
        <Button onClick={close}>{t('security.keyTaken')}</Button>
      </Dialog>
    )
  }
  const fits = meaningful(session.tenant.kind)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <Dialog title={t('security.newKey')} opened close={close}>
      {roles.isPending ? (
        <Waiting />
      ) : roles.isError ? (
        <Failure error={roles.error} retry={() => void roles.refetch()} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <TextInput label={t('security.keyName')} description={t('security.keyNameText')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} maxLength={100} required data-autofocus />
            <Select label={t('security.life')} data={lives.map((life) => ({ value: String(life), label: t('security.days', { count: life }) }))} value={days} onChange={(next) => next && setDays(next)} error={fields.expires_at} />
            <Checkbox.Group label={t('security.keyFor')} value={chosen} onChange={setChosen} error={fields.bundles}>
              <div className={styles.bundles} style={{ marginTop: 10 }}>
                {roles.data.in_keys
                  .filter((bundle) => fits(bundle) && roles.data.mine.includes(bundle))
                  .map((bundle) => (
                    <Checkbox key={bundle} value={bundle} label={words.bundle(bundle)} />
                  ))}
              </div>
            </Checkbox.Group>
            {make.isError && Object.keys(fields).length === 0 && <Fault error={make.error} />}
            <Buttons close={close}>
              <Button type="submit" loading={make.isPending} disabled={name.trim() === '' || chosen.length === 0}>
                {t('security.make')}
              </Button>
            </Buttons>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}
