import { z } from 'zod'
import type { CheckinPrefill } from '../../shared/checkins.ts'
import { zId } from '../../shared/fields.ts'
import { templateMessage } from '../../shared/whatsapp/templates.ts'
import { tellCustomer } from '../conversations/conversations.ts'
import { addressOf } from '../customers/customers.ts'
import { filesOfCheckin, sealFile, storeUpload } from '../files/files.ts'
import type { JobHandler } from '../tools.ts'
import { selectCheckin } from './checkins.queries.ts'
import { checkinUrl, invitationText } from './checkins.ts'
import { openTicketOfCheckin } from './opening.ts'

export const zCheckinOfJob = z.object({ checkin_id: zId })

export const openTicketNow: JobHandler<z.output<typeof zCheckinOfJob>> = (tools, payload) =>
  tools.as({ as: 'scheduler' }, ctx => openTicketOfCheckin(ctx, payload))

/** The QR code as a picture and the link under it, in one message. */
export const inviteToCheckIn: JobHandler<z.output<typeof zCheckinOfJob>> = async (tools, { checkin_id }) => {
  const { checkin, known } = await tools.as({ as: 'scheduler' }, async ctx => ({
    checkin: await selectCheckin(ctx.tx, checkin_id),
    known: (await filesOfCheckin(ctx, checkin_id)).find(file => file.kind === 'checkin_qr'),
  }))
  if (checkin.status !== 'open') return
  const url = checkinUrl(tools, checkin_id)
  const about = { filename: 'check-in.png', mime_type: 'image/png', kind: 'checkin_qr' } as const
  const sealed = known ? null : await sealFile(tools.files, await tools.qr.png(url), about)
  await tools.as({ as: 'scheduler' }, async ctx => {
    const { customer_id } = checkin
    const file = sealed ? await storeUpload(ctx, sealed, { kind: about.kind, customer_id, checkin_id }) : known
    if (!file) return
    const { name, lang } = await addressOf(ctx, { customer_id })
    await tellCustomer(ctx, {
      customer_id,
      ...(checkin.session_id && { session_id: checkin.session_id }),
      lang,
      author: 'bot',
      topic: 'reply',
      key: `checkin:${checkin_id}:invitation`,
      media_file_id: file.id,
      message: {
        type: 'image',
        media: { file_id: file.id },
        caption: await invitationText(ctx, lang, url, (checkin.prefill as CheckinPrefill).warranty_of),
      },
      template: templateMessage('checkin_invitation', lang, [name, url]),
    })
  })
}
