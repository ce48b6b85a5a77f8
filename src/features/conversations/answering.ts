import { sql } from 'kysely'
import type { Ctx, Tx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { Heard, Turn } from '../../shared/assistant.ts'

export const answerSoon = (ctx: Ctx, of: { session_id: string; customer_id: string }, ms: number): Promise<void> =>
  enqueue(
    ctx,
    'conversations.answer',
    { session_id: of.session_id, customer_id: of.customer_id },
    { key: `answer:${of.session_id}`, ...(ms > 0 ? { run_at: new Date(Date.now() + ms).toISOString() } : {}) },
  )

interface UnhandledRow extends Omit<Heard, 'tap'> {
  readonly payload: { readonly type?: string; readonly id?: string }
  /** Milliseconds since it was taken in. */
  readonly age_ms: number
}

async function selectUnhandled(tx: Tx, session_id: string): Promise<UnhandledRow[]> {
  const { rows } = await sql<UnhandledRow>`
    select id, message_type as type, message_content as text, payload, media_file_id, media_state, error_detail as media_problem,
      (extract(epoch from clock_timestamp() - created_at) * 1000)::int as age_ms
    from app.whatsapp_messages where session_id = ${session_id} and direction = 'inbound' and handled_at is null
    order by timestamp, id limit 100`.execute(tx)
  return rows
}

const TAPS = new Set(['button_reply', 'list_reply', 'quick_reply'])
/** Somebody who never pauses is answered all the same. */
const LONGEST_BURST_MS = 8000
/** A photo on its way is waited for, but not for ever. */
const LONGEST_MEDIA_WAIT_MS = 20_000
const MEDIA_LOOK_MS = 500

interface NextTurn {
  readonly turn: Turn
  /** The burst goes on: another turn is due at once. */
  readonly more: boolean
}

/** The burst, or how many milliseconds it is too early for it; null: nothing is unanswered. */
export async function nextTurn(
  ctx: Ctx,
  of: { session_id: string; customer_id: string },
  quiet_ms: number,
): Promise<NextTurn | number | null> {
  const rows = await selectUnhandled(ctx.tx, of.session_id)
  const newest = rows.at(-1)
  if (!newest) return null
  const oldest_ms = rows[0]?.age_ms ?? 0
  const youngest_ms = Math.min(...rows.map(r => r.age_ms))
  if (youngest_ms < quiet_ms - 20 && oldest_ms < LONGEST_BURST_MS) return quiet_ms - youngest_ms
  const part = upToNextKind(rows)
  const loading = part.some(r => r.media_state === 'waiting' && r.age_ms < LONGEST_MEDIA_WAIT_MS)
  if (loading) return MEDIA_LOOK_MS
  return turnOf(of, part, rows)
}

/** The burst when its oldest message has had no answer for `patience_ms`, whatever it still waits for. */
export async function overdueTurn(
  ctx: Ctx,
  of: { session_id: string; customer_id: string },
  patience_ms: number,
): Promise<NextTurn | null> {
  const rows = await selectUnhandled(ctx.tx, of.session_id)
  const oldest_ms = Math.max(0, ...rows.map(r => r.age_ms))
  return rows.length > 0 && oldest_ms >= patience_ms ? turnOf(of, upToNextKind(rows), rows) : null
}

function turnOf(
  of: { session_id: string; customer_id: string },
  part: readonly UnhandledRow[],
  rows: readonly UnhandledRow[],
): NextTurn {
  const messages = part.map(({ payload, age_ms: _, ...m }) => ({ ...m, tap: isTap(m) ? (payload.id ?? null) : null }))
  return { turn: { ...of, messages }, more: part.length < rows.length }
}

const isTap = (row: { readonly type: string }): boolean => TAPS.has(row.type)

/** What was tapped; null for words and photos. */
const tapOf = (row: UnhandledRow): string | null => (isTap(row) ? (row.payload.id ?? '') : null)

/** A tap says one thing exactly: another tap, a photo or words sent beside it are answered for themselves, before or after it. */
function upToNextKind(rows: readonly UnhandledRow[]): readonly UnhandledRow[] {
  const end = rows.findIndex(row => tapOf(row) !== tapOf(rows[0] as UnhandledRow))
  return end < 0 ? rows : rows.slice(0, end)
}

export const markHandled = (ctx: Ctx, ids: readonly string[]) =>
  ctx.tx
    .updateTable('whatsapp_messages')
    .set({ handled_at: ctx.now })
    .where('id', 'in', [...ids])
    .execute()
