import { act } from './acting.ts'
import { answerBargain } from './actions/bargain.ts'
import { continueFeedback } from './actions/feedback.ts'
import { continueFromPrice, continueInFlow, tellDuration } from './actions/intake.ts'
import { continueDetails, continuePapers } from './actions/papers.ts'
import { continueProof } from './actions/payment.ts'
import { askedForPerson, keepCalm, whileWaiting } from './actions/person.ts'
import { byMedia } from './actions/picture.ts'
import { continueReject, giveTime, remindOfDecision } from './actions/quotation.ts'
import { greet, menuAfter } from './actions/shop.ts'
import { sendLinkAgain } from './actions/status.ts'
import { stopOrStart } from './actions/stop.ts'
import { answerThreat } from './actions/threat.ts'
import { continueVisit, offerAgain } from './actions/visit.ts'
import { continueWarranty } from './actions/warranty.ts'
import { answerWordless, isWordless } from './actions/wordless.ts'
import { stepNamed } from './flows.ts'
import { comeBack, continueResume, offerToResume, openNow, putAside, takenUp, takeUp } from './interruptions.ts'
import type { Part } from './parts.ts'
import { ask, askAgainKindly } from './questions.ts'
import { inOneBubble, say, together } from './reply.ts'
import { byTap, goesOn } from './taps.ts'
import type { DialogueState, Facts, FlowName, Reply, Scene } from './turn.ts'
import { wantedLanguage } from './understanding/language.ts'
import { asksForLess, asksHowLong, isAbuse, isCancel, isPriceRemark, isThinking, isThreat } from './words.ts'

/** What the assistant answers to a turn. Null: nothing to say. */
export async function decide(scene: Scene, parts: readonly Part[]): Promise<Reply | null> {
  const { state, text, taps } = scene
  const taken_up = takeUp(scene)
  const { flow } = state
  const just_priced = state.slots.just_priced === true && !flow && !scene.facts.quotation
  delete state.slots.just_priced
  const tap = taps.at(-1)
  const tapped = tap && (await decideTap(scene, tap))
  if (tapped) return closing({ ...scene, facts: afterDecision(scene.facts, tapped) }, tapped, [], flow)
  if (isWordless(scene)) {
    const honest = await answerWordless(scene)
    return honest && (await aside(scene, honest))
  }
  forgetWordless(state)
  const wanted = wantedLanguage(text)
  if (wanted) return switchLanguage(scene, wanted)
  const stopped = await stopOrStart(scene)
  if (stopped) return stopped
  const replies: (Reply | null)[] = taken_up ? [takenUp(scene)] : []
  let { facts } = scene
  const inOrder = [...parts].sort((a, b) => Number(b.decides) - Number(a.decides))
  for (const [at, part] of inOrder.entries()) {
    const media = at === 0 ? scene.media : []
    const reply = await decidePart({ ...scene, ...part, facts, media, beside: parts.length > 1 }, just_priced)
    facts = afterDecision(facts, reply)
    replies.push(reply)
  }
  return closing({ ...scene, facts }, inOneBubble(replies), parts, flow)
}

async function decideTap(scene: Scene, tap: string): Promise<Reply | null> {
  const before = openNow(scene.state)
  const reply = await byTap(scene, tap)
  if (!reply) return null
  if (goesOn(tap)) return understood(scene, { ...reply, settled: true })
  putAside(scene, before)
  return understood(scene, reply)
}

async function switchLanguage(scene: Scene, wanted: Scene['state']['lang']): Promise<Reply> {
  const { state } = scene
  state.lang = wanted
  state.asked = { ...state.asked, $lang: 1 }
  return state.flow
    ? together(say('lang.switched'), await openAgain(scene))
    : menuAfter(together(say('lang.switched'), say('menu')))
}

