-- A bill past its day is reminded of too; its mark is what is owed.
ALTER TABLE app.reminders DROP CONSTRAINT reminders_kind_check;
ALTER TABLE app.reminders ADD CONSTRAINT reminders_kind_check
  CHECK (kind IN ('quotation_expiring', 'pickup', 'unclaimed', 'unclaimed_task', 'appointment', 'payment_due'));
