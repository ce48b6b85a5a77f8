-- Schemas, roles, who acts, permissions, and the guard that every table goes through.
CREATE SCHEMA app;
CREATE SCHEMA auth;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS pgcrypto;

-- The runner makes the roles: the serving role, the queue's, and no-login owners of narrow functions. Each of
-- those has its own policy on the few tables that its functions touch.
GRANT USAGE, CREATE ON SCHEMA app TO app_search, app_directory, app_webhook, app_audit, app_ledger, baiki_jobs;
GRANT USAGE ON SCHEMA auth TO app_search, app_directory, app_webhook, app_audit, app_ledger;

-- Time-ordered ids keep inserts at the end of the index; PostgreSQL 18 has them built in.
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    CREATE FUNCTION app.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS 'SELECT uuidv7()';
  ELSE
    CREATE FUNCTION app.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS
      'SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
         placing substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
         FROM 1 FOR 6), 52, 1), 53, 1), ''hex'')::uuid';
  END IF;
END $$;

-- Who acts: set per transaction by the doors; an empty string reads as null.
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.current_user_id', true), '')::uuid $$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.current_user_role', true), '') $$;

CREATE FUNCTION app.is_role(VARIADIC names text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(auth.role() = ANY (names), false) $$;
-- A person who works in the shop.
CREATE FUNCTION app.is_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT auth.uid() IS NOT NULL AND app.is_role('admin', 'staff', 'technician') $$;
-- The bot works for one customer at a time; null for everybody else.
CREATE FUNCTION app.bot_customer() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.scope_customer_id', true), '')::uuid WHERE app.is_role('bot') $$;
-- What a customer's link opens: one ticket or one check-in.
CREATE FUNCTION app.link_ticket() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.scope_ticket_id', true), '')::uuid WHERE app.is_role('customer_link') $$;
CREATE FUNCTION app.link_checkin() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.scope_checkin_id', true), '')::uuid WHERE app.is_role('customer_link') $$;
CREATE FUNCTION app.link_customer() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.scope_customer_id', true), '')::uuid WHERE app.is_role('customer_link') $$;

CREATE FUNCTION app.set_actor(user_id uuid, role text, ip text DEFAULT '', user_agent text DEFAULT '',
  customer_id text DEFAULT '', ticket_id text DEFAULT '', checkin_id text DEFAULT '')
RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT set_config('app.current_user_id', coalesce(user_id::text, ''), true),
         set_config('app.current_user_role', coalesce(role, ''), true),
         set_config('app.current_ip', coalesce(ip, ''), true),
         set_config('app.current_user_agent', left(coalesce(user_agent, ''), 300), true),
         set_config('app.scope_customer_id', coalesce(customer_id, ''), true),
         set_config('app.scope_ticket_id', coalesce(ticket_id, ''), true),
         set_config('app.scope_checkin_id', coalesce(checkin_id, ''), true)
$$;

CREATE FUNCTION app.update_updated_at_column() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at = CURRENT_TIMESTAMP;
  RETURN NEW;
END $$;

-- ── Audit ────────────────────────────────────────────────────────────────────────────────────────────────────
-- Rows are written only by the trigger, chained by the sealer (`app.seal_audit`), and checked by `npm run audit:verify`.
CREATE TABLE app.audit_logs (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  -- No foreign key: nothing that happens to a user may touch the record of what he did.
  user_id uuid,
  user_role text,
  action varchar(100) NOT NULL,
  table_name varchar(50),
  record_id uuid,
  old_values jsonb,
  new_values jsonb,
  ip_address inet,
  user_agent text,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seal_number bigint UNIQUE,
  previous_hash bytea,
  row_hash bytea
);
CREATE INDEX idx_audit_logs_user_id ON app.audit_logs(user_id);
CREATE INDEX idx_audit_logs_action ON app.audit_logs(action);
CREATE INDEX idx_audit_logs_table_name ON app.audit_logs(table_name, record_id);
CREATE INDEX idx_audit_logs_created_at ON app.audit_logs(created_at);
CREATE INDEX idx_audit_logs_unsealed ON app.audit_logs(id) WHERE seal_number IS NULL;

-- A customer's personal values in the audit trail are sealed under this key; dropping the row forgets them.
CREATE TABLE app.customer_keys (
  customer_id uuid PRIMARY KEY,
  key bytea NOT NULL DEFAULT gen_random_bytes(32),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION app.seal_personal(row_values jsonb, columns text[], customer uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  secret bytea;
  iv bytea;
  name text;
BEGIN
  IF row_values IS NULL OR customer IS NULL OR NOT row_values ?| columns THEN RETURN row_values; END IF;
  SELECT key INTO secret FROM app.customer_keys WHERE customer_id = customer;
  IF secret IS NULL THEN
    INSERT INTO app.customer_keys (customer_id) VALUES (customer)
      ON CONFLICT (customer_id) DO UPDATE SET customer_id = excluded.customer_id RETURNING key INTO secret;
  END IF;
  FOREACH name IN ARRAY columns LOOP
    IF row_values ? name AND jsonb_typeof(row_values -> name) <> 'null' THEN
      iv := public.gen_random_bytes(16);
      row_values := jsonb_set(row_values, ARRAY[name], to_jsonb('sealed:' || translate(encode(
        iv || public.encrypt_iv(convert_to(row_values ->> name, 'UTF8'), secret, iv, 'aes-cbc/pad:pkcs'), 'base64'), E'\n', '')));
    END IF;
  END LOOP;
  RETURN row_values;
END $$;

-- Arguments: columns never kept (secrets), columns sealed per customer, the column that names the customer.
CREATE FUNCTION app.audit_log_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  secrets text[] := TG_ARGV[0]::text[] || ARRAY['updated_at'];
  personal text[] := TG_ARGV[1]::text[];
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  whole jsonb := coalesce(after, before);
  customer uuid;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_object_agg(b.key, b.value), jsonb_object_agg(b.key, after -> b.key) INTO before, after
      FROM jsonb_each(before) b WHERE after -> b.key IS DISTINCT FROM b.value AND b.key <> 'updated_at';
    IF before IS NULL THEN RETURN NULL; END IF;
    -- That a secret changed is worth knowing; what it was is not.
    SELECT jsonb_object_agg(k.key, CASE WHEN k.key = ANY (secrets) THEN '"[secret]"'::jsonb ELSE before -> k.key END),
           jsonb_object_agg(k.key, CASE WHEN k.key = ANY (secrets) THEN '"[secret]"'::jsonb ELSE after -> k.key END)
      INTO before, after FROM jsonb_object_keys(before) AS k(key);
  ELSE
    before := before - secrets;
    after := jsonb_strip_nulls(after - secrets);
  END IF;
  IF cardinality(personal) > 0 THEN
    customer := nullif(whole ->> TG_ARGV[2], '')::uuid;
    before := app.seal_personal(before, personal, customer);
    after := app.seal_personal(after, personal, customer);
  END IF;
  INSERT INTO app.audit_logs (user_id, user_role, action, table_name, record_id, old_values, new_values, ip_address, user_agent)
  VALUES (auth.uid(), auth.role(), TG_OP, TG_TABLE_NAME, nullif(whole ->> 'id', '')::uuid, before, after,
    nullif(current_setting('app.current_ip', true), '')::inet, nullif(current_setting('app.current_user_agent', true), ''));
  RETURN NULL;
END $$;

-- Every table goes through this: forced row security, the owner's policy (FORCE binds the owner too), the serving
-- role's verbs, updated_at, audit. Which rows the serving role reaches is said by the policies beside each table.
CREATE PROCEDURE app.guard(target text, verbs text DEFAULT 'SELECT, INSERT, UPDATE', audited boolean DEFAULT true,
  secrets text[] DEFAULT '{}', personal text[] DEFAULT '{}', customer_column text DEFAULT 'customer_id')
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE app.%I ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY owner_policy ON app.%I TO CURRENT_USER USING (true) WITH CHECK (true)', target);
  IF verbs <> '' THEN
    EXECUTE format('GRANT %s ON app.%I TO baiki_app', verbs, target);
  END IF;
  IF EXISTS (SELECT FROM information_schema.columns c
             WHERE c.table_schema = 'app' AND c.table_name = target AND c.column_name = 'updated_at') THEN
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.update_updated_at_column()',
      'update_' || target || '_updated_at', target);
  END IF;
  IF audited THEN
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON app.%I FOR EACH ROW EXECUTE FUNCTION app.audit_log_changes(%L, %L, %L)',
      target || '_audit_trigger', target, secrets::text, personal::text, customer_column);
  END IF;
END $$;

GRANT USAGE ON SCHEMA app, auth TO baiki_app;
CALL app.guard('audit_logs', 'SELECT', audited => false);
CALL app.guard('customer_keys', '', audited => false);
CREATE POLICY writer ON app.audit_logs TO app_audit USING (true) WITH CHECK (true);
CREATE POLICY writer ON app.customer_keys TO app_audit USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON app.audit_logs TO app_audit;
GRANT SELECT, INSERT, UPDATE ON app.customer_keys TO app_audit;
REVOKE ALL ON FUNCTION app.seal_personal(jsonb, text[], uuid) FROM PUBLIC;
ALTER FUNCTION app.audit_log_changes() OWNER TO app_audit;
ALTER FUNCTION app.seal_personal(jsonb, text[], uuid) OWNER TO app_audit;

-- What a row's hash covers. Text of jsonb is canonical; the time goes in as microseconds so that no session's zone matters.
CREATE FUNCTION app.audit_hash(previous bytea, r app.audit_logs) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(r.id, r.user_id, r.user_role, r.action, r.table_name,
    r.record_id, r.old_values, r.new_values, host(r.ip_address), r.user_agent,
    (extract(epoch FROM r.created_at) * 1000000)::bigint, r.seal_number)::text, 'UTF8'))
