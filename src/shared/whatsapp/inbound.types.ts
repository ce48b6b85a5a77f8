/** Who wrote. At least one of `wa_id` and `user_id` is there: people with a username may hide their number. */
export interface Sender {
  /** Digits as WhatsApp knows the account; may differ from the dialled number, so it is kept as it is. */
  readonly wa_id: string | null
  /** Business-scoped user id, `MY.1349…`. */
  readonly user_id: string | null
  readonly parent_user_id: string | null
  readonly username: string | null
  readonly profile_name: string | null
}

export interface InboundMedia {
  readonly id: string
  readonly mime_type: string
  /** Base64, as Meta gives it. */
  readonly sha256: string | null
  readonly filename: string | null
  readonly voice: boolean
}

export type MediaType = 'image' | 'video' | 'document' | 'audio' | 'sticker'

export type Content =
  | { readonly type: 'text'; readonly body: string }
  | { readonly type: MediaType; readonly media: InboundMedia; readonly caption: string | null }
  | {
      readonly type: 'location'
      readonly latitude: number
      readonly longitude: number
      readonly name: string | null
      readonly address: string | null
    }
  | {
      readonly type: 'contacts'
      readonly contacts: readonly { readonly name: string | null; readonly phones: readonly string[] }[]
    }
  /** A tap on our own button or list row, or on a template's quick reply; `id` is what we put there. */
  | { readonly type: 'button_reply' | 'list_reply' | 'quick_reply'; readonly id: string; readonly title: string }
  | { readonly type: 'flow_reply'; readonly name: string | null; readonly response: Readonly<Record<string, unknown>> }
  /** `emoji` null takes the reaction back. */
  | { readonly type: 'reaction'; readonly message_id: string; readonly emoji: string | null }
  | {
      readonly type: 'order'
      readonly text: string | null
      readonly items: readonly { readonly product_id: string; readonly quantity: number }[]
    }
  | {
      readonly type: 'number_changed'
      readonly old_wa_id: string | null
      readonly new_wa_id: string | null
      readonly new_user_id: string | null
      readonly body: string | null
    }
  | { readonly type: 'system'; readonly event: string; readonly body: string | null }
  | { readonly type: 'edit'; readonly message_id: string; readonly content: Content }
  | { readonly type: 'revoke'; readonly message_id: string }
  /** WhatsApp could not hand it over, or we do not know the type; shown as such, never dropped. */
  | { readonly type: 'unsupported'; readonly original_type: string; readonly problem: string | null }

export interface Place {
  readonly waba_id: string | null
  readonly phone_number_id: string
  readonly display_phone_number: string | null
}

export interface InboundMessage extends Place {
  readonly kind: 'message'
  readonly wamid: string
  readonly sender: Sender
  readonly at: string | null
  /** Meta's word. */
  readonly type: string
  /** Ours: `content.type`. */
  readonly shown_as: Content['type']
  readonly content: Content
  /** What a person would read of it: text, caption, title of the tapped button. */
  readonly text: string | null
  readonly context: { readonly wamid: string | null; readonly forwarded: boolean } | null
  readonly referral: Readonly<Record<string, unknown>> | null
  readonly raw: unknown
}

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export interface GraphProblem {
  readonly code: number
  readonly title: string | null
  readonly details: string | null
}

export interface InboundStatus extends Place {
  readonly kind: 'status'
  readonly wamid: string
  readonly status: DeliveryStatus
  readonly at: string | null
  readonly recipient_wa_id: string | null
  readonly recipient_user_id: string | null
  /** Our outbox id, echoed. */
  readonly callback_data: string | null
  readonly errors: readonly GraphProblem[]
  readonly pricing: {
    readonly billable: boolean | null
    readonly type: string | null
    readonly category: string | null
  } | null
  readonly free_entry_expires_at: string | null
  readonly raw: unknown
}

export type Item =
  | InboundMessage
  | InboundStatus
  /** Meta reports a problem that belongs to no message, e.g. 130429. */
  | (Place & { readonly kind: 'problem'; readonly problem: GraphProblem; readonly raw: unknown })
  | {
      readonly kind: 'template'
      readonly waba_id: string | null
      readonly template_id: string | null
      readonly name: string
      readonly language: string
      readonly change: {
        readonly status?: string
        readonly quality?: string
        readonly category?: string
        readonly reason?: string
      }
      readonly raw: unknown
    }
  /** Account, number quality, limits, preferences, echoes and whatever comes next: kept, and shown to the admin where it matters. */
  | { readonly kind: 'notice'; readonly waba_id: string | null; readonly field: string; readonly raw: unknown }
  | { readonly kind: 'unreadable'; readonly reason: string; readonly raw: unknown }