/** One wish: an answer to what was asked, else what its intent leads to. What lay open before is put again by the caller. */
async function decidePart(scene: Scene, just_priced: boolean): Promise<Reply | null> {
  const { state, read, facts, text } = scene
  const { flow } = state
  if (isAbuse(text)) return keepCalm(scene)
  delete state.asked.$abuse
  if (read.intent === 'human_agent' && read.confidence >= 0.4) return askedForPerson(scene)
  // anger and privacy are heard whatever was being asked
  if (flow && read.confidence >= 0.5 && (isPrivacy(scene) || isComplaint(read))) return act(scene)
  const pictured = await byMedia(scene)
  if (pictured) return pictured
  if (isThreat(text)) return understood(scene, answerThreat(scene))
  if (flow && read.intent === 'greeting' && !read.entities.length) return aside(scene, greet(scene))
  if (isAboutRepair(scene) && asksHowLong(text)) return aside(scene, await tellDuration(scene))
  if (bargains(scene)) return aside(scene, await answerBargain(scene))
  if (asksPriceAgain(scene)) return aside(scene, say('price.again'))
  const answered = (flow && (await ANSWERS[flow]?.(scene))) || (just_priced && (await continueFromPrice(scene)))
  if (answered) return understood(scene, settled(answered))
  if (LINK_AGAIN.test(text)) {
    const again = await sendLinkAgain(scene)
    if (again) return settled(again)
  }
  if (facts.waiting && !flow && isForPerson(scene)) return settled(await whileWaiting(scene))
  if (facts.quotation && !flow && isThinking(text)) return understood(scene, giveTime(scene, facts.quotation))
  if (flow && DECIDES.has(read.intent) && !facts.quotation) return (await askOpen(scene)) ?? act(scene)
  if (read.intent === 'out_of_scope') return (await askOpen(scene)) ?? act(scene)
  const before = openNow(state)
  const reply = await act(scene)
  putAside(scene, before)
  return understood(scene, reply)
}

/** Of a repair that has not begun; of one that has, its status tells. */
const isAboutRepair = ({ read, facts, ...scene }: Scene): boolean =>
  !facts.jobs.length &&
  !['warranty', 'invoice_request', 'appointment_book', 'complaint'].includes(read.intent) &&
  !isNew({ ...scene, read, facts })

/** A yes or no with nothing to decide is no answer to what was asked. */
const DECIDES: ReadonlySet<string> = new Set(['quotation_accept', 'quotation_reject'])

/** What is open, put once more, with the times that are free by now. */
const openAgain = (scene: Scene): Promise<Reply | null> =>
  scene.state.flow === 'visit' ? offerAgain(scene) : askAgainKindly(scene)

/** Answered in passing; what is open is put again under it. */
const aside = async (scene: Scene, reply: Reply): Promise<Reply> => ({
  ...(inOneBubble([reply, await openAgain(scene)]) ?? reply),
  settled: true,
})

/** It names a device or a fault itself: that is learned first. */
const isNew = ({ read }: Scene): boolean =>
  read.entities.some(({ kind }) => kind === 'problem' || kind.startsWith('device'))

const settled = (reply: Reply): Reply => ({ ...reply, settled: true })

/** What was no answer to the open question is a question put in vain. */
async function askOpen(scene: Scene): Promise<Reply | null> {
  const { flow, step } = scene.state
  const open = flow && step && stepNamed(flow, step)
  return open ? ask(scene, flow, open) : null
}

/** "mahalnya", "boleh kurang?" right after a price: what can be said of it, whatever is being asked. */
function bargains(scene: Scene): boolean {
  const { text, state, facts } = scene
  if (!isPriceRemark(text) && !asksForLess(text)) return false
  return facts.quotation ? !state.flow : isAboutPrice(state) && !isNew(scene)
}
const isAboutPrice = ({ flow, slots }: DialogueState): boolean =>
  flow === 'intake' || flow === 'price' || slots.priced !== undefined
const asksPriceAgain = (scene: Scene): boolean =>
  !scene.facts.quotation &&
  !isNew(scene) &&
  scene.read.intent === 'price_inquiry' &&
  scene.state.slots.priced !== undefined

