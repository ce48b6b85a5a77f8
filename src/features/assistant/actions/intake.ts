import type { CheckinPrefill } from '../../../shared/checkins.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { invitationText } from '../../checkins/checkins.ts'
import { selectPhotoFiles } from '../assistant.queries.ts'
import { MOST_ASKED, openStep } from '../flows.ts'
import { ask, deviceText, leaveFlow, problemText } from '../questions.ts'
import { say, textOf, together } from '../reply.ts'
import type { Action, Reply, Scene, Slots } from '../turn.ts'
import { bareModel, canonicalModel, deviceType } from '../understanding/devices.ts'
import {
  correctedModel,
  faultWords,
  goesAhead,
  isCancel,
  isGibberish,
  isSkip,
  isUnsure,
  isWaiting,
  yesOrNo,
} from '../words.ts'

const PHOTOS_AT_MOST = 10

/** Takes from the message whatever it says of device and fault. True when something was learned. */
export function learn(scene: Scene): boolean {
  const { read, state, media, text } = scene
  const { slots } = state
  const before = JSON.stringify(slots)
  const lower = text.toLowerCase()
  const expecting = state.last_question?.expecting

  const brand = read.entities.find(entity => entity.kind === 'device_brand')
  const correction = state.flow ? correctedModel(lower, slots.brand_word ?? '') : null
  const asked = expecting === 'device' && state.flow ? bareModel(lower, slots.brand_word ?? brand?.text ?? '') : null
  const model = correction ?? read.entities.find(entity => entity.kind === 'device_model') ?? asked
  if (brand) {
    // another brand is another device: the old model goes
    if (slots.brand !== brand.value && !model) delete slots.model
    slots.brand = brand.value
    slots.brand_word = brand.text
  }
  if (model) {
    slots.model =
      slots.brand_word && !/[a-z]{3}/i.test(model.value) ? canonicalModel(slots.brand_word, model.text) : model.value
    if (!slots.brand) Object.assign(slots, brandOfModel(slots.model))
  }
  const kind = deviceType(lower)
  if (kind) slots.device_type = kind

  const problem = read.entities.find(entity => entity.kind === 'problem')
  if (problem) Object.assign(slots, toldProblem(scene, problem.value))
  const photos = media
    .filter(message => message.type === 'image' || message.type === 'video')
    .map(message => message.id)
  if (photos.length) slots.photos = [...(slots.photos ?? []), ...photos].slice(0, PHOTOS_AT_MOST)
  adoptPictures(slots)
  if (read.intent === 'price_inquiry') slots.wants_price = true
  return JSON.stringify(slots) !== before
}

/** What was sent before it was clear what it shows. */
function adoptPictures(slots: Slots): void {
  if (!slots.pictures) return
  slots.photos = [...slots.pictures, ...(slots.photos ?? [])].slice(0, PHOTOS_AT_MOST)
  delete slots.pictures
}

const ALSO = /\b(?:pun|juga|jugak|also|too|plus|sekali|lagi satu|as well)\b/i
const INSTEAD = /bukan|bkn|\bnot\b|salah|sebenarnya|actually|maksud|i mean|tersilap|\beh\b/i

/** A second fault is one more; a correction, or anything said to "is this right?", takes the first one's place. */
function toldProblem({ state, text }: Scene, category: string): Partial<Slots> {
  const { problem, problem_text } = state.slots
  const after = ALSO.test(text) || state.step === 'photo'
  if (state.flow === 'intake' && problem && problem_text && after && !INSTEAD.test(text)) {
    return { problem_text: `${problem_text}; ${faultWords(text)}`.slice(0, 500) }
  }
  return { problem: category, problem_text: faultWords(text).slice(0, 300) }
}

function brandOfModel(model: string): Partial<Slots> {
  if (/^(?:iPhone|iPad|MacBook|iMac|AirPods)/.test(model)) return { brand: 'Apple', brand_word: 'iphone' }
  if (/^Galaxy/.test(model)) return { brand: 'Samsung', brand_word: 'samsung' }
  if (/^(?:Redmi|POCO)/.test(model)) return { brand: 'Xiaomi', brand_word: 'redmi' }
  return {}
}

