-- Tickets, their story, check-ins, files, links, passcodes; and the policies that hang on a ticket.
CREATE TABLE app.tickets (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  ticket_number varchar(20) UNIQUE NOT NULL,
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE RESTRICT,
  device_id uuid REFERENCES app.devices(id) ON DELETE RESTRICT,
  device_type varchar(50) NOT NULL,
  device_model varchar(100) NOT NULL,
  serial_number varchar(50),
  problem_description text NOT NULL,
  accessories text[] NOT NULL DEFAULT '{}',
  condition_notes text,
  status varchar(20) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'diagnosing', 'approved', 'in_progress', 'completed', 'ready_for_pickup', 'picked_up', 'cancelled')),
  outcome varchar(20) CHECK (outcome IN ('repaired', 'declined', 'unrepairable')),
  hold_reason varchar(20) CHECK (hold_reason IN ('part', 'customer', 'outside_repair')),
  priority varchar(20) NOT NULL DEFAULT 'normal' CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  estimated_cost numeric(14,2),
  actual_cost numeric(14,2),
  estimated_completion_date date,
  technician_notes text,
  -- The terms that the customer signed: fee, storage days, wording; frozen.
  terms jsonb,
  -- A warranty claim is a new ticket tied to the old one.
  warranty_of_ticket_id uuid REFERENCES app.tickets(id) ON DELETE RESTRICT,
  warranty_until date,
  assigned_to uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  status_changed_at timestamptz NOT NULL DEFAULT now(),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_tickets_customer_id ON app.tickets(customer_id);
CREATE INDEX idx_tickets_status ON app.tickets(status, id);
CREATE INDEX idx_tickets_assigned_to ON app.tickets(assigned_to, id);
CREATE INDEX idx_tickets_created_at ON app.tickets(created_at);
CREATE INDEX idx_tickets_ticket_number ON app.tickets(ticket_number);
CREATE INDEX idx_tickets_created_by ON app.tickets(created_by);
CREATE INDEX idx_tickets_device_id ON app.tickets(device_id);
CREATE INDEX idx_tickets_branch_id ON app.tickets(branch_id);
CREATE INDEX idx_tickets_warranty_of ON app.tickets(warranty_of_ticket_id);
CREATE INDEX idx_tickets_search ON app.tickets USING gin ((lower(ticket_number) || ' ' || lower(device_model) || ' ' || lower(coalesce(serial_number, ''))) gin_trgm_ops);

