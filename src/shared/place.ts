/** A point on earth in degrees (WGS 84). */
export interface Place {
  readonly latitude: number
  readonly longitude: number
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`
/** The pin of a map's link, before the middle of what it shows; then two numbers alone. */
const FORMS = [
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(`[?&](?:q|query|ll|destination)=(?:loc:)?${NUMBER},\\s*${NUMBER}`),
  new RegExp(`@${NUMBER},${NUMBER}`),
  new RegExp(`^${NUMBER}\\s*[,;\\s]\\s*${NUMBER}$`),
]
const PRECISION = 1e6

/** From two numbers as maps show them, or from a map's link (Google Maps, Waze); null when no place can be read. A short link holds none. */
export function parsePlace(text: string): Place | null {
  const plain = text
    .trim()
    .replace(/%2C/gi, ',')
    .replace(/%20|\+/g, ' ')
  for (const form of FORMS) {
    const [, latitude, longitude] =
      form.exec(plain)?.map(each => Math.round(Number(each) * PRECISION) / PRECISION) ?? []
    if (latitude === undefined || longitude === undefined) continue
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
  }
  return null
}

export const showPlace = ({ latitude, longitude }: Place): string => `${latitude}, ${longitude}`
