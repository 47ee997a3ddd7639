import { Button, Stack, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askBeforeSignUp } from '../api/signup'
import { boot } from '../app/boot'
import { Notice } from '../app/Notice'
import { useFieldTexts } from '../app/problems'
import type { Language } from '../i18n'
import { Fault } from '../people/parts'
import { Page } from './Page'
import { Foot } from './Foot'

/** A question of somebody who is no customer yet. */
export function Ask() {
  const { t, i18n } = useTranslation()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [question, setQuestion] = useState('')
  const send = useMutation({ mutationFn: () => askBeforeSignUp({ name: name.trim(), email: email.trim(), question: question.trim(), locale: i18n.language as Language }) })
  const fields = useFieldTexts(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  if (send.isSuccess) return <Notice kind="empty" title={t('signUp.askedTitle')} text={t('signUp.askedText', { email: email.trim() })} />
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput label={t('signUp.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} error={fields.name} autoComplete="name" maxLength={200} required size="md" />
        <TextInput label={t('signUp.email')} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} error={fields.email} autoComplete="email" maxLength={254} required size="md" />
        <Textarea label={t('signUp.question')} value={question} onChange={(event) => setQuestion(event.currentTarget.value)} error={fields.question} maxLength={5000} autosize minRows={4} maxRows={12} required size="md" />
        {Object.keys(fields).length === 0 && <Fault error={send.error} />}
        <Button type="submit" size="md" loading={send.isPending}>
          {t('signUp.send')}
        </Button>
      </Stack>
    </form>
  )
}

/** The question form on a page of its own. */
export function AskPage() {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${t('signUp.askTitle', { brand: boot.brand })} · ${boot.brand}`
  }, [t])
  return (
    <Page>
      <h1>{t('signUp.askTitle', { brand: boot.brand })}</h1>
      <div style={{ height: 18 }} />
      <Ask />
      <Foot />
    </Page>
  )
}
