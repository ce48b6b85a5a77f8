import type { Ctx } from '../../db/ctx.ts'
import type { VisitWish } from '../../shared/appointments.slots.ts'
import type { Heard, Intent, Turn, Understanding, UnderstandingContext } from '../../shared/assistant.ts'
import type { Handover } from '../../shared/handover.ts'
import type { ChatKey } from '../../shared/messages/chat.ts'
import type { Lang, Vars } from '../../shared/messages.ts'
import type { Place } from '../../shared/place.ts'
import type { Quotation } from '../../shared/quotations.ts'
import type { Company } from '../../shared/settings.ts'
import type { Words } from '../../shared/texts.ts'
import type { Job, Paper, UnpaidInvoice, Verbs, Visit } from './verbs.ts'

export type FlowName =
  | 'intake'
  | 'price'
  | 'reject'
  | 'feedback'
  | 'status'
  | 'warranty'
  | 'proof'
  | 'papers'
  | 'einvoice'
  | 'visit'
  | 'resume'

/** What the flows have collected. Everything is optional: a customer may begin anywhere. */
export interface Slots {
  brand?: string
  /** The word that the customer used ("ip", "redmi"): a bare "13" is read with it. */
  brand_word?: string
  model?: string
  device_type?: string
  problem?: string
  /** The fault in the customer's words. */
  problem_text?: string
  /** Messages that carry photos; their files are looked up when the check-in is made. */
  photos?: string[]
  photos_done?: boolean
  /** Device and problem that a price was already given for. */
  priced?: string
  wants_price?: boolean
  confirmed?: boolean
  quotation?: { id: string; version: number }
  ticket_id?: string
  ticket_number?: string
  rating?: number
  words?: string
  /** The last thing said was a price: a correction or a yes is about it. Gone with the next turn. */
  just_priced?: boolean
  /** The collected job that a fault is about, and the last day of its warranty. */
  claim?: { ticket_id: string; ticket_number: string; until: string }
  /** He said that the fault came back; else it only looks like the one that was repaired. */
  came_back?: boolean
  /** The device of a claim was named by the customer, not taken from the old job. */
  named_device?: boolean
  /** Messages with pictures whose purpose was asked. */
  pictures?: string[]
  /** The message with the transfer slip, while it is asked which bill it pays; and the amount that he named. */
  proof?: string
  proof_amount?: string
  /** Papers of which kind were offered; null: of any. */
  paper_kind?: Paper['kind'] | null
  /** When he would like to come, as far as he has said; `moving`: instead of that appointment. */
  visit?: VisitWish & { readonly moving?: string }
  /** What was open before something else came in between. */
  parked?: Parked
  /** What was open before a week of silence. */
  laid_aside?: Parked
}

/** A flow that waits until another one is over. */
export interface Parked {
  readonly flow: FlowName
  readonly step: string | null
  readonly slots: Slots
}

interface LastQuestion {
  readonly step: string
  readonly expecting: NonNullable<UnderstandingContext['expecting']>
  readonly at: string
}

export interface DialogueState {
  flow: FlowName | null
  step: string | null
  slots: Slots
  /** How often each step was asked; `$privacy`, `$lang` and `$unclear` count what is not a step. */
  asked: Record<string, number>
  last_question: LastQuestion | null
  lang: Lang
}

export interface Say {
  readonly key: ChatKey
  readonly vars?: Vars
  /** The open question: it stands at the end of the bubble, once. */
  readonly asks?: boolean
}
export interface ReplyButton {
  readonly id: string
  readonly label: ChatKey
}
export interface ReplyRow {
  readonly id: string
  /** A key of the catalogue, or text that is data (a ticket's device). */
  readonly title: ChatKey | { readonly text: string }
  readonly note?: ChatKey | { readonly text: string }
}

/** One bubble. Lines are joined; of buttons, list and link at most one. */
export interface Reply {
  readonly say: readonly Say[]
  readonly buttons?: readonly ReplyButton[]
  readonly list?: { readonly button: ChatKey; readonly rows: readonly ReplyRow[] }
  readonly link?: { readonly label: ChatKey; readonly url: string }
  /** A picture above the words: the shop's payment code. A list has no place for one. */
  readonly image?: { readonly file_id: string }
  /** The shop's pin on a map, in a bubble of its own before the words. */
  readonly place?: Place
  /** Said by a job that this turn has ordered (the QR of a check-in): the words that it will bring. */
  readonly by_job?: string
  /** The customer has just decided his quotation. */
  readonly decided?: 'accepted' | 'rejected'
  /** It goes on with what was open, or ends it: nothing is put again under it. */
  readonly settled?: boolean
  readonly ticket_id?: string
}

/** What the shop's records say before the turn is decided. */
export interface Facts {
  readonly first_contact: boolean
  /** What he has agreed to and not come to yet, the next first. */
  readonly visits: readonly Visit[]
  /** He wrote STOP: nothing but replies and what he cannot do without. */
  readonly paused: boolean
  readonly owner: 'bot' | 'person'
  /** He waits for a person, who has not come yet; since when, and with what. */
  readonly waiting: Handover | true | null
  /** The last thing that we said to him. */
  readonly last_said: string | null
  readonly said_at: string | null
  readonly customer_name: string
  readonly company: Company
  readonly jobs: readonly Job[]
  readonly quotation: Quotation | null
  readonly unpaid: readonly UnpaidInvoice[]
  /** The ticket whose rating the last message asked for. */
  readonly rating_just_asked: string | null
  /** "Return it unrepaired, are you sure?" was the last message that the customer got. */
  readonly refusal_just_asked: boolean
  /** The open quotation's amount was in the last message that the customer got. */
  readonly amount_just_shown: boolean
}

/** A turn on stage. `state` is the draft that is saved at the end. */
export interface Scene {
  readonly ctx: Ctx
  readonly verbs: Verbs
  /** How the shop says it; `textOf` picks the language. */
  readonly words: Words
  readonly turn: Turn
  /** The words of this part of the turn; `whole` is all that was written. */
  readonly text: string
  readonly whole: string
  /** Another wish stands beside this one. */
  readonly beside: boolean
  readonly taps: readonly string[]
  readonly media: readonly Heard[]
  readonly read: Understanding
  readonly facts: Facts
  readonly state: DialogueState
  /** `ai_intents.action_type` of an intent. */
  readonly actionOf: (intent: Intent) => string | null
  /** `ai_intents.response_template` of an intent, when it names a text that exists. */
  readonly template: (intent: Intent) => ChatKey
}

export type Action = (scene: Scene) => Promise<Reply | null>
