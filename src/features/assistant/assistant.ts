import type { Ctx } from '../../db/ctx.ts'
import type { Intent, Understanding, UnderstandingContext } from '../../shared/assistant.ts'
import { type ChatKey, chatTexts } from '../../shared/messages/chat.ts'
import { isLang, type Lang } from '../../shared/messages.ts'
import { parseDecisionPayload } from '../../shared/quotations.ts'
import { outboundText } from '../../shared/whatsapp/outbound.ts'
import { setPreferredLang } from '../customers/customers.ts'
import { decideByButton } from './actions/quotation.ts'
import {
  insertExchange,
  insertInteraction,
  insertSentiment,
  saveState,
  selectCustomer,
  selectIntents,
  selectLastSaid,
  selectSession,
  selectState,
} from './assistant.queries.ts'
import { decide } from './dialogue.ts'
import { render, say, together } from './reply.ts'
import type { DialogueState, Facts, Reply, Scene, Turn } from './turn.ts'
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
  const saved = await selectState(ctx.tx, turn.session_id)
  const session = await selectSession(ctx.tx, turn.session_id)
  const owner = session?.owner === 'person' ? 'person' : 'bot'
  const facts = await gatherFacts(ctx, verbs, turn, { owner, first_contact: !saved })
  const state = restored(saved, facts.usual_lang)

  const intents = await selectIntents(ctx.tx)
  const text = turn.messages
    .filter(message => message.tap === null)
    .map(message => message.text)
    .filter(Boolean)
    .join('\n')
  const rows = intents.map(row => ({ ...row, keywords: row.keywords ?? [] }))
  const read = understand(text, contextOf(ctx, facts, state), rows)
  if (!state.asked.$lang) state.lang = spokenLanguage(read, text, state.lang)

  const templates = new Map(intents.map(row => [row.intent_name, row.response_template]))
  const scene: Scene = {
    ctx,
    verbs,
    turn,
    text,
    taps: turn.messages.flatMap(message => (message.tap ? [message.tap] : [])),
    media: turn.messages.filter(message => message.media_state !== null || message.media_file_id !== null),
    read,
    facts,
    state,
    template: intent => keyOr(templates.get(intent), DEFAULTS[intent] ?? 'unclear'),
  }
  const reply = owner === 'bot' ? withNotice(scene, await decide(scene)) : await listen(scene)
  const said = owner === 'bot' && reply ? await speak(scene, reply) : ''
  if (state.lang !== facts.usual_lang) {
    await setPreferredLang(ctx, { customer_id: turn.customer_id, lang: state.lang })
  }
  await saveState(ctx.tx, { session_id: turn.session_id, customer_id: turn.customer_id }, state)
  await keepExchange(scene, said)
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
  known: Pick<Facts, 'owner' | 'first_contact'>,
): Promise<Facts & { readonly usual_lang: Lang }> {
  const customer = await selectCustomer(ctx.tx, turn.customer_id)
  const company = await verbs.company(ctx)
  const jobs = await verbs.openTickets(ctx, turn.customer_id)
  const quotation = await verbs.openQuotation(ctx, turn.customer_id)
  const unpaid = await verbs.unpaid(ctx, turn.customer_id)
  const last = await selectLastSaid(ctx.tx, turn.session_id, turn.messages[0]?.id ?? '')
  const usual = customer?.language_preference
  return {
    ...known,
    usual_lang: isLang(usual) ? usual : 'ms',
    customer_name: customer?.name ?? '',
    company,
    jobs,
    quotation,
    unpaid,
    // the message after pickup asks for one to five stars
    rating_just_asked: /^ticket:([0-9a-f-]{36}):picked_up:/.exec(last.key)?.[1] ?? null,
    amount_just_shown:
      quotation !== null && last.body.includes(`quotation:${quotation.id}:v${quotation.version}:approve`),
  }
}

