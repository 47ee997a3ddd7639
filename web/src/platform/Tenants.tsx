import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { leaveOnEscape, useKeys } from '../app/keys'
import { useKeptWords } from '../app/words'
import { Found } from './Found'
import { Tenant } from './Tenant'
import { Tree } from './Tree'
import styles from './platform.module.css'

const one = /^\/platform\/tenants\/([0-9a-f-]{36})(?:\/|$)/

/** All tenants of the installation: as a tree, as what a search has found, or one of them. */
export default function Tenants() {
  const [path] = useLocation()
  const id = one.exec(path)?.[1]
  return id ? <Tenant key={id} id={id} /> : <All />
}

function All() {
  const { t } = useTranslation()
  const [q, text, set] = useKeptWords()
  const field = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => field.current?.focus() })
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('platform.tenants')}</h1>
          <p>{t('platform.tenantsLead')}</p>
        </div>
        <TextInput
          ref={field}
          className={styles.search}
          type="search"
          aria-label={t('branches.search')}
          placeholder={t('branches.search')}
          value={text}
          onChange={(event) => set(event.currentTarget.value)}
          onKeyDown={leaveOnEscape}
          leftSection={<IconSearch size={17} aria-hidden />}
          rightSection={text ? <CloseButton size="sm" aria-label={t('list.clear')} onClick={() => set('')} /> : <kbd>/</kbd>}
        />
      </header>
      {q ? <Found q={q} clear={() => set('')} /> : <Tree />}
    </div>
  )
}
