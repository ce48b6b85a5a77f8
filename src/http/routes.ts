import {
  bookAppointment,
  cancelAppointment,
  freeSlots,
  listAppointments,
  markArrived,
  markDone,
  markMissed,
  moveAppointment,
} from '../features/appointments/appointments.ts'
import { listDisplaced, tellDisplaced } from '../features/appointments/displaced.ts'
import { correctIntent, withdrawCorrection } from '../features/assistant/corrections.ts'
import { listProducts } from '../features/catalogue/catalogue.ts'
import { chargedMonths, costsOf, getPrices, setPrices } from '../features/channel/costs.ts'
import { checkSoon, healthOf, openAlerts, retryFailed, settleAlert } from '../features/channel/health.ts'
import { checkinQr, createCheckin, getCheckin } from '../features/checkins/checkins.ts'
import { addCheckinFile, checkinPage, submitCheckin } from '../features/checkins/form.ts'
import { sendAllAgain } from '../features/conversations/again.ts'
import { changeCanned, createCanned, listCanned, removeCanned } from '../features/conversations/canned.ts'
import { assign, listColleagues, markUnread, showPresence, snooze } from '../features/conversations/desk.ts'
import {
  countInbox,
  getConversation,
  handBackConversation,
  listConversations,
  listMessages,
  readConversation,
  takeOverConversation,
} from '../features/conversations/inbox.ts'
import { changeLabel, createLabel, label, listLabels, removeLabel } from '../features/conversations/labels.ts'
import { fetchMediaAgain } from '../features/conversations/media.ts'
import { addNote as addChatNote, listNotes } from '../features/conversations/notes.ts'
import { searchMessages } from '../features/conversations/search.ts'
import { sendAgain, sendByStaff, sendTemplate } from '../features/conversations/staff.ts'
import {
  createTemplate,
  deleteTemplate,
  editTemplate,
  listTemplateSet,
  submitDefaults,
  syncTemplatesSoon,
} from '../features/conversations/template-set.ts'
import { listTemplates } from '../features/conversations/templates.ts'
import { createCustomer, getCustomer, listCustomers, updateCustomer } from '../features/customers/customers.ts'
import { leaveFeedbackOnPage } from '../features/feedback/feedback.ts'
import { openFile } from '../features/files/files.ts'
import { nextDue, skipReminder } from '../features/followups/followups.ts'
import { addClosure, getHours, removeClosure, setHours } from '../features/hours/hours.ts'
import { cancelInvoice, deliverInvoice, getInvoice, issueInvoice, listInvoices } from '../features/invoices/invoices.ts'
import { listNotifications, readNotification } from '../features/notifications/notifications.ts'
import { confirmProof, listPayments, receiptOf, recordPayment, refuseProof } from '../features/payments/payments.ts'
import { submitProofOnPage } from '../features/payments/proofs.ts'
import { getPreferences, setPreferences } from '../features/preferences/preferences.ts'
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
import { removeLogo, setLogo } from '../features/settings/logo.ts'
import { removeDuitnowQr, setDuitnowQr, setPayment } from '../features/settings/payment.ts'
import {
  getCompany,
  getReminderSettings,
  listTaxCodes,
  setPlace,
  setReminderSettings,
  shopCard,
} from '../features/settings/settings.ts'
import { listTexts, listTextVersions, restoreText, saveText } from '../features/texts/texts.ts'
import { deviceNotHere, receiveDevice } from '../features/tickets/arrival.ts'
import { inviteToTicket, ticketLabel, ticketLinkQr } from '../features/tickets/handouts.ts'
import { takeIn } from '../features/tickets/intake.ts'
import { whatIsOwed } from '../features/tickets/owed.ts'
import { ticketPage } from '../features/tickets/page.ts'
import { revealPasscode } from '../features/tickets/passcodes.ts'
import {
  approveTicket,
  cancelTicket,
  completeRepair,
  declineRepair,
  giveUpRepair,
  handOver,
  markReady,
  startDiagnosis,
  startRepair,
} from '../features/tickets/steps.ts'
import { countByStatus, getTicket, listTickets } from '../features/tickets/tickets.ts'
import { addNote, addPhotos, addProgress, assignTicket, updateTicket } from '../features/tickets/work.ts'
import { changeLanguage, listUsers, whoAmI } from '../features/users/users.ts'
import { appointmentContracts as appointments } from '../shared/appointments.ts'
import { cannedContracts as canned } from '../shared/canned.ts'
import { catalogueContracts as catalogue } from '../shared/catalogue.ts'
import { channelContracts as channel } from '../shared/channel.ts'
import { checkinContracts as checkins } from '../shared/checkins.ts'
import { conversationContracts as conversations } from '../shared/conversations.ts'
import { customerContracts as customers } from '../shared/customers.ts'
import { feedbackContracts as feedback } from '../shared/feedback.ts'
import { fileContracts as files } from '../shared/files.ts'
import { hoursContracts as hours } from '../shared/hours.contracts.ts'
import { inboxContracts as inbox } from '../shared/inbox.ts'
import { invoiceContracts as invoices } from '../shared/invoices.ts'
import { labelContracts as labels } from '../shared/labels.ts'
import { notificationContracts as notifications } from '../shared/notifications.ts'
import { paymentContracts as payments } from '../shared/payments.ts'
import { preferenceContracts as preferences } from '../shared/preferences.ts'
import { quotationContracts as quotations } from '../shared/quotations.ts'
import { reminderContracts as reminders } from '../shared/reminders.ts'
import { settingsContracts as settings } from '../shared/settings.ts'
import { templateContracts as templates } from '../shared/templates.ts'
import { textContracts as texts } from '../shared/texts.contracts.ts'
import { ticketPageContract } from '../shared/tickets.page.ts'
import { ticketContracts as tickets } from '../shared/tickets.ts'
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

  on(settings.card, shopCard),
  on(settings.company, getCompany),
  on(settings.setPlace, setPlace),
  on(settings.setPayment, setPayment),
  onSteps(settings.setLogo, setLogo),
  on(settings.removeLogo, removeLogo),
  onSteps(settings.setDuitnow, setDuitnowQr),
  on(settings.removeDuitnow, removeDuitnowQr),
  on(settings.taxCodes, listTaxCodes),
  on(appointments.list, listAppointments),
  on(appointments.slots, freeSlots),
  on(appointments.displaced, listDisplaced),
  on(appointments.tellDisplaced, tellDisplaced),
  on(appointments.book, bookAppointment),
  on(appointments.move, moveAppointment),
  on(appointments.cancel, cancelAppointment),
  on(appointments.arrive, markArrived),
  on(appointments.finish, markDone),
  on(appointments.miss, markMissed),
  on(texts.list, listTexts),
  on(texts.versions, listTextVersions),
  on(texts.save, saveText),
  on(texts.restore, restoreText),
  on(hours.get, getHours),
  on(hours.set, setHours),
  on(hours.addClosure, addClosure),
  on(hours.removeClosure, removeClosure),
  on(catalogue.products, listProducts),

  on(customers.list, listCustomers),
  on(customers.get, getCustomer),
  on(customers.create, createCustomer),
  on(customers.update, updateCustomer),
  on(preferences.get, getPreferences),
  on(preferences.set, setPreferences),

  onSteps(files.open, openFile),
  onSteps(files.openOnPage, openFile),

  on(checkins.create, createCheckin),
  on(checkins.get, getCheckin),
  onSteps(checkins.qr, checkinQr),
  on(checkins.page, checkinPage),
  on(checkins.addFile, addCheckinFile),
  on(checkins.submit, submitCheckin),

  on(tickets.list, listTickets),
  on(tickets.counts, countByStatus),
  on(tickets.get, getTicket),
  on(tickets.intake, takeIn),
  on(tickets.update, updateTicket),
  on(tickets.assign, assignTicket),
  on(tickets.receive, receiveDevice),
  on(tickets.notHere, deviceNotHere),
  on(tickets.diagnose, startDiagnosis),
  on(tickets.approve, approveTicket),
  on(tickets.start, startRepair),
  on(tickets.complete, completeRepair),
  on(tickets.ready, markReady),
  on(tickets.decline, declineRepair),
  on(tickets.giveUp, giveUpRepair),
  on(tickets.owed, whatIsOwed),
  on(tickets.handOver, handOver),
  on(tickets.cancel, cancelTicket),
  on(tickets.addProgress, addProgress),
  on(tickets.addPhotos, addPhotos),
  on(tickets.addNote, addNote),
  on(tickets.revealPasscode, revealPasscode),
  on(tickets.link, inviteToTicket),
  onSteps(tickets.linkQr, ticketLinkQr),
  onSteps(tickets.label, ticketLabel),
  on(ticketPageContract, ticketPage),

  on(conversations.list, listConversations),
  on(conversations.get, getConversation),
  on(conversations.messages, listMessages),
  on(conversations.read, readConversation),
  on(conversations.takeOver, takeOverConversation),
  on(conversations.handBack, handBackConversation),
  on(conversations.send, sendByStaff),
  on(conversations.fetchMediaAgain, fetchMediaAgain),
  on(conversations.sendAgain, sendAgain),
  on(conversations.sendAllAgain, sendAllAgain),
  on(conversations.templates, listTemplates),
  on(conversations.sendTemplate, sendTemplate),
  on(inbox.counts, countInbox),
  on(inbox.colleagues, listColleagues),
  on(inbox.assign, assign),
  on(inbox.snooze, snooze),
  on(inbox.markUnread, markUnread),
  on(inbox.notes, listNotes),
  on(inbox.addNote, addChatNote),
  on(inbox.search, searchMessages),
  on(inbox.presence, showPresence),
  on(inbox.correctIntent, correctIntent),
  on(inbox.withdrawCorrection, withdrawCorrection),
  on(labels.list, listLabels),
  on(labels.create, createLabel),
  on(labels.change, changeLabel),
  on(labels.remove, removeLabel),
  on(labels.set, label),
  on(canned.list, listCanned),
  on(canned.create, createCanned),
  on(canned.change, changeCanned),
  on(canned.remove, removeCanned),

  on(templates.list, listTemplateSet),
  on(templates.create, createTemplate),
  on(templates.edit, editTemplate),
  on(templates.remove, deleteTemplate),
  on(templates.submitDefaults, submitDefaults),
  on(templates.sync, syncTemplatesSoon),

  on(channel.health, healthOf),
  on(channel.alerts, openAlerts),
  on(channel.check, checkSoon),
  on(channel.retry, retryFailed),
  on(channel.settle, settleAlert),
  on(channel.months, chargedMonths),
  on(channel.costs, costsOf),
  on(channel.prices, getPrices),
  on(channel.setPrices, setPrices),

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
  on(payments.submitProofOnPage, submitProofOnPage),
  on(payments.confirm, confirmProof),
  on(payments.refuse, refuseProof),
  on(payments.receipt, receiptOf),

  on(reminders.settings, getReminderSettings),
  on(reminders.setSettings, setReminderSettings),
  on(reminders.next, nextDue),
  on(reminders.skip, skipReminder),

  on(feedback.leaveOnPage, leaveFeedbackOnPage),
]
