import type { Ctx } from '../../db/ctx.ts'
import type { FileKind, StoredFile } from '../../shared/files.ts'
import { type Adapters, FileReply, type ReceivedFile, type RouteTools } from '../tools.ts'
import { attachFiles, insertFile, selectFiles, selectStoredFile } from './files.queries.ts'

export interface FileAbout {
  readonly kind: FileKind
  readonly customer_id?: string | null
  readonly ticket_id?: string | null
  readonly checkin_id?: string | null
  /** Shown on the customer's page. */
  readonly visible_to_customer?: boolean
}

type FileRow = Awaited<ReturnType<typeof selectFiles>>[number]

const shown = ({ thumbnail_key, ...file }: FileRow): StoredFile => ({ ...file, has_thumbnail: thumbnail_key !== null })

/** Writes the row of a file whose bytes the door has checked and sealed already. */
export async function storeUpload(ctx: Ctx, received: ReceivedFile, about: FileAbout): Promise<StoredFile> {
  const row = await insertFile(ctx.tx, {
    ...received,
    kind: about.kind,
    customer_id: about.customer_id ?? null,
    ticket_id: about.ticket_id ?? null,
    checkin_id: about.checkin_id ?? null,
    visible_to_customer: about.visible_to_customer ?? false,
    created_by: ctx.actor.user_id,
  })
  return shown(row)
}

/** Seals bytes that we made ourselves (a paper, a QR code), outside any transaction; `storeUpload` then writes the row. */
export async function sealFile(
  files: Adapters['files'],
  bytes: Buffer,
  about: { readonly filename: string; readonly mime_type: string; readonly kind: FileKind },
): Promise<ReceivedFile> {
  const stored = await files.put(bytes, { kind: about.kind })
  return {
    filename: about.filename,
    mime_type: about.mime_type,
    size_bytes: stored.size,
    sha256: stored.sha256,
    storage_key: stored.id,
    thumbnail_key: null,
  }
}

/** What a browser draws or plays by itself; everything else is saved, never opened in place. */
const SHOWN = /^(?:image\/(?:jpeg|png|webp)|audio\/|video\/|application\/pdf$)/

/** Whoever may see the row may have the bytes; row security decides. */
export async function openFile(
  tools: Pick<RouteTools, 'run' | 'files'>,
  input: { readonly file_id: string; readonly size: 'full' | 'thumbnail' },
): Promise<FileReply> {
  const file = await tools.run(ctx => selectStoredFile(ctx.tx, input.file_id))
  const small = input.size === 'thumbnail' && file.thumbnail_key
  const bytes = await tools.files.get(small || file.storage_key)
  const mime_type = small ? 'image/webp' : file.mime_type
  return new FileReply(bytes, mime_type, file.filename ?? input.file_id, SHOWN.test(mime_type))
}

export const filesOfTicket = async (ctx: Ctx, ticket_id: string): Promise<StoredFile[]> =>
  (await selectFiles(ctx.tx, { ticket_id })).map(shown)

export const filesOfCheckin = async (ctx: Ctx, checkin_id: string): Promise<StoredFile[]> =>
  (await selectFiles(ctx.tx, { checkin_id })).map(shown)

/** Photos that came before the ticket, from the chat or the form, become the ticket's. Those of other customers are left alone. */
export const giveFilesToTicket = (
  ctx: Ctx,
  input: { readonly file_ids: readonly string[]; readonly ticket_id: string; readonly customer_id: string },
): Promise<void> => attachFiles(ctx.tx, input.file_ids, input)

export const filesById = async (ctx: Ctx, ids: readonly string[]): Promise<StoredFile[]> =>
  (await selectFiles(ctx.tx, { ids })).map(shown)
