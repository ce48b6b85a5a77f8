import type { Lang } from '../shared/messages.ts'
import type { Role } from '../shared/permissions.ts'

export const BOT_ID = '00000000-0000-7000-8000-000000000001'
export const SCHEDULER_ID = '00000000-0000-7000-8000-000000000002'

export interface Caller {
  readonly ip?: string | undefined
  readonly user_agent?: string | undefined
}

/** How a door says who acts. There is no way in as the owner, and none as everybody. */
export type Entry =
  /** Somebody who signed in: SHA-256 (hex) of the session cookie. */
  | ({ readonly as: 'session'; readonly token_hash: string } & Caller)
  /** The bot, narrowed to one customer. */
  | { readonly as: 'bot'; readonly customer_id: string }
  /** Jobs and timers. */
  | { readonly as: 'scheduler' }
  /** A customer's link or check-in: SHA-256 (hex) of the token in the path. */
  | ({ readonly as: 'link'; readonly token_hash: string } & Caller)
  /** Nobody known yet: may call the sign-in functions and nothing else. */
  | ({ readonly as: 'sign_in' } & Caller)

/** Who acts inside a transaction. `user_id` is null for a link's holder and at the sign-in door. */
export interface Actor {
  readonly role: Role | 'sign_in'
  readonly user_id: string | null
  readonly full_name: string
  readonly username: string
  readonly language: Lang
  readonly session_id: string | null
  /** What a link opens. */
  readonly ticket_id: string | null
  readonly checkin_id: string | null
  /** Whom the bot or a link is narrowed to. */
  readonly customer_id: string | null
}
