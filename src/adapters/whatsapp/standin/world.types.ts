export interface StandinOptions {
  /** 0: any free port. */
  readonly port: number
  /** Unset: memory only. */
  readonly state_dir?: string | undefined
  readonly control_token: string
  readonly webhook_url?: string | undefined
  readonly phone_number_id: string
  readonly business_account_id: string
  readonly access_token: string
  readonly app_secret: string
  readonly verify_token: string
  /** Digits, as Meta shows it in webhooks. */
  readonly display_phone_number?: string | undefined
  readonly verified_name?: string | undefined
}

export type Json = Record<string, unknown>

export interface Person {
  readonly id: string
  name: string
  phone: string | null
  /** Not always the number's own digits (Mexico, Brazil). */
  wa_id: string | null
  user_id: string
  parent_user_id: string | null
  username: string | null
  hide_phone: boolean
  /** As webhooks were before there were business-scoped ids. */
  hide_user_id?: boolean
  blocked_by_us: boolean
  has_whatsapp: boolean
  stopped_marketing: boolean
  last_inbound_at: string | null
  /** He came from an advertisement; an answer within a day opens a free window of 72 hours. */
  referred_at?: string | null
  free_until?: string | null
}

/** The number and its account as Meta rates them. */
export interface NumberState {
  quality_rating: 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN'
  throughput: 'STANDARD' | 'HIGH'
  /** Of the whole portfolio, `TIER_2K`. */
  messaging_limit: string
  status: string
  name_status: string
  banned: boolean
  restricted: { what: string; until: string } | null
}

export type Ladder = 'accepted' | 'received' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export interface StatusError {
  readonly code: number
  readonly title: string
  readonly details?: string | undefined
}

export interface StoredMessage {
  readonly wamid: string
  readonly person_id: string
  readonly direction: 'in' | 'out'
  readonly type: string
  node: unknown
  context: { wamid: string } | null
  readonly at: string
  status: Ladder
  statuses: { status: Ladder; at: string; errors?: StatusError[] | undefined }[]
  errors?: StatusError[] | undefined
  callback_data?: string | undefined
  /** `to` or `recipient`: how it was addressed decides which ids its statuses carry. */
  addressed_by?: 'phone' | 'user_id'
  category?: string | undefined
  template?: FilledTemplate | undefined
  media?: { media_id: string; mime_type: string; filename?: string | undefined; size: number } | undefined
  reactions: { by: 'person' | 'shop'; emoji: string }[]
  pricing?: Json | undefined
}

export interface FilledTemplate {
  header?: string | undefined
  body: string
  footer?: string | undefined
  buttons: { index: number; type: string; text: string; url?: string | undefined; payload?: string | undefined }[]
}

export interface Template {
  readonly id: string
  readonly name: string
  readonly language: string
  category: string
  components: Json[]
  status: string
  quality: string
  /** How often it was paused for its quality, and until when it is. */
  pauses?: number
  paused_until?: string | null
  reason?: string | undefined
}

export interface Media {
  readonly id: string
  readonly mime_type: string
  readonly filename?: string | undefined
  readonly size: number
  readonly sha256: string
  readonly at: string
  readonly from: 'person' | 'shop'
}

export interface Delivery {
  readonly id: string
  readonly seq: number
  readonly at: string
  /** Serialised once; these bytes are what is signed and sent, every time. (Before its first attempt, another's may join it.) */
  body: string
  readonly kind: 'message' | 'status' | 'template' | 'account' | 'raw'
  /** Whose chat it is about: one chat's webhooks go out one after the other. */
  readonly person_id: string | null
  attempts: { at: string; http_status: number | null; error: string | null; ms: number }[]
  state: 'pending' | 'delivered' | 'retrying' | 'dropped'
  /** On the stand-in's clock. */
  due_ms: number
  in_flight: boolean
}

export interface Send {
  readonly seq: number
  readonly at: string
  readonly person_id: string | null
  readonly request: unknown
  http_status: number | null
  response: unknown
  wamid: string | null
  dropped: boolean
}

export type FaultEffect =
  | { readonly code: number; readonly http_status?: number; readonly details?: string; readonly subcode?: number }
  | { readonly async: number; readonly details?: string }
  | { readonly statuses: readonly Ladder[] }
  | 'timeout'
  | 'drop'
  | 'slow'
  | 'status_first'
  | 'abort'
  | 'duplicate'
  | 'again'
  | 'late'
  | 'lost_answer'

export type Endpoint = 'messages' | 'read' | 'number' | 'media' | 'media_url' | 'media_bytes' | 'templates' | 'webhook'

export interface Fault {
  readonly id: string
  readonly endpoint: Endpoint
  /** How often it still strikes; unset: always. */
  times?: number | undefined
  /** Every nth call only. */
  readonly every?: number | undefined
  /** With this probability; `seed` repeats it. */
  readonly chance?: number | undefined
  readonly seed?: number | undefined
  /** Webhooks of this kind only. */
  readonly kind?: Delivery['kind'] | undefined
  /** Only for this number or user id. */
  readonly to?: string | undefined
  readonly after_commit?: boolean | undefined
  readonly effect: FaultEffect
  readonly delay_ms?: number | undefined
  readonly retry_after_seconds?: number | undefined
  /** Only the usage header says when to come back, in minutes. */
  readonly regain_minutes?: number | undefined
  /** How many at once, of 'duplicate'. */
  readonly copies?: number | undefined
  seen: number
  random?: () => number
}

export interface Settings {
  delivery: 'auto' | 'held'
  statuses: 'none' | 'sent' | 'delivered' | 'read'
  status_delay_ms: number
  window_refusal: 'status' | 'http'
  template_approval: 'at_once' | 'held'
  payload: 'v24' | 'v23'
  /** One chat's webhooks go out one after the other. */
  in_order: boolean
  token: 'valid' | 'expired'
  payment_method: boolean
  file_size_as: 'number' | 'string'
  rate_limits: boolean
  url_in_media: boolean
  sign_with: 'current' | 'bad' | 'none' | 'stale'
  webhook_url: string | null
}
