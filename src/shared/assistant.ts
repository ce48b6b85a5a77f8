import type { Lang } from './messages.ts'

/** The taxonomy's eighteen intents and the answer for everything else. */
export const INTENTS = [
  'greeting',
  'thanks_goodbye',
  'repair_request',
  'price_inquiry',
  'status_check',
  'appointment_book',
  'appointment_change',
  'quotation_accept',
  'quotation_reject',
  'payment',
  'invoice_request',
  'business_info',
  'product_inquiry',
  'warranty',
  'complaint',
  'feedback',
  'human_agent',
  'privacy_optout',
  'out_of_scope',
] as const
export type Intent = (typeof INTENTS)[number]

export const SENTIMENTS = ['positive', 'neutral', 'negative'] as const
export type SentimentLabel = (typeof SENTIMENTS)[number]
/** `score` runs from -1 (furious) to 1 (delighted). */
export interface Sentiment {
  readonly label: SentimentLabel
  readonly score: number
  readonly confidence: number
}

export const ENTITY_KINDS = [
  'ticket_number',
  'device_brand',
  'device_model',
  'problem',
  'date_text',
  'time_text',
  'amount',
  'rating',
] as const
export type EntityKind = (typeof ENTITY_KINDS)[number]

/** `text` is the span as the customer wrote it; `value` its normal form (ISO date, HH:MM, problem category, `120.00 MYR`). */
export interface Entity {
  readonly kind: EntityKind
  readonly text: string
  readonly value: string
}

/** What a problem is sorted under; price rules and diagnosis speak of the same. */
export const PROBLEM_CATEGORIES = [
  'screen',
  'battery',
  'charging',
  'liquid',
  'power',
  'lock',
  'audio',
  'camera',
  'network',
  'biometric',
  'housing',
  'button',
  'keyboard',
  'storage',
  'software',
  'heat',
  'other',
] as const
export type ProblemCategory = (typeof PROBLEM_CATEGORIES)[number]

/** What a written message says about its language; `mix` is two or more in one message. */
export type WrittenLanguage = Lang | 'mix'

/** The dialogue as it stands before the message: the same words mean different things in different places. */
export interface UnderstandingContext {
  /** Today in the shop's zone, for "esok" and "hari selasa". */
  readonly today: string
  /** What the bot asked last; a bare answer is read as the answer to it. */
  readonly expecting?: 'device' | 'model' | 'problem' | 'rating' | 'ticket' | 'visit_time' | 'yes_no' | 'text' | null
  /** A quotation lies open, and its amount was the last thing shown. */
  readonly quotation_open?: boolean
  readonly amount_just_shown?: boolean
  readonly open_jobs?: number
  readonly unpaid_invoices?: number
  readonly appointment?: boolean
  /** The customer's usual language, the answer when a message carries no evidence. */
  readonly language?: Lang
}

/** A row of `app.ai_intents`, as far as understanding needs it. */
export interface IntentRow {
  readonly intent_name: string
  readonly keywords: readonly string[]
  readonly is_active: boolean
}

export interface Understanding {
  readonly intent: Intent
  readonly confidence: number
  readonly entities: readonly Entity[]
  readonly sentiment: Sentiment
  readonly language: WrittenLanguage
}

/** One message of the burst, as `whatsapp_messages` keeps it. */
export interface Heard {
  /** `whatsapp_messages.id` */
  readonly id: string
  /** text, image, document, audio, video, sticker, button_reply, list_reply, location… */
  readonly type: string
  /** Words, caption, or the title of what was tapped. */
  readonly text: string
  /** What the tapped button or row carries. */
  readonly tap: string | null
  readonly media_file_id: string | null
  readonly media_state: 'waiting' | 'stored' | 'gone' | null
  /** Why its file is not there. */
  readonly media_problem?: string | null
}

/** A burst of messages of one conversation, answered as one. */
export interface Turn {
  readonly session_id: string
  readonly customer_id: string
  readonly messages: readonly Heard[]
}
