import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { cloudWhatsApp } from '../../src/adapters/whatsapp/cloud.ts'
import { startStandin } from '../../src/adapters/whatsapp/standin/server.ts'
import type {
  Delivery,
  Json,
  Person,
  Send,
  StoredMessage,
  Template,
} from '../../src/adapters/whatsapp/standin/world.types.ts'
import type { WhatsApp } from '../../src/adapters/whatsapp/whatsapp.ts'

export interface StandinForTest {
  readonly url: string
  readonly phone_number_id: string
  readonly business_account_id: string
  readonly app_secret: string
  readonly verify_token: string
  readonly access_token: string
  readonly control_token: string
  /** The real client against it. */
  readonly whatsapp: WhatsApp
  readonly control: Control
  close(): Promise<void>
}

const idsOf = (app_secret = 'test_app_secret') => ({
  phone_number_id: '106540352242922',
  business_account_id: '102290129340398',
  access_token: 'test-access-token',
  app_secret,
  verify_token: 'test-verify-token',
  control_token: randomBytes(16).toString('hex'),
})

/** Meta on a free port of this process; memory only unless `state_dir`. Statuses come at once. */
export async function newStandin(
  options: { webhook_url?: string; state_dir?: string; app_secret?: string; timeout_ms?: number } = {},
): Promise<StandinForTest> {
  const ids = idsOf(options.app_secret)
  const { state_dir, webhook_url } = options
  const { url, close } = await startStandin({ port: 0, ...ids, state_dir, webhook_url })
  return forTest(url, ids, close, options.timeout_ms)
}

/** Meta in a process of its own, as the product has it. */
export async function standinProcess(webhook_url: string): Promise<StandinForTest> {
  const ids = idsOf()
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/adapters/whatsapp/standin/main.ts')], {
    env: {
      PATH: process.env.PATH,
      STANDIN_CONTROL_TOKEN: ids.control_token,
      STANDIN_WEBHOOK_URL: webhook_url,
      WHATSAPP_PHONE_NUMBER_ID: ids.phone_number_id,
      WHATSAPP_BUSINESS_ACCOUNT_ID: ids.business_account_id,
      WHATSAPP_ACCESS_TOKEN: ids.access_token,
      WHATSAPP_APP_SECRET: ids.app_secret,
      WHATSAPP_VERIFY_TOKEN: ids.verify_token,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const { port } = JSON.parse(said.toString()) as { port: number }
  const close = async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return forTest(`http://127.0.0.1:${port}`, ids, close)
}

async function forTest(
  url: string,
  ids: ReturnType<typeof idsOf>,
  close: () => Promise<void>,
  timeout_ms = 5000,
): Promise<StandinForTest> {
  const control = controlClient(url, ids.control_token)
  await control.call('PATCH', 'settings', { status_delay_ms: 0 })
  const whatsapp = cloudWhatsApp({ graph_url: url, version: 'v25.0', ...ids, timeout_ms })
  return { url, ...ids, whatsapp, control, close }
}

export type Control = ReturnType<typeof controlClient>
export type ChatView = {
  person: Person & { unread: number }
  messages: StoredMessage[]
  window_closes_at: string | null
}

function controlClient(url: string, token: string) {
  async function call<T = Json>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}/control/${path}`, {
      method,
      headers: { 'x-control-token': token, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const answer = (await response.json()) as T & { error?: string }
    if (!response.ok) throw new Error(`control ${method} ${path}: ${response.status} ${answer.error}`)
    return answer
  }
  return {
    call,
    person: (input: Json) => call<Person>('POST', 'people', input),
    write: (person_id: string, message: Json) =>
      call<{ wamid: string; delivery_id: string }>('POST', `people/${person_id}/messages`, message),
    say: (person_id: string, text: string) =>
      call<{ wamid: string; delivery_id: string }>('POST', `people/${person_id}/messages`, { type: 'text', text }),
    chat: (person_id: string) => call<ChatView>('GET', `people/${person_id}/chat`),
    read: (person_id: string) => call<{ read: number }>('POST', `people/${person_id}/read`, {}),
    window: (person_id: string, age_seconds: number) => call('POST', `people/${person_id}/window`, { age_seconds }),
    clock: (advance_seconds: number) => call<{ now: string }>('POST', 'clock', { advance_seconds }),
    settings: (patch: Json) => call('PATCH', 'settings', patch),
    fault: (fault: Json) => call<{ id: string }>('POST', 'faults', fault),
    /** Pending statuses and webhooks, now. */
    flush: () => call<{ pending: number }>('POST', 'deliveries/flush', {}),
    /** The ledger, or what it has under these ids of our outbox. */
    sends: async (callbacks?: readonly string[]) =>
      (await call<{ sends: Send[] }>('GET', callbacks ? `sends?callbacks=${callbacks.join(',')}` : 'sends')).sends,
    deliveries: async () => (await call<{ deliveries: Delivery[] }>('GET', 'deliveries')).deliveries,
    redeliver: (input: Json) => call<{ sent: number; ok: number }>('POST', 'redeliveries', input),
    /** Everything that waits in one POST, with what is meant for others. */
    batch: (input: Json) => call<{ status: number; bytes: number; entries: number }>('POST', 'batches', input),
    raw: (body: unknown, signature = 'good') => call<{ status: number | null }>('POST', 'raw', { body, signature }),
    /** The number's health changes: the webhooks that follow go out. */
    number: (patch: Json) => call('PATCH', 'number', patch),
    account: (news: Json) => call('POST', 'account', news),
    template: (input: Json) => call<Template>('POST', 'templates', input),
    judge: (template_id: string, status: string, reason?: string) =>
      call<Template>('PATCH', `templates/${template_id}`, { status, ...(reason ? { reason } : {}) }),
    async media(bytes: Uint8Array, mime_type: string, filename?: string) {
      const query = filename ? `?filename=${encodeURIComponent(filename)}` : ''
      const response = await fetch(`${url}/control/media${query}`, {
        method: 'POST',
        headers: { 'x-control-token': token, 'content-type': mime_type },
        body: new Uint8Array(bytes),
      })
      return (await response.json()) as { media_id: string; size: number }
    },
  }
}
