import { numberFields } from './account.ts'
import { take } from './buckets.ts'
import { after, before, strike } from './faults.ts'
import { deleteMedia, describe, upload } from './media.ts'
import { verifyAddress } from './post.ts'
import { Refusal, unknownObject } from './refusal.ts'
import { postMessage } from './send.ts'
import { createTemplate, editTemplate } from './templates.ts'
import { changed, tell, type World } from './world.ts'
import type { Endpoint, Json, Template } from './world.types.ts'

export interface GraphCall {
  readonly method: string
  /** After the version: `<id>` and what follows. */
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  /** Scheme and host as the caller reached us. */
  readonly origin: string
}

export function authorise(world: World, header: string | undefined): void {
  if (header === `Bearer ${world.options.access_token}`) {
    if (world.settings.token === 'valid') return
    throw new Refusal(190, 'Error validating access token: Session has expired.', { http_status: 401, subcode: 463 })
  }
  throw new Refusal(
    190,
    header
      ? 'Invalid OAuth access token - Cannot parse access token'
      : 'An access token is required to request this resource.',
    { http_status: 401 },
  )
}

/** One request of the Graph API, below its version. */
export async function graph(world: World, call: GraphCall): Promise<Json> {
  authorise(world, call.headers.authorization)
  const [id = '', edge] = call.path
  const { phone_number_id, business_account_id } = world.options
  if (id === phone_number_id) return numberEdge(world, call, edge)
  if (id === business_account_id) return accountEdge(world, call, edge)
  if (id === 'debug_token')
    return {
      data: {
        type: 'SYSTEM_USER',
        is_valid: true,
        expires_at: 0,
        scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
      },
    }
  if (world.templates.has(id) && call.method === 'POST')
    return faulty(world, 'templates', () => ({ success: true, id: editTemplate(world, id, json(call)).id }))
  if (world.media.has(id)) return mediaEdge(world, call, id)
  throw unknownObject(id)
}

async function numberEdge(world: World, call: GraphCall, edge: string | undefined): Promise<Json> {
  const key = `${call.method} ${edge ?? ''}`
  switch (key) {
    case 'GET ':
      return faulty(world, 'number', () => pick(numberFields(world), call.query))
    case 'POST ':
      return configure(world, 'number', webhookOf(json(call)))
    case 'POST messages':
      return postMessage(world, json(call))
    case 'POST media':
      return faulty(world, 'media', () => upload(world, call.headers['content-type'] ?? '', call.body))
    case 'POST register':
    case 'POST deregister':
      world.registered = edge === 'register'
      return { success: true }
    case 'GET whatsapp_business_profile':
      return { data: [{ messaging_product: 'whatsapp', ...world.profile }] }
    case 'POST whatsapp_business_profile':
      Object.assign(world.profile, json(call))
      return { success: true }
    default:
      throw unknownObject(world.options.phone_number_id)
  }
}

async function accountEdge(world: World, call: GraphCall, edge: string | undefined): Promise<Json> {
  const { business_account_id: id } = world.options
  countRequest(world)
  switch (`${call.method} ${edge ?? ''}`) {
    case 'GET ':
      return pick(
        {
          id,
          name: world.options.verified_name ?? 'Baiki',
          currency: 'MYR',
          whatsapp_business_manager_messaging_limit: world.number.messaging_limit,
          account_review_status: 'APPROVED',
        },
        call.query,
      )
    case 'GET phone_numbers':
      return { data: [numberFields(world)], paging: {} }
    case 'GET subscribed_apps':
      return {
        data: world.subscribed
          ? [
              {
                whatsapp_business_api_data: { id: '1', name: 'Baiki', link: 'https://localhost' },
                ...(world.callbacks.account ? { override_callback_uri: world.callbacks.account } : {}),
              },
            ]
          : [],
      }
    case 'POST subscribed_apps':
      world.subscribed = true
      return configure(world, 'account', json(call))
    case 'DELETE subscribed_apps':
      world.subscribed = false
      return { success: true }
    case 'GET message_templates':
      return faulty(world, 'templates', () => listTemplates(world, call))
    case 'POST message_templates':
      return faulty(world, 'templates', () => {
        const { id: template_id, status, category } = createTemplate(world, json(call))
        return { id: template_id, status, category }
      })
    case 'DELETE message_templates':
      return deleteTemplates(world, call.query.get('name') ?? '', call.query.get('hsm_id'))
    default:
      throw unknownObject(id)
  }
}

