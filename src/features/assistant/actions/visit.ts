import type { Offer, VisitWish } from '../../../shared/appointments.slots.ts'
import { AppError } from '../../../shared/errors.ts'
import { slotWords, whenWords } from '../../../shared/hours.words.ts'
import type { ChatKey } from '../../../shared/messages/chat.ts'
import { dayAt } from '../../../shared/time.ts'
import { stepNamed } from '../flows.ts'
import { ask, askAgainKindly, leaveFlow } from '../questions.ts'
import { say, together } from '../reply.ts'
import type { Action, Reply, ReplyButton, Scene } from '../turn.ts'
import type { Visit } from '../verbs.ts'
import { isCancel, yesOrNo } from '../words.ts'

/** A list has ten rows; the last is for a person. */
const OFFERED = 9

const when = ({ state, facts, ctx }: Scene, { starts_at }: Pick<Visit, 'starts_at'>): string =>
  whenWords(starts_at, state.lang, facts.company.time_zone, ctx.now)

/** What the message says of day and hour, over what was said before. */
function wishIn({ read, state }: Scene): VisitWish {
  const day = read.entities.find(({ kind }) => kind === 'date_text')?.value
  const [from, until] = read.entities.find(({ kind }) => kind === 'time_text')?.value.split('-') ?? []
  const { moving: _, ...before } = state.slots.visit ?? {}
  return { ...before, ...(day ? { day } : {}), ...(from ? { from, until } : {}) }
}
export const saysWhen = ({ read }: Scene): boolean =>
  read.entities.some(({ kind }) => kind === 'date_text' || kind === 'time_text')

/** "boleh datang esok pukul 3?" */
export const bookVisit: Action = async scene => {
  const [booked] = scene.facts.visits
  // asked again for what he has: it is told, with the buttons that change it
  if (booked && !saysWhen(scene))
    return { ...say('visit.have', { when: when(scene, booked) }), buttons: changes(booked) }
  return arrange(scene, wishIn(scene), null)
}

async function arrange(scene: Scene, wish: VisitWish, moving: string | null): Promise<Reply> {
  const { ctx, verbs, state } = scene
  const proposal = await verbs.proposeSlots(ctx, { wish, count: OFFERED, moving })
  if (!proposal) return walkIn(scene, moving)
  if (proposal.slot) return settle(scene, proposal.slot.starts.toISOString(), moving)
  state.slots.visit = { ...(proposal.refusal ? {} : wish), ...(moving ? { moving } : {}) }
  return offerTimes(scene, proposal, moving)
}

const WHY: Readonly<Record<NonNullable<Offer['refusal']>, ChatKey>> = {
  past: 'visit.past',
  too_soon: 'visit.too_soon',
  too_far: 'visit.too_far',
  closed: 'visit.closed',
  between: 'visit.between',
  full: 'visit.full',
}

/** Something was answered in between: the question when once more. */
export async function offerAgain(scene: Scene): Promise<Reply | null> {
  const { moving = null, ...wish } = scene.state.slots.visit ?? {}
  const question = await askAgainKindly(scene)
  const proposal = await scene.verbs.proposeSlots(scene.ctx, { wish, count: OFFERED, moving })
  return question && proposal && withTimes(scene, question, proposal, moving)
}

async function offerTimes(scene: Scene, proposal: Offer, moving: string | null): Promise<Reply> {
  const { refusal, reason } = proposal
  const why = refusal && say(WHY[refusal], { reason: reason ? ` (${reason})` : '' })
  const question = await ask(scene, 'visit', stepNamed('visit', 'time'))
  return together(why, withTimes(scene, question, proposal, moving))
}

function withTimes({ state, facts }: Scene, question: Reply, { slots }: Offer, moving: string | null): Reply {
  // a person was called instead
  if (!question.say.some(line => line.asks) || !slots.length) return question
  const rows = slots.map(({ starts }) => ({
    id: `visit:at:${starts.getTime() / 60_000}:${moving ?? ''}`,
    title: { text: slotWords(starts, state.lang, facts.company.time_zone) },
  }))
  return {
    ...question,
    list: { button: 'button.times', rows: [...rows, { id: 'menu:person', title: 'row.person' }] },
  }
}

