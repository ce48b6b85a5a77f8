import { describe, expect, test } from 'vitest'
import { nextPaymentStatus, PAYMENT_STATUSES } from './payments.ts'
import {
  decisionPayload,
  nextQuotationStatus,
  parseDecisionPayload,
  QUOTATION_STATUSES,
  type QuotationStatus,
  type QuotationStep,
} from './quotations.ts'

const STEPS: QuotationStep[] = ['send', 'revise', 'accept', 'reject', 'expire', 'convert']

describe('what may follow what', () => {
  test('every status of a quotation is reached from a draft', () => {
    const reached = new Set<QuotationStatus>(['draft'])
    for (const from of reached) {
      for (const step of STEPS) {
        const to = nextQuotationStatus(from, step)
        if (to) reached.add(to)
      }
    }
    expect([...reached].sort()).toEqual([...QUOTATION_STATUSES].sort())
  })

  test('only what waits can be decided, and what is billed is over', () => {
    const from = (step: QuotationStep) => QUOTATION_STATUSES.filter(status => nextQuotationStatus(status, step))
    expect([from('accept'), from('reject'), from('expire')]).toEqual([['sent'], ['sent'], ['sent']])
    expect(from('revise')).not.toContain('converted')
    expect(STEPS.map(step => nextQuotationStatus('converted', step))).toEqual(STEPS.map(() => null))
  })

  test('only a waiting slip can be confirmed or refused', () => {
    expect(
      PAYMENT_STATUSES.map(status => [nextPaymentStatus(status, 'confirm'), nextPaymentStatus(status, 'refuse')]),
    ).toEqual([
      ['completed', 'failed'],
      [null, null],
      [null, null],
      [null, null],
    ])
  })
})

describe('what a button carries', () => {
  const id = '0192f0c0-1111-7000-8000-000000000001'
  test('names the quotation, its version and the choice', () => {
    expect(parseDecisionPayload(decisionPayload(id, 3, 'approve'))).toEqual({
      quotation_id: id,
      version: 3,
      choice: 'approve',
    })
  })
  test.each([
    '',
    'quotation:x:v1:approve',
    `quotation:${id}:v1:maybe`,
    `quotation:${id}:v1:approve `,
    `ticket:${id}:v1:approve`,
  ])('%j is none of ours', payload => expect(parseDecisionPayload(payload)).toBeNull())
})
