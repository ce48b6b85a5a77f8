import type { Anchors } from '../adapters/anchors/anchors.ts'
import type { Files } from '../adapters/files/files.ts'
import type { Images } from '../adapters/images/images.ts'
import type { Passwords } from '../adapters/passwords.ts'
import type { Pdf } from '../adapters/pdf/pdf.ts'
import type { Qr } from '../adapters/qr/qr.ts'
import type { WhatsApp } from '../adapters/whatsapp/whatsapp.ts'
import type { Entry } from '../db/actor.ts'
import type { Ctx, Shop } from '../db/ctx.ts'

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** The outside world, handed in by `main.ts`. Never to be called between BEGIN and COMMIT. */
export interface Adapters {
  readonly files: Files
  readonly images: Images
  readonly pdf: Pdf
  readonly qr: Qr
  readonly passwords: Passwords
  readonly whatsapp: WhatsApp
  readonly anchors: Anchors
  readonly shop: Shop
  readonly log: Log
  /** Milliseconds that a burst of fragments is waited for (REPLY_QUIET_MS). */
  readonly quiet_ms: number
  /** The number that we write from. */
  readonly phone_number_id: string
}

/**
 * For a job: read in one transaction, do the slow thing outside, write in another.
 * `as` opens a transaction as a named service; a job never enters as a person.
 */
export interface JobTools extends Adapters {
  as<T>(entry: Extract<Entry, { as: 'bot' | 'scheduler' }>, work: (ctx: Ctx) => Promise<T>): Promise<T>
}
export type JobHandler<Payload> = (tools: JobTools, payload: Payload) => Promise<void>

/** For a route with slow steps (upload, PDF): each `run` is one transaction as the caller. */
export interface RouteTools extends Adapters {
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>
}

/** A file that arrived with an upload: checked, re-encoded, sealed on disk; its row is the verb's to write. */
export interface ReceivedFile {
  readonly filename: string
  readonly mime_type: string
  readonly size_bytes: number
  readonly sha256: string
  readonly storage_key: string
  readonly thumbnail_key: string | null
}

/** What a route answers with instead of JSON. */
export class FileReply {
  readonly bytes: Buffer
  readonly mime_type: string
  readonly filename: string
  readonly inline: boolean

  constructor(bytes: Buffer, mime_type: string, filename: string, inline = true) {
    this.bytes = bytes
    this.mime_type = mime_type
    this.filename = filename
    this.inline = inline
  }
}
