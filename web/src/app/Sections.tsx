import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { type ComponentType, type LazyExoticComponent, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import type en from '../i18n/en.json'
import { boot } from './boot'
import { Crash } from './Crash'
import { useSession } from './Gate'
import { Notice, Waiting } from './Notice'
import styles from './sections.module.css'

export type SectionName = keyof typeof en.sections
export type SectionGroup = keyof typeof en.sectionGroups

/** A page that stands in the navigation of an area, with all that lies below its path. */
export interface Section {
  /** From the root of the host, like "/console/customers". */
  path: string
  /** A key of the texts below "sections". */
  name: SectionName
  icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>
  /** The operation without which it is not shown, as the API names it; the server decides again. */
  needs?: string
  /** Sections of one group stand together below its name, a key of the texts below "sectionGroups". */
  group?: SectionGroup
  /** What is shown at the path and below it: loaded when it is first opened. */
  page: ComponentType | LazyExoticComponent<ComponentType>
}

/** The navigation of an area beside the section that is open. The first section that may be seen is the area's own page. */
export function Sections({ label, sections, home }: { label: string; sections: Section[]; home: string }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const [path, navigate] = useLocation()
  const [opened, { open, close }] = useDisclosure()
  const mine = sections.filter((section) => !section.needs || session.operations.includes(section.needs))
  const first = mine[0]
  const here = mine.filter((section) => within(section.path, path)).sort((a, b) => b.path.length - a.path.length)[0] ?? (path === home ? first : undefined)
  const name = here && t(`sections.${here.name}`)
  useEffect(() => {
    if (name) document.title = `${name} · ${boot.brand}`
  }, [name])
  if (!first) return <Notice whole kind="forbidden" title={t('state.forbiddenTitle')} text={t('state.forbiddenText')} />
  const list = <Links sections={mine} here={here} onChoose={close} />
  return (
    <div className={styles.frame}>
      <nav className={styles.side} aria-label={label}>
        {list}
      </nav>
      <button type="button" className={styles.opener} onClick={open} aria-haspopup="dialog" aria-expanded={opened}>
        <IconMenu2 size={19} stroke={1.8} aria-hidden />
        {name ?? label}
      </button>
      <Drawer opened={opened} onClose={close} size={280} title={<b>{label}</b>} closeButtonProps={{ 'aria-label': t('state.close') }}>
        <nav aria-label={label}>{list}</nav>
      </Drawer>
      <div className={styles.page}>
        <Crash place={path}>
          <Suspense fallback={<Waiting />}>
            <Switch>
              {[...mine]
                .sort((a, b) => b.path.length - a.path.length)
                .map(({ path: at, page: Page }) => (
                  <Route key={at} path={new RegExp(`^${at}(?:/.*)?$`)}>
                    <Page />
                  </Route>
                ))}
              <Route path={home}>
                <first.page />
              </Route>
              <Route>
                <Notice whole kind="missing" title={t('state.missingTitle')} text={t('state.missingText')} action={t('state.goTo', { page: t(`sections.${first.name}`) })} onAction={() => navigate(first.path)} />
              </Route>
            </Switch>
          </Suspense>
        </Crash>
      </div>
    </div>
  )
}

function Links({ sections, here, onChoose }: { sections: Section[]; here?: Section; onChoose: () => void }) {
  const { t } = useTranslation()
  const groups = [...new Set(sections.map((section) => section.group))]
  const list = useRef<HTMLDivElement>(null)
  // The list may be longer than the screen: where one is must be seen in it.
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return: it would be called as its undoing.
    void list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest' })
  }, [here?.path])
  return (
    <div ref={list}>
      {groups.map((group) => (
        <div key={group ?? ''} className={styles.group}>
          {group && <p>{t(`sectionGroups.${group}`)}</p>}
          {sections
            .filter((section) => section.group === group)
            .map(({ path, name, icon: Icon }) => (
              <Link key={path} href={path} className={styles.link} aria-current={path === here?.path ? 'page' : undefined} onClick={onChoose}>
                <Icon size={19} stroke={1.7} aria-hidden />
                <span>{t(`sections.${name}`)}</span>
              </Link>
            ))}
        </div>
      ))}
    </div>
  )
}

const within = (section: string, path: string) => path === section || path.startsWith(`${section}/`)
