"""Read by Alembic when `mit_trainer.store.schema.migrate` runs the steps.

The connection is handed in and is inside a transaction already, so that all steps and
their receipt are kept together or not at all.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
