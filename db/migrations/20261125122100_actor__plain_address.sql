-- An address with a zone (`fe80::1%eth0`) is no inet, and stopped every change that leaves a trail. The door takes the zone off; should
-- something else come by another way, the work is done and the trail says nothing of the address.
CREATE OR REPLACE FUNCTION app.set_actor(user_id uuid, role text, ip text DEFAULT '', user_agent text DEFAULT '',
  customer_id text DEFAULT '', ticket_id text DEFAULT '', checkin_id text DEFAULT '')
RETURNS void LANGUAGE sql VOLATILE AS $$
  SELECT set_config('app.current_user_id', coalesce(user_id::text, ''), true),
         set_config('app.current_user_role', coalesce(role, ''), true),
         set_config('app.current_ip', CASE WHEN ip ~ '^[0-9a-fA-F]*[:.][0-9a-fA-F:.]+(%.*)?$' THEN split_part(ip, '%', 1) ELSE '' END, true),
         set_config('app.current_user_agent', left(coalesce(user_agent, ''), 300), true),
         set_config('app.scope_customer_id', coalesce(customer_id, ''), true),
         set_config('app.scope_ticket_id', coalesce(ticket_id, ''), true),
         set_config('app.scope_checkin_id', coalesce(checkin_id, ''), true)
$$;
