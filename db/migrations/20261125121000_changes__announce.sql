-- Two more tables that an open screen shows: templates that Meta approves a moment after they were asked for, receipts whose paper is made after the payment.
CREATE TRIGGER whatsapp_templates_announce_trigger AFTER INSERT OR UPDATE ON app.whatsapp_templates FOR EACH ROW EXECUTE FUNCTION app.announce_change();
CREATE TRIGGER receipts_announce_trigger AFTER INSERT OR UPDATE ON app.receipts FOR EACH ROW EXECUTE FUNCTION app.announce_change();
