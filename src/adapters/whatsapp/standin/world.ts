import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Delivery,
  Fault,
  Media,
  NumberState,
  Person,
  Send,
  Settings,
  StandinOptions,
  StoredMessage,
  Template,
} from './world.types.ts'

const DEFAULT_SETTINGS: Omit<Settings, 'webhook_url'> = {
  delivery: 'auto',
  statuses: 'delivered',
  status_delay_ms: 120,
  window_refusal: 'status',
  template_approval: 'at_once',
  payload: 'v24',
  in_order: true,
  token: 'valid',
  payment_method: true,
  file_size_as: 'number',
  rate_limits: true,
  url_in_media: false,
  sign_with: 'current',
}

const HEALTHY: NumberState = {
  quality_rating: 'GREEN',
  throughput: 'STANDARD',
  messaging_limit: 'TIER_2K',
  status: 'CONNECTED',
  name_status: 'APPROVED',
  banned: false,
  restricted: null,
}

const LEDGER_SIZE = 20_000
const SAVE_AFTER_MS = 250

/** Everything that the stand-in knows. Functions take it first; nothing is kept elsewhere. */
export interface World {
  readonly options: StandinOptions
  settings: Settings
  clock_offset_ms: number
  readonly people: Map<string, Person>
  /** phone, user id → person. */
  readonly addresses: Map<string, string>
  readonly messages: Map<string, StoredMessage>
  /** person → wamids, oldest first. */
  readonly chats: Map<string, string[]>
  readonly templates: Map<string, Template>
  readonly media: Map<string, Media>
  readonly media_bytes: Map<string, Uint8Array>
  readonly deliveries: Map<string, Delivery>
  /** Deliveries that are not settled. */
  readonly queue: Set<Delivery>
  /** Bodies that go once more, inside the next delivery. */
  readonly repeats: string[]
  readonly sends: Send[]
  readonly faults: Fault[]
  readonly profile: Record<string, unknown>
  number: NumberState
  /** Where webhooks go instead: the number's own address before the account's. */
  callbacks: { number?: string | undefined; account?: string | undefined }
  subscribed: boolean
  registered: boolean
  seq: number
  /** Free service messages per month: `2026-11` → n. */
  readonly service_messages: Map<string, number>
  readonly buckets: Map<string, { tokens: number; at_ms: number }>
  readonly listeners: Set<(event: string, data: unknown) => void>
  readonly pending: Set<{ run: () => void; due_ms: number; timer: NodeJS.Timeout }>
  port: number
  save: { timer: NodeJS.Timeout | null }
  closed: boolean
}

export function createWorld(options: StandinOptions): World {
  const world: World = {
    options,
    settings: { ...DEFAULT_SETTINGS, webhook_url: options.webhook_url ?? null },
    clock_offset_ms: 0,
    people: new Map(),
    addresses: new Map(),
    messages: new Map(),
    chats: new Map(),
    templates: new Map(),
    media: new Map(),
    media_bytes: new Map(),
    deliveries: new Map(),
    queue: new Set(),
    repeats: [],
    sends: [],
    faults: [],
    profile: {},
    number: { ...HEALTHY },
    callbacks: {},
    subscribed: true,
    registered: true,
    seq: 0,
    service_messages: new Map(),
    buckets: new Map(),
    listeners: new Set(),
    pending: new Set(),
    port: 0,
    save: { timer: null },
    closed: false,
  }
  if (options.state_dir) load(world, options.state_dir)
  return world
}

export const nowMs = (world: World): number => Date.now() + world.clock_offset_ms
export const nowIso = (world: World): string => new Date(nowMs(world)).toISOString()
/** Unix seconds as text, the way Meta writes times. */
export const seconds = (iso: string): string => String(Math.floor(Date.parse(iso) / 1000))
/** The number's address, the account's, or the app's. */
export const webhookUrl = (world: World): string | null =>
  world.callbacks.number ?? world.callbacks.account ?? world.settings.webhook_url

export const nextSeq = (world: World): number => ++world.seq

/** Random, not counted: a product that kept its database over our reset must not see an id again. */
export const newWamid = (): string => `wamid.${randomBytes(24).toString('base64')}`
export const newNumericId = (): string =>
  String((randomBytes(8).readBigUInt64BE() % 900_000_000_000_000n) + 100_000_000_000_000n)
export const newId = (prefix: string): string => `${prefix}_${randomBytes(9).toString('base64url')}`

