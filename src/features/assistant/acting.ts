import { takeFeedback } from './actions/feedback.ts'
import { answerPrice, startIntake } from './actions/intake.ts'
import { sendPaperAgain } from './actions/papers.ts'
import { tellBalance } from './actions/payment.ts'
import { askedForPerson } from './actions/person.ts'
import { decideByWords } from './actions/quotation.ts'
import { closePolitely, handlePrivacy, sayNotUnderstood, showMenu, tellBusiness, tellGoods } from './actions/shop.ts'
import { tellStatus } from './actions/status.ts'
import { bookVisit, changeVisit } from './actions/visit.ts'
import { afterClaim, answerWarranty } from './actions/warranty.ts'
import type { Action, Reply, Scene } from './turn.ts'

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
  ask_about_goods: tellGoods,
  answer_warranty: answerWarranty,
  hand_to_person: askedForPerson,
  take_feedback: takeFeedback,
  handle_privacy: handlePrivacy,
  say_not_understood: sayNotUnderstood,
}
export const ACTION_NAMES = Object.keys(ACTIONS)

/** The action that the intent's row names. */
export const act = (scene: Scene): Promise<Reply | null> =>
  (ACTIONS[scene.actionOf(scene.read.intent) ?? ''] ?? sayNotUnderstood)(scene)
