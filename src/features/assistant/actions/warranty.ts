import { enqueue } from '../../../db/enqueue.ts'
import { showDay } from '../../../shared/time.ts'
import { selectPhotoFiles } from '../assistant.queries.ts'
import { FLOWS, openStep, stepNamed } from '../flows.ts'
import { ask, leaveFlow } from '../questions.ts'
import { say, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import { findParts, findProblems } from '../understanding/problems.ts'
import type { PastJob } from '../verbs.ts'
import { faultWords, yesOrNo } from '../words.ts'
import { goOn, invite, learn, startIntake } from './intake.ts'
import { callPerson } from './person.ts'
import { jobsNamed } from './which.ts'

/** Another fault beside the old one is a repair of its own. */
const MORE = /\b(?:lagi satu|satu lagi|lain pula|another)\b/i
const AGAIN = /\b(?:balik|semula|again|kembali|lagi|lg|muncul|jadi semula|masih)\b/i
const WORK =
  '(?:tukar|ganti|gantiin|diganti|ditukar|baiki|dibaiki|repair(?:ed)?|fix(?:ed)?|replaced?|servis|service|benerin)'
const BEFORE = new RegExp(
  `\\b(?:baru|haritu|hari tu|hari itu|tempo hari|semalam|kemarin|kmrn|lepas|minggu lepas|bulan lepas|last (?:week|month|time)|just|you|korang|awak|kalian|kedai)\\b.{0,25}\\b${WORK}\\b|\\b${WORK}\\b.{0,25}\\b(?:haritu|hari tu|hari itu|semalam|kemarin|minggu lepas|bulan lepas|last (?:week|month)|kat sini|di sini|here)\\b`,
  'i',
)
const CLAIM = /\bclaim|\bklaim|\btuntut|masalah (?:yang )?sama|same (?:problem|issue|fault)/i

/** The words say that a repair did not hold. */
const comesBack = (text: string, fault: boolean): boolean =>
  CLAIM.test(text) || (fault && !MORE.test(text) && (AGAIN.test(text) || BEFORE.test(text)))

const isCovered = (scene: Scene, job: PastJob): boolean =>
  job.warranty_until !== null && job.warranty_until >= scene.ctx.today

const categoriesOf = (text: string): Set<string> => {
  const lower = text.toLowerCase()
  return new Set([...findProblems(lower), ...findParts(lower)].map(({ value }) => value))
}

/** The repaired jobs that the message may be about: of the device that it names, of the fault where one fits. */
function meant(scene: Scene, past: readonly PastJob[]): PastJob[] {
  const { text, read } = scene
  const repaired = past.filter(({ outcome }) => outcome === 'repaired')
  const named = jobsNamed(text, read.entities, repaired)
  const faults = read.entities.filter(({ kind }) => kind === 'problem').map(({ value }) => value)
  const alike = named.filter(job => faults.some(fault => categoriesOf(job.problem_description).has(fault)))
  const fitting = alike.length ? alike : named
  // the latest job of a device is the one that its warranty runs from
  return fitting.filter((job, at) => fitting.findIndex(({ device }) => device === job.device) === at)
}

const isSameFault = (scene: Scene, job: PastJob): boolean =>
  scene.read.entities.some(({ kind, value }) => kind === 'problem' && categoriesOf(job.problem_description).has(value))

/** A fault of a device that we repaired: a claim, or a question whether it is one. Null: a repair like any other. */
async function claimInstead(scene: Scene): Promise<Reply | null> {
  const { state, read, text, ctx, verbs, turn } = scene
  if (state.flow && state.flow !== 'warranty') return null
  const fault = read.entities.some(({ kind }) => kind === 'problem')
  const came_back = comesBack(text, fault)
  if (!fault && !came_back) return null
  const jobs = meant(scene, await verbs.pastJobs(ctx, turn.customer_id))
  const covered = jobs.filter(job => isCovered(scene, job))
  if (!came_back) {
    const [same] = covered.filter(job => isSameFault(scene, job))
    return same && !MORE.test(text) ? offer(scene, same, false) : null
  }
  const [only, ...more] = covered.length === 1 ? covered : jobs
  if (!only) return null
  return more.length ? askWhich(scene, jobs) : settle(scene, only)
}

/** What would begin a repair first looks for one that did not hold. */
export const afterClaim =
  (action: Action): Action =>
  async scene =>
    (await claimInstead(scene)) ?? action(scene)

async function askWhich(scene: Scene, jobs: readonly PastJob[]): Promise<Reply> {
  remember(scene)
  const { lang } = scene.state
  const until = (job: PastJob) => (job.warranty_until ? ` · ${showDay(job.warranty_until, lang, scene.ctx.today)}` : '')
  return {
    ...(await ask(scene, 'warranty', stepNamed('warranty', 'which'))),
    list: {
      button: 'button.which',
      rows: [
        ...jobs.slice(0, 9).map(job => ({
          id: `warranty:job:${job.id}`,
          title: { text: job.device },
          note: { text: `${job.ticket_number}${until(job)}` },
        })),
        { id: 'warranty:other', title: 'row.other_fault' },
      ],
    },
  }
}

/** The fault as he told it; with the flow it is forgotten. */
function remember(scene: Scene): void {
  const { state, read, text } = scene
  if (state.slots.problem_text !== undefined) return
  leaveFlow(scene, {})
  learn(scene)
  const fault = read.entities.some(({ kind }) => kind === 'problem')
  if (!fault && text) state.slots.problem_text = faultWords(text).slice(0, 300)
  state.slots.named_device = state.slots.model !== undefined
}

/** Covered: it is offered to bring the device in. Not any more: said, with the price of a repair. */
function settle(scene: Scene, job: PastJob): Promise<Reply> {
  return isCovered(scene, job) ? offer(scene, job, true) : tellOver(scene, job)
}

async function offer(scene: Scene, job: PastJob, came_back: boolean): Promise<Reply> {
  const { state, ctx } = scene
  remember(scene)
  Object.assign(state.slots, deviceOf(job), {
    came_back,
    claim: { ticket_id: job.id, ticket_number: job.ticket_number, until: job.warranty_until ?? ctx.today },
  })
  if (came_back) await announce(scene, job)
  return { ...(await ask(scene, 'warranty', stepNamed('warranty', 'bring'))), ticket_id: job.id }
}

const deviceOf = ({ brand, model, device_type }: PastJob) => ({ ...(brand ? { brand } : {}), model, device_type })

const announce = ({ ctx, turn }: Scene, { id, ticket_number }: PastJob): Promise<void> =>
  enqueue(ctx, 'assistant.announce_claim', { session_id: turn.session_id, ticket_id: id, ticket_number })

async function tellOver(scene: Scene, job: PastJob): Promise<Reply> {
  const { state, ctx } = scene
  remember(scene)
  const over = say('warranty.over', {
    device: job.device,
    number: job.ticket_number,
    until: showDay(job.warranty_until ?? ctx.today, state.lang, ctx.today),
  })
  Object.assign(state.slots, deviceOf(job), { wants_price: true })
  state.flow = 'intake'
  return goOn(scene, over)
}

/** A new repair after all. A device that only the old job named is asked for. */
function another(scene: Scene): Promise<Reply | null> {
  const { state } = scene
  const { claim: _claim, came_back: _back, named_device, ...slots } = state.slots
  if (!named_device) for (const name of ['brand', 'brand_word', 'model', 'device_type'] as const) delete slots[name]
  leaveFlow(scene, slots)
  state.flow = 'intake'
  return openStep('intake', slots)?.name === 'device' && !slots.problem ? startIntake(scene) : goOn(scene)
}

/** The check-in that ties the new ticket to the old one. */
async function bring(scene: Scene, job: PastJob): Promise<Reply> {
  const { state, ctx } = scene
  const { problem_text, photos = [] } = state.slots
  await announce(scene, job)
  const file_ids = await selectPhotoFiles(ctx.tx, photos)
  leaveFlow(scene)
  return invite(scene, {
    ...deviceOf(job),
    ...(problem_text ? { problem: problem_text } : {}),
    file_ids,
    warranty_of: { ticket_id: job.id, ticket_number: job.ticket_number },
  })
}

export async function warrantyTapped(scene: Scene, tap: string): Promise<Reply | null> {
  if (tap === 'warranty:other') return another(scene)
  const [, what, id] = tap.split(':')
  const job = (await scene.verbs.pastJobs(scene.ctx, scene.turn.customer_id)).find(past => past.id === id)
  if (!job) return null
  return what === 'bring' && isCovered(scene, job) ? bring(scene, job) : settle(scene, job)
}

/** An answer to "which repair?" or "shall I register it?"; null when the message is about something else. */
export async function continueWarranty(scene: Scene): Promise<Reply | null> {
  const { state, text, read, media, ctx, verbs, turn } = scene
  const past = await verbs.pastJobs(ctx, turn.customer_id)
  if (state.step === 'which') {
    const named = jobsNamed(text, read.entities, past)
    if (named.length && named.length < past.length) return settle(scene, named[0] as PastJob)
    return media.length ? keepPhotos(scene) : null
  }
  const job = past.find(({ id }) => id === state.slots.claim?.ticket_id)
  if (!job) return null
  if (media.length) return keepPhotos(scene)
  const answer = yesOrNo(text)
  if (answer === 'yes') return bring(scene, job)
  if (answer === 'no') return state.slots.came_back ? later(scene, job) : another(scene)
  return null
}

function later(scene: Scene, job: PastJob): Reply {
  const { state, ctx } = scene
  leaveFlow(scene)
  const until = showDay(job.warranty_until ?? ctx.today, state.lang, ctx.today)
  return say('warranty.later', { number: job.ticket_number, until })
}

async function keepPhotos(scene: Scene): Promise<Reply | null> {
  const { state, media } = scene
  const step = FLOWS.warranty.find(({ name }) => name === state.step)
  learn(scene)
  if (!step || !media.some(({ type }) => type === 'image' || type === 'video')) return null
  state.asked = {}
  return together(say('warranty.photo'), await ask(scene, 'warranty', step))
}

const SCOPE =
  /jatuh|terjatuh|masuk air|kena air|\bair\b|water|drop|void|hangus|batal|cover|lindung|termasuk|apa (?:saja|je)|tanggung/i

/** The terms are the shop's; until when, his own jobs say. Whether a fault is covered is for a person to see. */
export const answerWarranty: Action = async scene => {
  const { facts, read, text, ctx, state, verbs, turn } = scene
  const days = facts.company.warranty_days
  const claim = await claimInstead(scene)
  if (claim) return claim
  if (
    comesBack(
      text,
      read.entities.some(({ kind }) => kind === 'problem'),
    )
  ) {
    return callPerson(scene, 'warranty.answer', 'person_wanted', { days })
  }
  const past = (await verbs.pastJobs(ctx, turn.customer_id)).filter(({ warranty_until }) => warranty_until)
  const own = jobsNamed(text, read.entities, past).slice(0, 3)
  const lines = own.map(job =>
    say(isCovered(scene, job) ? 'warranty.runs' : 'warranty.ran_out', {
      device: job.device,
      number: job.ticket_number,
      until: showDay(job.warranty_until ?? ctx.today, state.lang, ctx.today),
    }),
  )
  if (lines.length) return together(...lines)
  if (days === 0) return say('warranty.none')
  return say(SCOPE.test(text) ? 'warranty.scope' : 'warranty.terms', { days })
}
