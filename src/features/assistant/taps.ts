import { feedbackTapped, rateByTap } from './actions/feedback.ts'
import { intakeTapped, startIntake } from './actions/intake.ts'
import { paperTapped } from './actions/papers.ts'
import { proofTapped, tellBalance } from './actions/payment.ts'
import { callPerson } from './actions/person.ts'
import { pictureTapped } from './actions/picture.ts'
import { continueReject, decideByButton, remindOfDecision } from './actions/quotation.ts'
import { tellBusiness } from './actions/shop.ts'
import { tellStatus, ticketTapped } from './actions/status.ts'
import { visitTapped } from './actions/visit.ts'
import { warrantyTapped } from './actions/warranty.ts'
import { continueResume } from './interruptions.ts'
import { leaveFlow } from './questions.ts'
import type { Action, Reply, Scene } from './turn.ts'

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
  proof: proofTapped,
  paper: paperTapped,
  visit: visitTapped,
  resume: continueResume,
}
const takerOf = (tap: string) => TAPS[tap.slice(0, tap.indexOf(':'))]
/** Ours is a payload; the title of any other button is read as words. */
export const isOurs = (tap: string): boolean => takerOf(tap) !== undefined

/** Buttons of what comes back after an interruption go on with it or end it; any other button is another subject. */
const GOES_ON = /^(?:intake|warranty|resume|picture):/
export const goesOn = (tap: string): boolean => GOES_ON.test(tap)

export const byTap = async (scene: Scene, tap: string): Promise<Reply | null> =>
  (await takerOf(tap)?.(scene, tap)) ?? null

function menuTapped(scene: Scene, tap: string): Promise<Reply | null> | null {
  const menu = MENU_TAPS[tap]
  if (!menu) return null
  if (tap !== 'menu:person' && tap !== 'menu:repair') leaveFlow(scene)
  return menu(scene)
}