async function rangeOf({ ctx, verbs, state }: Scene) {
  const { brand = null, model, problem } = state.slots
  return problem && model ? verbs.priceRange(ctx, { brand, model: model === 'unknown' ? null : model, problem }) : null
}

/** How long it takes, from the shop's price rule where it says so. */
export async function tellDuration(scene: Scene): Promise<Reply> {
  const hours = (await rangeOf(scene))?.turnaround_hours
  const repair = { problem: problemText(scene), device: deviceText(scene) }
  return hours ? say('intake.duration', { ...repair, hours }) : say('business.turnaround')
}

/** The range from the shop's price rules, once per device and problem; never a figure of our own. */
async function priceOnce(scene: Scene): Promise<Reply | null> {
  const { slots, lang } = scene.state
  if (!slots.problem || !slots.model) return null
  const about = `${slots.brand}|${slots.model}|${slots.problem}`
  if (slots.priced === about) return null
  slots.priced = about
  const range = await rangeOf(scene)
  const named = { problem: problemText(scene), device: deviceText(scene) }
  if (!range) {
    if (!slots.wants_price) return null
    const sen = parseMoney(scene.facts.company.diagnostic_fee)
    const fee = sen > 0 ? textOf(scene, 'price.fee', { fee: showMoney(sen) }) : ''
    return say('price.after_check', { ...named, problem: named.problem.toLocaleLowerCase(lang), fee })
  }
  const { turnaround_hours: hours } = range
  return say('price.range', {
    ...named,
    from: showMoney(parseMoney(range.from_price)),
    to: showMoney(parseMoney(range.to_price)),
    turnaround: hours ? textOf(scene, 'price.turnaround', { hours }) : '',
  })
}

/** The next open question of the intake, after the price when it can be said; at the end the check-in. */
export async function goOn(scene: Scene, first: Reply | null = null): Promise<Reply> {
  const { state } = scene
  adoptPictures(state.slots)
  const flow = state.flow === 'price' ? 'price' : 'intake'
  const price = await priceOnce(scene)
  const step = openStep(flow, state.slots)
  if (step) return together(first, price, await ask(scene, flow, step))
  if (flow === 'intake') return makeCheckin(scene)
  const { slots } = state
  leaveFlow(scene, { ...slots, just_priced: true })
  return {
    ...together(first, price ?? say('price.again')),
    buttons: [
      { id: 'intake:register', label: 'button.register' },
      { id: 'menu:person', label: 'button.person' },
    ],
  }
}

/** QR and link come as one message of their own; the bot has nothing to add to it. */
async function makeCheckin(scene: Scene): Promise<Reply> {
  const { ctx, state } = scene
  const { slots } = state
  const file_ids = await selectPhotoFiles(ctx.tx, slots.photos ?? [])
  leaveFlow(scene)
  return invite(scene, {
    device_type: slots.device_type ?? 'phone',
    ...(slots.brand ? { brand: slots.brand } : {}),
    ...(slots.model ? { model: slots.model === 'unknown' ? textOf(scene, 'unknown_model') : slots.model } : {}),
    problem: slots.problem_text ?? textOf(scene, `problem.${slots.problem ?? 'other'}` as 'problem.other'),
    file_ids,
  })
}

export async function invite({ ctx, verbs, turn, state }: Scene, prefill: CheckinPrefill): Promise<Reply> {
  const { url } = await verbs.createCheckin(ctx, {
    customer_id: turn.customer_id,
    session_id: turn.session_id,
    prefill,
  })
  return { say: [], by_job: await invitationText(ctx, state.lang, url, prefill.warranty_of) }
}

const OWN_FAULT = /\b(?:saya|sy|aku|ku|my|gw|gue|aq)\b|nya\b|hpku/i
const WORK = /^(?:tukar|ganti|gantiin|replace|change|repair|baiki|servis|betulkan|fix)/i

