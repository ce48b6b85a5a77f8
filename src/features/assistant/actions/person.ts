import { enqueue } from '../../../db/enqueue.ts'
import { type Handover, stillWaiting } from '../../../shared/handover.ts'
import type { ChatKey } from '../../../shared/messages/chat.ts'
import type { NotificationKind } from '../../../shared/messages/notifications.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { clip } from '../../../shared/whatsapp/limits.ts'
import { askForPerson } from '../../conversations/conversations.ts'
import { selectTicketSpokenOf } from '../assistant.queries.ts'
import { say, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import { blamesBot } from '../words.ts'
import { jobsNamed } from './which.ts'

type Kind = Extract<NotificationKind, 'person_wanted' | 'complaint'>

/** What the person who takes over should know, without scrolling. */
function handover({ state, facts, read, whole, turn, ctx }: Scene, kind: Kind): Handover {
  const { slots } = state
  const { quotation, jobs, unpaid, last_said, waiting } = facts
  const device = [slots.brand, slots.model].filter(part => part && part !== 'unknown').join(' ')
  const owed = unpaid.reduce((sum, invoice) => sum + parseMoney(invoice.balance), 0)
  const wish = whole || turn.messages.map(message => `[${message.type}]`).join(' ')
  return stillWaiting(waiting === true ? null : waiting, {
    since: ctx.now,
    kind,
    wishes: [clip(wish, 200)],
    device: device || null,
    fault: slots.problem_text ? clip(slots.problem_text, 200) : null,
    tickets: jobs.slice(0, 5).map(job => ({ number: job.ticket_number, device: job.device, status: job.status })),
    quotation: quotation && { number: quotation.quotation_number, total: showMoney(parseMoney(quotation.total)) },
    owes: owed > 0 ? showMoney(owed) : null,
    angry: read.sentiment.label === 'negative',
    last_said: last_said && clip(questionIn(last_said), 160),
  })
}

/** What stood open: the last paragraph that asks, without the notices under it. */
function questionIn(said: string): string {
  const paragraphs = said.split('\n\n').filter(paragraph => !/https?:/.test(paragraph))
  return paragraphs.findLast(paragraph => paragraph.includes('?')) ?? paragraphs.at(-1) ?? said
}

/**
 * Says so, tells the shop, and goes on serving until somebody comes. Whoever waits already is not announced again, unless he
 * now complains.
 */
export async function callPerson(
  scene: Scene,
  key: ChatKey,
  kind: Kind,
  more: Record<string, string | number> = {},
): Promise<Reply> {
  const { ctx, turn, facts, state } = scene
  const { session_id } = turn
  await handOver(scene, kind)
  const known = facts.waiting !== null && (kind === 'person_wanted' || isComplaint(facts.waiting))
  // the bot may not read what is put before staff, so the notice is the scheduler's to write
  if (!known) {
    const ticket_id = kind === 'complaint' ? await concerned(scene) : null
    const about = { kind, ticket_id, words: clip(scene.whole, 500) }
    await enqueue(ctx, 'assistant.announce_person', { session_id, message_id: turn.messages.at(-1)?.id, ...about })
  }
  state.asked = { ...state.asked, $person: 1, $waiting: state.asked.$waiting ?? 1 }
  const again = facts.waiting !== null && (key === 'person.asked' || key === 'person.lost')
  if (again) return whileWaiting(scene)
  const closed = await closedNow(scene)
  // Nobody is called to an empty counter.
  return closed && key === 'person.asked' ? closed : together(say(key, more), closed)
}

async function handOver(scene: Scene, kind: Kind): Promise<void> {
  const handed = handover(scene, kind)
  await askForPerson(scene.ctx, {
    session_id: scene.turn.session_id,
    summary: handed.wishes.join(' · '),
    handover: handed,
    steps_back: blamesBot(scene.whole),
  })
}

/** Nobody is at the counter: when the door opens again. */
async function closedNow({ ctx, verbs, facts, state }: Scene): Promise<Reply | null> {
  const opens = await verbs.opens(ctx, { lang: state.lang, zone: facts.company.time_zone })
  return opens ? say('person.closed', { opens }) : null
}

/** What the bot cannot answer is for the person who will come. That is said once; then it is only kept for him. */
export async function whileWaiting(scene: Scene): Promise<Reply> {
  const { state } = scene
  await handOver(scene, 'person_wanted')
  const told = (state.asked.$waiting ?? 1) > 1
  state.asked = { ...state.asked, $waiting: 2 }
  return told ? { say: [] } : together(say('person.already'), await closedNow(scene))
}

const isComplaint = (waiting: Scene['facts']['waiting']): boolean =>
  waiting !== null && waiting !== true && waiting.kind === 'complaint'

/** The job that a complaint is about: the one it names, the one that was just spoken of, the only one there is. */
async function concerned({ ctx, verbs, turn, facts, whole, read }: Scene): Promise<string | null> {
  const past = await verbs.pastJobs(ctx, turn.customer_id)
  const all = [...facts.jobs, ...past]
  const named = jobsNamed(whole, read.entities, all)
  const [only] = named.length < all.length || all.length === 1 ? named : []
  if (only && (named.length === 1 || facts.jobs.every(job => job.id !== only.id))) return only.id
  const spoken = await selectTicketSpokenOf(ctx.tx, turn.session_id)
  if (spoken && named.some(job => job.id === spoken)) return spoken
  const [open, ...more] = named.filter(job => facts.jobs.some(({ id }) => id === job.id))
  if (open) return more.length ? null : open.id
  return named[0]?.id ?? null
}

export const askedForPerson: Action = scene =>
  scene.read.intent === 'complaint'
    ? callPerson(scene, 'person.complaint', 'complaint')
    : callPerson(scene, 'person.asked', 'person_wanted')

/** Abuse is answered calmly and once; whoever goes on needs a person. */
export async function keepCalm(scene: Scene): Promise<Reply> {
  const { state, facts } = scene
  const again = state.asked.$abuse === 1
  state.asked = { ...state.asked, $abuse: 1 }
  if (again || facts.waiting) return callPerson(scene, 'person.asked', 'person_wanted')
  return { ...say('calm'), buttons: [{ id: 'menu:person', label: 'button.person' }] }
}
