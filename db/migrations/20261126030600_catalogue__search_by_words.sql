-- Every word has to be there, in any order; `skrin|screen|lcd` is one word with its other names. Written out, so that each word
-- finds its way through the trigram index.
SET LOCAL ROLE app_search;
CREATE OR REPLACE FUNCTION app.search_products(words text)
 RETURNS TABLE(id uuid, name character varying, category character varying, kind character varying, sku character varying, barcode character varying, price numeric, tax_code character varying, stock_quantity integer, unit_of_measure character varying)
 LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20 SET search_path TO ''
AS $$
DECLARE
  searched constant text := $q$(lower(p.name) || ' ' || lower(coalesce(p.sku, '')) || ' ' || coalesce(p.barcode, ''))$q$;
  condition text;
BEGIN
  IF NOT app.may('catalogue.read') THEN RAISE EXCEPTION 'may not search products' USING ERRCODE = '42501'; END IF;
  SELECT string_agg('(' || w.names || ')', ' AND ') INTO condition FROM (
    SELECT (SELECT string_agg(format('%s LIKE %L', searched, '%' || replace(replace(replace(n.name, '\', '\\'), '%', '\%'), '_', '\_') || '%'), ' OR ')
      FROM unnest(string_to_array(s.word, '|')) n(name) WHERE n.name <> '') AS names
    FROM unnest((regexp_split_to_array(btrim(lower(words)), '\s+'))[1:8]) s(word)) w
  WHERE w.names IS NOT NULL;
  RETURN QUERY EXECUTE 'SELECT p.id, p.name, p.category, p.kind, p.sku, p.barcode, p.price, p.tax_code, p.stock_quantity, p.unit_of_measure
    FROM app.products p WHERE p.is_active AND ' || coalesce(condition, 'false') || ' ORDER BY p.name LIMIT 20';
END $$;
RESET ROLE;
