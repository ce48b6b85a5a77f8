/** What the stand-in's control API says (src/adapters/whatsapp/standin/README.md), as far as the simulator shows it. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly phone: string | null
  readonly unread: number
  readonly last_message: Message | null
}

export interface Media {
  readonly media_id: string
  readonly mime_type: string
  readonly filename?: string
  readonly size: number
}

export interface TemplateButton {
  readonly index: number
  readonly type: string
  readonly text: string
  readonly url?: string
}

export interface FilledTemplate {
  readonly header?: string
  readonly body: string
  readonly footer?: string
  readonly buttons: readonly TemplateButton[]
}

export interface StatusError {
  readonly code: number
  readonly title: string
  readonly details?: string
}

export type MessageStatus = 'sending' | 'received' | 'accepted' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export interface Message {
  readonly wamid: string
  readonly person_id: string
  /** Seen from the shop: `in` is what the customer wrote. */
  readonly direction: 'in' | 'out'
  readonly type: string
  readonly node: Node
  readonly context: { readonly wamid: string } | null
  readonly at: string
  readonly status: MessageStatus
  readonly errors?: readonly StatusError[]
  readonly template?: FilledTemplate
  readonly media?: Media
  readonly reactions: readonly { readonly by: 'person' | 'shop'; readonly emoji: string }[]
}

export interface MediaNode {
  readonly id?: string
  readonly link?: string
  readonly caption?: string
  readonly filename?: string
}

export interface Header {
  readonly type: string
  readonly text?: string
  readonly image?: MediaNode
  readonly document?: MediaNode
  readonly video?: MediaNode
}

export interface Row {
  readonly id: string
  readonly title: string
  readonly description?: string
}

/** The Cloud API's object under a message's type; which fields are there depends on the type. */
export interface Node extends MediaNode {
  readonly body?: string | { readonly text: string }
  readonly text?: string
  readonly type?: string
  readonly header?: Header
  readonly footer?: { readonly text: string }
  readonly action?: {
    readonly button?: string
    readonly buttons?: readonly { readonly reply: { readonly id: string; readonly title: string } }[]
    readonly sections?: readonly { readonly title?: string; readonly rows: readonly Row[] }[]
    readonly parameters?: { readonly display_text: string; readonly url: string }
  }
  readonly button_reply?: { readonly id: string; readonly title: string }
  readonly list_reply?: Row
  readonly latitude?: number
  readonly longitude?: number
  readonly name?: string
  readonly address?: string
}

export interface World {
  readonly now: string
  readonly clock_offset_seconds: number
  readonly number: { readonly display_phone_number: string; readonly verified_name: string }
}

export type CustomerSends = { readonly reply_to?: string } & (
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'image' | 'document'
      readonly media_id: string
      readonly caption?: string
      readonly filename?: string
    }
  | { readonly type: 'button_reply' | 'list_reply'; readonly id: string }
  | { readonly type: 'template_button'; readonly index: number }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number; readonly name?: string }
  | { readonly type: 'reaction'; readonly wamid: string; readonly emoji: string }
)

export const bodyText = (node: Node): string => (typeof node.body === 'string' ? node.body : (node.body?.text ?? ''))
export const mediaUrl = (media: MediaNode | undefined): string | undefined =>
  media?.id ? `/phone/api/media/${encodeURIComponent(media.id)}` : media?.link
