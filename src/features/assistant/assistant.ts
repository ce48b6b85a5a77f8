import type { Ctx } from '../../db/ctx.ts'
import type { Intent, Turn, Understanding, UnderstandingContext } from '../../shared/assistant.ts'
import { zHandover } from '../../shared/handover.ts'
import { type ChatKey, chatTexts } from '../../shared/messages/chat.ts'
import { DEFAULT_LANG, isLang, type Lang } from '../../shared/messages.ts'
import { parseMoney, showMoney } from '../../shared/money.ts'
import type { Place } from '../../shared/place.ts'
import { parseDecisionPayload } from '../../shared/quotations.ts'
import { type OutboundMessage, outboundMessage, outboundText } from '../../shared/whatsapp/outbound.ts'
import { setPreferredLang } from '../customers/customers.ts'
import { textsOf } from '../texts/texts.ts'
import { decideByButton } from './actions/quotation.ts'
import { insertExchange, knownIntents, type Opening, saveState, selectOpening } from './assistant.queries.ts'
import { decide } from './dialogue.ts'
import { stepNamed } from './flows.ts'
import { laidAside } from './interruptions.ts'
import { type Part, partsOf } from './parts.ts'
import { render, say, together } from './reply.ts'
import { isOurs } from './taps.ts'
import type { DialogueState, Facts, Reply, Scene } from './turn.ts'
import { normalise } from './understanding/normalise.ts'
import { understand } from './understanding/understand.ts'
import { liveVerbs } from './verbs.live.ts'
import type { Verbs } from './verbs.ts'

/**
 * Answers a burst of messages as one turn, in the caller's transaction, as the bot of that customer: understands,
 * acts through the verbs of the other rooms, replies through the outbox, and keeps what was said and where the
 * dialogue stands. While a person owns the conversation it only listens.
 */
export async function answerTurn(ctx: Ctx, turn: Turn, verbs: Verbs = liveVerbs): Promise<void> {
  const first = turn.messages[0]
  if (!first) return
  const opening = await selectOpening(ctx.tx, { ...turn, before_id: first.id })
  const facts = await gatherFacts(ctx, verbs, turn, opening)
  const state = restored(opening, facts.usual_lang, ctx.now)
  const intents = await knownIntents(ctx.tx, opening.intents_stamp)
  const text = turn.messages
    .filter(message => message.tap === null || !isOurs(message.tap))
    .map(message => message.text)
    .filter(Boolean)
    .join('\n')
  const context = contextOf(ctx, facts, state)
  const reader = (words: string) => understand(words, context, intents)
  const read = reader(text)
  const parts =
    state.flow === 'feedback' ? [{ text, read, decides: false }] : partsOf(text, read, reader, stageOf(facts, state))
  followLanguage(state, read, text)

  const rows = new Map(intents.map(row => [row.intent_name, row]))
  const scene: Scene = {
    ctx,
    verbs,
    words: await textsOf(ctx, turnKey(turn)),
    turn,
    text,
    whole: text,
    beside: false,
    taps: turn.messages.flatMap(message => (message.tap ? [message.tap] : [])),
    media: turn.messages.filter(message => message.media_state !== null || message.media_file_id !== null),
    read,
    facts,
    state,
    actionOf: intent => rows.get(intent)?.action_type ?? null,
    template: intent => keyOr(rows.get(intent)?.response_template, DEFAULTS[intent] ?? 'unclear'),
  }
  const { owner } = facts
  if (owner === 'bot') delete state.asked.$person
  if (!facts.waiting) delete state.asked.$waiting
  const reply = owner === 'bot' ? withNotice(scene, await decide(scene, parts)) : await listen(scene)
  const said = owner === 'bot' && reply ? await speak(scene, reply) : ''
  if (state.lang !== facts.usual_lang) {
    await setPreferredLang(ctx, { customer_id: turn.customer_id, lang: state.lang })
  }
  await saveState(ctx.tx, { session_id: turn.session_id, customer_id: turn.customer_id }, state)
  await keepExchange(scene, parts, said)
}

