/**
 * Who may do what to which table, written by hand: what the shop's owner would expect, not what the policies happen to say.
 * `rights.test.ts` tries every cell for real, as the serving role.
 *
 * Four letters: Select, Insert, Update, Delete. A capital is every row, a small letter only one's own, a dash none. What is not
 * written is refused; nobody, and whoever stands at the sign-in door, may do nothing at all.
 *
 * One's own: of a technician, the tickets given to him or opened by him and what hangs on them; of the bot, the one customer that
 * it works for; of a link, its ticket; of a check-in's link, that check-in; of anybody, what carries his own user id.
 */
const TABLE = `
                            admin  staff  tech   bot    sched  ticket checkin
                                                               link   link
-- people and rights
users                       S-U-   s-u-   s-u-   s---   s---   ----   ----    names of colleagues come from user_directory()
user_sessions               S---   s---   s---   ----   ----   ----   ----    opened, closed and swept by functions only
login_attempts              S---   ----   ----   ----   ----   ----   ----    the same; jobs sweep by forget_sign_ins()
permissions                 S---   S---   S---   S---   S---   ----   ----
role_permissions            SI-D   S---   S---   S---   S---   ----   ----    never of one's own role
user_permissions            SIUD   s---   s---   s---   s---   ----   ----    never one's own
api_keys                    SIU-   ----   ----   ----   ----   ----   ----
audit_logs                  S---   ----   ----   ----   ----   ----   ----    written by triggers alone
customer_keys               ----   ----   ----   ----   ----   ----   ----

-- the shop
branches                    SIU-   S---   S---   S---   S---   S---   S---
company_settings            S-U-   S---   S---   S---   S---   S---   S---
business_hours              SI-D   S---   S---   S---   S---   S---   S---    they hang on the door
message_texts               Si--   S---   S---   S---   S---   S---   S---    what customers read
closures                    SI-D   S---   S---   S---   S---   S---   S---
system_settings             SIU-   S---   S---   S---   S---   ----   ----    secrets: admin and jobs
document_counters           S---   ----   ----   ----   ----   ----   ----
idempotency_keys            siud   siud   siud   siud   SiuD   siud   siud    jobs sweep
notifications               sIu-   sIu-   sIu-   sIu-   sIu-   ----   ----
reports                     Si--   ----   ----   ----   S-U-   ----   ----
backup_logs                 S---   ----   ----   ----   ----   ----   ----
tax_codes                   SIU-   S---   S---   S---   S---   S---   S---
tax_rates                   SI--   S---   S---   S---   S---   ----   ----
ai_intents                  SIU-   S---   S---   S---   S---   ----   ----
whatsapp_templates          SIU-   S---   S---   S---   SIU-   ----   ----
whatsapp_template_changes   SI--   ----   ----   ----   SI--   ----   ----    written by a trigger of whoever changes one
whatsapp_charges            S---   ----   ----   ----   SIU-   ----   ----
whatsapp_numbers            S---   ----   ----   ----   SIU-   ----   ----
whatsapp_alerts             S-U-   ----   ----   ----   SIU-   ----   ----    a person ends one, and raises none
analytics_events            SI--   -I--   -I--   -i--   -I--   -i--   -i--
ai_insights                 S-U-   ----   ----   ----   -I--   ----   ----

-- customers
customers                   SIUD   SIU-   Siu-   s-u-   SIU-   s---   s---    a technician takes walk-ins in
customer_identities         SIU-   SIU-   Si--   s---   SIU-   ----   ----
customer_preferences        SIU-   SIU-   Siu-   siu-   SIU-   s---   s---
consents                    SI--   SI--   Si--   si--   SI--   -i--   -i--
customer_interactions       SI--   SI--   SI--   si--   SI--   ----   ----
customer_sentiments         S---   S---   S---   -i--   SI--   ----   ----
customer_feedback           SIU-   SIU-   S---   siu-   SIU-   siu-   ----
ai_recommendations          S-U-   S-U-   S---   s---   SIU-   ----   ----
devices                     SIU-   SIU-   SIu-   s---   SIU-   s---   ----

-- repairs
tickets                     SIUD   SIU-   siu-   s---   SIU-   s---   ----
ticket_updates              Si--   Si--   si--   si--   Si--   s---   ----    each under his own name
checkins                    SIU-   SIU-   si--   siu-   SIU-   ----   s-u-
customer_links              SIU-   SIU-   si--   si--   SIU-   s---   ----
reminders                   Si--   Si--   ----   ----   SIU-   ----   ----    a person skips one, under his own name
appointments                SIU-   SIU-   s---   siu-   SIU-   ----   ----    whether he came, the shop's people say
device_passcodes            SIU-   -I--   siu-   ----   SIU-   ----   ----    staff hand them in, and cannot look
files                       SiU-   SiU-   siu-   siu-   SIU-   si--   siu-    each under his own name

-- goods
products                    SIU-   S---   S---   S---   S---   ----   ----    never cost, never stock
price_rules                 SIUD   S---   S---   S---   S---   ----   ----
stock_levels                S---   S---   S---   ----   S---   ----   ----
inventory_movements         Si--   Si--   S---   ----   S---   ----   ----    each under his own name

-- money
quotations                  SIU-   SIU-   siu-   s-u-   SIU-   s-u-   ----    the customer decides, and no more
quotation_items             SI-D   SI-D   si-d   s---   SI-D   s---   ----
quotation_versions          SI--   SI--   si--   s---   SIU-   s---   ----
quotation_decisions         SI--   SI--   s---   si--   SI--   si--   ----
invoices                    SIU-   SIU-   s---   s---   SIU-   s---   ----
invoice_items               SI-D   SI-D   s---   s---   SI-D   s---   ----
payments                    SIU-   SIU-   s---   si--   SIU-   s---   ----    the bot: a slip that waits
receipts                    SIU-   SIU-   s---   s---   SIU-   s---   ----

-- WhatsApp
whatsapp_webhook_events     ----   ----   ----   ----   S-UD   ----   ----
whatsapp_sessions           SIU-   SIU-   s-u-   s-u-   SIU-   ----   ----
whatsapp_messages           SIU-   SIU-   si--   siu-   SIU-   ----   ----
whatsapp_outbox             SIU-   SIU-   si--   si--   SIU-   ----   ----
whatsapp_parked_statuses    ----   ----   ----   ----   SI-D   ----   ----
whatsapp_buckets            ----   ----   ----   ----   SIU-   ----   ----
conversation_states         S-U-   S-U-   ----   siud   SIUD   ----   ----
ai_conversations            S---   S---   ----   si--   SI--   ----   ----
conversation_notes          Si--   Si--   ----   ----   Si--   ----   ----    each under his own name; nobody unsays one
canned_replies              SIUD   SIUD   ----   ----   SIUD   ----   ----
conversation_labels         SIUD   SIUD   ----   ----   SIUD   ----   ----
session_labels              SI-D   SI-D   ----   ----   SI-D   ----   ----
intent_corrections          SiUD   SiUD   ----   ----   SiUD   ----   ----    each under his own name
`

export const ROLES = ['admin', 'staff', 'technician', 'bot', 'scheduler', 'ticket_link', 'checkin_link'] as const
/** Who may do nothing: no context at all, and the sign-in door. */
export const STRANGERS = ['nobody', 'sign_in'] as const
export const VERBS = ['select', 'insert', 'update', 'delete'] as const
export type Role = (typeof ROLES)[number]
export type Stranger = (typeof STRANGERS)[number]
export type Verb = (typeof VERBS)[number]
export type Reach = 'all' | 'own' | 'none'

const cells = new Map<string, readonly string[]>(
  TABLE.split('\n')
    .filter(line => /^[a-z]/.test(line))
    .map(line => line.split(/\s+/))
    .map(([table = '', ...rest]) => [table, rest.slice(0, ROLES.length)]),
)

export const TABLES = [...cells.keys()]

/** What a role may reach with a verb; whatever is not written is refused. */
export function reach(table: string, role: Role | Stranger, verb: Verb): Reach {
  const cell = cells.get(table)?.[ROLES.indexOf(role as Role)] ?? '----'
  const letter = cell[VERBS.indexOf(verb)] ?? '-'
  return letter === '-' ? 'none' : letter === letter.toUpperCase() ? 'all' : 'own'
}
