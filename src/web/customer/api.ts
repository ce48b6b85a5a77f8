import type { CheckinPage } from '../../shared/checkins.ts'
import type { StoredFile } from '../../shared/files.ts'
import type { Lang } from '../../shared/messages.ts'
import type { ShopCard } from '../../shared/settings.ts'
import type { PublicTicket } from '../../shared/tickets.page.ts'
import { problemTexts } from './customer.messages.ts'

/** Why something was refused, in the customer's words. `offline`: no answer came. */
export class Refused extends Error {
  readonly code: string
  readonly fields: readonly { readonly path: string; readonly message: string }[]

  constructor(code: string, text: string, fields: Refused['fields'] = []) {
    super(text)
    this.name = 'Refused'
    this.code = code
    this.fields = fields
  }
}

/** The contracts of `/public/:token/…`, by hand: their validator would weigh more than these pages. A test compares them. */
export const PATHS = {
  checkin: ['GET', '/checkin'],
  addFile: ['POST', '/checkin/files'],
  handIn: ['POST', '/checkin'],
  ticket: ['GET', '/ticket'],
  accept: ['POST', '/quotations/:id/acceptance'],
  reject: ['POST', '/quotations/:id/rejection'],
  slip: ['POST', '/invoices/:id/proofs'],
  rate: ['POST', '/feedback'],
  file: ['GET', '/files/:id'],
} as const satisfies Record<string, readonly ['GET' | 'POST', string]>
type Call = keyof typeof PATHS

/** The link that the customer holds. It opens one thing, and is all that he needs. */
export interface Link {
  readonly token: string
  readonly lang: Lang
}

interface Sent {
  readonly id?: string
  readonly body?: object
  readonly file?: Blob
  /** The same key again is the same deed. */
  readonly key?: string
}

/** Who we are, for those whose link no longer says it. */
export const SHOP_PATH = '/api/v1/public/shop'
export const getShop = async (): Promise<ShopCard | null> => {
  const response = await fetch(SHOP_PATH).catch(() => null)
  return response?.ok ? ((await response.json()) as ShopCard) : null
}

const address = (token: string, call: Call, id = ''): string =>
  `/api/v1/public/${encodeURIComponent(token)}${PATHS[call][1].replace(':id', encodeURIComponent(id))}`

/** The server refuses a name that says another type than the bytes; a photo made smaller here has become a JPEG. */
const nameOf = ({ type }: Blob): string =>
  `${type === 'application/pdf' ? 'document' : 'photo'}.${(type.split('/')[1] ?? 'jpeg').replace('jpeg', 'jpg')}`

function formOf({ body, file }: Sent & { file: Blob }): FormData {
  const form = new FormData()
  form.append('json', JSON.stringify(body ?? {}))
  form.append('files', file, nameOf(file))
  return form
}

async function ask<Answer>({ token, lang }: Link, call: Call, sent: Sent = {}): Promise<Answer> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'accept-language': lang,
    'x-baiki-client': 'web',
  }
  if (sent.key) headers['idempotency-key'] = sent.key
  if (sent.body && !sent.file) headers['content-type'] = 'application/json'
  const body = sent.file ? formOf({ ...sent, file: sent.file }) : sent.body ? JSON.stringify(sent.body) : null
  const away = (): never => {
    throw new Refused('offline', problemTexts.offline[lang])
  }
  const response = await fetch(address(token, call, sent.id), { method: PATHS[call][0], headers, body }).catch(away)
  // Cut off in the middle of the answer.
  if (response.ok) return (await response.json().catch(away)) as Answer
  const problem = (await response.json().catch(() => ({}))) as {
    code?: string
    detail?: string
    fields?: Refused['fields']
  }
  throw new Refused(problem.code ?? 'unavailable', problem.detail ?? problemTexts.unavailable[lang], problem.fields)
}

/** Sixteen random bytes; `crypto.randomUUID` is missing on a plain-http address of the shop's network. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')

export interface CheckinFields {
  readonly name: string
  readonly device: {
    readonly device_type: string
    readonly brand: string
    readonly model: string
    readonly imei: string
  }
  readonly problem_description: string
  readonly accessories: readonly string[]
  readonly condition_notes: string
  readonly photo_file_ids: readonly string[]
  readonly signature_file_id: string
  readonly passcode?: string
  readonly terms_version: string
}

export const getCheckin = (link: Link): Promise<CheckinPage> => ask(link, 'checkin')
export const addFile = (
  link: Link,
  kind: 'condition_photo' | 'signature',
  file: Blob,
  key: string,
): Promise<StoredFile> => ask(link, 'addFile', { body: { kind }, file, key })
export const handIn = (link: Link, body: CheckinFields, key: string): Promise<CheckinPage> =>
  ask(link, 'handIn', { body, key })

export const getTicket = (link: Link): Promise<PublicTicket> => ask(link, 'ticket')
export const accept = (link: Link, id: string, version: number): Promise<unknown> =>
  ask(link, 'accept', { id, body: { version } })
export const reject = (link: Link, id: string, version: number, reason: string): Promise<unknown> =>
  ask(link, 'reject', { id, body: { version, ...(reason ? { reason } : {}) } })
export const sendSlip = (link: Link, invoice_id: string, file: Blob, key: string): Promise<unknown> =>
  ask(link, 'slip', { id: invoice_id, file, key })
export const rate = (link: Link, rating: number, words: string): Promise<unknown> =>
  ask(link, 'rate', { body: { rating, ...(words ? { words } : {}) } })

export const fileUrl = ({ token }: Link, id: string, size?: 'thumbnail'): string =>
  address(token, 'file', id) + (size ? `?size=${size}` : '')
