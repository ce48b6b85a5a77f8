import { sql } from 'kysely'
import type { Tx } from '../../db/ctx.ts'

export interface SessionRow {
  readonly id: string
  readonly customer_id: string | null
  readonly phone_number_id: string
  readonly wa_id: string | null
  readonly bsuid: string | null
  readonly owner: 'bot' | 'person'
  readonly owner_user_id: string | null
  readonly owner_since: string | null
  readonly wants_person: boolean
  readonly last_inbound_at: string | null
  readonly profile_name: string | null
}

const COLUMNS = [
  'id',
  'customer_id',
  'phone_number_id',
  'wa_id',
  'bsuid',
  'owner',
  'owner_user_id',
  'owner_since',
  'wants_person',
  'last_inbound_at',
  'profile_name',
] as const

/** Holds the conversation until the transaction ends: one turn, one send, one takeover at a time. */
export const lockSession = (tx: Tx, session_id: string) =>
  tx
    .selectFrom('whatsapp_sessions')
    .select(COLUMNS)
    .where('id', '=', session_id)
    .forUpdate()
    .executeTakeFirst() as Promise<SessionRow | undefined>

/** The conversation of a message, held: what became of the message meanwhile is to be read after this. */
export async function lockSessionOf(tx: Tx, message_id: string): Promise<SessionRow | undefined> {
  const message = await tx
    .selectFrom('whatsapp_messages')
    .select('session_id')
    .where('id', '=', message_id)
    .executeTakeFirst()
  return message && lockSession(tx, message.session_id)
}

/** The conversation in which a customer is written to: where he wrote last. */
export const selectSessionOfCustomer = (tx: Tx, customer_id: string) =>
  tx
    .selectFrom('whatsapp_sessions')
    .select(COLUMNS)
    .where('customer_id', '=', customer_id)
    .where(eb => eb.or([eb('wa_id', 'is not', null), eb('bsuid', 'is not', null)]))
    .orderBy('last_inbound_at', order => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst() as Promise<SessionRow | undefined>

export interface Address {
  readonly phone_number_id: string
  readonly wa_id: string | null
  readonly bsuid: string | null
}

export async function selectSessionsAt(tx: Tx, at: Address): Promise<SessionRow[]> {
  return (await tx
    .selectFrom('whatsapp_sessions')
    .select(COLUMNS)
    .where('phone_number_id', '=', at.phone_number_id)
    .where(eb => eb.or([eb('wa_id', '=', at.wa_id), eb('bsuid', '=', at.bsuid)]))
    .orderBy('last_message_at', order => order.desc().nullsLast())
    .forUpdate()
    .execute()) as SessionRow[]
}

/** This address leads elsewhere now. */
export async function releaseAddress(tx: Tx, session_id: string, at: Address): Promise<void> {
  await sql`
    update app.whatsapp_sessions set wa_id = nullif(wa_id, ${at.wa_id}), bsuid = nullif(bsuid, ${at.bsuid}) where id = ${session_id}`.execute(
    tx,
  )
}

export const setAddress = (
  tx: Tx,
  session_id: string,
  to: { wa_id: string | null; bsuid: string | null; phone_number: string | null },
) => tx.updateTable('whatsapp_sessions').set(to).where('id', '=', session_id).execute()

export async function insertSession(
  tx: Tx,
  session: Address & {
    customer_id: string
    session_id: string
    phone_number: string | null
    profile_name: string | null
  },
): Promise<string> {
  const row = await tx.insertInto('whatsapp_sessions').values(session).returning('id').executeTakeFirstOrThrow()
  return row.id
}
