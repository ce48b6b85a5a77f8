-- The seed's views, corrected: each side aggregated first, issued documents only, days cut in the shop's zone.
CREATE VIEW app.customer_dashboard_view WITH (security_invoker = true) AS
SELECT c.id, c.name, c.phone, c.email,
  coalesce(t.total_tickets, 0) AS total_tickets,
  coalesce(i.total_invoices, 0) AS total_invoices,
  coalesce(i.total_spent, 0)::numeric(14,2) AS total_spent,
  t.last_ticket_date, i.last_invoice_date, f.average_rating,
  coalesce(f.total_feedback, 0) AS total_feedback
FROM app.customers c
LEFT JOIN LATERAL (SELECT count(*) AS total_tickets, max(x.created_at) AS last_ticket_date FROM app.tickets x WHERE x.customer_id = c.id) t ON true
LEFT JOIN LATERAL (SELECT count(*) AS total_invoices, sum(x.total - x.credited_amount) AS total_spent, max(x.created_at) AS last_invoice_date
  FROM app.invoices x WHERE x.customer_id = c.id AND x.status NOT IN ('draft', 'cancelled')) i ON true
LEFT JOIN LATERAL (SELECT avg(x.rating) AS average_rating, count(*) AS total_feedback FROM app.customer_feedback x WHERE x.customer_id = c.id) f ON true;

CREATE VIEW app.ticket_status_view WITH (security_invoker = true) AS
SELECT t.id, t.ticket_number, t.status, t.priority, c.name AS customer_name, c.phone AS customer_phone, t.device_type, t.device_model,
  t.estimated_cost, t.actual_cost, u.full_name AS assigned_technician, t.created_at, t.updated_at,
  CASE
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

CREATE VIEW app.inventory_status_view WITH (security_invoker = true) AS
SELECT p.id, p.name, p.category, p.sku, p.price, app.cost_of(p.id) AS cost, p.stock_quantity, p.reorder_level,
  CASE WHEN p.stock_quantity <= p.reorder_level THEN 'critical'
       WHEN p.stock_quantity <= p.reorder_level * 2 THEN 'low'
       ELSE 'normal' END AS stock_status,
  p.stock_quantity * app.cost_of(p.id) AS inventory_value,
  p.stock_quantity * p.price AS price_value,
  m.total_movements, m.last_movement_date
FROM app.products p
LEFT JOIN LATERAL (SELECT count(*) AS total_movements, max(x.created_at) AS last_movement_date FROM app.inventory_movements x WHERE x.product_id = p.id) m ON true
WHERE p.kind = 'goods';

CREATE VIEW app.financial_summary_view WITH (security_invoker = true) AS
SELECT date_trunc('month', i.invoice_date)::date AS month,
  count(*) AS total_invoices,
  count(DISTINCT i.customer_id) AS unique_customers,
  coalesce(sum(i.subtotal), 0) AS total_subtotal,
  coalesce(sum(i.tax_amount), 0) AS total_tax,
  coalesce(sum(i.total - i.credited_amount), 0) AS total_revenue,
  coalesce(sum(i.paid_amount), 0) AS total_paid,
  coalesce(sum(i.balance), 0) AS total_outstanding,
  count(*) FILTER (WHERE i.status = 'overdue') AS overdue_invoices
FROM app.invoices i WHERE i.status NOT IN ('draft', 'cancelled')
GROUP BY 1 ORDER BY 1 DESC;

CREATE VIEW app.ai_insights_view WITH (security_invoker = true) AS
SELECT ai.id, ai.insight_type, ai.title, ai.description, ai.confidence_score, ai.is_actionable, ai.acknowledged, ai.created_at,
  CASE ai.insight_type
    WHEN 'customer_behavior' THEN 'Perilaku Pelanggan'
    WHEN 'sales_trend' THEN 'Trend Penjualan'
    WHEN 'inventory_prediction' THEN 'Prediksi Inventori'
    WHEN 'sentiment_analysis' THEN 'Analisis Sentimen'
  END AS insight_type_description
FROM app.ai_insights ai ORDER BY ai.created_at DESC;

GRANT SELECT ON app.customer_dashboard_view, app.ticket_status_view, app.inventory_status_view, app.financial_summary_view, app.ai_insights_view TO baiki_app;
