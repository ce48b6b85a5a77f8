/** Meta's titles for the codes that the stand-in gives (support/error-codes), with the HTTP status of the synchronous form. */
const CODES: Readonly<Record<number, readonly [http: number, title: string]>> = {
  0: [401, 'Authentication exception'],
  1: [500, 'An unknown error occurred'],
  2: [503, 'Service temporarily unavailable'],
  3: [500, 'API method'],
  4: [400, 'Application request limit reached'],
  10: [403, 'Permission denied'],
  33: [400, 'Parameter value is not valid'],
  100: [400, 'Invalid parameter'],
  190: [401, 'Access token has expired'],
  200: [403, 'API permission'],
  368: [403, 'Temporarily blocked for policies violations'],
  80007: [429, 'Rate limit issues'],
  130403: [400, 'User is blocked'],
  130429: [429, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, 'Business account is restricted from messaging users in this country'],
  131000: [500, 'Something went wrong'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [500, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131030: [400, 'Recipient phone number not in allowed list'],
  131031: [403, 'Account has been locked'],
  131037: [400, 'Display name approval is needed'],
  131042: [400, 'Business eligibility payment issue'],
  131045: [500, 'Incorrect certificate'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'This message was not delivered to maintain healthy ecosystem engagement'],
  131050: [400, 'User has stopped marketing messages'],
  131051: [400, 'Unsupported message type'],
  131052: [400, 'Media download error'],
  131053: [400, 'Media upload error'],
  131056: [400, '(Business Account, Consumer Account) pair rate limit hit'],
  131057: [500, 'Business Account is in maintenance mode'],
  131062: [400, 'Business-scoped user id is not supported for this message'],
  131064: [400, 'Template misclassification limit'],
  132000: [400, 'Number of parameters does not match the expected number of params'],
  132001: [404, 'Template name does not exist in the translation'],
  132005: [400, 'Translated text too long'],
  132007: [400, 'Template format character policy violated'],
  132012: [400, 'Parameter format does not match format in the created template'],
  132015: [400, 'Template is paused'],
  132016: [400, 'Template is disabled'],
  132018: [400, 'There was an issue with the parameters of the template'],
  132068: [400, 'Flow is in blocked state'],
  132069: [400, 'Flow is in throttled state'],
  133000: [500, 'Incomplete deregistration'],
  133004: [503, 'Server temporarily unavailable'],
  133005: [400, 'Two-step verification PIN mismatch'],
  133006: [400, 'Phone number needs to be verified before registering'],
  133008: [400, 'Too many two-step verification PIN guesses'],
  133009: [400, 'Two-step verification PIN guessed too fast'],
  133010: [400, 'Account not registered'],
  133015: [400, 'Please wait a few minutes before attempting to register this phone number'],
  133016: [400, 'Account register deregister rate limit exceeded'],
  135000: [400, 'Generic user error'],
  137000: [400, 'Identity key hash mismatch'],
}

export const titleOf = (code: number): string => CODES[code]?.[1] ?? 'Error'

/** A refusal as the Graph API answers it. */
export class Refusal extends Error {
  readonly code: number
  readonly details: string
  readonly http_status: number
  readonly subcode: number | undefined
  readonly retry_after_seconds: number | undefined
  readonly regain_minutes: number | undefined

  constructor(
    code: number,
    details: string,
    more: {
      http_status?: number | undefined
      subcode?: number | undefined
      retry_after_seconds?: number | undefined
      regain_minutes?: number | undefined
    } = {},
  ) {
    super(titleOf(code))
    this.code = code
    this.details = details
    this.http_status = more.http_status ?? CODES[code]?.[0] ?? 400
    this.subcode = more.subcode
    this.retry_after_seconds = more.retry_after_seconds
    this.regain_minutes = more.regain_minutes
  }
}

/** An object that does not exist, or is not ours, answers 400 and not 404. */
export const unknownObject = (id: string): Refusal =>
  new Refusal(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    { subcode: 33 },
  )