$$;

-- Chains what is not chained yet, and returns the head for the anchor outside the database.
CREATE FUNCTION app.seal_audit(most int DEFAULT 5000) RETURNS TABLE (head_number bigint, head_hash text, sealed int)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  entry app.audit_logs;
  previous bytea;
  number bigint;
  n int := 0;
BEGIN
  IF NOT app.is_role('scheduler') THEN RAISE EXCEPTION 'only the scheduler seals' USING ERRCODE = '42501'; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('app.seal_audit'));
  SELECT a.seal_number, a.row_hash INTO number, previous FROM app.audit_logs a
    WHERE a.seal_number IS NOT NULL ORDER BY a.seal_number DESC LIMIT 1;
  number := coalesce(number, 0);
  FOR entry IN SELECT * FROM app.audit_logs WHERE seal_number IS NULL ORDER BY id LIMIT most LOOP
    number := number + 1;
    entry.seal_number := number;
    entry.previous_hash := previous;
    entry.row_hash := app.audit_hash(previous, entry);
    UPDATE app.audit_logs a SET seal_number = entry.seal_number, previous_hash = entry.previous_hash, row_hash = entry.row_hash
      WHERE a.id = entry.id;
    previous := entry.row_hash;
    n := n + 1;
  END LOOP;
  RETURN QUERY SELECT number, encode(previous, 'hex'), n;
