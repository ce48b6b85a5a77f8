/**
 * What a person or a service may be allowed to do. The database holds who has which
 * (`app.role_permissions`, `app.user_permissions`); policies and verbs ask `may`, never the role.
 */
export const PERMISSIONS = [
  'customers.read',
  'customers.write',
  'customers.delete',
  'tickets.read',
  'tickets.write',
  'tickets.own',
  'tickets.delete',
  'chat.read',
  'chat.write',
  'quotations.read',
  'quotations.write',
  'invoices.read',
  'invoices.write',
  'payments.read',
  'payments.write',
  'refund',
  'counter.approve',
  'catalogue.read',
  'catalogue.write',
  'cost.read',
  'stock.read',
  'stock.write',
  'passcode.reveal',
  'settings.read',
  'settings.write',
  'users.manage',
  'audit.read',
  'reports.read',
  'system.work',
] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What the database calls the acting party. `nobody` is the absence of all of them. */
export const ROLES = ['admin', 'staff', 'technician', 'bot', 'scheduler', 'customer_link'] as const
export type Role = (typeof ROLES)[number]
