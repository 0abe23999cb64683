-- Whatever lets go of a file of an application lets go of its bytes, also of one that came while a draft was deleted: they should
-- go at once.
CREATE TRIGGER application_file_lets_go AFTER DELETE ON application_file BEGIN
  INSERT INTO file_drop (object_key, next_at) VALUES (OLD.object_key, 0) ON CONFLICT (object_key) DO NOTHING;
END;
