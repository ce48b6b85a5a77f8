-- How, when and about what a customer wants to be written to; and what each message is about, asked again when it is sent.
ALTER TABLE app.customer_preferences
  ADD CONSTRAINT customer_preferences_contact_method_check CHECK (preferred_contact_method IN ('whatsapp', 'call', 'none')),
  -- A kind of message, and whether it is wanted; what is not named is. See src/shared/preferences.ts.
  ADD CONSTRAINT customer_preferences_notifications_check CHECK (jsonb_typeof(notification_preferences) = 'object'),
  ADD COLUMN quiet_from time,
  ADD COLUMN quiet_to time,
  -- He wrote STOP.
  ADD COLUMN paused_at timestamptz,
  ADD COLUMN updated_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  ADD CONSTRAINT customer_preferences_quiet_check CHECK (num_nulls(quiet_from, quiet_to) <> 1 AND (quiet_from <> quiet_to) IS NOT FALSE);
CREATE INDEX idx_customer_preferences_updated_by ON app.customer_preferences(updated_by);

-- Null: written by hand, or before topics were kept.
ALTER TABLE app.whatsapp_outbox ADD COLUMN topic varchar(30);
