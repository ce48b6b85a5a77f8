import type { FastifyRequest } from 'fastify'
import type { Adapters, ReceivedFile } from '../features/tools.ts'
import { AppError } from '../shared/errors.ts'

export interface Upload {
  readonly body: unknown
  readonly files: ReceivedFile[]
}

/** Reads one multipart request: field `json`, then files. Each file is checked by content, drawn anew and sealed before any row speaks of it. */
export async function readUpload(
  request: FastifyRequest,
  { images, files }: Pick<Adapters, 'images' | 'files'>,
  limits: { max_files: number; max_mb: number },
): Promise<Upload> {
  const upload: { body: unknown; files: ReceivedFile[] } = { body: {}, files: [] }
  try {
    const parts = request.parts({
      limits: { files: limits.max_files, fileSize: limits.max_mb * 1024 * 1024, fields: 5, fieldSize: 256 * 1024 },
    })
    for await (const part of parts) {
      if (part.type === 'field') {
        if (part.fieldname === 'json') upload.body = JSON.parse(String(part.value))
        continue
      }
      const bytes = await part.toBuffer()
      const clean = await images.clean({ bytes, name: part.filename, mime: part.mimetype })
      const stored = await files.put(clean.bytes, { kind: 'photo' })
      const thumbnail = clean.thumbnail ? await files.put(clean.thumbnail, { kind: 'thumbnail' }) : null
      upload.files.push({
        filename: part.filename.slice(0, 200),
        mime_type: clean.mime,
        size_bytes: stored.size,
        sha256: stored.sha256,
        storage_key: stored.id,
        thumbnail_key: thumbnail?.id ?? null,
      })
    }
    return upload
  } catch (error) {
    await discard(files, upload.files)
    const code = (error as { code?: string }).code
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new AppError('payload_too_large', { limit_mb: limits.max_mb })
    if (code === 'FST_FILES_LIMIT' || error instanceof SyntaxError) throw new AppError('bad_request')
    throw error
  }
}

/** Bytes whose rows were never written. */
export async function discard(files: Adapters['files'], received: readonly ReceivedFile[]): Promise<void> {
  for (const file of received) {
    await files.delete(file.storage_key)
    if (file.thumbnail_key) await files.delete(file.thumbnail_key)
  }
}