const REFUSALS: ReadonlySet<string> = new Set(['slot_taken', 'shop_closed', 'slot_unavailable'])

/** Booked or moved. Who comes second for the last place is offered what is left. */
async function settle(scene: Scene, starts_at: string, moving: string | null): Promise<Reply> {
  const { ctx, verbs, turn, state, facts } = scene
  try {
    const visit = moving
      ? await verbs.moveVisit(ctx, { appointment_id: moving, starts_at })
      : await verbs.bookVisit(ctx, { ...turn, starts_at, ...deviceSaid(scene) })
    leaveFlow(scene)
    const { address } = facts.company
    const told = together(
      say(moving ? 'visit.moved' : 'visit.booked', { when: when(scene, visit) }),
      address ? say('business.address', { address }) : null,
    )
    const register: ReplyButton[] = facts.jobs.length ? [] : [{ id: 'menu:repair', label: 'button.register' }]
    return { ...told, settled: true, buttons: [...changes(visit), ...register] }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (REFUSALS.has(error.code)) {
      state.asked = { ...state.asked, 'visit.time': 0 }
      return together(say('visit.full'), await arrange(scene, {}, moving))
    }
    leaveFlow(scene)
    if (error.code === 'appointment_exists') return say('visit.exists', { when: String(error.vars.when ?? '') })
    return say('visit.gone')
  }
}

function deviceSaid({ read, state }: Scene): { device?: string } {
  const device = read.entities.find(({ kind }) => kind === 'device_model')?.value ?? state.slots.model
  return device && device !== 'unknown' ? { device } : {}
}

const changes = ({ id }: Pick<Visit, 'id'>): ReplyButton[] => [
  { id: `visit:move:${id}`, label: 'button.visit_move' },
  { id: `visit:cancel:${id}`, label: 'button.visit_cancel' },
]

/** A shop that has given no hours as rows takes whoever comes. */
function walkIn({ facts }: Scene, moving: string | null): Reply {
  const { business_hours, address } = facts.company
  const registers = !moving && !facts.jobs.length
  const said = together(
    say(moving ? 'visit.change' : 'visit.book'),
    business_hours ? say('business.hours', { hours: business_hours }) : null,
    address ? say('business.address', { address }) : null,
    registers ? say('visit.register') : null,
  )
  return registers ? { ...said, buttons: [{ id: 'menu:repair', label: 'button.register' }] } : said
}

