-- The shop: branches, company, settings; gapless document numbers; idempotency; notifications; events.
CREATE TABLE app.branches (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  code varchar(10) UNIQUE NOT NULL,
  name varchar(100) NOT NULL,
  address text,
  is_main boolean NOT NULL DEFAULT false,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_branches_main ON app.branches(is_main) WHERE is_main;
INSERT INTO app.branches (id, code, name, is_main) VALUES ('00000000-0000-7000-8000-000000000010', 'HQ', 'Kedai utama', true);
-- The only branch for now: a constant keeps it out of every insert's plan.
CREATE FUNCTION app.main_branch() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT '00000000-0000-7000-8000-000000000010'::uuid $$;

CREATE TABLE app.company_settings (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  company_name varchar(100) NOT NULL,
  address text,
  phone varchar(20),
  email varchar(100),
  website varchar(100),
  registration_number varchar(50),
  tax_number varchar(50),
  logo_url text,
  currency varchar(3) NOT NULL DEFAULT 'MYR',
  tax_rate numeric(5,2) NOT NULL DEFAULT 6.00,
  invoice_prefix varchar(10) NOT NULL DEFAULT 'INV',
  quotation_prefix varchar(10) NOT NULL DEFAULT 'QTN',
  ticket_prefix varchar(10) NOT NULL DEFAULT 'TKT',
  sst_registered boolean NOT NULL DEFAULT false,
  default_tax_code varchar(10) NOT NULL DEFAULT 'SST6',
  price_mode varchar(10) NOT NULL DEFAULT 'exclusive' CHECK (price_mode IN ('exclusive', 'inclusive')),
  tax_rounding varchar(10) NOT NULL DEFAULT 'line' CHECK (tax_rounding IN ('line', 'document')),
  cash_rounding varchar(12) NOT NULL DEFAULT 'cash' CHECK (cash_rounding IN ('cash', 'all_counter', 'none')),
  time_zone varchar(50) NOT NULL DEFAULT 'Asia/Kuala_Lumpur',
  business_hours text,
  bank_details text,
  diagnostic_fee numeric(14,2) NOT NULL DEFAULT 30.00 CHECK (diagnostic_fee >= 0),
  storage_days int NOT NULL DEFAULT 30 CHECK (storage_days > 0),
  quotation_valid_days int NOT NULL DEFAULT 7 CHECK (quotation_valid_days > 0),
  payment_due_days int NOT NULL DEFAULT 7 CHECK (payment_due_days >= 0),
  warranty_days int NOT NULL DEFAULT 90 CHECK (warranty_days >= 0),
  asks_passcode boolean NOT NULL DEFAULT false,
  updated_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_company_settings_one ON app.company_settings((true));
CREATE INDEX idx_company_settings_updated_by ON app.company_settings(updated_by);
INSERT INTO app.company_settings (company_name) VALUES ('Kedai saya');

-- SECURITY DEFINER so that views and defaults can cut days for every actor.
CREATE FUNCTION app.shop_zone() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS
  $$ SELECT coalesce((SELECT c.time_zone FROM app.company_settings c LIMIT 1), 'Asia/Kuala_Lumpur') $$;
CREATE FUNCTION app.shop_today() RETURNS date LANGUAGE sql STABLE AS $$ SELECT (now() AT TIME ZONE app.shop_zone())::date $$;

CREATE TABLE app.system_settings (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  setting_key varchar(100) UNIQUE NOT NULL,
  -- With is_encrypted: sealed (AES-256-GCM) under a key from outside the database.
  setting_value text,
  description text,
  is_encrypted boolean NOT NULL DEFAULT false,
  updated_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_system_settings_updated_by ON app.system_settings(updated_by);

CREATE TABLE app.document_counters (
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  kind varchar(12) NOT NULL CHECK (kind IN ('ticket', 'quotation', 'invoice', 'payment', 'credit_note', 'receipt')),
  year int NOT NULL,
  last_number int NOT NULL,
  PRIMARY KEY (branch_id, kind, year)
);

-- The next number of its kind, e.g. INV-2026-000123. Locks the counter row until commit: take it last.
CREATE FUNCTION app.next_number(document_kind text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  this_year int := extract(year FROM app.shop_today());
  number int;
  prefix text;
BEGIN
  -- Whoever may not make the paper may not take its number: a number that is taken and not used is a gap.
  IF NOT (CASE document_kind
    WHEN 'ticket' THEN app.may('tickets.write') OR app.may('tickets.own')
    WHEN 'quotation' THEN app.may('quotations.write') OR app.may('tickets.own')
    WHEN 'payment' THEN app.may('payments.write') OR app.is_role('bot')
    WHEN 'receipt' THEN app.may('payments.write')
    ELSE app.may('invoices.write') END) THEN
    RAISE EXCEPTION 'may not number a %', document_kind USING ERRCODE = '42501';
  END IF;
  SELECT CASE document_kind WHEN 'ticket' THEN c.ticket_prefix WHEN 'quotation' THEN c.quotation_prefix WHEN 'invoice' THEN c.invoice_prefix
    WHEN 'payment' THEN 'PAY' WHEN 'credit_note' THEN 'CN' WHEN 'receipt' THEN 'RCP' END INTO prefix FROM app.company_settings c;
  INSERT INTO app.document_counters AS d (kind, year, last_number) VALUES (document_kind, this_year, 1)
    ON CONFLICT (branch_id, kind, year) DO UPDATE SET last_number = d.last_number + 1 RETURNING d.last_number INTO number;
  RETURN format('%s-%s-%s', prefix, this_year, lpad(number::text, 6, '0'));
END $$;

CREATE TABLE app.idempotency_keys (
  actor text NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 8 AND 200),
  route text NOT NULL,
  request_hash text NOT NULL,
  response jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (actor, key)
);
CREATE INDEX idx_idempotency_keys_created_at ON app.idempotency_keys(created_at);

-- What the shop's people should look at. user_id null: everybody who may `audience`.
CREATE TABLE app.notifications (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  user_id uuid REFERENCES app.users(id) ON DELETE CASCADE,
  audience text REFERENCES app.permissions(permission) ON DELETE CASCADE,
  kind varchar(50) NOT NULL,
  subject_type varchar(50),
  subject_id uuid,
  data jsonb NOT NULL DEFAULT '{}',
  -- Said twice is shown once.
  dedupe_key text UNIQUE,
  read_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (user_id IS NOT NULL OR audience IS NOT NULL)
);
CREATE INDEX idx_notifications_user_id ON app.notifications(user_id, created_at);
CREATE INDEX idx_notifications_audience ON app.notifications(audience, created_at);

CREATE TABLE app.reports (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  name varchar(100) NOT NULL,
  report_type varchar(50) NOT NULL,
  parameters jsonb NOT NULL DEFAULT '{}',
  generated_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  file_url text,
  status varchar(20) NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'generating', 'completed', 'failed')),
  progress int NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz
);
CREATE INDEX idx_reports_generated_by ON app.reports(generated_by);

CREATE TABLE app.backup_logs (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  filename varchar(255) NOT NULL,
  file_size bigint,
  backup_type varchar(20) NOT NULL CHECK (backup_type IN ('full', 'incremental')),
  status varchar(20) NOT NULL CHECK (status IN ('started', 'completed', 'failed')),
  progress int NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  error text,
  started_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz,
  notes text
);

CREATE TABLE app.api_keys (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  name varchar(100) NOT NULL,
  key_hash varchar(255) UNIQUE NOT NULL,
  -- Scopes: a list of permissions.
  permissions jsonb NOT NULL DEFAULT '[]',
  last_used_at timestamptz,
  expires_at timestamptz,
  is_active boolean NOT NULL DEFAULT true,
  created_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_api_keys_created_by ON app.api_keys(created_by);

CALL app.guard('branches');
CALL app.guard('company_settings', 'SELECT, UPDATE', secrets => '{bank_details}');
CALL app.guard('system_settings', 'SELECT, INSERT, UPDATE', secrets => '{setting_value}');
CALL app.guard('document_counters', 'SELECT', audited => false);
CALL app.guard('idempotency_keys', 'SELECT, INSERT, UPDATE, DELETE', audited => false);
CALL app.guard('notifications', 'SELECT, INSERT, UPDATE', audited => false);
CALL app.guard('reports');
CALL app.guard('backup_logs', 'SELECT', audited => false);
CALL app.guard('api_keys', 'SELECT, INSERT, UPDATE', secrets => '{key_hash}');

CREATE POLICY everybody_read ON app.branches FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL OR (SELECT app.is_role('customer_link')));
CREATE POLICY settings_insert ON app.branches FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY settings_update ON app.branches FOR UPDATE USING ((SELECT app.may('settings.write')));
-- The shop's name, terms and address stand on every paper: whoever has a link may read them too.
CREATE POLICY everybody_read ON app.company_settings FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL OR (SELECT app.is_role('customer_link')));
CREATE POLICY settings_update ON app.company_settings FOR UPDATE USING ((SELECT app.may('settings.write')));
CREATE POLICY settings_read ON app.system_settings FOR SELECT
  USING ((SELECT app.may('settings.write')) OR ((SELECT app.may('settings.read')) AND NOT is_encrypted) OR (SELECT app.may('system.work')));
