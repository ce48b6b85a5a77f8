import type { CustomerSends, Media, Message, Person, World } from './wire.ts'

const BASE = '/phone/api'
const OURS = { 'x-baiki-client': 'phone' }

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok)
    throw new Error(((await response.json().catch(() => ({}))) as { error?: string }).error ?? String(response.status))
  return response.json() as Promise<T>
}

const get = async <T>(path: string): Promise<T> => answerOf(await fetch(`${BASE}/${path}`))
const post = async <T>(path: string, body: object): Promise<T> =>
  answerOf(
    await fetch(`${BASE}/${path}`, {
      method: 'POST',
      headers: { ...OURS, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )

export const events = (): EventSource => new EventSource(`${BASE}/events`)

/** The stand-in's world; the shop is called as it calls itself. */
export async function getState(): Promise<World> {
  const [world, shop] = await Promise.all([
    get<World>('state'),
    fetch('/api/v1/public/shop').then(
      r => (r.ok ? r.json() : null),
      () => null,
    ),
  ])
  const { company_name } = (shop ?? {}) as { company_name?: string }
  return company_name ? { ...world, number: { ...world.number, verified_name: company_name } } : world
}

export const getPeople = async (): Promise<readonly Person[]> => (await get<{ people: Person[] }>('people')).people
export const addPerson = (person: { name: string; phone: string }): Promise<Person> => post('people', person)
export const getChat = (
  id: string,
): Promise<{ messages: Message[]; typing: boolean; window_closes_at: string | null }> => get(`people/${id}/chat`)
export const send = (id: string, message: CustomerSends): Promise<{ wamid: string; delivery_id: string }> =>
  post(`people/${id}/messages`, message)
export const read = (id: string): Promise<unknown> => post(`people/${id}/read`, {})
export const moveClock = (
  change: { advance_seconds: number } | { reset: true },
): Promise<Pick<World, 'now' | 'clock_offset_seconds'>> => post('clock', change)

export async function upload(file: Blob, filename: string): Promise<Media> {
  const headers = { ...OURS, 'content-type': file.type || 'application/octet-stream' }
  return answerOf(
    await fetch(`${BASE}/media?filename=${encodeURIComponent(filename)}`, { method: 'POST', headers, body: file }),
  )
}
