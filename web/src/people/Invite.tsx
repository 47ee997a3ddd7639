import { Button, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addPerson, invite, listRoles } from '../api/people'
import { Failure, Waiting } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import { type Giving, GrantFields, grantOf, nothingGiven } from './GrantFields'
import { Buttons, Dialog, Fault, Secret } from './parts'

type Way = 'email' | 'link' | 'login'

/** Asks somebody to join: by letter, by a link to hand over, or with a login and a first password. */
export function Invite({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const roles = useQuery({ queryKey: ['roles'], queryFn: listRoles })
  const [way, setWay] = useState<Way>('email')
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [giving, setGiving] = useState<Giving>(nothingGiven)
  const work = useMutation({
    mutationFn: async () => {
      const grant = grantOf(giving, roles.data!.items)
      if (way === 'login') return void (await addPerson({ ...grant, login: login.trim(), name: name.trim(), password }))
      return (await invite({ ...grant, name: name.trim(), ...(way === 'email' ? { email: email.trim() } : {}) })).link
    },
    onSuccess: async (link) => {
      await Promise.all(['people', 'invitations'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
      if (link) return
      close()
      notifications.show({ message: way === 'email' ? t('people.sent', { email }) : t('people.added', { login }), color: 'green' })
    },
  })
  const fields = useFieldTexts(work.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    work.mutate()
  }
  const filled = giving.role !== '' && (giving.seesAll || giving.objects.length + giving.groups.length > 0) && (way === 'email' ? email !== '' : way === 'link' ? true : login !== '' && password !== '')
  if (work.data) {
    return (
      <Dialog title={t('people.linkTitle')} opened close={close}>
        <Text>{t('people.linkText')}</Text>
        <Secret label={t('people.link')} value={work.data} />
        <Button onClick={close}>{t('people.linkTaken')}</Button>
      </Dialog>
    )
  }
  return (
    <Dialog title={t('people.invite')} opened close={close}>
      {roles.isPending ? (
        <Waiting />
      ) : roles.isError ? (
        <Failure error={roles.error} retry={() => void roles.refetch()} />
      ) : (
        <form onSubmit={submit}>
          <Stack gap="md">
            <SegmentedControl
              aria-label={t('people.way')}
              value={way}
              onChange={(next) => setWay(next as Way)}
              data={[
                { value: 'email', label: t('people.byEmail') },
                { value: 'link', label: t('people.byLink') },
                { value: 'login', label: t('people.byLogin') },
              ]}
            />
            <Text size="sm" c="dimmed">
              {t(way === 'email' ? 'people.byEmailText' : way === 'link' ? 'people.byLinkText' : 'people.byLoginText')}
            </Text>
            {way === 'email' && <TextInput type="email" label={t('people.email')} value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={fields.email} autoComplete="off" required data-autofocus />}
            <TextInput label={t('settings.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} maxLength={200} autoComplete="off" />
            {way === 'login' && (
              <>
                <TextInput label={t('signIn.login')} value={login} onChange={(event) => setLogin(event.currentTarget.value)} error={fields.login} autoComplete="off" required />
                <PasswordInput label={t('people.firstPasswordField')} description={t('settings.passwordHint')} value={password} onChange={(event) => setPassword(event.currentTarget.value)} error={fields.password} autoComplete="new-password" required visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }} />
              </>
            )}
            <GrantFields roles={roles.data.items} value={giving} onChange={setGiving} errors={fields} />
            {work.isError && Object.keys(fields).length === 0 && <Fault error={work.error} />}
            <Buttons close={close}>
              <Button type="submit" loading={work.isPending} disabled={!filled}>
                {t(way === 'email' ? 'people.send' : way === 'link' ? 'people.makeLink' : 'people.add')}
              </Button>
            </Buttons>
          </Stack>
        </form>
      )}
    </Dialog>
  )
}