const CALLS_OFF =
  /\b(?:batal\w*|cancel\w*|(?:tak|x|ga|gak|nggak|tidak) ?(?:jadi|dapat|bisa|boleh) ?(?:datang|dtg|pergi|come)?|can'?t (?:come|make)|call(?:ed)? off)\b/i
/** "eh tak jadi, tukar lusa": he comes, on another day. */
const MOVES = /\b(?:tukar|tuka|ganti|ubah|pindah\w*|anjak|tunda|geser|change|move|reschedule|postpone)\b/i
const LATE = /\b(?:lewat|lambat|terlambat|telat|late|delay\w*)\b/i
const MINUTES = /(\d{1,3}) ?(?:min|mnt|minit|menit)/i

/** "nak tukar ke jumaat petang", "batal temujanji", "saya lewat 15 minit" */
export const changeVisit: Action = async scene => {
  const { facts, text } = scene
  const { visits } = facts
  const [only, ...more] = named(scene, visits)
  if (!visits.length)
    return saysWhen(scene) && !CALLS_OFF.test(text) ? arrange(scene, wishIn(scene), null) : noneBooked()
  const off = CALLS_OFF.test(text) && !MOVES.test(text)
  if (!only || more.length) return askWhich(scene, only ? [only, ...more] : visits, off ? 'cancel' : 'move')
  if (LATE.test(text) && !off) return comesLate(scene, only)
  if (off) return { ...say('visit.sure', { when: when(scene, only) }), buttons: confirmOff(only) }
  return arrange(scene, saysWhen(scene) ? wishAfter(scene, only) : {}, only.id)
}

const confirmOff = ({ id }: Visit): ReplyButton[] => [
  { id: `visit:cancel:${id}`, label: 'button.visit_off' },
  { id: `visit:come:${id}`, label: 'button.visit_keep' },
]

/** "to 4pm" keeps the day; "to Friday" asks for the hour anew. */
function wishAfter(scene: Scene, visit: Visit): VisitWish {
  const wish = wishIn(scene)
  return wish.day ? wish : { ...wish, day: dayOf(scene, visit) }
}
const dayOf = ({ facts }: Scene, { starts_at }: Visit): string => dayAt(starts_at, facts.company.time_zone)

/** Of several, the one whose day is named beside another: all of them when none is. */
const named = (scene: Scene, visits: readonly Visit[]): readonly Visit[] => {
  const days = scene.read.entities.filter(({ kind }) => kind === 'date_text').map(({ value }) => value)
  const fitting = visits.filter(visit => days.includes(dayOf(scene, visit)))
  return fitting.length ? fitting : visits
}

async function comesLate(scene: Scene, { id: appointment_id, ...visit }: Visit): Promise<Reply> {
  const minutes = Number(MINUTES.exec(scene.text)?.[1] ?? 15)
  await scene.verbs.noteLateness(scene.ctx, { appointment_id, minutes: Math.max(1, minutes) })
  return say('visit.late', { when: when(scene, visit) })
}

const noneBooked = (): Reply => ({
  ...say('visit.none'),
  buttons: [{ id: 'visit:new', label: 'button.visit_new' }],
})

function askWhich(scene: Scene, visits: readonly Visit[], what: 'move' | 'cancel'): Reply {
  const { state, facts } = scene
  return {
    ...say('visit.which'),
    list: {
      button: 'button.times',
      rows: visits.slice(0, 10).map(visit => ({
        id: `visit:${what}:${visit.id}`,
        title: { text: slotWords(visit.starts_at, state.lang, facts.company.time_zone) },
        ...(visit.device ? { note: { text: visit.device } } : {}),
      })),
    },
  }
}

/** An answer to "when?"; null when it speaks of something else. */
export async function continueVisit(scene: Scene): Promise<Reply | null> {
  const { state, read, text } = scene
  const moving = state.slots.visit?.moving ?? null
  if (isCancel(text) || yesOrNo(text) === 'no') {
    leaveFlow(scene)
    return say('noted')
  }
  if (saysWhen(scene)) {
    state.asked = { ...state.asked, 'visit.time': 0 }
    return arrange(scene, wishIn(scene), moving)
  }
  return read.intent === 'out_of_scope' || read.intent === 'appointment_book'
    ? arrange(scene, wishIn(scene), moving)
    : null
}

/** What stands under a reminder, a confirmation or a list of times: whenever it is tapped, it means exactly that. */
export async function visitTapped(scene: Scene, tap: string): Promise<Reply | null> {
  const [, what, which = '', moving] = tap.split(':')
  if (what === 'new') return arrange(scene, {}, null)
  if (what === 'at') return settle(scene, new Date(Number(which) * 60_000).toISOString(), moving || null)
  const visit = scene.facts.visits.find(({ id }) => id === which)
  if (!visit) return { ...say('visit.gone'), buttons: [{ id: 'visit:new', label: 'button.visit_new' }] }
  if (what === 'move') return arrange(scene, {}, visit.id)
  if (what === 'cancel') {
    const off = await scene.verbs.cancelVisit(scene.ctx, { appointment_id: visit.id })
    leaveFlow(scene)
    return {
      ...say('visit.cancelled', { when: when(scene, off) }),
      buttons: [{ id: 'visit:new', label: 'button.visit_new' }],
    }
  }
  await scene.verbs.confirmVisit(scene.ctx, { appointment_id: visit.id })
  return say('visit.come', { when: when(scene, visit) })
}
