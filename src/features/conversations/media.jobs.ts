import { AppError } from '../../shared/errors.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import { storeUpload } from '../files/files.ts'
import { notify } from '../notifications/notifications.ts'
import type { JobHandler, JobTools, ReceivedFile } from '../tools.ts'
import { answerSoon } from './answering.ts'
import { markMedia, selectMediaMessage } from './media.queries.ts'

/** As much as we keep of one file. */
const MAX_BYTES = 25 * 1024 * 1024
/** Kept as they came, since a browser plays them and they cannot act. */
const PLAYABLE = /^(audio\/(aac|amr|mpeg|mp4|ogg)|video\/(mp4|3gpp))\b/
/** Codes that mean: it will never be there. */
const GONE = new Set([33, 100, 131052])

/** A customer's photo or paper comes into our own storage at once: Meta forgets it after a week. */
export const fetchMedia: JobHandler<{ message_id: string }> = async (tools, { message_id }) => {
  const message = await tools.as({ as: 'scheduler' }, ctx => selectMediaMessage(ctx.tx, message_id))
  if (message?.media_state !== 'waiting' || !message.media_id) return
  const received = await download(tools, message)
  await tools.as({ as: 'scheduler' }, async ctx => {
    const about = { kind: 'chat_media' as const, customer_id: message.customer_id, ticket_id: null }
    const file = received && (await storeUpload(ctx, received, about))
    await markMedia(
      ctx.tx,
      message.id,
      file ? { media_state: 'stored', media_file_id: file.id } : { media_state: 'gone', media_file_id: null },
    )
    if (message.customer_id && !message.handled_at)
      await answerSoon(ctx, { session_id: message.session_id, customer_id: message.customer_id }, 0)
  })
}

/** Its last attempt has failed: the bot and staff see that it is not coming, and somebody asks the customer for it again. */
export const loseMedia: JobHandler<{ message_id: string }> = async (tools, { message_id }) => {
  await tools.as({ as: 'scheduler' }, async ctx => {
    const message = await selectMediaMessage(ctx.tx, message_id)
    if (message?.media_state !== 'waiting') return
    await markMedia(ctx.tx, message.id, { media_state: 'gone', media_file_id: null })
    await notify(ctx, {
      audience: 'chat.write',
      kind: 'media_lost',
      subject_type: 'session',
      subject_id: message.session_id,
      data: { customer: message.customer_name ?? 'WhatsApp' },
      dedupe_key: `media_lost:${message.id}`,
    })
    if (message.customer_id && !message.handled_at)
      await answerSoon(ctx, { session_id: message.session_id, customer_id: message.customer_id }, 0)
  })
}

type MediaMessage = NonNullable<Awaited<ReturnType<typeof selectMediaMessage>>>

/** Null: it is gone for good. Anything that may pass is thrown, and tried again. */
async function download(tools: JobTools, message: MediaMessage): Promise<ReceivedFile | null> {
  try {
    const { bytes, mime_type } = await tools.whatsapp.downloadMedia(message.media_id ?? '', { max_bytes: MAX_BYTES })
    return await keep(tools, Buffer.from(bytes), mime_type, message.filename ?? message.message_type)
  } catch (error) {
    if (error instanceof GraphError && error.code !== null && GONE.has(error.code)) {
      tools.log.warn({ message_id: message.id, code: error.code }, 'a file of a customer cannot be had')
      return null
    }
    throw error
  }
}

/** Pictures are drawn anew; sound and film stay as they are; everything else can only be saved, never opened in place. */
async function keep(tools: JobTools, bytes: Buffer, claimed: string, name: string): Promise<ReceivedFile> {
  const clean = await tools.images.clean({ bytes }).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  const kept = await tools.files.put(clean?.bytes ?? bytes, { kind: 'media' })
  const thumbnail = clean?.thumbnail ? await tools.files.put(clean.thumbnail, { kind: 'media' }) : null
  return {
    filename: name.slice(0, 255),
    mime_type:
      clean?.mime ?? (PLAYABLE.test(claimed) ? (claimed.split(';')[0] ?? claimed) : 'application/octet-stream'),
    size_bytes: kept.size,
    sha256: kept.sha256,
    storage_key: kept.id,
    thumbnail_key: thumbnail?.id ?? null,
  }
}
