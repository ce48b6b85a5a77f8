import type { UnderstandingContext } from '../../shared/assistant.ts'
import { PROBLEM_CATEGORIES } from '../../shared/assistant.ts'

import type { ChatKey } from '../../shared/messages/chat.ts'
import type { FlowName, ReplyButton, ReplyRow, Slots } from './turn.ts'
import { isSkip, yesOrNo } from './words.ts'

/** One question of a flow. Whatever fills its slots, in any message and any order, passes it. */
export interface Step {
  readonly name: string
  readonly filled: (slots: Slots) => boolean
  readonly expecting: NonNullable<UnderstandingContext['expecting']>
  readonly question: (slots: Slots) => ChatKey
  /** The second time, in other words. */
  readonly again?: ChatKey
  /** Not understood twice: something to choose from. Where the question has had its buttons from the start, a person is called. */
  readonly choice?: {
    readonly question: ChatKey
    readonly buttons?: readonly ReplyButton[]
    readonly list?: { readonly button: ChatKey; readonly rows: readonly ReplyRow[] }
  }
  /** It can be done without: passed after two questions in vain, with a word for it. */
  readonly passes?: { readonly fill: Partial<Slots>; readonly say: ChatKey }
  readonly buttons?: (slots: Slots) => readonly ReplyButton[]
  readonly list?: { readonly button: ChatKey; readonly rows: readonly ReplyRow[] }
  /** Words that answer it, whatever else is written beside them. */
  readonly answers?: (text: string) => boolean
}

const EXAMPLES: Readonly<Record<string, string>> = {
  Apple: 'iPhone 13',
  Samsung: 'A52',
  Xiaomi: 'Redmi Note 10',
  Oppo: 'A16',
  Vivo: 'Y20',
  Huawei: 'Nova 5T',
  Realme: 'C25',
  Asus: 'VivoBook 15',
  Acer: 'Aspire 5',
  Lenovo: 'IdeaPad 3',
  Dell: 'Inspiron 15',
  Sony: 'PS5',
}
export const modelExample = (brand: string): string => EXAMPLES[brand] ?? 'A15'

const device: Step = {
  name: 'device',
  filled: slots => slots.model !== undefined,
  expecting: 'device',
  question: slots => (slots.brand ? 'intake.ask_model' : 'intake.ask_device'),
  again: 'intake.ask_device_again',
  choice: {
    question: 'intake.choose_device',
    buttons: [
      { id: 'intake:unsure', label: 'button.unsure' },
      { id: 'menu:person', label: 'button.person' },
    ],
  },
}

/** Ten rows at most in a list: the rarer categories are what "something else" is for. */
const LISTED = PROBLEM_CATEGORIES.filter(
  category => !['biometric', 'button', 'keyboard', 'storage', 'software', 'heat', 'other'].includes(category),
).slice(0, 9)
const problem: Step = {
  name: 'problem',
  filled: slots => slots.problem !== undefined,
  expecting: 'problem',
  question: () => 'intake.ask_problem',
  again: 'intake.ask_problem_again',
  choice: {
    question: 'intake.choose_problem',
    list: {
      button: 'button.menu',
      rows: [...LISTED, 'other' as const].map(category => ({
        id: `intake:problem:${category}`,
        title: `problem.${category}` as const,
      })),
    },
  },
}

const photo: Step = {
  name: 'photo',
  filled: slots => slots.photos_done === true,
  expecting: 'text',
  question: slots => (slots.photos?.length ? 'intake.more_photos' : 'intake.ask_photo'),
  buttons: slots => [{ id: 'intake:skip_photo', label: slots.photos?.length ? 'button.go_on' : 'button.skip_photo' }],
  again: 'intake.ask_photo_again',
  passes: { fill: { photos_done: true }, say: 'intake.photo_later' },
  answers: isSkip,
}

const confirm: Step = {
  name: 'confirm',
  filled: slots => slots.confirmed === true,
  expecting: 'yes_no',
  question: () => 'intake.confirm',
  buttons: () => [
    { id: 'intake:right', label: 'button.right' },
    { id: 'intake:change', label: 'button.change' },
    { id: 'intake:cancel', label: 'button.cancel' },
  ],
  again: 'intake.confirm_again',
  answers: text => yesOrNo(text) !== null,
}