function restored(saved: Awaited<ReturnType<typeof selectState>>, usual: Lang): DialogueState {
  if (!saved) return { flow: null, step: null, slots: {}, asked: {}, last_question: null, lang: usual }
  return {
    flow: saved.flow as DialogueState['flow'],
    step: saved.step,
    slots: { ...(saved.slots as DialogueState['slots']) },
    asked: { ...(saved.asked as DialogueState['asked']) },
    last_question: saved.last_question as unknown as DialogueState['last_question'],
    lang: isLang(saved.lang) ? saved.lang : usual,
  }
}

const contextOf = (ctx: Ctx, facts: Facts, state: DialogueState): UnderstandingContext => ({
  today: ctx.today,
  expecting: state.last_question?.expecting ?? (facts.rating_just_asked ? 'rating' : null),
  quotation_open: facts.quotation !== null,
  amount_just_shown: facts.amount_just_shown,
  open_jobs: facts.jobs.length,
  unpaid_invoices: facts.unpaid.length,
  language: state.lang,
})

/** People are answered in the language they write; a mixed or wordless message changes nothing. */
function spokenLanguage(read: Understanding, text: string, current: Lang): Lang {
  if (read.language === 'mix') return current
  return normalise(text).raw.length >= 2 || current === 'ms' ? read.language : current
}

/** The privacy notice stands once, under the first answer that a customer gets. */
function withNotice(scene: Scene, reply: Reply | null): Reply | null {
  if (!reply || scene.state.asked.$privacy) return reply
  scene.state.asked = { ...scene.state.asked, $privacy: 1 }
  return together(reply, say('privacy', { link: `${scene.ctx.shop.public_url}/privacy` }))
}

/** A person owns the conversation: the bot says nothing, but a tapped decision is a decision. */
async function listen(scene: Scene): Promise<null> {
  const tap = scene.taps.find(payload => parseDecisionPayload(payload)?.choice === 'approve')
  if (tap) await decideByButton(scene, tap)
  return null
}

async function speak(scene: Scene, reply: Reply): Promise<string> {
  const { ctx, verbs, turn, state } = scene
  const to = {
    customer_id: turn.customer_id,
    session_id: turn.session_id,
    key: `turn:${turn.messages.at(-1)?.id}`,
    lang: state.lang,
    ...(reply.ticket_id ? { ticket_id: reply.ticket_id } : {}),
  }
  if (reply.by_job) return reply.by_job
  const message = render(reply, state.lang)
  await verbs.tell(ctx, { ...to, message })
  return outboundText(message)
}

async function keepExchange(scene: Scene, said: string): Promise<void> {
  const { ctx, turn, read, facts, text } = scene
  const message = turn.messages.at(-1)
  if (!message) return
  const heard = text || turn.messages.map(({ text: shown, type }) => shown || `[${type}]`).join('\n')
  const { label: sentiment_label, score: sentiment_score, confidence } = read.sentiment
  const exchange_id = await insertExchange(ctx.tx, {
    customer_id: turn.customer_id,
    session_id: turn.session_id,
    message_content: heard,
    response_content: said,
    owner: facts.owner,
    intent: read.intent,
    entities: read.entities,
    language: read.language,
    confidence_score: read.confidence,
    sentiment_score,
    sentiment_label,
    message_ids: turn.messages.map(({ id }) => id),
  })
  if (text) {
    await insertSentiment(ctx.tx, {
      customer_id: turn.customer_id,
      ticket_id: facts.jobs.length === 1 ? (facts.jobs[0]?.id ?? null) : null,
      message_id: message.id,
      sentiment_score,
      sentiment_label,
      confidence,
    })
  }
  await insertInteraction(ctx.tx, {
    customer_id: turn.customer_id,
    interaction_id: exchange_id,
    description: `${read.intent}: ${heard.slice(0, 200)}`,
    created_by: ctx.actor.user_id,
  })
}
