-- Products and services, tax codes with dated rates, price rules, and stock as the sum of its movements.
CREATE TABLE app.tax_codes (
  code varchar(10) PRIMARY KEY,
  name varchar(100) NOT NULL,
  country varchar(2) NOT NULL DEFAULT 'MY',
  kind varchar(10) NOT NULL CHECK (kind IN ('SALES', 'SERVICE', 'PPN', 'NONE')),
  lhdn_tax_type varchar(2) NOT NULL CHECK (lhdn_tax_type IN ('01', '02', '06', 'E')),
  exemption_reason text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE app.tax_rates (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  code varchar(10) NOT NULL REFERENCES app.tax_codes(code) ON DELETE RESTRICT,
  rate numeric(5,2) NOT NULL CHECK (rate >= 0 AND rate < 100),
  valid_from date NOT NULL,
  valid_to date CHECK (valid_to >= valid_from),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (code, valid_from)
);
-- Sources and dates: docs/tax.md. PPN11 is 12 % on eleven twelfths of the price.
INSERT INTO app.tax_codes (code, name, country, kind, lhdn_tax_type, exemption_reason) VALUES
  ('SST6', 'SST 6%', 'MY', 'SERVICE', '02', NULL), ('SVC8', 'Cukai perkhidmatan 8%', 'MY', 'SERVICE', '02', NULL),
  ('ST5', 'Cukai jualan 5%', 'MY', 'SALES', '01', NULL), ('ST10', 'Cukai jualan 10%', 'MY', 'SALES', '01', NULL),
  ('NOTAX', 'Tiada cukai', 'MY', 'NONE', '06', NULL), ('EXEMPT', 'Dikecualikan', 'MY', 'NONE', 'E', 'Dikecualikan di bawah undang-undang'),
  ('PPN11', 'PPN 11%', 'ID', 'PPN', '06', NULL);
INSERT INTO app.tax_rates (code, rate, valid_from) VALUES
  ('SST6', 6.00, '2018-09-01'), ('SVC8', 8.00, '2024-03-01'), ('ST5', 5.00, '2018-09-01'), ('ST10', 10.00, '2018-09-01'),
  ('NOTAX', 0.00, '2018-09-01'), ('EXEMPT', 0.00, '2018-09-01'), ('PPN11', 11.00, '2022-04-01');

CREATE TABLE app.products (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  name varchar(100) NOT NULL,
  description text,
  category varchar(50) NOT NULL,
  -- Labour and other services have no stock.
  kind varchar(10) NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'service')),
  sku varchar(50) UNIQUE,
  barcode varchar(50),
  price numeric(14,2) NOT NULL CHECK (price >= 0),
  cost numeric(14,2) NOT NULL CHECK (cost >= 0),
  tax_code varchar(10) NOT NULL DEFAULT 'SST6' REFERENCES app.tax_codes(code) ON DELETE RESTRICT,
  -- Kept by trigger from inventory_movements; nothing else may write it.
  stock_quantity int NOT NULL DEFAULT 0,
  allows_backorder boolean NOT NULL DEFAULT false,
  reorder_level int NOT NULL DEFAULT 10,
  unit_of_measure varchar(20) NOT NULL DEFAULT 'unit',
  is_active boolean NOT NULL DEFAULT true,
  created_by uuid REFERENCES app.users(id) ON DELETE SET NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_products_sku ON app.products(sku);
CREATE INDEX idx_products_barcode ON app.products(barcode);
CREATE INDEX idx_products_category ON app.products(category);
CREATE INDEX idx_products_name ON app.products(name);
CREATE INDEX idx_products_stock_quantity ON app.products(stock_quantity);
CREATE INDEX idx_products_tax_code ON app.products(tax_code);
CREATE INDEX idx_products_created_by ON app.products(created_by);
CREATE INDEX idx_products_search ON app.products USING gin ((lower(name) || ' ' || lower(coalesce(sku, '')) || ' ' || coalesce(barcode, '')) gin_trgm_ops);