/** Texts of intents whose row in `ai_intents` names none that exists. */
const DEFAULTS: Partial<Record<Intent, ChatKey>> = {
  greeting: 'menu',
  repair_request: 'intake.start',
  feedback: 'feedback.thanks',
}
const keyOr = (name: string | null | undefined, fallback: ChatKey): ChatKey =>
  name && name in chatTexts ? (name as ChatKey) : fallback

async function gatherFacts(
  ctx: Ctx,
  verbs: Verbs,
  turn: Turn,
  opening: Opening,
): Promise<Facts & { readonly usual_lang: Lang }> {
  const company = await verbs.company(ctx)
  const jobs = await verbs.openTickets(ctx, turn.customer_id)
  const quotation = await verbs.openQuotation(ctx, turn.customer_id)
  const unpaid = await verbs.unpaid(ctx, turn.customer_id)
  const visits = await verbs.visits(ctx, turn.customer_id)
  const button = quotation && `quotation:${quotation.id}:v${quotation.version}:approve`
  const last = opening.last_shown ? (opening.last_body ?? '') : ''
  return {
    owner: opening.owner,
    waiting: opening.wants_person ? (zHandover.safeParse(opening.handover).data ?? true) : null,
    last_said: saidIn(opening.last_body),
    said_at: opening.last_at,
    first_contact: opening.state === null,
    paused: opening.paused === true,
    usual_lang: isLang(opening.language_preference) ? opening.language_preference : DEFAULT_LANG,
    customer_name: opening.customer_name,
    company,
    jobs,
    quotation,
    unpaid,
    visits,
    // the message after pickup asks for one to five stars
    rating_just_asked: /^ticket:([0-9a-f-]{36}):picked_up:/.exec(opening.last_key ?? '')?.[1] ?? null,
    refusal_just_asked: opening.last_shown && (opening.last_body ?? '').includes('reject:yes'),
    // its button, and the amount itself: "take your time" carries the one without the other
    amount_just_shown:
      button !== null && last.includes(button) && last.includes(showMoney(parseMoney(quotation?.total ?? '0.00'))),
  }
}

/** A quotation, or a price just told, gives a "jadi" or "tak jadi" something to decide. */
const stageOf = ({ quotation }: Facts, { flow, step, slots }: DialogueState) => ({
  decides: quotation !== null || slots.priced !== undefined,
  answers: flow && step ? stepNamed(flow, step)?.answers : undefined,
})

/** After this long nobody remembers what he was asked. */
const FORGOTTEN_MS = 7 * 24 * 60 * 60 * 1000

/** The words of a message of ours, as it lies in the outbox. */
function saidIn(body: string | null): string | null {
  const read = body === null ? null : outboundMessage.safeParse(JSON.parse(body))
  return read?.success ? outboundText(read.data) || null : null
}

function restored({ state }: Opening, usual: Lang, now: string): DialogueState {
  if (!state) return { flow: null, step: null, slots: {}, asked: {}, last_question: null, lang: usual }
  const { step, last_question } = state
  const kept: DialogueState = {
    flow: state.flow as DialogueState['flow'],
    step,
    slots: { ...state.slots },
    asked: { ...state.asked },
    last_question,
    lang: isLang(state.lang) ? state.lang : usual,
  }
  return since(state.updated_at, now) > FORGOTTEN_MS ? laidAside(kept) : kept
}

const contextOf = (ctx: Ctx, facts: Facts, state: DialogueState): UnderstandingContext => ({
  today: ctx.today,
  expecting: state.last_question?.expecting ?? (facts.rating_just_asked ? 'rating' : null),
  quotation_open: facts.quotation !== null,
  amount_just_shown: facts.amount_just_shown,
  open_jobs: facts.jobs.length,
  unpaid_invoices: facts.unpaid.length,
  appointment: facts.visits.length > 0,
  language: state.lang,
})

/**
 * People are answered in the language they write. Once that is clear, a "thanks" or "ok bisa" no longer changes it:
 * papers and notices follow this choice too.
 */
function followLanguage(state: DialogueState, read: Understanding, text: string): void {
  const words = normalise(text).raw.length
  if (state.asked.$lang || read.language === 'mix' || words === 0) return
  const needed = state.asked.$settled ? 4 : 1
  if (words >= needed) state.lang = read.language
  if (words >= 3) state.asked = { ...state.asked, $settled: 1 }
}

