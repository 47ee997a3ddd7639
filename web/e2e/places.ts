// Every screen there is, whose it is, and what brings it into the state that is worth looking at: of these pictures are taken
// (screens.ts), and in every language nothing of them is cut (languages.spec.ts).
import { call, expect, mapIsThere as mapHasStyle, type Page } from './world'

export interface Screen {
  name: string
  path: string
  /** Whose screen it is; nobody: what a host shows before signing in. */
  as: 'nobody' | 'user' | 'reseller' | 'staff'
  /** Only this brand has it. */
  only?: string
  /** It is the platform's own host, of which there is one. */
  platform?: boolean
  /** Brings the screen into the state that is worth a picture. */
  prepare?: (page: Page) => Promise<void>
  /** What it says hundreds of times in the same form: a selector. One of each form is judged. */
  repeats?: string
}

export const mapIsThere = async (page: Page) => {
  await mapHasStyle(page)
  await expect(page.locator('[data-drawn]')).toBeAttached({ timeout: 60_000 })
}
export const firstObject = async (page: Page) => {
  await mapIsThere(page)
  await page.locator('#work').getByRole('list').getByRole('listitem').first().getByRole('button').click()
  await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
}
const rows = async (page: Page) => {
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
}

const firstCustomer = async (page: Page, part = '') => {
  await rows(page)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.locator('dl').first()).toBeVisible()
  if (part) await page.locator(`#work nav a[href$="${part}"]`).last().click()
}
const firstFigure = async (page: Page) => {
  // What one's own provider is owed leads elsewhere.
  await page.locator('table a[href^="/console/margin"]').last().click()
  await expect(page.locator('#entries')).toBeVisible()
}
const firstTicket = async (page: Page) => {
  await page.locator('#work section').getByRole('listitem').getByRole('link').first().click()
  await expect(page.locator('#work time').first()).toBeVisible()
}
const twoTickets = async (page: Page) => {
  const boxes = page.locator('#work').getByRole('listitem').getByRole('checkbox')
  await boxes.nth(0).check()
  await boxes.nth(1).check()
}
const usedCalendar = async (page: Page) => {
  await page.locator('#work section:visible').nth(1).getByRole('listitem').first().getByRole('button').last().click()
  await expect(page.getByRole('dialog').getByRole('list')).toBeVisible()
}
const branches = async (page: Page) => {
  await page.getByRole('treeitem').first().focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
}
/** On a phone the preview is in the form's place once it is asked for; where there is room it stands beside it. */
const turned = async (page: Page) => {
  if ((page.viewportSize()?.width ?? 0) <= 980) await page.getByRole('radiogroup').filter({ has: page.locator('input[value=preview]') }).locator('label').last().click()
  await expect(page.locator('aside').getByRole('img').first()).toBeVisible()
}

const firstTenant = async (page: Page) => {
  await page.locator('#work').getByRole('listitem').getByRole('link').first().click()
  await expect(page.locator('dl').first()).toBeVisible()
}

const firstSetUp = async (page: Page) => {
  const objects = (await call<{ items: { id: string }[] }>(page, 'GET', '/api/objects')).answer
  await page.goto(new URL(`/objects/${objects.items[0]!.id}/setup`, page.url()).href)
  await expect(page.locator('h1')).toBeVisible()
}
const firstPerson = async (page: Page) => {
  await rows(page)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.locator('dl, form').first()).toBeVisible()
}

const blockedObjects = async (page: Page) => {
  await firstCustomer(page)
  await page.locator('#work a[href$="/objects?status=blocked"]').click()
  await rows(page)
}
const firstLink = async (page: Page) => {
  await page.locator('#work').getByRole('listitem').getByRole('link').last().click()
}
const firstEntry = async (page: Page) => {
  await page.locator('#work ol').getByRole('button').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
}
const askToActIn = async (page: Page) => {
  await firstCustomer(page)
  await page.locator('#work header button[aria-haspopup=menu]').click()
  await page.getByRole('menuitem').first().click()
  await expect(page.getByRole('dialog').locator('form')).toBeVisible()
}
const newCustomer = async (page: Page) => {
  await page.locator('#work').getByRole('button', { name: /New customer|Новый клиент|Cliente nuevo|Novo cliente|Nouveau client/ }).click()
  await expect(page.getByRole('dialog').locator('form')).toBeVisible()
}