-- Every file is sealed on disk; the row says what it is and who may see it.
CREATE TABLE app.files (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  kind varchar(30) NOT NULL,
  filename varchar(255),
  mime_type varchar(100) NOT NULL,
  size_bytes int NOT NULL CHECK (size_bytes >= 0),
  sha256 varchar(64) NOT NULL,
  storage_key text NOT NULL,
  thumbnail_key text,
  customer_id uuid REFERENCES app.customers(id) ON DELETE SET NULL,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  checkin_id uuid,
  visible_to_customer boolean NOT NULL DEFAULT false,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_files_customer_id ON app.files(customer_id);
CREATE INDEX idx_files_ticket_id ON app.files(ticket_id);
CREATE INDEX idx_files_checkin_id ON app.files(checkin_id);
CREATE INDEX idx_files_created_by ON app.files(created_by);

CREATE TABLE app.ticket_updates (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  ticket_id uuid NOT NULL REFERENCES app.tickets(id) ON DELETE CASCADE,
  -- status, note, progress, photo, assignment, quotation, payment, passcode…
  update_type varchar(50) NOT NULL,
  description text,
  image_url text,
  file_ids uuid[] NOT NULL DEFAULT '{}',
  from_status varchar(20),
  to_status varchar(20),
  visible_to_customer boolean NOT NULL DEFAULT false,
  updated_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_ticket_updates_ticket_id ON app.ticket_updates(ticket_id, id);
CREATE INDEX idx_ticket_updates_updated_by ON app.ticket_updates(updated_by);

-- A check-in: the link and QR that the customer opens, and the form that he signs.
CREATE TABLE app.checkins (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  token_hash text UNIQUE NOT NULL,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  session_id uuid,
  status varchar(20) NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'submitted', 'ticketed', 'cancelled')),
  -- What the chat already knows: device_type, brand, model, problem, file_ids.
  prefill jsonb NOT NULL DEFAULT '{}',
  form jsonb,
  -- Fee, storage days, privacy notice: the wording shown, frozen with the signature.
  terms jsonb,
  passcode_sealed text,
  signature_file_id uuid REFERENCES app.files(id) ON DELETE SET NULL,
  ticket_id uuid REFERENCES app.tickets(id) ON DELETE SET NULL,
  -- For whoever holds the check-in's link: he is told the number, he may not read the ticket with it.
  ticket_number varchar(20),
  expires_at timestamptz NOT NULL,
  opened_at timestamptz,
  submitted_at timestamptz,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_checkins_customer_id ON app.checkins(customer_id, created_at);
CREATE INDEX idx_checkins_session_id ON app.checkins(session_id);
CREATE INDEX idx_checkins_ticket_id ON app.checkins(ticket_id);
CREATE INDEX idx_checkins_signature_file_id ON app.checkins(signature_file_id);
CREATE INDEX idx_checkins_created_by ON app.checkins(created_by);
ALTER TABLE app.files ADD CONSTRAINT files_checkin_id_fkey FOREIGN KEY (checkin_id) REFERENCES app.checkins(id) ON DELETE SET NULL;

-- A link opens one ticket's page, until it expires.
CREATE TABLE app.customer_links (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  token_hash text UNIQUE NOT NULL,
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  ticket_id uuid NOT NULL REFERENCES app.tickets(id) ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_customer_links_ticket_id ON app.customer_links(ticket_id, expires_at);
CREATE INDEX idx_customer_links_customer_id ON app.customer_links(customer_id);

-- Sealed, revealed by right and reason, wiped at pickup and cancellation.
CREATE TABLE app.device_passcodes (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  ticket_id uuid UNIQUE NOT NULL REFERENCES app.tickets(id) ON DELETE CASCADE,
  sealed text,
  -- Each reveal is an update, so that the audit trail names who, when, why and which ticket.
  last_reveal jsonb,
  wiped_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((sealed IS NULL) = (wiped_at IS NOT NULL))
);

CREATE TABLE app.customer_interactions (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  interaction_type varchar(50) NOT NULL CHECK (interaction_type IN ('whatsapp', 'call', 'email', 'visit', 'ticket', 'purchase')),
  interaction_id uuid,
  description text,
  direction varchar(20) CHECK (direction IN ('inbound', 'outbound')),
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_customer_interactions_customer_id ON app.customer_interactions(customer_id, created_at);
CREATE INDEX idx_customer_interactions_created_by ON app.customer_interactions(created_by);

CREATE TABLE app.analytics_events (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  event_type varchar(50) NOT NULL,
  event_data jsonb,
  customer_id uuid REFERENCES app.customers(id) ON DELETE SET NULL,
  user_id uuid REFERENCES app.users(id) ON DELETE SET NULL,
  session_id varchar(100),
  ip_address inet,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_analytics_events_event_type ON app.analytics_events(event_type, created_at);
CREATE INDEX idx_analytics_events_customer_id ON app.analytics_events(customer_id);
CREATE INDEX idx_analytics_events_user_id ON app.analytics_events(user_id);

CREATE FUNCTION app.check_ticket_completion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'completed' AND OLD.status <> 'completed' THEN
    UPDATE app.customers SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.customer_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ticket_completion_trigger AFTER UPDATE ON app.tickets
  FOR EACH ROW EXECUTE FUNCTION app.check_ticket_completion();

-- The transitions of the ticket table in the specification; a verb that goes past them is a defect.
CREATE FUNCTION app.check_ticket_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status THEN
    IF NOT (CASE OLD.status
      WHEN 'pending' THEN NEW.status IN ('diagnosing', 'cancelled')
      WHEN 'diagnosing' THEN NEW.status IN ('approved', 'ready_for_pickup')
      WHEN 'approved' THEN NEW.status IN ('in_progress', 'ready_for_pickup')
      WHEN 'in_progress' THEN NEW.status IN ('completed', 'diagnosing')
      WHEN 'completed' THEN NEW.status IN ('ready_for_pickup', 'in_progress')
      WHEN 'ready_for_pickup' THEN NEW.status IN ('picked_up', 'in_progress')
      ELSE false END) THEN
      RAISE EXCEPTION 'a ticket cannot go from % to %', OLD.status, NEW.status USING ERRCODE = 'BK002';
    END IF;
    NEW.status_changed_at = CURRENT_TIMESTAMP;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ticket_transition_trigger BEFORE UPDATE ON app.tickets
  FOR EACH ROW EXECUTE FUNCTION app.check_ticket_transition();

CALL app.guard('tickets', 'SELECT, INSERT, UPDATE, DELETE', personal => '{serial_number,condition_notes}');
CALL app.guard('files', 'SELECT, INSERT, UPDATE', personal => '{filename}', secrets => '{storage_key,thumbnail_key}');
CALL app.guard('ticket_updates', 'SELECT, INSERT', audited => false);
CALL app.guard('checkins', 'SELECT, INSERT, UPDATE', personal => '{form,prefill}', secrets => '{token_hash,passcode_sealed}');
CALL app.guard('customer_links', 'SELECT, INSERT, UPDATE', secrets => '{token_hash}');
CALL app.guard('device_passcodes', 'SELECT, INSERT, UPDATE', secrets => '{sealed}');
CALL app.guard('customer_interactions', 'SELECT, INSERT', audited => false);
CALL app.guard('analytics_events', 'SELECT, INSERT', audited => false);

-- Tickets
CREATE POLICY ticket_select_policy ON app.tickets FOR SELECT USING ((SELECT app.may('tickets.read')));
CREATE POLICY ticket_select_own ON app.tickets FOR SELECT
  USING ((SELECT app.may('tickets.own')) AND (assigned_to = (SELECT auth.uid()) OR created_by = (SELECT auth.uid())));
CREATE POLICY ticket_select_bot ON app.tickets FOR SELECT USING (customer_id = (SELECT app.bot_customer()));
CREATE POLICY ticket_select_link ON app.tickets FOR SELECT USING (id = (SELECT app.link_ticket()));
CREATE POLICY ticket_insert_policy ON app.tickets FOR INSERT
  WITH CHECK ((SELECT app.may('tickets.write')) OR ((SELECT app.may('tickets.own')) AND created_by = (SELECT auth.uid())));
CREATE POLICY ticket_update_policy ON app.tickets FOR UPDATE USING ((SELECT app.may('tickets.write')));
CREATE POLICY ticket_update_own ON app.tickets FOR UPDATE
  USING ((SELECT app.may('tickets.own')) AND (assigned_to = (SELECT auth.uid()) OR created_by = (SELECT auth.uid())));
CREATE POLICY ticket_delete_policy ON app.tickets FOR DELETE USING ((SELECT app.may('tickets.delete')) AND status = 'cancelled');

-- Customers: staff all; a technician reads all (to take a walk-in) and changes those of his tickets.
CREATE POLICY customer_access_policy ON app.customers FOR SELECT USING ((SELECT app.may('customers.read')));
CREATE POLICY customer_select_bot ON app.customers FOR SELECT USING (id = (SELECT app.bot_customer()));
CREATE POLICY customer_select_link ON app.customers FOR SELECT USING (id = (SELECT app.link_customer()));
CREATE POLICY customer_insert_policy ON app.customers FOR INSERT
  WITH CHECK ((SELECT app.may('customers.write')) OR ((SELECT app.may('tickets.own')) AND created_by = (SELECT auth.uid())));
CREATE POLICY customer_update_policy ON app.customers FOR UPDATE USING ((SELECT app.may('customers.write')));
CREATE POLICY customer_update_own ON app.customers FOR UPDATE
  USING ((SELECT app.may('tickets.own')) AND id IN (SELECT t.customer_id FROM app.tickets t));
CREATE POLICY customer_update_bot ON app.customers FOR UPDATE USING (id = (SELECT app.bot_customer()));
CREATE POLICY customer_delete_policy ON app.customers FOR DELETE USING ((SELECT app.may('customers.delete')));

CREATE POLICY staff_read ON app.customer_identities FOR SELECT USING ((SELECT app.may('customers.read')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY staff_insert ON app.customer_identities FOR INSERT
  WITH CHECK ((SELECT app.may('customers.write')) OR ((SELECT app.may('tickets.own')) AND (customer_id IN (SELECT t.customer_id FROM app.tickets t)
    OR customer_id IN (SELECT c.id FROM app.customers c WHERE c.created_by = (SELECT auth.uid())))));
CREATE POLICY staff_update ON app.customer_identities FOR UPDATE USING ((SELECT app.may('customers.write')));
CREATE POLICY staff_read ON app.customer_preferences FOR SELECT
  USING ((SELECT app.may('customers.read')) OR customer_id = (SELECT app.bot_customer()) OR customer_id = (SELECT app.link_customer()));
CREATE POLICY staff_insert ON app.customer_preferences FOR INSERT
  WITH CHECK ((SELECT app.may('customers.write')) OR customer_id = (SELECT app.bot_customer()) OR ((SELECT app.may('tickets.own')) AND (customer_id IN (SELECT t.customer_id FROM app.tickets t)
    OR customer_id IN (SELECT c.id FROM app.customers c WHERE c.created_by = (SELECT auth.uid())))));
CREATE POLICY staff_update ON app.customer_preferences FOR UPDATE
  USING ((SELECT app.may('customers.write')) OR customer_id = (SELECT app.bot_customer()) OR ((SELECT app.may('tickets.own')) AND (customer_id IN (SELECT t.customer_id FROM app.tickets t)
    OR customer_id IN (SELECT c.id FROM app.customers c WHERE c.created_by = (SELECT auth.uid())))));
CREATE POLICY staff_read ON app.consents FOR SELECT USING ((SELECT app.may('customers.read')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY anyone_known_insert ON app.consents FOR INSERT WITH CHECK ((SELECT app.may('customers.write'))
  OR customer_id = (SELECT app.bot_customer()) OR customer_id = (SELECT app.link_customer()) OR ((SELECT app.may('tickets.own')) AND (customer_id IN (SELECT t.customer_id FROM app.tickets t)
    OR customer_id IN (SELECT c.id FROM app.customers c WHERE c.created_by = (SELECT auth.uid())))));
CREATE POLICY staff_read ON app.devices FOR SELECT USING ((SELECT app.may('customers.read'))
  OR customer_id = (SELECT app.bot_customer()) OR id IN (SELECT t.device_id FROM app.tickets t WHERE t.id = (SELECT app.link_ticket())));
CREATE POLICY staff_insert ON app.devices FOR INSERT WITH CHECK ((SELECT app.may('tickets.write')) OR (SELECT app.may('tickets.own')));
CREATE POLICY staff_update ON app.devices FOR UPDATE
  USING ((SELECT app.may('tickets.write')) OR ((SELECT app.may('tickets.own')) AND id IN (SELECT t.device_id FROM app.tickets t)));

-- What hangs on a ticket follows the ticket's own policies: whoever sees the ticket sees it.
CREATE POLICY with_ticket_read ON app.ticket_updates FOR SELECT USING ((SELECT app.may('tickets.read'))
  OR ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t))
  OR (visible_to_customer AND ticket_id IN (SELECT t.id FROM app.tickets t)));
CREATE POLICY with_ticket_insert ON app.ticket_updates FOR INSERT WITH CHECK (updated_by = (SELECT auth.uid())
  AND ((SELECT app.may('tickets.write')) OR ticket_id IN (SELECT t.id FROM app.tickets t)));
CREATE POLICY staff_read ON app.checkins FOR SELECT USING ((SELECT app.may('tickets.read'))
  OR ((SELECT app.may('tickets.own')) AND (created_by = (SELECT auth.uid()) OR ticket_id IN (SELECT t.id FROM app.tickets t)))
  OR customer_id = (SELECT app.bot_customer()) OR id = (SELECT app.link_checkin()));
CREATE POLICY staff_insert ON app.checkins FOR INSERT WITH CHECK ((SELECT app.may('tickets.write'))
  OR ((SELECT app.may('tickets.own')) AND created_by = (SELECT auth.uid())) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY staff_update ON app.checkins FOR UPDATE USING ((SELECT app.may('tickets.write'))
  OR customer_id = (SELECT app.bot_customer()) OR (id = (SELECT app.link_checkin()) AND customer_id = (SELECT app.link_customer())));
CREATE POLICY staff_read ON app.customer_links FOR SELECT USING ((SELECT app.may('tickets.read'))
  OR ticket_id IN (SELECT t.id FROM app.tickets t));
-- A link shows its customer too: he must be the ticket's.
CREATE POLICY with_ticket_insert ON app.customer_links FOR INSERT WITH CHECK (
  ((SELECT app.may('tickets.write')) OR (SELECT app.is_role('technician', 'bot')))
  AND (ticket_id, customer_id) IN (SELECT t.id, t.customer_id FROM app.tickets t));
CREATE POLICY work_update ON app.customer_links FOR UPDATE USING ((SELECT app.may('tickets.write')));
-- The scheduler wipes; it needs no reveal: wiping is a blind update.
CREATE POLICY reveal ON app.device_passcodes FOR SELECT
  USING (((SELECT app.may('passcode.reveal')) AND ticket_id IN (SELECT t.id FROM app.tickets t)) OR (SELECT app.may('system.work')));
CREATE POLICY keep ON app.device_passcodes FOR INSERT WITH CHECK ((SELECT app.may('tickets.write'))
  OR ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t)));
CREATE POLICY wipe ON app.device_passcodes FOR UPDATE
  USING ((SELECT app.may('tickets.write')) OR ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t)));
-- The bot's user id is the same for every customer, so `created_by` says whose a file is for people only.
CREATE POLICY staff_read ON app.files FOR SELECT USING ((SELECT app.may('tickets.read'))
  OR ((SELECT app.is_staff()) AND created_by = (SELECT auth.uid()))
  OR ((SELECT app.may('tickets.own')) AND ticket_id IN (SELECT t.id FROM app.tickets t))
  OR customer_id = (SELECT app.bot_customer())
  OR (visible_to_customer AND ticket_id = (SELECT app.link_ticket())) OR checkin_id = (SELECT app.link_checkin()));
CREATE POLICY known_insert ON app.files FOR INSERT WITH CHECK (((SELECT app.is_staff()) AND created_by = (SELECT auth.uid()))
  OR (SELECT app.may('system.work')));
-- A customer's file hangs on nothing that is not his.
CREATE POLICY customer_insert ON app.files FOR INSERT WITH CHECK (
  (customer_id = (SELECT app.bot_customer()) AND (ticket_id IS NULL OR ticket_id IN (SELECT t.id FROM app.tickets t)))
  OR (coalesce(customer_id = (SELECT app.link_customer()), true)
    AND ((ticket_id = (SELECT app.link_ticket()) AND checkin_id IS NULL) OR (checkin_id = (SELECT app.link_checkin()) AND ticket_id IS NULL))));
CREATE POLICY staff_update ON app.files FOR UPDATE
  USING ((SELECT app.may('tickets.write')) OR ((SELECT app.is_staff()) AND created_by = (SELECT auth.uid())));
CREATE POLICY customer_update ON app.files FOR UPDATE
  USING (customer_id = (SELECT app.bot_customer()) OR checkin_id = (SELECT app.link_checkin()))
  WITH CHECK ((customer_id = (SELECT app.bot_customer()) AND (ticket_id IS NULL OR ticket_id IN (SELECT t.id FROM app.tickets t)))
    OR (checkin_id = (SELECT app.link_checkin()) AND customer_id = (SELECT app.link_customer())));
CREATE POLICY staff_read ON app.customer_interactions FOR SELECT
  USING ((SELECT app.may('customers.read')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY known_insert ON app.customer_interactions FOR INSERT
  WITH CHECK ((SELECT app.is_staff()) OR (SELECT app.may('system.work')) OR customer_id = (SELECT app.bot_customer()));
CREATE POLICY reports_read ON app.analytics_events FOR SELECT USING ((SELECT app.may('reports.read')));
CREATE POLICY known_insert ON app.analytics_events FOR INSERT WITH CHECK ((SELECT app.is_staff()) OR (SELECT app.may('system.work'))
  OR customer_id = (SELECT app.bot_customer()) OR customer_id = (SELECT app.link_customer()));

-- The customer's door: a token's hash opens one ticket or one check-in. No row: unknown; `expired` says so.
CREATE FUNCTION app.enter_link(hash text, ip text, agent text)
RETURNS TABLE (kind text, ticket_id uuid, checkin_id uuid, customer_id uuid, expired boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  SELECT 'ticket', l.ticket_id, NULL::uuid, l.customer_id, l.expires_at <= now() INTO kind, ticket_id, checkin_id, customer_id, expired
    FROM app.customer_links l WHERE l.token_hash = hash;
  IF NOT FOUND THEN
    SELECT 'checkin', NULL::uuid, c.id, c.customer_id, c.expires_at <= now() OR c.status = 'cancelled' INTO kind, ticket_id, checkin_id, customer_id, expired
      FROM app.checkins c WHERE c.token_hash = hash;
    IF NOT FOUND THEN RETURN; END IF;
  END IF;
  IF NOT expired THEN
    PERFORM app.set_actor(NULL, 'customer_link', ip, agent, customer_id::text, ticket_id::text, checkin_id::text);
  END IF;
  RETURN NEXT;
END $$;
CREATE POLICY directory ON app.customer_links FOR SELECT TO app_directory USING (true);
CREATE POLICY directory ON app.checkins FOR SELECT TO app_directory USING (true);
GRANT SELECT ON app.customer_links, app.checkins TO app_directory;
ALTER FUNCTION app.enter_link(text, text, text) OWNER TO app_directory;

-- ── Search: row security keeps LIKE away from its index, so these run as a role of their own, right checked first ──
CREATE FUNCTION app.search_customers(words text) RETURNS TABLE (id uuid, name varchar, phone varchar, email varchar, company_name varchar, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF NOT app.may('customers.read') THEN RAISE EXCEPTION 'may not search customers' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT c.id, c.name, c.phone, c.email, c.company_name, c.created_at FROM app.customers c
    WHERE (lower(c.name) || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.raw_phone, '') || ' ' || lower(coalesce(c.email, '')) || ' ' || lower(coalesce(c.company_name, '')))
      LIKE '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%'
    ORDER BY c.created_at DESC LIMIT 20;
END $$;
CREATE FUNCTION app.search_tickets(words text) RETURNS TABLE (id uuid, ticket_number varchar, status varchar, device_model varchar, customer_id uuid, customer_name varchar, customer_phone varchar, assigned_to uuid, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  pattern text := '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%';
  every_ticket boolean := app.may('tickets.read');
  me uuid := auth.uid();
BEGIN
  IF NOT (every_ticket OR app.may('tickets.own')) THEN RAISE EXCEPTION 'may not search tickets' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT found.* FROM (
    SELECT t.id, t.ticket_number, t.status, t.device_model, c.id, c.name, c.phone, t.assigned_to, t.created_at
      FROM app.tickets t JOIN app.customers c ON c.id = t.customer_id
      WHERE (lower(t.ticket_number) || ' ' || lower(t.device_model) || ' ' || lower(coalesce(t.serial_number, ''))) LIKE pattern
        AND (every_ticket OR t.assigned_to = me OR t.created_by = me)
    UNION
    SELECT t.id, t.ticket_number, t.status, t.device_model, c.id, c.name, c.phone, t.assigned_to, t.created_at
      FROM app.customers c JOIN app.tickets t ON t.customer_id = c.id
      WHERE (lower(c.name) || ' ' || coalesce(c.phone, '') || ' ' || coalesce(c.raw_phone, '') || ' ' || lower(coalesce(c.email, '')) || ' ' || lower(coalesce(c.company_name, ''))) LIKE pattern
        AND (every_ticket OR t.assigned_to = me OR t.created_by = me)
  ) AS found(id, ticket_number, status, device_model, customer_id, customer_name, customer_phone, assigned_to, created_at)
  ORDER BY found.created_at DESC LIMIT 20;
END $$;
CREATE POLICY search ON app.customers FOR SELECT TO app_search USING (true);
CREATE POLICY search ON app.tickets FOR SELECT TO app_search USING (true);
GRANT SELECT ON app.customers, app.tickets TO app_search;
ALTER FUNCTION app.search_customers(text) OWNER TO app_search;
ALTER FUNCTION app.search_tickets(text) OWNER TO app_search;
