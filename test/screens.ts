import type { BrowserContext, Page } from 'playwright-core'

/** One picture: where to go, and what to do there before it is taken. */
export interface Shot {
  readonly name: string
  readonly path: string
  readonly act?: (page: Page) => Promise<void>
}

interface Row {
  readonly id: string
  readonly session_id: string
  readonly status: string
  readonly owner: string
  readonly wants_person: boolean
  readonly awaiting_approval: boolean
}

/** Every page of the product with the demo shop's things on it. The first is taken before signing in. */
export async function pagesOf(context: BrowserContext, origin: string): Promise<readonly Shot[]> {
  const get = async <T>(path: string): Promise<T> => {
    const answer = await context.request.get(`${origin}/api/v1${path}`)
    if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json() as Promise<T>
  }
  const list = async (path: string): Promise<readonly Row[]> => (await get<{ items: readonly Row[] }>(path)).items
  const first = async (path: string, ...wanted: ((row: Row) => boolean)[]): Promise<Row> => {
    const rows = await list(path)
    const found = wanted.map(one => rows.find(one)).find(Boolean) ?? rows[0]
    if (!found) throw new Error(`the demo shop has nothing for ${path}`)
    return found
  }
  /** The address, inside the shop, that a link made here opens. */
  const addressOf = async (path: string, data: object): Promise<string> => {
    const answer = await context.request.post(`${origin}/api/v1${path}`, {
      headers: { 'x-baiki-client': 'web', 'idempotency-key': `screens${path.replace(/\W/g, '')}` },
      data,
    })
    if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`)
    return new URL(((await answer.json()) as { url: string }).url).pathname
  }

  const botChat = await first('/conversations?limit=50', row => row.owner === 'bot')
  const personChat = await first(
    '/conversations?limit=50',
    row => row.wants_person,
    row => row.owner === 'person',
  )
  const diagnosing = await first('/tickets?limit=100&status=diagnosing', row => !row.awaiting_approval)
  const waiting = await first('/tickets?limit=100&status=diagnosing', row => row.awaiting_approval)
  const repairing = await first('/tickets?limit=20&status=in_progress')
  const ready = await first('/tickets?limit=20&status=ready_for_pickup')
  const unpaid = await first('/invoices?limit=20&unpaid=true')
  const customer = await first('/customers?limit=1')
  const paid = await first('/invoices?limit=20&status=paid')

  return [
    { name: 'inbox', path: '/inbox' },
    { name: 'inbox-bot', path: `/inbox/${botChat.session_id}` },
    { name: 'inbox-person', path: `/inbox/${personChat.session_id}` },
    { name: 'tickets', path: '/tickets' },
    { name: 'ticket-repairing', path: `/tickets/${repairing.id}` },
    { name: 'ticket-waiting', path: `/tickets/${waiting.id}` },
    { name: 'ticket-ready', path: `/tickets/${ready.id}` },
    { name: 'estimate', path: `/tickets/${waiting.id}/estimate` },
    { name: 'estimate-new', path: `/tickets/${diagnosing.id}/estimate` },
    { name: 'appointments', path: '/appointments' },
    { name: 'intake', path: '/intake' },
    { name: 'invoices', path: '/invoices' },
    { name: 'invoice-unpaid', path: `/invoices/${unpaid.id}` },
    { name: 'invoice-paid', path: `/invoices/${paid.id}?show=all` },
    { name: 'settings', path: '/settings' },
    { name: 'settings-hours', path: '/settings/hours' },
    { name: 'settings-reminders', path: '/settings/reminders' },
    { name: 'settings-whatsapp', path: '/settings/whatsapp' },
    { name: 'settings-templates', path: '/settings/whatsapp/templates' },
    {
      name: 'settings-template-new',
      path: '/settings/whatsapp/templates',
      act: async page => {
        await page.getByRole('button', { name: /Templat baharu|New template/ }).click()
      },
    },
    { name: 'settings-costs', path: '/settings/whatsapp/costs' },
    { name: 'settings-texts', path: '/settings/texts' },
    {
      name: 'settings-text-open',
      path: '/settings/texts',
      act: async page => {
        await page.getByRole('searchbox').fill('apa yang boleh')
        await page.getByRole('button', { name: /^Apa yang boleh saya bantu/ }).click()
      },
    },
    { name: 'settings-payment', path: '/settings/payment' },
    { name: 'not-found', path: '/no-such-page' },
    { name: 'customer-ticket', path: await addressOf(`/tickets/${waiting.id}/links`, {}) },
    { name: 'customer-checkin', path: await addressOf('/checkins', { customer_id: customer.id, send: false }) },
    { name: 'phone', path: '/phone' },
  ]
}
