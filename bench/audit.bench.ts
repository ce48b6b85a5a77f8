import { createHash, randomBytes } from 'node:crypto'
import { createDatabase } from '../src/db/db.ts'
import { withOwnerClient } from '../src/db/owner.ts'
import { issueInvoice } from '../src/features/invoices/invoices.ts'
import { recordPayment } from '../src/features/payments/payments.ts'
import { median } from './load.ts'
import { benchDatabase } from './product.ts'

/** Blocks of sales, the trail on and off in turn, so that a busy moment of the machine falls on both. */
const BLOCKS = 10
const SALES = 40
const WARM_UP = 100

const AUDITED = `select c.relname as table, t.tgname as trigger from pg_trigger t join pg_class c on c.oid = t.tgrelid
  join pg_proc f on f.oid = t.tgfoid where f.proname = 'audit_log_changes'`

/** What the audit trail costs a sale: invoice of three lines, stock, cash payment, receipt, in one transaction. */
export async function benchAudit(): Promise<Record<string, string>[]> {
  const database = await benchDatabase()
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const same = (text: string) => text
  const shop = { public_url: '', seal: same, unseal: same, token: same, hash }
  const db = createDatabase({ url: database.appUrl, shop, max: 2 })
  try {
    return await withOwnerClient(database.ownerUrl, async owner => {
      const one = async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows[0]
      const user = await one(
        `insert into app.users (username, email, password_hash, role, full_name) values ('kaunter', 'k@x.invalid', '!', 'staff', 'Kaunter') returning id`,
      )
      const token_hash = hash(randomBytes(16).toString('hex'))
      await one(
        `insert into app.user_sessions (user_id, session_token, expires_at) values ($1, $2, now() + interval '1 hour')`,
        [user.id, token_hash],
      )
      const customer = await one(`insert into app.customers (name) values ('Siti') returning id`)
      const product = await one(
        `insert into app.products (name, category, price, cost) values ('Kabel', 'Aksesori', 29.90, 9.80) returning id`,
      )
      await one(
        `insert into app.inventory_movements (product_id, movement_type, quantity, created_by) values ($1, 'in', 1000000, $2)`,
        [product.id, user.id],
      )
      const { rows: triggers } = await owner.query<{ table: string; trigger: string }>(AUDITED)
      const lines = ['labour', 'part', 'part'].map(kind => ({
        kind: kind as 'labour' | 'part',
        description: 'Kabel',
        quantity: 1,
        unit_price: '29.90',
        discount: '0.00',
        ...(kind === 'part' ? { product_id: product.id as string } : {}),
      }))
      const sale = async () => {
        const begun = performance.now()
        await db.withActor({ as: 'session', token_hash }, async ctx => {
          const input = { customer_id: customer.id, purpose: 'sale' as const, document_discount: '0.00', lines }
          const invoice = await issueInvoice(ctx, input)
          await recordPayment(ctx, { invoice_id: invoice.id, payment_method: 'cash' })
        })
        return performance.now() - begun
      }
      const rows = async () => Number((await one('select count(*) as n from app.audit_logs')).n)
      for (let n = 0; n < WARM_UP; n++) await sale()
      const took: Record<'enable' | 'disable', number[]> = { enable: [], disable: [] }
      const wrote: Record<'enable' | 'disable', number> = { enable: 0, disable: 0 }
      for (let block = 0; block < BLOCKS * 2; block++) {
        const mode = block % 2 ? 'disable' : 'enable'
        for (const { table, trigger } of triggers)
          await owner.query(`alter table app.${table} ${mode} trigger ${trigger}`)
        await sale()
        const before = await rows()
        for (let n = 0; n < SALES; n++) took[mode].push(await sale())
        wrote[mode] += (await rows()) - before
      }
      if (wrote.disable > 0 || wrote.enable === 0) throw new Error('the trail was not switched as said')
      const [on, off] = [median(took.enable), median(took.disable)]
      const count = BLOCKS * SALES
      return [
        {
          sales: String(count),
          audit_rows_a_sale: (wrote.enable / count).toFixed(1),
          with_trail_ms: on.toFixed(2),
          without_ms: off.toFixed(2),
          ratio: (on / off).toFixed(3),
        },
      ]
    })
  } finally {
    await db.close()
    await database.stop()
  }
}
