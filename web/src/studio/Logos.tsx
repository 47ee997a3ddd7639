import { Button, FileButton } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconTrash, IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type Content, type LogoKind, type Picture, type Studio, uploadPicture } from '../api/studio'
import { Fault } from '../people/parts'
import styles from './studio.module.css'

const kinds: LogoKind[] = ['light', 'dark', 'icon', 'maskable', 'document', 'backdrop']

/** The brand's pictures, each on the ground it is made for. */
export function Logos({ studio, content, put }: { studio: Studio; content: Content; put: (kind: LogoKind, id: string | undefined) => void }) {
  return (
    <div className={styles.logos}>
      {kinds.map((kind) => (
        <Logo key={kind} kind={kind} studio={studio} content={content} put={put} />
      ))}
    </div>
  )
}

function Logo({ kind, studio, content, put }: { kind: LogoKind; studio: Studio; content: Content; put: (kind: LogoKind, id: string | undefined) => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const id = content.dress.logos?.[kind]
  const send = useMutation({
    mutationFn: (file: File) => uploadPicture(kind, file),
    onSuccess: (picture) => {
      queries.setQueryData<Studio>(['studio'], (was) => was && { ...was, pictures: [picture, ...was.pictures.filter((one) => one.id !== picture.id)] })
      put(kind, picture.id)
    },
  })
  const picture = studio.pictures.find((one) => one.id === id)
  return (
    <div className={styles.logo} role="group" aria-label={t(`studio.logo_${kind}`)}>
      <b>{t(`studio.logo_${kind}`)}</b>
      <div className={styles.ground} data-dark={kind === 'dark' || undefined}>
        {id ? <img src={`/brand/${id}`} alt={t(`studio.logo_${kind}`)} /> : t('studio.drawn')}
      </div>
      {picture && vanishes(kind, picture) && <span className={styles.note}>{t('studio.vanishes')}</span>}
      <div className={styles.bar}>
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && send.mutate(file)} inputProps={{ 'aria-label': t(`studio.logo_${kind}`) }}>
          {(props) => (
            <Button {...props} size="xs" variant="light" leftSection={<IconUpload size={15} />} loading={send.isPending}>
              {t('studio.send')}
            </Button>
          )}
        </FileButton>
        {id && (
          <Button size="xs" variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={() => put(kind, undefined)}>
            {t('studio.without')}
          </Button>
        )}
      </div>
      <Fault error={send.error} />
    </div>
  )
}

/** Whether a logo would hardly be seen on its ground. */
function vanishes(kind: LogoKind, picture: Picture): boolean {
  if (kind !== 'light' && kind !== 'dark' && kind !== 'document') return false
  const light = [1, 3, 5].map((at) => parseInt(picture.ink.slice(at, at + 2), 16) / 255).reduce((sum, part, i) => sum + part ** 2.2 * [0.2126, 0.7152, 0.0722][i]!, 0)
  return (kind === 'dark' ? (light + 0.05) / 0.06 : 1.05 / (light + 0.05)) < 1.6
}
