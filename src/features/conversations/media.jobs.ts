import { AppError } from '../../shared/errors.ts'
import { GraphError } from '../../shared/whatsapp/graph-error.ts'
import { type MediaProblem, mostBytes, readMedia, TOO_LARGE } from '../../shared/whatsapp/media.ts'
import { storeUpload } from '../files/files.ts'
import { notify } from '../notifications/notifications.ts'
import type { JobHandler, JobTools, ReceivedFile } from '../tools.ts'
import { answerSoon } from './answering.ts'
import { markMedia, selectMediaMessage, waitForMedia } from './media.queries.ts'

/** Codes that mean: it will never be there. */
const GONE = new Set([33, 100, 131052])

interface Wanted {
  readonly message_id: string
  /** A person wants it tried once more. */
  readonly again?: boolean | undefined
}

/** A customer's photo or paper comes into our own storage at once: Meta forgets it after a week. */
export const fetchMedia: JobHandler<Wanted> = async (tools, { message_id, again }) => {
  const message = await tools.as({ as: 'scheduler' }, async ctx => {
    if (again) await waitForMedia(ctx.tx, message_id)
    return selectMediaMessage(ctx.tx, message_id)
  })
  if (message?.media_state !== 'waiting' || !message.media_id) return
  const received = await download(tools, message)
  await tools.as({ as: 'scheduler' }, async ctx => {
    const about = { kind: 'chat_media' as const, customer_id: message.customer_id, ticket_id: null }
    const file = typeof received === 'string' ? null : await storeUpload(ctx, received, about)
    const problem = typeof received === 'string' ? received : null
    await markMedia(ctx.tx, message.id, {
      media_state: file ? 'stored' : 'gone',
      media_file_id: file?.id ?? null,
      error_detail: problem,
    })
    if (message.customer_id && !message.handled_at)
      await answerSoon(ctx, { session_id: message.session_id, customer_id: message.customer_id }, 0)
  })
}

/** Its last attempt has failed: the bot and staff see that it is not coming, and somebody asks the customer for it again. */
export const loseMedia: JobHandler<Wanted> = async (tools, { message_id }) => {
  await tools.as({ as: 'scheduler' }, async ctx => {
    const message = await selectMediaMessage(ctx.tx, message_id)
    if (message?.media_state !== 'waiting') return
    await markMedia(ctx.tx, message.id, { media_state: 'gone', media_file_id: null, error_detail: 'media_lost' })
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

/** The file, or why there is none. Anything that may pass is thrown, and tried again. */
async function download(tools: JobTools, message: MediaMessage): Promise<ReceivedFile | MediaProblem> {
  try {
    const max_bytes = mostBytes(message.message_type)
    const { bytes } = await tools.whatsapp.downloadMedia(message.media_id ?? '', { max_bytes })
    return await keep(tools, Buffer.from(bytes), message)
  } catch (error) {
    if (!(error instanceof GraphError) || error.code === null || !GONE.has(error.code)) throw error
    tools.log.warn({ message_id: message.id, code: error.code }, 'a file of a customer cannot be had')
    return error.details === TOO_LARGE ? 'media_too_large' : 'media_expired'
  }
}

/** Pictures are drawn anew; sound and film stay as they are; of everything else what can act is refused, the rest only downloaded. */
async function keep(tools: JobTools, bytes: Buffer, message: MediaMessage): Promise<ReceivedFile | MediaProblem> {
  const { message_type } = message
  const filename = (message.filename ?? message_type).slice(0, 255)
  const clean = await tools.images.clean({ bytes }).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  const read = readMedia(bytes, { message_type, filename })
  // A PDF that is none of ours can act when it is opened.
  const problem =
    'problem' in read ? read.problem : !clean && bytes.subarray(0, 5).equals(PDF) ? 'media_dangerous' : null
  if (problem) {
    tools.log.warn({ message_id: message.id, problem }, 'a file of a customer is not kept')
    return problem
  }
  const kept = await tools.files.put(clean?.bytes ?? bytes, { kind: 'media' })
  const thumbnail = clean?.thumbnail ? await tools.files.put(clean.thumbnail, { kind: 'media' }) : null
  return {
    filename,
    mime_type: clean?.mime ?? ('mime' in read ? read.mime : 'application/octet-stream'),
    size_bytes: kept.size,
    sha256: kept.sha256,
    storage_key: kept.id,
    thumbnail_key: thumbnail?.id ?? null,
  }
}
const PDF = Buffer.from('%PDF-')
