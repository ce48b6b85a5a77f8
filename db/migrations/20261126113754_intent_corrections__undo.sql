-- A correction that was a slip is taken back, and a changed one bears the name of whoever changed it.
GRANT DELETE ON app.intent_corrections TO baiki_app;
CREATE POLICY chat_delete ON app.intent_corrections FOR DELETE USING ((SELECT app.may('chat.write')));
ALTER POLICY chat_update ON app.intent_corrections USING ((SELECT app.may('chat.write')))
  WITH CHECK ((SELECT app.may('chat.write')) AND corrected_by = (SELECT auth.uid()));
DROP TRIGGER intent_corrections_announce_trigger ON app.intent_corrections;
CREATE TRIGGER intent_corrections_announce_trigger AFTER INSERT OR UPDATE OR DELETE ON app.intent_corrections
  FOR EACH ROW EXECUTE FUNCTION app.announce_conversation();
