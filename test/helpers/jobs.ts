import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localFiles } from '../../src/adapters/files/local.ts'
import { images } from '../../src/adapters/images/images.ts'
import { pdf } from '../../src/adapters/pdf/pdf.ts'
import { qr } from '../../src/adapters/qr/qr.ts'
import { createSealer } from '../../src/adapters/seal.ts'
import type { WhatsApp } from '../../src/adapters/whatsapp/whatsapp.ts'
import type { JobTools, Log } from '../../src/features/tools.ts'
import { type TestShop, testPasswords, testShop } from './shop.ts'

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** Whoever writes to Meta here is a defect: messages go through the outbox. */
const unreachable = new Proxy({} as WhatsApp, {
  get: (_, name) => {
    throw new Error(`a test without a stand-in called whatsapp.${String(name)}`)
  },
})

/** What a job is handed: real papers, real sealed files in a folder of their own, the shop's own database. */
export function jobTools(shop: TestShop, more: Partial<JobTools> = {}): JobTools & { files_folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'baiki-files-'))
  return {
    files_folder: folder,
    files: localFiles(folder, createSealer(Buffer.alloc(32, 9).toString('base64'))),
    images,
    pdf,
    qr,
    passwords: testPasswords,
    whatsapp: unreachable,
    anchors: { keep: async () => {} },
    shop: testShop,
    log: silent,
    quiet_ms: 0,
    phone_number_id: '100',
    as: (entry, work) => shop.db.withActor(entry, work),
    ...more,
  }
}

/** The customer has written to us on WhatsApp, just now. */
export async function onWhatsApp(shop: TestShop, customer_id: string): Promise<string> {
  const [session] = await shop.owner<{ id: string }>(
    `insert into app.whatsapp_sessions (customer_id, session_id, phone_number_id, wa_id, last_inbound_at)
     values ($1, $2, '100', $3, now()) returning id`,
    [customer_id, `chat-${customer_id}`, customer_id],
  )
  return (session as { id: string }).id
}

export interface Said {
  readonly key: string
  readonly body: Record<string, unknown>
  readonly template: Record<string, unknown> | null
  readonly media_file_id: string | null
}

/** What waits in the outbox for a customer, oldest first. */
export const saidTo = (shop: TestShop, customer_id: string): Promise<Said[]> =>
  shop.owner<{ [Field in keyof Said]: Said[Field] }>(
    `select o.idempotency_key as key, o.body, o.template, o.media_file_id from app.whatsapp_outbox o
     join app.whatsapp_sessions s on s.id = o.session_id where s.customer_id = $1 order by o.id`,
    [customer_id],
  )
