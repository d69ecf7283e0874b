namespace Pixeli.Data.Migrations;

/// <summary>A photo stands under each word that somebody gave it, or that the machine did and nobody took away.</summary>
internal sealed partial class M20261129PhotosByTag
{
    // The table is its key, without a second copy of every row.
    private const string SqliteTable = """
        CREATE TABLE "photos_by_tag" (
            "tag" TEXT NOT NULL,
            "timestamp" INTEGER NOT NULL,
            "photo_id" TEXT NOT NULL,
            "event_id" TEXT NOT NULL,
            "photographer_id" TEXT NOT NULL,
            "read_perm" TEXT NOT NULL,
            "is_completed" INTEGER NOT NULL,
            CONSTRAINT "pk_photos_by_tag" PRIMARY KEY ("tag", "timestamp", "photo_id", "event_id", "photographer_id", "read_perm", "is_completed")
        ) WITHOUT ROWID;
        """;

    // A photo that is deleted leaves its words first, while its time says where it stands; its tags follow by the foreign keys.
    private const string SqliteTriggers = """
        CREATE TRIGGER photo_tags_listed AFTER INSERT ON photo_tags BEGIN
            INSERT INTO photos_by_tag (tag, timestamp, photo_id, event_id, photographer_id, read_perm, is_completed)
            SELECT NEW.normalized, timestamp, id, event_id, photographer_id, read_perm, status = 'CO' FROM photos WHERE id = NEW.photo_id
            ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER photo_tags_unlisted AFTER DELETE ON photo_tags BEGIN
            DELETE FROM photos_by_tag WHERE tag = OLD.normalized AND photo_id = OLD.photo_id
                AND timestamp = (SELECT timestamp FROM photos WHERE id = OLD.photo_id)
                AND NOT EXISTS (SELECT 1 FROM auto_tags WHERE photo_id = OLD.photo_id AND tag = OLD.normalized AND NOT removed);
        END;
        CREATE TRIGGER auto_tags_listed AFTER INSERT ON auto_tags WHEN NOT NEW.removed BEGIN
            INSERT INTO photos_by_tag (tag, timestamp, photo_id, event_id, photographer_id, read_perm, is_completed)
            SELECT NEW.tag, timestamp, id, event_id, photographer_id, read_perm, status = 'CO' FROM photos WHERE id = NEW.photo_id
            ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER auto_tags_unlisted AFTER DELETE ON auto_tags WHEN NOT OLD.removed BEGIN
            DELETE FROM photos_by_tag WHERE tag = OLD.tag AND photo_id = OLD.photo_id
                AND timestamp = (SELECT timestamp FROM photos WHERE id = OLD.photo_id)
                AND NOT EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = OLD.photo_id AND normalized = OLD.tag);
        END;
        CREATE TRIGGER auto_tags_given_back AFTER UPDATE OF removed ON auto_tags WHEN OLD.removed AND NOT NEW.removed BEGIN
            INSERT INTO photos_by_tag (tag, timestamp, photo_id, event_id, photographer_id, read_perm, is_completed)
            SELECT NEW.tag, timestamp, id, event_id, photographer_id, read_perm, status = 'CO' FROM photos WHERE id = NEW.photo_id
            ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER auto_tags_taken_away AFTER UPDATE OF removed ON auto_tags WHEN NEW.removed AND NOT OLD.removed BEGIN
            DELETE FROM photos_by_tag WHERE tag = NEW.tag AND photo_id = NEW.photo_id
                AND timestamp = (SELECT timestamp FROM photos WHERE id = NEW.photo_id)
                AND NOT EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = NEW.photo_id AND normalized = NEW.tag);
        END;
        CREATE TRIGGER photos_relisted AFTER UPDATE OF timestamp, read_perm, status ON photos
        WHEN OLD.timestamp <> NEW.timestamp OR OLD.read_perm <> NEW.read_perm OR (OLD.status = 'CO') <> (NEW.status = 'CO') BEGIN
            UPDATE photos_by_tag SET timestamp = NEW.timestamp, read_perm = NEW.read_perm, is_completed = (NEW.status = 'CO')
            WHERE photo_id = OLD.id AND timestamp = OLD.timestamp AND tag IN (
                SELECT normalized FROM photo_tags WHERE photo_id = OLD.id UNION SELECT tag FROM auto_tags WHERE photo_id = OLD.id AND NOT removed);
        END;
        CREATE TRIGGER photos_unlisted BEFORE DELETE ON photos BEGIN
            DELETE FROM photos_by_tag WHERE photo_id = OLD.id AND timestamp = OLD.timestamp AND tag IN (
                SELECT normalized FROM photo_tags WHERE photo_id = OLD.id UNION SELECT tag FROM auto_tags WHERE photo_id = OLD.id AND NOT removed);
        END;
        """;

