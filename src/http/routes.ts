import { listProducts } from '../features/catalogue/catalogue.ts'
import { createCustomer, getCustomer, listCustomers, updateCustomer } from '../features/customers/customers.ts'
import { leaveFeedbackOnPage } from '../features/feedback/feedback.ts'
import { openFile } from '../features/files/files.ts'
import { cancelInvoice, deliverInvoice, getInvoice, issueInvoice, listInvoices } from '../features/invoices/invoices.ts'
import { listNotifications, readNotification } from '../features/notifications/notifications.ts'
import { confirmProof, listPayments, receiptOf, recordPayment, refuseProof } from '../features/payments/payments.ts'
import {
  acceptAtCounter,
  acceptOnPage,
  draftQuotation,
  getQuotation,
  listQuotations,
  rejectAtCounter,
  rejectOnPage,
  reviseQuotation,
  sendQuotation,
} from '../features/quotations/quotations.ts'
import { getCompany, listTaxCodes } from '../features/settings/settings.ts'
import { changeLanguage, listUsers, whoAmI } from '../features/users/users.ts'
import { catalogueContracts as catalogue } from '../shared/catalogue.ts'
import { customerContracts as customers } from '../shared/customers.ts'
import { feedbackContracts as feedback } from '../shared/feedback.ts'
import { fileContracts as files } from '../shared/files.ts'
import { invoiceContracts as invoices } from '../shared/invoices.ts'
import { notificationContracts as notifications } from '../shared/notifications.ts'
import { paymentContracts as payments } from '../shared/payments.ts'
import { quotationContracts as quotations } from '../shared/quotations.ts'
import { settingsContracts as settings } from '../shared/settings.ts'
import { userContracts as users } from '../shared/users.ts'
import { on, onSteps, type Route } from './door.ts'
import { signInRoute, signOutRoute } from './sign-in.ts'

/** The whole API, one line a route. */
export const routes: readonly Route[] = [
  onSteps(users.signIn, signInRoute),
  onSteps(users.signOut, signOutRoute),
  on(users.me, whoAmI),
  on(users.changeMe, changeLanguage),
  on(users.directory, listUsers),

  on(notifications.list, listNotifications),
  on(notifications.read, readNotification),

  on(settings.company, getCompany),
  on(settings.taxCodes, listTaxCodes),
  on(catalogue.products, listProducts),

  on(customers.list, listCustomers),
  on(customers.get, getCustomer),
  on(customers.create, createCustomer),
  on(customers.update, updateCustomer),

  onSteps(files.open, openFile),
  onSteps(files.openOnPage, openFile),

  on(quotations.list, listQuotations),
  on(quotations.get, getQuotation),
  on(quotations.draft, draftQuotation),
  on(quotations.revise, reviseQuotation),
  on(quotations.send, sendQuotation),
  on(quotations.accept, acceptAtCounter),
  on(quotations.reject, rejectAtCounter),
  on(quotations.getOnPage, getQuotation),
  on(quotations.acceptOnPage, acceptOnPage),
  on(quotations.rejectOnPage, rejectOnPage),

  on(invoices.list, listInvoices),
  on(invoices.get, getInvoice),
  on(invoices.issue, issueInvoice),
  on(invoices.cancel, cancelInvoice),
  on(invoices.deliver, deliverInvoice),
  on(invoices.getOnPage, getInvoice),

  on(payments.list, listPayments),
  on(payments.record, recordPayment),
  on(payments.confirm, confirmProof),
  on(payments.refuse, refuseProof),
  on(payments.receipt, receiptOf),

  on(feedback.leaveOnPage, leaveFeedbackOnPage),
]
