import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { ChatMessage } from '../../shared/conversations.ts'
import { AppError } from '../../shared/errors.ts'
import { getMessage } from './inbox.ts'

/** A file that did not come is asked for once more. Whoever may read the message may ask; a second press asks nothing new. */
export async function fetchMediaAgain(ctx: Ctx, input: { readonly message_id: string }): Promise<ChatMessage> {
  const message = await getMessage(ctx, input.message_id)
  if (message.media_state === 'stored') return message
  if (!message.can_fetch_again && message.media_state !== 'waiting') throw new AppError('transition_refused')
  const { message_id } = input
  await enqueue(
    ctx,
    'whatsapp.fetch_media',
    { message_id, again: true },
    { key: `media:${message_id}`, max_attempts: 3 },
  )
  return { ...message, media_state: 'waiting', problem: null, can_fetch_again: false }
}