    private const string SqliteDropTriggers = """
        DROP TRIGGER photo_tags_listed; DROP TRIGGER photo_tags_unlisted;
        DROP TRIGGER auto_tags_listed; DROP TRIGGER auto_tags_unlisted; DROP TRIGGER auto_tags_given_back; DROP TRIGGER auto_tags_taken_away;
        DROP TRIGGER photos_relisted; DROP TRIGGER photos_unlisted;
        """;

    // Whoever changes a tag locks its photo: so either they see what others change of the photo, or those see the tag.
    private const string PostgresTriggers = """
        CREATE FUNCTION list_photo_by_tag(photo uuid, word text) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE
            listed record;
        BEGIN
            SELECT timestamp, event_id, photographer_id, read_perm, status = 'CO' AS is_completed INTO listed FROM photos WHERE id = photo FOR NO KEY UPDATE;
            IF NOT FOUND THEN
                RETURN;
            END IF;
            IF EXISTS (SELECT 1 FROM photo_tags WHERE photo_id = photo AND normalized = word)
                OR EXISTS (SELECT 1 FROM auto_tags WHERE photo_id = photo AND tag = word AND NOT removed) THEN
                INSERT INTO photos_by_tag (tag, timestamp, photo_id, event_id, photographer_id, read_perm, is_completed)
                VALUES (word, listed.timestamp, photo, listed.event_id, listed.photographer_id, listed.read_perm, listed.is_completed)
                ON CONFLICT DO NOTHING;
            ELSE
                DELETE FROM photos_by_tag WHERE tag = word AND timestamp = listed.timestamp AND photo_id = photo;
            END IF;
        END $$;
        CREATE FUNCTION list_photo_tag() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP <> 'INSERT' THEN
                PERFORM list_photo_by_tag(OLD.photo_id, OLD.normalized);
            END IF;
            IF TG_OP <> 'DELETE' THEN
                PERFORM list_photo_by_tag(NEW.photo_id, NEW.normalized);
            END IF;
            RETURN NULL;
        END $$;
        CREATE FUNCTION list_auto_tag() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                PERFORM list_photo_by_tag(OLD.photo_id, OLD.tag);
            ELSE
                PERFORM list_photo_by_tag(NEW.photo_id, NEW.tag);
            END IF;
            RETURN NULL;
        END $$;
        CREATE FUNCTION relist_photo() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE photos_by_tag SET timestamp = NEW.timestamp, read_perm = NEW.read_perm, is_completed = (NEW.status = 'CO')
            WHERE photo_id = OLD.id AND timestamp = OLD.timestamp AND tag = ANY (ARRAY(
                SELECT normalized FROM photo_tags WHERE photo_id = OLD.id UNION SELECT tag FROM auto_tags WHERE photo_id = OLD.id AND NOT removed));
            RETURN NULL;
        END $$;
        CREATE FUNCTION unlist_photo() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM photos_by_tag WHERE photo_id = OLD.id AND timestamp = OLD.timestamp AND tag = ANY (ARRAY(
                SELECT normalized FROM photo_tags WHERE photo_id = OLD.id UNION SELECT tag FROM auto_tags WHERE photo_id = OLD.id AND NOT removed));
            RETURN OLD;
        END $$;
        CREATE TRIGGER photo_tags_listed AFTER INSERT OR DELETE OR UPDATE OF photo_id, normalized ON photo_tags
        FOR EACH ROW EXECUTE FUNCTION list_photo_tag();
        CREATE TRIGGER auto_tags_listed AFTER INSERT OR DELETE OR UPDATE OF removed ON auto_tags
        FOR EACH ROW EXECUTE FUNCTION list_auto_tag();
        CREATE TRIGGER photos_relisted AFTER UPDATE OF timestamp, read_perm, status ON photos FOR EACH ROW
        WHEN (OLD.timestamp <> NEW.timestamp OR OLD.read_perm <> NEW.read_perm OR (OLD.status = 'CO') <> (NEW.status = 'CO')) EXECUTE FUNCTION relist_photo();
        CREATE TRIGGER photos_unlisted BEFORE DELETE ON photos FOR EACH ROW EXECUTE FUNCTION unlist_photo();
        """;

    private const string PostgresDropTriggers = """
        DROP TRIGGER photo_tags_listed ON photo_tags; DROP TRIGGER auto_tags_listed ON auto_tags;
        DROP TRIGGER photos_relisted ON photos; DROP TRIGGER photos_unlisted ON photos;
        DROP FUNCTION list_photo_tag(); DROP FUNCTION list_auto_tag(); DROP FUNCTION relist_photo(); DROP FUNCTION unlist_photo();
        DROP FUNCTION list_photo_by_tag(uuid, text);
        """;
}
