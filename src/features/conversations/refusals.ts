import type { Ctx } from '../../db/ctx.ts'
import { enqueue } from '../../db/enqueue.ts'
import { type ErrorAction, errorRule } from '../../shared/whatsapp/errors.ts'
import { noteStop } from '../channel/channel.ts'
import { stopMarketing } from '../preferences/preferences.ts'

const STOPPING: readonly ErrorAction[] = ['stop_channel', 'stop_paid']

/** What Meta's refusal means beyond the one message. The same error may come with the answer or with a status afterwards. */
export async function noteRefusal(
  ctx: Ctx,
  { customer_id }: { readonly customer_id: string | null },
  code: number,
  detail: string | null,
): Promise<void> {
  const { action, reason } = errorRule(code)
  if (STOPPING.includes(action) || reason === 'spam' || reason === 'misclassified') await noteStop(ctx, code, detail)
  if (action === 'resync_templates')
    await enqueue(ctx, 'whatsapp.sync_templates', {}, { key: 'whatsapp.sync_templates' })
  if (action === 'suppress' && customer_id)
    await stopMarketing(ctx, { customer_id, wording: 'promotions switched off in WhatsApp', source: 'chat' })
}
