"""A frozen version cannot be updated, not even by hand."""

from django.db import migrations

CREATE = """
create function documents_refuse_update() returns trigger language plpgsql as $$
begin
    raise exception 'a frozen version never changes' using errcode = 'restrict_violation';
end
$$;
create trigger documents_version_is_frozen
before update of document_id, number, purpose, title, content, content_hash on documents_version
for each row execute function documents_refuse_update();
"""
DROP = "drop trigger documents_version_is_frozen on documents_version; drop function documents_refuse_update();"


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
