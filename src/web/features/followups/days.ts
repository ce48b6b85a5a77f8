/** "3, 7 14" as days; null: not what was asked for. */
export function daysOf(text: string): number[] | null {
  const words = text.split(/[\s,;]+/).filter(Boolean)
  const days = words.map(Number)
  const fine = days.every(day => Number.isInteger(day) && day >= 1 && day <= 60)
  return fine && days.length >= 1 && days.length <= 5 ? [...new Set(days)].sort((a, b) => a - b) : null
}

export const daysText = (days: readonly number[]): string => days.join(', ')
