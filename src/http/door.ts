import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Entry } from '../db/actor.ts'
import type { Ctx } from '../db/ctx.ts'
import type { Database, EnterOptions } from '../db/db.ts'
import { type Adapters, FileReply, type ReceivedFile, type RouteTools } from '../features/tools.ts'
import { hashToken } from '../features/users/users.ts'
import type { Contract, InputOf, ResponseOf } from '../shared/contract.ts'
import { AppError } from '../shared/errors.ts'
import { callerOf } from './caller.ts'
import { once } from './idempotency.ts'
import { readInput } from './input.ts'
import { langOf } from './problem.ts'
import { rangeOf } from './range.ts'
import { refuseCrossSite, sessionHash } from './session.ts'
import { discard, readUpload } from './upload.ts'

export interface DoorOptions {
  readonly db: Database
  readonly adapters: Adapters
  /** Served over https: the cookie says so. */
  readonly secure: boolean
}

/** Tools of a route with slow steps; `request` and `reply` are for the doors' own routes (cookies). */
export interface StepTools extends RouteTools {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly secure: boolean
  /** A transaction as somebody who has just become known: sign-in alone needs it. */
  readonly enter: Database['withActor']
}

type WithFiles<C> = C extends { upload: object } ? { files: ReceivedFile[] } : object
type Verb<C> = (ctx: Ctx, input: InputOf<C> & WithFiles<C>) => Promise<ResponseOf<C>>
type Steps<C> = (tools: StepTools, input: InputOf<C> & WithFiles<C>) => Promise<ResponseOf<C> | FileReply>

export interface Route {
  readonly contract: Contract
  readonly handle: (door: DoorOptions, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

function enterAs(
  contract: Contract,
  door: DoorOptions,
  request: FastifyRequest,
): { entry: Entry; options: EnterOptions } {
  const caller = callerOf(request)
  const options = { request_id: request.id, may: typeof contract.allow === 'object' ? contract.allow.may : undefined }
  if (contract.allow === 'anyone') return { entry: { as: 'sign_in', ...caller }, options }
  if (contract.allow === 'customer_link') {
    const { token } = request.params as { token?: string }
    return { entry: { as: 'link', token_hash: hashToken(token ?? ''), ...caller }, options }
  }
  return { entry: { as: 'session', token_hash: sessionHash(request, door.secure), ...caller }, options }
}

/** Who is refused before a byte of the body is looked at. Files cost much to look at: for them the database is asked first. */
async function admit(contract: Contract, door: DoorOptions, request: FastifyRequest) {
  if (contract.allow !== 'customer_link') refuseCrossSite(request)
  const caller = enterAs(contract, door, request)
  if (contract.upload) await door.db.withActor(caller.entry, async () => {}, caller.options)
  return caller
}

async function readRequest(contract: Contract, door: DoorOptions, request: FastifyRequest) {
  const uploaded =
    contract.upload && request.isMultipart() ? await readUpload(request, door.adapters, contract.upload) : undefined
  const files = uploaded?.files ?? []
  try {
    const raw = { params: request.params, query: request.query, body: uploaded ? uploaded.body : request.body }
    const input = readInput(contract, raw, langOf(request))
    return { input: contract.upload ? { ...input, files } : input, files }
  } catch (error) {
    await discard(door.adapters.files, files)
    throw error
  }
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key.length < 8 || key.length > 200) throw new AppError('idempotency_key_missing')
  return key
}

// Two uploads of the same bytes are sealed into different files; what makes a request the same is the content.
const sameness = (input: Record<string, unknown>, files: readonly ReceivedFile[]) => ({
  ...input,
  files: files.map(file => file.sha256),
})

/** A route whose work is one verb in one transaction. */
export function on<C extends Contract>(contract: C, verb: Verb<C>): Route {
  return {
    contract,
    async handle(door, request) {
      const { entry, options } = await admit(contract, door, request)
      const key = contract.makes ? keyOf(request) : undefined
      const { input, files } = await readRequest(contract, door, request)
      let keep = false
      try {
        const answer = await door.db.withActor(
          entry,
          async ctx => {
            const work = async () => z.parse(contract.response, await verb(ctx, input as never)) as object
            if (!key) return work()
            const route = `${contract.method} ${contract.path}`
            const { answer, repeated } = await once(ctx, { key, route, input: sameness(input, files) }, work)
            keep = !repeated
            return answer
          },
          options,
        )
        keep ||= !key
        return answer
      } finally {
        if (!keep) await discard(door.adapters.files, files)
      }
    },
  }
}

/** A route with slow steps: each `tools.run` is one transaction as the caller, nothing slow inside it. */
export function onSteps<C extends Contract>(contract: C, steps: Steps<C>): Route {
  return {
    contract,
    async handle(door, request, reply) {
      const { entry, options } = await admit(contract, door, request)
      const { input } = await readRequest(contract, door, request)
      const run: RouteTools['run'] = work => door.db.withActor(entry, work, options)
      const answer = await steps(
        { ...door.adapters, run, request, reply, secure: door.secure, enter: door.db.withActor },
        input as never,
      )
      return answer instanceof FileReply ? sendFile(reply, answer) : z.parse(contract.response, answer)
    },
  }
}

// Chrome refuses to show a PDF that is sandboxed: its viewer is a plug-in. Nothing in a PDF runs as our page.
const policyOf = (mime_type: string): string =>
  mime_type === 'application/pdf' ? "frame-ancestors 'self'" : "default-src 'none'; style-src 'unsafe-inline'; sandbox"

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/ogg': '.ogg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'video/mp4': '.mp4',
  'application/pdf': '.pdf',
}
/** WhatsApp names no picture: without an ending, the computer it is saved on would not know how to open it. */
const savedAs = ({ filename, mime_type }: FileReply): string =>
  filename.includes('.') ? filename : filename + (ENDINGS[mime_type] ?? '')

function sendFile(reply: FastifyReply, file: FileReply): FastifyReply {
  const name = encodeURIComponent(savedAs(file))
  reply
    .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .header('content-security-policy', policyOf(file.mime_type))
    .header('cache-control', 'private, max-age=3600')
    .header('accept-ranges', 'bytes')
    .type(file.mime_type)
  const size = file.bytes.length
  const part = rangeOf(reply.request.headers.range, size)
  if (part === null) return reply.send(file.bytes)
  if (part === 'none') return reply.code(416).header('content-range', `bytes */${size}`).send()
  return reply
    .code(206)
    .header('content-range', `bytes ${part.from}-${part.to}/${size}`)
    .send(file.bytes.subarray(part.from, part.to + 1))
}

export function openDoor(app: FastifyInstance, routes: readonly Route[], door: DoorOptions): void {
  for (const route of routes) {
    app.route({
      method: route.contract.method,
      url: `/api/v1${route.contract.path}`,
      config: {
        rateLimit:
          route.contract.allow === 'customer_link' || route.contract.allow === 'anyone'
            ? { max: 120, timeWindow: '1 minute' }
            : false,
      },
      handler: async (request, reply) => {
        const answer = await route.handle(door, request, reply)
        if (!reply.sent) reply.header('cache-control', 'no-store')
        return answer
      },
    })
  }
}
