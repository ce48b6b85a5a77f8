import { continueFeedback, rateByTap, takeFeedback } from './actions/feedback.ts'
import { answerPrice, continueFromPrice, continueIntake, goOn, startIntake } from './actions/intake.ts'
import { sendPaperAgain, takeProof, tellBalance } from './actions/payment.ts'
import { askedForPerson, callPerson } from './actions/person.ts'
import { continueReject, decideByButton, decideByWords, giveTime, remindOfDecision } from './actions/quotation.ts'
import {
  answerWarranty,
  askStaffAboutGoods,
  bookVisit,
  changeVisit,
  closePolitely,
  greet,
  handlePrivacy,
  menuAfter,
  sayNotUnderstood,
  showMenu,
  tellBusiness,
} from './actions/shop.ts'
import { sendCheckinAgain, tellOne, tellStatus } from './actions/status.ts'
import { selectPhotoFiles } from './assistant.queries.ts'
import { askAgainKindly, leaveFlow } from './questions.ts'
import { say, together } from './reply.ts'
import type { Action, Reply, Scene } from './turn.ts'
import { wantedLanguage } from './understanding/language.ts'
import { isCancel, isSkip, isThinking, isWaiting, yesOrNo } from './words.ts'

/** What an intent may lead to: `ai_intents.action_type` names one of these. */
const ACTIONS: Readonly<Record<string, Action>> = {
  show_menu: showMenu,
  close_politely: closePolitely,
  start_intake: startIntake,
  give_price_range: answerPrice,
  tell_status: tellStatus,
  book_visit: bookVisit,
  change_visit: changeVisit,
  decide_quotation: decideByWords,
  tell_balance: tellBalance,
  send_invoice_again: sendPaperAgain,
  tell_business: tellBusiness,
  ask_about_goods: askStaffAboutGoods,
  answer_warranty: answerWarranty,
  hand_to_person: askedForPerson,
  take_feedback: takeFeedback,
  handle_privacy: handlePrivacy,
  say_not_understood: sayNotUnderstood,
}
export const ACTION_NAMES = Object.keys(ACTIONS)

const MENU_TAPS: Readonly<Record<string, Action>> = {
  'menu:repair': startIntake,
  'menu:status': tellStatus,
  'menu:payment': tellBalance,
  'menu:info': tellBusiness,
  'menu:person': scene => callPerson(scene, 'person.asked', 'person_wanted'),
}

/** Buttons and rows say exactly what is meant, whenever they are tapped. */
async function byTap(scene: Scene, tap: string): Promise<Reply | null> {
  const { state } = scene
  const menu = MENU_TAPS[tap]
  if (menu) {
    if (tap !== 'menu:person' && tap !== 'menu:repair') leaveFlow(scene)
    return menu(scene)
  }
  if (tap.startsWith('quotation:')) return decideByButton(scene, tap)
  if (tap === 'reject:yes' || tap === 'reject:no') {
    return state.flow === 'reject' ? continueReject(scene, tap) : remindOfDecision(scene)
  }
  if (tap.startsWith('rating:')) return rateByTap(scene, tap)
  if (tap === 'feedback:skip') {
    leaveFlow(scene)
    return say('feedback.thanks')
  }
  if (tap.startsWith('ticket:')) {
    const job = scene.facts.jobs.find(({ id }) => id === tap.slice('ticket:'.length))
    return job ? tellOne(scene, job) : tellStatus(scene)
  }
  if (tap === 'picture:proof' || tap === 'picture:repair') return byPicture(scene, tap)
  return tap.startsWith('intake:') ? byIntakeTap(scene, tap) : null
}

async function byIntakeTap(scene: Scene, tap: string): Promise<Reply | null> {
  const { state } = scene
  if (tap === 'intake:register') {
    state.flow = 'intake'
    return goOn(scene)
  }
  // a button of a conversation long over opens it anew rather than failing
  if (state.flow !== 'intake' && state.flow !== 'price') return startIntake(scene)
  const category = /^intake:problem:(\w+)$/.exec(tap)?.[1]
  if (category) state.slots.problem = category
  else if (tap === 'intake:unsure') state.slots.model = 'unknown'
  else if (tap === 'intake:skip_photo') state.slots.photos_done = true
  else if (tap === 'intake:right') state.slots.confirmed = true
  else if (tap === 'intake:change') return say('intake.what_to_change')
  else if (tap === 'intake:cancel') return cancelled(scene)
  return goOn(scene)
}

function cancelled(scene: Scene): Reply {
  leaveFlow(scene)
  return say('intake.cancelled')
}

async function byPicture(scene: Scene, tap: string): Promise<Reply | null> {
  const { state } = scene
  const kept = state.slots.picture
  if (tap === 'picture:proof' && kept) {
    delete state.slots.picture
    const [file = null] = await selectPhotoFiles(scene.ctx.tx, [kept])
    return takeProof(scene, [
      { id: kept, type: 'image', text: '', tap: null, media_file_id: file, media_state: file ? 'stored' : 'gone' },
    ])
  }
  if (kept) {
    state.slots.photos = [...(state.slots.photos ?? []), kept]
    delete state.slots.picture
  }
  state.flow = 'intake'
  return goOn(scene)
}

