import { TERMS_VERSION, termsMessages } from './messages/terms.ts'
import { type Lang, translate } from './messages.ts'
import { parseMoney, showMoney } from './money.ts'
import type { Company } from './settings.ts'
import type { Terms } from './tickets.ts'

/** The shop's terms of today, in words; frozen beside the signature or on the ticket. The version changes with the words and with the figures in them. */
export function termsOf(company: Company, lang: Lang): Terms {
  const fee = parseMoney(company.diagnostic_fee)
  const say = (key: keyof typeof termsMessages, vars = {}) => translate(termsMessages, lang, key, vars)
  return {
    version: [TERMS_VERSION, company.diagnostic_fee, company.storage_days, company.warranty_days].join('/'),
    lang,
    diagnostic_fee: company.diagnostic_fee,
    storage_days: company.storage_days,
    wording: [
      fee === 0 ? say('no_diagnostic_fee') : say('diagnostic_fee', { fee: showMoney(fee, company.currency) }),
      say('approval'),
      say('storage', { days: company.storage_days }),
      say('data'),
      say('warranty', { days: company.warranty_days }),
    ],
    privacy: say('privacy', { shop: company.company_name }),
  }
}
