import { sql } from 'kysely'
import type { Ctx, Tx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { inboxContracts, Note } from '../../shared/inbox.ts'
import { notify } from '../notifications/notifications.ts'
import { selectColleagues } from './desk.queries.ts'
import { selectConversation } from './inbox.queries.ts'

/** Between colleagues: stands in the thread, reaches no customer, and is not unsaid. */
export async function addNote(ctx: Ctx, input: InputOf<typeof inboxContracts.addNote>): Promise<Note> {
  const conversation = await selectConversation(ctx.tx, input.session_id)
  if (!conversation) throw new AppError('not_found')
  const colleagues = await selectColleagues(ctx.tx)
  const mentioned = [...new Set(input.mentions)]
  if (mentioned.some(id => !colleagues.some(one => one.id === id))) throw new AppError('colleague_cannot_chat')
  const { id } = await ctx.tx
    .insertInto('conversation_notes')
    .values({
      session_id: conversation.session_id,
      customer_id: conversation.customer_id,
      body: input.body,
      mentioned,
      created_by: ctx.actor.user_id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const user_id of mentioned) {
    if (user_id === ctx.actor.user_id) continue
    await notify(ctx, {
      user_id,
      kind: 'mentioned',
      subject_type: 'session',
      subject_id: conversation.session_id,
      data: { by: ctx.actor.full_name, customer: conversation.customer_name, note: input.body.slice(0, 120) },
      dedupe_key: `mentioned:${id}:${user_id}`,
    })
  }
  const [note] = await selectNotes(ctx.tx, { id })
  return note as Note
}

export async function listNotes(ctx: Ctx, input: { session_id: string }): Promise<{ items: Note[] }> {
  return { items: await selectNotes(ctx.tx, input) }
}

async function selectNotes(tx: Tx, of: { session_id: string } | { id: string }): Promise<Note[]> {
  const which = 'id' in of ? sql`n.id = ${of.id}` : sql`n.session_id = ${of.session_id}`
  const { rows } = await sql<Note>`
    select n.id, n.body, n.created_at,
      (select d.full_name from app.user_directory() d where d.id = n.created_by) as author_name,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'full_name', d.full_name) order by d.full_name), '[]')
        from app.user_directory() d where d.id = any(n.mentioned)) as mentioned
    from app.conversation_notes n where ${which} order by n.created_at, n.id`.execute(tx)
  return rows
}
