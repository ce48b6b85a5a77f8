import type { Ctx } from '../../db/ctx.ts'
import { phoneAliases } from '../../shared/phone-aliases.ts'
import {
  type Identity,
  insertIdentities,
  insertPerson,
  lockIdentities,
  renamePerson,
  retireIdentities,
  selectByPhones,
  selectIdentities,
  setPhoneIfFree,
} from './identities.queries.ts'

/** Somebody as a channel names him; at least one of `wa_id` and `user_id`. */
export interface ChannelIdentity {
  readonly wa_id: string | null
  /** Business-scoped id; changes when the account changes. */
  readonly user_id: string | null
  readonly username: string | null
  readonly profile_name: string | null
}

/**
 * Whose account this is. The business-scoped id is the account itself and wins; the number is an alias of it.
 * - A number that comes back under another account is another person: the old one's papers are not shown to him.
 * - A customer typed in at the counter is recognised by his number, in whatever form it was typed.
 * - Two customers are never joined here: a merge is a person's decision.
 */
export async function findOrCreateByIdentity(
  ctx: Ctx,
  who: ChannelIdentity,
): Promise<{ customer_id: string; created: boolean }> {
  const names = namesOf(who)
  await lockIdentities(
    ctx.tx,
    names.map(n => n.value),
  )
  const known = await selectIdentities(ctx.tx, names)
  const by_account = known.find(k => k.kind === 'bsuid')
  const by_number = known.find(k => k.kind === 'wa_id')

  if (by_account) {
    const customer_id = by_account.customer_id
    if (who.wa_id && !by_number) await learnNumber(ctx, customer_id, who)
    return { customer_id, created: false }
  }
  if (by_number && (!who.user_id || !(await hasOtherAccount(ctx, by_number.customer_id, who.user_id)))) {
    await insertIdentities(ctx.tx, by_number.customer_id, names, who)
    return { customer_id: by_number.customer_id, created: false }
  }
  if (by_number) await retireIdentities(ctx.tx, [{ kind: 'wa_id', value: by_number.value }])

  const aliases = by_number ? [] : phoneAliases(who.wa_id)
  const [at_counter] = await selectByPhones(ctx.tx, aliases)
  const free = at_counter && !(who.user_id && (await hasOtherAccount(ctx, at_counter.id, who.user_id)))
  const customer_id = free ? at_counter.id : await insertPerson(ctx, { name: nameOf(who), phones: aliases })
  await insertIdentities(ctx.tx, customer_id, names, who)
  return { customer_id, created: !free }
}

/** The customer told WhatsApp of a new number. The old names retire; a new name that is somebody else's stays his. */
export async function moveIdentity(
  ctx: Ctx,
  move: {
    readonly old: { wa_id: string | null; user_id: string | null }
    readonly now: { wa_id: string | null; user_id: string | null }
  },
): Promise<{ customer_id: string } | null> {
  const old = namesOf({ ...move.old, username: null, profile_name: null })
  const now = namesOf({ ...move.now, username: null, profile_name: null })
  await lockIdentities(
    ctx.tx,
    [...old, ...now].map(n => n.value),
  )
  const [known] = await selectIdentities(ctx.tx, old)
  if (!known) return null
  const taken = await selectIdentities(ctx.tx, now)
  const gone = old.filter(
    o => !now.some(n => n.kind === o.kind && n.value === o.value) && now.some(n => n.kind === o.kind),
  )
  await retireIdentities(ctx.tx, gone)
  const free = now.filter(n => !taken.some(t => t.kind === n.kind && t.value === n.value))
  await insertIdentities(ctx.tx, known.customer_id, free, { username: null, profile_name: null })
  const [phone] = phoneAliases(move.now.wa_id)
  if (phone && free.some(n => n.kind === 'wa_id'))
    await setPhoneIfFree(ctx.tx, known.customer_id, phone, phoneAliases(move.old.wa_id))
  return { customer_id: known.customer_id }
}

function namesOf(who: ChannelIdentity): Identity[] {
  return [
    ...(who.user_id ? [{ kind: 'bsuid' as const, value: who.user_id }] : []),
    ...(who.wa_id ? [{ kind: 'wa_id' as const, value: who.wa_id }] : []),
  ]
}

/** He hid his number so far: now it is known, and his unless another customer has it. */
async function learnNumber(ctx: Ctx, customer_id: string, who: ChannelIdentity): Promise<void> {
  await insertIdentities(ctx.tx, customer_id, namesOf(who), who)
  const [phone] = phoneAliases(who.wa_id)
  if (phone) await setPhoneIfFree(ctx.tx, customer_id, phone, [])
  if (who.profile_name) await renamePerson(ctx.tx, customer_id, who.profile_name)
}

async function hasOtherAccount(ctx: Ctx, customer_id: string, user_id: string): Promise<boolean> {
  const accounts = await selectIdentities(ctx.tx, [], customer_id)
  return accounts.some(a => a.kind === 'bsuid' && a.value !== user_id)
}

const nameOf = (who: ChannelIdentity): string =>
  (who.profile_name ?? who.username ?? phoneAliases(who.wa_id)[0] ?? 'WhatsApp').slice(0, 100)