/** Pictures: photos of the damage inside an intake, the transfer slip while something is owed, else a question. */
async function byMedia(scene: Scene): Promise<Reply | null> {
  const { state, media, read, facts, text } = scene
  const pictures = media.filter(({ type }) => type === 'image' || type === 'document' || type === 'video')
  if (!pictures.length) return media.some(({ type }) => type === 'audio') && !text ? say('voice') : null
  const repairing = read.intent === 'repair_request' || read.intent === 'price_inquiry'
  if (state.flow === 'intake') return null
  if (facts.unpaid.length && !repairing) return takeProof(scene, pictures)
  if (text) return null
  state.slots.picture = pictures[0]?.id
  return {
    ...say('media_what'),
    buttons: [
      { id: 'picture:repair', label: 'button.send_repair' },
      ...(facts.unpaid.length ? [{ id: 'picture:proof', label: 'button.send_proof' } as const] : []),
      { id: 'menu:person', label: 'button.person' },
    ],
  }
}

/** An answer to what was asked; null when the message is about something else. */
async function byFlow(scene: Scene): Promise<Reply | null> {
  const { state, text } = scene
  if (state.flow === 'reject') return continueReject(scene, null)
  if (state.flow === 'feedback') return continueFeedback(scene)
  if (state.flow === 'intake' || state.flow === 'price') {
    if (isCancel(text)) return cancelled(scene)
    if (isWaiting(text)) return say('intake.waiting')
    if (state.step === 'photo' && isSkip(text)) {
      state.slots.photos_done = true
      return goOn(scene)
    }
    if (state.step === 'confirm') {
      const answer = yesOrNo(text)
      if (answer === 'yes') {
        state.slots.confirmed = true
        return goOn(scene)
      }
      if (answer === 'no' && text.trim().split(/\s+/).length < 3) return say('intake.what_to_change')
    }
    return continueIntake(scene)
  }
  return null
}

const LINK_AGAIN =
  /(?:link|pautan|tautan|qr|borang|formulir|form)\b.*(?:tamat|expired?|habis|lagi|again|baru|new|tak (?:boleh|jadi)|ga bisa|gak bisa|hilang|mana|semula|kadaluarsa|kedaluwarsa)|(?:expired?|tamat|hantar|kirim|new|baru|minta|resend).*(?:link|pautan|tautan|\bqr\b)/i

/** A question in between is answered, and what was open is put again under it. */
async function aside(scene: Scene, reply: Reply | null, flow: Scene['state']['flow']): Promise<Reply | null> {
  const { state, facts } = scene
  const decided = scene.actionOf(scene.read.intent) === 'decide_quotation'
  if (!reply || decided || state.asked.$person || reply.buttons || reply.list || reply.by_job) return reply
  // answered by a person, or the action went somewhere else: nothing to come back to
  if (flow && state.flow === flow) return together({ say: reply.say }, await askAgainKindly(scene))
  if (!flow && facts.amount_just_shown && facts.quotation) return together({ say: reply.say }, remindOfDecision(scene))
  return reply
}

/** A sticker, a heart, a place: kept in the chat, and nothing to answer. */
const WORDLESS = new Set(['sticker', 'reaction', 'location', 'contacts'])

/** What the assistant answers to a turn. Null: nothing to say. */
export async function decide(scene: Scene): Promise<Reply | null> {
  const { state, read, facts, text, taps } = scene
  const flow = state.flow
  const just_priced = state.slots.just_priced && !flow && !facts.quotation
  delete state.slots.just_priced
  const tap = taps.at(-1)
  if (tap) {
    const reply = await byTap(scene, tap)
    if (reply) return understood(scene, reply)
  }
  if (!text && !scene.media.length && scene.turn.messages.every(({ type }) => WORDLESS.has(type))) return null
  const wanted = wantedLanguage(text)
  if (wanted) {
    state.lang = wanted
    state.asked = { ...state.asked, $lang: 1 }
    return flow
      ? together(say('lang.switched'), await askAgainKindly(scene))
      : menuAfter(together(say('lang.switched'), say('menu')))
  }
  if (read.intent === 'human_agent' && read.confidence >= 0.4) return askedForPerson(scene)
  // anger and privacy are heard whatever was being asked
  if (flow && read.confidence >= 0.5 && (read.intent === 'privacy_optout' || isComplaint(read))) {
    return aside(scene, await act(scene), flow)
  }
  const pictured = await byMedia(scene)
  if (pictured) return pictured
  if (flow) {
    const answered = await byFlow(scene)
    if (answered) return understood(scene, answered)
  }
  if (just_priced) {
    const more = await continueFromPrice(scene)
    if (more) return understood(scene, more)
  }
  if (LINK_AGAIN.test(text)) {
    const again = await sendCheckinAgain(scene)
    if (again) return again
  }
  if (facts.quotation && !flow && isThinking(text)) return understood(scene, giveTime(scene, facts.quotation))
  const reply = await act(scene)
  // handed to a person: nothing more is asked
  if (state.asked.$person) return reply
  const greeted = facts.first_contact && read.intent !== 'greeting' && reply ? together(greet(scene), reply) : reply
  return aside(scene, read.intent === 'out_of_scope' ? greeted : understood(scene, greeted), flow)
}

const act = (scene: Scene): Promise<Reply | null> =>
  (ACTIONS[scene.actionOf(scene.read.intent) ?? ''] ?? sayNotUnderstood)(scene)

const isComplaint = ({ intent, sentiment }: Scene['read']): boolean =>
  intent === 'complaint' && sentiment.label === 'negative'

/** Not understanding is counted only in a row. */
function understood<R extends Reply | null>({ state }: Scene, reply: R): R {
  delete state.asked.$unclear
  return reply
}
