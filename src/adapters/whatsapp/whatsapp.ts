import type { Envelope, OutboundMessage, Recipient } from '../../shared/whatsapp/outbound.ts'

export interface SentMessage {
  readonly wamid: string
  /** May differ from the number that was written to. */
  readonly wa_id: string | null
  readonly user_id: string | null
  /** Meta holds back a template while it judges its quality. */
  readonly held: boolean
}

export interface Upload {
  readonly bytes: Uint8Array
  readonly mime_type: string
  readonly filename: string
}

export interface Download {
  readonly bytes: Uint8Array
  readonly mime_type: string
}

export interface GraphTemplate {
  readonly id: string
  readonly name: string
  readonly language: string
  readonly category: string
  readonly status: string
  readonly quality: string | null
  readonly components: readonly Readonly<Record<string, unknown>>[]
}

export type NewTemplate = Pick<GraphTemplate, 'name' | 'language' | 'category' | 'components'>

/** How Meta rates the number; what it does not say is null. */
export interface NumberInfo {
  readonly display_phone_number: string
  readonly verified_name: string | null
  /** GREEN, YELLOW, RED, UNKNOWN */
  readonly quality: string | null
  /** STANDARD, HIGH */
  readonly throughput: string | null
  /** CONNECTED, FLAGGED, RESTRICTED, BANNED, DISCONNECTED… */
  readonly status: string | null
  readonly name_status: string | null
  /** TIER_250, TIER_2K…: people that may be written to first in 24 hours, over the whole portfolio. */
  readonly messaging_limit: string | null
  /** AVAILABLE, LIMITED, BLOCKED */
  readonly can_send: string | null
  readonly problems: readonly { readonly code: number; readonly description: string | null }[]
}

/** One WhatsApp number. Every call throws `GraphError` when it does not succeed. */
export interface WhatsApp {
  readonly phone_number_id: string
  send(to: Recipient, message: OutboundMessage, envelope?: Envelope): Promise<SentMessage>
  /** Marks this message and those before it as read; `typing` shows "typing…" until we answer, 25 s at most. */
  markRead(wamid: string, typing: boolean): Promise<void>
  uploadMedia(file: Upload): Promise<{ readonly media_id: string }>
  /** Two steps: the descriptor, then the bytes. More than `max_bytes` is refused before it is in memory. */
  downloadMedia(media_id: string, options: { readonly max_bytes: number }): Promise<Download>
  listTemplates(): Promise<GraphTemplate[]>
  numberInfo(): Promise<NumberInfo>
  createTemplate(
    template: NewTemplate,
  ): Promise<{ readonly id: string; readonly status: string; readonly category: string | null }>
  /** Other words for one that is there; Meta approves them anew. */
  editTemplate(id: string, words: Pick<NewTemplate, 'category' | 'components'>): Promise<void>
  /** This language of it. */
  deleteTemplate(template: { readonly id: string; readonly name: string }): Promise<void>
}