export function tell(world: World, event: string, data: unknown): void {
  for (const listener of world.listeners) listener(event, data)
  changed(world)
}

/** Something for a little later; `flush` does all of it at once. */
export function later(world: World, delay_ms: number, run: () => void): void {
  const entry = {
    run,
    due_ms: nowMs(world) + delay_ms,
    timer: setTimeout(() => {
      world.pending.delete(entry)
      if (!world.closed) run()
    }, delay_ms),
  }
  world.pending.add(entry)
}

/** Everything that waits, or what is due on the stand-in's clock. */
export function runPending(world: World, due_only = false): void {
  for (const entry of world.pending) {
    if (due_only && entry.due_ms > nowMs(world)) continue
    clearTimeout(entry.timer)
    world.pending.delete(entry)
    entry.run()
  }
}

/** Keeps the newest of a ledger. */
export function trim(world: World): void {
  if (world.sends.length > LEDGER_SIZE * 1.1) world.sends.splice(0, world.sends.length - LEDGER_SIZE)
  if (world.deliveries.size <= LEDGER_SIZE * 1.1) return
  for (const [id, delivery] of world.deliveries) {
    if (world.deliveries.size <= LEDGER_SIZE) return
    if (delivery.state === 'delivered' || delivery.state === 'dropped') world.deliveries.delete(id)
  }
}

export function clear(world: World, keep_templates: boolean): void {
  for (const entry of world.pending) clearTimeout(entry.timer)
  world.pending.clear()
  for (const map of [
    world.people,
    world.addresses,
    world.messages,
    world.chats,
    world.media,
    world.media_bytes,
    world.deliveries,
    world.queue,
    world.service_messages,
    world.buckets,
  ])
    map.clear()
  if (!keep_templates) world.templates.clear()
  world.sends.length = 0
  world.repeats.length = 0
  world.faults.length = 0
  world.clock_offset_ms = 0
  world.number = { ...HEALTHY }
  world.registered = true
  world.callbacks = {}
  world.settings = { ...DEFAULT_SETTINGS, webhook_url: world.settings.webhook_url }
  tell(world, 'reset', {})
}

// ── the state folder: one snapshot, replaced whole, and a file per picture ──

const KEPT = ['people', 'addresses', 'messages', 'chats', 'templates', 'media', 'service_messages'] as const

export function changed(world: World): void {
  if (!world.options.state_dir || world.save.timer || world.closed) return
  world.save.timer = setTimeout(() => saveNow(world), SAVE_AFTER_MS)
}

export function saveNow(world: World): void {
  const dir = world.options.state_dir
  if (world.save.timer) clearTimeout(world.save.timer)
  world.save.timer = null
  if (!dir) return
  const { webhook_url: _, ...settings } = world.settings
  const snapshot = {
    settings,
    clock_offset_ms: world.clock_offset_ms,
    number: world.number,
    seq: world.seq,
    deliveries: [...world.queue].map(d => [d.id, d]),
    ...Object.fromEntries(KEPT.map(name => [name, [...world[name]]])),
  }
  mkdirSync(dir, { recursive: true })
  const file = join(dir, 'standin.json')
  writeFileSync(`${file}.new`, JSON.stringify(snapshot))
  renameSync(`${file}.new`, file)
}

function load(world: World, dir: string): void {
  let text: string
  try {
    text = readFileSync(join(dir, 'standin.json'), 'utf8')
  } catch {
    return
  }
  const snapshot = JSON.parse(text) as Record<string, never>
  Object.assign(world.settings, snapshot.settings)
  Object.assign(world.number, snapshot.number)
  world.clock_offset_ms = snapshot.clock_offset_ms ?? 0
  world.seq = snapshot.seq ?? 0
  for (const name of [...KEPT, 'deliveries'] as const) {
    for (const [key, value] of (snapshot[name] ?? []) as [string, never][]) world[name].set(key, value)
  }
  for (const delivery of world.deliveries.values()) {
    delivery.in_flight = false
    world.queue.add(delivery)
  }
}

export function keepBytes(world: World, media_id: string, bytes: Uint8Array): void {
  if (!world.options.state_dir) {
    world.media_bytes.set(media_id, bytes)
    return
  }
  const dir = join(world.options.state_dir, 'media')
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, media_id), bytes)
}

export function readBytes(world: World, media_id: string): Uint8Array {
  if (!world.options.state_dir) return world.media_bytes.get(media_id) ?? new Uint8Array()
  return readFileSync(join(world.options.state_dir, 'media', media_id))
}
