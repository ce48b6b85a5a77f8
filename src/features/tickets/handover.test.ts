import { afterAll, beforeAll, expect, test } from 'vitest'
import { onWhatsApp, saidTo } from '../../../test/helpers/jobs.ts'
import { newShop, type Person, type TestShop } from '../../../test/helpers/shop.ts'
import { type Job, ticketOf } from '../../../test/helpers/tickets.ts'
import type { Tx } from '../../db/ctx.ts'
import { issueDiagnosticFee } from '../invoices/invoices.ts'
import { whatIsOwed } from './owed.ts'
import { handOver } from './steps.ts'
import { getTicket } from './tickets.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await newShop()
})
afterAll(() => shop.close())

/** Ready to be collected; `fee`: of the terms he signed before he declined the repair, and not billed yet. */
async function ready(fee?: string): Promise<Job> {
  const job = await ticketOf(shop)
  const terms = {
    lang: 'ms',
    diagnostic_fee: fee,
    storage_days: 30,
    warranty_days: 90,
    text: 'Syarat',
    privacy: 'Notis',
  }
  await shop.owner(`update app.tickets set status = 'ready_for_pickup', outcome = $2, terms = $3 where id = $1`, [
    job.ticket_id,
    fee ? 'declined' : 'repaired',
    fee ? JSON.stringify(terms) : null,
  ])
  return job
}
const out = (who: Person, job: Job, more: { picked_up_by?: string; despite_balance?: string } = {}) =>
  who.run(ctx => handOver(ctx, { ticket_id: job.ticket_id, ...more }))

test('whom the customer sent is kept with the ticket, and the customer is told', async () => {
  const job = await ready()
  await onWhatsApp(shop, job.customer_id)
  const done = await out(shop.staff, job, { picked_up_by: 'Ahmad (adik)' })
  expect(done).toMatchObject({ status: 'picked_up', picked_up_by: 'Ahmad (adik)' })
  expect(JSON.stringify(await saidTo(shop, job.customer_id))).toContain('sudah diserahkan kepada Ahmad (adik)')
  const [row] = await shop.owner(
    `select new_values ->> 'picked_up_by' as who, user_id from app.audit_logs
     where table_name = 'tickets' and record_id = $1 and new_values ? 'picked_up_by' order by id desc limit 1`,
    [job.ticket_id],
  )
  expect(row).toEqual({ who: 'Ahmad (adik)', user_id: shop.staff.id })
})

test('the customer himself: nobody else is named', async () => {
  const job = await ready()
  await onWhatsApp(shop, job.customer_id)
  expect(await out(shop.staff, job)).toMatchObject({ picked_up_by: null })
  expect(JSON.stringify(await saidTo(shop, job.customer_id))).toMatch(/sudah diserahkan\. /)
})

test('what is agreed and not billed is asked for, and let go only by whoever may, with the reason for colleagues', async () => {
  const job = await ready('30.00')
  const of = { ticket_id: job.ticket_id }
  for (const who of [shop.staff, shop.technician])
    expect(await who.run(ctx => whatIsOwed(ctx, of))).toEqual({ balance: '0.00', unbilled: '30.00' })
  await expect(out(shop.staff, job, { despite_balance: 'Pelanggan lama' })).rejects.toMatchObject({
    code: 'balance_due',
    vars: { balance: 'RM30.00' },
  })
  await expect(out(shop.admin, job)).rejects.toMatchObject({ code: 'balance_due' })
  const done = await out(shop.admin, job, { despite_balance: 'Pelanggan lama, bayar esok' })
  expect(done.status).toBe('picked_up')
  const { updates } = await shop.staff.run(ctx => getTicket(ctx, of))
  expect(updates.find(update => update.update_type === 'unpaid')).toMatchObject({
    description: 'Pelanggan lama, bayar esok',
    visible_to_customer: false,
    updated_by: { id: shop.admin.id },
  })
})

test('a paid device with a reason that nobody needed leaves no such line', async () => {
  const job = await ready()
  await out(shop.admin, job, { despite_balance: 'tidak perlu' })
  const { updates } = await shop.staff.run(ctx => getTicket(ctx, { ticket_id: job.ticket_id }))
  expect(updates.map(update => update.update_type)).toEqual(['status'])
})

test('billed between two looks, whenever that is, it is never taken for paid', async () => {
  for (let looks = 1; looks <= 6; looks++) {
    const { ticket_id } = await ready('30.00')
    const bill = () => shop.scheduler(ctx => issueDiagnosticFee(ctx, { ticket_id, lang: 'ms', fee: '30.00' }))
    const owed = await shop.staff.run(ctx => {
      let left = looks
      const tx = ctx.tx.withPlugin({
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          if (--left === 0) await bill()
          return result
        },
      })
      return whatIsOwed({ ...ctx, tx: tx as unknown as Tx }, { ticket_id })
    })
    expect(Number(owed.balance) + Number(owed.unbilled), `after ${looks}`).toBeGreaterThanOrEqual(30)
  }
})

test('before it is ready nothing agreed is counted as due at the door', async () => {
  const job = await ticketOf(shop)
  expect(await shop.staff.run(ctx => whatIsOwed(ctx, { ticket_id: job.ticket_id }))).toEqual({
    balance: '0.00',
    unbilled: '0.00',
  })
  await expect(shop.other.run(ctx => whatIsOwed(ctx, { ticket_id: job.ticket_id }))).rejects.toMatchObject({
    code: 'not_found',
  })
})