-- What the bot may say of a price: "from … to …, exact after diagnosis". Null brand or model: any.
CREATE TABLE app.price_rules (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  device_brand varchar(50),
  device_model varchar(100),
  problem varchar(30) NOT NULL,
  from_price numeric(14,2) NOT NULL CHECK (from_price >= 0),
  to_price numeric(14,2) NOT NULL,
  turnaround_hours int CHECK (turnaround_hours > 0),
  product_id uuid REFERENCES app.products(id) ON DELETE SET NULL,
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (to_price >= from_price),
  UNIQUE NULLS NOT DISTINCT (device_brand, device_model, problem)
);
CREATE INDEX idx_price_rules_product_id ON app.price_rules(product_id);

CREATE TABLE app.stock_levels (
  product_id uuid NOT NULL REFERENCES app.products(id) ON DELETE CASCADE,
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  quantity int NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (product_id, branch_id)
);
CREATE INDEX idx_stock_levels_branch_id ON app.stock_levels(branch_id);

CREATE TABLE app.inventory_movements (
  id uuid PRIMARY KEY DEFAULT app.uuid_v7(),
  product_id uuid NOT NULL REFERENCES app.products(id) ON DELETE RESTRICT,
  branch_id uuid NOT NULL DEFAULT app.main_branch() REFERENCES app.branches(id) ON DELETE RESTRICT,
  movement_type varchar(20) NOT NULL CHECK (movement_type IN ('in', 'out', 'adjustment', 'return')),
  quantity int NOT NULL CHECK (quantity > 0 OR (movement_type = 'adjustment' AND quantity <> 0)),
  reference_type varchar(50),
  reference_id uuid,
  notes text,
  created_by uuid NOT NULL REFERENCES app.users(id) ON DELETE RESTRICT,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idx_inventory_movements_product_id ON app.inventory_movements(product_id, id);
CREATE INDEX idx_inventory_movements_reference ON app.inventory_movements(reference_type, reference_id);
CREATE INDEX idx_inventory_movements_branch_id ON app.inventory_movements(branch_id);
CREATE INDEX idx_inventory_movements_created_by ON app.inventory_movements(created_by);

-- stock = in + return + adjustment − out. Two sellers of the last piece meet on the row lock; the second is told.
CREATE FUNCTION app.apply_inventory_movement() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  change int := CASE WHEN NEW.movement_type = 'out' THEN -NEW.quantity ELSE NEW.quantity END;
  product record;
BEGIN
  SELECT p.name, p.kind, p.allows_backorder, p.stock_quantity INTO product FROM app.products p WHERE p.id = NEW.product_id FOR NO KEY UPDATE;
  IF product.kind = 'service' THEN RAISE EXCEPTION 'a service has no stock' USING ERRCODE = '23514'; END IF;
  IF change < 0 AND NOT product.allows_backorder AND product.stock_quantity + change < 0 THEN
    RAISE EXCEPTION 'out of stock' USING ERRCODE = 'BK001',
      DETAIL = jsonb_build_object('product', product.name, 'left', product.stock_quantity)::text;
  END IF;
  INSERT INTO app.stock_levels AS s (product_id, branch_id, quantity) VALUES (NEW.product_id, NEW.branch_id, change)
    ON CONFLICT (product_id, branch_id) DO UPDATE SET quantity = s.quantity + change, updated_at = now();
  UPDATE app.products SET stock_quantity = stock_quantity + change WHERE id = NEW.product_id;
  RETURN NULL;
END $$;
CREATE TRIGGER inventory_movement_trigger AFTER INSERT ON app.inventory_movements
  FOR EACH ROW EXECUTE FUNCTION app.apply_inventory_movement();

CALL app.guard('tax_codes');
CALL app.guard('tax_rates', 'SELECT, INSERT');
CALL app.guard('products', '', secrets => '{cost}');
CALL app.guard('price_rules', 'SELECT, INSERT, UPDATE, DELETE');
CALL app.guard('stock_levels', 'SELECT', audited => false);
CALL app.guard('inventory_movements', 'SELECT, INSERT', audited => false);
-- Neither cost (cost_of answers those who may) nor stock (movements write it) is the serving role's.
GRANT SELECT (id, name, description, category, kind, sku, barcode, price, tax_code, stock_quantity, allows_backorder, reorder_level, unit_of_measure, is_active, created_by, created_at, updated_at),
  INSERT (name, description, category, kind, sku, barcode, price, cost, tax_code, allows_backorder, reorder_level, unit_of_measure, is_active, created_by),
  UPDATE (name, description, category, sku, barcode, price, cost, tax_code, allows_backorder, reorder_level, unit_of_measure, is_active) ON app.products TO baiki_app;

CREATE POLICY everybody_read ON app.tax_codes FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL OR (SELECT app.is_role('customer_link')));
CREATE POLICY settings_insert ON app.tax_codes FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY settings_update ON app.tax_codes FOR UPDATE USING ((SELECT app.may('settings.write')));
CREATE POLICY everybody_read ON app.tax_rates FOR SELECT USING ((SELECT auth.uid()) IS NOT NULL);
CREATE POLICY settings_insert ON app.tax_rates FOR INSERT WITH CHECK ((SELECT app.may('settings.write')));
CREATE POLICY catalogue_read ON app.products FOR SELECT USING ((SELECT app.may('catalogue.read')));
CREATE POLICY catalogue_insert ON app.products FOR INSERT WITH CHECK ((SELECT app.may('catalogue.write')));
CREATE POLICY catalogue_update ON app.products FOR UPDATE USING ((SELECT app.may('catalogue.write')));
CREATE POLICY catalogue_read ON app.price_rules FOR SELECT USING ((SELECT app.may('catalogue.read')));
CREATE POLICY catalogue_insert ON app.price_rules FOR INSERT WITH CHECK ((SELECT app.may('catalogue.write')));
CREATE POLICY catalogue_update ON app.price_rules FOR UPDATE USING ((SELECT app.may('catalogue.write')));
CREATE POLICY catalogue_delete ON app.price_rules FOR DELETE USING ((SELECT app.may('catalogue.write')));
CREATE POLICY stock_read ON app.stock_levels FOR SELECT USING ((SELECT app.may('stock.read')));
CREATE POLICY stock_read ON app.inventory_movements FOR SELECT USING ((SELECT app.may('stock.read')));
CREATE POLICY stock_insert ON app.inventory_movements FOR INSERT WITH CHECK ((SELECT app.may('stock.write')) AND created_by = (SELECT auth.uid()));

