import { Button, FileButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import people from '../people/people.module.css'

/** Files that go with what is written: chosen, and taken back. */
export function Files({ files, change }: { files: File[]; change: (files: File[]) => void }) {
  const { t } = useTranslation()
  return (
    <div>
      <FileButton multiple onChange={(more) => change([...files, ...more].slice(0, 10))}>
        {(props) => (
          <Button {...props} variant="subtle" mt="xs">
            {t('support.attach')}
          </Button>
        )}
      </FileButton>
      {files.length > 0 && (
        <ul className={people.rows} aria-label={t('support.files')}>
          {files.map((file, i) => (
            <li key={i}>
              <div>{file.name}</div>
              <Button variant="subtle" color="red" size="compact-sm" aria-label={t('support.takeOff', { name: file.name })} onClick={() => change(files.filter((_, n) => n !== i))}>
                {t('support.detach')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
