import { createHash } from 'node:crypto'
import { join } from 'node:path'
import sharp from 'sharp'
import { localFiles } from '../adapters/files/local.ts'
import { qrModules } from '../adapters/qr/qr.ts'
import { createSealer } from '../adapters/seal.ts'
import { crc16 } from '../shared/duitnow.ts'

const phone = (inside: string, back = '#dfe7e6'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="960"><rect width="720" height="960" fill="${back}"/>
  <rect x="190" y="110" width="340" height="740" rx="46" fill="#20262b"/><rect x="206" y="130" width="308" height="700" rx="34" fill="#39454d"/>${inside}</svg>`

/** Made up like the shop: no bank knows this merchant, nobody can pay it. */
const BEFORE_CHECKSUM =
  '00020201021126460014A000000615000101065887340214DEMO00000000025204762953034585802MY5918KEDAI BAIKI AMPANG6006AMPANG6105680006304'
export const DEMO_DUITNOW = BEFORE_CHECKSUM + crc16(BEFORE_CHECKSUM)

/** The code on a card, as it stands on a counter. */
function duitnowCard(payload: string): string {
  const modules = qrModules(payload)
  const side = 560 / modules.length
  const dark = modules.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="960"><rect width="720" height="960" fill="#d81b60"/><rect x="40" y="150" width="640" height="770" rx="28" fill="#fff"/>
  <text x="360" y="100" font-family="sans-serif" font-size="54" font-weight="700" fill="#fff" text-anchor="middle">DuitNow QR</text>
  <g transform="translate(80 200) scale(${side})" shape-rendering="crispEdges"><path d="${dark}" fill="#111"/></g>
  <text x="360" y="860" font-family="sans-serif" font-size="36" fill="#111" text-anchor="middle">KEDAI BAIKI AMPANG</text></svg>`
}

/** Drawn, not photographed: they are nobody's. */
const DRAWINGS = {
  cracked: phone(
    '<g stroke="#e9f1f3" stroke-width="3" fill="none" opacity=".9"><path d="M214 300 L330 420 L300 560 L390 700 L514 790"/><path d="M330 420 L470 330 L512 250"/><path d="M330 420 L240 470"/><path d="M300 560 L220 640"/><path d="M390 700 L360 828"/><path d="M390 700 L505 610"/></g>',
  ),
  opened: phone(
    '<rect x="226" y="150" width="268" height="300" rx="12" fill="#1f7a5c"/><rect x="226" y="470" width="180" height="340" rx="12" fill="#15191c"/><rect x="420" y="470" width="74" height="340" rx="10" fill="#7c868c"/><g fill="#c9d3d6"><rect x="250" y="180" width="70" height="54"/><rect x="340" y="190" width="120" height="80"/><rect x="260" y="270" width="60" height="60"/><circle cx="440" cy="390" r="26"/></g><g fill="#e4b33f"><circle cx="236" cy="160" r="6"/><circle cx="484" cy="160" r="6"/><circle cx="236" cy="800" r="6"/><circle cx="484" cy="800" r="6"/></g>',
    '#e8e4dc',
  ),
  fixed: phone(
    '<rect x="206" y="130" width="308" height="700" rx="34" fill="#0f766e"/><text x="360" y="330" font-family="sans-serif" font-size="84" fill="#fff" text-anchor="middle">10:08</text><circle cx="360" cy="560" r="70" fill="none" stroke="#fff" stroke-width="10"/><path d="M326 562 l24 26 l46 -54" fill="none" stroke="#fff" stroke-width="12"/>',
  ),
  slip: `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="960"><rect width="720" height="960" fill="#f2f4f5"/><rect x="80" y="80" width="560" height="800" rx="24" fill="#fff"/>
  <circle cx="360" cy="220" r="64" fill="#16a34a"/><path d="M330 222 l22 24 l42 -50" fill="none" stroke="#fff" stroke-width="12"/>
  <g font-family="sans-serif" fill="#1f2937"><text x="360" y="350" font-size="34" text-anchor="middle">Pemindahan berjaya</text><text x="120" y="470" font-size="26">Kepada</text><text x="600" y="470" font-size="26" text-anchor="end">Kedai Baiki Ampang</text><text x="120" y="540" font-size="26">Cara</text><text x="600" y="540" font-size="26" text-anchor="end">DuitNow</text><text x="120" y="610" font-size="26">Rujukan</text><text x="600" y="610" font-size="26" text-anchor="end">0091827364</text></g></svg>`,
  duitnow: duitnowCard(DEMO_DUITNOW),
} as const
export type Picture = keyof typeof DRAWINGS

export interface KeptPicture {
  readonly storage_key: string
  readonly thumbnail_key: string
  readonly size_bytes: number
  readonly sha256: string
  readonly bytes: Buffer
}

/** What a row of `files` says of its bytes. */
export const fileRow = ({ bytes: _, ...row }: KeptPicture) => ({ ...row, mime_type: 'image/jpeg' })

/** Each drawing once, sealed like an upload; several rows may show the same bytes. */
export async function keepPictures(dataDir: string, secretKey: string): Promise<Record<Picture, KeptPicture>> {
  const files = localFiles(join(dataDir, 'files'), createSealer(secretKey))
  const kept = await Promise.all(
    Object.entries(DRAWINGS).map(async ([name, svg]) => {
      const whole = await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()
      const small = await sharp(whole).resize(320, 320, { fit: 'inside' }).webp().toBuffer()
      const [photo, thumbnail] = await Promise.all([
        files.put(whole, { kind: 'photo' }),
        files.put(small, { kind: 'photo' }),
      ])
      const sha256 = createHash('sha256').update(whole).digest('hex')
      return [
        name,
        { storage_key: photo.id, thumbnail_key: thumbnail.id, size_bytes: photo.size, sha256, bytes: whole },
      ] as const
    }),
  )
  return Object.fromEntries(kept) as Record<Picture, KeptPicture>
}
