import { expect, test } from 'vitest'
import { emptyIntake, intakeInput, problemsOf, startOf } from './intake.ts'

test('what was typed to find somebody starts the new customer', () => {
  expect(startOf('012-345 6789')).toEqual({ name: '', phone: '012-345 6789' })
  expect(startOf('Siti')).toEqual({ name: 'Siti', phone: '' })
})

test('an intake needs a customer, a model and a problem; an IMEI only if it is right', () => {
  expect([...problemsOf(emptyIntake('ms'))]).toEqual(['needs_name', 'needs_model', 'needs_problem'])
  const filled = { ...emptyIntake('ms'), name: 'Siti', model: 'iPhone 13', problem_description: 'Skrin pecah' }
  expect(problemsOf(filled).size).toBe(0)
  expect([...problemsOf({ ...filled, imei: '490154203237519' })]).toEqual(['imei_wrong'])
  expect(problemsOf({ ...filled, imei: '490154203237518' }).size).toBe(0)
})

test('a known customer is sent by id, a new one by name', () => {
  const known = { id: 'c1', name: 'Siti', phone: null, email: null, company_name: null, created_at: '' }
  expect(intakeInput({ ...emptyIntake('ms'), known })).toMatchObject({ customer_id: 'c1' })
  expect(intakeInput({ ...emptyIntake('id'), name: ' Siti ' })).toMatchObject({
    customer: { name: 'Siti', lang: 'id' },
  })
})
