-- When the shop is open, when it is not after all, and who comes when.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Times on the shop's own wall. A day without a row is a day off; a shop without any row has not said yet, and its
-- free text in `company_settings.business_hours` stands instead.
CREATE TABLE app.business_hours (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE CASCADE,
  -- ISO: 1 is Monday.
  weekday smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens_at time NOT NULL,
  -- 24:00 is midnight at the day's end.
  closes_at time NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (opens_at < closes_at),
  CONSTRAINT business_hours_overlap EXCLUDE USING gist (branch_id WITH =, weekday WITH =,
    int4range((extract(epoch FROM opens_at) / 60)::int, (extract(epoch FROM closes_at) / 60)::int) WITH &&)
);
CREATE INDEX idx_business_hours_branch_id ON app.business_hours(branch_id);

-- Whole days, or a part of one day.
CREATE TABLE app.closures (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE CASCADE,
  first_day date NOT NULL,
  last_day date NOT NULL,
  from_time time,
  until_time time,
  -- Customers read it.
  reason varchar(80),
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (first_day <= last_day),
  CHECK ((from_time IS NULL) = (until_time IS NULL)),
  CHECK (from_time IS NULL OR (first_day = last_day AND from_time < until_time))
);
CREATE INDEX idx_closures_days ON app.closures(last_day, first_day);
CREATE INDEX idx_closures_branch_id ON app.closures(branch_id);
CREATE INDEX idx_closures_created_by ON app.closures(created_by);

ALTER TABLE app.company_settings
  ADD COLUMN appointment_minutes int NOT NULL DEFAULT 30 CHECK (appointment_minutes BETWEEN 5 AND 480),
  -- How many customers may come at the same time.
  ADD COLUMN appointment_capacity int NOT NULL DEFAULT 1 CHECK (appointment_capacity BETWEEN 1 AND 20),
  -- No booking for sooner than this, and none for later than that.
  ADD COLUMN appointment_lead_minutes int NOT NULL DEFAULT 60 CHECK (appointment_lead_minutes BETWEEN 0 AND 10080),
  ADD COLUMN appointment_horizon_days int NOT NULL DEFAULT 30 CHECK (appointment_horizon_days BETWEEN 1 AND 365);

CREATE TABLE app.appointments (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  -- The conversation in which it was agreed.
  session_id uuid REFERENCES app.whatsapp_sessions(id) ON DELETE SET NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  lane smallint NOT NULL CHECK (lane >= 1),
  status varchar(20) NOT NULL DEFAULT 'booked' CHECK (status IN ('booked', 'arrived', 'done', 'cancelled', 'missed')),
  purpose varchar(20) NOT NULL DEFAULT 'drop_off' CHECK (purpose IN ('drop_off', 'pick_up', 'other')),
  -- In the customer's words.
  device varchar(120),
  notes text,
  -- He wrote that he would be late.
  late_minutes int CHECK (late_minutes > 0),
  -- He said that he will come.
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (starts_at < ends_at),
  -- One lane serves one at a time, and nobody is at the counter twice at once; what is called off holds nothing.
  CONSTRAINT appointments_lane_overlap EXCLUDE USING gist (branch_id WITH =, lane WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status IN ('booked', 'arrived', 'done')),
  CONSTRAINT appointments_customer_overlap EXCLUDE USING gist (customer_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
    WHERE (status IN ('booked', 'arrived', 'done'))
);
CREATE INDEX idx_appointments_starts_at ON app.appointments(starts_at, id);
CREATE INDEX idx_appointments_customer_id ON app.appointments(customer_id, starts_at);
CREATE INDEX idx_appointments_branch_id ON app.appointments(branch_id);
CREATE INDEX idx_appointments_ticket_id ON app.appointments(ticket_id);
CREATE INDEX idx_appointments_session_id ON app.appointments(session_id);
CREATE INDEX idx_appointments_created_by ON app.appointments(created_by);

CALL app.guard('business_hours', 'SELECT, INSERT, DELETE');
CALL app.guard('closures', 'SELECT, INSERT, DELETE');
CALL app.guard('appointments', personal => '{device,notes,cancel_reason}');

-- The hours hang on the door.
CREATE POLICY everybody_read ON app.business_hours FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL OR (SELECT app.is_role('customer_link')));
CREATE POLICY settings_insert ON app.business_hours FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY settings_delete ON app.business_hours FOR DELETE USING ((SELECT app.may('settings.write')));
CREATE POLICY everybody_read ON app.closures FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL OR (SELECT app.is_role('customer_link')));
CREATE POLICY settings_insert ON app.closures FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY settings_delete ON app.closures FOR DELETE USING ((SELECT app.may('settings.write')));

