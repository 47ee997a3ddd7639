import { Alert, Button, Checkbox, PasswordInput, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { checkMailbox, type DeskMailbox, type DeskMailboxWanted, setMailbox } from '../api/mailboxes'
import { useFieldTexts } from '../app/problems'
import console from '../console/console.module.css'
import type en from '../i18n/en.json'
import { Buttons, Dialog, Fault } from '../people/parts'

type Encryption = DeskMailboxWanted['tls']

// The port that goes with an encryption, as long as nobody has chosen another.
const usual: Record<Encryption, string> = { tls: '993', starttls: '143', none: '143' }

/** What is wrong with a mailbox, in words. */
export function useTrouble(): (problem: string | undefined) => string {
  const { t, i18n } = useTranslation()
  return (problem) => {
    if (!problem) return ''
    const own = `deskSetup.mailboxProblems.${problem}`
    return i18n.exists(own) ? t(own as 'deskSetup.mailboxProblems.folder') : t(`sender.problems.${problem as keyof typeof en.sender.problems}`)
  }
}

/** One mailbox: where it is, who reads it, and what becomes of a letter that was taken. */
export function MailboxForm({ id, address, now, close }: { id: string; address: string; now?: DeskMailbox; close: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const trouble = useTrouble()
  const [v, set] = useState({
    host: now?.host ?? '',
    tls: (now?.tls ?? 'tls') as Encryption,
    port: String(now?.port ?? 993),
    user: now?.user ?? address,
    password: '',
    folder: now?.folder ?? '',
    afterwards: (now?.afterwards ?? 'seen') as DeskMailboxWanted['afterwards'],
    move_to: now?.move_to ?? '',
    unread: now?.unread ?? false,
  })
  const change = (part: Partial<typeof v>) => set((before) => ({ ...before, ...part }))
  const typed = (name: 'host' | 'user' | 'folder' | 'move_to' | 'password') => ({
    value: v[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      change({ [name]: value })
    },
    autoCapitalize: 'off',
    spellCheck: false,
  })
  // A password goes to the server and user it was given for, and nowhere else.
  const elsewhere = !now || v.host.trim() !== now.host || v.user.trim() !== now.user || v.tls !== now.tls || Number(v.port) !== now.port
  const wanted = (): DeskMailboxWanted => ({
    ...v,
    port: Number(v.port),
    folder: v.folder.trim() || undefined,
    move_to: v.afterwards === 'move' ? v.move_to : undefined,
    password: v.password || undefined,
  })
  const save = useMutation({
    mutationFn: () => setMailbox(id, wanted()),
    onSuccess: () => {
      notifications.show({ message: t('settings.saved'), color: 'green' })
      close()
      return queries.invalidateQueries({ queryKey: ['desk mailboxes'] })
    },
  })
  const check = useMutation({ mutationFn: () => checkMailbox(id, wanted()) })
  const fault = save.error ?? check.error
  const faults = useFieldTexts(fault)
  const seen = check.data
  const fields: Record<string, string | undefined> = { ...(seen?.field ? { [seen.field]: trouble(seen.problem) } : {}), ...faults }
  return (
    <Dialog title={t('deskSetup.mailboxOf', { address })} opened close={close}>
      <form
        className={console.stack}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput label={t('sender.host')} placeholder="imap.example.com" required maxLength={200} error={fields.host} {...typed('host')} />
        <Select
          label={t('sender.encryption')}
          data={[
            { value: 'tls', label: t('sender.tls') },
            { value: 'starttls', label: t('sender.starttls') },
          ]}
          value={v.tls}
          error={fields.tls}
          onChange={(next) => next && change({ tls: next as Encryption, port: v.port === usual[v.tls] ? usual[next as Encryption] : v.port })}
        />
        <TextInput label={t('sender.port')} description={t('deskSetup.mailboxPort')} value={v.port} inputMode="numeric" required error={fields.port} onChange={(event) => change({ port: event.currentTarget.value.replace(/\D/g, '').slice(0, 5) })} />
        <TextInput label={t('sender.user')} required maxLength={254} error={fields.user} {...typed('user')} />
        <PasswordInput
          label={t('sender.password')}
          description={t(elsewhere ? (now ? 'sender.passwordAgain' : 'sender.passwordText') : 'sender.passwordKept')}
          required={elsewhere}
          maxLength={500}
          autoComplete="new-password"
          error={fields.password}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
          {...typed('password')}
        />
        <TextInput label={t('deskSetup.mailboxFolder')} description={t('deskSetup.mailboxFolderText')} placeholder="INBOX" maxLength={200} error={fields.folder} {...typed('folder')} />
        <Select
          label={t('deskSetup.mailboxAfterwards')}
          data={(['seen', 'move', 'delete'] as const).map((value) => ({ value, label: t(`deskSetup.mailboxThen.${value}`) }))}
          value={v.afterwards}
          error={fields.afterwards}
          onChange={(next) => next && change({ afterwards: next as typeof v.afterwards })}
        />
        {v.afterwards === 'move' && <TextInput label={t('deskSetup.mailboxMoveTo')} placeholder="Archive" required maxLength={200} error={fields.move_to} {...typed('move_to')} />}
        {!now && <Checkbox label={t('deskSetup.mailboxUnread')} checked={v.unread} onChange={(event) => change({ unread: event.currentTarget.checked })} />}
        {seen && (
          <Alert role="status" color={seen.fine ? 'green' : 'red'} title={seen.fine ? t('deskSetup.mailboxFine') : trouble(seen.problem)}>
            {seen.said && t('sender.said', { words: seen.said })}
          </Alert>
        )}
        {fault && Object.keys(faults).length === 0 && <Fault error={fault} />}
        <Buttons close={close}>
          <Button variant="light" loading={check.isPending} onClick={() => check.mutate()}>
            {t('deskSetup.mailboxCheck')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('state.save')}
          </Button>
        </Buttons>
      </form>
    </Dialog>
  )
}
