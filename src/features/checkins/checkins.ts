import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import type { Checkin, CheckinPrefill } from '../../shared/checkins.ts'
import { AppError } from '../../shared/errors.ts'
import type { Lang } from '../../shared/messages.ts'
import { textsOf } from '../texts/texts.ts'
import { collectedTicketsOf } from '../tickets/tickets.ts'
import { FileReply, type RouteTools } from '../tools.ts'
import { type CheckinRow, insertCheckin, selectCheckin, selectLatestOpen } from './checkins.queries.ts'

const LASTS_DAYS = 7
const DAY = 24 * 60 * 60 * 1000

/** The form's address. The token comes from the row's id; the database keeps its hash only. */
export const checkinUrl = (ctx: Pick<Ctx, 'shop'>, id: string): string =>
  `${ctx.shop.public_url}/c/${ctx.shop.token('checkin', id)}`

const shown = (ctx: Ctx, { id, customer_id, status, expires_at, ticket_id }: CheckinRow): Checkin => ({
  id,
  customer_id,
  status: status as Checkin['status'],
  url: checkinUrl(ctx, id),
  expires_at,
  ticket_id,
})

export interface CreateCheckin {
  readonly customer_id: string
  readonly session_id?: string | null
  /** What is known already, so that the customer need not type it. */
  readonly prefill?: CheckinPrefill
  /** Sends the QR code with the link into the customer's chat (default). */
  readonly send?: boolean
}

/** Invites a customer to check his device in: one form, used once, open for a week. */
export async function createCheckin(ctx: Ctx, input: CreateCheckin): Promise<Checkin> {
  if (input.prefill?.warranty_of) await mustBeHis(ctx, input.customer_id, input.prefill.warranty_of.ticket_id)
  const id = randomUUID()
  const checkin = await insertCheckin(ctx.tx, {
    id,
    token_hash: ctx.shop.hash(ctx.shop.token('checkin', id)),
    customer_id: input.customer_id,
    session_id: input.session_id ?? null,
    prefill: input.prefill ?? {},
    expires_at: new Date(Date.parse(ctx.now) + LASTS_DAYS * DAY).toISOString(),
    created_by: ctx.actor.user_id,
  })
  if (input.send ?? true) await enqueue(ctx, 'checkins.invite', { checkin_id: id })
  return shown(ctx, checkin)
}

/** A warranty claim is tied to an old job of the same customer, to no other. */
async function mustBeHis(ctx: Ctx, customer_id: string, ticket_id: string): Promise<void> {
  const collected = await collectedTicketsOf(ctx, { customer_id })
  if (!collected.some(({ id }) => id === ticket_id)) throw new AppError('not_found')
}

export async function getCheckin(ctx: Ctx, input: { readonly checkin_id: string }): Promise<Checkin> {
  return shown(ctx, await selectCheckin(ctx.tx, input.checkin_id))
}

/** The form that a customer has not handed in yet, if it still opens. */
export async function latestOpenCheckin(ctx: Ctx, input: { readonly customer_id: string }): Promise<Checkin | null> {
  const checkin = await selectLatestOpen(ctx.tx, input.customer_id, ctx.now)
  return checkin ? shown(ctx, checkin) : null
}

/** For the counter's screen. */
export async function checkinQr(
  tools: Pick<RouteTools, 'run' | 'qr'>,
  input: { readonly checkin_id: string },
): Promise<FileReply> {
  const { url } = await tools.run(ctx => getCheckin(ctx, input))
  return new FileReply(Buffer.from(await tools.qr.svg(url)), 'image/svg+xml', 'check-in.svg')
}

/** The words under the QR code of a check-in; the same for whoever asks again. */
export async function invitationText(
  ctx: Ctx,
  lang: Lang,
  url: string,
  warranty_of?: { readonly ticket_number: string },
): Promise<string> {
  const words = await textsOf(ctx, url)
  return warranty_of
    ? words(lang, 'checkin.warranty_invitation', { url, number: warranty_of.ticket_number })
    : words(lang, 'checkin.invitation', { url })
}
