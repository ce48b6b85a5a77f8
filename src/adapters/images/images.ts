import sharp, { type Sharp } from 'sharp'
import { AppError } from '../../shared/errors.ts'
import { canAct } from './pdf-acts.ts'
import { claimed, type FileType, sniff } from './sniff.ts'

export interface Upload {
  readonly bytes: Uint8Array
  /** What the sender calls it; a claim that the bytes contradict is refused. */
  readonly name?: string | undefined
  readonly mime?: string | undefined
}

export interface Limits {
  readonly max_bytes: number
  readonly max_pixels: number
  /** Longest side of what is kept, in pixels. */
  readonly max_side: number
}

export interface CleanFile {
  readonly bytes: Buffer
  readonly mime: FileType
  /** Pixels; null for a PDF. */
  readonly width: number | null
  readonly height: number | null
  /** A small WebP; null for a PDF. */
  readonly thumbnail: Buffer | null
}

export interface Images {
  /** Throws `file_type_refused`, `payload_too_large`. What comes back was drawn anew: no metadata, nothing hidden behind the picture. */
  clean(upload: Upload, limits?: Partial<Limits>): Promise<CleanFile>
}

/** A 50-megapixel phone photo fits; a bomb does not. */
const LIMITS: Limits = { max_bytes: 15 * 1024 * 1024, max_pixels: 64_000_000, max_side: 2560 }
const THUMBNAIL_SIDE = 320

export const images: Images = {
  async clean(upload, given = {}) {
    const limits = { ...LIMITS, ...given }
    const { bytes } = upload
    if (bytes.byteLength > limits.max_bytes) throw tooLarge(limits)
    const type = sniff(bytes)
    if (!type || [...claimed(upload)].some(claim => claim !== type)) throw new AppError('file_type_refused')
    return type === 'application/pdf' ? keepPdf(bytes) : redraw(bytes, limits)
  },
}

const tooLarge = (limits: Limits) =>
  new AppError('payload_too_large', { limit_mb: Math.floor(limits.max_bytes / 1024 / 1024) })

/** A PDF is kept as it came (a transfer slip is evidence) but must not be able to act when opened. */
function keepPdf(bytes: Uint8Array): CleanFile {
  const copy = Buffer.from(bytes)
  if (!copy.toString('latin1', copy.length - 2048).includes('%%EOF') || canAct(copy))
    throw new AppError('file_type_refused')
  return { bytes: copy, mime: 'application/pdf', width: null, height: null, thumbnail: null }
}

async function redraw(bytes: Uint8Array, limits: Limits): Promise<CleanFile> {
  const open = (): Sharp =>
    sharp(bytes, { limitInputPixels: limits.max_pixels, failOn: 'error', pages: 1 })
      .timeout({ seconds: 30 })
      .autoOrient()
  try {
    const { width, height, hasAlpha } = await sharp(bytes, { limitInputPixels: limits.max_pixels }).metadata()
    if (width * height > limits.max_pixels) throw tooLarge(limits)
    const fitted = open().resize({
      width: limits.max_side,
      height: limits.max_side,
      fit: 'inside',
      withoutEnlargement: true,
    })
    // A see-through picture is a logo or a signature, and those are printed: PDF knows JPEG and PNG only.
    const encoded = hasAlpha ? fitted.png({ compressionLevel: 9 }) : fitted.jpeg({ quality: 82, mozjpeg: true })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(data)
      .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 72 })
      .toBuffer()
    return {
      bytes: data,
      mime: hasAlpha ? 'image/png' : 'image/jpeg',
      width: info.width,
      height: info.height,
      thumbnail,
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof Error && /pixel limit/i.test(error.message)) throw tooLarge(limits)
    throw new AppError('file_type_refused')
  }
}