END $$;
ALTER FUNCTION app.audit_hash(bytea, app.audit_logs) OWNER TO app_audit;
ALTER FUNCTION app.seal_audit(int) OWNER TO app_audit;

-- The first row of the chain that does not fit, with the reason; no row when all is well.
CREATE FUNCTION app.verify_audit() RETURNS TABLE (seal_number bigint, reason text) LANGUAGE sql STABLE AS $$
  WITH chain AS (
    SELECT a.seal_number, a.row_hash, a.previous_hash, app.audit_hash(a.previous_hash, a) AS computed,
      lag(a.row_hash) OVER w AS before, lag(a.seal_number, 1, 0::bigint) OVER w AS number_before
    FROM app.audit_logs a WHERE a.seal_number IS NOT NULL WINDOW w AS (ORDER BY a.seal_number))
  SELECT c.seal_number, CASE WHEN c.seal_number <> c.number_before + 1 THEN 'rows missing before this one'
      WHEN c.previous_hash IS DISTINCT FROM c.before THEN 'does not follow the row before'
      ELSE 'content changed' END
  FROM chain c
  WHERE c.seal_number <> c.number_before + 1 OR c.previous_hash IS DISTINCT FROM c.before OR c.computed IS DISTINCT FROM c.row_hash
  ORDER BY c.seal_number LIMIT 1
$$;

-- ── Permissions: data from the first day ─────────────────────────────────────────────────────────────────────
CREATE TABLE app.permissions (
  permission text PRIMARY KEY,
  description text NOT NULL
);
CREATE TABLE app.role_permissions (
  role text NOT NULL CHECK (role IN ('admin', 'staff', 'technician', 'bot', 'scheduler')),
  permission text NOT NULL REFERENCES app.permissions(permission) ON DELETE CASCADE,
  PRIMARY KEY (role, permission)
);
CREATE INDEX idx_role_permissions_permission ON app.role_permissions(permission);

