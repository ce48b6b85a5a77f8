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
  createTemplate(template: NewTemplate): Promise<{ readonly id: string; readonly status: string }>
}