CREATE POLICY ledger ON app.products TO app_ledger USING (true) WITH CHECK (true);
CREATE POLICY ledger ON app.stock_levels TO app_ledger USING (true) WITH CHECK (true);
CREATE POLICY ledger ON app.inventory_movements TO app_ledger USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON app.products TO app_ledger;
GRANT SELECT, INSERT, UPDATE ON app.stock_levels TO app_ledger;
GRANT SELECT, INSERT ON app.inventory_movements TO app_ledger;
ALTER FUNCTION app.apply_inventory_movement() OWNER TO app_ledger;

CREATE FUNCTION app.cost_of(product uuid) RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS
  $$ SELECT p.cost FROM app.products p WHERE p.id = product AND app.may('cost.read') $$;
ALTER FUNCTION app.cost_of(uuid) OWNER TO app_ledger;

CREATE FUNCTION app.search_products(words text) RETURNS TABLE (id uuid, name varchar, category varchar, kind varchar, sku varchar, barcode varchar, price numeric, tax_code varchar, stock_quantity int, unit_of_measure varchar)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  IF NOT app.may('catalogue.read') THEN RAISE EXCEPTION 'may not search products' USING ERRCODE = '42501'; END IF;
  RETURN QUERY SELECT p.id, p.name, p.category, p.kind, p.sku, p.barcode, p.price, p.tax_code, p.stock_quantity, p.unit_of_measure FROM app.products p
    WHERE p.is_active AND (lower(p.name) || ' ' || lower(coalesce(p.sku, '')) || ' ' || coalesce(p.barcode, ''))
      LIKE '%' || replace(replace(replace(lower(words), '\', '\\'), '%', '\%'), '_', '\_') || '%'
    ORDER BY p.name LIMIT 20;
END $$;
CREATE POLICY search ON app.products FOR SELECT TO app_search USING (true);
GRANT SELECT ON app.products TO app_search;
ALTER FUNCTION app.search_products(text) OWNER TO app_search;