const webhookOf = (body: Json): Json => (body.webhook_configuration ?? {}) as Json

/** Another address for this number's or this account's webhooks; it must pass the handshake. An empty one takes it back. */
async function configure(world: World, level: 'number' | 'account', body: Json): Promise<Json> {
  const { override_callback_uri: url, verify_token } = body
  if (url === undefined) return { success: true }
  if (url && !(await verifyAddress(world, String(url), String(verify_token ?? ''))).ok)
    throw new Refusal(100, 'The callback URL could not be validated.', { subcode: 2200 })
  world.callbacks[level] = url ? String(url) : undefined
  return { success: true }
}

/** 5,000 requests an hour about the account (about-the-platform); messages have limits of their own. */
function countRequest(world: World): void {
  if (!world.settings.rate_limits || take(world, 'management', { burst: 5000, per_second: 5000 / 3600 })) return
  throw new Refusal(80007, 'There have been too many calls to this account.', { regain_minutes: 1 })
}

async function mediaEdge(world: World, call: GraphCall, id: string): Promise<Json> {
  if (call.method === 'DELETE') return deleteMedia(world, id)
  if (call.method !== 'GET') throw unknownObject(id)
  const number = call.query.get('phone_number_id')
  if (number && number !== world.options.phone_number_id) throw unknownObject(id)
  return faulty(world, 'media_url', () => describe(world, id, call.origin))
}

async function faulty(world: World, endpoint: Endpoint, work: () => Json | Promise<Json>): Promise<Json> {
  const fault = strike(world, endpoint)
  await before(fault)
  const answer = await work()
  after(fault)
  return answer
}

/** Pages by cursor; `paging.next` only when there is more. */
function listTemplates(world: World, call: GraphCall): Json {
  const wanted = (t: Template) =>
    ['name', 'status', 'language', 'category'].every(f => !call.query.get(f) || call.query.get(f) === t[f as 'name'])
  const all = [...world.templates.values()].filter(wanted)
  const limit = Math.min(Math.max(Number(call.query.get('limit') ?? 25) || 25, 1), 250)
  const from = Number(Buffer.from(call.query.get('after') ?? '', 'base64url').toString() || 0)
  const page = all.slice(from, from + limit)
  const after_cursor = Buffer.from(String(from + page.length)).toString('base64url')
  const more = from + page.length < all.length
  return {
    data: page.map(t => ({
      id: t.id,
      name: t.name,
      language: t.language,
      category: t.category,
      status: t.status,
      components: t.components,
      quality_score: { score: t.quality },
    })),
    paging: {
      cursors: { before: Buffer.from(String(from)).toString('base64url'), after: after_cursor },
      ...(more
        ? {
            next: `${call.origin}/v25.0/${world.options.business_account_id}/message_templates?limit=${limit}&after=${after_cursor}`,
          }
        : {}),
    },
  }
}

/** Every language of a name, or the one of an id. */
function deleteTemplates(world: World, name: string, id: string | null): Json {
  const gone = [...world.templates.values()].filter(t => t.name === name && (!id || t.id === id))
  if (gone.length === 0) throw new Refusal(100, `Template ${name} was not found.`, { subcode: 2593002 })
  for (const t of gone) {
    world.templates.delete(t.id)
    tell(world, 'template', { ...t, status: 'DELETED' })
  }
  changed(world)
  return { success: true }
}

function pick(all: Json, query: URLSearchParams): Json {
  const fields = query.get('fields')?.split(',')
  if (!fields) return all
  return { id: all.id, ...Object.fromEntries(fields.filter(f => f in all).map(f => [f, all[f]])) }
}

function json(call: GraphCall): Json {
  try {
    const value: unknown = JSON.parse(Buffer.from(call.body).toString('utf8') || '{}')
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  } catch {
    // falls through to the refusal
  }
  throw new Refusal(100, 'The body is not a JSON object.')
}
