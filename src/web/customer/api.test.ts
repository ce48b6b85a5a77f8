import { expect, test } from 'vitest'
import { checkinContracts } from '../../shared/checkins.ts'
import { feedbackContracts } from '../../shared/feedback.ts'
import { fileContracts } from '../../shared/files.ts'
import { OPEN_INVOICE_STATUSES } from '../../shared/invoices.ts'
import { paymentContracts } from '../../shared/payments.ts'
import { quotationContracts } from '../../shared/quotations.ts'
import { settingsContracts } from '../../shared/settings.ts'
import { ticketPageContract } from '../../shared/tickets.page.ts'
import { PATHS, SHOP_PATH } from './api.ts'
import { OPEN } from './ticket/owed.ts'

const CONTRACTS = {
  checkin: checkinContracts.page,
  addFile: checkinContracts.addFile,
  handIn: checkinContracts.submit,
  ticket: ticketPageContract,
  accept: quotationContracts.acceptOnPage,
  reject: quotationContracts.rejectOnPage,
  slip: paymentContracts.submitProofOnPage,
  rate: feedbackContracts.leaveOnPage,
  file: fileContracts.openOnPage,
}

test('the customer’s pages call exactly what the contracts open to a link', () => {
  const written = Object.entries(CONTRACTS).map(([name, contract]) => [
    name,
    contract.allow,
    contract.method,
    contract.path.replace('/public/:token', '').replace(/:\w+_id/, ':id'),
  ])
  expect(written).toEqual(Object.entries(PATHS).map(([name, [method, path]]) => [name, 'customer_link', method, path]))
  expect(`/api/v1${settingsContracts.card.path}`).toBe(SHOP_PATH)
})

test('what is owed is the same as for the shop', () => {
  expect([...OPEN].sort()).toEqual([...OPEN_INVOICE_STATUSES].sort())
})
