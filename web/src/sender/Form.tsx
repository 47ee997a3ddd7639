import { Button, PasswordInput, Radio, Select, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSender, type MailSender } from '../api/sender'
import { useMay } from '../app/Gate'
import type en from '../i18n/en.json'
import { useFieldTexts } from '../app/problems'
import { Fault } from '../people/parts'
import styles from '../people/people.module.css'

type Encryption = 'starttls' | 'tls' | 'none'

// The port that goes with an encryption, as long as nobody has chosen another.
const usual: Record<Encryption, string> = { starttls: '587', tls: '465', none: '25' }

const here = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

// Where a trouble of the last letter is mended.
const at: Record<string, string> = { login: 'password', name: 'host', private: 'host', timeout: 'host', connection: 'host', certificate: 'host', encryption: 'tls', sender: 'address' }

type Trouble = keyof typeof en.sender.problems

/** The neutral sender, or a mail server of the brand's own; trouble is what the last letter has met there. */
export function Form({ one, trouble, saved }: { one: MailSender; trouble?: string; saved: () => void }) {
  const { t } = useTranslation()
  const may = useMay('brand.sender.write')
  const queries = useQueryClient()
  const [mode, setMode] = useState(one.mode)
  const [host, setHost] = useState(one.host ?? '')
  const [tls, setTLS] = useState<Encryption>(one.tls || 'starttls')
  const [port, setPort] = useState(one.port ? String(one.port) : usual.starttls)
  const [user, setUser] = useState(one.user ?? '')
  const [password, setPassword] = useState('')
  const [address, setAddress] = useState(one.address ?? '')
  const [name, setName] = useState(one.name ?? '')
  const [replyTo, setReplyTo] = useState(one.reply_to ?? '')
  const server = host.trim().toLowerCase()
  // A password is for one user of one server: it is not taken along to another.
  const elsewhere = one.has_password && (server !== (one.host ?? '') || Number(port) !== (one.port ?? 0) || tls !== one.tls || user.trim() !== (one.user ?? ''))
  const save = useMutation({
    mutationFn: () =>
      changeSender(
        mode === 'neutral'
          ? { mode, name, reply_to: replyTo }
          : { mode, host, port: Number(port), tls, user, address, name, reply_to: replyTo, password: password !== '' ? password : user.trim() === '' && elsewhere ? '' : undefined },
      ),
    onSuccess: (kept) => {
      saved()
      setPassword('')
      setHost(kept.host ?? '')
      setAddress(kept.address ?? '')
      notifications.show({ message: t('sender.saved'), color: 'green' })
      queries.setQueryData(['sender'], kept)
    },
  })
  const faults = useFieldTexts(save.error)
  const told = trouble && one.mode === 'own' && at[trouble] ? { [at[trouble]]: t(`sender.problems.${trouble as Trouble}`) } : {}
  const fields: Record<string, string | undefined> = { ...told, ...faults }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const encrypt = (next: Encryption) => {
    if (port === usual[tls]) setPort(usual[next])
    setTLS(next)
  }
  return (
    <form onSubmit={submit} className={styles.card} aria-label={t('sender.from')}>
      <h2>{t('sender.from')}</h2>
      <Radio.Group label={t('sender.mode')} value={mode} onChange={(next) => setMode(next as MailSender['mode'])}>
        <Stack gap="xs" mt="sm">
          <Radio value="neutral" label={t('sender.neutral')} description={t('sender.neutralText')} disabled={!may} />
          <Radio value="own" label={t('sender.own')} description={t('sender.ownText')} disabled={!may} />
        </Stack>
      </Radio.Group>
      {mode === 'own' && (
        <>
          <TextInput label={t('sender.address')} description={t('sender.addressText')} placeholder="hello@example.com" value={address} onChange={(event) => setAddress(event.currentTarget.value)} error={fields.address} maxLength={254} inputMode="email" autoCapitalize="off" spellCheck={false} autoComplete="off" required disabled={!may} />
          <TextInput label={t('sender.host')} placeholder="smtp.example.com" value={host} onChange={(event) => setHost(event.currentTarget.value)} error={fields.host} maxLength={200} autoCapitalize="off" spellCheck={false} autoComplete="off" required disabled={!may} />
          <Select
            label={t('sender.encryption')}
            data={[
              { value: 'starttls', label: t('sender.starttls') },
              { value: 'tls', label: t('sender.tls') },
              ...(tls === 'none' || here.test(server) ? [{ value: 'none', label: t('sender.unencrypted') }] : []),
            ]}
            value={tls}
            onChange={(next) => next && encrypt(next as Encryption)}
            error={fields.tls}
            disabled={!may}
          />
          <TextInput label={t('sender.port')} description={t('sender.portText')} value={port} onChange={(event) => setPort(event.currentTarget.value.replace(/\D/g, '').slice(0, 5))} error={fields.port} inputMode="numeric" autoComplete="off" required disabled={!may} />
          <TextInput label={t('sender.user')} description={t('sender.userText')} value={user} onChange={(event) => setUser(event.currentTarget.value)} error={fields.user} maxLength={200} autoCapitalize="off" spellCheck={false} autoComplete="off" disabled={!may} />
          <PasswordInput
            label={t('sender.password')}
            description={elsewhere ? t('sender.passwordAgain') : one.has_password ? t('sender.passwordKept') : t('sender.passwordText')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={fields.password}
            maxLength={500}
            autoComplete="new-password"
            required={elsewhere && user.trim() !== ''}
            disabled={!may}
            visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
          />
        </>
      )}
      <TextInput label={t('sender.name')} description={t('sender.nameText')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} maxLength={100} autoComplete="off" disabled={!may} />
      <TextInput label={t('sender.replyTo')} description={t('sender.replyToText')} value={replyTo} onChange={(event) => setReplyTo(event.currentTarget.value)} error={fields.reply_to} maxLength={254} inputMode="email" autoCapitalize="off" spellCheck={false} autoComplete="off" disabled={!may} />
      {save.isError && Object.keys(faults).length === 0 && <Fault error={save.error} />}
      {may && (
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('state.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
