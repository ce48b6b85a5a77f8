import { type SqlBool, sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'
import { AppError, notFound } from '../../shared/errors.ts'
import { OPEN_INVOICE_STATUSES } from '../../shared/invoices.ts'
import type { Lang } from '../../shared/messages.ts'
import { toE164 } from '../../shared/phone.ts'

const ROW = ['id', 'name', 'phone', 'email', 'company_name', 'created_at'] as const

interface Page {
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

/** Row security keeps LIKE from its index, so the search is a narrow function with its own right; it finds one page. */
export async function searchCustomerIds(tx: Tx, words: string, { cursor, limit }: Page): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from app.search_customers(${toE164(words.trim()) ?? words.trim()}, ${cursor ?? null}::uuid, ${limit})`.execute(
    tx,
  )
  return found.rows.map(row => row.id)
}

/** Newest first; by name, e-mail, company, or a phone as people write it. */
export async function selectCustomers(tx: Tx, page: Page) {
  const ids = page.q ? await searchCustomerIds(tx, page.q, page) : null
  return tx
    .selectFrom('customers')
    .select(ROW)
    .$if(ids !== null, query => query.where(sql<SqlBool>`id = any(${ids}::uuid[])`))
    .$if(page.cursor !== undefined, query => query.where('id', '<', page.cursor ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
}

export const selectCustomer = (tx: Tx, id: string) =>
  tx
    .selectFrom('customers as c')
    .leftJoin('customer_preferences as p', 'p.customer_id', 'c.id')
    .leftJoin('customer_dashboard_view as d', 'd.id', 'c.id')
    .select([
      'c.id',
      'c.name',
      'c.phone',
      'c.email',
      'c.company_name',
      'c.created_at',
      'c.address',
      'c.customer_type',
      'c.notes',
      'p.language_preference as lang',
      'd.total_tickets',
      'd.total_invoices',
      'd.total_spent',
      'd.average_rating',
    ])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow(notFound)

export const selectSessionOf = (tx: Tx, customer_id: string) =>
  tx
    .selectFrom('whatsapp_sessions')
    .select('id')
    .where('customer_id', '=', customer_id)
    .orderBy('last_activity', 'desc')
    .executeTakeFirst()

export type Owed = { readonly customer_id: string } | { readonly ticket_id: string }

export const selectBalance = (tx: Tx, of: Owed) =>
  tx
    .selectFrom('invoices')
    .select(sql<string>`coalesce(sum(balance), 0)::numeric(14,2)::text`.as('balance'))
    .where('status', 'in', [...OPEN_INVOICE_STATUSES])
    .where(({ and }) => and(of))
    .executeTakeFirstOrThrow()

export const selectOptionalCustomerByPhone = (tx: Tx, phone: string) =>
  tx.selectFrom('customers').select(['id', 'name']).where('phone', '=', phone).executeTakeFirst()

interface NewCustomer {
  readonly name: string
  readonly phone: string | null
  readonly raw_phone: string | null
  readonly email: string | null
  readonly address: string | null
  readonly company_name: string | null
  readonly customer_type: string
  readonly notes: string | null
  readonly created_by: string | null
}

/** Undefined: somebody else has this phone. */
export const insertCustomer = (tx: Tx, customer: NewCustomer) =>
  tx
    .insertInto('customers')
    .values(customer)
    .onConflict(conflict => conflict.column('phone').doNothing())
    .returning('id')
    .executeTakeFirst()

export async function updateCustomerRow(tx: Tx, id: string, changes: Partial<Omit<NewCustomer, 'created_by'>>) {
  const changed = await tx.updateTable('customers').set(changes).where('id', '=', id).executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw new AppError('not_found')
}

/** What a profile on WhatsApp calls itself gives way; a name that a colleague wrote does not. */
export const replaceProfileName = (tx: Tx, id: string, name: string, services: readonly string[]) =>
  tx
    .updateTable('customers')
    .set({ name })
    .where('id', '=', id)
    .where('name', '<>', name)
    .where(row => row.or([row('created_by', 'is', null), row('created_by', 'in', services)]))
    .execute()

export const selectAddress = (tx: Tx, id: string) =>
  tx
    .selectFrom('customers as c')
    .leftJoin('customer_preferences as p', 'p.customer_id', 'c.id')
    .select(['c.name', 'p.language_preference as lang'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()

export const selectLang = (tx: Tx, customer_id: string) =>
  tx
    .selectFrom('customer_preferences')
    .select('language_preference')
    .where('customer_id', '=', customer_id)
    .executeTakeFirst()

export const upsertLang = (tx: Tx, customer_id: string, lang: Lang) =>
  tx
    .insertInto('customer_preferences')
    .values({ customer_id, language_preference: lang, updated_by: sql`auth.uid()` })
    .onConflict(conflict =>
      conflict
        .column('customer_id')
        .doUpdateSet({ language_preference: lang, updated_by: sql`auth.uid()` })
        .where('customer_preferences.language_preference', '<>', lang),
    )
    .execute()

export const insertConsent = (
  tx: Tx,
  consent: {
    customer_id: string
    purpose: string
    granted: boolean
    wording: string
    wording_version: string
    source: string
    message_id?: string
  },
) => tx.insertInto('consents').values(consent).execute()