export const screens: Screen[] = [
  { name: 'sign-in', path: '/', as: 'nobody' },
  { name: 'forgotten-password', path: '/forgot', as: 'nobody' },
  { name: 'stolen-login', path: '/stolen', as: 'nobody' },
  { name: 'link-of-no-worth', path: '/reset#AAAA', as: 'nobody' },
  { name: 'sign-up', path: '/sign-up', as: 'nobody' },
  { name: 'partner-sign-up', path: '/partners', as: 'nobody', platform: true },
  { name: 'ask', path: '/ask', as: 'nobody' },
  { name: 'documents', path: '/documents', as: 'nobody' },
  { name: 'terms', path: '/documents/terms', as: 'nobody' },
  { name: 'documents-of-the-api', path: '/api/docs', as: 'nobody', repeats: 'main section, main tr', prepare: (page) => expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible() },
  { name: 'site-home', path: '/:language', as: 'nobody' },
  { name: 'site-tariffs', path: '/:language/tariffs', as: 'nobody' },
  { name: 'site-contacts', path: '/:language/contacts', as: 'nobody' },
  { name: 'map', path: '/', as: 'user', prepare: mapIsThere },
  { name: 'object', path: '/?status=moving', as: 'user', prepare: firstObject },
  { name: 'offline', path: '/?status=offline', as: 'user', prepare: firstObject },
  { name: 'blocked', path: '/?status=blocked', as: 'user', prepare: firstObject },
  { name: 'add', path: '/add', as: 'user' },
  { name: 'nothing-found', path: '/?q=nothing+is+called+so', as: 'user', prepare: mapIsThere },
  { name: 'papers', path: '/account/papers', as: 'user' },
  { name: 'billing', path: '/account/billing', as: 'user' },
  { name: 'copies-of-notices', path: '/account/recipients', as: 'user' },
  { name: 'my-documents', path: '/account/documents', as: 'user' },
  { name: 'applications', path: '/console/applications', as: 'reseller' },
  { name: 'platform-applications', path: '/console/applications', as: 'staff' },
  { name: 'questions', path: '/console/questions', as: 'reseller' },
  { name: 'sign-up-settings', path: '/console/sign-up', as: 'reseller' },
  { name: 'published-documents', path: '/console/documents', as: 'reseller' },
  { name: 'stolen-logins', path: '/console/stolen', as: 'reseller' },
  { name: 'audit', path: '/account/audit', as: 'user' },
  { name: 'console-audit', path: '/console/audit', as: 'reseller' },
  { name: 'access-of-the-provider', path: '/console/access', as: 'reseller' },
  { name: 'platform-audit', path: '/platform/audit', as: 'staff' },
  { name: 'start', path: '/console/start', as: 'reseller' },
  { name: 'legal-entity', path: '/console/start/entity', as: 'reseller' },
  { name: 'today', path: '/console/today', as: 'reseller' },
  { name: 'customers', path: '/console/customers', as: 'reseller', prepare: rows },
  { name: 'customer', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: firstCustomer },
  { name: 'customer-objects', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/objects') },
  { name: 'customer-people', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/people') },
  { name: 'customer-agreed', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/agreed') },
  { name: 'partners', path: '/console/resellers', as: 'reseller' },
  { name: 'partner', path: '/console/resellers', as: 'reseller', only: 'Meridian', prepare: firstCustomer },
  { name: 'customer-blocked-objects', path: '/console/customers?with=blocked&own=true', as: 'reseller', prepare: blockedObjects },
  { name: 'domains', path: '/console/domains', as: 'reseller' },
  { name: 'domain', path: '/console/domains', as: 'reseller', prepare: firstLink },
  { name: 'sender', path: '/console/sender', as: 'reseller' },
  { name: 'hosts', path: '/platform/hosts', as: 'staff', prepare: rows },
  { name: 'realm-settings', path: '/console/settings', as: 'reseller' },
  { name: 'provider', path: '/console/provider', as: 'reseller' },
  { name: 'people', path: '/account/people', as: 'user' },
  { name: 'webhooks', path: '/account/webhooks', as: 'user' },
  { name: 'security', path: '/account/security', as: 'user' },
  { name: 'console-people', path: '/console/people', as: 'reseller' },
  { name: 'console-invitations', path: '/console/people/invitations', as: 'reseller' },
  { name: 'console-security', path: '/account/security', as: 'reseller' },
  { name: 'audit-entry', path: '/console/audit', as: 'reseller', prepare: firstEntry },
  { name: 'acting-asked', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: askToActIn },
  { name: 'new-customer', path: '/console/customers', as: 'reseller', prepare: newCustomer },
  { name: 'account-settings', path: '/account/settings', as: 'user' },
  { name: 'customers-objects', path: '/console/objects', as: 'reseller', prepare: rows },
  { name: 'tree', path: '/platform', as: 'staff', prepare: branches },
  { name: 'tenant', path: '/platform/tenants?q=meridian', as: 'staff', prepare: firstTenant },
  { name: 'tree-searched', path: '/platform/tenants?q=localhost', as: 'staff' },
  { name: 'platform-desk', path: '/platform/desk', as: 'staff' },
  { name: 'platform-ticket', path: '/platform/desk', as: 'staff', prepare: firstTicket },
  { name: 'health', path: '/platform/health', as: 'staff' },
  { name: 'jobs', path: '/platform/jobs', as: 'staff' },
  { name: 'platform-maintenance', path: '/platform/maintenance', as: 'staff' },
  { name: 'import', path: '/console/import', as: 'reseller' },
  { name: 'studio', path: '/console/brand', as: 'reseller' },
  { name: 'studio-preview', path: '/console/brand', as: 'reseller', prepare: turned },
  { name: 'letters', path: '/console/letters', as: 'reseller' },
  { name: 'letter', path: '/console/letters/invitation/en', as: 'reseller' },
  { name: 'paper', path: '/console/letters/paper_invoice/en', as: 'reseller' },
  { name: 'support', path: '/account/support', as: 'user' },
  { name: 'support-ticket', path: '/account/support', as: 'user', prepare: firstTicket },
  { name: 'support-new', path: '/account/support/new', as: 'user' },
  { name: 'desk', path: '/console/desk', as: 'reseller' },
  { name: 'desk-chosen', path: '/console/desk', as: 'reseller', prepare: twoTickets },
  { name: 'desk-ticket', path: '/console/desk', as: 'reseller', prepare: firstTicket },
  { name: 'questions-to-the-provider', path: '/console/provider-tickets', as: 'reseller' },
  { name: 'desk-settings', path: '/console/desk-settings', as: 'reseller' },
  { name: 'desk-settings-answers', path: '/console/desk-settings/answers', as: 'reseller' },
  { name: 'desk-settings-people', path: '/console/desk-settings/people', as: 'reseller' },
  { name: 'desk-calendar-used', path: '/console/desk-settings/people', as: 'reseller', prepare: usedCalendar },
  { name: 'desk-settings-promises', path: '/console/desk-settings/promises', as: 'reseller' },
  { name: 'desk-settings-products', path: '/console/desk-settings/products', as: 'reseller' },
  { name: 'desk-settings-translation', path: '/console/desk-settings/translation', as: 'reseller' },
  { name: 'desk-reports', path: '/console/desk-reports', as: 'reseller' },
  { name: 'trash', path: '/account/trash', as: 'user' },
  { name: 'closed-customers', path: '/console/trash', as: 'reseller' },
  { name: 'maintenance', path: '/console/maintenance', as: 'reseller' },
  { name: 'dormant', path: '/console/dormant', as: 'reseller' },
  { name: 'payments', path: '/console/payments', as: 'reseller' },
  { name: 'price-list', path: '/console/prices', as: 'reseller' },
  { name: 'wallets', path: '/console/wallets', as: 'reseller' },
  { name: 'customer-money', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/money') },
  { name: 'margin', path: '/console/margin', as: 'reseller' },
  { name: 'margin-figure', path: '/console/margin', as: 'reseller', prepare: firstFigure },
  { name: 'wholesale', path: '/platform/wholesale', as: 'staff' },
  { name: 'stock', path: '/console/stock', as: 'reseller' },
  { name: 'customers-trackers', path: '/console/trackers', as: 'reseller' },
  { name: 'customers-trackers-in-trouble', path: '/console/trackers?list=troubled', as: 'reseller' },
  { name: 'identities', path: '/platform/identities', as: 'staff' },
  { name: 'set-up', path: '/account/settings', as: 'user', prepare: firstSetUp },
  { name: 'invitations', path: '/account/people/invitations', as: 'user' },
  { name: 'roles', path: '/console/people/roles', as: 'reseller' },
  { name: 'person', path: '/console/people', as: 'reseller', prepare: firstPerson },
  { name: 'console-webhooks', path: '/console/webhooks', as: 'reseller' },
  { name: 'copies-of-notices-above', path: '/console/recipients', as: 'reseller' },
  { name: 'partners-debts', path: '/console/wholesale', as: 'reseller' },
  { name: 'customer-trackers', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/trackers') },
  { name: 'customer-plans', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/plans') },
  { name: 'customer-notes', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/notes') },
  { name: 'customer-trace', path: '/console/customers?sort=objects&desc=true', as: 'reseller', prepare: (page) => firstCustomer(page, '/trace') },
  { name: 'questions-to-the-provider-new', path: '/console/provider-tickets/new', as: 'reseller' },
  { name: 'platform-people', path: '/platform/people', as: 'staff' },
  { name: 'platform-roles', path: '/platform/people/roles', as: 'staff' },
  { name: 'nothing-there', path: '/console/nothing-there', as: 'reseller' },
]
