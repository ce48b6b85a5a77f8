-- A label or a ready answer that was thrown away leaves the screens of colleagues too.
CREATE OR REPLACE FUNCTION app.announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('baiki_changes', json_build_object('table', TG_TABLE_NAME, 'id', coalesce(NEW.id, OLD.id))::text);
  RETURN NULL;
END $$;
DROP TRIGGER conversation_labels_announce_trigger ON app.conversation_labels;
CREATE TRIGGER conversation_labels_announce_trigger AFTER INSERT OR UPDATE OR DELETE ON app.conversation_labels
  FOR EACH ROW EXECUTE FUNCTION app.announce_change();
DROP TRIGGER canned_replies_announce_trigger ON app.canned_replies;
CREATE TRIGGER canned_replies_announce_trigger AFTER INSERT OR UPDATE OR DELETE ON app.canned_replies
  FOR EACH ROW EXECUTE FUNCTION app.announce_change();
