-- When the device came into the shop. A form filled at home opens a ticket before that; what was opened so far counted as handed in.
ALTER TABLE app.tickets ADD COLUMN received_at timestamptz;
-- A rewrite, since an UPDATE of the owner's would see no row under forced row security.
ALTER TABLE app.tickets ALTER COLUMN received_at TYPE timestamptz USING created_at;
-- Whoever opens a ticket has the device before him, unless he says otherwise.
ALTER TABLE app.tickets ALTER COLUMN received_at SET DEFAULT now();
-- Nobody works on a device that is not here.
ALTER TABLE app.tickets ADD CONSTRAINT tickets_received_check CHECK (received_at IS NOT NULL OR status IN ('pending', 'cancelled'));

CREATE OR REPLACE VIEW app.ticket_status_view WITH (security_invoker = true) AS
SELECT t.id, t.ticket_number, t.status, t.priority, c.name AS customer_name, c.phone AS customer_phone, t.device_type, t.device_model,
  t.estimated_cost, t.actual_cost, u.full_name AS assigned_technician, t.created_at, t.updated_at,
  CASE
    WHEN t.status = 'pending' AND t.received_at IS NULL THEN 'Belum sampai'
    WHEN t.status = 'pending' THEN 'Menunggu diagnosis'
    WHEN t.status = 'diagnosing' AND EXISTS (SELECT FROM app.quotations q WHERE q.ticket_id = t.id AND q.status = 'sent') THEN 'Menunggu persetujuan'
    WHEN t.status = 'diagnosing' THEN 'Sedang diperiksa'
    WHEN t.status = 'approved' THEN 'Diluluskan'
    WHEN t.status = 'in_progress' THEN 'Sedang dibaiki'
    WHEN t.status = 'completed' THEN 'Selesai dibaiki'
    WHEN t.status = 'ready_for_pickup' THEN 'Siap diambil'
    WHEN t.status = 'picked_up' THEN 'Telah diambil'
    WHEN t.status = 'cancelled' THEN 'Dibatalkan'
  END AS status_description
FROM app.tickets t
LEFT JOIN app.customers c ON t.customer_id = c.id
LEFT JOIN app.user_directory() u ON t.assigned_to = u.id;
