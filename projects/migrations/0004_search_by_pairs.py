"""PostgreSQL only: the index that finds projects by pairs of characters (see projects/search.py)."""

from django.db import migrations

# The pairs as they are, in an array: a text search parser would cut at slashes and drop signs, each locale its own way.
# The cost keeps the planner from calling it for every row of the table, and RESTRICTED from sharing such a walk among
# processes, which take longer to start than ten rows to find.
PAIRS = """
CREATE FUNCTION portal_bigrams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000
AS $$
  SELECT coalesce(array_agg(pair.one || pair.two), '{}')
  FROM (SELECT string_to_array(lower(words COLLATE "C"), NULL) AS letters) AS text,
       unnest(text.letters, text.letters[2:]) AS pair(one, two)
  WHERE pair.one <> ' ' AND pair.two <> ' '
$$
"""
INDEX = "CREATE INDEX project_by_pairs ON projects_project USING gin (portal_bigrams(title || ' ' || summary))"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(PAIRS)
        schema_editor.execute(INDEX)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX project_by_pairs")
        schema_editor.execute("DROP FUNCTION portal_bigrams(text)")


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_later_rooms")]

    operations = [migrations.RunPython(make, unmake)]
