import { ActionIcon, Menu, Modal, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { IconBuildingStore, IconCheck, IconKeyboard, IconLogout, IconMap2, IconMoon, IconSitemap, IconSun, IconSunMoon, IconUserCircle, IconUserCog } from '@tabler/icons-react'
import { type ReactNode, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { Banner } from '../acting/Banner'
import { changeProfile } from '../api/model'
import { changeLanguage, type Language, offered } from '../i18n'
import { boot, type AreaName, type Scheme } from './boot'
import { useSession } from './Gate'
import { initials } from './initials'
import { useKeys } from './keys'
import { chooseScheme, useScheme } from './scheme'
import { Notices } from '../documents/Notices'
import { SuspendedNotice } from '../lifecycle/SuspendedNotice'
import { ComingMaintenance } from '../payments/ComingMaintenance'
import { OfferNotice } from '../people/Ownership'
import { Settings } from '../settings/Settings'
import styles from './shell.module.css'
import { useWhere } from './where'
import { Wordmark } from './Wordmark'

const areas: { name: AreaName; needs: string; path: string; icon: typeof IconMap2 }[] = [
  { name: 'monitoring', needs: 'account', path: '/', icon: IconMap2 },
  { name: 'console', needs: 'reselling', path: '/console', icon: IconBuildingStore },
  { name: 'platform', needs: 'staff', path: '/platform', icon: IconSitemap },
]

/** The bar around the work: the brand, the areas, what is special to the area, and the user. */
export function Shell({ title, children, tools }: { title?: string; children: ReactNode; tools?: ReactNode }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure()
  const [settings, { open: openSettings, close: closeSettings }] = useDisclosure()
  useKeys({ '?': openHelp })
  useWhere()
  // Before the page within says what it is called.
  useLayoutEffect(() => {
    document.title = title ? `${title} · ${boot.brand}` : boot.brand
  }, [title])
  const mine = areas.filter((area) => session.areas.includes(area.needs))
  // One's account is in the monitoring area's bundle, and no part of monitoring.
  const account = useInAccount()

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#work">
        {t('shell.skip')}
      </a>
      <header className={styles.bar}>
        <a className={styles.home} href="/" aria-label={boot.brand}>
          <Wordmark />
        </a>
        {mine.length === 1 && mine[0]?.name === 'monitoring' && boot.area === 'monitoring' && <Places />}
        {mine.length > 1 && (
          <nav className={styles.areas} aria-label={t('shell.areas')}>
            {mine.map(({ name, path, icon: Icon }) => (
              <a key={name} href={path} className={styles.area} aria-current={name === boot.area && !account ? 'page' : undefined}>
                <Icon size={18} stroke={1.7} aria-hidden />
                <span>{t(`shell.${name}`)}</span>
              </a>
            ))}
          </nav>
        )}
        <span className={styles.grow} />
        {tools}
        <UserMenu onHelp={openHelp} onSettings={openSettings} />
      </header>
      <Banner />
      <Notices />
      <ComingMaintenance />
      <SuspendedNotice />
      {!session.acting && <OfferNotice half="asked" />}
      <main id="work" className={styles.work} tabIndex={-1}>
        {children}
      </main>
      <Help opened={help} close={closeHelp} />
      <Settings opened={settings} close={closeSettings} />
    </div>
  )
}

const useInAccount = () => /^\/account(\/|$)/.test(useLocation()[0])

/** The two halves of an end user's area: without them, money, people and support hide behind one's initials. */
function Places() {
  const { t } = useTranslation()
  const account = useInAccount()
  return (
    <nav className={styles.areas} aria-label={t('shell.areas')}>
      <Link href="/" className={styles.area} aria-current={account ? undefined : 'page'}>
        <IconMap2 size={18} stroke={1.7} aria-hidden />
        <span>{t('shell.monitoring')}</span>
      </Link>
      <Link href="/account" className={styles.area} aria-current={account ? 'page' : undefined}>
        <IconUserCog size={18} stroke={1.7} aria-hidden />
        <span>{t('shell.account')}</span>
      </Link>
    </nav>
  )
}

function UserMenu({ onHelp, onSettings }: { onHelp: () => void; onSettings: () => void }) {
  const { t, i18n } = useTranslation()
  const { session, leave } = useSession()
  const scheme = useScheme()
  const name = session.user.name || session.user.login
  const queries = useQueryClient()
  // The profile goes before the device: what is chosen here is chosen for the profile, or the next page would forget it.
  const speak = async (language: Language) => {
    await changeLanguage(language)
    if (session.acting) return
    await changeProfile({ name: session.user.name, locale: language, time_zone: session.user.time_zone || '' })
    await queries.invalidateQueries({ queryKey: ['session'] })
  }
  const schemes: { value: Scheme; icon: typeof IconSun }[] = [
    { value: 'system', icon: IconSunMoon },
    { value: 'light', icon: IconSun },
    { value: 'dark', icon: IconMoon },
  ]
  return (
    <Menu position="bottom-end" width={260} shadow="md" radius="md">
      <Menu.Target>
        <Tooltip label={name}>
          <ActionIcon className={styles.user} variant="transparent" size={36} radius="xl" aria-label={t('shell.userMenu', { name })}>
            {initials(name)}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <b>{name}</b>
          <span>{session.tenant.name}</span>
        </div>
        <Menu.Divider />
        {!session.acting && (
          <Menu.Item leftSection={<IconUserCircle size={18} stroke={1.6} />} onClick={onSettings}>
            {t('settings.title')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href="/account" leftSection={<IconUserCog size={18} stroke={1.6} />}>
          {t('shell.account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={18} stroke={1.6} />} rightSection={<kbd>?</kbd>} onClick={onHelp} className={styles.wide}>
          {t('shell.keyboard')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('settings.scheme')}</Menu.Label>
        {schemes.map(({ value, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={18} stroke={1.6} />}
            rightSection={scheme.chosen === value ? <IconCheck size={16} aria-label={t('settings.chosen')} /> : null}
            closeMenuOnClick={false}
            onClick={() => chooseScheme(value)}
          >
            {t(`settings.scheme_${value}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('settings.language')}</Menu.Label>
        {offered().map(({ value: language, label }) => (
          <Menu.Item
            key={language}
            lang={language}
            leftSection={<span className={styles.tongue}>{language}</span>}
            rightSection={i18n.language === language ? <IconCheck size={16} aria-label={t('settings.chosen')} /> : null}
            closeMenuOnClick={false}
            onClick={() => void speak(language).catch(() => undefined)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {/* Whoever acts in a customer leaves by the banner: their own session is behind it. */}
        {!session.acting && (
          <Menu.Item color="red" leftSection={<IconLogout size={18} stroke={1.6} />} onClick={() => void leave()}>
            {t('shell.signOut')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function Help({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const desk = /^\/(console|platform)\/desk(\/|$)/.test(useLocation()[0])
  const keys = [
    ['/', t('keys.search')],
    ['j', t('keys.next')],
    ['k', t('keys.previous')],
    ['Enter', t('keys.open')],
    ...(desk ? ([['r', t('support.answer')], ['n', t('support.note')], ['x', t('keys.choose')], ['z', t('support.undo')], ['a', t('support.take')], ['u', t('support.backToQueue')], ['Ctrl+Enter', t('support.send')]] as const) : boot.area === 'monitoring' ? ([['f', t('keys.follow')], ['n', t('keys.add')]] as const) : []),
    ['Esc', t('keys.close')],
    ['?', t('keys.help')],
  ] as const
  return (
    <Modal opened={opened} onClose={close} title={t('shell.keyboard')} size="sm" closeButtonProps={{ 'aria-label': t('state.close') }}>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