/** A fault of one's own begins the intake; the price of a piece of work is a question that may end there. */
export const answerPrice: Action = async scene => {
  const { facts, state, read, text } = scene
  const device = read.entities.some(entity => entity.kind.startsWith('device') || entity.kind === 'problem')
  if (facts.quotation && !device && !state.flow) {
    const { quotation_number: number, total } = facts.quotation
    return say('price.quoted', { number, total: showMoney(parseMoney(total)) })
  }
  learn(scene)
  state.slots.wants_price = true
  const problem = read.entities.find(entity => entity.kind === 'problem')
  const own = problem !== undefined && !WORK.test(problem.text) && OWN_FAULT.test(text)
  if (state.flow !== 'intake') state.flow = own ? 'intake' : 'price'
  return goOn(scene)
}

export const startIntake: Action = async scene => {
  const learned = learn(scene)
  scene.state.flow = 'intake'
  return goOn(scene, learned ? null : say(scene.template('repair_request')))
}

/** Said right after a price: another device asks for its price, a yes begins the repair; null when it is about something else. */
export async function continueFromPrice(scene: Scene): Promise<Reply | null> {
  const { state, text } = scene
  if (correctedModel(text.toLowerCase(), state.slots.brand_word ?? '')) {
    state.flow = 'price'
    return continueIntake(scene)
  }
  if (!goesAhead(text)) return null
  state.flow = 'intake'
  return goOn(scene)
}

/** An answer inside the intake or the price question; null when the message is about something else. */
export async function continueIntake(scene: Scene): Promise<Reply | null> {
  const { state, read, text } = scene
  const step = state.step
  const had = { model: state.slots.model, brand: state.slots.brand, problem: state.slots.problem }
  const learned = learn(scene)
  if (learned) {
    // half an answer is no failure: "samsung" to "which device?"
    if (step) state.asked = { ...state.asked, [`${state.flow}.${step}`]: 0 }
    const changed =
      (had.model !== undefined && had.model !== state.slots.model) ||
      (had.problem !== undefined && had.problem !== state.slots.problem) ||
      (had.brand !== undefined && had.brand !== state.slots.brand)
    return goOn(scene, changed ? say('intake.corrected') : null)
  }
  if (step === 'device' && isUnsure(text)) {
    state.slots.model = 'unknown'
    return goOn(scene)
  }
  const aside = !['repair_request', 'price_inquiry', 'out_of_scope', 'quotation_accept', 'greeting'].includes(
    read.intent,
  )
  if (aside && read.confidence >= 0.5) return null
  // a model that no list of ours knows: the second answer is taken as it stands
  if (step === 'device' && isLastTry(state.asked[`${state.flow}.device`]) && looksLikeName(text)) {
    state.slots.model = text.trim()
    return goOn(scene)
  }
  if (step === 'problem' && text.trim().split(/\s+/).length >= 2 && !isUnsure(text) && !isGibberish(text)) {
    state.slots.problem = 'other'
    state.slots.problem_text = faultWords(text).slice(0, 300)
    return goOn(scene)
  }
  return read.intent === 'greeting' ||
    read.intent === 'price_inquiry' ||
    read.intent === 'repair_request' ||
    read.intent === 'out_of_scope'
    ? goOn(scene)
    : null
}
/** "apa ya", "yang mana?": a question back is no model. */
const WONDERS =
  /^(?:apa|yang mana|mana|what|which|model apa|maksud\w*|macam mana|gimana|entah|eh+|hm+|huh)(?: (?:ya|ye|tu|ni|sih|la|lah|model|kak|bos|nya))*[?.! ]*$/i
const isLastTry = (asked = 0): boolean => asked === MOST_ASKED || asked === MOST_ASKED + 1
const looksLikeName = (text: string) =>
  /^[\p{L}\p{N}][\p{L}\p{N} .+-]{1,39}$/u.test(text.trim()) &&
  /[\p{L}\p{N}]{3}/u.test(text) &&
  !isGibberish(text) &&
  !WONDERS.test(text.trim())

export async function intakeTapped(scene: Scene, tap: string): Promise<Reply | null> {
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

/** What may answer any question of the intake, then what answers the one that is open. */
export async function continueInFlow(scene: Scene): Promise<Reply | null> {
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
