-- Customers, who they are on WhatsApp, their devices, consents and preferences.
CREATE TABLE app.customers (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  name varchar(100) NOT NULL,
  -- E.164; null for people whom WhatsApp shows without a number. `raw_phone` is what was typed.
  phone varchar(20) UNIQUE CHECK (phone ~ '^\+[1-9][0-9]{6,14}$'),
  raw_phone varchar(50),
  email varchar(100),
  address text,
  company_name varchar(100),
  customer_type varchar(20) NOT NULL DEFAULT 'individual' CHECK (customer_type IN ('individual', 'business')),
  notes text,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_customers_phone ON app.customers(phone);
CREATE INDEX idx_customers_name ON app.customers(name);
CREATE INDEX idx_customers_email ON app.customers(email);
CREATE INDEX idx_customers_created_at ON app.customers(created_at);
CREATE INDEX idx_customers_created_by ON app.customers(created_by);
CREATE INDEX idx_customers_search ON app.customers USING gin ((lower(name) || ' ' || coalesce(phone, '') || ' ' || coalesce(raw_phone, '') || ' ' || lower(coalesce(email, '')) || ' ' || lower(coalesce(company_name, ''))) gin_trgm_ops);

-- One person, many names of his on a channel: wa_id (digits), bsuid (business-scoped id), phone (E.164).
CREATE TABLE app.customer_identities (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  channel varchar(20) NOT NULL DEFAULT 'whatsapp',
  kind varchar(10) NOT NULL CHECK (kind IN ('wa_id', 'bsuid', 'phone')),
  value text NOT NULL,
  display_name text,
  username text,
  -- A number that moved on: kept for history, no longer matched.
  retired_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_customer_identities_value ON app.customer_identities(channel, kind, value) WHERE retired_at IS NULL;
CREATE INDEX idx_customer_identities_customer_id ON app.customer_identities(customer_id);

CREATE TABLE app.customer_preferences (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid UNIQUE NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  preferred_contact_method varchar(20) NOT NULL DEFAULT 'whatsapp',
  notification_preferences jsonb NOT NULL DEFAULT '{}',
  marketing_consent boolean NOT NULL DEFAULT false,
  language_preference varchar(10) NOT NULL DEFAULT 'ms' CHECK (language_preference IN ('ms', 'id', 'en')),
  notes text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- Who agreed to what, when, in which words, by which message. Never changed, only added to.
CREATE TABLE app.consents (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid NOT NULL REFERENCES app.customers(id) ON DELETE CASCADE,
  purpose varchar(50) NOT NULL,
  granted boolean NOT NULL,
  wording text NOT NULL,
  wording_version varchar(20) NOT NULL,
  source varchar(50) NOT NULL,
  message_id uuid,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_consents_customer_id ON app.consents(customer_id, purpose, created_at);

-- A device outlives its tickets and its owners.
CREATE TABLE app.devices (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  customer_id uuid REFERENCES app.customers(id) ON DELETE SET NULL,
  device_type varchar(50) NOT NULL,
  brand varchar(50),
  model varchar(100) NOT NULL,
  imei varchar(15) CHECK (imei ~ '^[0-9]{15}$'),
  serial_number varchar(50),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_devices_imei ON app.devices(imei) WHERE imei IS NOT NULL;
CREATE INDEX idx_devices_customer_id ON app.devices(customer_id);
CREATE INDEX idx_devices_serial_number ON app.devices USING gin (lower(serial_number) gin_trgm_ops);

CALL app.guard('customers', 'SELECT, INSERT, UPDATE, DELETE', personal => '{name,phone,raw_phone,email,address,company_name,notes}', customer_column => 'id');
CALL app.guard('customer_identities', 'SELECT, INSERT, UPDATE', personal => '{value,display_name,username}');
CALL app.guard('customer_preferences', 'SELECT, INSERT, UPDATE');
CALL app.guard('consents', 'SELECT, INSERT');
CALL app.guard('devices', 'SELECT, INSERT, UPDATE', personal => '{imei,serial_number}');
