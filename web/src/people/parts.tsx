import { Alert, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useProblemText } from '../app/problems'

/** Where the pages of people stand in the area that is open. */
export function useBase(): string {
  const [path] = useLocation()
  return `/${path.split('/')[1]}/people`
}

export function Dialog({ title, opened, close, children }: { title: string; opened: boolean; close: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Modal opened={opened} onClose={close} title={<b>{title}</b>} size="lg" closeButtonProps={{ 'aria-label': t('state.close') }}>
      <Stack gap="md">{children}</Stack>
    </Modal>
  )
}

export function Fault({ error }: { error: unknown }) {
  const text = useProblemText()
  if (!error) return null
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle size={18} />}>
      {text(error)}
    </Alert>
  )
}

export function Buttons({ close, children }: { close: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Group justify="flex-end" gap="sm">
      <Button variant="default" onClick={close}>
        {t('state.cancel')}
      </Button>
      {children}
    </Group>
  )
}

/** Takes something away within a dialog: first it says what will happen, then it is done. */
export function Sure({ name, text, busy, barred, act }: { name: string; text: string; busy: boolean; barred?: boolean; act: () => void }) {
  const { t } = useTranslation()
  const [asked, ask] = useState(false)
  if (!asked) {
    return (
      <Button color="red" variant="subtle" onClick={() => ask(true)} style={{ alignSelf: 'flex-start' }}>
        {name}
      </Button>
    )
  }
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="group" aria-label={name}>
      <Text size="sm">{text}</Text>
      <Group gap="sm" mt="sm">
        <Button size="sm" variant="default" onClick={() => ask(false)} data-autofocus>
          {t(barred ? 'state.close' : 'state.cancel')}
        </Button>
        {!barred && (
          <Button size="sm" color="red" loading={busy} onClick={act}>
            {name}
          </Button>
        )}
      </Group>
    </Alert>
  )
}

/** Something that is shown once, to be taken along. */
export function Secret({ label, value }: { label: string; value: string }) {
  return (
    <Group align="flex-end" gap="sm" wrap="nowrap">
      <TextInput label={label} value={value} readOnly flex={1} onFocus={(event) => event.currentTarget.select()} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} />
      <Copy value={value} />
    </Group>
  )
}

/** Takes a text to the clipboard, and says so. */
export function Copy({ value }: { value: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="light" onClick={copy} leftSection={copied ? <IconCheck size={17} /> : <IconCopy size={17} />}>
          {copied ? t('people.copied') : t('state.copy')}
        </Button>
      )}
    </CopyButton>
  )
}
