-- What is kept of sign-ins goes after a while. Only the clock may, and never what the throttle still counts or a session that is open:
-- whoever gets hold of the serving role cannot wipe the tries of a minute ago with it.
CREATE FUNCTION app.forget_sign_ins(attempts_kept interval, sessions_kept interval) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT app.is_role('scheduler') THEN RAISE EXCEPTION 'only the clock forgets' USING ERRCODE = '42501'; END IF;
  DELETE FROM app.login_attempts a WHERE a.created_at < now() - greatest(attempts_kept, interval '1 day');
  DELETE FROM app.user_sessions s
    WHERE s.expires_at < now() - greatest(sessions_kept, interval '1 day')
       OR (NOT s.is_active AND s.last_accessed < now() - greatest(sessions_kept, interval '1 day'));
END $$;
GRANT DELETE ON app.login_attempts, app.user_sessions TO app_directory;
ALTER FUNCTION app.forget_sign_ins(interval, interval) OWNER TO app_directory;