/** An answer to what was asked; null when the message is about something else. */
const ANSWERS: Readonly<Partial<Record<FlowName, (scene: Scene) => Promise<Reply | null>>>> = {
  reject: scene => continueReject(scene, null),
  feedback: continueFeedback,
  intake: continueInFlow,
  price: continueInFlow,
  warranty: continueWarranty,
  proof: continueProof,
  papers: continuePapers,
  einvoice: continueDetails,
  visit: continueVisit,
  resume: scene => continueResume(scene, null),
}

const LINK_AGAIN =
  /(?:link|pautan|tautan|qr|borang|formulir|form)(?:nya)?\b.*(?:tamat|expired?|habis|lagi|again|baru|baharu|new|mati|dead|tak (?:boleh|jadi)|(?:ga|gak|nggak|tidak) bisa|(?:not|doesn'?t|can'?t|cannot) (?:work|open)|hilang|mana|semula|kadaluarsa|kedaluwarsa)|(?:expired?|tamat|hantar|kirim|new|baru|baharu|minta|resend).*(?:link|pautan|tautan|\bqr\b)/i

/** The quotation has just been decided: what else is said is said of how it is now. */
function afterDecision(facts: Facts, reply: Reply | null): Facts {
  if (!reply?.decided) return facts
  const { quotation } = facts
  const approved = (job: Facts['jobs'][number]) =>
    reply.decided === 'accepted' && job.id === quotation?.ticket_id ? { ...job, status: 'approved' } : job
  return { ...facts, quotation: null, amount_just_shown: false, jobs: facts.jobs.map(approved) }
}

/** Greets who writes for the first time, and puts again what a question in between has left open. */
async function closing(
  scene: Scene,
  reply: Reply | null,
  parts: readonly Part[],
  flow: Scene['state']['flow'],
): Promise<Reply | null> {
  const { state, facts } = scene
  // handed to a person: nothing more is asked
  if (!reply?.say.length || state.asked.$person) return reply
  const greeting = parts.some(part => scene.actionOf(part.read.intent) === 'show_menu')
  const welcomed = facts.first_contact && !greeting ? together(greet(scene), reply) : reply
  if (reply.say.some(line => line.asks) || reply.by_job) return welcomed
  const offered = await offerToResume(scene)
  if (offered) return inOneBubble([welcomed, offered])
  if (reply.list || reply.buttons?.some(({ id }) => id !== 'menu:person')) return welcomed
  const back = await comeBack(scene)
  if (back) return inOneBubble([welcomed, back])
  const decision = parts.some(part => scene.actionOf(part.read.intent) === 'decide_quotation')
  if (decision || reply.settled) return welcomed
  // answered by a person, or the action went somewhere else: nothing to come back to
  if (flow && state.flow === flow) return inOneBubble([welcomed, await openAgain(scene)])
  if (!flow && facts.amount_just_shown && facts.quotation) return inOneBubble([welcomed, remindOfDecision(scene)])
  return welcomed
}

/** "hello?" of somebody who waits is meant for the person, once; what nobody understands always is. */
const isForPerson = ({ read, state }: Scene): boolean =>
  read.intent === 'out_of_scope' || (read.intent === 'greeting' && (state.asked.$waiting ?? 1) < 2)

/** A bare "stop" to a question ends what was being asked. */
const isPrivacy = ({ read, text }: Scene): boolean => read.intent === 'privacy_optout' && !isCancel(text)

const isComplaint = ({ intent, sentiment }: Scene['read']): boolean =>
  intent === 'complaint' && sentiment.label === 'negative'

/** Between two voice messages there were words: the second is answered again. */
function forgetWordless(state: Scene['state']): void {
  state.asked = Object.fromEntries(Object.entries(state.asked).filter(([name]) => !name.startsWith('$said_')))
}

/** Not understanding is counted only in a row. */
function understood<R extends Reply | null>({ state }: Scene, reply: R): R {
  delete state.asked.$unclear
  return reply
}
