import { sql } from 'kysely'
import type { Ctx, Tx } from '../../db/ctx.ts'

export interface Identity {
  readonly kind: 'bsuid' | 'wa_id'
  readonly value: string
}

/** Nobody else decides about these names until this transaction ends; always in the same order. */
export async function lockIdentities(tx: Tx, values: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended('identity:' || value, 0))
    from (select distinct unnest(${[...values]}::text[]) as value order by 1) as name`.execute(tx)
}

/** The living names among these, or all of a customer's. */
export async function selectIdentities(tx: Tx, names: readonly Identity[], customer_id: string | null = null) {
  const { rows } = await sql<Identity & { customer_id: string }>`
    select kind, value, customer_id from app.customer_identities
    where channel = 'whatsapp' and retired_at is null
      and (customer_id = ${customer_id} or (kind, value) in (select * from unnest(${names.map(n => n.kind)}::text[], ${names.map(n => n.value)}::text[])))
    order by kind, created_at`.execute(tx)
  return rows
}

export async function insertIdentities(
  tx: Tx,
  customer_id: string,
  names: readonly Identity[],
  shown: { readonly username: string | null; readonly profile_name: string | null },
): Promise<void> {
  await sql`
    insert into app.customer_identities (customer_id, channel, kind, value, display_name, username)
    select ${customer_id}::uuid, 'whatsapp', kind, value, ${shown.profile_name}::text, ${shown.username}::text
    from unnest(${names.map(n => n.kind)}::text[], ${names.map(n => n.value)}::text[]) as name(kind, value)
    on conflict (channel, kind, value) where retired_at is null do nothing`.execute(tx)
}

export async function retireIdentities(tx: Tx, names: readonly Identity[]): Promise<void> {
  await sql`
    update app.customer_identities set retired_at = now()
    where channel = 'whatsapp' and retired_at is null
      and (kind, value) in (select * from unnest(${names.map(n => n.kind)}::text[], ${names.map(n => n.value)}::text[]))`.execute(
    tx,
  )
}

export const selectByPhones = (tx: Tx, phones: readonly string[]) =>
  phones.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('customers')
        .select(['id'])
        .where('phone', 'in', [...phones])
        .execute()

/** A new customer. A phone that meanwhile became somebody's is left to him. */
export async function insertPerson(
  ctx: Ctx,
  person: { readonly name: string; readonly phones: readonly string[] },
): Promise<string> {
  const insert = (phone: string | null) =>
    ctx.tx
      .insertInto('customers')
      .values({ name: person.name, phone, raw_phone: phone, created_by: ctx.actor.user_id })
      .onConflict(conflict => conflict.column('phone').doNothing())
      .returning('id')
      .executeTakeFirst()
  const made = (await insert(person.phones[0] ?? null)) ?? (await insert(null))
  if (!made) throw new Error('a customer could not be added')
  return made.id
}

/** Only a name that WhatsApp gave for want of a better one is replaced. */
export const renamePerson = (tx: Tx, customer_id: string, name: string) =>
  tx
    .updateTable('customers')
    .set({ name: name.slice(0, 100) })
    .where('id', '=', customer_id)
    .where('name', '=', 'WhatsApp')
    .execute()

/** Sets the phone where there is none, or where it is one of `instead_of`, and nobody else has it. */
export async function setPhoneIfFree(
  tx: Tx,
  customer_id: string,
  phone: string,
  instead_of: readonly string[],
): Promise<void> {
  await sql`
    update app.customers set phone = ${phone}, raw_phone = ${phone}
    where id = ${customer_id} and (phone is null or phone = any(${[...instead_of]}::text[]))
      and not exists (select from app.customers other where other.phone = ${phone} and other.id <> ${customer_id})`.execute(
    tx,
  )
}
