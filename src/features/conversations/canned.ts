import { sql } from 'kysely'
import type { Ctx } from '../../db/ctx.ts'
import {
  CANNED_SLOTS,
  type CannedReply,
  type CannedTexts,
  type cannedContracts,
  unknownSlots,
} from '../../shared/canned.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'

export async function listCanned(ctx: Ctx): Promise<{ items: CannedReply[] }> {
  const { rows } = await sql<CannedReply>`select id, shortcut, texts from app.canned_replies order by shortcut`.execute(
    ctx.tx,
  )
  return { items: rows }
}

/** A text with a slot that nothing fills is refused here, not found by a customer. */
export async function createCanned(ctx: Ctx, input: InputOf<typeof cannedContracts.create>): Promise<CannedReply> {
  checked(input.texts)
  const { rows } = await sql<CannedReply>`
    insert into app.canned_replies (shortcut, texts, updated_by)
    values (${input.shortcut}, ${JSON.stringify(input.texts)}::jsonb, ${ctx.actor.user_id})
    on conflict (shortcut) do nothing returning id, shortcut, texts`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('name_in_use', { name: `/${input.shortcut}` })
  return rows[0]
}

export async function changeCanned(ctx: Ctx, input: InputOf<typeof cannedContracts.change>): Promise<CannedReply> {
  checked(input.texts)
  const { items } = await listCanned(ctx)
  if (items.some(one => one.shortcut === input.shortcut && one.id !== input.reply_id))
    throw new AppError('name_in_use', { name: `/${input.shortcut}` })
  const { rows } = await sql<CannedReply>`
    update app.canned_replies set shortcut = ${input.shortcut}, texts = ${JSON.stringify(input.texts)}::jsonb,
      updated_by = ${ctx.actor.user_id}
    where id = ${input.reply_id} returning id, shortcut, texts`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('not_found')
  return rows[0]
}

export async function removeCanned(ctx: Ctx, input: { reply_id: string }) {
  await ctx.tx.deleteFrom('canned_replies').where('id', '=', input.reply_id).execute()
  return {}
}

function checked(texts: CannedTexts): void {
  const [unknown] = Object.values(texts).flatMap(unknownSlots)
  if (unknown === undefined) return
  throw new AppError('slot_unknown', { slot: `{${unknown}}`, slots: CANNED_SLOTS.map(one => `{${one}}`).join(' ') })
}
