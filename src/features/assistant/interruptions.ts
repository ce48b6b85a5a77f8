import { startIntake } from './actions/intake.ts'
import { COMES_BACK, stepNamed } from './flows.ts'
import { ask, askAgainKindly, deviceText, leaveFlow } from './questions.ts'
import { say, together } from './reply.ts'
import type { DialogueState, Parked, Reply, Scene } from './turn.ts'
import { yesOrNo } from './words.ts'

/** What is open and worth coming back to. */
export function openNow({ flow, step, slots }: DialogueState): Parked | null {
  const { parked: _, laid_aside: __, ...own } = slots
  return flow && COMES_BACK.has(flow) ? { flow, step, slots: own } : null
}

/**
 * Another subject came in between. What was open is put aside while that one asks something of its own, and is open again at
 * once when it does not.
 */
export function putAside({ state }: Scene, before: Parked | null): void {
  if (!before || state.flow === before.flow) return
  if (state.flow === null) reopen(state, before)
  else if (!COMES_BACK.has(state.flow)) state.slots = { ...state.slots, parked: before }
}

/** The other subject is over: what was put aside is open again, and its question is put. Null: there was nothing. */
export async function comeBack(scene: Scene): Promise<Reply | null> {
  const { state } = scene
  const { parked } = state.slots
  if (state.flow !== null || !parked) return null
  reopen(state, parked)
  return together(say('resume.back'), await askAgainKindly(scene))
}

const reopen = (state: DialogueState, { flow, step, slots }: Parked): void => {
  Object.assign(state, { flow, step, slots: { ...slots } })
}

/** What was told or chosen once for all. */
const LASTING = new Set(['$privacy', '$lang', '$settled', '$ms', '$id', '$en'])

/** After a week of silence nothing is expected of him any more; what he had begun to register is kept. */
export function laidAside(state: DialogueState): DialogueState {
  const begun = openNow(state) ?? state.slots.parked ?? null
  const told = begun && (begun.slots.problem !== undefined || begun.slots.model !== undefined)
  const asked = Object.fromEntries(Object.entries(state.asked).filter(([name]) => LASTING.has(name)))
  return { ...state, flow: null, step: null, slots: told ? { laid_aside: begun } : {}, asked, last_question: null }
}

const withoutAnswers = ({ photos_done: _, confirmed: __, ...told }: Parked['slots']) => told

/** He speaks of a repair and names no other device, or taps a button of then: it is the one that he had begun. */
export function takeUp({ state, read, taps }: Scene): boolean {
  const { laid_aside, ...slots } = state.slots
  if (!laid_aside) return false
  if (taps.some(tap => tap.startsWith('intake:'))) {
    reopen(state, laid_aside)
    return false
  }
  const repair = read.intent === 'repair_request' || read.intent === 'price_inquiry'
  if (!repair || read.entities.some(({ kind }) => kind.startsWith('device'))) return false
  state.slots = { ...slots, ...withoutAnswers(laid_aside.slots) }
  return true
}
export const takenUp = (scene: Scene): Reply => say('resume.taken_up', { device: deviceText(scene) })

/** Whether to go on with what he had begun: asked once, in words that do not assume he remembers. */
export async function offerToResume(scene: Scene): Promise<Reply | null> {
  const { state } = scene
  const { laid_aside, ...slots } = state.slots
  const step = stepNamed('resume', 'resume')
  if (!laid_aside || !step) return null
  state.slots = slots
  if (state.flow) return null
  state.slots = withoutAnswers(laid_aside.slots)
  return ask(scene, 'resume', step)
}

/** An answer to that offer; any other sentence lets it go. */
export async function continueResume(scene: Scene, tap: string | null): Promise<Reply | null> {
  const answer = tap === 'resume:yes' ? 'yes' : tap === 'resume:no' ? 'no' : yesOrNo(scene.text)
  leaveFlow(scene, answer === 'yes' ? withoutAnswers(scene.state.slots) : {})
  if (answer === 'no') return say('noted')
  return answer === 'yes' ? startIntake(scene) : null
}
