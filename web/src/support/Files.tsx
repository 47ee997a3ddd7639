import { Button, FileButton, Group } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { ClipboardEvent, DragEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../i18n/format'
import people from '../people/people.module.css'

const most = 10

/** Takes files that are pasted or dropped where something is written: a picture of the screen needs no saving first. */
export function useTaken(files: File[], change: (files: File[]) => void) {
  const take = (event: { preventDefault: () => void }, more: FileList | undefined) => {
    if (!more?.length) return
    event.preventDefault()
    change([...files, ...more].slice(0, most))
  }
  return {
    onPaste: (event: ClipboardEvent) => take(event, event.clipboardData.files),
    onDragOver: (event: DragEvent) => event.dataTransfer.types.includes('Files') && event.preventDefault(),
    onDrop: (event: DragEvent) => take(event, event.dataTransfer.files),
  }
}

/** Files that go with what is written: chosen, and taken back. Beside choosing them stands what sends it all. */
export function Files({ files, change, children }: { files: File[]; change: (files: File[]) => void; children?: ReactNode }) {
  const { t } = useTranslation()
  const f = useFormats()
  return (
    <div>
      {files.length > 0 && (
        <ul className={people.rows} aria-label={t('support.files')}>
          {files.map((file, i) => (
            <li key={i}>
              <div>
                {file.name} <small>{f.size(file.size)}</small>
              </div>
              <Button variant="subtle" color="red" size="compact-sm" aria-label={t('support.takeOff', { name: file.name })} onClick={() => change(files.filter((_, n) => n !== i))}>
                {t('support.detach')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {files.length >= most && <p className={people.faint}>{t('problems.too_many_files')}</p>}
      <Group gap="sm" mt="xs">
        {children}
        <FileButton multiple onChange={(more) => change([...files, ...more].slice(0, most))}>
          {(props) => (
            <Button {...props} variant="default" disabled={files.length >= most} leftSection={<IconPaperclip size={17} aria-hidden />}>
              {t('support.attach')}
            </Button>
          )}
        </FileButton>
      </Group>
    </div>
  )
}
