import { continueFeedback, feedbackTapped, rateByTap, takeFeedback } from './actions/feedback.ts'
import { answerPrice, continueFromPrice, continueIntake, goOn, startIntake } from './actions/intake.ts'
import { sendPaperAgain, tellBalance } from './actions/payment.ts'
import { askedForPerson, callPerson } from './actions/person.ts'
import { byMedia, pictureTapped } from './actions/picture.ts'
import { continueReject, decideByButton, decideByWords, giveTime, remindOfDecision } from './actions/quotation.ts'
import {
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
import { sendCheckinAgain, tellStatus, ticketTapped } from './actions/status.ts'
import { afterClaim, answerWarranty, continueWarranty, warrantyTapped } from './actions/warranty.ts'
import { askAgainKindly, leaveFlow } from './questions.ts'
import { say, together } from './reply.ts'
import type { Action, FlowName, Reply, Scene } from './turn.ts'
import { wantedLanguage } from './understanding/language.ts'
import { isCancel, isSkip, isThinking, isWaiting, yesOrNo } from './words.ts'

/** What an intent may lead to: `ai_intents.action_type` names one of these. */
const ACTIONS: Readonly<Record<string, Action>> = {
  show_menu: showMenu,
  close_politely: closePolitely,
  start_intake: afterClaim(startIntake),
  give_price_range: afterClaim(answerPrice),
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

/** Buttons and rows say exactly what is meant, whenever they are tapped. What stands before the first colon names who takes them. */
const TAPS: Readonly<Record<string, (scene: Scene, tap: string) => Reply | null | Promise<Reply | null>>> = {
  menu: menuTapped,
  intake: intakeTapped,
  quotation: decideByButton,
  reject: (scene, tap) => (scene.state.flow === 'reject' ? continueReject(scene, tap) : remindOfDecision(scene)),
  rating: rateByTap,
  feedback: feedbackTapped,
  ticket: ticketTapped,
  picture: pictureTapped,
  warranty: warrantyTapped,
}
const takerOf = (tap: string) => TAPS[tap.slice(0, tap.indexOf(':'))]
/** Ours is a payload; the title of any other button is read as words. */
export const isOurs = (tap: string): boolean => takerOf(tap) !== undefined

const byTap = async (scene: Scene, tap: string): Promise<Reply | null> => (await takerOf(tap)?.(scene, tap)) ?? null

function menuTapped(scene: Scene, tap: string): Promise<Reply | null> | null {
  const menu = MENU_TAPS[tap]
  if (!menu) return null
  if (tap !== 'menu:person' && tap !== 'menu:repair') leaveFlow(scene)
  return menu(scene)
}

async function intakeTapped(scene: Scene, tap: string): Promise<Reply | null> {
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

/** An answer to what was asked; null when the message is about something else. */
const ANSWERS: Readonly<Partial<Record<FlowName, (scene: Scene) => Promise<Reply | null>>>> = {
  reject: scene => continueReject(scene, null),
  feedback: continueFeedback,
  intake: continueInFlow,
  price: continueInFlow,
  warranty: continueWarranty,
}

async function continueInFlow(scene: Scene): Promise<Reply | null> {
  const { state, text } = scene
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
    const answered = await ANSWERS[flow]?.(scene)
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