const sure: Step = {
  name: 'sure',
  filled: slots => slots.confirmed === true,
  expecting: 'yes_no',
  question: () => 'quotation.rejecting',
  buttons: () => [
    { id: 'reject:yes', label: 'button.reject_sure' },
    { id: 'reject:no', label: 'button.reject_not' },
  ],
  again: 'quotation.rejecting_again',
  // an "ok" before another sentence may be no more than a nod, and this one sends the device back
  answers: text => yesOrNo(text) !== null && !/^\W*ok/i.test(text),
}

export const RATING_ROWS: readonly ReplyRow[] = ([5, 4, 3, 2, 1] as const).map(n => ({
  id: `rating:${n}`,
  title: `row.rating_${n}` as const,
}))

const rating: Step = {
  name: 'rating',
  filled: slots => slots.rating !== undefined,
  expecting: 'rating',
  question: () => 'feedback.ask_rating',
  list: { button: 'button.rate', rows: RATING_ROWS },
}
const words: Step = {
  name: 'words',
  filled: slots => slots.words !== undefined,
  expecting: 'text',
  question: slots => ((slots.rating ?? 5) <= 2 ? 'feedback.sorry' : 'feedback.ask_words'),
  buttons: () => [{ id: 'feedback:skip', label: 'button.skip_photo' }],
}

const ticket: Step = {
  name: 'ticket',
  filled: slots => slots.ticket_number !== undefined,
  expecting: 'ticket',
  question: () => 'status.none',
  again: 'status.none_again',
  buttons: () => [{ id: 'menu:person', label: 'button.person' }],
}

/** Which collected job a fault is about: the list comes with the reply, since its rows are data. */
const which: Step = {
  name: 'which',
  filled: slots => slots.claim !== undefined && slots.claim !== null,
  expecting: 'text',
  question: () => 'warranty.which',
  again: 'warranty.which_again',
}
const bring: Step = {
  name: 'bring',
  filled: slots => slots.confirmed === true,
  expecting: 'yes_no',
  question: slots => (slots.came_back ? 'warranty.covered' : 'warranty.same'),
  buttons: slots => [
    {
      id: `warranty:bring:${slots.claim?.ticket_id ?? ''}`,
      label: slots.came_back ? 'button.bring' : 'button.same',
    },
    { id: 'warranty:other', label: 'button.other_fault' },
    { id: 'menu:person', label: 'button.person' },
  ],
}

/** Rows of bills and papers are data: the list comes with the reply. */
const bill: Step = {
  name: 'bill',
  filled: slots => slots.proof === undefined,
  expecting: 'text',
  question: () => 'payment.which',
}
const paper: Step = { name: 'paper', filled: () => false, expecting: 'text', question: () => 'invoice.which' }
const details: Step = { name: 'details', filled: () => false, expecting: 'text', question: () => 'invoice.details' }
/** The free times are data: the list comes with the reply. */
const time: Step = {
  name: 'time',
  filled: () => false,
  expecting: 'visit_time',
  question: () => 'visit.when',
  again: 'visit.when_again',
}
/** A conversation that was interrupted for a week: whether to go on with it. */
const resume: Step = {
  name: 'resume',
  filled: () => false,
  expecting: 'yes_no',
  question: () => 'resume.offer',
  buttons: () => [
    { id: 'resume:yes', label: 'button.resume' },
    { id: 'resume:no', label: 'button.resume_not' },
  ],
  answers: text => yesOrNo(text) !== null,
}

export const FLOWS: Readonly<Record<FlowName, readonly Step[]>> = {
  intake: [device, problem, photo, confirm],
  price: [device, problem],
  reject: [sure],
  feedback: [rating, words],
  status: [ticket],
  warranty: [which, bring],
  proof: [bill],
  papers: [paper],
  einvoice: [details],
  visit: [time],
  resume: [resume],
}

/** The first question that is still open; null when the flow has all it needs. */
export const openStep = (flow: FlowName, slots: Slots): Step | null =>
  FLOWS[flow].find(step => !step.filled(slots)) ?? null

export function stepNamed(flow: FlowName, name: string): Step {
  const step = FLOWS[flow].find(each => each.name === name)
  if (!step) throw new Error(`the ${flow} flow has no step ${name}`)
  return step
}

/** How often a question is put in words; then there is something to choose from, then a person is called. */
export const MOST_ASKED = 2

/** What is come back to when something else came in between: the customer has begun to register a device. */
export const COMES_BACK: ReadonlySet<FlowName> = new Set(['intake', 'price', 'warranty'])