CREATE POLICY settings_insert ON app.system_settings FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY settings_update ON app.system_settings FOR UPDATE USING ((SELECT app.may('settings.write')));
CREATE POLICY counters_read ON app.document_counters FOR SELECT USING ((SELECT app.may('audit.read')));
CREATE POLICY own_key ON app.idempotency_keys
  USING (actor = coalesce((SELECT auth.uid())::text, 'link:' || (SELECT coalesce(app.link_ticket(), app.link_checkin()))::text));
CREATE POLICY work_read ON app.idempotency_keys FOR SELECT USING ((SELECT app.may('system.work')));
CREATE POLICY work_delete ON app.idempotency_keys FOR DELETE USING ((SELECT app.may('system.work')));
CREATE POLICY mine_read ON app.notifications FOR SELECT
  USING (user_id = (SELECT auth.uid()) OR (audience IS NOT NULL AND audience IN (SELECT app.my_permissions())));
CREATE POLICY mine_update ON app.notifications FOR UPDATE
  USING (user_id = (SELECT auth.uid()) OR (audience IS NOT NULL AND audience IN (SELECT app.my_permissions())));
CREATE POLICY services_insert ON app.notifications FOR INSERT WITH CHECK ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY reports_read ON app.reports FOR SELECT USING ((SELECT app.may('reports.read')) OR (SELECT app.may('system.work')));
CREATE POLICY reports_insert ON app.reports FOR INSERT WITH CHECK ((SELECT app.may('reports.read')) AND generated_by = (SELECT auth.uid()));
CREATE POLICY reports_update ON app.reports FOR UPDATE USING ((SELECT app.may('system.work')));
CREATE POLICY backups_read ON app.backup_logs FOR SELECT USING ((SELECT app.may('audit.read')));
CREATE POLICY keys_read ON app.api_keys FOR SELECT USING ((SELECT app.may('users.manage')));
CREATE POLICY keys_insert ON app.api_keys FOR INSERT WITH CHECK ((SELECT app.may('users.manage')));
CREATE POLICY keys_update ON app.api_keys FOR UPDATE USING ((SELECT app.may('users.manage')));

CREATE POLICY ledger ON app.document_counters TO app_ledger USING (true) WITH CHECK (true);
CREATE POLICY ledger ON app.company_settings FOR SELECT TO app_ledger USING (true);
GRANT SELECT, INSERT, UPDATE ON app.document_counters TO app_ledger;
GRANT SELECT ON app.company_settings TO app_ledger;
ALTER FUNCTION app.next_number(text) OWNER TO app_ledger;
ALTER FUNCTION app.shop_zone() OWNER TO app_ledger;
