import { AppError } from '../../../shared/errors.ts'
import { parseMoney, showMoney } from '../../../shared/money.ts'
import { type DecisionWay, decisionPayload, parseDecisionPayload, type Quotation } from '../../../shared/quotations.ts'
import { showDay } from '../../../shared/time.ts'
import { stepNamed } from '../flows.ts'
import { ask, askAgainKindly, leaveFlow } from '../questions.ts'
import { asking, say, textOf, together } from '../reply.ts'
import type { Action, Reply, Scene } from '../turn.ts'
import { asksWhatIf, isLimited, isPlainApproval, saysGoAhead, wantsItDone, wantsTime, yesOrNo } from '../words.ts'
import { startIntake } from './intake.ts'
import { changeVisit, saysWhen } from './visit.ts'

const deviceOf = (scene: Scene, quotation: Quotation): string => {
  const job = scene.facts.jobs.find(({ id }) => id === quotation.ticket_id)
  return job ? job.device : (quotation.ticket_number ?? textOf(scene, 'device'))
}

const choices = (quotation: Quotation): NonNullable<Reply['buttons']> => [
  { id: decisionPayload(quotation.id, quotation.version, 'approve'), label: 'button.approve' },
  { id: decisionPayload(quotation.id, quotation.version, 'reject'), label: 'button.reject' },
]

/** Shows the amount and asks: after this a plain "ok" is an answer to it. */
export function askForDecision(scene: Scene, quotation: Quotation): Reply {
  return {
    ...asking(
      say('quotation.ask', {
        number: quotation.quotation_number,
        device: deviceOf(scene, quotation),
        total: showMoney(parseMoney(quotation.total)),
        until: showDay(quotation.valid_until, scene.state.lang, scene.ctx.today),
      }),
    ),
    buttons: choices(quotation),
    ...(quotation.ticket_id ? { ticket_id: quotation.ticket_id } : {}),
  }
}

/** After an answer to something else: the decision stays open, and its amount stands there again. */
export function remindOfDecision(scene: Scene): Reply | null {
  const { quotation } = scene.facts
  if (!quotation) return null
  const { quotation_number: number, total } = quotation
  return {
    ...asking(say('quotation.still_open', { number, total: showMoney(parseMoney(total)) })),
    buttons: choices(quotation),
  }
}

/** "Let me think": nothing is decided, and how long there is time is said. */
export function giveTime(scene: Scene, quotation: Quotation): Reply {
  return {
    ...say('quotation.think', { until: showDay(quotation.valid_until, scene.state.lang, scene.ctx.today) }),
    buttons: choices(quotation),
  }
}

interface Decision {
  readonly quotation_id: string
  readonly version: number
}

async function approve(scene: Scene, decision: Decision, via: DecisionWay): Promise<Reply> {
  // A second tap finds the first one's yes: it is not thanked for again.
  const open = scene.facts.quotation?.id === decision.quotation_id
  return settle(scene, saysYes, async evidence => {
    const accepted = await scene.verbs.accept(scene.ctx, { ...decision, via, ...evidence })
    if (!open) return say('quotation.decided')
    return { ...say('quotation.accepted', { total: showMoney(parseMoney(accepted.total)) }), decided: 'accepted' }
  })
}

/** Of a burst, the message that says it by itself; a tap's turn has nothing else in it. */
const sayingIt = ({ turn: { messages } }: Scene, says: (text: string) => boolean) =>
  messages.findLast(({ text }) => says(text)) ?? messages.at(-1)
const saysYes = (text: string): boolean => isPlainApproval(text) && (saysGoAhead(text) || yesOrNo(text) === 'yes')
const saysReturnIt = (text: string): boolean => yesOrNo(text) === 'yes' || NOT_REPAIRED.test(text)

/** Message and words are the evidence. What can no longer be decided is said, with what can. */
async function settle(
  scene: Scene,
  says: (text: string) => boolean,
  decide: (evidence: { message_id: string; words: string }) => Promise<Reply>,
): Promise<Reply> {
  const message = sayingIt(scene, says)
  try {
    const reply = await decide({ message_id: message?.id ?? '', words: scene.whole.slice(0, 500) })
    if (scene.state.flow === 'reject') leaveFlow(scene)
    return reply
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (scene.state.flow === 'reject') leaveFlow(scene)
    const { quotation } = scene.facts
    if (error.code === 'quotation_expired') return say('quotation.expired')
    if (error.code !== 'quotation_not_open') throw error
    return quotation ? together(say('quotation.replaced'), askForDecision(scene, quotation)) : say('quotation.decided')
  }
}