/** The privacy notice stands once, under the first answer that a customer gets. */
function withNotice(scene: Scene, reply: Reply | null): Reply | null {
  // Under what a job says it would be a bubble of its own: then it waits for the next answer.
  if (!reply?.say.length || scene.state.asked.$privacy) return reply
  scene.state.asked = { ...scene.state.asked, $privacy: 1 }
  return together(reply, say('privacy', { link: `${scene.ctx.shop.public_url}/privacy?lang=${scene.state.lang}` }))
}

/** A person owns the conversation: the bot says nothing, but a tapped decision is a decision. */
async function listen(scene: Scene): Promise<null> {
  const tap = scene.taps.find(payload => parseDecisionPayload(payload)?.choice === 'approve')
  if (tap) await decideByButton(scene, tap)
  return null
}

/** Asked again within minutes, the same long answer is not worth reading twice. */
const JUST_NOW_MS = 30 * 60 * 1000
const LONG = 80
const isSaidAlready = ({ facts, ctx }: Scene, body: string): boolean =>
  body.length > LONG &&
  facts.said_at !== null &&
  body === facts.last_said &&
  since(facts.said_at, ctx.now) < JUST_NOW_MS
const since = (then: string, now: string): number => Date.parse(now) - Date.parse(then)
/** What can be tapped stays under it, and what was asked is asked. */
const inShort = (reply: Reply): Reply => ({
  ...reply,
  say: [{ key: 'repeat.same' }, ...reply.say.filter(line => line.asks)],
})

const turnKey = (turn: Turn): string => `turn:${turn.messages.at(-1)?.id}`

async function speak(scene: Scene, reply: Reply): Promise<string> {
  const { ctx, verbs, turn, state } = scene
  const to = {
    customer_id: turn.customer_id,
    session_id: turn.session_id,
    topic: 'reply' as const,
    key: turnKey(turn),
    lang: state.lang,
    ...(reply.ticket_id ? { ticket_id: reply.ticket_id } : {}),
  }
  const brought = reply.by_job ? [reply.by_job] : []
  if (!reply.say.length) return brought.join('\n\n')
  const whole = render(reply, scene)
  const message = isSaidAlready(scene, outboundText(whole)) ? render(inShort(reply), scene) : whole
  // Before the words: what can be tapped stands last, and was the last thing said.
  if (reply.place && message === whole)
    await verbs.tell(ctx, { ...to, key: `${to.key}:place`, message: pin(scene, reply.place) })
  // A list carries no picture.
  if (reply.image && message === whole && message.type === 'list')
    await verbs.tell(ctx, { ...to, key: `${to.key}:image`, message: { type: 'image', media: reply.image } })
  await verbs.tell(ctx, { ...to, message })
  return [outboundText(message), ...brought].join('\n\n')
}

function pin({ facts: { company } }: Scene, place: Place): OutboundMessage {
  const { company_name: name, address } = company
  return { type: 'location', ...place, name, ...(address ? { address } : {}) }
}

/** What the message as a whole says, unless that is none of the wishes that were answered. */
const mainIntent = (read: Understanding, parts: readonly Part[]): Intent =>
  parts.some(part => part.read.intent === read.intent) ? read.intent : (parts[0]?.read.intent ?? read.intent)

async function keepExchange(scene: Scene, parts: readonly Part[], said: string): Promise<void> {
  const { ctx, turn, read, facts, text } = scene
  const [job, ...more] = facts.jobs
  await insertExchange(ctx.tx, {
    customer_id: turn.customer_id,
    session_id: turn.session_id,
    heard: text || turn.messages.map(({ text: shown, type }) => shown || `[${type}]`).join('\n'),
    said,
    owner: facts.owner,
    read: { ...read, intent: mainIntent(read, parts) },
    parts: parts.length > 1 ? parts.map(part => ({ text: part.text, intent: part.read.intent })) : [],
    mood_of_message: text ? (turn.messages.at(-1)?.id ?? null) : null,
    ticket_id: job && more.length === 0 ? job.id : null,
    message_ids: turn.messages.map(({ id }) => id),
    actor_id: ctx.actor.user_id,
  })
}
