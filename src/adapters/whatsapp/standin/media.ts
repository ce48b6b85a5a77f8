import { createHash, createHmac } from 'node:crypto'
import { MEDIA_RULES } from '../../../shared/whatsapp/limits.ts'
import { Refusal, unknownObject } from './refusal.ts'
import { changed, keepBytes, newNumericId, nowIso, nowMs, type World } from './world.ts'
import type { Json, Media } from './world.types.ts'

const URL_LIFE_MS = 5 * 60 * 1000
/** Days that Meta keeps a file: what we upload, and what a customer sends. */
const KEPT_DAYS = { shop: 30, person: 7 } as const

const STILL_STICKER = 100 * 1024
/** An extended WebP whose header says that it moves. */
const isAnimated = (webp: Uint8Array): boolean =>
  Buffer.from(webp.subarray(12, 16)).toString('latin1') === 'VP8X' && ((webp[20] ?? 0) & 2) !== 0

type MediaKind = keyof typeof MEDIA_RULES

const kindOf = (mime_type: string): MediaKind | null =>
  (Object.keys(MEDIA_RULES) as MediaKind[]).find(kind =>
    (MEDIA_RULES[kind].mime_types as readonly string[]).includes(mime_type),
  ) ?? null

export function storeMedia(
  world: World,
  from: Media['from'],
  bytes: Uint8Array,
  mime_type: string,
  filename?: string,
): Media {
  const media: Media = {
    id: newNumericId(),
    mime_type,
    size: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('base64'),
    at: nowIso(world),
    from,
    ...(filename ? { filename } : {}),
  }
  keepBytes(world, media.id, bytes)
  world.media.set(media.id, media)
  changed(world)
  return media
}

/** `POST /{phone}/media`: type and size are checked against the kind that the type belongs to. */
export async function upload(world: World, content_type: string, body: Uint8Array): Promise<Json> {
  let form: FormData
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': content_type } }).formData()
  } catch {
    throw new Refusal(100, 'The request is not multipart/form-data.')
  }
  if (form.get('messaging_product') !== 'whatsapp')
    throw new Refusal(100, '(#100) The parameter messaging_product is required.')
  const file = form.get('file')
  if (!(file instanceof Blob)) throw new Refusal(100, '(#100) The parameter file is required.')
  const mime_type = file.type || String(form.get('type') ?? '')
  const kind = kindOf(mime_type.split(';')[0] ?? '')
  if (!kind)
    throw new Refusal(
      100,
      `Param file must be a file with one of the supported types. Received file of type '${mime_type}'.`,
    )
  const bytes = new Uint8Array(await file.arrayBuffer())
  const most = kind === 'sticker' && !isAnimated(bytes) ? STILL_STICKER : MEDIA_RULES[kind].max_bytes
  if (file.size > most) throw new Refusal(131053, `The ${kind} is larger than ${most} bytes.`)
  const media = storeMedia(world, 'shop', bytes, mime_type, file instanceof File ? file.name : undefined)
  return { id: media.id }
}

function living(world: World, id: string): Media {
  const media = world.media.get(id)
  if (!media || nowMs(world) - Date.parse(media.at) > KEPT_DAYS[media.from] * 86_400_000) throw unknownObject(id)
  return media
}

/** The file that a send names; what is sent as an image must be one. */
export function mediaToSend(world: World, id: string, as: string): { media: Media; mismatch: string | null } {
  const media = world.media.get(id)
  if (media?.from !== 'shop') throw new Refusal(131009, `Media with id ${id} was not found.`)
  const kind = kindOf(media.mime_type)
  const fits = kind === as || (as === 'sticker' && kind === 'sticker')
  return { media, mismatch: fits ? null : `${as} does not accept ${media.mime_type}` }
}

const urlKey = (world: World, id: string, expires: string): string =>
  createHmac('sha256', world.options.app_secret).update(`${id}.${expires}`).digest('base64url')

export function describe(world: World, id: string, origin: string): Json {
  const media = living(world, id)
  const expires = String(nowMs(world) + URL_LIFE_MS)
  const url = `${origin}/standin-media/${id}?ext=${expires}&hash=${urlKey(world, id, expires)}`
  return {
    messaging_product: 'whatsapp',
    url,
    mime_type: media.mime_type,
    sha256: media.sha256,
    file_size: world.settings.file_size_as === 'string' ? String(media.size) : media.size,
    id,
  }
}

export function deleteMedia(world: World, id: string): Json {
  living(world, id)
  world.media.delete(id)
  world.media_bytes.delete(id)
  changed(world)
  return { success: true }
}

/** The file behind an address, or null: expired, forged or gone. */
export function mediaAt(world: World, id: string, query: URLSearchParams): Media | null {
  const expires = query.get('ext') ?? ''
  if (query.get('hash') !== urlKey(world, id, expires) || Number(expires) < nowMs(world)) return null
  return world.media.get(id) ?? null
}
