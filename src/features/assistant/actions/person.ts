import { enqueue } from '../../../db/enqueue.ts'
import type { ChatKey } from '../../../shared/messages/chat.ts'
import type { NotificationKind } from '../../../shared/messages/notifications.ts'
import { clip } from '../../../shared/whatsapp/limits.ts'
import { askForPerson } from '../../conversations/conversations.ts'
import { say, textOf } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'

/** What the person who takes over should know, without scrolling: wish, device, ticket, mood. */
function summary(scene: Scene): string {
  const { slots } = scene.state
  const device = [slots.brand, slots.model].filter(part => part && part !== 'unknown').join(' ')
  const jobs = scene.facts.jobs.map(job => `${job.ticket_number} (${job.status})`).join(', ')
  const quoted = scene.facts.quotation ? `${scene.facts.quotation.quotation_number} ${scene.facts.quotation.total}` : ''
  const parts = [
    clip(scene.text || scene.turn.messages.map(message => `[${message.type}]`).join(' '), 200),
    device || slots.problem_text ? [device, slots.problem_text].filter(Boolean).join(': ') : '',
    jobs,
    quoted,
    scene.read.sentiment.label === 'negative' ? '😟' : '',
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Says so, tells the shop, and the bot falls silent. */
export async function callPerson(
  scene: Scene,
  key: ChatKey,
  kind: Extract<NotificationKind, 'person_wanted' | 'complaint'>,
  more: Record<string, string | number> = {},
): Promise<Reply> {
  const { ctx, turn, facts, state } = scene
  await askForPerson(ctx, { session_id: turn.session_id, summary: summary(scene) })
  // the bot may not read what is put before staff, so the notice is the scheduler's to write
  await enqueue(ctx, 'assistant.announce_person', {
    session_id: turn.session_id,
    kind,
    message_id: turn.messages.at(-1)?.id,
  })
  state.asked = { ...state.asked, $person: 1 }
  const hours = facts.company.business_hours
  return say(key, { hours: hours ? textOf(state.lang, 'person.hours', { hours }) : '', ...more })
}

export const askedForPerson: Action = scene =>
  callPerson(
    scene,
    scene.read.intent === 'complaint' ? 'person.complaint' : 'person.asked',
    scene.read.intent === 'complaint' ? 'complaint' : 'person_wanted',
  )
