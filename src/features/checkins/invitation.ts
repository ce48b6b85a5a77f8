import type { Ctx } from '../../db/ctx.ts'
import type { Lang } from '../../shared/messages.ts'
import { textsOf } from '../texts/texts.ts'

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
