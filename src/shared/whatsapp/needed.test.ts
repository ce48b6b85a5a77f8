import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LANGS } from '../messages.ts'
import { NEEDED_FOR } from './needed.ts'
import {
  TEMPLATE_NAMES,
  TEMPLATES,
  type TemplateName,
  templateBody,
  templateComponents,
  templateVariables,
} from './templates.ts'

const FEATURES = join(import.meta.dirname, '../../features')

/** Every call that tells a customer something, with its file and its arguments. */
function tellings(): { where: string; text: string }[] {
  return globSync('**/*.ts', { cwd: FEATURES })
    .filter(file => !file.endsWith('.test.ts'))
    .flatMap(file => {
      const source = readFileSync(join(FEATURES, file), 'utf8')
      return Array.from(source.matchAll(/(?<!function )\btellCustomer\(/g), match => {
        let depth = 0
        let end = match.index + match[0].length - 1
        do {
          if (source[end] === '(') depth++
          if (source[end] === ')') depth--
          end++
        } while (depth > 0)
        return {
          where: `${file}:${source.slice(0, match.index).split('\n').length}`,
          text: source.slice(match.index, end),
        }
      })
    })
}

test('whatever the product tells a customer by itself has a template for when the 24 hours are over', () => {
  const found = tellings()
  expect(found.length).toBeGreaterThan(6)
  // `WORDS` of the reminders carry both, by type.
  const without = found.filter(({ text }) => !/\btemplate\b|\bWORDS\[/.test(text))
  expect(without.map(one => one.where)).toEqual([])
  // Only with a condition: of several photos the first one says it.
  const sometimes = found.filter(({ text }) => /[?&(]\s*\{\s*template\b|template:[^,]*\?/.test(text))
  expect(sometimes.map(one => one.where.split(':')[0])).toEqual(['tickets/telling.ts'])
})

test('who tells a customer what, and in which approved words: a new place or a new template has to be put down here', () => {
  const SAID_BY: Readonly<Record<string, readonly TemplateName[]>> = {
    'appointments/telling.ts': ['appointment_update'],
    'checkins/checkins.jobs.ts': ['checkin_invitation'],
    'followups/words.ts': [
      'appointment_reminder',
      'payment_reminder',
      'pickup_reminder',
      'quotation_expiring',
      'unclaimed_device',
    ],
    'invoices/invoices.jobs.ts': ['invoice_ready'],
    'papers/papers.ts': ['paper_update', 'ticket_update'],
    'payments/payments.jobs.ts': ['receipt_ready'],
    'quotations/quotations.jobs.ts': ['quotation_ready'],
    'tickets/telling.ts': ['feedback_request', 'ready_for_pickup', 'ticket_update'],
  }
  const places = new Set(tellings().map(one => one.where.split(':')[0]?.replaceAll('\\', '/')))
  // The reminders' words are beside their job.
  expect([...places].map(place => (place === 'followups/followups.ts' ? 'followups/words.ts' : place)).sort()).toEqual(
    Object.keys(SAID_BY),
  )
  for (const [file, names] of Object.entries(SAID_BY)) {
    const source = readFileSync(join(FEATURES, file), 'utf8')
    const found = Array.from(source.matchAll(/templateMessage\(\s*'(\w+)'/g), match => match[1])
    expect([...new Set(found)].sort(), file).toEqual(names)
  }
})

test('each template of the set is sent by something, and each that is sent is in the set, in every language', () => {
  const sources = globSync('**/*.ts', { cwd: FEATURES }).map(file => readFileSync(join(FEATURES, file), 'utf8'))
  const sent = new Set(
    sources.flatMap(source => Array.from(source.matchAll(/templateMessage\(\s*'(\w+)'/g), match => match[1] as string)),
  )
  // Kept for staff, who take up a conversation with it.
  sent.add('conversation_reopen')
  expect([...TEMPLATE_NAMES].sort()).toEqual([...sent].sort())
  for (const name of new Set(Object.values(NEEDED_FOR).flat())) expect(TEMPLATE_NAMES).toContain(name)
  for (const name of TEMPLATE_NAMES)
    for (const lang of LANGS)
      expect(templateVariables(templateBody(templateComponents(name, lang))), `${name} ${lang}`).toBe(
        TEMPLATES[name].example.length,
      )
})

test('nothing reaches a customer past the one place that asks what he wants: who else queues or sends has to be put down here', () => {
  const callers = (call: RegExp) =>
    globSync('**/*.ts', { cwd: FEATURES })
      .filter(file => !file.endsWith('.test.ts') && call.test(readFileSync(join(FEATURES, file), 'utf8')))
      .map(file => file.replaceAll('\\', '/'))
      .sort()
  // Besides `tellCustomer`: what a person writes, and what was asked for before and goes out once more.
  expect(callers(/(?<!function )\bqueueMessage\(/)).toEqual([
    'conversations/conversations.ts',
    'conversations/repeats.ts',
    'conversations/staff.ts',
  ])
  expect(callers(/\binsertMessage\(tx|\binsertMessage\(ctx/)).toEqual([
    'conversations/conversations.ts',
    'conversations/outbox.queries.ts',
  ])
  expect(callers(/\bwhatsapp\.send\(/)).toEqual(['conversations/sending.jobs.ts'])
})
