import { randomUUID } from 'node:crypto'
import type { Ctx } from '../../db/ctx.ts'
import { insertLink, selectLatestLink } from './links.queries.ts'

const DAY = 24 * 60 * 60 * 1000
const LASTS_DAYS = 60
/** A link that is handed out works for at least this long. */
const FRESH_DAYS = 14

export interface CustomerLink {
  readonly url: string
  readonly expires_at: string
}

const later = (from: string, days: number): string => new Date(Date.parse(from) + days * DAY).toISOString()
/** The address that a link's id stands for. */
export const linkUrl = (ctx: Ctx, id: string): string => `${ctx.shop.public_url}/t/${ctx.shop.token('ticket_link', id)}`

/** The customer's page of one ticket. The token comes from the row's id, so a second call gives the same address while it is fresh. */
export async function linkTo(
  ctx: Ctx,
  input: { readonly ticket_id: string; readonly customer_id: string },
): Promise<CustomerLink> {
  const known = await selectLatestLink(ctx.tx, input.ticket_id, later(ctx.now, FRESH_DAYS))
  // After a change of the secret key old links still open, but cannot be told again.
  if (known && known.token_hash === ctx.shop.hash(ctx.shop.token('ticket_link', known.id))) {
    return { url: linkUrl(ctx, known.id), expires_at: known.expires_at }
  }
  return addLink(ctx, { ...input, id: randomUUID() })
}

/** A link under a chosen id: whoever knows the id of the check-in can work out the address without reading the ticket. */
export async function addLink(
  ctx: Ctx,
  input: { readonly id: string; readonly ticket_id: string; readonly customer_id: string },
): Promise<CustomerLink> {
  const expires_at = later(ctx.now, LASTS_DAYS)
  await insertLink(ctx.tx, { ...input, token_hash: ctx.shop.hash(ctx.shop.token('ticket_link', input.id)), expires_at })
  return { url: linkUrl(ctx, input.id), expires_at }
}
