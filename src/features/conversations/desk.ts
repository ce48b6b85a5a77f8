import type { Ctx } from '../../db/ctx.ts'
import type { InputOf } from '../../shared/contract.ts'
import type { Conversation } from '../../shared/conversations.ts'
import { AppError } from '../../shared/errors.ts'
import type { ChatColleague, inboxContracts } from '../../shared/inbox.ts'
import { notify } from '../notifications/notifications.ts'
import { selectColleagues, tellPresence, updateUnread, wakeDue } from './desk.queries.ts'
import { getConversation } from './inbox.ts'
import { lockSession, type SessionRow } from './sessions.queries.ts'
import { updateOwner } from './takeover.queries.ts'

/** Who may be given a conversation or called into one: those who may write to customers. */
export async function listColleagues(ctx: Ctx): Promise<{ items: ChatColleague[] }> {
  return { items: await selectColleagues(ctx.tx) }
}

/** A colleague leads from here on, whoever led before; he is told. Nobody: whoever takes it first. */
export async function assign(ctx: Ctx, input: InputOf<typeof inboxContracts.assign>): Promise<Conversation> {
  const session = await locked(ctx, input.session_id)
  const to = input.user_id
  if (to && !(await selectColleagues(ctx.tx)).some(one => one.id === to)) throw new AppError('colleague_cannot_chat')
  if (session.owner === 'person' && session.owner_user_id === to) return getConversation(ctx, input)
  await updateOwner(ctx.tx, session.id, {
    owner: 'person',
    owner_user_id: to,
    owner_since: ctx.now,
    wants_person: to === null,
  })
  const given = await getConversation(ctx, input)
  if (to && to !== ctx.actor.user_id)
    await notify(ctx, {
      user_id: to,
      kind: 'conversation_assigned',
      subject_type: 'session',
      subject_id: session.id,
      data: { by: ctx.actor.full_name, customer: given.customer_name },
    })
  return given
}

/** Out of sight until then. It comes back by itself (`wakeSnoozed`), or when the customer writes. */
export async function snooze(ctx: Ctx, input: InputOf<typeof inboxContracts.snooze>): Promise<Conversation> {
  const session = await locked(ctx, input.session_id)
  if (input.until && Date.parse(input.until) <= Date.parse(ctx.now)) throw new AppError('moment_past')
  await updateOwner(ctx.tx, session.id, {
    snoozed_until: input.until,
    snoozed_by: input.until ? ctx.actor.user_id : null,
  })
  return getConversation(ctx, input)
}

/** What was put off until now is there again: unread, and whoever put it off is told. Each minute; twice is once. */
export async function wakeSnoozed(ctx: Ctx): Promise<void> {
  for (const woken of await wakeDue(ctx.tx, ctx.now)) {
    if (!woken.user_id) continue
    await notify(ctx, {
      user_id: woken.user_id,
      kind: 'conversation_back',
      subject_type: 'session',
      subject_id: woken.session_id,
      data: { customer: woken.customer_name },
      dedupe_key: `conversation_back:${woken.session_id}:${woken.snoozed_until}`,
    })
  }
}

/** Unread again for the whole shop: there is one inbox, and what one has read is read. */
export async function markUnread(ctx: Ctx, input: { session_id: string }): Promise<{ unread_count: number }> {
  const unread_count = await updateUnread(ctx.tx, input.session_id)
  if (unread_count === null) throw new AppError('not_found')
  return { unread_count }
}

/** Told over the stream of changes to whoever has the conversation open too; kept nowhere. Ids only, as with every change. */
export async function showPresence(ctx: Ctx, input: InputOf<typeof inboxContracts.presence>) {
  const told = await tellPresence(ctx.tx, input.session_id, input.presence)
  if (!told) throw new AppError('not_found')
  return {}
}

async function locked(ctx: Ctx, session_id: string): Promise<SessionRow> {
  const session = await lockSession(ctx.tx, session_id)
  if (!session) throw new AppError('not_found')
  return session
}
