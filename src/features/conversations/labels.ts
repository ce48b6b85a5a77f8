import { sql } from 'kysely'
import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { Label, LabelInUse, labelContracts } from '../../shared/labels.ts'
import { lockSession } from './sessions.queries.ts'

export async function listLabels(ctx: Ctx): Promise<{ items: LabelInUse[] }> {
  const { rows } = await sql<LabelInUse>`
    select id, name, colour, (select count(*)::int from app.session_labels s where s.label_id = l.id) as conversations
    from app.conversation_labels l order by lower(name)`.execute(ctx.tx)
  return { items: rows }
}

export async function createLabel(ctx: Ctx, input: InputOf<typeof labelContracts.create>): Promise<Label> {
  const { rows } = await sql<Label>`
    insert into app.conversation_labels (name, colour, created_by) values (${input.name}, ${input.colour}, ${ctx.actor.user_id})
    on conflict (lower(name)) do nothing returning id, name, colour`.execute(ctx.tx)
  if (!rows[0]) throw new AppError('name_in_use', { name: input.name })
  return rows[0]
}

export async function changeLabel(ctx: Ctx, input: InputOf<typeof labelContracts.change>): Promise<Label> {
  const { items } = await listLabels(ctx)
  if (!items.some(one => one.id === input.label_id)) throw new AppError('not_found')
  const same = (one: Label) => one.id !== input.label_id && one.name.toLowerCase() === input.name.toLowerCase()
  if (items.some(same)) throw new AppError('name_in_use', { name: input.name })
  const { rows } = await sql<Label>`
    update app.conversation_labels set name = ${input.name}, colour = ${input.colour} where id = ${input.label_id}
    returning id, name, colour`.execute(ctx.tx)
  return rows[0] as Label
}

export async function removeLabel(ctx: Ctx, input: { label_id: string }) {
  await ctx.tx.deleteFrom('conversation_labels').where('id', '=', input.label_id).execute()
  return {}
}

/** All labels of a conversation at once: two people who set them meanwhile end with what the last one saw. */
export async function label(ctx: Ctx, input: InputOf<typeof labelContracts.set>): Promise<{ items: Label[] }> {
  const { session_id, label_ids } = input
  if (!(await lockSession(ctx.tx, session_id))) throw new AppError('not_found')
  await sql`delete from app.session_labels where session_id = ${session_id} and label_id <> all(${[...label_ids]}::uuid[])`.execute(
    ctx.tx,
  )
  await sql`
    insert into app.session_labels (session_id, label_id, created_by)
    select s.id, l.id, ${ctx.actor.user_id}::uuid from app.whatsapp_sessions s, app.conversation_labels l
    where s.id = ${session_id} and l.id = any(${[...label_ids]}::uuid[]) on conflict do nothing`.execute(ctx.tx)
  const { rows } = await sql<Label>`
    select l.id, l.name, l.colour from app.session_labels sl join app.conversation_labels l on l.id = sl.label_id
    where sl.session_id = ${session_id} order by lower(l.name)`.execute(ctx.tx)
  return { items: rows }
}
