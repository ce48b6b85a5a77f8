import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../db/ctx.ts'
import { phoneAliases } from '../../shared/phone-aliases.ts'
import type { Sender } from '../../shared/whatsapp/inbound.types.ts'
import { type Address, insertSession, releaseAddress, selectSessionsAt, setAddress } from './sessions.queries.ts'

/**
 * The conversation of this sender with this number of ours: found by either name, kept at the newest address. An address
 * that now belongs to another customer leaves its old conversation, so that nobody reads a stranger's.
 */
export async function openSession(
  ctx: Ctx,
  phone_number_id: string,
  customer_id: string,
  sender: Sender,
): Promise<string> {
  const at: Address = { phone_number_id, wa_id: sender.wa_id, bsuid: sender.user_id }
  const phone_number = phoneAliases(sender.wa_id)[0] ?? null
  const found = await selectSessionsAt(ctx.tx, at)
  const [own] = found.filter(s => s.customer_id === customer_id)
  for (const other of found) if (other.id !== own?.id) await releaseAddress(ctx.tx, other.id, at)
  if (!own)
    return insertSession(ctx.tx, {
      ...at,
      customer_id,
      session_id: randomUUID(),
      phone_number,
      profile_name: sender.profile_name,
    })
  const moved = (at.wa_id !== null && own.wa_id !== at.wa_id) || (at.bsuid !== null && own.bsuid !== at.bsuid)
  if (moved) await setAddress(ctx.tx, own.id, addressNow(own, at))
  return own.id
}

/** The customer's new number continues the old conversation. Null: there was none. */
export async function moveSession(
  ctx: Ctx,
  phone_number_id: string,
  customer_id: string,
  old: { wa_id: string | null; user_id: string | null },
  now: { wa_id: string | null; user_id: string | null },
): Promise<string | null> {
  const before = await selectSessionsAt(ctx.tx, { phone_number_id, wa_id: old.wa_id, bsuid: old.user_id })
  const own = before.find(s => s.customer_id === customer_id)
  if (!own) return null
  const taken = await selectSessionsAt(ctx.tx, { phone_number_id, wa_id: now.wa_id, bsuid: now.user_id })
  if (taken.some(s => s.id !== own.id)) return own.id
  await setAddress(ctx.tx, own.id, addressNow(own, { wa_id: now.wa_id, bsuid: now.user_id }))
  return own.id
}

/** What is not told anew stays as it was. */
function addressNow(own: Pick<Address, 'wa_id' | 'bsuid'>, told: Pick<Address, 'wa_id' | 'bsuid'>) {
  const wa_id = told.wa_id ?? own.wa_id
  return { wa_id, bsuid: told.bsuid ?? own.bsuid, phone_number: phoneAliases(wa_id)[0] ?? null }
}