CREATE POLICY staff_read ON app.appointments FOR SELECT USING ((SELECT app.may('tickets.read')) OR customer_id = (SELECT app.bot_customer())
  OR ((SELECT app.may('tickets.own')) AND customer_id IN (SELECT t.customer_id FROM app.tickets t)));
-- Ticket and conversation are the customer's own, whoever writes.
CREATE POLICY staff_insert ON app.appointments FOR INSERT WITH CHECK ((SELECT app.may('tickets.write'))
  AND (ticket_id IS NULL OR (ticket_id, customer_id) IN (SELECT t.id, t.customer_id FROM app.tickets t))
  AND (session_id IS NULL OR (session_id, customer_id) IN (SELECT s.id, s.customer_id FROM app.whatsapp_sessions s)));
CREATE POLICY staff_update ON app.appointments FOR UPDATE USING ((SELECT app.may('tickets.write')))
  WITH CHECK ((SELECT app.may('tickets.write'))
  AND (ticket_id IS NULL OR (ticket_id, customer_id) IN (SELECT t.id, t.customer_id FROM app.tickets t))
  AND (session_id IS NULL OR (session_id, customer_id) IN (SELECT s.id, s.customer_id FROM app.whatsapp_sessions s)));
-- A customer books, moves and calls off through the bot; whether he came, the shop's people say.
CREATE POLICY bot_insert ON app.appointments FOR INSERT WITH CHECK (customer_id = (SELECT app.bot_customer()) AND status = 'booked'
  AND (ticket_id IS NULL OR ticket_id IN (SELECT t.id FROM app.tickets t WHERE t.customer_id = (SELECT app.bot_customer())))
  AND (session_id IS NULL OR session_id IN (SELECT s.id FROM app.whatsapp_sessions s WHERE s.customer_id = (SELECT app.bot_customer()))));
CREATE POLICY bot_update ON app.appointments FOR UPDATE USING (customer_id = (SELECT app.bot_customer()) AND status = 'booked')
  WITH CHECK (customer_id = (SELECT app.bot_customer()) AND status IN ('booked', 'cancelled')
  AND (ticket_id IS NULL OR ticket_id IN (SELECT t.id FROM app.tickets t WHERE t.customer_id = (SELECT app.bot_customer())))
  AND (session_id IS NULL OR session_id IN (SELECT s.id FROM app.whatsapp_sessions s WHERE s.customer_id = (SELECT app.bot_customer()))));

-- Which lanes are taken when, and by nobody in particular: the bot, who sees one customer, finds what is free for him.
CREATE FUNCTION app.taken_lanes(since timestamptz, until timestamptz) RETURNS TABLE (appointment_id uuid, lane smallint, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.lane, a.starts_at, a.ends_at FROM app.appointments a
  WHERE auth.uid() IS NOT NULL AND a.status IN ('booked', 'arrived', 'done') AND a.starts_at < until AND a.ends_at > since
$$;
CREATE POLICY directory ON app.appointments FOR SELECT TO app_directory USING (true);
GRANT SELECT ON app.appointments TO app_directory;
ALTER FUNCTION app.taken_lanes(timestamptz, timestamptz) OWNER TO app_directory;

CREATE TRIGGER appointments_announce_trigger AFTER INSERT OR UPDATE ON app.appointments FOR EACH ROW EXECUTE FUNCTION app.announce_change();
CREATE TRIGGER closures_announce_trigger AFTER INSERT ON app.closures FOR EACH ROW EXECUTE FUNCTION app.announce_change();
CREATE TRIGGER business_hours_announce_trigger AFTER INSERT ON app.business_hours FOR EACH ROW EXECUTE FUNCTION app.announce_change();
