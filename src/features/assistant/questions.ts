import { parseMoney, showMoney } from '../../shared/money.ts'
import { showDay } from '../../shared/time.ts'
import { callPerson } from './actions/person.ts'
import { FLOWS, MOST_ASKED, modelExample, openStep, type Step } from './flows.ts'
import { say, textOf, together } from './reply.ts'
import type { FlowName, Reply, Scene, Slots } from './turn.ts'

export const deviceText = (scene: Scene, slots: Slots = scene.state.slots): string => {
  const { brand, model } = slots
  if (!model || model === 'unknown') return brand ?? textOf(scene, 'device')
  // the line says the brand: nobody says "Apple iPhone 13"
  const says = /^(?:iPhone|iPad|MacBook|iMac|AirPods|Galaxy|Redmi|POCO|Pixel|PS\d|ROG|ThinkPad|Xperia|Surface)/.test(
    model,
  )
  return says || !brand || model.startsWith(brand) ? model : `${brand} ${model}`
}

export const problemText = (scene: Scene): string => {
  const { problem = 'other', problem_text } = scene.state.slots
  if (problem === 'other' && problem_text) return problem_text
  return textOf(scene, `problem.${problem}` as 'problem.screen')
}

const LINES: Readonly<Record<string, string>> = { ipad: 'iPad', macbook: 'MacBook', imac: 'iMac', airpods: 'AirPods' }
/** Nobody has "an Apple": the line is asked about as the customer called it. */
const saidBrand = ({ brand = '', brand_word = '' }: Slots): string =>
  brand === 'Apple' ? (LINES[brand_word] ?? 'iPhone') : brand

/** Slots of every question that a flow may ask. */
function vars(scene: Scene): Record<string, string | number> {
  const { slots } = scene.state
  const fee = parseMoney(scene.facts.company.diagnostic_fee)
  return {
    brand: saidBrand(slots),
    example: modelExample(slots.brand ?? ''),
    device: deviceText(scene),
    device_full: [deviceText(scene), slots.model === 'unknown' ? textOf(scene, 'unknown_model') : '']
      .filter(Boolean)
      .join(', '),
    problem: problemText(scene),
    begun: [deviceText(scene), slots.problem ? problemText(scene) : ''].filter(Boolean).join(', '),
    number: slots.claim?.ticket_number ?? '',
    until: slots.claim ? showDay(slots.claim.until, scene.state.lang, scene.ctx.today) : '',
    count: slots.photos?.length ?? 0,
    stars: '⭐'.repeat(slots.rating ?? 0),
    fee: fee > 0 ? textOf(scene, 'quotation.fee', { fee: showMoney(fee) }) : '',
  }
}

/**
 * Puts a step's question and remembers that it was put: twice in words, then as a choice, then a person is called. What can
 * be done without is passed instead.
 */
export async function ask(scene: Scene, flow: FlowName, step: Step): Promise<Reply> {
  const { state } = scene
  const name = `${flow}.${step.name}`
  const times = state.asked[name] ?? 0
  state.flow = flow
  state.step = step.name
  state.asked = { ...state.asked, [name]: times + 1 }
  state.last_question = { step: name, expecting: step.expecting, at: scene.ctx.now }
  if (times < MOST_ASKED) return put(scene, step, times > 0)
  if (step.passes) return pass(scene, flow, step.passes)
  const { choice } = step
  if (!choice || times > MOST_ASKED) return callPerson(scene, 'person.lost', 'person_wanted')
  const { question, ...taps } = choice
  return { say: [{ key: question, vars: vars(scene), asks: true }], ...taps }
}

function put(scene: Scene, step: Step, again: boolean): Reply {
  const { slots } = scene.state
  const key = again && step.again ? step.again : step.question(slots)
  const buttons = step.buttons?.(slots)
  const { list } = step
  return {
    say: [{ key, vars: vars(scene), asks: true }],
    ...(buttons ? { buttons } : {}),
    ...(list ? { list } : {}),
  }
}

async function pass(scene: Scene, flow: FlowName, { fill, say: key }: NonNullable<Step['passes']>): Promise<Reply> {
  const { slots } = scene.state
  Object.assign(slots, fill)
  const next = openStep(flow, slots)
  return together(say(key), next && (await ask(scene, flow, next)))
}

/** A question in between was answered: the open one is put again, and that does not count as failing to answer. */
export async function askAgainKindly(scene: Scene): Promise<Reply | null> {
  const { state } = scene
  if (!state.flow) return null
  const step = FLOWS[state.flow].find(candidate => candidate.name === state.step) ?? openStep(state.flow, state.slots)
  if (!step) return null
  const name = `${state.flow}.${step.name}`
  const times = Math.max(1, state.asked[name] ?? 1)
  state.asked = { ...state.asked, [name]: Math.min(times, MOST_ASKED) - 1 }
  const reply = await ask(scene, state.flow, step)
  state.asked = { ...state.asked, [name]: times }
  return reply
}

export function leaveFlow(scene: Scene, keep: Partial<Slots> = {}): void {
  const { state } = scene
  const { parked } = state.slots
  const kept = Object.fromEntries(Object.entries(state.asked).filter(([name]) => name.startsWith('$')))
  Object.assign(state, {
    flow: null,
    step: null,
    slots: { ...keep, ...(parked ? { parked } : {}) },
    asked: kept,
    last_question: null,
  })
}
