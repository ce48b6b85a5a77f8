import type { Place } from '../../shared/place.ts'

/** A map of the world that opens in any browser without an account. */
export const mapOf = ({ latitude, longitude }: Place): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}&zoom=16`
