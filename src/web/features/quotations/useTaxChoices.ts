import { settingsContracts } from '../../../shared/settings.ts'
import { NO_TAX, rateOn } from '../../../shared/tax.ts'
import { dayAt } from '../../../shared/time.ts'
import { useGet } from '../../query.ts'
import { useCompany } from '../../shell/company.ts'
import type { TaxChoice } from './estimate.ts'

/** The codes that may be charged today; a shop that is not registered may charge none. Undefined while loading. */
export function useTaxChoices(): readonly TaxChoice[] | undefined {
  const { data: company } = useCompany()
  const { data: codes } = useGet(settingsContracts.taxCodes, {})
  if (!company || !codes) return undefined
  const today = dayAt(new Date(), company.time_zone)
  return codes.items.flatMap(code => {
    const rate = rateOn(
      code.rates.map(dated => ({ ...dated, tax_code: code.code })),
      code.code,
      today,
    )
    const may = company.sst_registered || code.code === NO_TAX.tax_code
    return rate !== null && may ? [{ code: code.code, name: code.name, rate }] : []
  })
}