/** What it costs to have it back unrepaired, to whoever only asks; the decision stays open. */
function tellFee(scene: Scene): Reply {
  const fee = parseMoney(scene.facts.company.diagnostic_fee)
  const told = fee > 0 ? say('quotation.fee_if_not', { fee: showMoney(fee) }) : say('quotation.no_fee_if_not')
  return together(told, remindOfDecision(scene))
}

/** Refusing is asked once more: the device goes back unrepaired. */
async function beginReject(scene: Scene, decision: Decision): Promise<Reply> {
  leaveFlow(scene, { quotation: { id: decision.quotation_id, version: decision.version } })
  return ask(scene, 'reject', stepNamed('reject', 'sure'))
}

export async function decideByButton(scene: Scene, payload: string): Promise<Reply | null> {
  const tap = parseDecisionPayload(payload)
  if (!tap) return null
  return tap.choice === 'approve' ? approve(scene, tap, 'chat_button') : beginReject(scene, tap)
}

export const decideByWords: Action = async scene => {
  const { facts, read } = scene
  const { quotation } = facts
  if (!quotation) {
    // "ok nak" after a price range is a wish to have it repaired, "mahal" the end of it
    if (facts.visits.length && saysWhen(scene)) return changeVisit(scene)
    if (scene.state.slots.priced) return read.intent === 'quotation_accept' ? startIntake(scene) : say('noted')
    return say('quotation.none')
  }
  const decision = { quotation_id: quotation.id, version: quotation.version }
  if (read.intent === 'quotation_reject') return asksWhatIf(scene.text) ? tellFee(scene) : beginReject(scene, decision)
  // however clear the words, they count only beside the amount
  return facts.amount_just_shown && (scene.beside ? isApprovalBeside(scene) : isPlainApproval(scene.text))
    ? approve(scene, decision, 'chat_words')
    : askForDecision(scene, quotation)
}

/** Beside a question an "ok" may only introduce it, and whatever limits the yes stands in the other sentence. */
const isApprovalBeside = ({ text, whole }: Scene): boolean =>
  saysGoAhead(text) && isPlainApproval(text) && !isLimited(whole)

const NOT_REPAIRED = /baiki|repair|batal|cancel|ambil|amik|pulang|balik|return|back|mahal|servis|benerin|jadi/i

/** The answer to "return it unrepaired?"; null when the message is about something else. */
export async function continueReject(scene: Scene, tap: string | null): Promise<Reply | null> {
  const wanted = scene.state.slots.quotation
  if (!wanted) return null
  if (tap === null && wantsItDone(scene.text)) return keep(scene)
  const answer = tap === 'reject:yes' ? 'yes' : tap === 'reject:no' ? 'no' : yesOrNo(scene.text)
  // "tak nak baiki" confirms, "jangan dulu" does not: what is said of the repair decides, not the bare "no"
  const firm = scene.read.intent === 'quotation_reject' && NOT_REPAIRED.test(scene.text) && !wantsTime(scene.text)
  // a "yes" answers the question only while it is the last thing said; days later it is put again
  if (tap === null && (answer === 'yes' || firm) && !scene.facts.refusal_just_asked) return askAgainKindly(scene)
  if (answer === 'yes' || (tap === null && firm)) {
    return settle(scene, saysReturnIt, async evidence => {
      await scene.verbs.reject(scene.ctx, {
        quotation_id: wanted.id,
        version: wanted.version,
        via: tap ? 'chat_button' : 'chat_words',
        ...evidence,
      })
      return { ...say('quotation.rejected'), decided: 'rejected' }
    })
  }
  return answer === 'no' || scene.read.intent === 'quotation_accept' ? keep(scene) : null
}

function keep(scene: Scene): Reply {
  leaveFlow(scene)
  return together(say('quotation.kept'), remindOfDecision(scene))
}
