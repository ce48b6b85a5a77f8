import type { UseQueryResult } from '@tanstack/react-query'
import { type Company, settingsContracts } from '../../shared/settings.ts'
import { DEFAULT_ZONE } from '../../shared/time.ts'
import { useGet } from '../query.ts'

export const useCompany = (): UseQueryResult<Company> => useGet(settingsContracts.company, {})

/** Times are shown in the shop's zone, wherever the reader is. */
export const useZone = (): string => useCompany().data?.time_zone ?? DEFAULT_ZONE