-- ── Users ────────────────────────────────────────────────────────────────────────────────────────────────────
CREATE TABLE app.users (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  username varchar(50) UNIQUE NOT NULL CHECK (username = lower(username)),
  email varchar(100) UNIQUE NOT NULL,
  password_hash varchar(255) NOT NULL,
  role varchar(20) NOT NULL CHECK (role IN ('admin', 'staff', 'technician', 'system')),
  full_name varchar(100) NOT NULL,
  phone varchar(20),
  language varchar(5) NOT NULL DEFAULT 'ms' CHECK (language IN ('ms', 'id', 'en')),
  is_active boolean NOT NULL DEFAULT true,
  last_login timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE app.user_permissions (
  user_id uuid NOT NULL REFERENCES app.users(id) ON DELETE CASCADE,
  permission text NOT NULL REFERENCES app.permissions(permission) ON DELETE CASCADE,
  granted boolean NOT NULL DEFAULT true,
  PRIMARY KEY (user_id, permission)
);
CREATE INDEX idx_user_permissions_permission ON app.user_permissions(permission);

CREATE TABLE app.user_sessions (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  user_id uuid NOT NULL REFERENCES app.users(id) ON DELETE CASCADE,
  -- SHA-256 of the cookie, hex: a dump signs nobody in.
  session_token varchar(255) UNIQUE NOT NULL,
  expires_at timestamptz NOT NULL,
  ip_address inet,
  user_agent text,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_accessed timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_user_sessions_user_id ON app.user_sessions(user_id);

CREATE TABLE app.login_attempts (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  username varchar(50) NOT NULL,
  ip_address inet,
  succeeded boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_login_attempts_username ON app.login_attempts(username, created_at);
CREATE INDEX idx_login_attempts_ip_address ON app.login_attempts(ip_address, created_at);

CREATE FUNCTION app.may(wanted text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(
    (SELECT up.granted FROM app.user_permissions up WHERE up.user_id = auth.uid() AND up.permission = wanted),
    EXISTS (SELECT FROM app.role_permissions rp WHERE rp.role = auth.role() AND rp.permission = wanted))
    AND auth.uid() IS NOT NULL
$$;
CREATE FUNCTION app.my_permissions() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.permission FROM app.permissions p WHERE app.may(p.permission) ORDER BY 1
$$;

CALL app.guard('permissions', 'SELECT');
CALL app.guard('role_permissions', 'SELECT, INSERT, DELETE');
CALL app.guard('user_permissions', 'SELECT, INSERT, UPDATE, DELETE');
CALL app.guard('users', '', secrets => '{password_hash}');
CALL app.guard('user_sessions', 'SELECT', audited => false);
CALL app.guard('login_attempts', 'SELECT', audited => false);
GRANT SELECT (id, username, email, role, full_name, phone, language, is_active, last_login, created_at, updated_at),
  UPDATE (email, full_name, phone, language) ON app.users TO baiki_app;

CREATE POLICY signed_in_read ON app.permissions FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY signed_in_read ON app.role_permissions FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY managers_write ON app.role_permissions FOR INSERT WITH CHECK ((SELECT app.may('users.manage')));
CREATE POLICY managers_delete ON app.role_permissions FOR DELETE USING ((SELECT app.may('users.manage')));
CREATE POLICY own_read ON app.user_permissions FOR SELECT USING (user_id = (SELECT auth.uid()) OR (SELECT app.may('users.manage')));
-- Never one's own: whoever manages users cannot make himself more than he is.
CREATE POLICY managers_insert ON app.user_permissions FOR INSERT WITH CHECK ((SELECT app.may('users.manage')) AND user_id <> (SELECT auth.uid()));
CREATE POLICY managers_update ON app.user_permissions FOR UPDATE USING ((SELECT app.may('users.manage')) AND user_id <> (SELECT auth.uid()));
CREATE POLICY managers_delete ON app.user_permissions FOR DELETE USING ((SELECT app.may('users.manage')) AND user_id <> (SELECT auth.uid()));
CREATE POLICY users_isolation_policy ON app.users FOR SELECT USING (id = (SELECT auth.uid()) OR (SELECT app.may('users.manage')));
CREATE POLICY users_update_policy ON app.users FOR UPDATE
  USING ((id = (SELECT auth.uid()) AND (SELECT app.is_staff())) OR (SELECT app.may('users.manage')));
CREATE POLICY own_read ON app.user_sessions FOR SELECT USING (user_id = (SELECT auth.uid()) AND (SELECT app.is_staff()) OR (SELECT app.may('users.manage')));
CREATE POLICY managers_read ON app.login_attempts FOR SELECT USING ((SELECT app.may('users.manage')));
CREATE POLICY audit_log_select_policy ON app.audit_logs FOR SELECT USING ((SELECT app.may('audit.read')));

CREATE POLICY directory ON app.permissions FOR SELECT TO app_directory USING (true);
CREATE POLICY directory ON app.role_permissions FOR SELECT TO app_directory USING (true);
CREATE POLICY directory ON app.user_permissions FOR SELECT TO app_directory USING (true);
CREATE POLICY directory ON app.users TO app_directory USING (true) WITH CHECK (true);
CREATE POLICY directory ON app.user_sessions TO app_directory USING (true) WITH CHECK (true);
CREATE POLICY directory ON app.login_attempts TO app_directory USING (true) WITH CHECK (true);
GRANT SELECT ON app.permissions, app.role_permissions, app.user_permissions TO app_directory;
GRANT SELECT, INSERT, UPDATE ON app.users, app.user_sessions TO app_directory;
GRANT SELECT, INSERT ON app.login_attempts TO app_directory;

-- Names for everybody signed in; nothing else of a colleague.
CREATE FUNCTION app.user_directory() RETURNS TABLE (id uuid, full_name varchar, role varchar, is_active boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT u.id, u.full_name, u.role, u.is_active FROM app.users u
  WHERE auth.uid() IS NOT NULL AND app.is_role('admin', 'staff', 'technician', 'bot', 'scheduler')
$$;

-- ── Sign-in: the door enters as the narrow actor `sign_in`, which can call these and nothing else ────────────
CREATE FUNCTION app.sign_in_lookup(name text) RETURNS TABLE (id uuid, password_hash varchar)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT u.id, u.password_hash FROM app.users u
  WHERE app.is_role('sign_in') AND u.username = lower(name) AND u.is_active AND u.role <> 'system'
$$;
-- Failures in the last 15 minutes, by account and by address.
CREATE FUNCTION app.sign_in_failures(name text, ip inet) RETURNS TABLE (by_account int, by_address int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (SELECT count(*)::int FROM app.login_attempts a WHERE a.username = left(lower(name), 50) AND NOT a.succeeded
            AND a.created_at > greatest(now() - interval '15 minutes', (SELECT max(s.created_at) FROM app.login_attempts s
              WHERE s.username = left(lower(name), 50) AND s.succeeded))),
         (SELECT count(*)::int FROM app.login_attempts a WHERE a.ip_address = ip AND NOT a.succeeded
            AND a.created_at > now() - interval '15 minutes')
  WHERE app.is_role('sign_in')
$$;
CREATE FUNCTION app.record_sign_in(name text, ip inet, succeeded boolean) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO app.login_attempts (username, ip_address, succeeded)
  SELECT left(lower(name), 50), ip, succeeded WHERE app.is_role('sign_in')
$$;
CREATE FUNCTION app.open_session(user_id uuid, token_hash text, lasts interval, ip inet, agent text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE session_id uuid;
BEGIN
  IF NOT app.is_role('sign_in') THEN RAISE EXCEPTION 'not at the sign-in door' USING ERRCODE = '42501'; END IF;
  INSERT INTO app.user_sessions (user_id, session_token, expires_at, ip_address, user_agent)
    VALUES (open_session.user_id, token_hash, now() + lasts, ip, left(agent, 300)) RETURNING id INTO session_id;
  UPDATE app.users u SET last_login = now() WHERE u.id = open_session.user_id;
  RETURN session_id;
END $$;
-- Enters as the session's user: one round trip together with BEGIN. No row: signed out, expired or idle too long.
CREATE FUNCTION app.enter_session(token_hash text, ip text, agent text, idle interval DEFAULT interval '12 hours')
RETURNS TABLE (session_id uuid, user_id uuid, role varchar, full_name varchar, username varchar, language varchar)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  SELECT s.id, u.id, u.role, u.full_name, u.username, u.language
    INTO session_id, user_id, role, full_name, username, language
    FROM app.user_sessions s JOIN app.users u ON u.id = s.user_id
    WHERE s.session_token = token_hash AND s.is_active AND s.expires_at > now() AND s.last_accessed > now() - idle
      AND u.is_active AND u.role <> 'system';
  IF NOT FOUND THEN RETURN; END IF;
  UPDATE app.user_sessions s SET last_accessed = now() WHERE s.id = session_id AND s.last_accessed < now() - interval '1 minute';
  PERFORM app.set_actor(user_id, role, ip, agent);
  RETURN NEXT;
END $$;
CREATE FUNCTION app.close_session(token_hash text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE app.user_sessions s SET is_active = false WHERE s.session_token = token_hash
$$;
-- Role and activity change only here, and never by oneself.
CREATE FUNCTION app.set_role(target uuid, new_role text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT app.may('users.manage') OR target = auth.uid() OR new_role NOT IN ('admin', 'staff', 'technician') THEN
    RAISE EXCEPTION 'role change refused' USING ERRCODE = '42501';
  END IF;
  UPDATE app.users u SET role = new_role WHERE u.id = target AND u.role <> 'system';
END $$;
DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['may(text)', 'my_permissions()', 'user_directory()', 'sign_in_lookup(text)', 'sign_in_failures(text, inet)',
    'record_sign_in(text, inet, boolean)', 'open_session(uuid, text, interval, inet, text)',
    'enter_session(text, text, text, interval)', 'close_session(text)', 'set_role(uuid, text)'] LOOP
    EXECUTE format('ALTER FUNCTION app.%s OWNER TO app_directory', f);
  END LOOP;
END $$;

-- ── Service users: never sign in (no password matches '!') ──────────────────────────────────────────────────
INSERT INTO app.users (id, username, email, password_hash, role, full_name) VALUES
  ('00000000-0000-7000-8000-000000000001', 'bot', 'bot@system.invalid', '!', 'system', 'Baiki'),
  ('00000000-0000-7000-8000-000000000002', 'scheduler', 'scheduler@system.invalid', '!', 'system', 'Baiki');

INSERT INTO app.permissions (permission, description) VALUES
  ('customers.read', 'See customers'), ('customers.write', 'Add and change customers'), ('customers.delete', 'Remove customers without history'),
  ('tickets.read', 'See all tickets'), ('tickets.write', 'Open and change all tickets'),
  ('tickets.own', 'See and change tickets assigned to or opened by oneself'), ('tickets.delete', 'Remove tickets'),
  ('chat.read', 'Read conversations'), ('chat.write', 'Write to customers'),
  ('quotations.read', 'See quotations'), ('quotations.write', 'Make, send and decide quotations'),
  ('invoices.read', 'See invoices'), ('invoices.write', 'Issue and cancel invoices'),
  ('payments.read', 'See payments'), ('payments.write', 'Take and confirm payments'), ('refund', 'Give money back'),
  ('counter.approve', 'Approve what needs a supervisor'),
  ('catalogue.read', 'See products, services and prices'), ('catalogue.write', 'Change products, services and prices'),
  ('cost.read', 'See cost prices and margins'), ('stock.read', 'See stock'), ('stock.write', 'Move stock'),
  ('passcode.reveal', 'Reveal a device passcode, with a reason'),
  ('settings.read', 'See settings'), ('settings.write', 'Change settings'), ('users.manage', 'Manage users and rights'),
  ('audit.read', 'Read the audit trail'), ('reports.read', 'See reports'), ('system.work', 'Run jobs and timers');

INSERT INTO app.role_permissions (role, permission)
  SELECT 'admin', permission FROM app.permissions WHERE permission NOT IN ('system.work', 'tickets.own')
UNION ALL SELECT 'staff', unnest(ARRAY['customers.read', 'customers.write', 'tickets.read', 'tickets.write', 'chat.read', 'chat.write',
  'quotations.read', 'quotations.write', 'invoices.read', 'invoices.write', 'payments.read', 'payments.write',
  'catalogue.read', 'stock.read', 'stock.write', 'settings.read'])
UNION ALL SELECT 'technician', unnest(ARRAY['customers.read', 'tickets.own', 'catalogue.read', 'stock.read', 'passcode.reveal', 'settings.read'])
UNION ALL SELECT 'scheduler', unnest(ARRAY['customers.read', 'customers.write', 'tickets.read', 'tickets.write', 'chat.read', 'chat.write',
  'quotations.read', 'quotations.write', 'invoices.read', 'invoices.write', 'payments.read', 'payments.write',
  'catalogue.read', 'stock.read', 'settings.read', 'system.work'])
UNION ALL SELECT 'bot', unnest(ARRAY['catalogue.read', 'settings.read']);
