-- What became of each reminder: one row a step, so that nothing is said twice. `mark` names the state that it is about (which version,
-- ready since when, which hour): after a change the steps begin anew.
CREATE TABLE app.reminders (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  kind varchar(30) NOT NULL CHECK (kind IN ('quotation_expiring', 'pickup', 'unclaimed', 'unclaimed_task', 'appointment')),
  subject_id uuid NOT NULL,
  mark varchar(30) NOT NULL,
  -- How many days before or after.
  days int NOT NULL CHECK (days BETWEEN 0 AND 365),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE CASCADE,
  -- told; unwanted: kept in the thread as not sent; unreachable: no WhatsApp; skipped: by a person; task: put before staff.
  outcome varchar(15) NOT NULL CHECK (outcome IN ('told', 'unwanted', 'unreachable', 'skipped', 'task')),
  message_id uuid REFERENCES app.whatsapp_messages(id) ON DELETE SET NULL,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (kind, subject_id, mark, days)
);
CREATE INDEX idx_reminders_subject_id ON app.reminders(subject_id);
CREATE INDEX idx_reminders_customer_id ON app.reminders(customer_id);
CREATE INDEX idx_reminders_ticket_id ON app.reminders(ticket_id);
CREATE INDEX idx_reminders_message_id ON app.reminders(message_id);
CREATE INDEX idx_reminders_created_by ON app.reminders(created_by);

CALL app.guard('reminders', 'SELECT, INSERT, UPDATE');
CREATE POLICY staff_read ON app.reminders FOR SELECT USING ((SELECT app.may('tickets.read')));
-- The scheduler says what became of one; a person can only say that one is not to go out.
CREATE POLICY work_insert ON app.reminders FOR INSERT WITH CHECK ((SELECT app.may('system.work'))
  OR ((SELECT app.may('chat.write')) AND outcome = 'skipped' AND created_by = (SELECT auth.uid())));
CREATE POLICY work_update ON app.reminders FOR UPDATE USING ((SELECT app.may('system.work')));

CREATE TRIGGER customer_preferences_announce_trigger AFTER INSERT OR UPDATE ON app.customer_preferences FOR EACH ROW EXECUTE FUNCTION app.announce_change();
CREATE TRIGGER reminders_announce_trigger AFTER INSERT ON app.reminders FOR EACH ROW EXECUTE FUNCTION app.announce_change();
