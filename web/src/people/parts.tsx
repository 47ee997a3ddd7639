import { Alert, Button, CopyButton, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
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
