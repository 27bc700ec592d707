"""What Alembic runs to migrate (https://alembic.sqlalchemy.org/en/latest/tutorial.html#the-migration-environment)."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
