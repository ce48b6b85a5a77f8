import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, newChannel } from '../../../test/helpers/channel.ts'
import { LANGS, type Lang } from '../../shared/messages.ts'
import { askForTemplates } from '../conversations/templates.ts'
import { cancelInvoice, issueInvoice } from '../invoices/invoices.ts'
import { tellNews } from './papers.ts'

let channel: Channel
let number = 0
beforeAll(async () => {
  channel = await newChannel()
  await channel.shop.owner(`update app.company_settings set company_name = 'Kedai Ujian'`)
  await channel.shop.scheduler(askForTemplates)
  await channel.settled()
})
afterAll(() => channel.close())

/** A customer who wrote yesterday morning, and never brought a device. */
async function longAgo(lang: Lang) {
  const phone = `+6012${String(5_400_000 + number++)}`
  const person = await channel.meta.control.person({ name: 'Puan Hasnah', phone })
  await channel.meta.control.say(person.id, 'hai')
  await channel.settled()
  const [row] = await channel.shop.owner<{ customer_id: string }>(
    `update app.whatsapp_sessions set last_inbound_at = now() - interval '30 hours' where wa_id = $1 returning customer_id`,
    [person.wa_id],
  )
  const customer_id = row?.customer_id ?? ''
  await channel.shop.owner(
    `insert into app.customer_preferences (customer_id, language_preference) values ($1, $2)
     on conflict (customer_id) do update set language_preference = excluded.language_preference`,
    [customer_id, lang],
  )
  await channel.meta.control.window(person.id, 30 * 3600)
  const heard = async () =>
    (await channel.meta.control.chat(person.id)).messages.flatMap(m =>
      m.direction === 'out' ? [m.template?.body] : [],
    )
  return { customer_id, heard }
}

const CANCELLED: Readonly<Record<Lang, RegExp>> = {
  ms: /^Salam Puan Hasnah, ini berita daripada Kedai Ujian\. Invois \S+ sudah dibatalkan\. Tiada bayaran diperlukan untuknya\. Balas mesej ini/,
  id: /^Halo Puan Hasnah, ini kabar dari Kedai Ujian\. Faktur \S+ sudah dibatalkan\. Tidak perlu dibayar\. Balas pesan ini/,
  en: /^Hello Puan Hasnah, here is news from Kedai Ujian\. Invoice \S+ was cancelled\. There is nothing to pay on it\. Reply/,
}

test.each(LANGS)(
  'a sale without a ticket that is cancelled after the 24 hours is told in approved words (%s)',
  async lang => {
    const { customer_id, heard } = await longAgo(lang)
    const lines = [
      {
        kind: 'labour' as const,
        description: 'Casing',
        quantity: 1,
        unit_price: '25.00',
        discount: '0.00',
        tax_code: 'NOTAX',
      },
    ]
    const sold = await channel.shop.staff.run(ctx =>
      issueInvoice(ctx, { customer_id, purpose: 'sale', document_discount: '0.00', lines }),
    )
    await channel.shop.admin.run(ctx => cancelInvoice(ctx, { invoice_id: sold.id, reason: 'Tersalah orang' }))
    await channel.settled()
    expect((await heard()).at(-1)).toMatch(CANCELLED[lang])
    const left = await channel.shop.owner(
      `select 1 from app.whatsapp_outbox o join app.whatsapp_sessions s on s.id = o.session_id where s.customer_id = $1 and o.status <> 'sent'`,
      [customer_id],
    )
    expect(left).toEqual([])
  },
)

test.each(['proof_refused', 'quotation_expired'] as const)('%s, of no ticket: the same way', async text => {
  const { customer_id, heard } = await longAgo('ms')
  await channel.shop.scheduler(ctx =>
    tellNews(
      ctx,
      { customer_id, customer_name: 'Puan Hasnah', ticket_id: null },
      {
        key: `news:${customer_id}`,
        topic: 'payment',
        text,
        vars: { invoice: 'INV-1', number: 'QTN-1', reason: 'gambar kabur' },
      },
    ),
  )
  await channel.settled()
  expect((await heard()).at(-1)).toMatch(/^Salam Puan Hasnah, ini berita daripada Kedai Ujian\. .*(INV-1|QTN-1)/)
})
